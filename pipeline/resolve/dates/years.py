"""Two digits and 年 (24年には) and the years the document tells → the century, and whether they name a year or a length.

Rules: data/rules/date_years.toml. Where no year of the document and no date of publication gives a century, and where
the words do not speak for a year, the length that the sentence alone reads stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline import rules
from pipeline.extract.dates.values import ERAS, LENGTH, Era, as_year
from pipeline.model import Date, Mention, Sentence
from pipeline.resolve.dates.shift import Point, Relation, apply, point
from pipeline.resolve.dates.standing import mood
from pipeline.rules import Rule

_SINCE = "以来"
_AS_YEAR = "context:century+0"
_ERA = re.compile(r"明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR](?=[0-9元])")
_WESTERN = re.compile(r"[12][0-9]{3}|(?<![0-9])0[0-9]年|['’‘][0-9]{2}年")
_ASIDE = re.compile(r"[（(][^（）()]{1,30}+[)）]")
_LISTED = re.compile(r"(?<![0-9])([0-9]{2})年[とや]\Z")
_ZERO = re.compile(r"(?:FY)?XX0\d")
_NINETEEN = re.compile(r"(?:FY)?XX[89]\d")
_FIRST_TWO_DIGITS = 10
_NEIGHBOURS, _FAR, _LONGEST = 5, 30, 64
_PLANS = 10  # years ahead that a text which counts in the running era still plans for
_NOT_OF_ERA = ("、", "ま")  # 2年、 and 3年まで are rather lengths
_SHORT = re.compile(r"(?:FY)?XX\d\d")
_LATE = re.compile(r"XX([5-9]\d)")
_PAST_ONLY = 80  # two digits that name no year of a plan
_DOUBTFUL = 0.5
_YEAR_READINGS = ("year", "surely")
_HEADS = "、。（(「『・"
_LEAD = 24
_REACH = 40
_FIRST_YEAR = 1000
_HAS_BEEN = 2000  # what a paper without a date of publication may speak of as past
# A year that only the words make likely lies this near to the year told before it, and is no round number.
_BACK, _AHEAD, _ROUND = 15, 4, 5
_LONG_BEFORE = 30
_FORESEEN = 8  # years ahead or back of which a rate of growth or a budget is told


@dataclass(slots=True)
class Years:
    """The last year told (in which paragraph), the first of the document, and whether it writes years with two digits."""

    today: Point | None
    first: Point | None
    in_use: bool
    latest: int | None = None  # the latest year that the text writes in full
    earliest: int | None = None
    last: Point | None = None
    paragraph: int = 0
    era: Era | None = None
    both: bool = False  # the text counts in the era and in our years: 平成20（2008）年

    def tell(self, sentence: Sentence, value: str, text: str) -> None:
        """Remember the year or decade of a resolved value, and in which count `text` wrote it (平成20年 or 2008年).

        Not of what something is only compared with (昭和38年以来), once another year is told.
        """
        if self.last is not None and text.endswith(_SINCE):
            return
        told = _year_point(value)
        if told is not None:
            self.last, self.paragraph = told, sentence.paragraph
        named, western = _ERA.findall(text), bool(_WESTERN.search(text))
        if named or western:
            self.era, self.both = ERAS[named[-1]] if named else None, bool(named) and western

    def of_era(self, value: str, number: int) -> str | None:
        """`value` (XXXX-04) in year `number` of the era the text counts in; None where it counts in none or the era has no such year."""
        if self.era is None:
            return None
        year, now = self.era.year(number), self.today.year if self.today and self.today.year else None
        told = self.last.year if self.last and self.last.year else self.era.first_year
        last = int(self.era.end[:4]) if self.era.end else (now or told) + _PLANS
        near = abs(year - told) <= self._reach(value, number)
        return value.replace("XXXX", f"{year:04d}", 1) if near and year <= last else None

    def of_era_told(self, value: str, number: int) -> str | None:
        """`value` (XXXX-05) in year `number` of the era the text counts in, or of the next where that lies nearer: 平成30年 … 元年5月."""
        told = self.last.year if self.last else None
        current = self.of_era(value, number)
        following = None if self.era is None else next((era for era in ERAS.values() if self.era.end and era.start > self.era.start), None)
        if following is None or self.era is None or told is None:
            return current
        year = following.year(number)
        if not 0 <= year - told <= _NEIGHBOURS or year - told >= abs(self.era.year(number) - told):
            return current
        return value.replace("XXXX", f"{year:04d}", 1)

    def this_century(self, value: str, distance: int, *, quoted: bool) -> str | None:
        """今世紀: the century of publication, or of the latest year in the text; None where quoted words may be of another one."""
        now = self.today.year if self.today else None
        if quoted and now and self.latest and now // 100 != self.latest // 100:
            return None
        year = now or self.latest
        return None if year is None else apply(value, Relation("published", "century", distance), Point(year))

    def _reach(self, value: str, number: int) -> int:
        """How far a year may lie from the one told before it and still be of the same era."""
        if self.both:
            return _NEIGHBOURS
        if number >= _FIRST_TWO_DIGITS:
            return _LONGEST
        return _BACK if "-" in value else _FAR

    def in_era(self, value: str) -> str | None:
        """`value` (XX30, FYXX30, XX30-10) as a year of the era the text counts in; 07年 is never one, and 平成32年 did not come."""
        found = re.match(r"(?:FY)?XX(\d\d)", value)
        number = int(found[1]) if found else 0
        if found is None or number < _FIRST_TWO_DIGITS:
            return None
        year = self.of_era("XXXX", number)
        return None if year is None else value.replace(f"XX{found[1]}", year, 1)

    def century(self, value: str, sentence: Sentence) -> str | None:
        """`value` (XX24, FYXX24, XX3X) in the century of the year told last, of publication, or of the document's first year.

        None where an earlier paragraph and the date of publication disagree, or where there is no year at all. 07年 in a
        text without any other year is 2007: nobody wrote so before computers wrote years; 86年5月 is 1986, no year of a plan.
        """
        to = Relation("context", "century", 0)
        bases = [self.last] if self.last else []
        if self.today and self.today.year and (not bases or self.paragraph != sentence.paragraph):
            bases.append(self.today)
        found = {apply(value, to, base) for base in bases or ([self.first] if self.first else [])}
        if found == {None} and self.today and self.today.year:  # 90年代 behind 70年代 may be of either century but for the day of writing
            found = {apply(value, to, self.today)}
        if not found and _ZERO.match(value):
            return value.replace("XX", "20", 1)
        if not found and _NINETEEN.match(value):
            return value.replace("XX", "19", 1)
        return found.pop() if len(found) == 1 else None

    def within(self, value: str | None) -> str | None:
        """`value` a century later where it lies before every year that the text writes in full, and then not behind the last of them.

        1950年 … 94年 … 2007年: 1994. The last year is that of publication where it is later. None where `value` lies more than
        30 years before them and a century later behind them.
        """
        if value is None or self.earliest is None:
            return value
        bare = value.removeprefix("FY")
        if not bare[:4].isdigit():
            return value
        year = int(bare[:4])
        last = max(self.latest or 0, self.today.year if self.today and self.today.year else 0)
        if year < self.earliest <= year + 100 <= last:
            return f"{'FY' if bare != value else ''}{year + 100}{bare[4:]}"
        return None if self.earliest - year > _LONG_BEFORE else value

    def decade_ahead(self, value: str, *, planned: bool) -> str | None:
        """A decade (XX3X) as the next one so named after the year told last, where it has begun or a plan speaks of it."""
        base = next((base.year for base in (self.last, self.today) if base and base.year), None)
        if base is None or not re.fullmatch(r"XX\dX", value):
            return None
        decade = int(value[2]) * 10
        found = (base + (decade + 9 - base) % 100) // 10
        now = self.today.year if self.today and self.today.year else _HAS_BEEN
        return f"{found:03d}X" if planned or found * 10 <= now else None


def survey(sentences: Sequence[tuple[Sentence, Sequence[Mention]]], today: Point | None) -> Years:
    """The years that a document tells, before any of its mentions is settled."""
    dates = [
        (sentence.text, mention, mention.value)
        for sentence, mentions in sentences
        for mention in mentions
        if isinstance(mention.value, Date)
    ]
    first = next((told for _, _, date in dates if (told := _year_point(date.value))), None)
    full = [int(end) for _, _, date in dates for end in re.findall(r"(?<![-\dX])[12]\d{3}(?![\dX])", date.value)]
    in_use = any(_is_short(text, mention, date) for text, mention, date in dates)
    return Years(today, first, in_use, max(full, default=None), min(full, default=None))


def _is_short(text: str, mention: Mention, date: Date) -> bool:
    """True for a year that can only be written with two digits: 24年5月, or by its words 24年には."""
    if date.relation.startswith(LENGTH):
        return _reads(text, mention.start, mention.end) in _YEAR_READINGS
    return bool(_SHORT.match(date.value))


def read(sentence: Sentence, mention: Mention, years: Years) -> Mention:
    """A mention that may be a length or a year as the one it is; any other as it was."""
    date = mention.value
    if not isinstance(date, Date) or not date.relation.startswith(LENGTH):
        return mention
    if counted := _in_era(sentence.text, mention, date.value, years):
        return replace(mention, value=replace(date, type="DATE", value=counted, relation=""))
    value = as_year(date.value)
    told = years.century(value.split("/")[0], sentence) if value else None
    if value and told and _goes_with_last(sentence.text, mention, value, years.last):
        return replace(mention, value=replace(date, type="DATE", value=told, relation=""))
    if value and (year := _of_last_century(sentence.text, mention, value, told, years)):
        years.in_use = True
        return replace(mention, value=replace(date, type="DATE", value=year, relation=""))
    if value and told is None and _reads(sentence.text, mention.start, mention.end) == "surely":
        return replace(mention, value=replace(date, type="DATE", value=value, relation=_AS_YEAR))
    if value is None or told is None or not _is_year(sentence.text, mention, told, years):
        doubtful = value and _LATE.fullmatch(value) and _reads(sentence.text, mention.start, mention.end) != "length"
        return replace(mention, value=replace(date, relation=""), score=min(mention.score, _DOUBTFUL) if doubtful else mention.score)
    years.in_use = True
    relations = "/".join([_AS_YEAR, "start:year+0"][: value.count("/") + 1])
    return replace(mention, value=replace(date, type="DATE", value=value, relation=relations))


def _of_last_century(text: str, mention: Mention, value: str, told: str | None, years: Years) -> str | None:
    """97年の改定 as 1997, where the text tells no nearer such year that has come; without any other year also 97年には.

    Of 50 to 79 the second may be a plan (50年に実質ゼロとする).
    """
    found = _LATE.fullmatch(value)
    if found is None or years.of_era("XXXX", int(found[1])):
        return None
    late = int(found[1]) >= _PAST_ONLY
    dated = late and text.endswith("後の", 0, mention.start)  # 冷戦後の97年の改定: so many years were not counted since
    year, reads = f"19{found[1]}", _behind(text, mention.start, mention.end) if dated else _reads(text, mention.start, mention.end)
    if reads == "event":
        fits = told in (None, year, f"20{found[1]}") and mood(text, mention.start, mention.end) != "ahead"
        return year if fits else None
    return year if told is None and reads == "year" and late and not dated else None


def _in_era(text: str, mention: Mention, value: str, years: Years) -> str | None:
    """A year of the era that the text counts in (平成20年 … 30年は, 9年に), or None where it is a length or of no such era."""
    ends = [found[1] for end in value.split("/") if (found := re.fullmatch(r"P(\d{1,2})Y", end))]
    counted = [years.of_era("XXXX", int(end)) for end in ends]
    told = [year for year in counted if year]
    if not told or len(told) < len(value.split("/")) or told != sorted(set(told)) or "1" in ends:
        return None
    reads = _reads(text, mention.start, mention.end)
    if min(len(end) for end in ends) == 1 and (reads not in _YEAR_READINGS or text.startswith(_NOT_OF_ERA, mention.end)):
        return None
    if text.startswith("に", mention.end) and len(ends[0]) == 1 and not _is_beside(int(told[0]), years.last):
        return None  # 平成29年に始まり、2年には終わった
    return "/".join(told) if reads in _YEAR_READINGS or (reads == "usage" and _is_near(int(told[0]), years.last)) else None


def _is_beside(year: int, last: Point | None) -> bool:
    return bool(last and last.year and abs(year - last.year) <= _BACK)


def _goes_with_last(text: str, mention: Mention, value: str, last: Point | None) -> bool:
    """True for 50年後の70年, a year just told by its distance, and for the second of 15年と22年, where the first was read as a year."""
    if last is None or last.year is None:
        return False
    listed = _LISTED.search(text, max(0, mention.start - _LEAD), mention.start)
    told = f"{last.year % 100:02d}"
    return (text.endswith(("後の", "前の"), 0, mention.start) and value == f"XX{told}") or bool(listed and listed[1] == told)


def _is_year(text: str, mention: Mention, told: str, years: Years) -> bool:
    match _reads(text, mention.start, mention.end):
        case "year" | "surely":
            return True
        case "goal":
            return years.last is None or years.last.year is None or int(told) >= years.last.year
        case "figure" | "event":
            bases = [base.year for base in (years.last, years.today) if base and base.year]
            return years.in_use or any(-_BACK <= int(told) - base <= _FORESEEN for base in bases)
        case "usage":
            return years.in_use or _is_near(int(told), years.last)
        case "doubtful":
            return years.in_use and bool(int(told) % _ROUND) and _is_near(int(told), years.last)
        case _:
            return False


def _reads(text: str, start: int, end: int) -> str:
    if any(_ending(rule.regex).search(text, max(0, start - _LEAD), start) for rule in _rules("before")):
        return "length"
    return _behind(text, start, end)


def _behind(text: str, start: int, end: int) -> str:
    if aside := _ASIDE.match(text, end):  # 30年（7,545万人）は
        end = aside.end()
    at_head = start == 0 or text[start - 1] in _HEADS
    for rule in _rules("after"):
        if (at_head or not rule.fields.get("head")) and rule.pattern.match(text, end, end + _REACH):
            return str(rule.fields["reads"])
    return "length"


def _is_near(year: int, last: Point | None) -> bool:
    return bool(last and last.year and year % _ROUND and -_BACK <= year - last.year <= _AHEAD)


def _year_point(value: str) -> Point | None:
    ends = [told for end in value.strip("{}").replace(",", "/").split("/") if (told := point(end))]
    told = ends[-1] if ends else None
    return None if told is None or (told.year is not None and told.year < _FIRST_YEAR) else told


@cache
def _rules(side: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules.load("date_years") if rule.fields["side"] == side)


@cache
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\Z")
