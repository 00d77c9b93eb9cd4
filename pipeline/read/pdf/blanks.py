"""Strands of a line → the same with its blanks: between words of an alphabet, and where a gap between Japanese characters is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise, repeat
from operator import sub, truediv

from pipeline.read.pdf.page import JAPANESE, Strand
from pipeline.read.pdf.strands import BLANKS

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
_BULLETS = frozenset("-–—*•·")  # at the start of a line, with a gap behind it
_LONGEST_LABEL = 10
_PARTICLES = frozenset("はがをにのとでへもや、。，．）)")
_LABEL_ENDS = frozenset(")].:")
_LABEL_LENGTH = 8
_LABEL = re.compile(
    r"[(（]?[0-9０-９]{1,3}[)）.．]?|第[0-9０-９]{1,3}[章節部編]|(?:図表|図|表)[0-9０-９]{1,2}(?:[-‐–－−.．][0-9０-９]{1,2})?"
)
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_FULL_WIDTH = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))


def close_set(seen: Sequence[Strand]) -> bool:
    """Whether no gap between the glyphs of a line may stand for a blank."""
    before: Strand | None = None
    for strand in seen:
        if len(strand.lefts) > 1 and not strand.widest / strand.size <= WORD_GAP:
            return False
        if before is not None and not (strand.lefts[0] - before.rights[-1]) / strand.size <= WORD_GAP:
            return False
        before = strand
    return True


def spaced(line: Sequence[Strand], bases: Collection[int], close: bool) -> list[Strand]:
    """The strands with one blank between words of an alphabet and at gaps of a character's width between Japanese ones.

    `bases` are the `id`s of glyphs at the ends of bases of readings, `close` tells that letters stand close to Japanese.
    """
    made: list[Strand] = []
    blank: Strand | None = None
    usual = -1.0  # not asked for yet
    text = ""
    count = 0
    for strand in _parted(line):
        if strand.text in BLANKS:
            blank = strand if made and (blank is None or blank.text == " ") else blank
            continue
        last = made[-1] if made else None
        gap = (strand.lefts[0] - last.rights[-1]) / strand.size if last else 0.0
        if last and (blank or gap > WORD_GAP):
            alphabet = blank is not None and (last.text[-1] < JAPANESE or strand.text[0] < JAPANESE)
            if usual < 0 and not alphabet:
                usual = _usual_gap(line)
            if blank and alphabet:
                meant = blank.text
            elif blank:
                meant = blank.text if usual < SPREAD_OUT and gap > _NO_BLANK else ""
            elif count <= _LONGEST_LABEL and _is_label(text, count, strand):
                meant = " " if gap > WORD_GAP + usual else ""
            elif bases and (id(last.glyphs[-1]) in bases or id(strand.glyphs[0]) in bases):
                meant = ""
            elif WORD_GAP + usual < gap <= WIDE_GAP and _opens_as_label(text, count) and (close or _ends_label(last)):
                meant = " "
            else:
                meant = _blank_for(last.text[-1], strand.text[0], _between_cells(last, strand, gap), usual, close)
            if meant:
                made.append(_blank(meant, last, strand))
                text += meant
                count += 1
        made.append(strand)
        text += strand.text
        count += len(strand.lefts)
        blank = None
    return made


def _parted(line: Iterable[Strand]) -> list[Strand]:
    """The strands, cut at gaps inside them that may stand for a blank."""
    made: list[Strand] = []
    for strand in line:
        start = 0
        if len(strand.lefts) > 1 and strand.widest / strand.size > WORD_GAP:
            for at, gap in enumerate(map(sub, strand.lefts[1:], strand.rights), 1):
                if gap / strand.size > WORD_GAP:
                    made.append(strand.part(start, at))
                    start = at
        made.append(strand.part(start, len(strand.lefts)) if start else strand)
    return made


def _is_label(text: str, count: int, strand: Strand) -> bool:
    """Whether a line so far is a bullet, or the label of a heading or caption in brackets or of several parts, before its title."""
    if count == 1 and text in _BULLETS:
        return True
    first = strand.text[0] if len(strand.lefts) > 1 else strand.text
    return first not in _PARTICLES and bool(_LABEL.fullmatch(text))


def _opens_as_label(text: str, count: int) -> bool:
    """Whether what stands in a line so far is the label of a heading or caption: 1, (2), 第3章, 図1-2."""
    return count <= _LABEL_LENGTH and bool(_LABEL.fullmatch(text))


def _ends_label(strand: Strand) -> bool:
    return strand.text[-1] >= JAPANESE or strand.text[-1] in _LABEL_ENDS


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


def _between_cells(before: Strand, after: Strand, gap: float) -> float:
    """The gap between the em cells of two ideographs or kana: some fonts tell how wide the ink is, not the cell."""
    if not (_CJK_FROM <= ord(before.text[-1]) < _CJK_TO and _CJK_FROM <= ord(after.text[0]) < _CJK_TO):
        return gap
    return min(gap, (after.lefts[0] + after.rights[0] - before.lefts[-1] - before.rights[-1]) / (2 * after.size) - 1)


def _blank(text: str, before: Strand, after: Strand) -> Strand:
    left = before.rights[-1]
    right = max(left, after.lefts[0])
    return Strand(text, [left], [right], before.bottom, before.top, before.size, before.base, before.font)


def _usual_gap(line: Sequence[Strand]) -> float:
    gaps: list[float] = []
    for strand in line:
        if len(strand.lefts) > 1:
            gaps += map(truediv, map(sub, strand.lefts[1:], strand.rights), repeat(strand.size))
    gaps += [(after.lefts[0] - before.rights[-1]) / after.size for before, after in pairwise(line) if after.text not in BLANKS]
    gaps.sort()
    return max(0.0, gaps[(len(gaps) - 1) // 2]) if gaps else 0.0
