"""A workbook that a reviewer has typed in → the decisions that the app would have made of the same, appended to decisions.csv."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pipeline.review import decisions, outputs
from pipeline.review.anchors import Found, Lost, find
from pipeline.review.apply import Applied, Reviewed, apply
from pipeline.review.basis import base
from pipeline.review.decisions import Decided
from pipeline.review.fields import Invalid, Nameable, checked, corrected
from pipeline.review.model import Anchor, Decision, Row
from pipeline.review.rows import MENTIONS, READING, SPANS, DocumentRows, read, reading
from pipeline.review.workbook.cells import excerpt, shown, unescaped
from pipeline.review.workbook.known import Known, said
from pipeline.review.workbook.opening import Opened, TypedLine, opened
from pipeline.review.workbook.wishes import Added, Refused, Wish, added, moved, span, wish
from pipeline.storage import Place
from pipeline.write.part_files import read_part


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A line that gave no decision: its sheet, its number there from 1, the column concerned ("": the whole line), and why."""

    sheet: str
    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the decisions it has made, by verdict; lines that say what was decided already; lines not taken."""

    made: Mapping[str, int]
    already: int
    not_taken: tuple[NotTaken, ...]


def import_(file: Path, output: Place, reviews: Path, *, reviewer: str) -> Imported:
    """Appends the decisions typed into a workbook, all at once, in the order of its lines; each row is found by its hidden cell.

    A row that is not in the outputs as it was exported is looked for by its quotation. Lines without a verdict, a change or a
    comment give nothing, and so does the same workbook imported again. Raises `PipelineError` where the file is no workbook of
    this program.
    """
    book = opened(file)
    kept = decisions.Decisions(reviews)
    made = _Import(book, output, kept.read(), reviewer)
    found = list(made.decisions())
    kept.append(found)
    return Imported(dict(Counter(decision.verdict for decision in found)), made.already, tuple(made.not_taken))


_SPANNED = (*SPANS, "citations")
_MOVES = ("text", "offset")
_NOWHERE = Lost("it has none of its own")


class _Document:
    """A document as the outputs have it now, with the decisions there were before the import."""

    def __init__(self, folder: Place, decided: Decided) -> None:
        self.rows: DocumentRows = read(read_part(folder))
        self._decided = decided

    @cached_property
    def _applied(self) -> Applied:
        return apply(self.rows, self._decided)

    @cached_property
    def reviewed(self) -> Mapping[tuple[str, str], Reviewed]:
        """Its rows by table and id."""
        return {(table, one.row_id): one for table, rows in self._applied.reviewed.items() for one in rows}

    def row(self, one: Wish) -> tuple[Row, Anchor] | None:
        """The row of a line with its anchor, where it still reads as it did; for an added one as it was added."""
        reviewed = self.reviewed.get((one.line.table, one.key.row_id))
        found = base(self.rows, self._applied.rows, reviewed) if reviewed else None
        return found if found and reading(one.line.table, found[0]) == one.key.machine else None

    def nameable(self, table: str, place: Found | Lost) -> Nameable | None:
        """What a row at a place can name; None where rows of its table name nothing, or where the document has no such place."""
        return Nameable.of(self._applied.rows, place.sentence_id) if table == "events" and isinstance(place, Found) else None

    def places(self, table: str, anchors: Sequence[Anchor], *, same_source: bool) -> list[Found | Lost]:
        """Where the rows of a table stood, in the text as it is now."""
        stream = self.rows.note_stream if table == "citations" else self.rows.sentence_stream
        return find(stream, anchors, same_source=same_source)


class _Import:
    """The lines of a workbook on their way to decisions."""

    def __init__(self, book: Opened, output: Place, decided: Decided, reviewer: str) -> None:
        self._book = book
        self._folders = outputs.parts(output)
        self._decided = decided
        self._reviewer = reviewer
        self._known = Known(decided.decisions, reviewer, book.facts.get("exported_at", ""))
        self._documents: dict[str, _Document] = {}
        self.already = 0
        self.not_taken: list[NotTaken] = []

    def decisions(self) -> Iterator[Decision]:
        """Those that were not made before; what is not taken and what was known is counted meanwhile."""
        wishes, more = self._read()
        wishes = list(self._of_one_mind(wishes))
        places = self._places(wishes)
        lines: list[Wish | Added] = [*wishes, *more]
        for one in lines:
            try:
                made = self._added(one) if isinstance(one, Added) else self._decided_by(one, places)
            except Refused as error:
                self._refuse(one.line, error)
                continue
            self.already += not made
            for decision in made:
                self._known.add(decision)
                yield decision

    def _decided_by(self, one: Wish, places: Mapping[tuple[str, int], Found | Lost]) -> list[Decision]:
        """The decisions of a line, none where they were made before. Raises `Refused`.

        They are two where all rows with the same words are meant, and this one was decided about by itself.
        """
        decision = self._decision(one, places)
        reviewed = self._document(one.key.doc_id).reviewed.get((one.line.table, one.key.row_id))
        by_itself = reviewed is not None and reviewed.decision is not None and reviewed.effective
        if one.scope != "mention" and reviewed is not None and reviewed.machine is None:
            raise Refused("a row that was added holds for this place only", "scope")
        if decision in self._known or (reviewed is not None and by_itself and self._stands(reviewed.decision, decision)):
            return []
        if one.scope == "mention" or not by_itself:
            return [decision]
        return [decision, self._decision(replace(one, scope="mention"), places)]

    def _read(self) -> tuple[list[Wish], list[Added]]:
        wishes: list[Wish] = []
        more: list[Added] = []
        for line in self._book.lines:
            try:
                if line.purpose == "row" and (found := wish(line)):
                    wishes.append(found)
                elif line.purpose == "add" and (missed := added(line)):
                    more.append(missed)
            except Refused as error:
                self._refuse(line, error)
        return wishes, more

    def _of_one_mind(self, wishes: Iterable[Wish]) -> Iterator[Wish]:
        """Without lines that say different things of one row: someone has copied lines."""
        alike: dict[tuple[str, str, str], list[Wish]] = defaultdict(list)
        for one in wishes:
            alike[one.line.table, one.key.doc_id, one.key.row_id].append(one)
        for same in alike.values():
            if all((one.verdict, one.scope, one.changed) == (same[0].verdict, same[0].scope, same[0].changed) for one in same):
                yield same[0]
                continue
            told = ", ".join(str(one.line.number) for one in same)
            for one in same:
                self._refuse(one.line, Refused(f"lines {told} are of the same row and say different things", "row"))

    def _places(self, wishes: Iterable[Wish]) -> dict[tuple[str, int], Found | Lost]:
        """Where the rows stand that do not read as they did, by sheet and line; all of a document and table are looked for at once."""
        stale: dict[tuple[str, str], list[Wish]] = defaultdict(list)
        for one in wishes:
            if one.line.table in _SPANNED and one.key.doc_id in self._folders and self._current(one) is None:
                stale[one.key.doc_id, one.line.table].append(one)
        found: dict[tuple[str, int], Found | Lost] = {}
        for (doc_id, table), some in stale.items():
            document = self._document(doc_id)
            places = document.places(table, [one.key.anchor for one in some], same_source=self._same_source(doc_id))
            found |= {(one.line.sheet, one.line.number): place for one, place in zip(some, places, strict=True)}
        return found

    def _decision(self, one: Wish, places: Mapping[tuple[str, int], Found | Lost]) -> Decision:
        """Raises `Refused`."""
        document = self._document(one.key.doc_id)
        current = self._current(one)
        if current is not None:
            row, anchor = current
            where = Found(anchor.sentence_id, anchor.start or 0, anchor.end or 0, anchor.quote, 1.0)
            return self._made(one, document.rows.document, row, anchor, self._values(one, document, row, where))
        place = places.get((one.line.sheet, one.line.number), _NOWHERE)
        if isinstance(place, Lost) and one.line.table != "documents":
            raise Refused(f"its row does not read so in the outputs any more, and its place is not found: {place.reason}", "row")
        as_read = dict.fromkeys(READING[one.line.table], "") | dict(one.key.machine)
        values = self._values(one, document, as_read, place)
        made = self._made(one, self._book.documents[one.key.doc_id], None, one.key.anchor, values)
        return replace(made, row_id=one.key.row_id, machine=dict(one.key.machine))

    def _stands(self, held: Decision | None, decision: Decision) -> bool:
        """Whether it is the reviewer's own decision that holds for the row, and says the same."""
        return held is not None and held.reviewer == self._reviewer and said(held) == said(decision)

    def _values(self, one: Wish, document: _Document, row: Row, place: Found | Lost) -> dict[str, str]:
        """The values of a correction, as the app would give them. Raises `Refused`."""
        if one.verdict != "correct":
            return {}
        changed, moves = dict(one.changed), {name: one.key.values[name] for name in _MOVES if name in one.key.values}
        if "text" in changed and one.line.table in MENTIONS:
            words = changed.pop("text")
            if not words or isinstance(place, Lost):
                raise Refused(place.reason if isinstance(place, Lost) else "no words are left; to take the row away, choose reject", "text")
            offset = moved(document.rows.sentences[place.sentence_id]["text"], place.start, place.end, words)
            moves = {"text": words, "offset": str(offset)}
            if one.scope != "mention":
                raise Refused("words that are moved hold for this mention only", "scope")
        try:
            return corrected(one.line.table, moves | changed, one.seen, row, document.nameable(one.line.table, place))
        except Invalid as error:
            raise Refused(str(error.args[0]), error.field) from error

    def _made(self, one: Wish, document: Row, row: Row | None, anchor: Anchor, values: Mapping[str, str]) -> Decision:
        """The decision; a correction that leaves what the machine had read, after one that did not, accepts that."""
        verdict = one.verdict
        if verdict == "correct" and not values:
            if not one.key.cells:
                raise Refused("what was typed is what the machine has read; choose accept", "verdict")
            verdict = "accept"
        return decisions.new(
            verdict, one.line.table, reviewer=self._reviewer, document=document, row=row, anchor=anchor,
            values=values, scope=one.scope, comment=one.comment,
        )  # fmt: skip

    def _added(self, one: Added) -> list[Decision]:
        """The decision that adds a mention, none where it was made before. Raises `Refused` also where the table has it already."""
        decision = self._addition(one)
        if decision in self._known:
            return []
        anchor, thing = decision.anchor, decision.values.get("entity_id")
        place = (anchor.sentence_id, str(anchor.start), str(anchor.end))
        for reviewed in self._document(decision.doc_id).reviewed.values():
            now = reviewed.now if reviewed.table == one.line.table else None
            if now and (now["sentence_id"], now["start"], now["end"]) == place and now.get("entity_id") == thing:
                raise Refused("this stands in the table already", "text")
        return [decision]

    def _addition(self, one: Added) -> Decision:
        """Raises `Refused`."""
        document = self._document(one.sentence_id.rpartition(":")[0])
        sentence = document.rows.sentences.get(one.sentence_id)
        if sentence is None:
            raise Refused(f"there is no sentence {one.sentence_id}", "sentence_id")
        exported = self._book.sentences.get(one.sentence_id, "")
        if unescaped(exported) != unescaped(shown(excerpt(sentence["text"]))):
            raise Refused("the sentence does not read any more as it did; export anew", "sentence_id")
        start, end = span(sentence["text"], one.words, one.which)
        anchor = document.rows.sentence_stream.anchor(one.sentence_id, start, end)
        try:
            values = checked(one.line.table, one.values, None)
        except Invalid as error:
            raise Refused(str(error.args[0]), error.field) from error
        return decisions.new(
            "add", one.line.table, reviewer=self._reviewer, document=document.rows.document, row=None, anchor=anchor,
            values=values, comment=one.comment,
        )  # fmt: skip

    def _current(self, one: Wish) -> tuple[Row, Anchor] | None:
        """The row of a line with its anchor, where it was read from the same file and reads as it did."""
        if not self._same_source(one.key.doc_id):
            return None
        return self._document(one.key.doc_id).row(one)

    def _same_source(self, doc_id: str) -> bool:
        held = self._book.documents.get(doc_id, {})
        return held.get("sha256") == self._document(doc_id).rows.document["sha256"]

    def _document(self, doc_id: str) -> _Document:
        """Raises `Refused` where there is none."""
        if doc_id not in self._documents:
            if doc_id not in self._folders:
                raise Refused(f"there is no document {doc_id!r} in the outputs", "doc_id")
            self._documents[doc_id] = _Document(self._folders[doc_id], self._decided)
        return self._documents[doc_id]

    def _refuse(self, line: TypedLine, error: Refused) -> None:
        self.not_taken.append(NotTaken(line.sheet, line.number, error.field, str(error)))
