"""The date mentions of a document, in order → their values, bounds and anchors, and the problems found on the way.

What a sentence alone could not tell is taken from the dates before it (同年, 翌年, 2カ月後, a bare
3月29日) or from the date of publication (今年, 昨年3月). What neither settles keeps its X.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.dates.days import week_of_month
from pipeline.extract.dates.periods import half_of, quarter_of
from pipeline.model import Date, Mention, Problem, Sentence
from pipeline.resolve.dates import checks, leaning, publication, shift, years
from pipeline.resolve.dates.bounds import bounds
from pipeline.resolve.dates.history import History
from pipeline.resolve.dates.leaning import Found, take
from pipeline.resolve.dates.shift import Point, Relation
from pipeline.resolve.dates.standing import mood

__all__ = ["resolve"]

_LEANT, _OPEN = 0.85, 0.5
_THEN = ("その", "それから", "それより", "同", "この")
_COUNTED_FROM = (*_THEN, "後", "後、", "後の", "から", "から、", "て", "て、", "より", "以来", "以来、", "の")
_NOW = ("今から", "現在から", "これから", "今後", "いまから")
_AFTER = re.compile(r"(?<!午)後")
_WITHIN_MONTH = re.compile(r"月(?:内|末(?=まで))")
_NTH_WEEKDAY = re.compile(r"第[ \u3000]?(?P<week>[1-5１-５一二三四五])[ \u3000]?(?P<wd>[月火水木金土日])曜?日?")
_HALF = 40
_YEAR_BEHIND = re.compile(r"[ \u3000]?の、?[ \u3000]?(?P<year>[12][0-9]{3})[ \u3000]?年(?![代度間])")  # 8年前の2016年
_DAY_BEHIND = re.compile(r"(?:に(?:あた|当た)る|の|[（(])(?P<day>[0-9]{1,2})日(?=[にはも、。まか）)夜朝午未付])")  # 前日の6日
_PART_OF_YEAR = re.compile(r"XXXX-(?:3[3-6]|4[01])")
_COUNTED_EVENT = re.compile(r"(?P<name>[一-龥ァ-ヶー]{2,6})(?:して)?から(?:の|、|約|わずか|ほぼ)?\Z")
_EVENT_REACH = 16
_OUTLOOK = re.compile(r"の(?:[^。、]{0,8}?(?:見通し|予測|予想|展望|見込み|推計)|姿(?!勢)|将来像)")


@dataclass(frozen=True, slots=True)
class _Settled:
    value: str
    anchor: int | None
    missing: str  # "", "unresolved", "ambiguous" or "crosses"
    goal: bool = False


def resolve(
    sentences: Sequence[tuple[Sentence, Sequence[Mention]]], published: str = "", *, parents: Mapping[int, int | None] | None = None
) -> tuple[list[list[Mention]], list[Problem]]:
    """The mentions of each sentence with values settled, bounds and anchors set, and relations emptied.

    `published` is the EDTF date of publication or ""; `parents` gives for each section the one that encloses it.
    Mentions of other layers are not expected. A cell that turns out to be no date (6.12 in a table without years) is left out.
    """
    today = shift.point(published.split("/")[0])
    past, problems, resolved = History(today, years.survey(sentences, today), parents=parents or {}), [], []
    for sentence, mentions in sentences:
        past.enter(sentence)
        done: list[Mention] = []
        for written in mentions:
            mention = years.read(sentence, written, past.years)
            outcome = _mention(sentence, mention, past, today)
            if outcome is None:
                continue
            settled, found, goal = outcome
            problems += found
            done.append(settled)
            if isinstance(settled.value, Date) and settled.value.type in ("DATE", "TIME"):
                past.add(sentence, settled, settled.value.value, goal=goal, distance=mention.text.endswith(("後", "前")))
        resolved.append(done)
    return resolved, [*problems, *_far(sentences, resolved)]


def _mention(sentence: Sentence, mention: Mention, past: History, today: Point | None) -> tuple[Mention, list[Problem], bool] | None:
    """The settled mention, what is wrong with it, and whether it leans on a goal; None where it is no date after all."""
    date = mention.value
    if not isinstance(date, Date):
        raise TypeError(f"{mention.text}: not a date mention")
    settled = _settle(sentence, mention, date, past, today)
    if settled is None:
        return None
    found = [] if not settled.missing else [_problem(sentence, mention, *_unsettled(settled.missing, mention))]
    value = replace(date, value=_nth_weekday(settled.value, mention.text), relation="", anchor=settled.anchor)
    value, wrong = _checked(value, mention.text)
    found += [_problem(sentence, mention, code, message) for code, message in wrong]
    earliest, latest = bounds(value, mention.text)
    score = _OPEN if settled.missing else min(mention.score, _LEANT) if date.relation else mention.score
    return replace(mention, value=replace(value, earliest=earliest, latest=latest), score=score), found, settled.goal


def _nth_weekday(value: str, text: str) -> str:
    """9月の第1月曜日, its month now known, is one day."""
    found = _NTH_WEEKDAY.search(text)
    return value if found is None else week_of_month(value, found) or value


def _settle(sentence: Sentence, mention: Mention, date: Date, past: History, today: Point | None) -> _Settled | None:
    """Each end of the value in turn; None where the mention is no date after all."""
    if not date.relation:
        return _Settled(date.value, None, "")
    ends, relations = date.value.split("/"), [*date.relation.split("/"), "", ""][:2]
    anchor, missing, goal = None, "", False
    for index, text in enumerate(relations[: len(ends)]):
        to = shift.relation(text)
        if to is None:
            continue
        if to.base == "cell" and not _is_cell(sentence, mention):
            return None
        if to.base == "start":
            filled = Found(leaning.fill(ends[0], ends[index], to))
        else:
            filled = _look(sentence, mention, ends[index], to, past, today)
        if filled.value is None and (to.base == "cell" or (to.base == "era" and ends[index].startswith("FY"))):
            return None
        if filled.value is None:
            missing = "crosses" if filled.crosses else "ambiguous" if filled.ambiguous else missing or "unresolved"
            continue
        ends[index] = filled.value
        anchor = filled.anchor.offset if filled.anchor and anchor is None else anchor
        goal = goal or filled.looks_back or bool(filled.anchor and filled.anchor.standing == "goal")
    return _Settled("/".join(ends), anchor, missing, goal)


def _look(sentence: Sentence, mention: Mention, value: str, to: Relation, past: History, today: Point | None) -> Found:
    """Where the base of a relation says to look: the date of publication, the dates before, or whichever is meant."""
    before = sentence.text[max(0, mention.start - 4) : mention.start]
    if value == "XXXX" and (restated := _YEAR_BEHIND.match(sentence.text, mention.end)):
        return Found(restated["year"])
    if to.base == "anchor" and value == "XXXX-XX-XX" and (numbered := _DAY_BEHIND.match(sentence.text, mention.end)):
        return _by_number(sentence, mention, int(numbered["day"]), to, past, today)
    match to.base:
        case "published" if to.unit == "century":
            return Found(past.years.this_century(value, to.distance, quoted=publication.in_quotes(sentence.text, mention.start)))
        case "published":
            return Found(None) if publication.in_quotes(sentence.text, mention.start) else _from(value, to, today)
        case "either":
            return _either(sentence, mention, value, to, past, today)
        case "anchor" if before.endswith(_NOW) or _is_from_now(sentence, mention, to, past) or _is_outlook(sentence, mention, past, today):
            return _from(value, to, today)
        case "anchor" if to.distance > 0 and mention.text.endswith("後"):
            found = _after_event(sentence, mention, value, to, past)
            return Found(None, found.anchor) if _is_too_late(found, sentence, mention, today) else found
        case "turn":
            told = past.find(value, Relation("anchor", "year", 0), sentence, mention.start)
            return publication.turn_of_year(told, mood(sentence.text, mention.start, mention.end), today)
        case "context" if to.unit == "century":
            return _century(sentence, mention, value, to, past)
        case "context" if to.unit == "year" and _PART_OF_YEAR.fullmatch(value) and past.fiscal is not None:
            return Found(_of_fiscal_year(value, past.fiscal))
        case "context" if to.unit == "year":
            until = mention.value.value.split("/")[-1] if isinstance(mention.value, Date) else ""
            found = past.find(value, to, sentence, mention.start, mood(sentence.text, mention.start, mention.end), until)
            return publication.bare(sentence, mention, value, found, today, of_this_year=past.of_this_year)
        case "era":
            return Found(past.years.of_era_told(value, to.distance))
        case "context" if to.unit == "month" and past.untold and _WITHIN_MONTH.match(sentence.text, mention.start):
            return _from(value, to, today)
        case "context" if to.unit == "month":
            found = past.find(value, to, sentence, mention.start, mood(sentence.text, mention.start, mention.end))
            if publication.in_quotes(sentence.text, mention.start):
                return found
            return publication.bare_day(sentence, mention, value, found, today, of_this_year=past.of_this_year)
        case _:
            return past.find(value, to, sentence, mention.start, mood(sentence.text, mention.start, mention.end))


def _by_number(sentence: Sentence, mention: Mention, day: int, to: Relation, past: History, today: Point | None) -> Found:
    """翌日の27日: the day so counted where it is a 27th, else the 27th that the text tells without it."""
    counted = past.find("XXXX-XX-XX", to, sentence, mention.start, mood(sentence.text, mention.start, mention.end))
    if counted.value and counted.value.endswith(f"-{day:02d}"):
        return counted
    return _look(sentence, mention, f"XXXX-XX-{day:02d}", Relation("context", "month", 0), past, today)


def _is_from_now(sentence: Sentence, mention: Mention, to: Relation, past: History) -> bool:
    """True for 3日後, 次の金曜日 of a text that has told no date and does not speak of the past: counted from the day of writing."""
    if to.distance <= 0 or not past.untold or sentence.kind in ("caption", "table") or publication.in_quotes(sentence.text, mention.start):
        return False
    if not (to.unit == "weekday" or _AFTER.search(mention.text)) or sentence.text.endswith(_COUNTED_FROM, 0, mention.start):
        return False
    if sentence.text[mention.end : mention.end + 1] in ("、", "の"):  # 2年後、… tells a story
        return False
    return mood(sentence.text, mention.start, mention.end) != "done"


def _after_event(sentence: Sentence, mention: Mention, value: str, to: Relation, past: History) -> Found:
    """3年後: after the event that it is counted from by name (提訴から3年後), else after the date just told."""
    named = _COUNTED_EVENT.search(sentence.text, max(0, mention.start - _EVENT_REACH), mention.start)
    event = past.event(named["name"], sentence) if named else None
    if event is not None and event.says(to):
        return take(value, to, event)
    return past.find(value, to, sentence, mention.start, mood(sentence.text, mention.start, mention.end))


def _is_too_late(found: Found, sentence: Sentence, mention: Mention, today: Point | None) -> bool:
    """True where what is told as done would lie in a year after that of publication: it was not counted from that date."""
    at = shift.point(found.value) if found.value else None
    late = bool(at and at.year and today and today.year and at.year > today.year)
    return late and mood(sentence.text, mention.start, mention.end) == "done"


def _is_outlook(sentence: Sentence, mention: Mention, past: History, today: Point | None) -> bool:
    """True for 5年後の見通し where the text has got to the year of publication or to what lies ahead of it: counted from publication."""
    if today is None or today.year is None or sentence.text.endswith(_COUNTED_FROM, 0, mention.start):
        return False
    if not mention.text.endswith("後") or not _OUTLOOK.match(sentence.text, mention.end):
        return False
    told = past.same_paragraph(sentence, mention.start)
    at = told.point(True) if told else None
    return at.year >= today.year if at and at.year else told is None and past.of_this_year


def _of_fiscal_year(value: str, year: int) -> str | None:
    """下半期 or 第3四半期 (XXXX-41, XXXX-35) of a fiscal year: its months."""
    part = int(value[-2:])
    told = half_of(f"FY{year}", "", part - _HALF) if part >= _HALF else quarter_of(f"FY{year}", "", value)
    return None if told is None else told[0]


def _century(sentence: Sentence, mention: Mention, value: str, to: Relation, past: History) -> Found:
    """24年, 30年代: by the era the text counts in, the narrative, then the years of the document; a decade of a plan lies ahead."""
    if counted := past.years.in_era(value):
        return Found(counted)
    found = past.find(value, to, sentence, mention.start)
    filled = past.years.within(found.value or past.years.century(value, sentence))
    if filled is None:
        filled = past.years.decade_ahead(value, planned=mood(sentence.text, mention.start, mention.end) == "ahead")
    return Found(filled, found.anchor if found.value == filled else None)


def _from(value: str, to: Relation, today: Point | None) -> Found:
    return Found(shift.apply(value, to, today) if today else None)


def _either(sentence: Sentence, mention: Mention, value: str, to: Relation, past: History, today: Point | None) -> Found:
    """3年前: before the date just told (その3年前, or one in the same sentence); before the day of writing where none was told."""
    before = sentence.text[max(0, mention.start - 4) : mention.start]
    if before.endswith(_NOW):
        return _from(value, to, today)
    narrated = past.find(value, to, sentence, mention.start)
    if before.endswith(_THEN) or past.same_sentence(sentence, mention.start):
        return narrated
    if past.same_paragraph(sentence, mention.start) is None and not publication.in_quotes(sentence.text, mention.start):
        return _from(value, to, today)
    written = _from(value, to, today)
    return written if written.value == narrated.value else Found(None, ambiguous=True)


def _is_cell(sentence: Sentence, mention: Mention) -> bool:
    """True where the mention is a whole cell of a table's row and text follows in the next one."""
    if sentence.kind != "table":
        return False
    after = sentence.text[mention.end : mention.end + 2]
    return len(after) == 2 and after[0] == "\t" and not after[1].isdigit() and after[1] != "\t"


def _checked(date: Date, text: str) -> tuple[Date, list[tuple[str, str]]]:
    """The date with what cannot be true taken back, and what is wrong with it."""
    wrong: list[tuple[str, str]] = []
    cut = checks.impossible(date.value)
    if cut is not None:
        wrong.append(("date-impossible", f"{text}: there is no such day"))
        date = replace(date, value=cut)
    if publication.weekday_disagrees(date.value, text):
        wrong.append(("date-weekday-disagrees", f"{text}: the day fell on another weekday"))
    if checks.eras_disagree(text):
        wrong.append(("date-era-disagrees", f"{text}: the two year counts do not name the same year"))
        date = replace(date, value=f"XXXX{date.value[4:]}" if "/" not in date.value and date.value[:4].isdigit() else "XXXX")
    return date, [*wrong, *checks.problems(date, text)]


def _unsettled(missing: str, mention: Mention) -> tuple[str, str]:
    if missing == "crosses":
        return "date-ambiguous", f"{mention.text}: of the year told before it or, after New Year, of the next"
    if missing == "ambiguous":
        return "date-ambiguous", f"{mention.text}: two dates are equally near and disagree"
    return "date-unresolved", f"{mention.text}: nothing says which date is meant"


def _problem(sentence: Sentence, mention: Mention, code: str, message: str) -> Problem:
    start, end = sentence.content.raw(mention.start, mention.end)
    return Problem("info" if code == "date-unresolved" else "warning", code, message, start, end, sentence.id)


def _far(sentences: Sequence[tuple[Sentence, Sequence[Mention]]], resolved: Sequence[Sequence[Mention]]) -> list[Problem]:
    years = [
        (int(mention.value.earliest[:4]), sentence, mention)
        for (sentence, _), mentions in zip(sentences, resolved, strict=True)
        for mention in mentions
        if isinstance(mention.value, Date) and mention.value.earliest
    ]
    far = checks.far_from_others([year for year, _, _ in years])
    return [
        _problem(sentence, mention, "date-far-from-others", f"{mention.text}: no other date of the document lies within 150 years")
        for year, sentence, mention in years
        if year in far
    ]
