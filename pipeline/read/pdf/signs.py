"""What points from the body to a note, and what a note begins with: markers and labels by what they have in common, their sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import rules
from pipeline.read.pdf.markers import in_text
from pipeline.read.pdf.page import FoundNote, Line, Page

POWER, IN_CELL, PLAIN, NAMED = range(4)  # how plainly a marker points: raised behind a digit, in a table, in a line, with 注 or ※
SIGNS = ("*", "†", "‡", "§")
_LABEL = 16  # characters at the start of a line that may be its label
_KEPT = 4096  # starts of lines whose labels are remembered: each is asked for several times
_SIGN = re.compile(r"[*†‡§]+")
_KIND = re.compile(r"([訳原補編])[注註]")  # notes of the translator, the author, the editor: each numbered by itself
_LETTER = re.compile(r"(?<![A-Za-zα-ωΑ-Ω])[A-Za-zα-ωΑ-Ω\ufffd]$")  # a variable, whose raised digit is a power
_NAME = re.compile(r"[注註※]")
_DIGITS = re.compile(r"[0-9]+")
_UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

Sign = tuple[str, int]  # the kind ("", 訳) and the number, or a sign and how often it stands
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a line begins with: `family` is the rule that reads it, `length` its characters; `needs` what else must be there."""

    sign: Sign
    family: str
    length: int
    needs: str


def markers(page: Page) -> Iterator[tuple[Place, Sign, int]]:
    """The markers of a page, each with its place (line and start, or table, row, column and start) and how plainly it points."""
    for at, line in enumerate(page.lines):
        for span in line.spans:
            if span.kind == "marker":
                before = line.text[: span.start]
                text = line.text[span.start : span.end]
                power = before[-1:].isdecimal() or _LETTER.search(before[-2:]) is not None
                yield (at, span.start), sign(text, span.number), POWER if power else NAMED if _NAME.search(before[-1:] + text) else PLAIN
    for number, (_, table) in enumerate(page.tables):
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                for span in in_text(cell.text):
                    yield (number, row, column, span.start), sign(cell.text[span.start : span.end], span.number), IN_CELL


@lru_cache(_KEPT)
def sign(text: str, number: int) -> Sign:
    """What a marker or label of this text shows."""
    plain = _fold(text).translate(_UP)
    signed = _SIGN.search(plain)
    if signed and not _DIGITS.search(plain):
        return signed[0][0], number
    kind = _KIND.search(plain)
    return kind[1] if kind else "", number


def _fold(text: str) -> str:
    """Characters in one width, each still one character; superscripts stay what they are."""
    return "".join(char if char in "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾…" or len(flat := unicodedata.normalize("NFKC", char)) != 1 else flat for char in text)


@cache
def _rules(role: str) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in rules.load("pdf_notes") if rule.fields["role"] == role)


def label_of(line: Line) -> Label | None:
    """The label a line begins with; a credit or a remark has none."""
    return _label(line.text[:_LABEL])


@lru_cache(_KEPT)
def _label(start: str) -> Label | None:
    text = _fold(start)
    if _is_credit(start):
        return None
    for rule in _rules("label"):
        if found := rule.pattern.match(text):
            groups = found.groupdict()
            number = int(groups["number"].translate(_UP)) if groups.get("number") else len(groups["sign"])
            return Label(sign(found[0], number), rule.id, found.end(), rule.fields.get("needs", ""))
    return None


def is_credit(line: Line) -> bool:
    """Whether a line is a source, a remark or a unit, as stand under figures and tables."""
    return _is_credit(line.text[:_LABEL])


@lru_cache(_KEPT)
def _is_credit(start: str) -> bool:
    text = _fold(start)
    return any(rule.pattern.match(text) for rule in _rules("credit"))


def sign_of(note: FoundNote) -> Sign:
    """What the markers of a note show, from its key."""
    name = note.key.partition(":")[2].partition(".")[0]
    return ("" if name[0].isdecimal() else name[0], note.number)
