"""Office formulas (`m:oMath`) → one line of text: `a/b`, `x²`, `√(x)`."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.read.docx.spans import raised
from pipeline.read.docx.xml import Node, child, named, value

_PROPERTIES = "Pr"  # m:fPr, m:rPr, m:ctrlPr … say how a part looks


def formula(node: Node, depth: int, count: Callable[[int], None]) -> str:
    """The formula in one line. `count` is told of every element and how deep it lies."""
    count(depth)
    name = named(node).removeprefix("m:")
    if name == "t":
        return node.text or ""
    if name in ("w:del", "w:moveFrom"):
        return ""
    parts = {named(inner).removeprefix("m:"): inner for inner in node}

    def part(which: str) -> str:
        return formula(parts[which], depth + 1, count) if which in parts else ""

    match name:
        case "f":
            return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
        case "sSup":
            return part("e") + _power(part("sup"))
        case "sSub":
            return part("e") + _below(part("sub"))
        case "sSubSup" | "sPre":
            return part("e") + _below(part("sub")) + _power(part("sup"))
        case "rad":
            return f"{part('deg')}√{_grouped(part('e'))}"
        case "nary":
            sign = value(child(parts.get("naryPr"), "m:chr"), "m:val") or "∫"
            return sign + _below(part("sub")) + _power(part("sup")) + part("e")
        case "d":
            properties = parts.get("dPr")
            begin = value(child(properties, "m:begChr"), "m:val")
            end = value(child(properties, "m:endChr"), "m:val")
            inside = [formula(inner, depth + 1, count) for inner in node if named(inner) == "m:e"]
            return f"{'(' if begin is None else begin}{'|'.join(inside)}{')' if end is None else end}"
        case _:
            return "".join(formula(inner, depth + 1, count) for inner in node if not named(inner).endswith(_PROPERTIES))


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _power(text: str) -> str:
    if not text:
        return ""
    made = raised(text)
    return made if made != text else f"^{_grouped(text)}"


def _below(text: str) -> str:
    return f"_{_grouped(text)}" if text else ""
