"""A document's rows → its text as it reads: blocks of sentences in runs that share the same mentions, and the notes beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.review.app.layout import Block, laid_out
from pipeline.review.app.segments import Mark, Segment, cells, segments, tabs
from pipeline.review.app.words import Words
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS, DocumentRows
from pipeline.tables.cells import unguarded


class Text:
    """What a template asks of the text of a document."""

    def __init__(self, rows: DocumentRows, words: Words) -> None:
        self._words = words
        self._marks: dict[str, dict[str, Mark]] = defaultdict(dict)
        self._read: dict[str, list[str]] = defaultdict(list)
        for table in MENTIONS:
            for row in rows.tables[table]:
                name, sentence = row["mention_id"], row["sentence_id"]
                self._marks[sentence][name] = Mark(table, name, sentence, int(row["start"]), int(row["end"]), "undecided")
                self._read[name].append(self._reading(table, row))
        self._notes: dict[str, list[Row]] = defaultdict(list)
        for note in rows.tables["notes"]:
            self._notes[note["sentence_id"]].append(note)
        self.notes: Sequence[Row] = rows.tables["notes"]
        layout = laid_out(rows)
        self.blocks: Sequence[Block] = [block for piece in layout.pieces for block in piece.blocks]
        self.headings = layout.headings

    def runs(self, sentence: Row, cuts: Iterable[int] = ()) -> list[Segment]:
        """A sentence's text in segments."""
        name = sentence["sentence_id"]
        return segments(sentence["text"], self._marks[name].values(), self._notes.get(name, ()), cuts)

    def cells(self, sentence: Row) -> list[list[Segment]]:
        """A row of a table in segments, cell by cell."""
        return cells(self.runs(sentence, tabs(sentence["text"])))

    def layers(self, segment: Segment) -> str:
        """The layers of its mentions, as classes."""
        return " ".join(dict.fromkeys(mark.table for mark in segment.marks))

    def told(self, segment: Segment) -> str:
        """What was read in its mentions, a line each."""
        return "\n".join(dict.fromkeys(line for mark in segment.marks for line in self._read[mark.row_id]))

    def _reading(self, table: str, row: Row) -> str:
        if table == "entities":
            return _joined(row["name"], row["role"], self._words.name("label", row["label"]))
        if table == "dates":
            return _joined(row["value"] or self._words.name("type", row["type"]), row["mod"])
        amount = "–".join(filter(None, (row["value"], row["value_max"])))
        return _joined(row["item"], f"{amount} {row['unit']}".strip() or self._words.name("kind", row["kind"]), row["mod"], row["basis"])


def _joined(*cells: str) -> str:
    return " · ".join(unguarded(cell) for cell in cells if cell)
