"""Runs of glyphs → rows: what stands on one line is joined, raised figures are set into their line, blanks told from gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import itemgetter

from pipeline.read.pdf.blanks import close_set, spaced
from pipeline.read.pdf.page import Box, Glyph, Row
from pipeline.read.pdf.runs import BESIDE, LOWERED, OVERLAP, RAISED, SAME_BASE, SMALLER, TOUCH, Run, to_page

# All in em.
FILLED = 0.4  # by which a piece drawn into a gap of a line overlaps its neighbours at most (kerned punctuation)
OFF = 0.1  # by which letters stand off from Japanese where they do
_ENOUGH, _FEW = 400, 8  # neighbours of a letter and a Japanese character that tell how a document is set, and that tell nothing yet
JAPANESE = 0.2  # share of a line's characters that makes it Japanese
_RECENT = 16  # lines of one height that a piece may go on with: those that were added to last
_BUCKET = 6.0  # points: lines are looked up by their baseline
_ALIKE = 1.7  # sizes of pieces of one line differ no more than this
_FARTHEST = 1.0  # no line that ends farther before a piece goes on with it: more than BESIDE times _ALIKE
_LEFT, _SIZE = itemgetter(1), itemgetter(5)  # of glyphs

_BLANKS = frozenset(" \u3000")
_JAPANESE = "\u2e80"  # what is greater begins with such a character


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one baseline with less than a wide gap between them, as one."""
    lines: list[Run] = []
    shelf: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
    ends: list[float] = []  # of the lines
    for run in sorted(runs, key=lambda run: run.left):
        main = _main(run.glyphs[:3])
        place, least = int(main.base // _BUCKET), run.left - _FARTHEST * main.size
        recent = [index for near in (place - 1, place, place + 1) for index in shelf[run.vertical, near][-_RECENT:]]
        near_by = [index for index in recent if ends[index] > least]
        filled = next((index for index in near_by if _filled_in(run, main, lines[index])), None)
        if filled is not None:
            ends[filled] = lines[filled].right
            continue
        found = None
        for index in near_by:
            if (found is None or ends[index] > ends[found]) and _continues(lines[index], run, main):
                found = index
        if found is None:
            shelf[run.vertical, place].append(len(lines))
            lines.append(Run(list(run.glyphs), run.vertical))
            ends.append(run.right)
        else:
            lines[found].glyphs.extend(run.glyphs)
            ends[found] = run.right
            place = int(_base(lines[found]) // _BUCKET)
            recent = shelf[run.vertical, place]
            if found in recent[-_RECENT:]:
                first = max(0, len(recent) - _RECENT)
                del recent[recent.index(found, first)]
            recent.append(found)
    return lines


def _filled_in(run: Run, main: Glyph, line: Run) -> bool:
    """Sets a piece into a line whose gaps it fills: characters of a second font are drawn after those of the first."""
    if not line.left <= run.left < line.right or not _one_line(main, _main(line.glyphs[:3])):
        return False
    whole = sorted([*line.glyphs, *run.glyphs], key=_LEFT)
    if any(after[1] - glyph[3] <= -FILLED * glyph[5] for glyph, after in pairwise(whole) if glyph[0] not in _BLANKS):
        return False
    line.glyphs[:] = whole
    return True


def _one_line(one: Glyph, other: Glyph) -> bool:
    less, size = (one.size, other.size) if one.size < other.size else (other.size, one.size)
    return abs(one.base - other.base) < SAME_BASE * size and size < _ALIKE * less


def _base(run: Run) -> float:
    return _main(run.glyphs[:3]).base


def _main(glyphs: list[Glyph]) -> Glyph:
    """The largest of the last few glyphs: what a neighbour is compared with."""
    return max(glyphs[-3:], key=_SIZE) if len(glyphs) > 1 else glyphs[0]


def _continues(line: Run, run: Run, other: Glyph) -> bool:
    one = _main(line.glyphs)
    size = max(one.size, other.size)
    gap = run.left - line.right
    return -OVERLAP * size < gap < BESIDE * size and _one_line(one, other)


def raised_in(lines: list[Run]) -> list[Run]:
    """Lines with the small pieces set in that stand raised or lowered directly behind or before a piece of a line."""
    small: list[Run] = []
    hosts: list[Run] = []
    exact = Counter(chain.from_iterable(map(_SIZE, line.glyphs) for line in lines))
    sizes: Counter[float] = Counter()
    for size, number in exact.items():
        sizes[round(size, 1)] += number
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
            texts = [glyph[0] for glyph in line.glyphs]
            if min(texts) >= _JAPANESE or max(texts) < _JAPANESE:
                continue  # most lines
            for at, (one, other) in enumerate(pairwise(texts)):
                if (one < _JAPANESE) != (other < _JAPANESE) and one.isalnum() and other.isalnum():
                    before, after = line.glyphs[at], line.glyphs[at + 1]
                    if after[1] - before[3] > OFF * before[5]:
                        self.off += 1
                    else:
                        self.near += 1

    @property
    def close(self) -> bool:
        """Whether letters stand close to Japanese: a gap is then a blank."""
        return self.near > 2 * self.off and self.near > _FEW


def row(line: Run, setting: Setting) -> Row:
    """The row of a line, its blanks told from the gaps between its glyphs."""
    seen = line.glyphs
    texts, lefts, bottoms, rights, tops, sizes, bases, fonts, _ = zip(*seen, strict=True)  # a tenth of the time of a look at every glyph
    if not _BLANKS.isdisjoint(texts):
        seen = [glyph for glyph in seen if glyph[0] not in _BLANKS]
        texts, lefts, bottoms, rights, tops, sizes, bases, fonts, _ = zip(*seen, strict=True)
    if sizes.count(sizes[0]) == fonts.count(fonts[0]) == len(seen):
        size, font, base = sizes[0], fonts[0], _usual_base(bases)
    else:
        size, font, base = _style(texts, sizes, bases, fonts)
        if min(sizes) < SMALLER * size:
            host = [glyph for glyph in seen if glyph[5] >= SMALLER * size]
            bottoms, tops = zip(*[(glyph[2], glyph[4]) for glyph in host], strict=True)
    frame = Box(min(lefts), min(bottoms), max(rights), max(tops))
    plain = len(seen) == len(line.glyphs) and close_set(lefts, rights, sizes)  # most lines of Japanese
    made = seen if plain else spaced(line.glyphs, setting.bases, setting.close)
    return Row(made, to_page(frame) if line.vertical else frame, size, base, font, line.vertical)


def _style(texts: Sequence[str], sizes: Sequence[float], bases: Sequence[float], fonts: Sequence[int]) -> tuple[float, int, float]:
    """Size, font and baseline of most of a line, of its Japanese where there is some: letters beside it often have another size."""
    styles = list(zip(sizes, fonts, strict=True))
    japanese = [at for at, text in enumerate(texts) if text >= _JAPANESE]
    told: Sequence[int] = japanese if len(japanese) > JAPANESE * len(texts) else range(len(texts))
    (size, font), _ = Counter([styles[at] for at in told]).most_common(1)[0]
    return size, font, _usual_base([bases[at] for at in told if sizes[at] == size])


def _usual_base(bases: Sequence[float]) -> float:
    first = bases[0]
    if bases.count(first) * 2 > len(bases):
        return round(first, 2)
    rounded = [round(base, 2) for base in bases]
    return rounded[0] if rounded.count(rounded[0]) * 2 > len(rounded) else Counter(rounded).most_common(1)[0][0]


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
