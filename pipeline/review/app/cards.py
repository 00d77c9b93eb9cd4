"""One row of a document → what is shown of it: fields, the words around it, what it leaned on, who decided what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pipeline.review.anchors import anchor_of
from pipeline.review.app.standing import shown, standing
from pipeline.review.app.state import Document
from pipeline.review.apply import Reviewed
from pipeline.review.fields import FIELDS, Nameable
from pipeline.review.model import Decision, Row
from pipeline.review.rows import READING, SPANS, DocumentRows

_CONTEXT = 400  # characters of a neighbour or of a place in the source
_LISTED = 12  # other rows about the same thing
_AROUND = 24  # characters on each side of one
_TITLES = {"citations": "raw", "documents": "title", "problems": "message"}
_THING = {"entities": "entity_id", "citations": "source_id", "dates": "value"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A field: what stands in the tables, and what the machine had read where that is something else.

    `told` are the words or names that ids stand for ("": the value is no id).
    """

    name: str
    value: str
    machine: str | None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The words a row is about (`words`, "" where it has none of its own) in their sentence or note, with one neighbour each side.

    `sentence_id` is where the reading view opens for it ("" where it stands in no sentence).
    """

    sentence_id: str
    before: str
    start: str
    words: str
    end: str
    after: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another row: where it stands, its words and those around them."""

    sentence_id: str
    table: str
    row_id: str
    start: str
    words: str
    end: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A row as it is shown. `row` is the one in the tables, or the machine's where it was rejected.

    `alike` counts the rows of the document with the same words (entities only), this one among them; `dissent` is the decision that
    took the place of the one a form had been opened with.
    """

    document: Row
    one: Reviewed
    row: Row
    standing: str
    fields: Sequence[Shown]
    context: Context | None
    leaned: Other | None
    leaning: Sequence[Other]
    same: Sequence[Other]
    more: int
    alike: int
    page: str
    dissent: Decision | None = None

    @property
    def id(self) -> str:
        """The row's name, in its table."""
        return self.one.row_id

    @property
    def table(self) -> str:
        """The row's table."""
        return self.one.table

    @property
    def title(self) -> str:
        """The words it is known by."""
        return self.row.get(_TITLES.get(self.table, "text"), "") or self.document["source_file"]

    @property
    def key(self) -> str:
        """A name for it that a page can use: letters and digits."""
        return sha256(f"{self.table}/{self.id}".encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def last(self) -> str:
        """The decision that holds now; "" where there is none."""
        return self.one.decision.id if self.one.decision else ""

    @property
    def undoable(self) -> bool:
        """Whether there is a decision to take back: about this very row, or about all with its words."""
        return self.one.decision is not None

    @property
    def can_correct(self) -> bool:
        """Whether its fields can be corrected."""
        return bool(FIELDS[self.table])

    @property
    def can_reject(self) -> bool:
        """Whether it can leave the tables: a document cannot."""
        return self.table != "documents"

    @property
    def reads_otherwise(self) -> bool:
        """Whether the machine's row is another one than what stands in the tables."""
        return self.one.machine is not None and self.one.now is not None and any(field.machine is not None for field in self.fields)


def card(document: Document, one: Reviewed, dissent: Decision | None = None) -> Card:
    """What is shown of a row."""
    row, rows = shown(one), document.applied.rows
    same = [other for other in _same(document, one, row) if other.row_id != one.row_id]
    dates = document.applied.reviewed["dates"]
    known = nameable(document, one)
    leaned = next((other for other in dates if row.get("anchor_id") and shown(other)["mention_id"] == row["anchor_id"]), None)
    leaning = [other for other in dates if one.table == "dates" and shown(other)["anchor_id"] == row["mention_id"]]
    words = row["text"] if one.table == "entities" else ""
    return Card(
        document=rows.document,
        one=one,
        row=row,
        standing=standing(one),
        fields=tuple(_fields(one, row, known)),
        context=context(document, one),
        leaned=_other(rows, leaned) if leaned else None,
        leaning=[_other(rows, other) for other in leaning[:_LISTED]],
        same=[_other(rows, other) for other in same[:_LISTED]],
        more=max(0, len(same) - _LISTED),
        alike=sum(other["text"] == words for other in document.machine.tables["entities"]) if words else 0,
        page=row.get("page") or _note(rows, one, row).get("page", ""),
        dissent=dissent,
    )


def context(document: Document, one: Reviewed) -> Context | None:
    """The words a row is about and those around them; None for what stands nowhere in the text."""
    row, rows = shown(one), document.applied.rows
    if one.table in SPANS:
        return _in_sentence(rows, row["sentence_id"], int(row["start"]), int(row["end"]))
    if one.table == "documents":
        front = [sentence["text"] for sentence in rows.tables["sentences"] if sentence["kind"] == "front"]
        return Context("", "", "\n".join(front)[:_CONTEXT], "", "", "") if front else None
    read = document.machine if one.machine else rows
    anchor = anchor_of(read, one.table, row)
    if anchor.sentence_id in rows.sentences:
        return _in_sentence(rows, anchor.sentence_id, anchor.start or 0, anchor.end or 0)
    if anchor.sentence_id in rows.notes:
        note = rows.notes[anchor.sentence_id]
        text = note["text"]
        return Context(note["sentence_id"], "", text[: anchor.start], text[anchor.start : anchor.end], text[anchor.end :], "")
    if not anchor.quote:
        return None
    return Context("", "", anchor.prefix, anchor.quote[:_CONTEXT], anchor.suffix, "")


def _in_sentence(rows: DocumentRows, sentence_id: str, start: int, end: int) -> Context:
    sentences = list(rows.sentences)
    at = sentences.index(sentence_id)
    text = rows.sentences[sentence_id]["text"]
    before = rows.sentences[sentences[at - 1]]["text"] if at else ""
    after = rows.sentences[sentences[at + 1]]["text"] if at + 1 < len(sentences) else ""
    return Context(sentence_id, before[-_CONTEXT:], text[:start], text[start:end], text[end:], after[:_CONTEXT])


def nameable(document: Document, one: Reviewed) -> Nameable | None:
    """What a row can name: None for those that name nothing."""
    return Nameable.of(document.applied.rows, shown(one)["sentence_id"]) if one.table == "events" else None


def _fields(one: Reviewed, row: Row, known: Nameable | None) -> Iterator[Shown]:
    machine: Mapping[str, str] = one.machine or row
    for name in READING[one.table]:
        if row[name] or machine[name]:
            told = known.told(name, row[name]) if known else ""
            yield Shown(name, row[name], machine[name] if machine[name] != row[name] else None, told)


def _note(rows: DocumentRows, one: Reviewed, row: Row) -> Row:
    return rows.notes[row["note_id"]] if one.table == "citations" else {}


def _same(document: Document, one: Reviewed, row: Row) -> Iterator[Reviewed]:
    """The rows of its table about the same thing."""
    column = _THING.get(one.table)
    if column is None or not row[column]:
        return
    for other in document.applied.reviewed[one.table]:
        if other.now is not None and other.now[column] == row[column]:
            yield other


def _other(rows: DocumentRows, one: Reviewed) -> Other:
    row = shown(one)
    value = row["value"] if one.table == "dates" else ""
    if one.table == "citations":
        note = rows.notes[row["note_id"]]
        return Other(note["sentence_id"], one.table, one.row_id, f"{note['number']} ", row["raw"][: 3 * _AROUND], "", value)
    text, start, end = rows.sentences[row["sentence_id"]]["text"], int(row["start"]), int(row["end"])
    around = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    return Other(row["sentence_id"], one.table, one.row_id, *around, value)
