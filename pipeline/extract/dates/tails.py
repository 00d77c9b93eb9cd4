"""The words around a date or duration → its modifier, its bound, and the part of the period it names.

Reads the words of `data/date_parts.csv` behind a date (末, 半ば, 春, 頃, 以降) or a duration (以上,
余り, 近く, ぶり), and 約 / およそ / わずか before either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.rules import words

_S = r"[ \u3000]?"
_PREFIX = re.compile(r"(?:(?<![条契公制規予要誓婚解節盟集密倹旧新大特簡売締期協口])約|おおよそ|およそ|凡そ|わずか|僅か)[ \u3000]?\Z")
_LONGEST_PREFIX = 5
_AGO = re.compile(
    r"(?P<after>後(?!半|期|方|継|退|援|続|発|任|編|者|ろ|景|遺|悔|手|輩|席|尾|部|世|代|日(?!に|の|、)))|(?P<before>前(?!後|半|期|倒|年|日|月|提|線|任|編|者|進|身|向|例|夜|兆))"
)
_AGAIN = re.compile(r"(?:ぶり|振り)")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a date: `end` of the span, modifier, named part (`third1` … `half2`, `semester1` for 上半期), season code and bound.

    A bound is `after` or `before`.
    """

    end: int
    mod: str = ""
    part: str = ""
    season: str = ""
    bound: str = ""


def prefix(text: str, start: int, floor: int) -> tuple[int, str]:
    """Where the span begins with its leading 約, およそ or わずか, and the modifier it gives (わずか gives none)."""
    found = _PREFIX.search(text, max(floor, start - _LONGEST_PREFIX), start)
    if found is None:
        return start, ""
    return found.start(), "" if found[0].startswith(("わずか", "僅か")) else "APPROX"


def of_date(text: str, position: int) -> Tail:
    """The modifier words behind a date that ends at `position`."""
    found = _date_tail().match(text, position)
    if found is None or found.end() == position:
        return Tail(position)
    part, bound = _row("part", found["part"]), _row("bound", found["bound"])
    season = _row("season", found["season"])
    mod = part["mod"] or season["mod"] or ("APPROX" if (found["approx"] or found["approx2"]) and not bound["part"] else "")
    return Tail(found.end(), mod, part["part"], season["part"], bound["part"])


def of_duration(text: str, position: int) -> Tail:
    """以上, 余り, 近く, 間, ぶり … behind a duration that ends at `position`."""
    found = _duration_tail().match(text, position)
    if found is None or found.end() == position:
        return Tail(position)
    return Tail(found.end(), _row("measure", found["measure"])["mod"])


def ago(text: str, position: int) -> tuple[int, int] | None:
    """Behind a duration: where 後 (+1) or 前 (-1) ends that makes it a date."""
    found = _AGO.match(text, position)
    return None if found is None else (found.end(), 1 if found["after"] else -1)


def word(text: str) -> Tail:
    """A bare part or season, as the second end of a range has it (中旬から下旬)."""
    part, season = _row("part", text), _row("season", text)
    return Tail(0, part["mod"], part["part"], season["part"])


@cache
def parts() -> re.Pattern[str]:
    """Any word that names a part of a period."""
    return re.compile(_alternatives("part"))


@cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["kind"], row["word"]): dict(row) for row in words("date_parts")}


def _row(kind: str, text: str | None) -> dict[str, str]:
    return _table().get((kind, text or ""), {"mod": "", "part": ""})


@cache
def part_of(text: str) -> str:
    """The part of the period that the last such word of a date names (末 → third3), or ""."""
    found = list(parts().finditer(text))
    return _row("part", found[-1][0])["part"] if found else ""


def _alternatives(kind: str) -> str:
    rows = sorted((row for row in words("date_parts") if row["kind"] == kind), key=lambda row: -len(row["word"]))
    return "|".join(f"{re.escape(row['word'])}{row['next']}" for row in rows)


@cache
def _date_tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_S}の?{_S}(?:(?P<part>{_alternatives('part')})|(?P<season>{_alternatives('season')})))?"
        rf"(?:(?P<approx>{_alternatives('approx')}))?(?:(?P<bound>{_alternatives('bound')}))?(?:(?P<approx2>{_alternatives('approx')}))?"
    )


@cache
def _duration_tail() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<measure>{_alternatives('measure')}))?(?:間)?(?:{_AGAIN.pattern})?")
