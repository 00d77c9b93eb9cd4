"""One document → the rows of its text, mention, figure and problem tables.

Ids are made of the document's id, a letter for the table and the place in the source, so
they do not change when a run is repeated, other documents are added, or rules change
elsewhere in the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pipeline.model import Date, Document, Layer, Mention, Name, Quantity, Sentence
from pipeline.tables import si
from pipeline.tables.cells import Row, guarded

_LETTER: dict[Layer, str] = {"entities": "e", "dates": "d", "quantities": "q"}


def shift(sentence: Sentence) -> int:
    """How far offsets in a sentence move because of its guard."""
    return len(guarded(sentence.text)) - len(sentence.text)


def section_id(document: Document, index: int | None) -> str:
    """The id of a section of the document; "" for none."""
    if index is None or document.report is None:
        return ""
    return f"{document.doc_id}:h{document.report.sections[index].raw_start}"


def page(document: Document, raw_start: int) -> int | None:
    """The page, from 1, on which a place of the source lies; None where the source has no pages."""
    return bisect_right(document.page_starts, raw_start) if document.page_starts else None


def document_row(document: Document) -> Row:
    """The row of documents.csv."""
    row: Row = {"doc_id": document.doc_id, "source_file": document.name, "status": document.status, "error": document.error}
    row |= {"sha256": document.sha256, "media_type": document.media_type, "encoding": document.encoding}
    report = document.report
    if report is None:
        return row
    meta = report.metadata
    row |= {"title": meta.title, "subtitle": meta.subtitle, "series": meta.series, "number": meta.number, "authors": meta.authors}
    row |= {"publisher": meta.publisher, "published": meta.published, "affiliations": meta.affiliations}
    row |= {
        "pages": len(document.page_starts) or None,
        "chars": document.chars,
        "sections": len(report.sections),
        "sentences": len(document.sentences),
    }
    return row | {"paragraphs": sum(block.kind in ("body", "list") for block in report.blocks), "notes": len(report.notes)}


def sections(document: Document) -> Iterator[Row]:
    """The rows of sections.csv."""
    for section in document.report.sections if document.report else ():
        yield {
            "section_id": section_id(document, section.index),
            "doc_id": document.doc_id,
            "parent_id": section_id(document, section.parent),
            "level": section.level,
            "label": section.label,
            "heading": section.heading,
            "authors": section.authors,
            "page": page(document, section.raw_start),
            "raw_start": section.raw_start,
            "raw_end": section.raw_end,
        }


def sentences(document: Document) -> Iterator[Row]:
    """The rows of sentences.csv."""
    for sentence in document.sentences:
        start, end = sentence.content.raw(0, len(sentence.content))
        yield {
            "sentence_id": sentence.id,
            "doc_id": document.doc_id,
            "section_id": section_id(document, sentence.section),
            "paragraph": sentence.paragraph,
            "sentence": sentence.number,
            "kind": sentence.kind,
            "text": guarded(sentence.text),
            "page": page(document, start),
            "raw_start": start,
            "raw_end": end,
        }


def _mentions(document: Document, layer: Layer) -> Iterator[tuple[Mention, Row]]:
    """The mentions of a layer with the cells all mention tables share."""
    by_id = {sentence.id: sentence for sentence in document.sentences}
    for sentence_id, mention in document.mentions:
        if mention.layer != layer:
            continue
        sentence = by_id[sentence_id]
        start, end = sentence.content.raw(mention.start, mention.end)
        moved = shift(sentence)
        yield (
            mention,
            {
                "mention_id": f"{document.doc_id}:{_LETTER[layer]}{start}",
                "doc_id": document.doc_id,
                "sentence_id": sentence_id,
                "text": mention.text,
                "start": mention.start + moved,
                "end": mention.end + moved,
                "method": mention.method,
                "score": round(mention.score, 3),
                "page": page(document, start),
                "raw_start": start,
                "raw_end": end,
            },
        )


def entities(document: Document) -> Iterator[Row]:
    """The rows of entities.csv, one for each thing a mention names."""
    for mention, row in _mentions(document, "entities"):
        if isinstance(mention.value, Name):
            for entity_id, name in dict(mention.value.ids).items():
                yield row | {
                    "label": mention.value.label,
                    "subtype": mention.value.subtype,
                    "entity_id": entity_id,
                    "name": name,
                    "role": mention.value.role,
                }


def dates(document: Document) -> Iterator[Row]:
    """The rows of dates.csv."""
    for mention, row in _mentions(document, "dates"):
        value = mention.value
        if isinstance(value, Date):
            anchor = "" if value.anchor is None else f"{document.doc_id}:d{value.anchor}"
            yield (
                row
                | {"type": value.type, "value": value.value, "mod": value.mod, "anchor_id": anchor}
                | {
                    "earliest": value.earliest,
                    "latest": value.latest,
                }
            )


def quantities(document: Document) -> Iterator[Row]:
    """The rows of quantities.csv."""
    fields = ("kind", "value", "value_max", "unit", "unit_text", "mod", "per", "change", "basis", "item")
    texts = {sentence.id: sentence.text for sentence in document.sentences}
    for mention, row in _mentions(document, "quantities"):
        if isinstance(mention.value, Quantity):
            measure = si.measure(mention.value, texts[row["sentence_id"]])
            given = {"value_si": measure.value, "unit_si": measure.unit, "value_si_max": measure.value_max} if measure else {}
            yield row | {field: getattr(mention.value, field) for field in fields} | given


def figures(document: Document) -> Iterator[Row]:
    """The rows of figures.csv."""
    for figure in document.report.figures if document.report else ():
        yield {
            "figure_id": f"{document.doc_id}:f{figure.raw_start}",
            "doc_id": document.doc_id,
            "section_id": section_id(document, figure.section),
            "kind": figure.kind,
            "label": figure.label,
            "caption": figure.caption,
            "credit": figure.credit,
            "page": page(document, figure.raw_start),
            "raw_start": figure.raw_start,
            "raw_end": figure.raw_end,
        }


def table_cells(document: Document) -> Iterator[Row]:
    """The rows of table_cells.csv."""
    for figure in document.report.figures if document.report else ():
        header = figure.rows[0] if figure.rows else ()
        for number, cells in enumerate(figure.rows):
            for column, text in enumerate(cells):
                yield {
                    "figure_id": f"{document.doc_id}:f{figure.raw_start}",
                    "doc_id": document.doc_id,
                    "row": number,
                    "column": column + 1,
                    "header": header[column] if column < len(header) else "",
                    "text": guarded(text),
                }


def problems(document: Document) -> Iterator[Row]:
    """The rows of problems.csv."""
    for problem in document.problems:
        yield {
            "doc_id": document.doc_id,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "sentence_id": problem.sentence_id,
            "raw_start": problem.raw_start,
            "raw_end": problem.raw_end,
        }
