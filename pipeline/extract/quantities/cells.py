"""A cell that is only a number, and the unit its table states → an amount: 1,234 under （単位：億ドル） is 123,400,000,000 USD.

A cell that says more than its number speaks for itself, and what may be a year (2023) is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from pipeline.extract.quantities import numbers, senses, units
from pipeline.extract.quantities.amounts import LISTED, UNLISTED, Amount
from pipeline.extract.quantities.units import Unit

METHOD = "rule:cell-unit"
_IN_BRACKETS = re.compile(r"[^()\[\]【】]*[(\[【](?P<unit>[^()\[\]【】]{1,16})[)\]】]\s*")
_IN_ENGLISH = re.compile(r"(?P<symbol>[A-Z]{0,2}[$€£¥]|[A-Z]{3}) ?(?P<power>thousand|million|billion|trillion)")
_ENGLISH_POWERS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LABEL = re.compile(r"[\s（(［\[【]*(?:単位)?[\s:：は]*(?P<unit>[^\s:：（()）［］\[\]【】]{1,12})[\s）)］\]】]*")
_POWER = re.compile(r"(?P<digits>[0-9]{1,4}(?:,[0-9]{3})*)?(?P<power>[十百千万億兆]{1,3})?")
_PLAIN = r"[0-9]++(?:,[0-9]{3})*+(?:\.[0-9]++)?"
_BARE = re.compile(rf"\s*+(?:約|およそ|最大|[▲△−－＋+-])?(?P<num>{_PLAIN})(?:\s?[～〜~–−－-]\s?(?P<num2>{_PLAIN}))?\s*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Scale:
    unit: Unit
    factor: float


def read(text: str, unit: str) -> Amount | None:
    """The amount of a cell that holds a number and nothing else, in the unit its table states (億ドル, 千人, %, 100万トン); else None."""
    found = _BARE.fullmatch(text)
    scale = _scale(unit) if found else None
    if found is None or scale is None or any(_YEAR.fullmatch(found[group] or "") for group in ("num", "num2")):
        return None
    first, second = numbers.read(found["num"]), numbers.read(found["num2"]) if found["num2"] else None
    if first is None or first.value is None or (found["num2"] and (second is None or second.value is None)):
        return None
    high = None if second is None or second.value is None else second.value * scale.factor
    score = LISTED if scale.unit.code else UNLISTED
    end = found.end("num2") if found["num2"] else found.end("num")
    return Amount(found.start("num"), end, first.value * scale.factor, scale.unit, METHOD, score, value_max=high)


def _scale(label: str) -> _Scale | None:
    """億ドル is dollars times 10^8; 千人 persons times 1,000, also in 人口(千人); None where the label names no one unit."""
    label = unicodedata.normalize("NFKC", label)
    bracketed = _IN_BRACKETS.fullmatch(label)
    inner = bracketed["unit"] if bracketed else label
    english = _IN_ENGLISH.fullmatch(inner.strip())
    if english is not None:
        symbol = units.symbol(english["symbol"])
        return None if symbol is None else _Scale(replace(symbol, surface=english[0]), _ENGLISH_POWERS[english["power"]])
    stated = _LABEL.fullmatch(inner)
    if stated is None:
        return None
    written = stated["unit"]
    head = _POWER.match(written)
    for end in ([head.end()] if head and head.end() else []) + [0]:
        power = numbers.read(_counted(written[:end])) if end else None
        unit = units.by_surface(written[end:])
        if unit is not None and unit.role not in units.NOT_A_UNIT and unit.role != "modifier" and (power is None) == (end == 0):
            times = 1.0 if power is None or power.value is None else power.value
            return _Scale(replace(senses.settle(f"1{written}", 1 + end, unit), surface=written), times * unit.factor)
    return None


def _counted(power: str) -> str:
    """千, 億 alone stand for 1千, 1億."""
    return power if power[0].isdigit() else f"1{power}"
