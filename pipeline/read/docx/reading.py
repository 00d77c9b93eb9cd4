"""The parts of a DOCX file → Source: body first, then its footnotes and endnotes in the order of their markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from pipeline.model import PipelineError, Problem, Source
from pipeline.read.building import Builder
from pipeline.read.docx.body import BLOCKS, Block, Body, Item, Missing, flat
from pipeline.read.docx.container import Package
from pipeline.read.docx.inline import Inline, Seen
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.properties import metadata
from pipeline.read.docx.sections import Counter, Section, section
from pipeline.read.docx.spans import NoteKind, Reference
from pipeline.read.docx.styles import Styles
from pipeline.read.docx.writing import Numbers, Writer, cell
from pipeline.read.docx.xml import Node, value
from pipeline.settings import Settings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTE_PARTS: dict[NoteKind, str] = {"footnote": "footnotes", "endnote": "endnotes"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_OLE = b"\xd0\xcf\x11\xe0"
_FLAT = (b"schemas.microsoft.com/office/2006/xmlPackage", b"schemas.microsoft.com/office/word/2003/wordml")
_LETTER = re.compile(r"[^\W\d_]")


def read(data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
    """The report's text, notes, tables and properties. Raises `PipelineError` with a reason in plain words."""
    _refuse(data)
    try:
        return _Document(Package(data, settings), settings).source(doc_id, name, sha256)
    except RecursionError as error:
        raise PipelineError(f"elements nest too deeply to be read; set max_depth (now {settings.max_depth}) lower") from error


def _refuse(data: bytes) -> None:
    """Office files that are no zip container."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        advice = "an encrypted Office file; take the password off" if locked else "an old Word file (DOC); save it as DOCX"
        raise PipelineError(f"this is {advice} and run again")
    if any(mark in data[:10_000] for mark in _FLAT):
        raise PipelineError("this is a Word file written as one XML file (Flat OPC); save it as DOCX and run again")
    if not data.startswith(b"PK"):
        raise PipelineError("this is no zip container and so no DOCX")


class _Document:
    """One file's parts and what was met in them."""

    def __init__(self, package: Package, settings: Settings) -> None:
        self._package = package
        self._settings = settings
        self._main = package.main()
        self._parts: dict[str, list[str]] = {}
        for kind, part in package.related(self._main):
            self._parts.setdefault(kind, []).append(part)
        self._seen, self._missing = Seen(), Missing()
        self._damaged: list[Problem] = []
        self._styles = Styles(self._tree("styles"))
        self._numbering = Numbering(self._tree("numbering"), self._styles.list_of)

    def source(self, doc_id: str, name: str, sha256: str) -> Source:
        """Everything read, written and told."""
        items = list(self._story().story(self._package.stream(self._main, BLOCKS, 2), 3))
        counter = self._number(items)
        notes = {key: blocks for kind in _NOTE_PARTS for key, blocks in self._notes(kind)}
        builder = Builder(self._settings)
        writer = Writer(builder, Numbers(counter.numbers, frozenset(notes)))
        writer.items(items)
        marks = {reference.key: (reference, mark) for reference, mark in _references(items)}
        for kind in _NOTE_PARTS:
            for key, (reference, mark) in marks.items():
                if reference.kind == kind and key in notes:
                    writer.note(reference, mark, notes[key])
        if not builder.text().strip():
            raise PipelineError("the DOCX holds no text; if its pages are pictures, read them with a text recogniser and run again")
        self._furniture(writer)
        declared = metadata(self._property("core-properties"), self._property("extended-properties", "extendedProperties"))
        problems = [*builder.problems, *self._told(), *_unused(notes, marks), *_by_page(counter)]
        return Source(doc_id, name, sha256, MEDIA_TYPE, "utf-8", builder.text(), (), builder.sorted_hints(), declared, tuple(problems))

    def _tree(self, kind: str) -> Node | None:
        part = next(iter(self._parts.get(kind, ())), None)
        return self._package.tree(part) if part is not None else None

    def _story(self) -> Body:
        return Body(self._styles, self._numbering, Inline(self._styles, self._settings, self._seen), self._missing)

    def _number(self, items: Sequence[Item]) -> Counter:
        settings = self._tree("settings")
        counter = Counter(section(settings) if settings is not None else Section(), paged=self._seen.pages > 0)
        waiting: list[Reference] = []
        for item in [*items, Section()]:
            if isinstance(item, Section):
                counter.close(item, waiting)
                waiting = []
            else:
                waiting.extend(reference for reference, _ in _references([item]))
        return counter

    def _notes(self, kind: NoteKind) -> Iterator[tuple[str, list[Block]]]:
        """The notes of a kind by key, without the lines that separate them from the text."""
        for part in self._parts.get(_NOTE_PARTS[kind], ()):
            for node in self._package.stream(part, (f"w:{kind}",), 1):
                if value(node, "w:type") not in _SEPARATORS:
                    key = Reference(kind, value(node, "w:id") or "").key
                    blocks = list(flat(self._story().story(node, 3)))
                    if cell(blocks):
                        yield key, blocks

    def _furniture(self, writer: Writer) -> None:
        """Running heads and feet, each once, at the end: they are printed on pages that the file does not have."""
        told: set[str] = set()
        for kind in ("header", "footer"):
            for part in self._parts.get(kind, ()):
                text = ""
                with self._spared(part):
                    blocks = flat(self._story().story(self._package.stream(part, BLOCKS, 1), 2))
                    text = "".join(span.text for span in cell(blocks)).replace("\t", " ").strip()
                if _LETTER.search(text) and text not in told:
                    told.add(text)
                    writer.left_out(text, "running-head")

    @contextmanager
    def _spared(self, part: str) -> Iterator[None]:
        """A part beside the text: where it is damaged it costs a problem row and not the report."""
        try:
            yield
        except PipelineError as error:
            self._damaged.append(Problem("warning", "part-not-read", f"{part} is not read: {error}"))

    def _property(self, *kinds: str) -> Node | None:
        for part in (part for kind, part in self._package.related("") if kind in kinds):
            with self._spared(part):
                return self._package.tree(part)
        return None

    def _comments(self) -> int:
        count = 0
        for part in self._parts.get("comments", ()):
            with self._spared(part):
                count += sum(1 for _ in self._package.stream(part, ("w:comment",), 1))
        return count

    def _told(self) -> Iterator[Problem]:
        """What was met beside the text."""
        if comments := self._comments():
            yield Problem("info", "comments-left-out", f"{comments} comments beside the text are left out")
        yield from self._damaged
        if self._seen.changes:
            yield Problem("info", "changes-accepted", "tracked changes are read as accepted: deleted text is left out")
        if self._seen.hidden:
            yield Problem("info", "hidden-text-left-out", f"text formatted as hidden is left out ({self._seen.hidden} pieces)")
        for sign in sorted(self._seen.symbols):
            yield Problem("info", "symbol-unread", f"a sign of a symbol font is not known and left out: {sign}")
        for form in sorted(self._numbering.unknown):
            yield Problem("info", "list-number-unread", f"numbers of lists in the form {form[:40]} are not known and left out")
        for kind in (*self._missing.names, *(["subDocument"] if "subDocument" in self._parts else [])):
            yield Problem("warning", "part-not-read", f"a part in another format ({kind}) stands in the text and is not read")


def _references(items: Iterable[Item]) -> Iterator[tuple[Reference, str]]:
    """The references in the order of the text, each with the mark written by hand for it."""
    for block in flat(items):
        for line in block.lines:
            for span in line:
                if span.note is not None:
                    yield span.note, span.text if span.note.own else ""


def _unused(notes: Iterable[str], marks: Iterable[str]) -> Iterator[Problem]:
    left = sorted(set(notes) - set(marks))
    if left:
        message = f"{len(left)} notes that no marker points to are not printed and left out: {', '.join(left[:5])}"
        yield Problem("info", "note-left-out", message)


def _by_page(counter: Counter) -> Iterator[Problem]:
    if counter.by_page:
        message = "notes are numbered anew on every page; the file does not say where pages end, so their numbers run on"
        yield Problem("warning", "note-numbers-by-page", message)
