"""Lines with white inside → where it is a tab stop or leads to a page's number: the blank becomes a TAB and the line a row by itself.

White inside a line is a tab stop where lines directly below each other go on at the same place behind it; the number at the end of an
entry of a table of contents is known by the dots that lead to it, or by the right edge that it shares with other numbers. The white
behind a label (１　, 第1章　, 注　) is a space, and so is all white in lines of prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.read.pdf.forms import is_label
from pipeline.read.pdf.joining import end, start
from pipeline.read.pdf.page import Gap, Line, Page

# In em of the line.
ONE_STOP = 0.35  # lines that go on at one place do so this exactly
SET_WIDTH, ONE_WIDTH = 1.5, 0.15  # white of so many characters behind each term of a list; how exactly it is one width
ONE_EDGE = 0.6  # numbers that end at one edge, likewise
_ROWS = 2  # lines that make a stop
_TERM = 16  # characters of the longest term before white of one width
_NUMBERS = 3  # numbers that make an edge
_LEAST = 4  # dots that lead to a number
_DOTS = {".": 1, "．": 1, "・": 1, "·": 1, "‥": 2, "…": 3, "⋯": 3}
_LEADER = "".join(_DOTS) + " \u3000"
_PAGE = re.compile(r"(?:[0-9０-９]{1,4}|[ivxlcIVXLC]{1,6})$")
_PROSE = ("。", "、", "，")


def mark(pages: Sequence[Page]) -> None:
    """Writes a TAB for the white before a page's number and at stops, in the lines of the body."""
    for page in pages:
        for line in page.lines:
            if line.kind == "body":
                _leader(line)
        for run in _runs(page):
            _edges(run)
            _stops(run)


def stop(line: Line) -> float | None:
    """Where the last part of a row begins, along the line."""
    at = line.text.rfind("\t")
    return next((gap.end for gap in line.gaps if gap.at == at), None) if at >= 0 else None


def _runs(page: Page) -> Iterator[list[Line]]:
    """Lines of the body that stand together in one region."""
    run: list[Line] = []
    for line in page.lines:
        if run and (line.kind != "body" or line.region != run[-1].region):
            yield run
            run = []
        if line.kind == "body":
            run.append(line)
    if run:
        yield run


def _leader(line: Line) -> None:
    """Dots that lead to a number at the line's end become a TAB."""
    number = _PAGE.search(line.text[-6:].rstrip())
    if number is None:
        return
    before = line.text.rstrip()[: -len(number[0])]
    head = before.rstrip(_LEADER)
    if not head or sum(_DOTS.get(char, 0) for char in before[len(head) :]) < _LEAST:
        return
    line.text = f"{head}\t{number[0]}"
    line.gaps = (Gap(len(head), end(line) - line.size, line.size),)


def _edges(run: Sequence[Line]) -> None:
    """White before numbers that end at one edge becomes a TAB."""
    ending = [line for line in run if line.gaps and _PAGE.fullmatch(line.text[line.gaps[-1].at + 1 :].strip())]
    edges = Counter(round(end(line) / ONE_EDGE / line.size) for line in ending)
    for line in ending:
        edge = round(end(line) / ONE_EDGE / line.size)
        if line.text[line.gaps[-1].at] != "\t" and edges[edge - 1] + edges[edge] + edges[edge + 1] >= _NUMBERS:
            _tab(line, line.gaps[-1])


def _stops(run: Sequence[Line]) -> None:
    """White of lines that go on at one place becomes a TAB."""
    rows: list[tuple[Line, Gap]] = []
    for line in [*run, None]:
        gap = None if line is None else next((gap for gap in line.gaps if _may_be_stop(line, gap)), None)
        if line is not None and gap is not None and (not rows or _one_stop(*rows[-1], line, gap)):
            rows.append((line, gap))
            continue
        if line is not None and gap is None and rows and _at(start(line), rows[-1][1].end, line):
            continue  # the second line of what stands at the stop
        if len(rows) >= _ROWS:
            for row, found in rows:
                _tab(row, found)
        rows = [(line, gap)] if line is not None and gap is not None else []


def _one_stop(above: Line, before: Gap, line: Line, gap: Gap) -> bool:
    """Whether the white of two lines ends at one place, or is of one width, wider than a blank, in lines that begin at one place."""
    if _at(before.end, gap.end, line):
        return True
    same = abs(before.width - gap.width) < ONE_WIDTH * line.size and gap.width > SET_WIDTH * line.size
    return same and _at(start(above), start(line), line) and max(above.gaps[0].at, line.gaps[0].at) <= _TERM


def _at(one: float, other: float, line: Line) -> bool:
    return abs(one - other) < ONE_STOP * line.size


def _may_be_stop(line: Line, gap: Gap) -> bool:
    if line.text[gap.at] == "\t" or line.text.rstrip().endswith(_PROSE):
        return False
    before = line.text[: gap.at].strip()
    return bool(before) and not is_label(before)


def _tab(line: Line, gap: Gap) -> None:
    """Spans stay where they are: one blank becomes one TAB."""
    line.text = f"{line.text[: gap.at]}\t{line.text[gap.at + 1 :]}"
