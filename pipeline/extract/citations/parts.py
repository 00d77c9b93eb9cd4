"""A stretch of a citation beside its titles → its parts in order: locators, dates, bracketed imprints, addresses, other text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pipeline import rules
from pipeline.extract import calendar
from pipeline.extract.citations import people, places
from pipeline.extract.citations.brackets import Masked, Token
from pipeline.extract.citations.people import People

PartKind = Literal["fields", "number", "title", "paren", "url", "text"]

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A character of the East Asian scripts."""

ACCESS = re.compile(r"(?i:accessed|retrieved|visited|viewed)|閲覧|アクセス|確認|参照|登録|обращения|звернення|검색|访问")
"""A word that makes the date beside it the day a page was read."""

_SKIP = re.compile(r"[\s、，,.．:：;。·・]+")
_TO = r"(?:\s?[-‐–—−]\s?\d{1,5})?+"
_NUMBERS = re.compile(
    rf"(?:\d{{1,5}}|[ivxlc]{{1,6}}){_TO}(?:(?:,\s?|\s(?:and|&)\s)\d{{1,5}}{_TO}){{0,15}}+(?:ff?\.)?(?=\s?(?:[,:;(（、]|\.?\s?$))"
)
_ADDRESS = re.compile(r"\s?[<＜]?((?:https?://|www\.)[^\s<>＜＞]+)[>＞]?\s?")
_DATE = re.compile(calendar.DATE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?(?:年|[гр](?:\.|(?!\w))))?(?![\d\w])")
_YEAR_MONTH = re.compile(r"((?:1[5-9]|20)\d\d)\.\s?(0?[1-9]|1[0-2])(?=\s?(?:[,，、;；）)<〈＜]|\.?\s?$))")
# A later year, so that one inside a name belongs to the name (Lake Outlook 2022, October 2022); an access date is none.
_LATER_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_IN_NAME = re.compile(r"[^\W\d_]\s(?=(?:1[5-9]|20)\d\d(?!\d|\s?[年년г]))")
_AHEAD = 300
# Where unknown text may end without a comma: before a number or a locator's sign.
_BREAK = re.compile(r"(?<=\s)(?=[\dA-ZА-Яvnpстi№(])|(?<=[^\s\d.\-])(?=\d)|(?=[第제])|(?<=[^\W\d_]{2})\.\s(?=[A-ZА-Я№\d])")
# The number of an act is part of its name (決議第12号, 法律第3号), not an issue.
_ACT = re.compile(r"(?:決議|[法政省]?令|法律|告示|通達|[Rr]esolution|Decree|Order)\s?(?:第\s?|No\.\s?)?\d+(?:\s?号)?")
_LONGEST_ACT = 24
_WINDOW, _OVERLAP = 200, 4
_NUMBER_ALONE = re.compile(r"[\d\s./–-]+")
_COMMA = re.compile(r"[、，,；;]|:\s|：")
_NAME_COMMA = re.compile(r"[、，,]")
_RANGE_DASH = re.compile(r"\s?[-‐–—−－~～]\s?")
_PAGE_COMMA = re.compile(r"\s?[、，,]\s?|,?\s(?:and|&)\s")
_IMPRINT_END = re.compile(r"(?:^|[\s,、，;]|(?<=[\u3040-\u30ff\u3400-\u9fff]))((?:1[5-9]|20)\d\d)(?:\s?(?:年|г\.|р\.|刊|年刊))?\s?$")
# （2019年3月、同年5月）: two dates, of which one field can hold neither.
_RELATIVE = re.compile(r"[同翌][年月日]")
_SMALL = re.compile(r"^[a-zа-я]")


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `values` are the citation fields it fills, `rule` the rule that reads it, `token` the bracketed token it is."""

    kind: PartKind
    start: int
    end: int
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    token: Token | None = None
    rule: str = ""


class Found(NamedTuple):
    """A locator or date: where it ends, the fields it fills (none for a detail no field holds), and the rule that reads it."""

    end: int
    values: Mapping[str, str]
    rule: str


def read(source: Masked, start: int, end: int) -> list[Part]:
    """The parts between two offsets; separators are dropped, and text no rule reads is a part of kind text."""
    parts: list[Part] = []
    tokens = {token.start: token for token in source.inside(start, end)}
    at = start
    while at < end:
        if skipped := _SKIP.match(source.text, at, end):
            at = skipped.end()
            continue
        part = _read_known(source, at, end, tokens.get(at))
        if part is None:
            stop = _text_end(source, at, end)
            part = Part("text", at, stop, source.text[at:stop].strip())
        parts.append(part)
        at = part.end
    return parts


def _read_known(source: Masked, at: int, end: int, token: Token | None) -> Part | None:
    if token is not None and token.kind == "paren" and (address := _ADDRESS.fullmatch(source.inner(token))):
        return Part("url", at, min(token.end, end), address[1], token=token)
    if token is not None:
        kind: PartKind = "url" if token.kind == "url" else "paren" if token.kind == "paren" else "title"
        return Part(kind, at, min(token.end, end), source.inner(token), token=token)
    found = fields_at(source.text, at, end)
    if found:
        return Part("fields", at, found.end, source.text[at : found.end], found.values, rule=found.rule)
    number = _NUMBERS.match(source.text, at, end)
    if number:
        return Part("number", at, number.end(), pages(number[0]))
    return None


@lru_cache(maxsize=512)
def fields_at(text: str, at: int, end: int) -> Found | None:
    """The locator or date that begins at `at`, or None."""
    for rule in _locators():
        found = rule.pattern.match(text, at, end)
        if found and found.end() > at:
            genre = {"genre": str(rule.fields["genre"])} if "genre" in rule.fields else {}
            return Found(found.end(), _fields(found.groupdict()) | genre, f"citations_parts.toml:{rule.id}")
    dated = _DATE.match(text, at, end)
    if dated and (value := calendar.edtf(dated[0])):
        return Found(dated.end(), {"issued": value}, date_rule(dated[0]))
    month = _YEAR_MONTH.match(text, at, end)
    if month and (value := calendar.edtf(month[0])):
        return Found(month.end(), {"issued": value}, date_rule(month[0]))
    year = _YEAR.match(text, at, end)
    if year and (year.end() == end or text[year.end()] not in "-–—"):
        return Found(year.end(), {"issued": calendar.edtf(year[0])}, date_rule(year[0]))
    return None


@lru_cache(maxsize=4096)
def date_rule(text: str) -> str:
    """The rule that reads a text as a date."""
    form = rules.first(rules.load("citations_dates"), text.strip())
    return f"citations_dates.toml:{form[0].id}" if form else ""


@cache
def _locators() -> tuple[rules.Rule, ...]:
    return rules.load("citations_parts")


_AS_WRITTEN = ("volume", "issue", "accessed", "title", "publisher", "edition", "sheet")


def _fields(groups: Mapping[str, str | None]) -> dict[str, str]:
    given = {name: value.strip() for name, value in groups.items() if value is not None}
    values: dict[str, str] = {name: given[name] for name in _AS_WRITTEN if name in given}
    for name in ("volume", "issue", "publisher"):
        if f"{name}2" in given:
            values[name] = given[f"{name}2"]
    if "pages" in given:
        values["pages"] = pages(given["pages"])
    if "sheet" in values:
        values["sheet"] = pages(values["sheet"])
    for name in ("volume", "issue"):
        if name in values:
            values[name] = _RANGE_DASH.sub("-", values[name])
    if "y" in given:
        printed = given["y"] + "年" + given.get("season", "")
        if "m" in given:
            printed += given["m"] + (f"-{given['m2']}" if "m2" in given else "") + "月"
        second = given.get("y2", "")
        # A winter of two years (Winter 1998/99) is no season of either.
        values["issued"] = f"{given['y']}/{given['y'][: 4 - len(second)]}{second}" if second else calendar.edtf(printed)
    return values


def names_act(text: str) -> bool:
    """Whether the text ends in an act's number (安保理決議2270), so that a year in brackets behind it is part of the name."""
    return any(found.end() == len(text) for found in _ACT.finditer(text))


def pages(text: str) -> str:
    """A list of pages with hyphens in ranges and ', ' between: 14、19 → 14, 19; 31–40 → 31-40."""
    return _PAGE_COMMA.sub(", ", _RANGE_DASH.sub("-", text.strip().rstrip("f.").strip()))


def _text_end(source: Masked, at: int, end: int) -> int:
    """Where text that no rule reads stops: at a comma, a bracket, or a locator inside it."""
    stop = source.next_token(at, end)
    # By windows, so that neither a far comma nor a far break makes long text be gone over again and again.
    for low in range(at, stop, _WINDOW):
        high = min(stop, low + _WINDOW + _OVERLAP)
        comma = _COMMA.search(source.mask, low, high)
        for found in _BREAK.finditer(source.mask, max(low, at + 1), comma.start() if comma else high):
            if _inside_act(source, at, found.end(), stop) or _in_name(source, found.end(), end):
                continue
            if fields_at(source.text, found.end(), end) is not None:
                return found.start()
        if comma:
            return max(comma.start(), at + 1)
    return max(stop, at + 1)


def _in_name(source: Masked, at: int, end: int) -> bool:
    """Whether a year right behind a word belongs to the name it stands in, the citation's own year being still to come."""
    if not _IN_NAME.match(source.text, max(0, at - 2), end) or CJK.match(source.text, max(0, at - 2)):
        return False
    ahead = min(end, at + _AHEAD)
    accessed = ACCESS.search(source.text, at + 4, ahead)
    plain = source.mask[at + 4 : accessed.start() if accessed else ahead]
    if _LATER_YEAR.search(plain):
        return True
    inner = [source.inner(token) for token in source.inside(at, at + 4 + len(plain), "paren")]
    return any(_LATER_YEAR.search(text) and not ACCESS.search(text) for text in inner)


def _inside_act(source: Masked, start: int, at: int, end: int) -> bool:
    around = _ACT.finditer(source.mask, max(start, at - _LONGEST_ACT), min(end, at + _LONGEST_ACT))
    return any(act.start() < at < act.end() for act in around)


@dataclass(slots=True)
class Imprint:
    """What brackets after a title say: （北京：人民出版社、2023年）, (London: Routledge, 2010), （2024年3月5日アクセス）.

    `values` are its locators and dates, `rules` what read each of them.
    """

    place: str = ""
    publisher: str = ""
    people: People = field(default_factory=People)
    values: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)


def imprint(text: str) -> Imprint:
    """The imprint in a bracket's text; what is neither people, locator nor date is the publisher, before a colon the place."""
    result = Imprint()
    rest = _take_fields(text, result).strip(" 　、，,;；.")
    if _ACT.fullmatch(rest) or _NUMBER_ALONE.fullmatch(rest):
        rest = ""
    if _RELATIVE.search(rest):
        result.values.pop("issued", None)
        return result
    if people.role_of(rest.split("、")[0]):
        named, _, rest = rest.partition("、")
        result.people = people.read(named)
    place, colon, publisher = _colon(rest)
    if colon:
        result.place, result.publisher = place, publisher
    elif rest and not _SMALL.match(rest):
        result.publisher, result.place = _placed(rest)
    return result


def _placed(text: str) -> tuple[str, str]:
    """The publisher and the place of an imprint without a colon (Brussels; Reed Press, London; 東京、湖岸書房); a place is no publisher."""
    names = [name.strip() for name in _NAME_COMMA.split(text)]
    publisher, place = places.split([name for name in names if name])
    return (", ".join(publisher), place) if place else (text, "")


def _colon(text: str) -> tuple[str, str, str]:
    for sign in ("：", ": ", ":"):
        place, colon, publisher = text.partition(sign)
        if colon:
            return place.strip(), colon, publisher.strip()
    return text, "", ""


def _take_fields(text: str, result: Imprint) -> str:
    """Takes dates and locators out of an imprint's text, filling its values; gives what is left."""
    kept: list[str] = []
    at = resumed = 0
    while at < len(text):
        # Behind a locator another may follow without a comma: 2019年3月5日付朝刊.
        if (at == resumed or text[at - 1] in " 　、，,;；.") and (found := fields_at(text, at, len(text))):
            for name, value in found.values.items():
                if name not in result.values:
                    result.values[name], result.rules[name] = value, found.rule
            at = resumed = found.end
            continue
        kept.append(text[at])
        at += 1
    rest = "".join(kept)
    year = _IMPRINT_END.search(rest)
    if year and "issued" not in result.values:
        result.values["issued"], result.rules["issued"] = year[1], date_rule(year[1])
        rest = rest[: year.start()]
    return rest
