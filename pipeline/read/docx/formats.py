"""`w:pPr` and `w:rPr` → what of a paragraph's and a run's format says something about the text."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read.docx.xml import Node, child, integer, named, switched, value

BODY_LEVEL = 9  # the outline level that means body text
_RAISED = 6  # half points above the line from which digits are a marker or an exponent


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """A paragraph's format, None where it is not told: `list_id` "0" takes a paragraph out of its style's list."""

    style: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    indented: bool | None = None
    section: Node | None = None
    joins_next: bool = False


@dataclass(frozen=True, slots=True)
class RunFormat:
    """A run's format, None where it is not told."""

    style: str = ""
    raised: bool | None = None
    hidden: bool | None = None
    italic: bool | None = None


PLAIN = ParagraphFormat()
PLAIN_RUN = RunFormat()


def paragraph_format(properties: Node | None) -> ParagraphFormat:
    """Reads `w:pPr`."""
    if properties is None:
        return PLAIN
    style, outline, list_id, list_level, indented, section, joins = "", None, None, None, None, None, False
    for node in properties:
        match named(node):
            case "w:pStyle":
                style = value(node) or ""
            case "w:outlineLvl":
                outline = integer(value(node))
            case "w:numPr":
                list_id, list_level = value(child(node, "w:numId")), integer(value(child(node, "w:ilvl")))
            case "w:ind":
                indented = _indented(node)
            case "w:sectPr":
                section = node
            case "w:rPr":
                joins = any(named(inner) in ("w:del", "w:moveFrom") for inner in node)
    return ParagraphFormat(style, outline, list_id, list_level, indented, section, joins)


def run_format(properties: Node | None) -> RunFormat:
    """Reads `w:rPr`."""
    if properties is None:
        return PLAIN_RUN
    style, raised, hidden, italic = "", None, None, None
    for node in properties:
        match named(node):
            case "w:rStyle":
                style = value(node) or ""
            case "w:vertAlign":
                raised = value(node) == "superscript"
            case "w:position":
                raised = raised or (integer(value(node)) or 0) >= _RAISED or None
            case "w:vanish":
                hidden = switched(node)
            case "w:i":
                italic = switched(node)
    return RunFormat(style, raised, hidden, italic)


def _indented(node: Node) -> bool | None:
    """Whether the first line stands in; None where the indent says nothing of the first line."""
    told = [integer(value(node, f"w:{name}")) for name in ("firstLineChars", "firstLine", "hangingChars", "hanging")]
    if all(amount is None for amount in told):
        return None
    chars, first, hanging_chars, hanging = (amount or 0 for amount in told)
    return (chars > 0 or first > 0) and not (hanging_chars > 0 or hanging > 0)
