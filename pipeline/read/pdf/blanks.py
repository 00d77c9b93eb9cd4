"""Glyphs of a line → the same with its blanks: between words of an alphabet, and where a gap between Japanese characters is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from operator import sub
from statistics import median_low

from pipeline.read.pdf.page import Glyph

# All in em.
WORD_GAP = 0.16  # least gap between two words of an alphabet beyond the usual gap of their line (a blank has 0.25, justified 0.2)
HALF_GAP = 0.2  # between Japanese characters of an evenly set line: a narrow blank (姓 名)
FULL_WIDTH_GAP = 0.3  # the same between letters of full width
WIDE_GAP = 0.8  # between Japanese characters: a blank of a character's width, no spread-out line
SPREAD_OUT = 0.2  # between all characters of a line: its blanks between Japanese characters only fill it
SPREAD = 2.5  # times the usual gap of its line, likewise

_CJK_FROM = 0x2E80
_NO_BLANK = 0.05  # between Japanese characters: a blank that takes no room only parts what was set in two fonts
_CJK_TO = 0xFF00  # behind them letters of full and half width
_BLANKS = frozenset(" \u3000")
_BULLETS = frozenset("-–—*•·")  # at the start of a line, with a gap behind it
_LONGEST_LABEL = 10
_PARTICLES = frozenset("はがをにのとでへもや、。，．）)")
_LABEL_ENDS = frozenset(")].:")
_LABEL_LENGTH = 8
_LABEL = re.compile(
    r"[(（]?[0-9０-９]{1,3}[)）.．]?|第[0-9０-９]{1,3}[章節部編]|(?:図表|図|表)[0-9０-９]{1,2}(?:[-‐–－−.．][0-9０-９]{1,2})?"
)
_JAPANESE = "\u2e80"  # what is greater begins with such a character
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_FULL_WIDTH = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))


def close_set(lefts: Sequence[float], rights: Sequence[float], sizes: Sequence[float]) -> bool:
    """Whether no gap between the glyphs of a line may stand for a blank."""
    if max(map(sub, lefts[1:], rights), default=0.0) <= WORD_GAP * min(sizes):
        return True  # most lines
    return max([(left - right) / size for left, right, size in zip(lefts[1:], rights, sizes[1:], strict=False)], default=0.0) <= WORD_GAP


def spaced(glyphs: list[Glyph], bases: Collection[int], close: bool) -> list[Glyph]:
    """The glyphs with one blank between words of an alphabet and at gaps of a character's width between Japanese ones.

    `bases` are the `id`s of glyphs at the ends of bases of readings, `close` tells that letters stand close to Japanese.
    """
    made: list[Glyph] = []
    blank: Glyph | None = None
    usual: float | None = None
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph[0] in _BLANKS:
            blank = glyph if last is not None and (blank is None or blank.text == " ") else blank
            continue
        if last is not None:
            gap = (glyph[1] - last[3]) / glyph[5]
            if blank is not None:
                if usual is None:
                    usual = _usual_gap(glyphs)
                alphabet = min(ord(last.text[-1]), ord(glyph.text[0])) < _CJK_FROM
                if alphabet or (usual < SPREAD_OUT and gap > _NO_BLANK):
                    made.append(_blank(blank.text, last, glyph))
            elif gap > WORD_GAP and len(made) <= _LONGEST_LABEL and _is_label(made, glyph):
                if usual is None:
                    usual = _usual_gap(glyphs)
                if gap > WORD_GAP + usual:
                    made.append(_blank(" ", last, glyph))
            elif gap > WORD_GAP and not (bases and (id(last) in bases or id(glyph) in bases)):
                if usual is None:
                    usual = _usual_gap(glyphs)
                if (
                    WORD_GAP + usual < gap <= WIDE_GAP
                    and _opens_as_label(made)
                    and (close or last.text >= _JAPANESE or last.text in _LABEL_ENDS)
                ):
                    made.append(_blank(" ", last, glyph))
                elif text := _blank_for(last.text[-1], glyph.text[0], _between_cells(last, glyph, gap), usual, close):
                    made.append(_blank(text, last, glyph))
        made.append(glyph)
        last, blank = glyph, None
    return made


def _is_label(made: list[Glyph], glyph: Glyph) -> bool:
    """Whether a line so far is a bullet, or the label of a heading or caption in brackets or of several parts, before its title."""
    if len(made) == 1 and made[0].text in _BULLETS:
        return True
    return glyph.text not in _PARTICLES and bool(_LABEL.fullmatch("".join([other[0] for other in made])))


def _opens_as_label(made: list[Glyph]) -> bool:
    """Whether what stands in a line so far is the label of a heading or caption: 1, (2), 第3章, 図1-2."""
    return len(made) <= _LABEL_LENGTH and bool(_LABEL.fullmatch("".join(glyph[0] for glyph in made)))


def _blank_for(before: str, after: str, gap: float, usual: float, close: bool) -> str:
    """The blank that a gap between two characters stands for: none where it only sets letters off from Japanese, or fills the line."""
    if ord(before) < _CJK_FROM and ord(after) < _CJK_FROM:
        return " " if gap > WORD_GAP + usual else ""
    if gap > WIDE_GAP and gap > SPREAD * usual:
        return "\u3000"
    if close and gap > HALF_GAP + 2 * usual and (before.isalnum() or before in _LABEL_ENDS) and after.isalnum():
        return " "
    if not before.isalnum() or not after.isalnum():
        return ""
    if _HANGUL.match(before) or _HANGUL.match(after):
        return " " if gap > WORD_GAP + usual else ""
    if before in _FULL_WIDTH and after in _FULL_WIDTH:
        return " " if gap > FULL_WIDTH_GAP + usual else ""
    japanese = ord(before) >= _CJK_FROM and ord(after) >= _CJK_FROM
    return " " if japanese and gap > HALF_GAP + 2 * usual else ""


def _between_cells(before: Glyph, after: Glyph, gap: float) -> float:
    """The gap between the em cells of two ideographs or kana: some fonts tell how wide the ink is, not the cell."""
    if not (_CJK_FROM <= ord(before.text[-1]) < _CJK_TO and _CJK_FROM <= ord(after.text[0]) < _CJK_TO):
        return gap
    return min(gap, (after.left + after.right - before.left - before.right) / (2 * after.size) - 1)


def _blank(text: str, before: Glyph, after: Glyph) -> Glyph:
    return Glyph(text, before.right, before.bottom, max(before.right, after.left), before.top, before.size, before.base, before.font, 0)


def _usual_gap(glyphs: list[Glyph]) -> float:
    gaps = [(b[1] - a[3]) / b[5] for a, b in pairwise(glyphs) if b[0] not in _BLANKS]
    return max(0.0, median_low(gaps)) if gaps else 0.0
