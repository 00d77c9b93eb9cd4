"""What a reviewer typed into one field → the cell it stands for, as the tables print it. Raises `Invalid` where it stands for none."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from pipeline import rules
from pipeline.review.fields import date_values
from pipeline.review.fields.faults import Invalid
from pipeline.tables import ucum
from pipeline.tables.cells import guarded, number

MEASURES = ("length", "area", "volume", "mass", "speed")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-", 0x2010: "-", 0x2011: "-"}
_DASHES = str.maketrans("–—―〜～", "-----")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LONGEST_NUMBER, _LONGEST_DATE, _LONGEST_UNIT, _LONGEST_SHOWN = 40, 100, 30, 40  # characters
_HIGH_POWER = re.compile(r"[0-9]{2}")  # 10 or more of a unit multiplied: no measure
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SUBTYPE = re.compile(r"[a-z][a-z0-9_]*")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def folded(typed: str) -> str:
    """Codes and figures in ASCII, whatever width they were typed in."""
    return typed.translate(_FULL_WIDTH).strip()


def text(typed: str) -> str:
    """Words on one line, without white space around them, guarded as every cell is."""
    return guarded(_BREAKS.sub(" ", typed).strip())


def several(typed: str) -> str:
    """A list joined with |, without empty items."""
    items = [_BREAKS.sub(" ", item).strip() for item in typed.replace("｜", "|").split("|")]
    return guarded("|".join(item for item in items if item))


def figures(typed: str) -> str:
    """Pages, volumes and the like: figures of any width, ranges with a hyphen."""
    return text(folded(typed).translate(_DASHES))


def chosen(field: str, typed: str, choices: Sequence[str]) -> str:
    """One of a field's choices, in whatever case it was typed."""
    named = {choice.casefold(): choice for choice in choices}
    found = named.get(folded(typed).casefold())
    if found is None:
        raise Invalid(field, f"{_shown(typed)} is none of {', '.join(choices)}", "choice")
    return found


def amount(field: str, typed: str) -> str:
    """A number in plain digits: 1,000 and １０００ are 1000, 380億 is 38000000000."""
    plain = folded(typed)
    value: Decimal | None = None
    if _NUMBER.fullmatch(plain) and len(plain) <= _LONGEST_NUMBER:
        value = Decimal(plain.replace(",", ""))
    elif plain:
        from pipeline.extract.numerals import parse  # only where there is more than figures

        value = parse(plain)
    if value is None:
        raise Invalid(field, f"{_shown(typed)} is not a number: write 1234.5, 1,234 or 380億", "number")
    return number(value) if value else "0"


def iso_date(field: str, typed: str) -> str:
    """One day: 2023-06-01."""
    plain = folded(typed)
    try:
        if _ISO_DATE.fullmatch(plain):
            return datetime.date.fromisoformat(plain).isoformat()
    except ValueError:
        pass
    raise Invalid(field, f"{_shown(typed)} is not a day: write 2023-06-01", "date")


def publication(field: str, typed: str) -> str:
    """When a work was published, EDTF: 2015, 2023-12-29, 2024-05/2024-06; 2023年12月29日 is read too."""
    plain = folded(typed).upper()
    if not date_values.is_publication(plain):
        plain = _calendar(typed)
    if not date_values.is_publication(plain):
        raise Invalid(field, f"{_shown(typed)} is not a date in EDTF: write 2023, 2023-12, 2023-12-29 or 2023-05/2023-06", "edtf")
    return _ordered(field, plain)


_EXAMPLES = {
    "DATE": "2022-02-24, 2023-06, 201X, 2018/.., FY2020 or XXXX-03-29",
    "TIME": "2023-03-29T11:20 or XXXX-XX-XXT09:00",
    "DURATION": "P3Y, P4Y6M, PT5H or PXY",
    "SET": "P1Y or XXXX-03",
}


def when(field: str, typed: str, kind: str) -> str:
    """The value of a date of a TIMEX3 type; a DATE may be typed as it is printed in Japanese (2023年12月29日)."""
    plain = folded(typed).replace(" ", "").upper()
    if kind == "DATE" and not date_values.fits(kind, plain):
        plain = _calendar(typed)
    if not date_values.fits(kind, plain):
        raise Invalid(field, f"{_shown(typed)} is no value of a {kind}: write {_EXAMPLES[kind]}", f"value-{kind.lower()}")
    return plain if kind == "DURATION" else _ordered(field, plain)


def base_of_rate(field: str, typed: str) -> str:
    """What a rate is per: an ISO 8601 duration, or a counter as written."""
    plain = folded(typed).upper()
    if date_values.is_duration(plain):
        return plain
    if re.match(r"P[0-9T]", plain):
        raise Invalid(field, f"{_shown(typed)} is no duration: write P1Y, P1M, P1D, or the counter", "per")
    return text(typed)


def unit(field: str, typed: str, kind: str) -> str:
    """The unit of a quantity of a kind: ISO 4217 for money, UCUM for measures, the counter as written for counts."""
    plain = folded(typed)
    if kind == "money":
        if plain.upper() not in currencies():
            raise Invalid(field, f"{_shown(typed)} is no currency of ISO 4217: write USD, JPY, CNY, EUR …", "currency")
        return plain.upper()
    named = _units(kind)
    if kind in ("percent", "ratio"):
        allowed = named | ({"%"} if kind == "percent" else {"x"})
        if plain not in allowed:
            raise Invalid(field, f"{_shown(typed)} is none of {', '.join(sorted(allowed))}", "unit")
        return plain
    if kind in MEASURES:
        known = _ucum(plain)
        if plain not in named and (known is None or known.dimensions not in _dimensions(kind)):
            raise Invalid(field, f"{_shown(typed)} is no unit of {kind}: write its UCUM code ({_few(named)} …)", "unit")
        return plain
    return plain if kind == "other" and _ucum(plain) else text(typed)


def language(field: str, typed: str) -> str:
    """A language, BCP 47: ja, en, zh-Hant."""
    plain = folded(typed)
    if not _LANGUAGE.fullmatch(plain):
        raise Invalid(field, f"{_shown(typed)} is no language code: write ja, en, zh, ko, ru …", "language")
    primary, hyphen, rest = plain.partition("-")
    return primary.lower() + hyphen + rest


def address(field: str, typed: str) -> str:
    """A URL as written."""
    plain = typed.strip()
    if re.search(r"\s", plain) or _BREAKS.search(plain):
        raise Invalid(field, "an address has no spaces in it", "url")
    return guarded(plain)


def subtype(field: str, typed: str) -> str:
    """A finer kind: ministry, head_of_state."""
    plain = folded(typed).lower()
    if not _SUBTYPE.fullmatch(plain):
        raise Invalid(field, f"{_shown(typed)} is no kind: write small letters and _ (ministry, head_of_state)", "subtype")
    return plain


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217, and those it had that the program reads (ESP, FRF)."""
    return frozenset(row["code"] for row in rules.words("currency_codes")) | {row["currency"] for row in rules.words("currencies")}


def _shown(typed: str) -> str:
    return repr(typed if len(typed) <= _LONGEST_SHOWN else f"{typed[:_LONGEST_SHOWN]}…")


def _calendar(typed: str) -> str:
    from pipeline.extract import calendar  # only where a value is not EDTF already

    return calendar.edtf(folded(typed)) if len(typed) <= _LONGEST_DATE else ""


def _ucum(code: str) -> ucum.Unit | None:
    return None if _HIGH_POWER.search(code) or len(code) > _LONGEST_UNIT else ucum.unit(code)


def _ordered(field: str, value: str) -> str:
    if not date_values.in_order(value):
        raise Invalid(field, f"{value} ends before it begins", "order")
    return value


@cache
def _units(kind: str) -> frozenset[str]:
    """The units that quantities of a kind have in data/units.csv."""
    return frozenset(row["unit"] for row in rules.words("units") if row["kind"] == kind and row["unit"])


@cache
def _dimensions(kind: str) -> frozenset[ucum.Dimensions]:
    known = (ucum.unit(code) for code in _units(kind))
    return frozenset(unit.dimensions for unit in known if unit is not None)


def _few(names: frozenset[str]) -> str:
    return ", ".join(sorted((name for name in names if name.isascii()), key=lambda name: (len(name), name))[:4])
