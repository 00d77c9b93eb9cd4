"""Documents → the rows about notes: notes, citations, distinct works, and which sentence rests on which work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.model import Citation, Document, ReadNote
from pipeline.resolve.citations import source_id, source_keys
from pipeline.tables.cells import Row, guarded
from pipeline.tables.rows import page, section_id, shift
from pipeline.tables.sources import WORK, Sources

Works = dict[tuple[str, int], str]  # (doc_id, index of the citation in its document) → source_id


def _citations(document: Document) -> list[tuple[int, int, Citation]]:
    """(index of the note, place in the note from 1, citation), in order: the list that `refers_to` points into."""
    return [(n, k, citation) for n, note in enumerate(document.notes) for k, citation in enumerate(note.citations, start=1)]


def _note_id(document: Document, note: ReadNote) -> str:
    return f"{document.doc_id}:n{note.note.content.starts[0]}"


def _citation_ids(document: Document) -> list[str]:
    return [f"{_note_id(document, document.notes[n])}.{k}" for n, k, _ in _citations(document)]


def works(documents: Sequence[Document]) -> Works:
    """The work each citation is of; a back reference has the work of the citation it refers to, what was not read has none."""
    found: Works = {}
    for document in documents:
        listed = [citation for _, _, citation in _citations(document)]
        for index, key in enumerate(source_keys(listed, _citation_ids(document))):
            if key:
                found[document.doc_id, index] = source_id(key)
    return found


def notes(document: Document) -> Iterator[Row]:
    """The rows of notes.csv."""
    links = {link.note: link for link in document.links}
    by_id = {sentence.id: sentence for sentence in document.sentences}
    for index, read in enumerate(document.notes):
        note, link = read.note, links.get(index)
        start, end = note.content.raw(0, len(note.content))
        yield {
            "note_id": _note_id(document, read),
            "doc_id": document.doc_id,
            "section_id": section_id(document, note.section),
            "number": note.number,
            "sentence_id": link.sentence_id if link else "",
            "marker_start": link.position + shift(by_id[link.sentence_id]) if link else None,
            "text": guarded(note.content.text),
            "comment": read.comment,
            "citations": len(read.citations),
            "page": page(document, start),
            "raw_start": start,
            "raw_end": end,
        }


def citations(document: Document, found: Works) -> Iterator[Row]:
    """The rows of citations.csv."""
    ids = _citation_ids(document)
    for index, (n, sequence, citation) in enumerate(_citations(document)):
        yield {
            "citation_id": ids[index],
            "note_id": _note_id(document, document.notes[n]),
            "doc_id": document.doc_id,
            "sequence": sequence,
            "form": citation.form,
            "type": citation.type,
            **{field: getattr(citation, field) for field in WORK},
            "accessed": citation.accessed,
            "language": citation.language,
            "refers_to": ids[citation.refers_to] if citation.refers_to is not None else "",
            "source_id": found.get((document.doc_id, index), ""),
            "raw": citation.raw,
            "score": round(citation.score, 3),
        }


def works_cited(document: Document, found: Works) -> list[Row]:
    """The works a document cites, with the number of its citations of each.

    Those it cites in full come first, in order of the first full citation, which gives the row its fields; of the others
    the row has nothing but the id and the number.
    """
    made: dict[str, Row] = {}
    counts: Counter[str] = Counter()
    for index, (_, _, citation) in enumerate(_citations(document)):
        work = found.get((document.doc_id, index))
        if work is None:
            continue
        counts[work] += 1
        if citation.form == "full" and work not in made:
            fields = {field: getattr(citation, field) for field in WORK}
            made[work] = {"source_id": work, "type": citation.type, **fields, "language": citation.language}
    others = [{"source_id": work} for work in counts if work not in made]
    return [row | {"citations": counts[row["source_id"]]} for row in (*made.values(), *others)]


def sources(documents: Sequence[Document], found: Works) -> list[Row]:
    """The rows of sources.csv for documents that are all at hand."""
    made = Sources()
    for document in documents:
        made.add(works_cited(document, found))
    return list(made.rows())


def evidence(document: Document, found: Works) -> Iterator[Row]:
    """The rows of evidence.csv, in order of the sentences."""
    links = {link.note: link.sentence_id for link in document.links}
    ids = _citation_ids(document)
    made = []
    for index, (n, _, _) in enumerate(_citations(document)):
        if n in links:
            note_id = _note_id(document, document.notes[n])
            row = {"sentence_id": links[n], "doc_id": document.doc_id, "note_id": note_id, "citation_id": ids[index]}
            made.append(row | {"source_id": found.get((document.doc_id, index), "")})
    order = {sentence.id: i for i, sentence in enumerate(document.sentences)}
    yield from sorted(made, key=lambda row: order[row["sentence_id"]])
