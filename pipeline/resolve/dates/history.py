"""The dates said so far → the one that an unfinished date leans on, or why there is none.

Running text, captions and tables are told apart: the year of a caption is not the year of the
narrative. What stands in brackets or quotation marks speaks for itself only (the years of a
presidency), background told in passing (2014年からの対立) is passed over, a goal (2035年までに) is
leaned on only by what lies ahead too, a comparison (1995年以来初めて) by nothing; a new section begins
afresh but for its heading, and where two dates are equally near and disagree nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.model import Mention, Sentence
from pipeline.resolve.dates import crossing
from pipeline.resolve.dates.anchors import Anchor, closings, is_in_passing, is_topic
from pipeline.resolve.dates.leaning import NONE, UNSURE, Found, follows_closely, is_restated, runs_backwards, take, weighed
from pipeline.resolve.dates.shift import Point, Relation, partly, point
from pipeline.resolve.dates.standing import Mood, Standing, is_to_come, standing, tells_in_brackets
from pipeline.resolve.dates.years import Years

_COORDINATED = frozenset(("と", "、", "や", "・", "及び", "および", "ならびに", "または", "あるいは"))
_REACH = {"quarter": 2, "month": 2, "after": 2, "day": 1, "week": 1, "weekday": 1, "minute": 1, "hour": 1, "clock": 1}
_LOOK_BACK = 60
_STEPS = frozenset(("day", "week", "weekday", "month", "quarter", "minute", "hour", "clock", "after"))
_LONGEST_LIST = 12
_LEAD = 4
_FISCAL_PART = re.compile("年度|四半期|[上下]半?期")
_FISCAL_START = 4
_OF_SOURCE = re.compile(r"付(?:け)?[)）](?:の[^、。]{1,8})?によ(?:ると|れば)")  # behind the day of a paper that tells what follows
_EVENT_REACH = 40
_COARSE = len("FY2030")
_SAME_YEAR = Relation("anchor", "year", 0)


@dataclass(slots=True)
class History:
    """The anchors of a document read so far, by kind of text; `silent` until its running text has told an event.

    `parents` gives for each section the one that encloses it: a section whose heading names no year is of its parent's.
    """

    today: Point | None
    years: Years
    silent: bool = True
    text: list[Anchor] = field(default_factory=list)
    caption: list[Anchor] = field(default_factory=list)
    table: list[Anchor] = field(default_factory=list)
    parents: Mapping[int, int | None] = field(default_factory=dict)
    fiscal: int | None = None  # the fiscal year that the date told last is of, or whose half or quarter it is
    _headings: dict[int, list[Anchor]] = field(default_factory=dict)
    _section: int | None = None
    _first_year: int | None = None  # the earliest year of an event told in the section
    _open: int = -1  # where the last month or day that nothing dates begins
    _part: tuple[Sentence, str] | None = None  # that date, as far as it is known
    _crossed: int = -1  # where the event begins after which a month may lie in the next year
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
            self.text = list(self._above(sentence.section))
            self._open, self._part, self._first_year, self.fiscal = -1, None, None, None

    def _above(self, section: int | None) -> Sequence[Anchor]:
        """The dates in the heading of the nearest enclosing section that names any."""
        seen = set()
        while section is not None and section not in seen:
            seen.add(section)
            section = self.parents.get(section)
            if section is not None and (told := self._headings.get(section)):
                return told
        return ()

    @property
    def untold(self) -> bool:
        """True until the running text has told any date to lean on."""
        return self.silent and not self.text

    @property
    def of_this_year(self) -> bool:
        """True until the section has told an event of a year before that of publication."""
        this_year = self.today.year if self.today else None
        return self.silent or bool(self._first_year and this_year and self._first_year >= this_year)

    def add(self, sentence: Sentence, mention: Mention, value: str, *, goal: bool = False, distance: bool = False) -> None:
        """Remember a resolved date. `goal` says that it leaned on one, `distance` that it was told by its distance."""
        channel = self._channel(sentence)
        self.years.tell(sentence, value, mention.text)
        if channel is self.text:
            self.fiscal = self._fiscal_year(value, mention.text)
        listed = value.startswith("{")
        parts = value.strip("{}").split(",") if listed else value.split("/")
        ends = tuple(end for end in parts if end != ".." and point(end))
        if parts[-1].startswith("XXXX"):
            ends = ()  # 2022年12月から昨年3月: where it ends is not known
        if not ends:
            if channel is self.text and value.startswith("XXXX-") and self._aside(sentence, mention.start) is None:
                self._open = sentence.content.raw(mention.start, mention.end)[0]
                self._part = (sentence, value.split("/")[-1])
            return
        group = ends if listed else (*self._listed_before(channel, sentence, mention), ends[-1])
        aside = None if _OF_SOURCE.match(sentence.text, mention.end) else self._aside(sentence, mention.start)
        topic = is_topic(mention.start, first=not channel or channel[-1].sentence.id != sentence.id)
        stands = self._standing(sentence, mention, ends, goal=goal)
        described = stands == "background" and (not topic or "前" in sentence.text[max(0, mention.start - _LEAD) : mention.start + 1])
        passing = is_in_passing(sentence.text, mention.end, topic) or described
        self.silent = self.silent and (channel is not self.text or stands not in ("told", "background"))
        anchor = Anchor(sentence, mention.start, mention.end, ends, ".." in parts, group, aside, topic, passing, stands, distance)
        if sentence.kind == "heading" and sentence.section is not None:
            channel[:] = [other for other in channel if other.sentence.section == sentence.section]
            self._headings.setdefault(sentence.section, []).append(anchor)
        channel.append(anchor)
        at = anchor.point(False)
        if channel is self.text and anchor.is_told and at and at.year is not None:
            self._first_year = min(at.year, self._first_year or at.year)

    def _fiscal_year(self, value: str, text: str) -> int | None:
        """The fiscal year of 2024年度上半期, and of the 下半期 behind it; None for a date that does not count in fiscal years."""
        if not _FISCAL_PART.search(text) or ("年度" not in text and (self.fiscal is None or "年" in text)):
            return None
        last = value.split("/")[-1]
        at = point(last)
        if at is None or at.year is None:
            return None
        return at.year if at.fiscal or at.month is None else at.year - (at.month < _FISCAL_START)

    def find(self, value: str, to: Relation, sentence: Sentence, start: int, mood: Mood = "done", until: str = "") -> Found:
        """`value` finished from the nearest date before `start` that says enough: an event told, or a goal where `mood` looks ahead.

        `until` is the end of a range that begins with `value` (XXXX-11 of 1月から11月), or "".
        """
        found = self._find(value, to, sentence, start, mood)
        if to == _SAME_YEAR and (aside := self._bracketed(sentence, start)):
            found = self._weighed_with(aside, found, value, to, sentence)
        event = found.anchor
        if found.value is None or event is None or to.unit != "year" or sentence.kind in ("caption", "table"):
            return found
        last = f"{found.value[:4]}{until[4:]}" if until.startswith("XXXX") and until > value else found.value
        if to.base == "context" and event.is_last_years and runs_backwards(found):
            later = crossing.next_year(found.value)
            if not crossing.is_after(later, self.today):
                return Found(later, event)  # 昨年6月に会談した。2月には決裂した: of the year of publication
        chain = ""
        if to.base == "context" and event.sentence.id == sentence.id:
            chain = crossing.chained(last, sentence.text, event.end, start, mood, event.point(True), self.today)
        if chain == "onward":
            return Found(crossing.next_year(found.value), event)
        if to.base == "context" and crossing.is_crossing(last, event.point(True)):
            if event.is_stated:
                return found
            self._crossed = event.offset
            settled = crossing.settle(found.value, sentence, start, mood, self.today, event.point(True))
            return Found(settled, event, settled is None, crosses=True)
        if to.base == "context" and not event.is_stated and crossing.is_onward(last, sentence, start, event.point(True), self.today):
            return Found(crossing.next_year(found.value), event)
        if chain == "open":
            self._crossed = event.offset
        # What comes after a month of 2023 or 2024 may be of either year too.
        return Found(None, event, ambiguous=True, crosses=True) if event.offset == self._crossed else found

    def _find(self, value: str, to: Relation, sentence: Sentence, start: int, mood: Mood) -> Found:
        near = [anchor for anchor in self._nearest(sentence, start) if not (anchor.distance and is_restated(anchor, sentence, start, to))]
        if near and near[0].standing == "compared" and to.unit in _STEPS and follows_closely(near[0], sentence, start):
            return Found(None, near[0])
        if to.unit in _STEPS and (not near or near[0].offset < self._open):
            if known := self._partly(value, to, sentence):
                return Found(known)
            if near and to.base == "anchor":
                return NONE
        near = [anchor for anchor in near if anchor.standing != "compared"]
        told = self._search(value, to, sentence, [anchor for anchor in near if anchor.leads(to)])
        if not near or near[0].leads(to):
            return told
        first = next((index for index, anchor in enumerate(near) if anchor.leads(to)), len(near))
        unsure = next((index for index, anchor in enumerate(near[:first]) if anchor.standing in UNSURE), 0)
        aim = self._search(value, to, sentence, near[unsure:])
        if near[0].standing == "name":
            return told if told.value or told.ambiguous else aim
        goal = near[unsure]
        return weighed(told, aim, goal, to, mood, bare=value == "XXXX", same_sentence=goal.sentence.id == sentence.id)

    def _partly(self, value: str, to: Relation, sentence: Sentence) -> str | None:
        """What a date nothing dates (15日) gives to a 同日 of its paragraph, or to a time told in its sentence or the next."""
        if self._part is None or to.base not in ("anchor", "context") or sentence.kind in ("caption", "table"):
            return None
        told, known = self._part
        if told.paragraph != sentence.paragraph or (to.base == "context" and (to.unit != "day" or sentence.number - told.number > 1)):
            return None
        return partly(value, to, known)

    def _search(self, value: str, to: Relation, sentence: Sentence, near: Sequence[Anchor]) -> Found:
        for index, anchor in enumerate(near):
            if to.base == "cell" and len(anchor.ends[-1]) != 4:
                continue
            before = near[index + 1 :]
            begun = to == _SAME_YEAR and anchor.is_begun_in(sentence)
            aside = to == _SAME_YEAR and anchor.sentence.id == sentence.id and anchor.describes
            if aside and any(other.opens(sentence) for other in before):
                continue  # 1月には、2014年に開港した空港が軍民共用となり、同年8月には
            if not begun and anchor.passed_over(to, before, self.today):
                continue
            same_paragraph = anchor.sentence.paragraph == sentence.paragraph
            if not (begun or anchor.says(to)):
                # A distance is counted from the nearest date; a word such as 同月 passes over what has no month.
                if (to.distance and to.unit != "year") or not same_paragraph:
                    return NONE
                continue
            if sentence.paragraph - anchor.sentence.paragraph > _REACH.get(to.unit, sentence.paragraph) and sentence.kind != "table":
                return NONE
            found = take(value, to, anchor)
            described = anchor.standing == "background" and anchor.sentence.id != sentence.id
            doubtful = described or (to.base == "context" and (not anchor.topic or anchor.is_looked_back_on(sentence)))
            doubtful = doubtful or (anchor.sentence.id != sentence.id and anchor.told_from_later and runs_backwards(found))
            if found.value and doubtful and anchor.steps_back(before, self.today):
                return Found(None, anchor, ambiguous=True)
            return found
        return NONE

    def same_sentence(self, sentence: Sentence, start: int) -> Anchor | None:
        """The nearest date of the sentence itself."""
        nearest = next(self._nearest(sentence, start), None)
        return nearest if nearest and nearest.sentence.id == sentence.id else None

    def same_paragraph(self, sentence: Sentence, start: int) -> Anchor | None:
        """The nearest date of the paragraph."""
        nearest = next(self._nearest(sentence, start), None)
        return nearest if nearest and nearest.sentence.paragraph == sentence.paragraph else None

    def event(self, name: str, sentence: Sentence) -> Anchor | None:
        """The paragraph's date of the event `name`, of 2013年に提訴した for 提訴から3年後; None for none or several."""
        last = islice(reversed(self._channel(sentence)), _LOOK_BACK)
        near = [anchor for anchor in last if anchor.sentence.paragraph == sentence.paragraph]
        told = [anchor for anchor in near if name in anchor.sentence.text[anchor.end : anchor.end + _EVENT_REACH].partition("。")[0]]
        return told[0] if len({anchor.ends for anchor in told}) == 1 else None

    def _standing(self, sentence: Sentence, mention: Mention, ends: tuple[str, ...], *, goal: bool) -> Standing:
        if goal:
            return "goal"
        if sentence.kind in ("table", "caption"):
            return "told"
        coarse = all(len(end) <= _COARSE for end in ends)
        stands = standing(sentence.text, mention.start, mention.end, coarse=coarse)
        if stands == "told" and coarse and is_to_come(sentence.text, mention.end):
            stands = "future"
        return self._plan(sentence, ends, stands) if stands in UNSURE else stands

    def _plan(self, sentence: Sentence, ends: tuple[str, ...], stands: Standing) -> Standing:
        """2030年に始めると表明した: a goal where the year lies ahead of publication; told where it does not lead the narrative on."""
        at = point(ends[-1])
        if at is None or at.year is None:
            return "goal" if stands == "perhaps" else "told"
        if self.today and self.today.year:
            return "goal" if at.year > self.today.year else "told"
        last = next((anchor.point(True) for anchor in reversed(self._channel(sentence)) if anchor.is_told), None)
        return "told" if last is None or last.year is None or at.year <= last.year else stands

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
        if (beside := self._beside(channel, sentence, start)) is not None:
            yield beside
        for anchor in islice(reversed(channel), _LOOK_BACK):
            inside = anchor.sentence.id == sentence.id and anchor.aside is not None and start < anchor.aside
            if anchor.aside is None or inside:
                yield anchor
        if sentence.kind == "table":
            yield from islice(reversed(self.caption), _LOOK_BACK)

    def _beside(self, channel: Sequence[Anchor], sentence: Sentence, start: int) -> Anchor | None:
        """For a date at the head of brackets (（同年）): the date just told, where that stands in brackets of its own (（2017年））."""
        if not channel or channel[-1].aside is None or self._aside(sentence, start) is None or sentence.text[start - 1] not in "（(":
            return None
        told = channel[-1]
        return told if told.sentence.paragraph == sentence.paragraph and told.sentence.text[told.start - 1] in "（(" else None

    def _bracketed(self, sentence: Sentence, start: int) -> Anchor | None:
        """The one date of the brackets that closed last in the sentence before `start`, where they tell an event (条約（1967年発効）)."""
        near = [anchor for anchor in self._channel(sentence)[-2:] if anchor.sentence.id == sentence.id]
        told = near[-1] if near else None
        if told is None or told.aside is None or told.aside >= start or self._aside(sentence, start) is not None:
            return None
        if len(told.ends) > 1 or told.open_ended or (len(near) > 1 and near[0].aside is not None):
            return None
        return told if tells_in_brackets(sentence.text, told.start, told.end) else None

    def _weighed_with(self, aside: Anchor, found: Found, value: str, to: Relation, sentence: Sentence) -> Found:
        """同年 behind 条約（1967年発効）: of that year where no other is told, open where one of another sentence is."""
        if found.anchor is None:
            return found if found.value or found.ambiguous else take(value, to, aside)
        if found.anchor.sentence.id == sentence.id or found.value == take(value, to, aside).value:
            return found
        return Found(None, aside, ambiguous=True)

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
