"""Small reports as the tables of an output folder: ids and offsets follow from the texts, as they do in a run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import storage
from pipeline.compare.compare import Comparison
from pipeline.compare.folders import Folder
from pipeline.compare.model import Change, Compared
from pipeline.compare.tally import Tally
from pipeline.tables import schema

LETTERS = {"entities": "e", "dates": "d", "quantities": "q"}
FILLED = {
    "entities": {"label": "GPE", "entity_id": "RUS", "name": "ロシア", "method": "gazetteer", "score": "0.9"},
    "dates": {"type": "DATE", "value": "2024", "method": "rule:calendar", "score": "0.9"},
    "quantities": {"kind": "count", "value": "3", "method": "rule:number", "score": "0.9"},
}


@dataclass(frozen=True)
class Said:
    """A mention: the words, in which sentence, which of them when it holds them several times, and what its row says."""

    table: str
    at: int
    words: str
    cells: Mapping[str, str] = field(default_factory=dict)
    which: int = 0


@dataclass(frozen=True)
class Report:
    """Sentences, mentions in them, notes as (sentence, text, citations), and rows of other tables as they are."""

    sentences: Sequence[str]
    said: Sequence[Said] = ()
    notes: Sequence[tuple[int, str, Sequence[Mapping[str, str]]]] = ()
    others: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    doc_id: str = "r"
    file: str = ""  # by default the id's
    sha256: str = ""


def date(at: int, words: str, which: int = 0, **cells: str) -> Said:
    return Said("dates", at, words, cells, which)


def entity(at: int, words: str, which: int = 0, **cells: str) -> Said:
    return Said("entities", at, words, cells, which)


def tables(report: Report) -> dict[str, list[dict[str, str]]]:
    made: dict[str, list[dict[str, str]]] = {table.name: [] for table in schema.TABLES}
    starts, raw = [], 0
    for number, text in enumerate(report.sentences, start=1):
        starts.append(raw)
        made["sentences"].append(_row(report, "s", raw, raw + len(text), paragraph=str(number), sentence="1", kind="body", text=text))
        raw += len(text) + 1
    made["documents"] = [
        {"doc_id": report.doc_id, "source_file": report.file or f"{report.doc_id}.txt", "sha256": report.sha256, "status": "ok"}
    ]
    for one in sorted(report.said, key=lambda one: one.at):
        start = -1
        for _ in range(one.which + 1):
            start = report.sentences[one.at].index(one.words, start + 1)
        at = starts[one.at] + start
        row = _row(report, LETTERS[one.table], at, at + len(one.words), text=one.words, start=str(start), end=str(start + len(one.words)))
        made[one.table].append(row | {"sentence_id": f"{report.doc_id}:s{starts[one.at]}"} | FILLED[one.table] | dict(one.cells))
    for number, (at, text, citations) in enumerate(report.notes, start=1):
        place = {"sentence_id": f"{report.doc_id}:s{starts[at]}", "number": str(number), "text": text, "citations": str(len(citations))}
        made["notes"].append(_row(report, "n", raw, raw + len(text)) | place)
        for sequence, cells in enumerate(citations, start=1):
            citation = {"citation_id": f"{report.doc_id}:n{raw}.{sequence}", "note_id": f"{report.doc_id}:n{raw}", "doc_id": report.doc_id}
            made["citations"].append(citation | {"sequence": str(sequence), "form": "full", "type": "book", "score": "0.9"} | dict(cells))
            backs = {key: citation[key] for key in ("citation_id", "note_id", "doc_id")}
            made["evidence"].append(backs | {"sentence_id": place["sentence_id"]})
        raw += len(text) + 1
    for name, rows in report.others.items():
        own = {"doc_id": report.doc_id} if name not in ("entity_index", "sources") else {}
        made[name] += [own | dict(row) for row in rows]
    return made


def _row(report: Report, letter: str, first: int, last: int, /, **cells: str) -> dict[str, str]:
    name = {"s": "sentence_id", "n": "note_id"}.get(letter, "mention_id")
    return {name: f"{report.doc_id}:{letter}{first}", "doc_id": report.doc_id, "raw_start": str(first), "raw_end": str(last)} | cells


def written(folder: Path, *reports: Report) -> Path:
    """The tables of the reports; columns that no row fills are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    every = [tables(report) for report in sorted(reports, key=lambda report: report.doc_id)]
    for table in schema.TABLES:
        write(folder / f"{table.name}.csv", table.names, [row for one in every for row in one[table.name]])
    return folder


def write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def compared(old: Path, new: Path, **asked: object) -> list[Compared]:
    with Folder(storage.place(str(old))) as one, Folder(storage.place(str(new))) as other:
        return list(Comparison(one, other, **asked).results())  # type: ignore[arg-type]


def changes(old: Path, new: Path, **asked: object) -> list[Change]:
    return [change for one in compared(old, new, **asked) for change in one.changes]


def told(old: Path, new: Path) -> tuple[str, ...]:
    with Folder(old) as one, Folder(new) as other:
        return Comparison(one, other).told()


def moved(results: Iterable[Compared]) -> int:
    return sum(one.moved for one in results)


def tallied(old: Path, new: Path, kept: int = 100) -> Tally:
    tally = Tally(kept)
    for one in compared(old, new):
        tally.add(one)
    return tally


def briefly(change: Change) -> str:
    """A change in one line: `changed dates value:2024→2025`, `lost entities 露`."""
    fields = " ".join(f"{one.name}:{one.old}→{one.new}" for one in change.fields)
    return f"{change.kind} {change.table} {fields or change.quote.words}"
