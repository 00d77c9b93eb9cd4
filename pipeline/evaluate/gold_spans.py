"""Gold paragraphs and the tables of mentions → figures.

A paragraph is looked for in the sentences of every document, white space and note markers left out. Mentions in it are
compared by their spans; several rows with one span (中露) are one mention, its first row gives kind and method. Mentions outside
all gold paragraphs are not judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.figures import Figure
from pipeline.evaluate.gold import SPANS, Disagreement, squashed
from pipeline.review.kinds import KINDS
from pipeline.review.model import Row

Tables = Mapping[str, Sequence[Row]]
Found = dict[tuple[int, int], list[Row]]
Counts = Counter[tuple[str, str, str]]  # by, name, what is counted

_AROUND = 12
_VALUES = ("value", "value_max", "unit", "mod")


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's sentences, squashed and put together, and its mentions by table with their places in it."""

    text: str
    mentions: Mapping[str, Sequence[tuple[int, int, Row]]]

    def inside(self, table: str, start: int, end: int) -> Found:
        """The mentions between two places, by their spans counted from the first."""
        found: Found = {}
        for first, last, row in self.mentions[table]:
            if start <= first and last <= end:
                found.setdefault((first - start, last - start), []).append(row)
        return found


def span_figures(tables: Tables, paragraphs: Sequence[Mapping[str, Any]]) -> tuple[list[Figure], list[Disagreement]]:
    """The figures of each table of mentions by table, kind, method and document, and what differs."""
    texts = _texts(tables)
    names = _names(tables)
    figures, differing = [], []
    for paragraph in paragraphs:
        if _place(texts, paragraph) is None:
            differing.append(Disagreement("sentences", "paragraph", str(paragraph.get("id", "")), paragraph["text"][:40]))
    for table in SPANS:
        counts: Counts = Counter()
        for paragraph in paragraphs:
            differing += _compared(table, paragraph, texts, names, counts)
        figures += _figures(table, counts)
    return figures, differing


def _compared(
    table: str, paragraph: Mapping[str, Any], texts: Mapping[str, _Text], names: Mapping[str, set[str]], counts: Counts
) -> list[Disagreement]:
    """Counts what a paragraph holds, and gives what differs."""
    where, kind = str(paragraph.get("id", "")), KINDS[table]
    text, places = squashed(paragraph["text"])
    wanted = {(places[one["start"]], places[one["end"]]): one for one in paragraph.get(table, ())}
    place = _place(texts, paragraph)
    doc_id = place[0] if place else ""
    for one in paragraph.get(table, ()):
        _count(counts, "wanted", kind=one.get(kind, ""), document=doc_id)
    if place is None:
        return []
    found = texts[doc_id].inside(table, place[1], place[1] + len(text))
    differing = []
    for (start, end), rows in found.items():
        gold, groups = wanted.get((start, end)), {"kind": rows[0][kind], "method": rows[0]["method"], "document": doc_id}
        _count(counts, "predicted", **groups)
        around = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
        if gold is None:
            differing.append(Disagreement(table, "extra", where, around, got=f"{rows[0][kind]} {rows[0]['method']}"))
            continue
        same = {"found": True, "typed": rows[0][kind] == gold.get(kind, ""), "value": _same_value(table, gold, rows, names)}
        for measure in (measure for measure, holds in same.items() if holds):
            _count(counts, measure, **groups)
        if not same["typed"]:
            differing.append(Disagreement(table, "kind", where, around, str(gold.get(kind, "")), rows[0][kind]))
        if not same["value"]:
            differing.append(Disagreement(table, "value", where, around, *_told(table, gold, rows)))
    for start, end in sorted(wanted.keys() - found.keys()):
        around = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
        differing.append(Disagreement(table, "missed", where, around, wanted=str(wanted[start, end].get(kind, ""))))
    return differing


def _count(counts: Counts, what: str, **groups: str) -> None:
    counts["table", "", what] += 1
    for by, name in groups.items():
        counts[by, name, what] += 1


def _figures(table: str, counts: Counts) -> list[Figure]:
    made = []
    for by in ("table", "kind", "method", "document"):
        for name in sorted({name for group, name, _ in counts if group == by}):
            wanted = None if by == "method" else counts[by, name, "wanted"]
            for measure in ("typed",) if by == "kind" else ("found", "typed", "value"):
                made.append(Figure(by, table, name, measure, counts[by, name, measure], counts[by, name, "predicted"], wanted))
    return made


def _texts(tables: Tables) -> dict[str, _Text]:
    parts: dict[str, list[str]] = defaultdict(list)
    lengths: Counter[str] = Counter()
    where: dict[str, tuple[str, int, list[int]]] = {}
    for row in tables["sentences"]:
        text, places = squashed(row["text"])
        where[row["sentence_id"]] = row["doc_id"], lengths[row["doc_id"]], places
        parts[row["doc_id"]].append(text)
        lengths[row["doc_id"]] += len(text)
    mentions: dict[str, dict[str, list[tuple[int, int, Row]]]] = {doc_id: {table: [] for table in SPANS} for doc_id in parts}
    for table in SPANS:
        for row in tables[table]:
            doc_id, base, places = where.get(row["sentence_id"], ("", 0, []))
            start, end = int(row["start"]), int(row["end"])
            if 0 <= start < end < len(places):
                mentions[doc_id][table].append((base + places[start], base + places[end], row))
    return {doc_id: _Text("".join(texts), mentions[doc_id]) for doc_id, texts in parts.items()}


def _place(texts: Mapping[str, _Text], paragraph: Mapping[str, Any]) -> tuple[str, int] | None:
    """The document that has the paragraph, and where; the first one."""
    sought = squashed(paragraph["text"])[0]
    return next(((doc_id, at) for doc_id, text in texts.items() if (at := text.text.find(sought)) >= 0), None)


def _names(tables: Tables) -> dict[str, set[str]]:
    """What each thing is called, by its id."""
    return {row["entity_id"]: {row["name"], *row["aliases"].split("|")} for row in tables["entity_index"]}


def _same_value(table: str, gold: Mapping[str, Any], rows: Sequence[Row], names: Mapping[str, set[str]]) -> bool:
    row, mod = rows[0], str(gold.get("mod") or "")
    if table == "entities":
        return _same_things(gold.get("ids", []), rows, names)
    if row["mod"] != mod:
        return False
    if table == "dates":
        return row["value"] == str(gold.get("value", ""))
    numbers = all(_number(row[name]) == _number(gold.get(name)) for name in ("value", "value_max"))
    return numbers and squashed(row["unit"])[0] == squashed(str(gold.get("unit", "")))[0]


def _same_things(ids: Sequence[str], rows: Sequence[Row], names: Mapping[str, set[str]]) -> bool:
    """Whether each thing of the gold is one of the rows' by id, name or alias; where it has several, there are as many rows."""
    called = {name for row in rows for name in (row["entity_id"], row["name"], *names.get(row["entity_id"], ()))}
    called = {squashed(name)[0] for name in called | {name.split(":")[-1] for name in called}}
    return all(squashed(one)[0] in called for one in ids) and (len(ids) < 2 or len(rows) == len(ids))


def _number(value: object) -> float | None:
    try:
        return round(float(str(value).replace(",", "")), 4)
    except ValueError:
        return None


def _told(table: str, gold: Mapping[str, Any], rows: Sequence[Row]) -> tuple[str, str]:
    if table == "entities":
        return "|".join(gold.get("ids", [])), "|".join(row["entity_id"] for row in rows)
    names = [name for name in _VALUES if name in rows[0]]
    return " ".join(f"{name}={gold.get(name) or ''}" for name in names), " ".join(f"{name}={rows[0][name]}" for name in names)
