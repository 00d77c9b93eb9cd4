"""Rows that reviewers have changed → what follows in other rows: dates that leaned on them, works cited, claims, the index of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.model import Citation
from pipeline.resolve.citations import source_id, source_keys
from pipeline.resolve.names import coreference
from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows
from pipeline.tables import cells, schema
from pipeline.tables.cells import guarded, unguarded
from pipeline.tables.claims import claims as made_claims
from pipeline.tables.index import Naming
from pipeline.tables.sources import WORK

LEANT = "anchor-reviewed"
CLAIMED = ("quantities", "citations", "evidence", "events")  # the tables that reviews change and claims are made of
_CLAIMS = next(table for table in schema.TABLES if table.name == "claims")
_LISTS = ("authors", "editors", "translators")
_VALUE = ("type", "value", "earliest", "latest")


def dates(machine: Sequence[Row], now: Mapping[str, Row | None], looked_at: set[str], left: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The dates `left`, and a problem for each that leaned on one whose value a reviewer changed, or that was rejected.

    `now` has what became of the machine's dates by their ids. A date that a reviewer has `looked_at` is no problem any more; the
    one a rejected date was leaned on by leans on none.
    """
    changed = {
        row["mention_id"]: now[row["mention_id"]]
        for row in machine
        if row["mention_id"] in now and not _same(row, now[row["mention_id"]])
    }  # fmt: skip
    kept: list[Row] = []
    problems: list[Row] = []
    for row in left:
        if row["anchor_id"] in changed:
            anchor = changed[row["anchor_id"]]
            if row["mention_id"] not in looked_at:
                problems.append(_leant(row, anchor))
            row = row if anchor else {**row, "anchor_id": ""}
        kept.append(row)
    return kept, problems


def _same(row: Row, now: Row | None) -> bool:
    return now is not None and all(row[name] == now[name] for name in _VALUE)


def _leant(row: Row, anchor: Row | None) -> Row:
    said = f"a reviewer made {anchor['text']!r} {anchor['value']}" if anchor else "a reviewer rejected that date"
    return {
        "doc_id": row["doc_id"],
        "severity": "warning",
        "code": LEANT,
        "message": guarded(f"{row['text']!r} was read as {row['value']} from the date {row['anchor_id']}; {said}"),
        "sentence_id": row["sentence_id"],
        "raw_start": row["raw_start"],
        "raw_end": row["raw_end"],
    }


def citations(left: Sequence[Row]) -> list[Row]:
    """The citations `left` with the works they are of; what referred to one that is gone, or is now a full one itself, refers to none."""
    there = {row["citation_id"] for row in left}
    linked = [row if row["form"] != "full" and row["refers_to"] in there else {**row, "refers_to": ""} for row in left]
    return [{**row, "source_id": work} for row, work in zip(linked, works_of(linked), strict=True)]


def works_of(rows: Sequence[Row]) -> list[str]:
    """The id of the work each citation is of, in order of the rows, worked out anew; "" for none."""
    order = {row["citation_id"]: index for index, row in enumerate(rows)}
    keys = source_keys([_citation(row, order) for row in rows], [row["citation_id"] for row in rows])
    return [source_id(key) for key in keys]


def _citation(row: Row, order: Mapping[str, int]) -> Citation:
    fields: dict[str, object] = {name: unguarded(row[name]) for name in (*WORK, "accessed", "language")}
    fields |= {name: tuple(unguarded(row[name]).split("|")) if row[name] else () for name in _LISTS}
    refers_to = order.get(row["refers_to"])
    return Citation(0, 0, unguarded(row["raw"]), row["form"], row["type"], 1.0, refers_to=refers_to, **fields)  # type: ignore[arg-type]


def notes(rows: Iterable[Row], citations: Iterable[Row]) -> list[Row]:
    """The notes, with the number of citations there are now."""
    counts = Counter(row["note_id"] for row in citations)
    return [{**row, "citations": str(counts[row["note_id"]])} for row in rows]


def evidence(rows: DocumentRows, citations: Iterable[Row]) -> list[Row]:
    """The rows of evidence.csv for the citations that stand, in order of the sentences."""
    order = {sentence_id: number for number, sentence_id in enumerate(rows.sentences)}
    made = []
    for row in citations:
        sentence_id = rows.notes[row["note_id"]]["sentence_id"]
        if sentence_id:
            made.append({"sentence_id": sentence_id} | {name: row[name] for name in ("doc_id", "note_id", "citation_id", "source_id")})
    return sorted(made, key=lambda row: order[row["sentence_id"]])


def claims(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """The rows of claims.csv, from the tables that stand."""
    printed = cells.printed(_CLAIMS, made_claims(tables))
    return [dict(zip(_CLAIMS.names, row, strict=True)) for row in zip(*printed, strict=True)]


def works_cited(citations: Iterable[Row]) -> list[cells.Row]:
    """What `cited.works_cited` gives, from rows: the works cited in full with their fields, then the others; each with its citations."""
    made: dict[str, cells.Row] = {}
    counts: Counter[str] = Counter()
    for row in citations:
        work = row["source_id"]
        if not work:
            continue
        counts[work] += 1
        if row["form"] == "full" and work not in made:
            made[work] = {"source_id": work} | {name: row[name] for name in ("type", *WORK, "language")}
    others: list[cells.Row] = [{"source_id": work} for work in counts if work not in made]
    return [row | {"citations": counts[row["source_id"]]} for row in (*made.values(), *others)]


def namings(entities: Iterable[Row]) -> Counter[Naming]:
    """What `namings.namings` gives, from rows: how often each thing is named how."""
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row in entities:
        mentions[row["mention_id"]].append(row)
    found: Counter[Naming] = Counter()
    for rows in mentions.values():
        is_name = len(rows) == 1 and not coreference.is_expression(rows[0]["text"])
        for row in rows:
            entity_id, name, label, subtype = (unguarded(row[column]) for column in ("entity_id", "name", "label", "subtype"))
            found[Naming(entity_id, name, label, subtype, row["text"] if is_name else name)] += 1
    return found
