"""`w:p` → its characters in reading order: runs, fields, links, ruby, formulas, references to notes, and the text boxes anchored in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.model import PipelineError
from pipeline.read.docx.formats import run_format
from pipeline.read.docx.formulas import formula
from pipeline.read.docx.spans import BREAK, NoteKind, Reference, Span
from pipeline.read.docx.styles import Styles
from pipeline.read.docx.symbols import symbol
from pipeline.read.docx.xml import Node, child, named, switched, tags, value
from pipeline.settings import Settings

_MOST_ELEMENTS = 5_000_000  # elements that are looked at in one file; a report of 1,000 pages has about 1,000,000
PARAGRAPH = 10  # what a paragraph counts for, beside the elements in it
_SPACES = re.compile(r"[\n\r\t]")
_LONGEST_CODE = 1000  # characters of a field's code
# Elements that hold nothing of what is printed, or that have been deleted or moved away.
_SILENT = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:proofErr"})
_DELETED = frozenset({"w:del", "w:moveFrom"})
_RUBY_FIELD = re.compile(r"\\o\\ad\s*\(\s*\\s\\up\s*[0-9.]*\s*\((?P<ruby>[^()]{1,99})\)\s*[,;，]\s*(?P<base>[^()]{1,99})\)", re.IGNORECASE)
_ENCLOSED_FIELD = re.compile(r"\\o\\ac\s*\([^(),;]{1,3}[,;，]\s*(?P<base>[^()]{1,10})\)", re.IGNORECASE)
_FIELD_NAME = re.compile(r"\s*([A-Za-z]+)\s*(\S*)")


@dataclass(slots=True)
class Content:
    """A paragraph's spans, the text boxes anchored in it, the names of its SEQ fields, and whether a table of contents goes on in it."""

    spans: list[Span] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    sequences: list[str] = field(default_factory=list)
    in_contents: bool = False


@dataclass(slots=True)
class _Field:
    """A field that is open: its code so far, and whether its result has begun."""

    code: str = ""
    result: bool = False
    contents: bool = False


@dataclass(slots=True)
class Seen:
    """What was met in a file beside its text, for the problem rows."""

    elements: int = 0
    pages: int = 0
    hidden: int = 0
    changes: bool = False
    symbols: set[str] = field(default_factory=set)


class Inline:
    """Reads paragraphs one after the other; a field may begin in one and end in another."""

    def __init__(self, styles: Styles, settings: Settings, seen: Seen) -> None:
        self._styles = styles
        self._settings = settings
        self._seen = seen
        self._fields: list[_Field] = []
        self._in_code = False  # whether a field is open whose result has not begun
        self._in_toc = False  # whether one is open that makes a table of contents
        self._style = ""
        self._italic = False  # whether the run being read is
        self._made = Content()

    def read(self, paragraph: Node, style: str, depth: int) -> Content:
        """The content of a paragraph of that style; `depth` is how deep it lies."""
        outer = self._made, self._style
        self._made, self._style = Content(), style
        self._contents()
        self._inner(paragraph, depth)
        made = self._made
        self._contents()
        # A field whose code does not end with its paragraph is damaged: what follows is text again.
        if self._in_code:
            self._fields = [open_field for open_field in self._fields if open_field.result]
            self._open()
        self._made, self._style = outer
        return made

    def count(self, depth: int, weight: int = 1) -> None:
        """Notes one more element that is looked at, `depth` deep. Raises `PipelineError` beyond the limits."""
        self._seen.elements += weight
        if self._seen.elements > _MOST_ELEMENTS:
            raise PipelineError(f"the DOCX has more elements than the {_MOST_ELEMENTS:,} that are read (a paragraph counts {PARAGRAPH})")
        if depth > self._settings.max_depth:
            raise PipelineError(f"elements nest deeper than max_depth = {self._settings.max_depth} allows")

    def _contents(self) -> None:
        self._made.in_contents = self._made.in_contents or self._in_toc

    def _inner(self, node: Node, depth: int) -> None:
        for inner in node:
            name = named(inner)
            self.count(depth)
            if name == "w:r":
                self._run(inner, depth + 1)
            elif name in _DELETED:
                self._seen.changes = True
            elif name == "mc:AlternateContent":
                self._either(inner, depth + 1, self._inner)
            elif name in ("m:oMath", "m:oMathPara"):
                self._add(formula(inner, depth, self.count))
            elif name == "w:sdt":
                self._control(inner, depth + 1)
            elif name not in _SILENT:
                self._seen.changes = self._seen.changes or name in ("w:ins", "w:moveTo")
                if name == "w:fldSimple":
                    self._simple(value(inner, "w:instr") or "")
                self._inner(inner, depth + 1)

    def _control(self, control: Node, depth: int) -> None:
        """A content control's text, but for the prompt of one that was never filled in."""
        prompt = child(child(control, "w:sdtPr"), "w:showingPlcHdr")
        content = child(control, "w:sdtContent")
        if content is not None and (prompt is None or not switched(prompt)):
            self._inner(content, depth + 1)

    def _either(self, node: Node, depth: int, read: Callable[[Node, int], None]) -> None:
        """One of the ways a piece is written: the first that holds text, never two of them."""
        for way in chosen(node):
            read(way, depth + 1)

    def _run(self, run: Node, depth: int) -> None:
        raised, hidden, self._italic = self._styles.run(run_format(child(run, "w:rPr")), self._style)
        if hidden and any(named(inner) == "w:t" and inner.text for inner in run):
            self._seen.hidden += 1
        self._pieces(run, depth, raised=raised, hidden=hidden)

    def _pieces(self, run: Node, depth: int, *, raised: bool, hidden: bool) -> None:
        for inner in run:
            self.count(depth)
            name = named(inner)
            if name in ("w:fldChar", "w:instrText"):
                self._field(inner, name)
            elif name == "w:lastRenderedPageBreak":
                self._seen.pages += 1
            elif hidden or self._in_code:
                continue
            elif name == "w:t":
                self._add(_letters(inner), raised=raised)
            elif made := _CHARACTERS.get(name):
                self._add(made, raised=raised and made != BREAK)
            elif name == "w:sym":
                self._symbol(inner)
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                self._reference(inner, "footnote" if name == "w:footnoteReference" else "endnote")
            elif name == "w:ruby":
                self._ruby(inner, depth + 1)
            elif name == "mc:AlternateContent":
                self._either(inner, depth + 1, lambda way, deep: self._pieces(way, deep, raised=raised, hidden=hidden))
            elif name in ("w:drawing", "w:pict", "w:object"):
                self._made.boxes.extend(boxes(inner))

    def _add(self, text: str, *, raised: bool = False) -> None:
        if text:
            self._made.spans.append(Span(text, raised=raised, italic=self._italic))

    def _reference(self, node: Node, kind: NoteKind) -> None:
        told = value(node, "w:customMarkFollows")
        own = told is not None and told.lower() in ("1", "true", "on")
        self._made.spans.append(Span("", note=Reference(kind, value(node, "w:id") or "", self._seen.pages, own)))

    def _symbol(self, node: Node) -> None:
        font, code = value(node, "w:font") or "", value(node, "w:char") or ""
        made = symbol(font, code)
        if made is None:
            self._seen.symbols.add(f"{font} {code}".strip()[:40])
        self._add(made or "")

    def _ruby(self, node: Node, depth: int) -> None:
        """The base with the reading above it; the base keeps its references to notes."""
        base, reading = child(node, "w:rubyBase"), child(node, "w:rt")
        if base is None:
            return
        above = self._aside(reading, depth + 1) if reading is not None else []
        below = self._aside(base, depth + 1)
        text = "".join(span.text for span in below if span.note is None)
        if text:
            self._made.spans.append(Span(text, "".join(span.text for span in above).strip()))
        self._made.spans.extend(span for span in below if span.note is not None)

    def _aside(self, node: Node, depth: int) -> list[Span]:
        outer, self._made.spans = self._made.spans, []
        self._inner(node, depth)
        made, self._made.spans = self._made.spans, outer
        return made

    def _field(self, node: Node, name: str) -> None:
        if name == "w:instrText":
            if self._fields and not self._fields[-1].result and len(self._fields[-1].code) < _LONGEST_CODE:
                self._fields[-1].code += (node.text or "")[:_LONGEST_CODE]
            return
        step = value(node, "w:fldCharType")
        if step == "begin":
            self._fields.append(_Field())
            if len(self._fields) > self._settings.max_depth:
                raise PipelineError(f"fields nest deeper than max_depth = {self._settings.max_depth} allows")
        elif step == "separate" and self._fields:
            self._fields[-1].result = True
            self._fields[-1].contents = self._fields[-1].code.split()[:1] == ["TOC"]
            self._simple(self._fields[-1].code)
            self._open()
            self._contents()
        elif step == "end" and self._fields:
            closed = self._fields.pop()
            if not closed.result and all(open_field.result for open_field in self._fields):
                self._simple(closed.code)
                self._resultless(closed.code)
        self._open()

    def _open(self) -> None:
        self._in_code = any(not open_field.result for open_field in self._fields)
        self._in_toc = any(open_field.contents for open_field in self._fields)

    def _simple(self, code: str) -> None:
        found = _FIELD_NAME.match(code)
        if found and found[1].upper() == "SEQ":
            self._made.sequences.append(found[2])

    def _resultless(self, code: str) -> None:
        """Fields that print what their code says: ruby and enclosed characters as older Word writes them."""
        if found := _RUBY_FIELD.search(code):
            self._made.spans.append(Span(found["base"].strip(), found["ruby"].strip()))
        elif found := _ENCLOSED_FIELD.search(code):
            self._add(found["base"].strip())


_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": BREAK,
    "w:cr": BREAK,
    "w:noBreakHyphen": "-",
}


def chosen(node: Node) -> Iterator[Node]:
    """Of `mc:AlternateContent` the first way that holds text or a text box, else the first of all."""
    ways = [way for way in node if named(way) in ("mc:Choice", "mc:Fallback")]
    wanted = (*tags("w:t"), *tags("m:t"), *tags("w:txbxContent"))
    told = next((way for way in ways if any(_speaks(inner) for inner in way.iter(*wanted))), None)
    if told is not None:
        yield told
    elif ways:
        yield ways[0]


def _speaks(node: Node) -> bool:
    return named(node) == "w:txbxContent" or bool(node.text)


def boxes(drawing: Node) -> Iterator[Node]:
    """The text boxes of a drawing, those inside another text box left to it, each once however many ways it is written."""
    for box in drawing.iter(*tags("w:txbxContent")):
        around = box.getparent()
        while around is not None and around is not drawing:
            if named(around) == "w:txbxContent" or (named(around) in ("mc:Choice", "mc:Fallback") and _other_way(around)):
                break
            around = around.getparent()
        if around is drawing:
            yield box


def _other_way(way: Node) -> bool:
    both = way.getparent()
    return both is not None and next(chosen(both), None) is not way


def _letters(node: Node) -> str:
    text = node.text or ""
    kept = node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return _SPACES.sub(" ", text if kept else text.strip(" \t\r\n"))
