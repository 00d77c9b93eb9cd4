"""A place in a sentence's cleaned text → its place in the source, worked out from rows alone."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from functools import cached_property

from pipeline import clean
from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows

_LONGEST = 4_000  # characters of a sentence that is compared with its source: beyond, that takes seconds


class Source:
    """The source of a document's rows."""

    def __init__(self, rows: DocumentRows) -> None:
        self._rows = rows

    def place(self, row: Row, start: int, end: int) -> tuple[int, int]:
        """The source range behind code points `start` to `end` of the text of a sentence or note.

        Where the text cannot be followed back (its source is not there, or too long) it is the range of the whole sentence.
        """
        first, last = int(row["raw_start"]), int(row["raw_end"])
        raw = clean.uniform(self._rows.text[first:last])
        text = row["text"]
        if not raw.text or len(text) > _LONGEST or len(raw) > 2 * _LONGEST:
            return first, last
        begin, final = None, None
        for here, there, size in SequenceMatcher(None, text, raw.text, autojunk=False).get_matching_blocks():
            if here <= start < here + size:
                begin = first + raw.starts[there + start - here]
            if here < end <= here + size:
                final = first + raw.ends[there + end - here - 1]
        if begin is None or final is None or begin >= final:
            return first, last
        return begin, final

    def page(self, raw_start: int) -> str:
        """The page of a place, as far as the rows around it tell; "" where the source has no pages."""
        starts, pages = self._pages
        return str(pages[max(bisect_right(starts, raw_start) - 1, 0)]) if pages else ""

    @cached_property
    def _pages(self) -> tuple[list[int], list[int]]:
        found = sorted(
            (int(row["raw_start"]), int(row["page"]))
            for table in ("sentences", "entities", "dates", "quantities", "notes")
            for row in self._rows.tables[table]
            if row["page"]
        )
        return [start for start, _ in found], [page for _, page in found]
