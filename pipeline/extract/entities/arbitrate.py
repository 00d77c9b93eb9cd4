"""Claims of all sources → the claims that stand, sorted and disjoint.

The policy, in four steps:

1. Agreement. Claims of one span and one label become one: it keeps the identity and
   method of the best source and the probability that not all of them are wrong,
   1 - (1-p)(1-q)…. Where labels disagree about a span, the likeliest stands.
2. No cutting. Ordinary words (claims with the label "") are not cut in two: a claim that
   crosses one is multiplied by 1 - p of the word. 国防 takes 米国 out of 米国防長官.
3. No nesting. Names do not contain names, so a claim can only be right where every longer
   claim around it is wrong: its probability is multiplied by 1 - p of the likeliest
   longer claim that holds it. 中国 in 中国外交部 falls from 0.97 to almost nothing;
   in a doubtful 0.3 claim it hardly moves.
4. Best set. Weighted interval scheduling picks the disjoint claims with the greatest sum
   of (probability - FLOOR), FLOOR being the probability below which a claim is left out.

Ordinary words are claims like any other in steps 3 and 4 and are dropped at the end:
中央 keeps 中 from being China.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.entities.claims import NOTHING, Claim

FLOOR = 0.45
LONGEST = 80


def arbitrate(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that stand, in order, disjoint, each with its final score."""
    agreed = sorted(_agreement(claims), key=lambda c: (c.start, c.end))
    words = [claim for claim in agreed if claim.label == NOTHING]
    at = [word.start for word in words]
    uncut = [replace(claim, score=claim.score * (1 - _crossing(claim, words, at))) for claim in agreed] if words else agreed
    starts = [claim.start for claim in uncut]
    weighed = [(claim, claim.score * (1 - _holding(claim, uncut, starts))) for claim in uncut]
    return [claim for claim in _schedule(weighed) if claim.label != NOTHING]


def _agreement(claims: Iterable[Claim]) -> list[Claim]:
    by_span: dict[tuple[int, int], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        by_span[claim.start, claim.end][claim.label].append(claim)
    return [max((_merge(group) for group in labels.values()), key=lambda c: c.score) for labels in by_span.values()]


def _merge(group: list[Claim]) -> Claim:
    best = max(group, key=lambda c: (bool(c.ids), c.score))
    doubt, sources = 1.0, set()
    for claim in sorted(group, key=lambda c: -c.score):
        source = claim.method.split(":")[0]
        # two rules, or two gazetteer rows, are one witness
        if source not in sources:
            sources.add(source)
            doubt *= 1 - claim.score
    subtype = best.subtype or next((c.subtype for c in group if c.subtype), "")
    return replace(best, score=round(1 - doubt, 4), subtype=subtype)


def _crossing(claim: Claim, words: list[Claim], starts: list[int]) -> float:
    """The likeliest ordinary word that overlaps the claim without either holding the other; `words` are sorted by `starts`."""
    near = words[bisect_left(starts, claim.start - LONGEST) : bisect_left(starts, claim.end)]
    crossing = (w.score for w in near if w.start < claim.start < w.end < claim.end or claim.start < w.start < claim.end < w.end)
    return max(crossing, default=0.0)


def _holding(claim: Claim, claims: list[Claim], starts: list[int]) -> float:
    """The likeliest longer claim around this one; `claims` are sorted by `starts`."""
    first, last = bisect_left(starts, claim.start - LONGEST), bisect_right(starts, claim.start)
    return max((other.score for other in claims[first:last] if other.holds(claim)), default=0.0)


def _schedule(weighed: list[tuple[Claim, float]]) -> list[Claim]:
    kept = sorted(((c, w - FLOOR) for c, w in weighed if w > FLOOR), key=lambda cw: (cw[0].end, cw[0].start))
    ends = [claim.end for claim, _ in kept]
    best: list[tuple[float, int, int]] = [(0.0, -1, 0)]
    for i, (claim, weight) in enumerate(kept):
        before = bisect_right(ends, claim.start, 0, i)
        taken = best[before][0] + weight
        best.append((taken, i, before) if taken > best[i][0] else (best[i][0], -1, i))
    chosen, at = [], len(kept)
    while at:
        _, index, before = best[at]
        if index >= 0:
            chosen.append(kept[index][0])
        at = before
    return chosen[::-1]
