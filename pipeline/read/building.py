"""Blocks in reading order → the text and hints of a Source, written together so that no offset is counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.model import Hint, HintKind, PipelineError, Problem
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one block; `kind` "marker" makes them a note's marker, `ruby` is the reading left out above them.

    What is printed `italic` is written `*…*` in a note, as in plain text: titles of Western works are known by it.
    """

    text: str
    kind: HintKind | None = None
    number: int = 0
    key: str = ""
    ruby: str = ""
    italic: bool = False


@dataclass(slots=True)
class Builder:
    """Gathers a source's text block by block.

    Every block stands on a line of its own with a blank line above, but for the rows of one table. Line breaks inside a
    block become spaces: one block is one line. Raises `PipelineError` when the text grows over `max_chars`.
    """

    settings: Settings
    hints: list[Hint] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _page_opens: bool = True

    def page(self) -> None:
        """Begins a page."""
        if self.page_starts:
            self._write("\n\f" if self._length else "\f")
        self.page_starts.append(self._length)
        self._page_opens = True

    def block(
        self,
        pieces: str | Sequence[Piece],
        kind: HintKind | None = None,
        *,
        number: int = 0,
        key: str = "",
        label: str = "",
    ) -> None:
        """A heading, paragraph, item, caption or note. `label` is printed before it, not covered by its hint. Empty ones leave nothing."""
        made = [Piece(pieces)] if isinstance(pieces, str) else list(pieces)
        if not (label + "".join(piece.text for piece in made)).strip():
            return
        self._part()
        self._write(_one_line(label))
        start = self._length
        for piece in _emphasised(made) if kind == "note" else made:
            self._piece(piece)
        if kind is not None and self._length > start:
            self.hints.append(Hint(kind, start, self._length, number, key))
        self._write("\n")

    def table(self, rows: Iterable[Sequence[str | Sequence[Piece]]]) -> None:
        """The rows of one table, the header first; tabs and line breaks inside a cell become spaces."""
        kept = [list(row) for row in rows]
        if not any(_cell(cell) for row in kept for cell in row):
            return
        self._part()
        start = self._length
        for row in kept:
            for column, cell in enumerate(row):
                self._write("\t" if column else "")
                for piece in [Piece(cell)] if isinstance(cell, str) else cell:
                    self._piece(piece, cell=True)
            self._write("\n")
        self.hints.append(Hint("table", start, self._length - 1))

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def sorted_hints(self) -> tuple[Hint, ...]:
        """The hints by where they begin, the longer first."""
        return tuple(sorted(self.hints, key=lambda hint: (hint.start, -hint.end)))

    def _part(self) -> None:
        if self._length and not self._page_opens:
            self._write("\n")
        self._page_opens = False

    def _piece(self, piece: Piece, *, cell: bool = False) -> None:
        start = self._length
        self._write(_one_line(piece.text).replace("\t", " ") if cell else _one_line(piece.text))
        if self._length == start:
            return
        if piece.kind is not None:
            self.hints.append(Hint(piece.kind, start, self._length, piece.number, piece.key))
        if piece.ruby:
            message = f"reading left out of the text: {piece.ruby[:20]} above {piece.text[:20]}"
            self.problems.append(Problem("info", "ruby-left-out", message, start, self._length))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self.settings.max_chars:
            raise PipelineError(f"the file holds more text than max_chars = {self.settings.max_chars:,} allows")


_LETTERS = re.compile(r"[A-Za-z\u00c0-\u04ff]")
_NO_TITLE = re.compile(r"[*\u3041-\u30ff\u4e00-\u9fff]")  # Japanese has no italics; an asterisk would end the title
_BEFORE_TITLE, _BEHIND_TITLE = ' \t\n\u3000([“‘"«', ' \t\n\u3000,.;:)]”’"»'
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_UNPRINTABLE: dict[int, str | None] = dict.fromkeys((*range(9), *range(14, 32), 127, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
_CHANGED = _UNPRINTABLE | dict.fromkeys(map(ord, _BREAKS), " ")
_TO_CHANGE = re.compile("[\\0-\\x08\\n-\\x1f\\x7f\\x85\\u2028\\u2029\\ud800-\\udfff\\ufffe\\uffff]")  # of most texts nothing


def _one_line(text: str) -> str:
    """Without line breaks, control characters and lone surrogates."""
    return text.translate(_CHANGED) if _TO_CHANGE.search(text) else text


def _emphasised(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring italic pieces of an alphabet between asterisks, blanks and punctuation at either end left outside."""
    for italic, group in groupby(pieces, key=lambda piece: piece.italic and piece.kind is None):
        same = list(group)
        whole = "".join(piece.text for piece in same)
        title = whole.lstrip(_BEFORE_TITLE).rstrip(_BEHIND_TITLE)
        if not italic or not _LETTERS.search(title) or _NO_TITLE.search(title):
            yield from same
        else:
            begin = len(whole) - len(whole.lstrip(_BEFORE_TITLE))
            yield Piece(f"{whole[:begin]}*{title}*{whole[begin + len(title) :]}")


def _cell(cell: str | Sequence[Piece]) -> str:
    return cell.strip() if isinstance(cell, str) else "".join(piece.text for piece in cell).strip()
