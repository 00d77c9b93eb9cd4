"""Runs of glyphs → rows: what stands on one line is joined, raised figures are set into their line, blanks told from gaps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from pipeline.read.pdf.page import Box, Glyph, Row
from pipeline.read.pdf.runs import BESIDE, LOWERED, OVERLAP, RAISED, SAME_BASE, SMALLER, TOUCH, Run, to_page

# All in em.
WORD_GAP = 0.16  # least gap between two words of an alphabet beyond the usual gap of their line (a blank has 0.25, justified 0.2)
HALF_GAP = 0.2  # between Japanese characters of an evenly set line: a narrow blank (姓 名)
FULL_WIDTH_GAP = 0.3  # the same between letters of full width
WIDE_GAP = 0.8  # between Japanese characters: a blank of a character's width, no spread-out line
SPREAD_OUT = 0.2  # between all characters of a line: its blanks between Japanese characters only fill it
SPREAD = 2.5  # times the usual gap of its line, likewise
FILLED = 0.4  # by which a piece drawn into a gap of a line overlaps its neighbours at most (kerned punctuation)
OFF = 0.1  # by which letters stand off from Japanese where they do
_ENOUGH, _FEW = 400, 8  # neighbours of a letter and a Japanese character that tell how a document is set, and that tell nothing yet
JAPANESE = 0.2  # share of a line's characters that makes it Japanese
_RECENT = 16  # lines of one height that a piece may go on with: those that were added to last
_BUCKET = 6.0  # points: lines are looked up by their baseline
_ALIKE = 1.7  # sizes of pieces of one line differ no more than this

_CJK_FROM = 0x2E80
_BLANKS = frozenset(" \u3000")
_BULLETS = frozenset("-–—*•·")  # at the start of a line, with a gap behind it
_LONGEST_LABEL = 10
_LABEL = re.compile(
    r"[(（\[［〔][0-9０-９A-Za-zァ-ヶ一二三四五六七八九十]{1,3}[)）\]］〕]|[０-９]{1,2}"
    r"|(?:図表|図|表|写真|コラム)[0-9０-９]{1,3}(?:[-‐–－.．・][0-9０-９]{1,3}){0,3}"
)
_PARTICLES = frozenset("はがをにのとでへもや、。，．）)")
_LABEL_ENDS = frozenset(")].:")
_LABEL_LENGTH = 8
_LABEL = re.compile(
    r"[(（]?[0-9０-９]{1,3}[)）.．]?|第[0-9０-９]{1,3}[章節部編]|(?:図表|図|表)[0-9０-９]{1,2}(?:[-‐–－−.．][0-9０-９]{1,2})?"
)
_JAPANESE = "\u2e80"
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_FULL_WIDTH = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one baseline with less than a wide gap between them, as one."""
    lines: list[Run] = []
    shelf: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: run.left):
        place = int(_base(run) // _BUCKET)
        if _filled_in(run, [lines[index] for near in (place - 1, place, place + 1) for index in shelf[run.vertical, near][-_RECENT:]]):
            continue
        found = None
        for near in (place - 1, place, place + 1):
            for index in shelf[run.vertical, near][-_RECENT:]:
                if _continues(lines[index], run) and (found is None or lines[index].right > lines[found].right):
                    found = index
        if found is None:
            shelf[run.vertical, place].append(len(lines))
            lines.append(Run(list(run.glyphs), run.vertical))
        else:
            lines[found].glyphs.extend(run.glyphs)
            place = int(_base(lines[found]) // _BUCKET)
            recent = shelf[run.vertical, place]
            if found in recent[-_RECENT:]:
                first = max(0, len(recent) - _RECENT)
                del recent[recent.index(found, first)]
            recent.append(found)
    return lines


def _filled_in(run: Run, lines: Iterable[Run]) -> bool:
    """Sets a piece into the line whose gaps it fills: characters of a second font are drawn after those of the first."""
    for line in lines:
        if not line.left <= run.left < line.right or not _one_line(_main(run.glyphs[:3]), _main(line.glyphs[:3])):
            continue
        whole = sorted([*line.glyphs, *run.glyphs], key=lambda glyph: glyph.left)
        if all(after.left - glyph.right > -FILLED * glyph.size for glyph, after in pairwise(whole) if glyph.text not in _BLANKS):
            line.glyphs[:] = whole
            return True
    return False


def _one_line(one: Glyph, other: Glyph) -> bool:
    size = max(one.size, other.size)
    return abs(one.base - other.base) < SAME_BASE * size and size < _ALIKE * min(one.size, other.size)


def _base(run: Run) -> float:
    return _main(run.glyphs[:3]).base


def _main(glyphs: list[Glyph]) -> Glyph:
    """The largest of the last few glyphs: what a neighbour is compared with."""
    return max(glyphs[-3:], key=lambda glyph: glyph.size)


def _continues(line: Run, run: Run) -> bool:
    one, other = _main(line.glyphs), _main(run.glyphs[:3])
    size = max(one.size, other.size)
    gap = run.left - line.right
    return -OVERLAP * size < gap < BESIDE * size and _one_line(one, other)


def raised_in(lines: list[Run]) -> list[Run]:
    """Lines with the small pieces set in that stand raised or lowered directly behind or before a piece of a line."""
    small: list[Run] = []
    hosts: list[Run] = []
    sizes = Counter(round(glyph.size, 1) for line in lines for glyph in line.glyphs)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    for line in lines:
        (small if _main(line.glyphs).size < SMALLER * body and len(line.glyphs) <= 12 else hosts).append(line)
    shelf: defaultdict[tuple[bool, int], list[Run]] = defaultdict(list)
    for host in hosts:
        shelf[host.vertical, int(_base(host) // _BUCKET)].append(host)
    left_over: list[Run] = []
    for piece in small:
        if found := _host(piece, shelf):
            _set_in(found, piece)
        else:
            left_over.append(piece)
    return joined(hosts) + left_over


def _host(piece: Run, shelf: dict[tuple[bool, int], list[Run]]) -> Run | None:
    place = int(_base(piece) // _BUCKET)
    best, nearest = None, TOUCH
    for near in range(place - 2, place + 3):
        for host in shelf.get((piece.vertical, near), ()):
            main = _main(host.glyphs)
            step = (_base(piece) - main.base) / main.size
            if not -LOWERED < step < RAISED or _main(piece.glyphs).size > SMALLER * main.size:
                continue
            distance = _distance(host, piece) / main.size
            if distance < nearest:
                best, nearest = host, distance
    return best


def _distance(host: Run, piece: Run) -> float:
    """From the nearest glyph end of `host` to `piece`; a piece over a glyph's middle is no figure of the line."""
    if piece.left >= host.right - host.glyphs[-1].size / 2:
        return abs(piece.left - host.right)
    if piece.right <= host.left + host.glyphs[0].size / 2:
        return abs(host.left - piece.right)
    behind = max((glyph.right for glyph in host.glyphs if glyph.right <= piece.left + TOUCH * glyph.size), default=host.left)
    return abs(piece.left - behind)


def _set_in(host: Run, piece: Run) -> None:
    at = len(host.glyphs)
    middle = (piece.left + piece.right) / 2
    while at and (host.glyphs[at - 1].left + host.glyphs[at - 1].right) / 2 > middle:
        at -= 1
    host.glyphs[at:at] = piece.glyphs


@dataclass(slots=True)
class Setting:
    """How lines are set: whether letters stand off from Japanese beside them, told by how often they do in a document.

    `bases` are the `id`s of glyphs at the ends of bases of readings: a long reading spreads its base.
    """

    bases: Collection[int] = ()
    near: int = 0
    off: int = 0

    def learn(self, lines: Iterable[Run]) -> None:
        """Looks at the gaps between letters and Japanese, until enough are known."""
        for line in lines:
            if self.near + self.off > _ENOUGH:
                return
            for one, other in pairwise(line.glyphs):
                if (one[0] < _JAPANESE) != (other[0] < _JAPANESE) and one[0].isalnum() and other[0].isalnum():
                    if other[1] - one[3] > OFF * one[5]:
                        self.off += 1
                    else:
                        self.near += 1

    @property
    def close(self) -> bool:
        """Whether letters stand close to Japanese: a gap is then a blank."""
        return self.near > 2 * self.off and self.near > _FEW


def row(line: Run, setting: Setting) -> Row:
    """The row of a line, its blanks told from the gaps between its glyphs."""
    seen = [glyph for glyph in line.glyphs if glyph[0] not in _BLANKS]
    size, font, base = _style(seen)
    host = [glyph for glyph in seen if glyph[5] >= SMALLER * size]
    frame = Box(
        min([glyph[1] for glyph in seen]),
        min([glyph[2] for glyph in host]),
        max([glyph[3] for glyph in seen]),
        max([glyph[4] for glyph in host]),
    )
    return Row(_spaced(line.glyphs, setting), to_page(frame) if line.vertical else frame, size, base, font, line.vertical)


def _style(seen: list[Glyph]) -> tuple[float, int, float]:
    """Size, font and baseline of most of a line, of its Japanese where there is some: letters beside it often have another size."""
    if len({glyph[5] for glyph in seen}) == 1 and len({glyph[7] for glyph in seen}) == 1:
        return seen[0].size, seen[0].font, _usual_base(seen, seen[0].size)
    japanese = [glyph for glyph in seen if ord(glyph.text[0]) >= _CJK_FROM]
    told = japanese if len(japanese) > JAPANESE * len(seen) else seen
    (size, font), _ = Counter([(glyph.size, glyph.font) for glyph in told]).most_common(1)[0]
    return size, font, _usual_base(told, size)


def _usual_base(seen: list[Glyph], size: float) -> float:
    bases = [round(glyph[6], 2) for glyph in seen if glyph[5] == size]
    return bases[0] if bases.count(bases[0]) * 2 > len(bases) else Counter(bases).most_common(1)[0][0]


def slanted_row(glyphs: list[Glyph]) -> Row:
    """A row of glyphs that stand at an angle."""
    box = Box(
        min(glyph.left for glyph in glyphs),
        min(glyph.bottom for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.top for glyph in glyphs),
    )
    first = glyphs[0]
    return Row(glyphs, box, first.size, first.base, first.font, slanted=True)


def _spaced(glyphs: list[Glyph], setting: Setting) -> list[Glyph]:
    """The glyphs with one blank between words of an alphabet and at gaps of a character's width between Japanese ones."""
    made: list[Glyph] = []
    blank: Glyph | None = None
    usual: float | None = None
    last: Glyph | None = None
    bases, close = setting.bases, setting.close
    for glyph in glyphs:
        if glyph[0] in _BLANKS:
            blank = glyph if last is not None and (blank is None or blank.text == " ") else blank
            continue
        if last is not None:
            gap = (glyph[1] - last[3]) / glyph[5]
            if blank is not None:
                if usual is None:
                    usual = _usual_gap(glyphs)
                if usual < SPREAD_OUT or min(ord(last.text[-1]), ord(glyph.text[0])) < _CJK_FROM:
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
                elif text := _blank_for(last.text[-1], glyph.text[0], gap, usual, close):
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


def _blank(text: str, before: Glyph, after: Glyph) -> Glyph:
    return Glyph(text, before.right, before.bottom, max(before.right, after.left), before.top, before.size, before.base, before.font, 0)


def _usual_gap(glyphs: list[Glyph]) -> float:
    gaps = [max(0.0, b.left - a.right) / b.size for a, b in pairwise(glyphs) if b.text not in " \u3000"]
    return median_low(gaps) if gaps else 0.0
