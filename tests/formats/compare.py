"""What the pipeline reads from a copy, beside what it reads from the clean text: `python -m tests.formats.compare` prints the table.

GiNZA is not asked: rules, lists and resolvers read both texts alike, and what a format does to the text shows without it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.model import Date, Document, PipelineError
from pipeline.read.guard import ReaderFault
from pipeline.settings import Settings
from tests.formats.plain import ENCODINGS, encodable
from tests.formats.sample import RAW

FILES = Path(__file__).parent / "files"

_NOTES_ELSEWHERE = ("docx", "footnotes", "columns", "wrapped")
_OF_NOTES = re.compile("注(?:16)?|第[12]章")
_LEADERS = re.compile(r"[\s.…・\[\]［］【】]")
_SPACES = re.compile(r"\s+")
_ITALICS = re.compile(r"\*([^*]+)\*")  # a copy prints italics; the clean text writes them between asterisks


Fact = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of fact of two documents, as multisets: what both have, what only the clean text or only the copy gives."""

    name: str
    same: int
    missing: tuple[Fact, ...]
    added: tuple[Fact, ...]

    @property
    def share(self) -> float:
        """Facts in both, of those in either: 1 where the copy gives exactly the clean text's."""
        total = self.same + max(len(self.missing), len(self.added))
        return self.same / total if total else 1.0


def compare(copy: Document, clean: Document, layout: str) -> dict[str, Comparison]:
    """All kinds of facts of the copy against those of the clean text.

    Where a layout puts notes at the foot of pages, behind each chapter or under a rule, the clean text's head 「注」 and the chapters' labels
    in the list of notes are not printed or printed elsewhere, and are left out of the comparison.
    """
    made = {}
    for name, kind in _KINDS.items():
        expected, found = kind(clean), kind(copy)
        if layout in _NOTES_ELSEWHERE:
            expected = _without_heads(name, expected)
        if layout in ("columns", "wrapped"):
            found = _without_heads(name, found)
        made[name] = _compared(name, expected, found)
    return made


@cache
def read_without_model(path: Path) -> Document:
    """The document of a file with every stage run but the parse. Raises `PipelineError` where it cannot be read."""
    with mock.patch("pipeline.engine.document.parse.parse", return_value=iter(())):
        document = process(Input("copy", path.name, path), Settings(), None)
    if document.status == "failed":
        raise PipelineError(f"{path.name}: {document.error}")
    return document


def counterpart(path: Path) -> Document:
    """The document a copy must give again: that of the clean text, for an older encoding with what it cannot write replaced."""
    name, encoding = path.name.split(".")[:2]
    codec = ENCODINGS[encoding][0] if encoding in ENCODINGS else "utf-8"
    text = (RAW / f"{name}.txt").read_text(encoding="utf-8")
    if (written := encodable(text, codec)) == text:
        return read_without_model(RAW / f"{name}.txt")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{name}.txt").write_text(written, encoding="utf-8")
        return read_without_model(Path(folder) / f"{name}.txt")


def note_text(text: str) -> str:
    """A note without white space and the asterisks of italics."""
    return _SPACES.sub("", _ITALICS.sub(r"\1", text))


def layout_of(path: Path) -> str:
    """The middle or last part of a copy's name: `docx`, `vertical`, `cp932` …"""
    return path.name.split(".")[1]


def _without_heads(name: str, facts: Counter[Fact]) -> Counter[Fact]:
    heads = {"sentences": 1, "front": 0, "sections": 2}
    at = heads.get(name)
    return facts if at is None else Counter({fact: count for fact, count in facts.items() if not _OF_NOTES.fullmatch(fact[at])})


def _compared(name: str, clean: Counter[Fact], copy: Counter[Fact]) -> Comparison:
    missing, added = clean - copy, copy - clean
    return Comparison(name, (clean & copy).total(), tuple(missing.elements()), tuple(added.elements()))


def _sentences(document: Document) -> Counter[Fact]:
    return Counter((s.kind, s.text) for s in document.sentences if s.kind != "front")


def _front(document: Document) -> Counter[Fact]:
    """Title page, table of contents and back matter, without the spaces and dots that lead to a page's number and without brackets."""
    return Counter((_LEADERS.sub("", s.text),) for s in document.sentences if s.kind == "front")


def _mentions(document: Document) -> Counter[Fact]:
    text = {s.id: s.text for s in document.sentences}
    values = ((i, m, replace(m.value, anchor=None) if isinstance(m.value, Date) else m.value) for i, m in document.mentions)
    return Counter((text[i], m.layer, m.start, m.text, value) for i, m, value in values)


def _notes(document: Document) -> Counter[Fact]:
    return Counter((read.note.number, note_text(read.note.content.text)) for read in document.notes)


def _citations(document: Document) -> Counter[Fact]:
    """What was read in the notes: a blank too much in a title shows here."""
    return Counter(
        (read.note.number, one.form, one.type, one.authors, one.title, one.container, one.issued, one.pages, one.refers_to is not None)
        for read in document.notes
        for one in read.citations
    )


def _links(document: Document) -> Counter[Fact]:
    text = {s.id: s.text for s in document.sentences}
    notes = [read.note for read in document.notes]
    return Counter(
        (text[link.sentence_id], link.position, notes[link.note].number, note_text(notes[link.note].content.text)[:30])
        for link in document.links
    )


def _sections(document: Document) -> Counter[Fact]:
    sections = document.report.sections if document.report else ()
    return Counter((section.level, section.label, section.heading, section.authors) for section in sections)


_KINDS: dict[str, Callable[[Document], Counter[Fact]]] = {
    "sentences": _sentences, "front": _front, "mentions": _mentions, "notes": _notes, "citations": _citations, "links": _links, "sections": _sections,
}  # fmt: skip


def _print(path: Path, *, differences: int) -> None:
    try:
        found = compare(read_without_model(path), counterpart(path), layout_of(path))
    except (PipelineError, ReaderFault) as error:
        print(f"{path.name:38} {str(error).strip().splitlines()[-1]}")
        return
    print(f"{path.name:38} " + " ".join(f"{one.name} {one.share:7.2%}" for one in found.values()))
    broken: set[Any] = {fact[1] for fact in (*found["sentences"].missing, *found["sentences"].added)}
    for one in found.values():
        for mark, facts in (("-", one.missing), ("+", one.added)):
            own = [fact for fact in facts if one.name not in ("mentions", "links") or fact[0] not in broken]
            for fact in own[:differences]:
                print(f"    {one.name} {mark} {_short(fact)}")


def _short(fact: Fact) -> str:
    return str(fact) if len(str(fact)) < 200 else f"{str(fact)[:90]} … {str(fact)[-100:]}"


def main(arguments: Sequence[str]) -> None:
    """Prints the shares of each file named by a part of its name, or of all; with -v, what differs."""
    wanted = [argument for argument in arguments if argument != "-v"]
    for path in sorted(FILES.iterdir()):
        if not wanted or any(part in path.name for part in wanted):
            _print(path, differences=40 if "-v" in arguments else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
