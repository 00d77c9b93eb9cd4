"""Text after a numeral → the unit that stands there (units.csv, unit_prefixes.csv, currencies.csv, counters.csv).

The longest row wins; a row may also say that the number is a date, an ordinal or part of
a word, and then there is no quantity. A counter nobody listed keeps its surface.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline import rules
from pipeline.model import PipelineError

NOT_A_UNIT = frozenset({"ordinal", "calendar", "word"})
_ROLES = NOT_A_UNIT | {"count", "event", "modifier"}
_COUNTED = frozenset({"count", "event"})
_SPACED_ROLES = frozenset({"unit", "money"})
_ORDINAL_END = re.compile(r"目(?![標的指前録次])")
_COUNTER_RUN = re.compile(
    r"(?:(?![一二三四五六七八九十百千万億])[一-龥々]){1,3}(?<!目)(?![一-龥々ァ-ヶー0-9A-Za-z])|[ァ-ヶー]{2,8}(?![ァ-ヶー一-龥々A-Za-z])"
)
_KATAKANA_RUN = re.compile(r"[ァ-ヶー]{2,8}(?![ァ-ヶー一-龥々A-Za-z])")
_SPACED = re.compile(r" (?=(?:%|°[CF]?|[µμ]?[A-Za-zΩ]{1,8}[0-9²³]?)(?:[/・][A-Za-z0-9²³]{1,6})?(?![A-Za-z0-9]| [A-Za-z]))")
_YEAR_LIKE = re.compile(r"(?:1[89]|20)[0-9]{2}")
_FIRST_KANA = "\u3041"
_SIZES = ("サイズ", "クラス", "レベル", "オーダー")  # 数センチサイズ: the word behind the unit is one of its own
_TIED = "-‐–—−－.・/ (（[［「『"
_MAKES_A_NOUN = frozenset("機名品員器店会料型性化論者室席長種")
_SMALL_KANJI = "一二三四五六七八九"
_NOT_WITH_DIGITS = frozenset({"円", "元"})
_NOT_WITH_ONE = _NOT_WITH_DIGITS | {"倍", "坪", "畝"}
_NOT_WITH_ONE_KANJI = frozenset({"反", "里", "合", "貫", "寸", "尋", "斗", "帖", "町歩", "畝"})  # 百合, 千里, 五反田 are words


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as listed; `code` is empty where it is ambiguous.

    `role` is `unit`, `money`, `count` or `event` (of occurrences), `modifier` (以上: no unit at all), or what a number
    before it is instead: `calendar`, `ordinal`, `word`. `gap` counts the spaces between the number and it.
    """

    surface: str
    role: str
    code: str = ""
    kind: str = "count"
    factor: float = 1.0
    kanji: str = "all"
    listed: bool = True
    gap: int = 0

    @property
    def length(self) -> int:
        """How many characters it takes behind a number, the space before it included (58.4 %)."""
        return self.gap + len(self.surface)

    @property
    def counted(self) -> bool:
        """A counter of things or of occurrences, not a measure."""
        return self.role in _COUNTED


def read(text: str, at: int) -> Unit | None:
    """The listed unit that begins at `at`, compounds included (カ国・機関) and a space before a Latin one left out (3 km), or None."""
    if _SPACED.match(text, at):
        unit = read(text, at + 1)
        return replace(unit, gap=1) if unit is not None and unit.role in _SPACED_ROLES else None
    unit = _longest(text, at)
    if unit is None:
        return None
    end = at + len(unit.surface)
    if unit.role != "unit" and not unit.counted:
        return unit
    if _ORDINAL_END.match(text, end):
        return Unit(unit.surface + "目", "ordinal")
    if unit.role == "unit":
        return _quotient(text, end, unit)
    if unit.role == "count" and text.startswith("・", end):
        second = _longest(text, end + 1)
        if second is not None and second.role == "count" and len(second.surface) > 1:
            surface = f"{unit.surface}・{second.surface}"
            return Unit(surface, "count", surface, kanji=unit.kanji)
    return unit


def _quotient(text: str, end: int, unit: Unit) -> Unit:
    """The unit over another that is written in letters behind a stroke (mg/dL, kg/m3, km/L), or the unit itself."""
    if not text.startswith("/", end) or unit.surface[0] >= _FIRST_KANA or not unit.code:
        return unit
    under = _longest(text, end + 1)
    if under is None or under.role != "unit" or under.surface[0] >= _FIRST_KANA or not under.code:
        return unit
    return replace(unit, surface=f"{unit.surface}/{under.surface}", code=f"{unit.code}/{under.code}", kind="other")


def unlisted(text: str, start: int, number: str, at: int) -> Unit | None:
    """A counter nobody listed, after a number in digits: 4 in この4枢軸 counts 枢軸. Needs clear edges on both sides."""
    if not stands_free(text, start, number):
        return None
    run = (_COUNTER_RUN if number.isascii() and "." not in number else _KATAKANA_RUN).match(text, at)
    return None if run is None else Unit(run[0], "count", run[0], listed=False)


def stands_free(text: str, start: int, number: str) -> bool:
    """Whether a number in digits is neither a year nor tied to a name before it (資料3, 火星15) nor a heading's own number at the head."""
    return bool(start) and number[0].isdigit() and not _YEAR_LIKE.fullmatch(number) and stands_apart(text, start)


def stands_apart(text: str, start: int) -> bool:
    """Whether what stands before a number is no name it may belong to."""
    if not start:
        return True
    before = text[start - 1]
    return before in "約計全各" or not (before in _TIED or (before.isalnum() and not "ぁ" <= before <= "ん"))


def counts_in_kanji(unit: Unit, number: str) -> bool:
    """Whether a numeral in kanji counts with this unit: 三隻 does, 一部 and 六本 (of 六本木) are words."""
    if len(number) > 1 or number.isdigit() or number == "数":
        return True
    if unit.surface in _NOT_WITH_ONE_KANJI:
        return False
    if not unit.counted:
        return unit.surface not in (_NOT_WITH_ONE if number == "一" else _NOT_WITH_DIGITS) or number not in _SMALL_KANJI
    return unit.kanji == "all" or (unit.kanji == "several" and number != "一")


def by_surface(surface: str) -> Unit | None:
    """The unit written exactly so, or None."""
    return _table().get(surface)


def symbol(text: str) -> Unit | None:
    """The currency whose sign stands before the number: $, US$, EUR."""
    return _symbols().get(text.strip())


def _longest(text: str, at: int) -> Unit | None:
    if at >= len(text):
        return None
    for length in _lengths().get(text[at], ()):
        unit = _table().get(text[at : at + length])
        if unit is not None and _whole(text, at + length) and not (unit.counted and _is_begun(text, at + length)):
            return unit
    return None


def _whole(text: str, end: int) -> bool:
    """A unit in Latin letters or katakana does not end inside a longer word (m in map, トン in トンネル)."""
    if end >= len(text):
        return True
    last, following = text[end - 1], text[end]
    if last.isascii() and last.isalnum():
        return not (following.isascii() and following.isalpha())
    katakana = ("ァ" <= last <= "ー" and last != "・") and ("ァ" <= following <= "ー" and following != "・")
    return not katakana or text.startswith(_SIZES, end)


def _is_begun(text: str, end: int) -> bool:
    """Whether what ends here in katakana is only the head of a noun (ゲーム of ゲーム機, チーム of チーム名)."""
    return text[end : end + 1] in _MAKES_A_NOUN and "ァ" <= text[end - 1] <= "ー"


@cache
def _table() -> Mapping[str, Unit]:
    table: dict[str, Unit] = {}
    for row in rules.words("counters"):
        if row["role"] not in _ROLES:
            raise PipelineError(f"data/counters.csv: {row['surface']}: unknown role {row['role']!r}; known: {', '.join(sorted(_ROLES))}")
        table[row["surface"]] = Unit(row["surface"], row["role"], row["surface"], kanji=row["kanji"])
    for row in rules.words("units"):
        factor = float(row["factor"] or 1)
        table[row["surface"]] = Unit(row["surface"], "unit", row["unit"], row["kind"], factor)
    for surface, unit in _prefixed(table):
        table.setdefault(surface, unit)
    for row in rules.words("currencies"):
        if row["place"] == "after":
            table[row["surface"]] = Unit(row["surface"], "money", row["currency"], "money", float(row["factor"] or 1))
    return table


def _prefixed(table: Mapping[str, Unit]) -> list[tuple[str, Unit]]:
    """Each unit of measure in katakana with each SI prefix it takes (unit_prefixes.csv): ミリニュートン is mN."""
    found = []
    for row in rules.words("unit_prefixes"):
        for name in row["units"].split("|"):
            base = table[name]
            surface = row["prefix"] + name
            found.append((surface, replace(base, surface=surface, code=row["code"] + base.code)))
    return found


@cache
def _symbols() -> Mapping[str, Unit]:
    rows = (row for row in rules.words("currencies") if row["place"] == "before")
    return {row["surface"]: Unit(row["surface"], "money", row["currency"], "money") for row in rows}


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """For each first character, the lengths of the rows that begin with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for surface in _table():
        lengths.setdefault(surface[0], set()).add(len(surface))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
