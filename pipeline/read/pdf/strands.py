"""Glyphs in drawing order → strands: glyphs that follow each other closely on one baseline, in one size and font."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter, sub

from pipeline.read.pdf.page import Glyph, Strand

# In em.
OVERLAP = 0.7  # kerned punctuation and brackets lie over their neighbour's em box
AFTER_STOP = 0.4  # widest gap behind a stop, whose em box ends in white already
BLANKS = frozenset(" \u3000")
_BLANK = re.compile("[ \u3000]")

_STYLE = itemgetter(2, 4, 5, 6, 7, 8)  # of glyphs: bottom, top, size, base, font and turned


def strands(glyphs: Iterable[Glyph]) -> list[Strand]:
    """The strands of glyphs; each keeps the glyphs it is made of."""
    made: list[Strand] = []
    for (bottom, top, size, base, font, turned), group in groupby(glyphs, _STYLE):
        part = list(group)
        if len(part) == 1 or turned:
            made += [Strand(one.text, [one.left], [one.right], bottom, top, size, base, font, turned, [one]) for one in part]
            continue
        texts, lefts, _, rights, *_ = zip(*part, strict=True)
        several = [at for at, text in enumerate(texts) if len(text) > 1]
        for start, stop in _apart(several, len(part)):
            columns = list(lefts[start:stop]), list(rights[start:stop])
            made += cut(Strand("".join(texts[start:stop]), *columns, bottom, top, size, base, font, 0, part[start:stop]))
    return made


def _apart(alone: list[int], count: int) -> Iterator[tuple[int, int]]:
    """Stretches of so many things, those at some places by themselves."""
    places = sorted({0, count, *alone, *(at + 1 for at in alone)})
    return pairwise(places)


def cut(line: Strand) -> list[Strand]:
    """Glyphs of one baseline, size and font, one character each, cut where two are not close to each other and around blanks."""
    count = len(line.lefts)
    if count == 1:
        return [line]
    low, high = -OVERLAP * line.size, AFTER_STOP * line.size
    gaps = list(map(sub, line.lefts[1:], line.rights))
    line.gap = max(gaps)
    cuts: list[int] = []
    if not (math.isfinite(sum(gaps)) and low < min(gaps) and line.gap < high):
        cuts = [at for at, gap in enumerate(gaps, 1) if not low < gap < high]
    if " " in line.text or "\u3000" in line.text:
        sides = [at for found in _BLANK.finditer(line.text) for at in found.span()]
        cuts = sorted({*cuts, *sides} - {0, count})
    if not cuts:
        return [line]
    parts = [line.part(start, stop) for start, stop in pairwise((0, *cuts, count))]
    for part, start in zip(parts, (0, *cuts), strict=True):
        part.gap = max(gaps[start : start + len(part.lefts) - 1], default=0.0)
    return parts
