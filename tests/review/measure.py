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

from pipeline.review.anchors import Found, Stream, anchor_of, find
from pipeline.review.model import Anchor
from pipeline.review.rows import MENTIONS, DocumentRows
from tests.review import edits
from tests.review.edits import Draft
from tests.review.readings import rows_of


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


def judged(draft: Draft, mentions: Sequence[Mentioned], *, same_source: bool = False) -> Counter[str]:
    """How many mentions are `right`, `wrong`, `lost` (they are there), and rightly lost as `gone`."""
    now = {old: new for new, old in enumerate(draft.origin) if old >= 0}
    found = find(stream_of(draft.text), [mention.anchor for mention in mentions], same_source=same_source)
    return Counter(_verdict(mention, place, now) for mention, place in zip(mentions, found, strict=True))


def _verdict(mention: Mentioned, place: object, now: dict[int, int]) -> str:
    kept = [now[at] for at in range(mention.start, mention.end) if at in now]
    whole = len(kept) >= (mention.end - mention.start) * 0.7 and kept == list(range(kept[0], kept[0] + len(kept)))
    if not isinstance(place, Found):
        return "lost" if whole and len(kept) == mention.end - mention.start else "gone"
    start = int(place.sentence_id) + place.start
    end = int(place.sentence_id) + place.end
    return "right" if kept and abs(kept[0] - start) <= 1 and abs(kept[-1] + 1 - end) <= 1 else "wrong"


def main(paths: Sequence[str]) -> None:
    """A line an edit: ten of them at once, several times over; then all with misread characters."""
    edited = [(edit.__name__, [edit] * 10) for edit in edits.EDITS]
    edited += [(f"misread {rate:.1%}", [edits.misread(rate)]) for rate in (0.005, 0.02, 0.05)]
    edited += [("all, misread 0.5%", [*edits.EDITS, *edits.EDITS, edits.misread(0.005)])]
    for path in paths:
        text, mentions = lines_of(rows_of(Path(path)))
        print(f"{Path(path).name}: {len(text):,} characters, {len(mentions):,} mentions")
        for name, several in edited:
            counts: Counter[str] = Counter()
            for seed in range(6):
                draft, random = Draft(text), Random(seed)
                for edit in several:
                    edit(draft, random)
                counts += judged(draft, mentions)
            there = counts["right"] + counts["lost"]
            print(f"  {name:20} found {counts['right'] / max(1, there):8.3%}  wrong {counts['wrong']:5}  of {counts.total():7,}")


if __name__ == "__main__":
    main(sys.argv[1:])
