"""The dates said so far → the one that an unfinished date leans on, or why there is none.

Running text, captions and tables are told apart: the year of a caption is not the year of the
narrative. What stands in brackets or quotation marks speaks for itself only (the years of a
presidency), background told in passing (2014年からの対立) is passed over, a new section begins
afresh but for its heading, and where two dates are equally near and disagree nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from pipeline.extract.dates.values import complete
from pipeline.model import Mention, Sentence
from pipeline.resolve.dates.anchors import Anchor, closings, is_in_passing, is_topic
from pipeline.resolve.dates.bounds import days
from pipeline.resolve.dates.shift import Point, Relation, apply, point

_COORDINATED = frozenset(("と", "、", "や", "・", "及び", "および", "ならびに", "または", "あるいは"))
_REACH = {"month": 2, "after": 2, "day": 1, "week": 1, "minute": 1}
_LOOK_BACK = 60
_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A finished value with the anchor it took; or no value and `ambiguous` where two anchors disagree."""

    value: str | None
    anchor: Anchor | None = None
    ambiguous: bool = False


_NONE = Found(None)


@dataclass(slots=True)
class History:
    """The anchors of a document read so far, by kind of text; `silent` until its running text has told a year."""

    today: Point | None = None
    silent: bool = True
    text: list[Anchor] = field(default_factory=list)
    caption: list[Anchor] = field(default_factory=list)
    table: list[Anchor] = field(default_factory=list)
    _section: int | None = None
    _closings: tuple[str, list[int | None]] = ("", [])

    def enter(self, sentence: Sentence) -> None:
        """Forget what a new section, caption or table no longer refers to."""
        if sentence.kind == "table":
            return
        self.table.clear()
        if sentence.kind == "caption":
            if not self.caption or self.caption[-1].sentence.paragraph != sentence.paragraph:
                self.caption.clear()
            return
        if sentence.section != self._section:
            self._section = sentence.section
            self.text.clear()

    def add(self, sentence: Sentence, mention: Mention, value: str) -> None:
        """Remember a resolved date."""
        channel = self._channel(sentence)
        listed = value.startswith("{")
        parts = value.strip("{}").split(",") if listed else value.split("/")
        ends = tuple(end for end in parts if end != ".." and point(end))
        if not ends:
            return
        group = ends if listed else (*self._listed_before(channel, sentence, mention), ends[-1])
        aside = self._aside(sentence, mention.start)
        topic = is_topic(mention.start, first=not channel or channel[-1].sentence.id != sentence.id)
        passing = is_in_passing(sentence.text, mention.end, topic)
        self.silent = self.silent and channel is not self.text
        channel.append(Anchor(sentence, mention.start, mention.end, ends, ".." in parts, group, aside, topic, passing))

    def find(self, value: str, to: Relation, sentence: Sentence, start: int) -> Found:
        """`value` finished from the nearest date before `start` that says enough."""
        near = list(self._nearest(sentence, start))
        for index, anchor in enumerate(near):
            if to.base == "cell" and len(anchor.ends[-1]) != 4:
                continue
            before = near[index + 1 :]
            if anchor.passed_over(to, before, self.today):
                continue
            same_paragraph = anchor.sentence.paragraph == sentence.paragraph
            if not anchor.says(to):
                # A distance is counted from the nearest date; a word such as 同月 passes over what has no month.
                if (to.distance and to.unit != "year") or not same_paragraph:
                    return _NONE
                continue
            if sentence.paragraph - anchor.sentence.paragraph > _REACH.get(to.unit, sentence.paragraph) and sentence.kind != "table":
                return _NONE
            found = _take(value, to, anchor)
            if to.base == "context" and found.value and not anchor.topic and anchor.steps_back(before, self.today):
                return Found(None, anchor, ambiguous=True)
            return found
        return _NONE

    def same_sentence(self, sentence: Sentence, start: int) -> Anchor | None:
        """The nearest date of the sentence itself."""
        nearest = next(self._nearest(sentence, start), None)
        return nearest if nearest and nearest.sentence.id == sentence.id else None

    def same_paragraph(self, sentence: Sentence, start: int) -> Anchor | None:
        """The nearest date of the paragraph."""
        nearest = next(self._nearest(sentence, start), None)
        return nearest if nearest and nearest.sentence.paragraph == sentence.paragraph else None

    def _channel(self, sentence: Sentence) -> list[Anchor]:
        match sentence.kind:
            case "table":
                return self.table
            case "caption":
                return self.caption
            case _:
                return self.text

    def _nearest(self, sentence: Sentence, start: int) -> Iterator[Anchor]:
        channel = self._channel(sentence)
        for anchor in islice(reversed(channel), _LOOK_BACK):
            inside = anchor.sentence.id == sentence.id and anchor.aside is not None and start < anchor.aside
            if anchor.aside is None or inside:
                yield anchor
        if sentence.kind == "table":
            yield from islice(reversed(self.caption), _LOOK_BACK)

    def _aside(self, sentence: Sentence, start: int) -> int | None:
        """Where the brackets around `start` close, or None outside brackets."""
        if self._closings[0] != sentence.id:
            self._closings = (sentence.id, closings(sentence.text))
        return self._closings[1][start]

    def _listed_before(self, channel: list[Anchor], sentence: Sentence, mention: Mention) -> tuple[str, ...]:
        if not channel or channel[-1].sentence.id != sentence.id:
            return ()
        gap = sentence.text[channel[-1].end : mention.start]
        return channel[-1].group[-_LONGEST_LIST:] if gap in _COORDINATED else ()


def _take(value: str, to: Relation, anchor: Anchor) -> Found:
    """The value that `anchor` gives; where it has several years or months, the one that lies inside it."""
    years = anchor.group if all(len(end) == 4 for end in anchor.group) else anchor.group[-1:]
    if to.distance == 0 and len(set(years)) > 1:
        return Found(None, anchor, ambiguous=True)
    if to.distance or len(anchor.ends) == 1:
        at = anchor.point(to.distance > 0)
        return Found(apply(value, to, at) if at else None, anchor)
    points = _between(anchor)
    if len({at.year for at in points}) == 1 and to.unit == "year":
        return Found(apply(value, to, points[0]), anchor)
    kept = {filled for at in points if (filled := apply(value, to, at)) and _inside(filled, anchor)}
    return Found(kept.pop(), anchor) if len(kept) == 1 else Found(None, anchor, ambiguous=len(kept) > 1)


def _between(anchor: Anchor) -> list[Point]:
    """Both ends of a range, and each year between them."""
    first, last = point(anchor.ends[0]), point(anchor.ends[-1])
    if first is None or last is None or first.year is None or last.year is None:
        return []
    return [first, *(Point(year=year) for year in range(first.year + 1, last.year)), last]


def _inside(value: str, anchor: Anchor) -> bool:
    spot, first, last = days(value.split("/")[0]), days(anchor.ends[0]), days(anchor.ends[-1])
    return bool(spot and first and last and first[0] <= spot[1] and spot[0] <= last[1])


def fill(first: str, value: str, to: Relation) -> str | None:
    """The second end of a range from its first: 4月29日～5月4日, 2023年12月から翌年1月."""
    if not to.distance:
        done = complete(first, value)
        return None if done == value and "X" in value[:4] else done
    at = point(first)
    return apply(value, to, at) if at else None
