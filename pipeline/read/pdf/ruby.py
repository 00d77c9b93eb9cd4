"""Lines of a page → the lines without readings, and what stood as a reading over which glyphs.

Ruby is small kana over (in vertical lines, at the right of) larger kanji. Raised figures and the two half-size lines of 割注 stand
between the glyphs of their line, not over them.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.read.pdf.page import Glyph
from pipeline.read.pdf.runs import Run

# All in em of the base text.
SMALL = 0.62  # ruby is half the size of its base, a third in places
LOWEST, HIGHEST = 0.7, 1.6  # of ruby's baseline over that of the base; the next line above is farther away
INSIDE = 0.5  # how far ruby may stick out at the ends of a line
REACH = 0.3  # ruby longer than its base hangs over its neighbours by less than this
_BUCKET = 6.0

_KANA = r"\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d"
_READING = re.compile(rf"(?=[^{_KANA}]*[{_KANA}])[{_KANA}\u3099-\u309f\u30fb-\u30ff\uff9e\uff9f \u3000]+")
_OPENING = re.compile(rf"[{_KANA}\u3099-\u309f\u30fb-\u30ff\uff9e\uff9f \u3000]")  # most lines begin otherwise
_KANJI = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


Readings = dict[int, tuple[Glyph, str]]  # by the id() of a base's first glyph: its last glyph, the reading


def taken(lines: list[Run]) -> tuple[list[Run], Readings]:
    """The lines that are no ruby, and the readings that were."""
    shelf: defaultdict[tuple[bool, int], list[Run]] = defaultdict(list)
    small: list[Run] = []
    for line in lines:
        first = line.strands[0]
        shelf[line.vertical, int(first.base // _BUCKET)].append(line)
        if _OPENING.match(first.text) and _READING.fullmatch(line.text):
            small.append(line)
    readings: Readings = {}
    gone: set[int] = set()
    for line in small:
        base = _base(line, shelf)
        if base:
            _, before = readings.get(id(base[0]), (None, ""))
            readings[id(base[0])] = (base[-1], before + line.text.strip(" \u3000"))
            gone.add(id(line))
    return [line for line in lines if id(line) not in gone], readings


def ends(readings: Readings) -> frozenset[int]:
    """The `id`s of the glyphs at the ends of bases."""
    return frozenset(readings) | {id(last) for last, _ in readings.values()}


def _base(ruby: Run, shelf: dict[tuple[bool, int], list[Run]]) -> list[Glyph]:
    """The glyphs a piece of ruby stands over; none where no kanji of a larger line lies below."""
    first = ruby.strands[0]
    lowest, highest = first.base - HIGHEST * first.size / 0.3, first.base
    for place in range(int(highest // _BUCKET), int(lowest // _BUCKET) - 1, -1):
        for host in shelf.get((ruby.vertical, place), ()):
            if ruby.right < host.left or ruby.left > host.right:
                continue
            main = max(host.glyphs[:8], key=lambda glyph: glyph.size)
            over = (first.base - main.base) / main.size
            if first.size > SMALL * main.size or not LOWEST < over < HIGHEST:
                continue
            if ruby.left < host.left - INSIDE * main.size or ruby.right > host.right + INSIDE * main.size:
                continue
            if base := _below(ruby, host):
                return base
    return []


def _below(ruby: Run, host: Run) -> list[Glyph]:
    covered = [
        index
        for index, glyph in enumerate(host.glyphs)
        if ruby.left - REACH * glyph.size < (glyph.left + glyph.right) / 2 < ruby.right + REACH * glyph.size
        and glyph.text not in (" ", "\u3000")
    ]
    kanji = [index for index in covered if _KANJI.match(host.glyphs[index].text)]
    if not kanji:
        return []
    return host.glyphs[kanji[0] : kanji[-1] + 1]
