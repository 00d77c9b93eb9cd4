"""Gold events and an output folder → how many events, triples, classes, modalities and targets are right.

    python -m scripts.score_events OUTPUTS GOLD.jsonl … [--errors N] [--at-least SCORE]

The gold files' lines are paragraphs without their text, found again in sentences.csv by length and hash (docs/events.md,
"Measuring"). Events the gold is not sure of count neither way. Never print the disagreements (`--errors`) of the set kept aside.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.extract.entities import gazetteer

Row = Mapping[str, str]

DROPPED = re.compile(r"[\s⁰¹²³⁴⁵⁶⁷⁸⁹\u200b\ufeff]")
FOLDED = str.maketrans({"~": "～", "〜": "～", "∼": "～", "－": "-", "―": "—", "–": "-", "‐": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a paragraph; `start` and `end` are code points of its squashed text."""

    start: int
    end: int
    action: str
    action_class: str
    date: str
    actors: frozenset[str]
    targets: frozenset[str]
    polarity: str
    modality: str
    said_by: frozenset[str]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A gold paragraph: its id, report, length and hash of its squashed text, and all its events."""

    id: str
    report: str
    chars: int
    sha: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold event and the row that was taken for it; one of the two may be missing."""

    paragraph: str
    gold: Event | None
    row: Event | None
    text: str = ""


def squash(text: str) -> tuple[str, list[int]]:
    """The text without white space and superscript digits, each character in NFKC, and for each old offset the new one."""
    out: list[str] = []
    index: list[int] = []
    for char in text:
        index.append(len(out))
        if not DROPPED.match(char):
            out.extend(unicodedata.normalize("NFKC", char).translate(FOLDED))
    return "".join(out), [*index, len(out)]


def digest(squashed: str) -> str:
    """The hash a gold line knows its paragraph by."""
    return hashlib.sha256(squashed.encode()).hexdigest()[:12]


def read_gold(path: Path) -> list[Paragraph]:
    """The paragraphs of a gold file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Paragraph(d["id"], d["report"], d["chars"], d["sha"], tuple(map(_event, d["events"]))) for d in lines]


def _event(given: Mapping[str, Any]) -> Event:
    actors, targets, said_by = (frozenset(squash(value)[0] for value in given[name]) for name in ("actors", "targets", "said_by"))
    words = given["action"], given["action_class"], given["date"]
    kinds = given["polarity"], given["modality"]
    return Event(given["start"], given["end"], *words, actors, targets, *kinds, said_by, given["sure"])


class Outputs:
    """The tables of an output folder: text by report, events by place, names by entity id; `places` of sentences: report, offset, index."""

    def __init__(self, folder: Path, at_least: float = 0.0) -> None:
        reports = {row["doc_id"]: row["source_file"] for row in _rows(folder / "documents.csv")}
        self.text: dict[str, str] = defaultdict(str)
        self.starts: dict[str, list[int]] = defaultdict(list)
        self.places: dict[str, tuple[str, int, list[int]]] = {}
        for row in _rows(folder / "sentences.csv"):
            squashed, index = squash(row["text"])
            report = reports[row["doc_id"]]
            self.places[row["sentence_id"]] = report, len(self.text[report]), index
            self.starts[report].append(len(self.text[report]))
            self.text[report] += squashed
        dates = {row["mention_id"]: row["value"] for row in _rows(folder / "dates.csv")}
        self.events: dict[str, list[tuple[Event, str]]] = defaultdict(list)
        for row in (row for row in _rows(folder / "events.csv") if float(row["score"]) >= at_least):
            report, base, index = self.places[row["sentence_id"]]
            start, end = base + index[int(row["start"])], base + index[int(row["end"])]
            date = dates[row["date_id"]] if row["date_id"] else ""
            self.events[report].append((_of_row(row, start, end, date), row["text"]))
        self.names: dict[str, set[str]] = defaultdict(set)
        for row in (*_rows(folder / "entity_index.csv"), *_rows(folder / "entities.csv")):
            given = (row["entity_id"], row["entity_id"].split(":")[-1], row["name"], *row.get("aliases", "").split("|"))
            self.names[row["entity_id"]].update(squash(name)[0] for name in given if name)
        for entry in gazetteer.entries():
            self.names[entry.id].update(squash(name)[0] for name in (entry.name, *entry.aliases))

    def place(self, paragraph: Paragraph) -> int | None:
        """Where the paragraph starts in its report's squashed text; None where it is not there."""
        text = self.text.get(paragraph.report, "")
        found = (start for start in self.starts.get(paragraph.report, ()) if digest(text[start : start + paragraph.chars]) == paragraph.sha)
        return next(found, None)

    def rows(self, paragraph: Paragraph, at: int) -> list[tuple[Event, str]]:
        """The rows of events.csv in a paragraph that starts at `at`, with offsets into it."""
        found = [(event, text) for event, text in self.events[paragraph.report] if at <= event.start and event.end <= at + paragraph.chars]
        return [(replace(event, start=event.start - at, end=event.end - at), text) for event, text in found]

    def common(self, gold: Iterable[str], ids: Iterable[str]) -> int:
        """How many of the things the gold names are among the ids, by id, name or alias."""
        known = [self.names.get(entity, {squash(entity)[0]}) for entity in ids]
        return sum(1 for name in gold if any(name in names for names in known))

    def same(self, gold: frozenset[str], ids: frozenset[str]) -> bool:
        """Whether gold and ids name the same things."""
        return self.common(gold, ids) == len(gold) and all(self.common(gold, {entity}) for entity in ids)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        raise SystemExit(f"Error: {path} is missing: run the pipeline into {path.parent} first")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _of_row(row: Row, start: int, end: int, date: str) -> Event:
    actors, targets, said_by = (frozenset(filter(None, row[name].split("|"))) for name in ("actors", "targets", "said_by"))
    words = row["action"], row["action_class"], date
    return Event(start, end, *words, actors, targets, row["polarity"], row["modality"], said_by)


def pairs(paragraph: Paragraph, rows: Sequence[tuple[Event, str]]) -> Iterator[Pair]:
    """Each gold event with its row, one to one, and what is left over on both sides.

    A row is taken for a gold event whose predicate it overlaps; among several, for one with the same date, then the same span.
    """
    golds = paragraph.events
    touching = [(g, r) for g in range(len(golds)) for r in range(len(rows)) if _overlap(golds[g], rows[r][0])]
    touching.sort(key=lambda pair: _distance(golds[pair[0]], rows[pair[1]][0]))
    taken: dict[int, int] = {}
    for g, r in touching:
        if g not in taken and r not in taken.values():
            taken[g] = r
    for g, gold in enumerate(golds):
        event, text = rows[taken[g]] if g in taken else (None, "")
        if gold.sure:
            yield Pair(paragraph.id, gold, event, text)
    doubtful = [gold for gold in golds if not gold.sure]
    for r, (event, text) in enumerate(rows):
        if r not in taken.values() and not any(_overlap(gold, event) for gold in doubtful):
            yield Pair(paragraph.id, None, event, text)


def _overlap(one: Event, other: Event) -> bool:
    return one.start < other.end and other.start < one.end


def _distance(gold: Event, row: Event) -> tuple[bool, bool, int]:
    return gold.date != row.date, not gold.sure, abs(gold.start - row.start) + abs(gold.end - row.end)


def ratios(right: int, found: int, wanted: int) -> str:
    """Precision, recall and F1, printed."""
    p, r = (right / total if total else 0.0 for total in (found, wanted))
    f1 = 2 * right / (found + wanted) if found + wanted else 0.0
    return f"P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  ({right} right, {found} rows, {wanted} gold)"


def report(outputs: Outputs, matched: Sequence[Pair]) -> list[str]:
    """The lines that are printed."""
    both = [(pair.gold, pair.row) for pair in matched if pair.gold and pair.row]
    wanted, found = sum(1 for pair in matched if pair.gold), sum(1 for pair in matched if pair.row)
    triples = sum(1 for gold, row in both if gold.date == row.date and outputs.same(gold.actors, row.actors))
    lines = [f"predicates  {ratios(len(both), found, wanted)}", f"triples     {ratios(triples, found, wanted)}"]
    shares = {
        "actors": sum(outputs.same(gold.actors, row.actors) for gold, row in both),
        "date": sum(gold.date == row.date for gold, row in both),
        "action": sum(gold.action == row.action for gold, row in both),
        "class": sum(gold.action_class == row.action_class for gold, row in both),
        "modality": sum(gold.modality == row.modality for gold, row in both),
        "polarity": sum(gold.polarity == row.polarity for gold, row in both),
        "said by": sum(outputs.same(gold.said_by, row.said_by) for gold, row in both),
    }
    lines += [f"{name:11} {right / len(both) if both else 0.0:.3f}  ({right} of {len(both)} found)" for name, right in shares.items()]
    common = sum(outputs.common(gold.targets, row.targets) for gold, row in both)
    lines.append(f"targets     {ratios(common, sum(len(row.targets) for _, row in both), sum(len(gold.targets) for gold, _ in both))}")
    return lines


def disagreements(outputs: Outputs, matched: Sequence[Pair]) -> Iterator[str]:
    """One line for each missed event, each row too many and each field that differs."""
    for pair in matched:
        gold, row = pair.gold, pair.row
        if gold is None or row is None:
            one, kind = (gold, "MISSED") if gold else (row, "EXTRA")
            assert one is not None
            yield f"{kind:9} {pair.paragraph} {one.start}-{one.end} {one.action} {'|'.join(sorted(one.actors))} {one.date}"
            continue
        for name in ("actors", "targets", "said_by"):
            left, right = getattr(gold, name), getattr(row, name)
            if not outputs.same(left, right):
                told = f"gold={'|'.join(sorted(left))} got={'|'.join(sorted(right))}"
                yield f"{name.upper():9} {pair.paragraph} {gold.start} {gold.action}: {told}"
        for name in ("date", "action", "action_class", "modality", "polarity"):
            if getattr(gold, name) != getattr(row, name):
                kind = name.removeprefix("action_").upper()
                yield f"{kind:9} {pair.paragraph} {gold.start} {gold.action}: gold={getattr(gold, name)} got={getattr(row, name)}"


def main(given: Sequence[str] | None = None) -> None:
    """Prints the measures of the gold files together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outputs", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N disagreements")
    parser.add_argument("--at-least", type=float, default=0.0, metavar="SCORE", help="leave out rows of a lower score")
    args = parser.parse_args(given)
    outputs = Outputs(args.outputs, args.at_least)
    matched: list[Pair] = []
    for paragraph in (paragraph for path in args.gold for paragraph in read_gold(path)):
        at = outputs.place(paragraph)
        if at is None:
            print(f"PARAGRAPH NOT FOUND {paragraph.id} in {paragraph.report}: its events count as missed")
        matched += pairs(paragraph, [] if at is None else outputs.rows(paragraph, at))
    print("\n".join(report(outputs, matched)))
    for line in list(disagreements(outputs, matched))[: args.errors]:
        print("   ", line)


if __name__ == "__main__":
    main()
