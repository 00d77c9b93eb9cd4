"""Elements and attributes of HTML by what they are to the reader (`data/html_names.csv`)."""

from __future__ import annotations

from pipeline.rules import words


def _of(role: str) -> frozenset[str]:
    return frozenset(row["name"] for row in words("html_names") if row["role"] == role)


BLOCKS = _of("block")  # stand on lines of their own
HEADINGS = _of("heading")
HOLDERS = _of("holder")  # hold many blocks: never one note
WRAPPERS = _of("wrapper")  # a note that opens one is the whole of it
PAGES = _of("page")
CAPTIONS = _of("caption")
ITALIC = _of("italic")  # what Western notes set titles in
VOID = _of("void")  # have no end tag
UNSEEN = _of("unseen")  # print nothing
CONTROLS = _of("control")  # parts of the site, not of the article, unless much prose stands in them
ATTRIBUTES = _of("attribute")  # that anything here reads
