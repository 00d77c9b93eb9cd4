"""Two lists of texts → which text of the one is which of the other, also where some were inserted, moved or rewritten.

Anchors are texts that both lists have once, in the same order (patience); between them the same is done again, then with what
is left of the texts without spaces and punctuation, and at last with how alike they are. The time taken grows with the number
of texts and not with its square.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz

_SMALL = 10_000  # pairs of texts that difflib may look at between two anchors
_BAND = 40  # places to each side in which a rewritten text is looked for
_ALIKE = 60.0  # of 100: texts less alike than this are different ones
_LONG = 2_000  # code points: of longer texts the beginning and the end are compared

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places in the two lists, and the region in which each text stands.

    A text that stands in both lists is a region of its own; what stands between two of them is another. `partner` holds, by its
    place in the old list, each text that has one in the new.
    """

    partner: dict[int, int]
    old_regions: list[int]
    new_regions: list[int]


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Which text of `old` is which of `new`; the same pairs whichever list is the old one."""
    if list(old) > list(new):
        turned = align(new, old)
        return Alignment({j: i for i, j in turned.partner.items()}, turned.new_regions, turned.old_regions)
    ordered = list(_in_order(old, new))
    moved = list(_elsewhere(old, new, ordered))
    gaps = list(_gaps(ordered, len(old), len(new), {i for i, _ in moved}, {j for _, j in moved}))
    for olds, news in gaps:
        ordered += [(olds[i], news[j]) for i, j in _in_order([_folded(old[i]) for i in olds], [_folded(new[j]) for j in news])]
    ordered.sort()
    certain = ordered + moved
    partner = dict(certain)
    for olds, news in _gaps(ordered, len(old), len(new), {i for i, _ in moved}, {j for _, j in moved}):
        partner.update((olds[i], news[j]) for i, j in _alike([old[i] for i in olds], [new[j] for j in news]))
    return Alignment(partner, *_regions(ordered, moved, len(old), len(new)))


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """Equal texts that stand in the same order in both lists, sorted."""
    found: list[_Pair] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, left, right = waiting.pop()
        while low < high and left < right and old[low] == new[left]:
            found.append((low, left))
            low, left = low + 1, left + 1
        while low < high and left < right and old[high - 1] == new[right - 1]:
            high, right = high - 1, right - 1
            found.append((high, right))
        if low == high or left == right:
            continue
        anchors = _anchors(old[low:high], new[left:right])
        if not anchors:
            found += [(low + i, left + j) for i, j in _common(old[low:high], new[left:right])]
            continue
        edges = [(-1, -1), *anchors, (high - low, right - left)]
        found += [(low + i, left + j) for i, j in anchors]
        waiting += [(low + i + 1, low + k, left + j + 1, left + m) for (i, j), (k, m) in pairwise(edges)]
    return iter(sorted(found))


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """The longest run of texts that both lists hold once, in the same order in both."""
    olds, news = Counter(old), Counter(new)
    places = {text: j for j, text in enumerate(new) if news[text] == 1}
    pairs = [(i, places[text]) for i, text in enumerate(old) if olds[text] == 1 and text in places]
    ends: list[int] = []
    last: list[int] = []  # by length: which pair ends the run of that length that ends first
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
    run: list[_Pair] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _common(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """Equal texts in the same order where none stands once in both; none where the lists are long: they are paired later."""
    if len(old) * len(new) > _SMALL:
        return
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from zip(range(i, i + size), range(j, j + size), strict=True)


def _elsewhere(old: Sequence[str], new: Sequence[str], paired: Sequence[_Pair]) -> Iterator[_Pair]:
    """Equal texts that are left over, wherever they stand."""
    yield from paired_by(old, new, {i for i, _ in paired}, {j for _, j in paired})


def paired_by(
    old: Sequence[Hashable], new: Sequence[Hashable], old_taken: AbstractSet[int] = frozenset(), new_taken: AbstractSet[int] = frozenset()
) -> Iterator[_Pair]:
    """The places of equal items that are not taken, the first with the first; None equals nothing."""
    free: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in new_taken and new[j] is not None:
            free[new[j]].append(j)
    for i, item in enumerate(old):
        if i not in old_taken and item is not None and free.get(item):
            yield i, free[item].pop()


def _gaps(
    ordered: Sequence[_Pair], olds: int, news: int, old_moved: set[int], new_moved: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """What stands between two pairs and has no partner, where both lists have something there."""
    edges = [(-1, -1), *ordered, (olds, news)]
    for (i, j), (k, m) in pairwise(edges):
        left = [place for place in range(i + 1, k) if place not in old_moved]
        right = [place for place in range(j + 1, m) if place not in new_moved]
        if left and right:
            yield left, right


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()) or text


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """The texts of a gap that are most alike, near the same place in it."""
    olds, news = [_shortened(text) for text in old], [_shortened(text) for text in new]
    found: list[tuple[float, int, int, int]] = []
    for i, text in enumerate(olds):
        middle = i * len(news) // len(olds)
        for j in range(max(0, middle - _BAND), min(len(news), middle + _BAND + 1)):
            if likeness := fuzz.ratio(text, news[j], score_cutoff=_ALIKE):
                found.append((-likeness, abs(i - j), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(found):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG // 2] + text[-_LONG // 2 :]


def _regions(ordered: Sequence[_Pair], moved: Sequence[_Pair], olds: int, news: int) -> tuple[list[int], list[int]]:
    old, new = [0] * olds, [0] * news
    edges = [(-1, -1), *ordered, (olds, news)]
    for number, ((i, j), (k, m)) in enumerate(pairwise(edges)):
        old[i + 1 : k] = [2 * number] * (k - i - 1)
        new[j + 1 : m] = [2 * number] * (m - j - 1)
        if k < olds:
            old[k] = new[m] = 2 * number + 1
    for number, (i, j) in enumerate(moved, start=2 * len(edges)):
        old[i] = new[j] = number
    return old, new
