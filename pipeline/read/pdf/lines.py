"""Runs of strands → rows: what stands on one line is joined, raised figures are set into their line, blanks told from gaps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter

from pipeline.read.pdf.blanks import close_set, spaced
from pipeline.read.pdf.directions import RAISED
from pipeline.read.pdf.page import JAPANESE, Box, Row, Strand
from pipeline.read.pdf.runs import BESIDE, LOWERED, SAME_BASE, SMALLER, TOUCH, Run, to_page
from pipeline.read.pdf.strands import BLANKS, OVERLAP, strands

# All in em.
FILLED = 0.4  # by which a piece drawn into a gap of a line overlaps its neighbours at most (kerned punctuation)
OFF = 0.1  # by which letters stand off from Japanese where they do
_ENOUGH, _FEW = 400, 8  # neighbours of a letter and a Japanese character that tell how a document is set, and that tell nothing yet
_SHARE = 0.2  # share of a line's characters that makes it Japanese
_RECENT = 16  # lines of one height that a piece may go on with: those that were added to last
_BUCKET = 6.0  # points: lines are looked up by their baseline
_ALIKE = 1.7  # sizes of pieces of one line differ no more than this
_LONGEST = 12  # glyphs of a small piece that may be raised or lowered
_FARTHEST = 1.0  # no line that ends farther before a piece goes on with it: more than BESIDE times _ALIKE
_NEXT = 3  # glyphs at the end of a line whose largest is what a neighbour is compared with
_BORDER = re.compile(
    rf"[\0-\u2e7f](?=[{JAPANESE}-\U0010ffff])|[{JAPANESE}-\U0010ffff](?=[\0-\u2e7f])"
)  # a letter beside a Japanese character
_LEFT = itemgetter(1)  # of glyphs
_BY_LEFT = itemgetter(0)
_SIZE = attrgetter("size")  # of strands


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one baseline with less than a wide gap between them, as one."""
    lines: list[Run] = []
    shelf: defaultdict[int, list[int]] = defaultdict(list)
    ends: list[float] = []  # of the lines
    for left, run in sorted([(run.strands[0].lefts[0], run) for run in runs], key=_BY_LEFT):
        main = _first(run)
        place = _place(main, run.vertical)
        least = left - _FARTHEST * main.size
        near_by: list[int] = []
        for near in (place - 2, place, place + 2):
            if recent := shelf.get(near):
                near_by += [index for index in recent[-_RECENT:] if ends[index] > least]
        found = filled = None
        for index in near_by:
            if left < ends[index] and _filled_in(run, main, lines[index]):
                filled = index
                break
        if filled is not None:
            ends[filled] = lines[filled].right
            continue
        for index in near_by:
            if (found is None or ends[index] > ends[found]) and _continues(lines[index], run, main):
                found = index
        if found is None:
            shelf[place].append(len(lines))
            lines.append(Run(list(run.strands), run.vertical))
            ends.append(run.right)
        else:
            lines[found].strands.extend(run.strands)
            ends[found] = run.right
            recent = shelf[_place(_first(lines[found]), run.vertical)]
            if found in recent[-_RECENT:]:
                first = max(0, len(recent) - _RECENT)
                del recent[recent.index(found, first)]
            recent.append(found)
    return lines


def _place(main: Strand, vertical: bool) -> int:
    """Where a line is looked up by its baseline: an even number for one that is not vertical."""
    return 2 * int(main.base // _BUCKET) + vertical


def _filled_in(run: Run, main: Strand, line: Run) -> bool:
    """Sets a piece into a line that ends behind its start, if it fills gaps: characters of a second font are drawn after the first."""
    if not line.left <= run.left or not _one_line(main, _first(line)):
        return False
    whole = sorted([*line.glyphs, *run.glyphs], key=_LEFT)
    if any(after[1] - glyph[3] <= -FILLED * glyph[5] for glyph, after in pairwise(whole) if glyph[0] not in BLANKS):
        return False
    line.strands[:] = strands(whole)
    return True


def _one_line(one: Strand, other: Strand) -> bool:
    less, size = (one.size, other.size) if one.size < other.size else (other.size, one.size)
    return abs(one.base - other.base) < SAME_BASE * size and size < _ALIKE * less


def _first(run: Run) -> Strand:
    """The strand of the largest of its first three glyphs, of two as large the first."""
    first = run.strands[0]
    count = len(first.lefts)
    if count >= _NEXT or len(run.strands) == 1:
        return first
    near = run.strands[:_NEXT]
    return max(near[:2] if count + len(near[1].lefts) >= _NEXT else near, key=_SIZE)


def _last(run: Run) -> Strand:
    """The strand of the largest of its last three glyphs, of two as large the first."""
    last = run.strands[-1]
    count = len(last.lefts)
    if count >= _NEXT or len(run.strands) == 1:
        return last
    near = run.strands[-_NEXT:]
    return max(near[-2:] if count + len(near[-2].lefts) >= _NEXT else near, key=_SIZE)


def _continues(line: Run, run: Run, other: Strand) -> bool:
    one = _last(line)
    size = max(one.size, other.size)
    gap = run.left - line.right
    return -OVERLAP * size < gap < BESIDE * size and _one_line(one, other)


def raised_in(lines: list[Run]) -> list[Run]:
    """Lines with the small pieces set in that stand raised or lowered directly behind or before a piece of a line."""
    small: list[Run] = []
    hosts: list[Run] = []
    exact: dict[float, int] = {}
    for line in lines:
        for strand in line.strands:
            exact[strand.size] = exact.get(strand.size, 0) + len(strand.lefts)
    sizes: Counter[float] = Counter()
    for size, number in exact.items():
        sizes[round(size, 1)] += number
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    for line in lines:
        (small if _last(line).size < SMALLER * body and line.count <= _LONGEST else hosts).append(line)
    if not small:
        return joined(hosts)
    shelf: defaultdict[tuple[bool, int], list[Run]] = defaultdict(list)
    for host in hosts:
        shelf[host.vertical, int(_first(host).base // _BUCKET)].append(host)
    left_over: list[Run] = []
    for piece in small:
        if found := _host(piece, shelf):
            _set_in(found, piece)
        else:
            left_over.append(piece)
    return joined(hosts) + left_over


def _host(piece: Run, shelf: dict[tuple[bool, int], list[Run]]) -> Run | None:
    base, size = _first(piece).base, _last(piece).size
    place = int(base // _BUCKET)
    best, nearest = None, TOUCH
    for near in range(place - 2, place + 3):
        for host in shelf.get((piece.vertical, near), ()):
            main = _last(host)
            step = (base - main.base) / main.size
            if not -LOWERED < step < RAISED or size > SMALLER * main.size:
                continue
            distance = _distance(host, piece) / main.size
            if distance < nearest:
                best, nearest = host, distance
    return best


def _distance(host: Run, piece: Run) -> float:
    """From the nearest glyph end of `host` to `piece`; a piece over a glyph's middle is no figure of the line."""
    if piece.left >= host.right - host.strands[-1].size / 2:
        return abs(piece.left - host.right)
    if piece.right <= host.left + host.strands[0].size / 2:
        return abs(host.left - piece.right)
    behind = max((glyph.right for glyph in host.glyphs if glyph.right <= piece.left + TOUCH * glyph.size), default=host.left)
    return abs(piece.left - behind)


def _set_in(host: Run, piece: Run) -> None:
    """Sets a piece behind the glyphs of a line whose middles lie before its own."""
    middle = (piece.left + piece.right) / 2
    for number in range(len(host.strands) - 1, -1, -1):
        strand = host.strands[number]
        for at in range(len(strand.lefts), 0, -1):
            if (strand.lefts[at - 1] + strand.rights[at - 1]) / 2 > middle:
                continue
            behind = [strand.part(at, len(strand.lefts))] if at < len(strand.lefts) else []
            host.strands[number : number + 1] = [strand.part(0, at), *piece.strands, *behind]
            return
    host.strands[:0] = piece.strands


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
            for gap, size in _meetings(line.strands):
                if gap > OFF * size:
                    self.off += 1
                else:
                    self.near += 1

    @property
    def close(self) -> bool:
        """Whether letters stand close to Japanese: a gap is then a blank."""
        return self.near > 2 * self.off and self.near > _FEW


def _meetings(line: Sequence[Strand]) -> Iterator[tuple[float, float]]:
    """Where a letter and Japanese stand side by side: the gap between them, and the size of the first."""
    last: Strand | None = None
    before = ""
    for strand in line:
        text = strand.text
        alone = len(strand.lefts) == 1
        after = text if alone else text[0]
        if last is not None and (before < JAPANESE) != (after < JAPANESE) and before.isalnum() and after.isalnum():
            yield strand.lefts[0] - last.rights[-1], last.size
        if strand.mixed:
            for found in _BORDER.finditer(text):
                at = found.end()
                if text[at - 1].isalnum() and text[at].isalnum():
                    yield strand.lefts[at] - strand.rights[at - 1], strand.size
        last, before = strand, text if alone else text[-1]


def row(line: Run, setting: Setting) -> Row:
    """The row of a line, its blanks told from the gaps between its glyphs."""
    if len(line.strands) == 1 and close_set(line.strands):
        only = line.strands[0]  # most lines
        frame = Box(min(only.lefts), only.bottom, max(only.rights), only.top)
        return Row(line.strands, to_page(frame) if line.vertical else frame, only.size, round(only.base, 2), only.font, line.vertical)
    seen = [strand for strand in line.strands if strand.text not in BLANKS]
    host = seen
    size, font = seen[0].size, seen[0].font
    if len({(strand.size, strand.font) for strand in seen}) == 1:
        base = _usual_base([(strand.base, len(strand.lefts)) for strand in seen])
    else:
        size, font, base = _style(seen)
        host = [strand for strand in seen if strand.size >= SMALLER * size]
    left, right = min([min(strand.lefts) for strand in seen]), max([max(strand.rights) for strand in seen])
    frame = Box(left, min([strand.bottom for strand in host]), right, max([strand.top for strand in host]))
    plain = len(seen) == len(line.strands) and close_set(seen)  # most lines of Japanese
    made = seen if plain else spaced(line.strands, setting.bases, setting.close)
    return Row(made, to_page(frame) if line.vertical else frame, size, base, font, line.vertical)


def _style(seen: Sequence[Strand]) -> tuple[float, int, float]:
    """Size, font and baseline of most of a line, of its Japanese where there is some: letters beside it often have another size."""
    counts = [len(strand.lefts) for strand in seen]
    japanese = [strand.japanese if count > 1 else int(strand.text >= JAPANESE) for strand, count in zip(seen, counts, strict=True)]
    told = list(zip(seen, japanese if sum(japanese) > _SHARE * sum(counts) else counts, strict=True))
    styles: dict[tuple[float, int], int] = {}
    for strand, number in told:
        if number:
            style = strand.size, strand.font
            styles[style] = styles.get(style, 0) + number
    size, font = max(styles, key=lambda style: styles[style])
    return size, font, _usual_base([(strand.base, number) for strand, number in told if number and strand.size == size])


def _usual_base(bases: Sequence[tuple[float, int]]) -> float:
    """The baseline of most glyphs; with each how many stand on it."""
    exact: dict[float, int] = {}
    for base, number in bases:
        exact[base] = exact.get(base, 0) + number
    if len(exact) == 1:
        return round(bases[0][0], 2)
    counts: dict[float, int] = {}
    for base, number in exact.items():
        place = round(base, 2)
        counts[place] = counts.get(place, 0) + number
    return max(counts, key=lambda place: counts[place])


def slanted_row(part: list[Strand]) -> Row:
    """A row of glyphs that stand at an angle."""
    box = Box(
        min(min(strand.lefts) for strand in part),
        min(strand.bottom for strand in part),
        max(max(strand.rights) for strand in part),
        max(strand.top for strand in part),
    )
    first = part[0]
    return Row(part, box, first.size, first.base, first.font, slanted=True)
