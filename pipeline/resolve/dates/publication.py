"""A bare month or day that the narrative does not date, or that names its weekday → its year or month, from the day of publication."""

from __future__ import annotations

import datetime
import re

from pipeline.extract.dates.values import WEEKDAYS, precision
from pipeline.model import Date, Mention, Sentence
from pipeline.resolve.dates import crossing
from pipeline.resolve.dates.bounds import bounds, days
from pipeline.resolve.dates.leaning import Found
from pipeline.resolve.dates.shift import Point
from pipeline.resolve.dates.standing import Mood, is_due, is_news, is_report, mood

_REACH, _TAIL = 400, 40
_LATELY = 14  # days within which news tells what was made known
_RECENT = 45  # days within which the day of an event may be told without its month
_LAST_SURE_DAY = 27
_RECENT_STATUS = 200
_AS_OF = re.compile(r"[ \u3000]?(?:時点|現在)(?:で|の|、|に)")
_OF_A_NOUN = re.compile(r"の|まで(?!に)")
_WORD_OF_TODAY = re.compile(r"(?<![一-龥])(?:先々週|先週|今週|来週|本日|昨日|一昨日)(?!末?比)|(?<![ぁ-ん])(?:きょう|きのう|おととい)")
_QUOTES = "「『“", "」』”"
_DAY = re.compile(r"XXXX-XX-(\d\d)(T.+)?")
_LATE = 4  # a New Year told of after a month before it may be the one just past
_WEEKDAY = re.compile(r"[（(]([月火水木金土日])(?:曜日?)?[)）]|日の?([月火水木金土日])曜")
_TO_COME, _GONE = ("来る", "来たる", "きたる"), ("去る", "さる")
_OWN_YEAR = ("年", "年の", "年、")  # この年の12月: of a year that stands before it
_DUE = re.compile(r"予定|見込|見通し|次回")
_PLANNED = re.compile(r"予定|見込|見通し|計画|方針|次回|までに|開く|開かれる|行う|行われる")
_DONE_THEN = re.compile(r"に[^。、]{0,40}?(?<!予定だ)った|に[^。、]{0,40}?した")
_TOLD = re.compile(r"た[。」）)]*\Z")
_PAST = re.compile(r"[ただ](?:と(?:いう|された|される|みられる))?[。」）)]*\Z")


def bare(sentence: Sentence, mention: Mention, value: str, narrated: Found, today: Point | None, *, of_this_year: bool) -> Found:
    """The year of a bare `value`: the narrative's, unless a weekday speaks against it; that of publication where no year was told.

    7月18日（金） of a paper of 2025 is a day of 2025 because it was a Friday. `of_this_year` says that the text has told of no
    earlier year. 8月時点で…に達する, how things stand, and 先週、8月末までに… are seen from the day of publication too.
    """
    if narrated.anchor and narrated.anchor.standing == "background" and _is_source(sentence.text, mention):
        narrated = Found(None, ambiguous=True)  # 1998年に結んだ協定を…と『海報』（1月24日付）が報じた
    weekday = _WEEKDAY.search(mention.text)
    if weekday:
        return _by_weekday(value, WEEKDAYS.index(weekday[1] or weekday[2]) + 1, narrated, today)
    if today is None or today.year is None:
        return narrated
    before = sentence.text[max(0, mention.start - 3) : mention.start]
    if before.endswith((*_TO_COME, *_GONE)) and today.month is not None:
        return Found(_nearest(value, mention, today, ahead=before.endswith(_TO_COME)))
    if _is_news(value, narrated, sentence, mention, today):
        return Found(_in_year(value, today, 0))
    if sentence.kind in ("caption", "table") or before.endswith(_OWN_YEAR):
        return narrated
    elsewhere = narrated.anchor is not None and narrated.anchor.sentence.id != sentence.id
    if elsewhere and (_is_status(value, sentence, mention, today) or _has_word_of_today(sentence.text, mention.start)):
        return Found(_of_publication(value, sentence, mention, today))
    if narrated.value and _is_not_yet(narrated, sentence, mention, today):
        return Found(_in_year(value, today, -1), narrated.anchor, looks_back=True)
    if narrated.value or narrated.ambiguous or not of_this_year:
        return narrated
    return Found(_of_publication(value, sentence, mention, today))


def _is_not_yet(narrated: Found, sentence: Sentence, mention: Mention, today: Point) -> bool:
    """True for 12月31日に署名した in a text of 3 January that has told of the 2nd: what was done was not done after publication."""
    event = narrated.anchor.point(True) if narrated.anchor else None
    if narrated.value is None or event is None or (event.year, event.month) != (today.year, today.month):
        return False
    late = crossing.is_after(narrated.value, today) and narrated.value.startswith(str(today.year))
    done = mood(sentence.text, mention.start, mention.end) == "done" and not is_due(sentence.text, mention.end)
    return late and done and bool(_DONE_THEN.match(sentence.text, mention.end))


def _is_source(text: str, mention: Mention) -> bool:
    """True for the day of a paper in brackets: （1月24日付）."""
    return text[mention.start - 1 : mention.start] in ("（", "(") and text.startswith("付", mention.end)


def bare_day(sentence: Sentence, mention: Mention, value: str, narrated: Found, today: Point | None, *, of_this_year: bool) -> Found:
    """The month of a bare `value` (30日): the narrative's; where that tells none, of the last such day before publication or of the next.

    `of_this_year` says that the text has told of no earlier year. What is told as done, or made known, does not lie ahead:
    a day that the narrative would put after publication, or before its own event though it was just made known, is a day of news.
    """
    day, now = _DAY.fullmatch(value), _date(today)
    if day is None or today is None or sentence.kind in ("caption", "table"):
        return narrated
    if narrated.ambiguous and not is_news(sentence.text, mention.end):
        return narrated
    if now is None:
        return _of_month(day, sentence, mention, narrated, today)
    spoken: Mood = "ahead" if is_due(sentence.text, mention.end) else mood(sentence.text, mention.start, mention.end)
    last = _nearest_day(int(day[1]), now, ahead=False)
    if narrated.value is None:
        told = last if spoken == "done" else _nearest_day(int(day[1]), now, ahead=True) if spoken == "ahead" else None
        fits = told is not None and not weekday_disagrees(told.isoformat(), mention.text)
        fits = fits and (of_this_year or (told == last and _is_lately(last, now) and is_news(sentence.text, mention.end)))
        return Found(f"{told.isoformat()}{day[2] or ''}") if told and fits else narrated
    spot, event = days(narrated.value), days(narrated.anchor.ends[0]) if narrated.anchor else None
    if spoken != "done" or last is None or spot is None or event is None:
        return narrated
    too_late = spot[0] > now and event[1] >= now and not _OF_A_NOUN.match(sentence.text, mention.end)
    just_told = _is_lately(last, now) and 0 <= (now - event[0]).days <= _RECENT
    news = just_told and spot[0] < event[0] and is_report(sentence.text, mention.end)
    return Found(f"{last.isoformat()}{day[2] or ''}") if too_late or news else narrated


def _of_month(day: re.Match[str], sentence: Sentence, mention: Mention, narrated: Found, today: Point) -> Found:
    """16日、…発表した in news of which only the month is known: of that month, but for its last days, which the next month may tell of."""
    if narrated.value or today.year is None or today.month is None or int(day[1]) > _LAST_SURE_DAY:
        return narrated
    if not is_news(sentence.text, mention.end) or is_due(sentence.text, mention.end):
        return narrated
    value = f"{today.year:04d}-{today.month:02d}-{day[1]}"
    return narrated if weekday_disagrees(value, mention.text) else Found(f"{value}{day[2] or ''}")


def _is_lately(day: datetime.date | None, now: datetime.date) -> bool:
    return day is not None and (now - day).days <= _LATELY


def _date(at: Point | None) -> datetime.date | None:
    return datetime.date(at.year, at.month, at.day) if at and at.year and at.month and at.day else None


def _nearest_day(day: int, now: datetime.date, *, ahead: bool) -> datetime.date | None:
    """The `day`th on or after `now`, or on or before it, in this month or the one beside it; None where that month has no such day."""
    month = now.year * 12 + now.month - 1
    if ahead and day < now.day:
        month += 1
    elif not ahead and day > now.day:
        month -= 1
    try:
        return datetime.date(month // 12, month % 12 + 1, day)
    except ValueError:
        return None


def _is_news(value: str, narrated: Found, sentence: Sentence, mention: Mention, today: Point) -> bool:
    """True for 1月7日、…明らかにした, a few days before publication in January, after events of the year before."""
    now, spot = _date(today), days(_in_year(value, today, 0))
    event = narrated.anchor.point(True) if narrated.anchor and (narrated.value or narrated.crosses) else None
    if now is None or spot is None or event is None or event.year != now.year - 1 or precision(value) not in ("day", "time"):
        return False
    return 0 <= (now - spot[0]).days <= _LATELY and is_report(sentence.text, mention.end)


def _is_status(value: str, sentence: Sentence, mention: Mention, today: Point) -> bool:
    """True for 8月時点で…に達する, how things stood not long before publication, told as they are."""
    text, end = sentence.text, mention.end
    if today.month is None or not _AS_OF.match(text, end) or _TOLD.search(text, max(end, len(text) - _TAIL)):
        return False
    this = days(_in_year(value, today, 0))
    now = datetime.date(today.year or 1, today.month, today.day or 1)
    return this is not None and 0 <= (now - this[0]).days <= _RECENT_STATUS


def _has_word_of_today(text: str, start: int) -> bool:
    """True behind 先週 or きのう: the sentence is told from the day of publication."""
    return any(not in_quotes(text, found.end()) for found in _WORD_OF_TODAY.finditer(text, max(0, start - _REACH), start))


def in_quotes(text: str, start: int) -> bool:
    """True inside 「…」: what a speaker calls this year is not the year of publication."""
    depth = 0
    for char in text[max(0, start - _REACH) : start]:
        depth = depth + 1 if char in _QUOTES[0] else max(0, depth - 1) if char in _QUOTES[1] else depth
    return depth > 0


def _of_publication(value: str, sentence: Sentence, mention: Mention, today: Point) -> str | None:
    """A month still ahead of publication is last year's where it is told as past; one gone by is next year's where it is due."""
    this, last, following = (_in_year(value, today, step) for step in (0, -1, 1))
    spoken, text, end = mood(sentence.text, mention.start, mention.end), sentence.text, mention.end
    if _begins_after(this, mention, today):
        if _is_plan(text, end) or is_due(text, end):
            return this
        return last if spoken == "done" else None
    due = bool(_DUE.search(text, end, end + _REACH)) and not _TOLD.search(text, max(end, len(text) - _TAIL))
    if spoken == "ahead" and due and _ends_before(this, mention, today):
        return following
    return this


def _nearest(value: str, mention: Mention, today: Point, *, ahead: bool) -> str | None:
    """来る6月, 去る6月: the next or the last one, seen from the day of publication."""
    if ahead:
        return next((told for step in (0, 1) if not _ends_before(told := _in_year(value, today, step), mention, today)), None)
    return next((told for step in (0, -1) if not _begins_after(told := _in_year(value, today, step), mention, today)), None)


def turn_of_year(narrated: Found, told: Mood, today: Point | None) -> Found:
    """年明け: the New Year after a month told before it; from the day of publication the last one or the next, as the tense says."""
    event = narrated.anchor.point(True) if narrated.anchor else None
    if event is not None:
        late = event.year is not None and event.month is not None and event.month >= _LATE
        return Found(f"{event.year + 1:04d}" if late and event.year is not None else None, narrated.anchor, ambiguous=not late)
    if today is None or today.year is None or narrated.ambiguous or told == "unclear":
        return Found(None)
    return Found(f"{today.year + (told == 'ahead'):04d}")


def weekday_disagrees(value: str, text: str) -> bool:
    """True where a day is told with a weekday it did not fall on."""
    found = _WEEKDAY.search(text)
    day = _day(value.split("/")[0])
    return bool(found and day and day.isoweekday() != WEEKDAYS.index(found[1] or found[2]) + 1)


def _by_weekday(value: str, weekday: int, narrated: Found, today: Point | None) -> Found:
    if narrated.value and _falls_on(narrated.value, weekday):
        return narrated
    event = narrated.anchor.point(True) if narrated.anchor and narrated.crosses else None
    if event and event.year is not None:
        told = [value.replace("XXXX", f"{event.year + step:04d}", 1) for step in (0, 1)]
        fitting = [filled for filled in told if _falls_on(filled, weekday)]
        return Found(fitting[0], narrated.anchor) if len(fitting) == 1 else narrated
    if today is None or today.year is None:
        return Found(None, narrated.anchor, narrated.ambiguous)
    years = [value.replace("XXXX", f"{today.year + step:04d}", 1) for step in (-1, 0, 1)]
    fitting = [filled for filled in years if _falls_on(filled, weekday)]
    return Found(fitting[0]) if len(fitting) == 1 else Found(None)


def _falls_on(value: str, weekday: int) -> bool:
    day = _day(value)
    return day is not None and day.isoweekday() == weekday


def _day(value: str) -> datetime.date | None:
    if precision(value) not in ("day", "time"):
        return None
    found = days(value)
    return found[0] if found else None


def _in_year(value: str, today: Point, step: int) -> str:
    return value.replace("XXXX", f"{(today.year or 0) + step:04d}", 1)


def _begins_after(value: str, mention: Mention, today: Point) -> bool:
    """True where the value begins after the day (or month) of publication."""
    first, _ = bounds(Date("DATE", value.partition("T")[0]), mention.text)
    if not first or today.month is None:
        return False
    return first > f"{today.year:04d}-{today.month:02d}-{today.day or 31:02d}"


def _ends_before(value: str, mention: Mention, today: Point) -> bool:
    """True where the value ends before the day (or month) of publication."""
    _, last = bounds(Date("DATE", value.partition("T")[0]), mention.text)
    if not last or today.month is None:
        return False
    return last < f"{today.year:04d}-{today.month:02d}-{today.day or 1:02d}"


def _is_plan(text: str, end: int) -> bool:
    """True where the sentence, from `end` on, speaks of what is to come, or does not speak of what has been."""
    return bool(_PLANNED.search(text, end, end + _REACH)) or not _PAST.search(text, max(end, len(text) - _TAIL))
