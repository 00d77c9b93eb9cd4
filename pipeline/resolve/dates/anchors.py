"""A date that later ones may lean on, and how it stands in its sentence: told as a topic, in passing, or in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.dates.tails import part_of
from pipeline.extract.dates.values import precision
from pipeline.model import Sentence
from pipeline.resolve.dates.shift import Point, Relation, point
from pipeline.resolve.dates.standing import Standing

_OPEN, _CLOSE = "（(「『", "）)」』"
# Behind a date that only dates something else: 2014年から続く, 2035年までに; and inside a sentence 2002年の法律.
_IN_PASSING = ("から", "まで", "より前", "当時")
_TOPIC_REACH = 12
_LAST_MONTH = 12
_LAST_YEAR = re.compile(r"去年|昨(?![日夜晩今])")
_DESCRIBES = re.compile(r"に[^、。]{0,20}?(?:れた|した|った)(?=[一-龥ァ-ヶA-Za-z「『])")
_STATED = re.compile(r"(?:頃|ごろ)?の?(?:こと)?(?:だ|である|だった|であった|です|でした)[。」）)]*\Z")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A resolved date that later ones may lean on.

    `ends` are its value's ends; `group` its neighbours in a list of bare years (2016年と2017年), itself included;
    `aside` is where the brackets it stands in close, or None; `in_passing` marks a date that stands inside a sentence
    and only dates something else; `standing` tells an event told from a goal, a comparison or a name; `distance` says
    that it was told by its distance from another date (90日後).
    """

    sentence: Sentence
    start: int
    end: int
    ends: tuple[str, ...]
    open_ended: bool
    group: tuple[str, ...]
    aside: int | None
    topic: bool
    in_passing: bool
    standing: Standing
    distance: bool

    @property
    def is_told(self) -> bool:
        """True for an event the narrative has got to, background included."""
        return self.standing in ("told", "background")

    @property
    def told_from_later(self) -> bool:
        """True for 前年12月: the narrative looks back from a later year."""
        return self.sentence.text.startswith("前", self.start)

    @property
    def is_last_years(self) -> bool:
        """True for 昨年6月, told from the year of publication."""
        return bool(_LAST_YEAR.match(self.sentence.text, self.start))

    @property
    def is_stated(self) -> bool:
        """True for 最初は2013年9月だ: a point of time that is named, and then explained by what led to it."""
        return bool(_STATED.match(self.sentence.text, self.end))

    def is_looked_back_on(self, sentence: Sentence) -> bool:
        """True for 2021年の輸出は…, a figure of that year, seen from another sentence of its paragraph."""
        return self.sentence.id != sentence.id and self.sentence.text.startswith("の", self.end)

    def is_begun_in(self, sentence: Sentence) -> bool:
        """True for 2019年以降 at the head of the sentence before: 同年 is the year that it began in."""
        near = self.sentence.paragraph == sentence.paragraph and sentence.number == self.sentence.number + 1
        return near and self.open_ended and self.topic

    @property
    def describes(self) -> bool:
        """True inside a clause that describes a noun: 2014年に開港した空港."""
        return bool(_DESCRIBES.match(self.sentence.text, self.end))

    def opens(self, sentence: Sentence) -> bool:
        """True for 1月には、 at the head of `sentence`."""
        return self.sentence.id == sentence.id and self.topic and self.sentence.text.startswith(("には", "は"), self.end)

    def leads(self, to: Relation) -> bool:
        """True where what leans on an event may lean on it: 同年 also on a year of which only the tense says that it lies ahead."""
        return self.is_told or (self.standing == "future" and to.base != "context")

    @property
    def offset(self) -> int:
        """Where the mention begins in the source."""
        return self.sentence.content.raw(self.start, self.end)[0]

    def point(self, forward: bool) -> Point | None:
        """Its last end for what comes after it, its first for what came before."""
        return point(self.ends[-1] if forward else self.ends[0])

    def leant_on(self, to: Relation) -> Point | None:
        """What `to` counts from: its last end for what follows. For 翌2月 the end of a year (2024年末) lies in its last month."""
        at = self.point(to.distance > 0 or to.unit == "after")
        late = at is not None and to.unit == "after" and at.month is None and at.year is not None
        return replace(at, month=_LAST_MONTH) if at and late and part_of(self.sentence.text[self.start : self.end]) == "third3" else at

    def passed_over(self, to: Relation, before: Sequence[Anchor], today: Point | None) -> bool:
        """True where a date does not lean on it.

        No date leans on a look back that has no end (2023年10月以降 after 2024年12月), and a bare one neither on a fiscal year,
        a year still to come, nor an earlier year told in passing.
        """
        if self.open_ended and self.steps_back(before, today):
            return True
        if to.base != "context":
            return False
        if self.ends[-1].startswith("FY"):
            return to.unit != "fiscal"
        if self.is_ahead(today):
            return self.in_passing or precision(self.ends[0]) == "year"
        return self.in_passing and self.steps_back(before, today)

    def is_ahead(self, today: Point | None) -> bool:
        """True where it ends in a year after that of publication."""
        at = self.point(True)
        return bool(at and today and at.year is not None and today.year is not None and at.year > today.year)

    def steps_back(self, before: Sequence[Anchor], today: Point | None) -> bool:
        """True where it lies in an earlier year than the narrative had reached just before it, in the same or the last paragraph."""
        told_before = (other for other in before if other.is_told and not other.in_passing and not other.is_ahead(today))
        last = next((other for other in told_before if not other.ends[-1].startswith("FY")), None)
        if last is None or self.sentence.paragraph - last.sentence.paragraph > 1:
            return False
        at, told = self.point(False), last.point(True)
        return bool(at and told and at.year is not None and told.year is not None and at.year < told.year)

    def says(self, to: Relation) -> bool:
        """True where it is precise enough for what is asked; 2018年以降 names no year to go on from."""
        if self.open_ended and len(self.ends[0]) <= 4 and to.base != "either":
            return False
        at = self.leant_on(to)
        return at is not None and at.has(to.unit)


def is_topic(start: int, first: bool) -> bool:
    """True for the first date of a sentence where it stands at the head of it."""
    return first and start < _TOPIC_REACH


def is_in_passing(text: str, end: int, topic: bool) -> bool:
    """True where what follows a date makes it the date of something else (2014年から続く対立)."""
    behind = text[end : end + 3]
    return behind.startswith(_IN_PASSING) or (not topic and behind.startswith("の"))


def closings(text: str) -> list[int | None]:
    """For each character where the outermost brackets around it close (the end of the text where they do not), None outside brackets."""
    found: list[int | None] = [None] * len(text)
    depth, opened = 0, 0
    for at, char in enumerate(text):
        if char in _OPEN:
            opened = at if not depth else opened
            depth += 1
        elif char in _CLOSE and depth:
            depth -= 1
            if not depth:
                found[opened:at] = [at] * (at - opened)
    if depth:
        found[opened:] = [len(text)] * (len(text) - opened)
    return found
