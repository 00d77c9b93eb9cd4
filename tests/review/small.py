"""Documents of a few lines with the rows that a machine might have read in them, and decisions about these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from pipeline.review.anchors import anchor_of
from pipeline.review.decisions import Decided
from pipeline.review.model import Anchor, Decision, Row
from pipeline.review.rows import DocumentRows, reading, row_id
from pipeline.tables import schema

_COLUMNS = {table.name: table.names for table in schema.TABLES if table.name not in schema.GATHERED}
_LETTER = {"entities": "e", "dates": "d", "quantities": "q"}
_FOUND = {"method": "rule:made", "score": "0.9"}
_clock = count()

Mention = tuple[int, str, Mapping[str, str]]  # line, words, cells


def document(
    lines: Sequence[str],
    *,
    entities: Sequence[Mention] = (),
    dates: Sequence[Mention] = (),
    quantities: Sequence[Mention] = (),
    notes: Sequence[Sequence[Mapping[str, str]]] = (),
    problems: Sequence[Mapping[str, str]] = (),
    doc_id: str = "doc",
    sha256: str = "0" * 64,
    **cells: str,
) -> DocumentRows:
    """A document with a sentence a line; each note holds citations, its marker stands in the first sentence."""
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    tables: dict[str, list[Row]] = {name: [] for name in _COLUMNS}
    tables["documents"] = [_row("documents", doc_id=doc_id, source_file=f"{doc_id}.txt", sha256=sha256, status="ok", **cells)]
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        place = {"raw_start": str(start), "raw_end": str(start + len(line)), "page": str(1 + start // 40)}
        ids = {"sentence_id": f"{doc_id}:s{start}", "paragraph": str(number + 1), "sentence": "1", "kind": "body"}
        tables["sentences"].append(_row("sentences", doc_id=doc_id, text=line, **ids, **place))
    for table, mentions in (("entities", entities), ("dates", dates), ("quantities", quantities)):
        for number, words, given in mentions:
            tables[table].append(_mention(table, doc_id, tables["sentences"][number], words, given))
    for number, cited in enumerate(notes, 1):
        _add_note(tables, doc_id, number, cited, len(text))
    for problem in problems:
        tables["problems"].append(_row("problems", doc_id=doc_id, severity="warning", **problem))
    return DocumentRows(doc_id, tables, text)


def entity(entity_id: str, **given: str) -> dict[str, str]:
    label, _, name = entity_id.partition(":")
    return {"label": label if name else "GPE", "entity_id": entity_id, "name": name or entity_id} | given


def date(value: str, **given: str) -> dict[str, str]:
    return {"type": "DATE", "value": value, "earliest": f"{value}-01", "latest": f"{value}-28"} | given


def _mention(table: str, doc_id: str, sentence: Row, words: str, given: Mapping[str, str]) -> Row:
    start = sentence["text"].index(words)
    first = int(sentence["raw_start"]) + start
    where = {"start": str(start), "end": str(start + len(words)), "raw_start": str(first), "raw_end": str(first + len(words))}
    ids = {"mention_id": f"{doc_id}:{_LETTER[table]}{first}", "doc_id": doc_id, "sentence_id": sentence["sentence_id"]}
    return _row(table, **{"text": words, "page": sentence["page"], **ids, **where, **_FOUND, **given})


def _add_note(tables: dict[str, list[Row]], doc_id: str, number: int, cited: Sequence[Mapping[str, str]], at: int) -> None:
    note_id = f"{doc_id}:n{at + 1000 * number}"
    text = "；".join(one["raw"] for one in cited)
    place = {"raw_start": str(at + 1000 * number), "raw_end": str(at + 1000 * number + len(text))}
    ids = {"note_id": note_id, "doc_id": doc_id, "number": str(number), "sentence_id": tables["sentences"][0]["sentence_id"]}
    tables["notes"].append(_row("notes", text=text, citations=str(len(cited)), **ids, **place))
    for sequence, one in enumerate(cited, 1):
        citation_id = f"{note_id}.{sequence}"
        made = {"citation_id": citation_id, "note_id": note_id, "sequence": str(sequence), "score": "0.9", "type": "book", "form": "full"}
        tables["citations"].append(_row("citations", doc_id=doc_id, **{**made, **one}))
        evidence = {
            "sentence_id": ids["sentence_id"],
            "note_id": note_id,
            "citation_id": citation_id,
            "source_id": one.get("source_id", ""),
        }
        tables["evidence"].append(_row("evidence", doc_id=doc_id, **evidence))


def _row(table: str, **cells: str) -> Row:
    return dict.fromkeys(_COLUMNS[table], "") | cells


def decide(verdict: Any, table: str, rows: DocumentRows, row: Row | int = 0, /, **given: Any) -> Decision:
    """A decision about a row of a document as it was when it was decided; the later call is the later decision."""
    about = rows.tables[table][row] if isinstance(row, int) else row
    return _decision(
        rows,
        verdict,
        table,
        **{"row_id": row_id(table, about), "machine": reading(table, about), "anchor": anchor_of(rows, table, about), **given},
    )


def add(table: str, rows: DocumentRows, line: int, words: str, values: Mapping[str, str]) -> Decision:
    sentence = rows.tables["sentences"][line]
    start = sentence["text"].index(words)
    anchor: Anchor = rows.sentence_stream.anchor(sentence["sentence_id"], start, start + len(words))
    return _decision(rows, "add", table, anchor=anchor, values=values)


def undo(rows: DocumentRows, of: Decision) -> Decision:
    return _decision(rows, "undo", of.table, of=of.id)


def _decision(rows: DocumentRows, verdict: Any, table: str, **given: Any) -> Decision:
    number = next(_clock)
    file = {"doc_id": rows.doc_id, "source_file": rows.document["source_file"], "sha256": rows.document["sha256"]}
    return Decision(f"d{number:06}", f"2026-01-02T03:04:05.{number:06}Z", "佐藤", verdict, table, **file, **given)


def decided(*decisions: Decision) -> Decided:
    return Decided(tuple(sorted(decisions, key=lambda one: one.time)), (), "digest")
