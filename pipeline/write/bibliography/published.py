"""EDTF → the date parts that bibliographies know: 2023-12-29, 2024-05/2024-06, 2022-21 (spring), 2020-XX; no part is invented."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

Parts = tuple[int, ...]

_POINT = re.compile(r"(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)")
_SEASON = re.compile(r"(\d{4})-2([1-4])([~?%]?)")
_DOUBTFUL = "~?%"
_WIDTHS = (4, 2, 2)  # digits of a year, a month, a day


@dataclass(frozen=True, slots=True)
class Published:
    """A date: its EDTF `text`, and what of it is known as (year, month, day).

    `parts` has one point, two for a closed interval, none where not even a year is certain (201X, FY2020,
    2018/..). `season` is 1 (spring) to 4 (winter). `exact` says that the one point tells all of the text.
    """

    text: str
    parts: tuple[Parts, ...] = ()
    season: int | None = None
    circa: bool = False

    @property
    def exact(self) -> bool:
        """Whether a single year, month or day is all there is to it; a date without parts is its text."""
        if not self.parts:
            return True
        written = "-".join(f"{part:0{width}}" for part, width in zip(self.parts[0], _WIDTHS, strict=False))
        return len(self.parts) == 1 and self.text == written

    @property
    def year(self) -> int | None:
        """The year, where the whole date lies in one."""
        years = {point[0] for point in self.parts}
        return years.pop() if len(years) == 1 else None


def read_date(text: str) -> Published:
    """A value of `issued` or `accessed` as date parts; text that is none of the forms known has no parts."""
    season = _SEASON.fullmatch(text)
    if season and int(season[1]):
        return Published(text, ((int(season[1]),),), int(season[2]), bool(season[3]))
    points = [_point(half) for half in text.split("/")]
    known = tuple(point for point in points if point)
    if not known or len(known) != len(points) or len(known) > 2:
        return Published(text)
    return Published(text, known, circa=any(mark in text for mark in _DOUBTFUL))


def _point(text: str) -> Parts | None:
    """(year), (year, month) or (year, month, day) as far as it is known; None for what is on no calendar."""
    found = _POINT.fullmatch(text)
    if not found or not int(found[1]):
        return None
    year, month, day = int(found[1]), found[2], found[3]
    if month in (None, "XX"):
        return (year,) if day in (None, "XX") else None
    if not 1 <= int(month) <= 12:
        return None
    if day in (None, "XX"):
        return year, int(month)
    return (year, int(month), int(day)) if 1 <= int(day) <= monthrange(year, int(month))[1] else None
