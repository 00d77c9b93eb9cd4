"""A row of glyphs → the note markers and exponents in it, by how high and how small they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from pipeline import rules
from pipeline.read.pdf.page import Box, Font, Glyph, Mark, Row, Span
from pipeline.read.pdf.strands import strands

# In em of the neighbours. A full superscript stands 0.3–0.4 em up; figures of proportional fonts sway by less than 0.05 em.
_RAISED = 0.15
_RAISED_AT_SIZE = 0.25  # at the neighbours' own size only the height tells, so it must be plain
_OTHER_LINE = 1.1  # what stands higher is no longer of this line
_SMALLER = 0.93  # of the neighbours' size: fonts mixed in one line differ by a few hundredths
_LARGER = 1.25  # a raised full-width figure may be set a little larger than its neighbours
_LEVEL = 0.05  # a row whose bases differ by less holds nothing raised
_MIDDLE = 0.38  # from a vertical glyph's base to the middle of its line: what is small there hangs beside it, not above
_BEFORE, _AFTER = 14, 4  # characters around raised digits that tell an exponent
_KEPT = 4096  # characters whose form in one width is remembered
_LONGEST = 24  # raised characters in a row: more are a small line beside a large one

_UP = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+-()")
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_BY_THEMSELVES = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾注註]")  # markers whatever their height may be
_SEPARATORS = frozenset("、,･・.;")
_RANGE = frozenset("~～〜-‐–—−")
_SIGNS = frozenset("注註脚訳原補編※*＊†‡§+")
_CANDIDATES = frozenset("0123456789()[]〔〕") | _SUPERSCRIPTS | _SEPARATORS | _RANGE | _SIGNS
_EXPONENT = frozenset("0123456789+-−")
_GOES_ON = frozenset("。、,.」』)")  # a line that begins （注1）。 goes on with the line above


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's characters as printed and in one width, with those that are raised."""

    printed: list[str]
    folded: list[str]
    raised: list[bool]

    def shown(self, start: int, end: int) -> str:
        """Glyphs as they are written: digits as superscripts, with their brackets where nothing else is in these; the rest as printed."""
        kept = _RANGE if not any(text in "注註" for text in self.folded[start:end]) else _RANGE | frozenset("()")
        pairs = zip(self.printed[start:end], self.folded[start:end], strict=True)
        return "".join(printed if text in kept or (up := text.translate(_UP)) == text else up for printed, text in pairs)

    def plain(self, start: int, end: int) -> str:
        """Glyphs in one width, digits as digits."""
        return "".join(self.folded[start:end]).translate(_DOWN)


@cache
def _rules(role: str) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in rules.load("pdf_notes") if rule.fields["role"] == role)


def find(row: Row, fonts: Sequence[Font]) -> tuple[Mark, ...]:
    """Raised digits and signs, markers such as （注3）, and exponents (`number` 0) of a row, sorted and apart.

    Reads ³, ³⁴, ³、⁴ (a mark each, the second with its comma), ³～⁵ (the sign stands for note 4), 注3, (3), ＊1, ※1, ＊ and † where
    they are raised; （注3） and 注3） at any size. km², 10⁶, s⁻¹ and ²³⁵U are exponents. A sign's number counts its characters.
    """
    if _level(row):
        return ()
    printed = [text for strand in row.strands for text in strand.texts]
    folded = list(map(_fold, printed))
    read = _Row(printed, folded, _raised(row, folded))
    marks = [mark for start, end in _runs(read) for mark in _read(read, start, end)]
    return tuple(sorted([*marks, *_printed(read, marks)]))


def _level(row: Row) -> bool:
    """Whether nothing stands higher than its neighbours and no sign is a marker by itself: almost every row, told at little cost."""
    return not row.text or (row.rise <= _LEVEL * row.size and not _BY_THEMSELVES.search(row.text))


@lru_cache(_KEPT)
def _fold(text: str) -> str:
    """A character in one width; superscripts and the wave dash stay what they are."""
    return text if text in _SUPERSCRIPTS or text in "～\u3000" else unicodedata.normalize("NFKC", text)


def _raised(row: Row, folded: Sequence[str]) -> list[bool]:
    """For each glyph, whether it stands above the nearest characters before and after it that cannot be of a marker."""
    made = [False] * len(folded)
    lift = _MIDDLE if row.vertical else 0.0
    own = (row.size, row.base + lift * row.size)
    places = [place for strand in row.strands for place in repeat((strand.size, strand.base + lift * strand.size), len(strand.lefts))]
    candidates = [place for place, text in enumerate(folded) if text in _CANDIDATES or text.isdecimal()]
    among = set(candidates)
    plain = [place for place, text in enumerate(folded) if place not in among and not text.isspace()]
    if row.vertical:  # stops and brackets stand in a corner of their cell, not on the line's axis
        plain = [place for place in plain if folded[place].isalnum()]
    for place in candidates:
        if folded[place] in _SUPERSCRIPTS:
            made[place] = True
            continue
        following = bisect_left(plain, place)
        beside = [places[other] for other in plain[max(0, following - 1) : following + 1]]
        touching = place > 0 and (made[place - 1] or not (place - 1 in among or folded[place - 1].isspace()))
        made[place] = all(_above(*places[place], *other, touching=touching) for other in beside or [own])
    return made


def _above(size: float, base: float, other_size: float, other_base: float, *, touching: bool) -> bool:
    """Whether a glyph is raised beside another; at full size it must touch a word, for in a chart figures stand at any height."""
    rise = (base - other_base) / other_size
    if rise > _OTHER_LINE:
        return False
    return (rise > _RAISED and size < _SMALLER * other_size) or (touching and rise > _RAISED_AT_SIZE and size < _LARGER * other_size)


def _runs(read: _Row) -> Iterator[tuple[int, int]]:
    """Raised glyphs side by side, the blanks between them included."""
    place, count = 0, len(read.folded)
    while place < count:
        if not read.raised[place]:
            place += 1
            continue
        end = last = place + 1
        while end < count and (read.raised[end] or read.folded[end].isspace()):
            end += 1
            last = end if read.raised[end - 1] else last
        if last - place <= _LONGEST:
            yield place, last
        place = end


def _read(read: _Row, start: int, end: int) -> Iterator[Mark]:
    """The marks of one raised run: an exponent, or notes one after the other."""
    while start < end and (read.folded[start] in _SEPARATORS or read.folded[start].isspace()):
        start += 1
    while start < end and (read.folded[end - 1] in _SEPARATORS or read.folded[end - 1].isspace()):
        end -= 1
    up = read.plain(start, end).translate(_UP)
    if _is_power(read, start, end, up):
        yield Mark(start, end, up, 0)
    elif marks := _items(read, start, end):
        yield from marks
    elif any(text.isdecimal() for text in read.plain(start, end)) and _EXPONENT.issuperset(read.plain(start, end)):
        yield Mark(start, end, up, 0)


def _is_power(read: _Row, start: int, end: int, up: str) -> bool:
    before = "".join(read.folded[max(0, start - _BEFORE) : start])
    around = before + up + "".join(read.folded[end : end + _AFTER])
    return any(found.start("raised") == len(before) for rule in _rules("power") for found in rule.pattern.finditer(around))


def _items(read: _Row, start: int, end: int) -> list[Mark]:
    """A run as markers parted by commas or blanks or joined by a range sign; nothing where a part of it is no marker."""
    signs = [place for place in range(start, end) if read.folded[place] in _SEPARATORS or read.folded[place] in _RANGE]
    signs = signs or [place for place in range(start + 1, end) if _parts(read, place)]
    made: list[Mark] = []
    begin = start
    for stop in [*signs, end]:
        number = _number(read, begin, stop)
        if not number:
            return []
        range_sign = begin > start and read.folded[begin] in _RANGE
        if made and number <= made[-1].number and (range_sign or read.folded[begin].isspace()):
            return []
        if range_sign and number > made[-1].number + 1:
            made.append(Mark(begin, begin + 1, read.shown(begin, begin + 1), made[-1].number + 1))
            begin += 1
        made.append(Mark(begin, stop, read.shown(begin, stop), number))
        begin = stop
    return made


def _parts(read: _Row, place: int) -> bool:
    """Whether a blank stands between two numbers."""
    return read.folded[place].isspace() and read.plain(place - 1, place).isdecimal() and read.plain(place + 1, place + 2).isdecimal()


def _number(read: _Row, begin: int, end: int) -> int:
    """The note that glyphs `begin` to `end` point to, the comma or range sign before them aside; 0 for none."""
    core = read.plain(begin, end).lstrip(" \u3000" + "".join(_SEPARATORS | _RANGE)).rstrip(" \u3000")
    for rule in _rules("raised"):
        if found := rule.pattern.fullmatch(core):
            return int(found["number"]) if found.groupdict().get("number") else len(core)
    return 0


def _printed(read: _Row, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Markers of full size, such as （注3）; at a row's start only where the line above plainly goes on there."""
    text = "".join(read.folded)
    if "注" not in text and "註" not in text:
        return
    taken = {place for mark in marks for place in range(mark.start, mark.end)}
    glyph_of = [place for place, piece in enumerate(read.folded) for _ in piece]
    for rule in _rules("printed"):
        for found in rule.pattern.finditer(text):
            start, end = glyph_of[found.start()], glyph_of[found.end() - 1] + 1
            if not text[: found.start()].strip() and text[found.end() : found.end() + 1] not in _GOES_ON:
                continue
            if taken.isdisjoint(range(start, end)):
                yield Mark(start, end, "".join(read.printed[start:end]), int(found["number"]))


def in_text(text: str) -> tuple[Span, ...]:
    """The markers in a text whose raised digits are written as superscripts already, such as a table's cell; exponents are none."""
    if not _BY_THEMSELVES.search(text):
        return ()
    glyphs = [Glyph(char, float(at), 0.0, at + 1.0, 1.0, 1.0, 0.0, 0, 0) for at, char in enumerate(text)]
    row = Row(strands(glyphs), Box(0.0, 0.0, float(len(text)), 1.0), 1.0, 0.0, 0)
    return tuple(Span("marker", mark.start, mark.end, mark.number) for mark in find(row, ()) if mark.number)
