"""How many places are found again, and how many wrongly, after random edits: `python -m tests.review.measure FILE…` prints the table.

Every mention of a report is anchored; the report's sentences are then edited by `edits.py`, which knows where each character went.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pipeline.review.anchors import Found, Lost, Stream, anchor_of, find
from pipeline.review.folding import fold
from pipeline.review.model import Anchor
from pipeline.review.rows import MENTIONS, DocumentRows
from tests.review import edits
from tests.review.edits import Draft
from tests.review.readings import rows_of

SEEDS = 6


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An anchored mention, and where it is in the text of the sentences, a line each."""

    anchor: Anchor
    start: int
    end: int


def lines_of(rows: DocumentRows) -> tuple[str, list[Mentioned]]:
    """The sentences of a document, a line each, and its mentions, each place once."""
    starts, text = {}, ""
    for id_, row in rows.sentences.items():
        starts[id_] = len(text)
        text += row["text"].replace("\n", " ") + "\n"
    mentions: dict[tuple[int, int], Mentioned] = {}
    for table in MENTIONS:
        for row in rows.tables[table]:
            at = starts[row["sentence_id"]]
            mention = Mentioned(anchor_of(rows, table, row), at + int(row["start"]), at + int(row["end"]))
            mentions.setdefault((mention.start, mention.end), mention)
    return text, list(mentions.values())


def stream_of(text: str) -> Stream:
    """Lines as sentences that are named by their offsets."""
    units, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            row = {"text": line.rstrip("\n"), "raw_start": str(at), "raw_end": str(at + len(line.rstrip("\n")))}
            units.append((str(at), row))
        at += len(line)
    return Stream(units, text)


def judged(draft: Draft, *groups: Sequence[Mentioned]) -> Counter[str]:
    """How many mentions are `right`, `wrong`, `lost` (their words are there), and rightly lost as `gone`; each group is sought apart."""
    now = {old: new for new, old in enumerate(draft.origin) if old >= 0}
    text, stream = draft.text, stream_of(draft.text)
    counts: Counter[str] = Counter()
    for mentions in groups:
        found = find(stream, [mention.anchor for mention in mentions], same_source=False)
        counts += Counter(_verdict(mention, place, now, text) for mention, place in zip(mentions, found, strict=True))
    return counts


def _verdict(mention: Mentioned, place: Found | Lost, now: dict[int, int], text: str) -> str:
    kept = [now[at] for at in range(mention.start, mention.end) if at in now]
    if isinstance(place, Lost):
        there = text[kept[0] : kept[-1] + 1] if len(kept) == mention.end - mention.start else ""
        return "lost" if fold(there) == fold(mention.anchor.quote) else "gone"
    start = int(place.sentence_id) + place.start
    end = int(place.sentence_id) + place.end
    return "right" if kept and abs(kept[0] - start) <= 1 and abs(kept[-1] + 1 - end) <= 1 else "wrong"


def main(paths: Sequence[str]) -> None:
    """A line an edit: ten of them at once, several times over; the last with all edits and misread characters."""
    edited = [(edit.__name__, [edit] * 10) for edit in edits.EDITS]
    edited += [(f"misread {rate:.1%}", [edits.misread(rate)]) for rate in (0.005, 0.02, 0.05)]
    edited += [("all, misread 0.5%", [*edits.EDITS, *edits.EDITS, edits.misread(0.005)])]
    for path in paths:
        text, mentions = lines_of(rows_of(Path(path)))
        print(f"{Path(path).name}: {len(text):,} characters, {len(mentions):,} mentions; found of those still there, wrong of all")
        print(f"  {'':20} {'all decided':^24} {'one in twenty':^24} {'a single one':^24}")
        for name, several in edited:
            counts = [Counter[str](), Counter[str](), Counter[str]()]
            for seed in range(SEEDS):
                draft, random = Draft(text), Random(seed)
                for edit in several:
                    edit(draft, random)
                few = [random.sample(mentions, max(1, len(mentions) // 20)) for _ in range(5)]
                single = [[mention] for mention in random.sample(mentions, 60)]
                for count, groups in zip(counts, ([mentions], few, single), strict=True):
                    count += judged(draft, *groups)
            print(f"  {name:20} " + " ".join(map(_figures, counts)), flush=True)


def _figures(counts: Counter[str]) -> str:
    found = counts["right"] / max(1, counts["right"] + counts["lost"])
    return f"{found:7.2%} {counts['wrong']:3} of {counts.total():7,}  "


if __name__ == "__main__":
    main(sys.argv[1:])
