"""Documents made by hand or by hypothesis, and the tables they must give, worked out the plain way: from all documents at once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from hypothesis import strategies as st

from pipeline.model import Citation, Document, Figure, Mention, Metadata, Name, Note, NoteLink, Problem, ReadNote, Report, Sentence, Text
from pipeline.resolve.names import coreference
from pipeline.tables import cited, schema
from pipeline.tables import document as tables
from pipeline.tables.cells import printed

Named = tuple[str, Name]  # the words of a mention and what they name
TABLES = {table.name: table for table in schema.TABLES}


def document(
    doc_id: str,
    lines: Sequence[str] = ("海は広い。",),
    names: Sequence[Named] = (),
    notes: Sequence[Sequence[Citation]] = (),
    cells: Sequence[Sequence[str]] = (),
) -> Document:
    """A document of one sentence a line, whose first sentence holds all names and the markers of all notes."""
    sentences, at = [], 0
    for number, line in enumerate(lines, 1):
        sentences.append(Sentence(f"{doc_id}:s{at}", "body", Text.of(line, at), number, 1))
        at += len(line) + 1
    mentions = tuple((sentences[0].id, Mention("entities", 0, 1, words, name, "rule:made", 0.5)) for words, name in names)
    read = [ReadNote(Note(n, "", Text.of("注の文。", at + 10 * n)), tuple(held), "海") for n, held in enumerate(notes, 1)]
    figure = Figure("table", "表1", "海", "", at, at + 1, rows=tuple(tuple(row) for row in cells))
    return Document(
        doc_id,
        f"{doc_id}.txt",
        chars=at,
        report=Report(Metadata(title=lines[0]), (), (), (figure,), tuple(note.note for note in read)),
        sentences=tuple(sentences),
        mentions=mentions,
        notes=tuple(read),
        links=tuple(NoteLink(index, sentences[0].id, 1) for index in range(len(read))),
        problems=(Problem("info", "page-number", lines[-1], 0, 1),),
        source_text="\n".join(lines),
    )


def failed(doc_id: str) -> Document:
    """A document that could not be processed."""
    return Document(doc_id, f"{doc_id}.txt", status="failed", error="毒", problems=(Problem("error", "not-read", "毒"),))


def citation(title: str, form: Any = "full", *, author: str = "山田一郎", refers_to: int | None = None, issued: str = "2010") -> Citation:
    return Citation(0, 1, title or "同上", form, "book", 0.9, (author,), title=title, issued=issued, language="ja", refers_to=refers_to)


_CELLS = st.text('a1,"\r\n =+-@\t海|\ud800', min_size=1, max_size=6)
_IDS = st.sampled_from(["RUS", "CHN", "org-1", "per-2"])
_WORDS = st.sampled_from(["ロシア", "露", "中国", "同国", "=式", "\ud83d", "?"])
_NAMES = st.builds(
    Name,
    st.sampled_from(["GPE", "ORG"]),
    st.sampled_from(["", "state"]),
    st.lists(st.tuples(_IDS, _WORDS), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
)
_TITLES = st.sampled_from(["海の政治学", "空,の安全", '"湖"と山'])


@st.composite
def _notes(draw: st.DrawFn) -> list[list[Citation]]:
    notes: list[list[Citation]] = []
    count = 0
    for _ in range(draw(st.integers(0, 3))):
        held = []
        for _ in range(draw(st.integers(0, 3))):
            back = draw(st.integers(0, count - 1)) if count and draw(st.booleans()) else None
            author, issued = draw(st.sampled_from(["山田一郎", "佐藤花子"])), draw(st.sampled_from(["2010", ""]))
            title = draw(_TITLES) if back is None else ""
            held.append(citation(title, "full" if back is None else "ibid", author=author, refers_to=back, issued=issued))
            count += 1
        notes.append(held)
    return notes


def documents() -> st.SearchStrategy[list[Document]]:
    """Some documents that name the same things and cite the same works."""
    one = st.builds(
        document,
        st.uuids().map(lambda made: made.hex),
        st.lists(_CELLS, min_size=1, max_size=3),
        st.lists(st.tuples(_WORDS, _NAMES), max_size=5),
        _notes(),
        st.lists(st.lists(_CELLS, max_size=2), max_size=2),
    )
    return st.lists(one, max_size=4)


def expected(made: Iterable[Document]) -> dict[str, bytes]:
    """Every table as the bytes of its file, by name."""
    ordered = sorted(made, key=lambda one: one.doc_id)
    found: dict[str, list[tables.Row]] = {name: [] for name in TABLES}
    for one in ordered:
        for name, rows in tables.of(one, cited.works([one])).items():
            found[name] += rows
    found |= {"entity_index": _index(ordered), "sources": _sources(ordered)}
    return {name: as_csv(TABLES[name].names, zip(*printed(TABLES[name], rows), strict=True)) for name, rows in found.items()}


def as_csv(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""The bytes of a table as Python's own writer makes them; told that lines end in \r\n it quotes \r in every version."""
    lines = []
    for row in [names, *rows]:
        line = StringIO(newline="")
        csv.writer(line, lineterminator="\r\n").writerow(row)
        lines.append(line.getvalue().removesuffix("\r\n") + "\n")
    return "".join(lines).encode("utf-8-sig", "replace")


def _index(ordered: Sequence[Document]) -> list[tables.Row]:
    uses: dict[str, list[tuple[str, str, tuple[str, str], str]]] = {}
    for one in ordered:
        for _, mention in one.mentions:
            assert isinstance(mention.value, Name)
            for entity_id, name in mention.value.ids:
                alone = len(mention.value.ids) == 1 and not coreference.is_expression(mention.text)
                kind = (mention.value.label, mention.value.subtype)
                uses.setdefault(entity_id, []).append((one.doc_id, name, kind, mention.text if alone else name))
    rows = []
    for entity_id, found in uses.items():
        places, names, kinds, forms = (list(values) for values in zip(*found, strict=True))
        (label, subtype), name = _commonest(kinds), _commonest(names)
        aliases = sorted({*names, *forms} - {name}, key=lambda form: (-forms.count(form), form))
        row = {"entity_id": entity_id, "label": label, "subtype": subtype, "name": name, "aliases": aliases}
        rows.append(row | {"iso3166": entity_id if entity_id.isupper() else "", "mentions": len(found), "documents": len({*places})})
    return sorted(rows, key=lambda row: (row["label"], row["name"], row["entity_id"]))


def _commonest(values: list[Any]) -> Any:
    return sorted({*values}, key=lambda value: (-values.count(value), -len(str(value)), value))[0]


def _sources(ordered: Sequence[Document]) -> list[tables.Row]:
    uses = []
    for one in ordered:
        works = cited.works([one])
        held = [found for note in one.notes for found in note.citations]
        uses += [(one.doc_id, works[one.doc_id, n], found) for n, found in enumerate(held) if (one.doc_id, n) in works]
    first: dict[str, Citation] = {}
    for _, work, found in uses:
        if found.form == "full":
            first.setdefault(work, found)
    return [
        {field: getattr(found, field, None) for field in TABLES["sources"].names}
        | {"source_id": work, "citations": sum(w == work for _, w, _ in uses), "documents": len({d for d, w, _ in uses if w == work})}
        for work, found in first.items()
    ]
