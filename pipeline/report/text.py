"""A document's rows → its text as it reads: blocks of sentences in runs that share the same mentions, and the notes beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.report.spoken import Spoken, seen
from pipeline.review.app.layout import Block, laid_out
from pipeline.review.app.segments import Mark, Segment, cells, segments, tabs
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS, DocumentRows


class Text:
    """What a template asks of the text of a document."""

    def __init__(self, rows: DocumentRows, spoken: Spoken) -> None:
        self._spoken = spoken
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
        """What was read in its mentions, a line each; tabs stand about the key of a word that is in the page's language."""
        return "\n".join(dict.fromkeys(line for mark in segment.marks for line in self._read[mark.row_id]))

    def _reading(self, table: str, row: Row) -> str:
        if table == "entities":
            return _joined(seen(row["name"]), seen(row["role"]), self._named("label", row["label"]))
        if table == "dates":
            return _joined(seen(row["value"]) or self._named("type", row["type"]), seen(row["mod"]))
        amount = "–".join(filter(None, (row["value"], row["value_max"])))
        measured = seen(f"{amount} {row['unit']}".strip())
        return _joined(seen(row["item"]), measured or self._named("kind", row["kind"]), seen(row["mod"]), seen(row["basis"]))

    def _named(self, group: str, value: str) -> str:
        return f"\t{self._spoken.named(group, value)}\t" if value else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
