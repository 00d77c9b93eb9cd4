"""One position of a sentence → the longest date rule that reads there.

Rules are tried only where a character can begin one, and a run of digits or kanji numerals
is entered at its first character only: any text is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.extract.dates import calendar, clocks, days, foreign, foreign_scan, periods, sets, spans
from pipeline.extract.dates.values import Reading, integer
from pipeline.model import PipelineError
from pipeline.rules import Rule, load

FILES = ("dates_rejects", "dates", "dates_periods", "dates_relative", "dates_days", "dates_spans", "dates_sets", "dates_clock")
NOT_A_DATE = "none"

_DIGITS = "0123456789０１２３４５６７８９"
_KANJI = "〇零一二三四五六七八九十百千"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CLASSES = {"digits": _DIGITS, "kanji": _KANJI, "latin": _LATIN}
_FORWARD_YEARS = 9

_READERS: dict[str, Callable[[re.Match[str]], Reading | None]] = {
    "calendar": calendar.calendar,
    "restated": calendar.restated,
    "following": calendar.following,
    "slashed": calendar.slashed,
    "year-of-era": calendar.year_of_era,
    "iso-month": calendar.iso_month,
    "chronology": calendar.chronology,
    "decade": periods.decade,
    "era-decade": periods.era_decade,
    "century": periods.century,
    "before-christ": periods.before_christ,
    "common-era": periods.common_era,
    "quarter": periods.quarter,
    "quarter-latin": periods.quarter_latin,
    "fiscal-latin": periods.fiscal_latin,
    "word": days.word,
    "numbered-day": days.numbered_day,
    "weekday": days.weekday,
    "weekend": days.weekend,
    "nth-weekday": days.nth_weekday,
    "duration": spans.duration,
    "perhaps-year": spans.perhaps_year,
    "duration-word": spans.duration_word,
    "counted-days": spans.counted_days,
    "every": sets.every,
    "every-part": sets.every_part,
    "every-other": sets.every_other,
    "times-per": sets.times_per,
    "once-in": sets.once_in,
    "clock": clocks.clock,
    "same-clock": clocks.same_clock,
    "timestamp": clocks.timestamp,
    "foreign": foreign.read,
}
# Read in place by the composer, because they say something only of the date before them.
_IN_PLACE = ("part", "week-of-month", NOT_A_DATE)


@dataclass(frozen=True, slots=True)
class Atom:
    """One rule's match: `end` is exclusive, `reading` is None for what is not a date."""

    start: int
    end: int
    rule: Rule
    found: re.Match[str]
    reading: Reading | None


@cache
def trigger() -> re.Pattern[str]:
    """Where a rule may begin; a run of digits, kanji numerals or letters matches as a whole.

    A rule that begins with a frequent character lists whole beginnings as `leads` (きょう), so that the text is not entered at each き.
    """
    leads = [lead for rule in _rules() for lead in rule.fields.get("leads", ())]
    others = {
        char
        for rule in _rules()
        for char in _expand(rule.fields["starts"])
        if char not in {lead[0] for lead in rule.fields.get("leads", ())}
    }
    others |= set(foreign_scan.openings())
    words, whole = re.escape("".join(sorted(others - set(_DIGITS + _KANJI + _LATIN)))), "|".join(map(re.escape, leads)) or "(?!)"
    # Each branch begins with its own character and only then looks behind it: that is what `re` can tell apart fastest.
    digit, kanji, letter = f"[{_DIGITS}]", f"[{_KANJI}]", f"[{foreign_scan.LETTERS}]"
    return re.compile(
        rf"{digit}(?<![第{_DIGITS}]{digit})(?<!第[ \u3000]{digit})(?<![0-9０-９][.,．，]{digit}){digit}*+"
        rf"|{kanji}(?<![第数何幾{_KANJI}]{kanji})(?<!第[ \u3000]{kanji}){kanji}*+"
        rf"|{letter}(?<!{letter}{letter}){letter}*+|[{words}]|{whole}"
    )


def at(text: str, position: int, *, joined: bool = False, year: int | None = None) -> Atom | None:
    """The longest reading that begins at `position`; of equals the first in rule order.

    `joined` also tries the rules for the second end of a range; `year` is the year of the
    date just before, which lets 14年 be a year.
    """
    best: Atom | None = None
    rules = _index()[1].get(text[position : position + 1], ())
    if foreign_rules := foreign_scan.candidates(text, position):
        rules += foreign_rules
    for rule in rules:
        if (rule.fields.get("joined") and not joined) or rule.fields.get("after_month"):
            continue
        found = rule.pattern.match(text, position)
        if found is None or found.end() == position or (best and found.end() <= best.end):
            continue
        if rule.fields.get("follows_year") and not _near(found, year, joined=joined):
            continue
        reader = rule.fields["reader"]
        reading = None if reader in _IN_PLACE else _READERS[reader](found)
        if reading is not None or reader in _IN_PLACE:
            best = Atom(position, found.end(), rule, found, reading)
    return best


def extension(text: str, position: int) -> tuple[Rule, re.Match[str]] | None:
    """第2週, 第4木曜日 directly behind a month."""
    for rule in _rules():
        if rule.fields.get("after_month") and (found := rule.pattern.match(text, position)):
            return rule, found
    return None


def _near(found: re.Match[str], year: int | None, *, joined: bool) -> bool:
    """True where the two-digit year is a neighbour of the four-digit year before it, or lies ahead of it in a range."""
    short = integer(found["short_year"])
    if year is None or short is None:
        return False
    ahead = (short - year) % 100
    return 0 < ahead <= 60 if joined else 0 < ahead <= _FORWARD_YEARS or ahead >= 100 - _FORWARD_YEARS


@cache
def _rules() -> tuple[Rule, ...]:
    rules = tuple(rule for name in FILES for rule in load(name))
    for rule in (*rules, *load(foreign_scan.FILE)):
        reader = rule.fields.get("reader")
        if reader not in _READERS and reader not in _IN_PLACE:
            raise PipelineError(f"data/rules: rule {rule.id!r} names an unknown reader {reader!r}; known: {', '.join(sorted(_READERS))}")
    for rule in rules:
        if not rule.fields.get("starts"):
            raise PipelineError(f"data/rules: rule {rule.id!r} needs `starts`, the characters it may begin with")
    return rules


@cache
def _index() -> tuple[tuple[str, ...], dict[str, tuple[Rule, ...]]]:
    """The characters rules begin with, and for each character its rules in file order."""
    index: dict[str, list[Rule]] = {}
    for rule in _rules():
        for char in _expand(rule.fields["starts"]):
            index.setdefault(char, []).append(rule)
    return tuple(index), {char: tuple(rules) for char, rules in index.items()}


def _expand(starts: Iterable[str]) -> list[str]:
    return sorted({char for entry in starts for char in _CLASSES.get(entry, entry)})
