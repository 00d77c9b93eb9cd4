"""The lines of all pages → which of them are labels inside a figure: no sentences of the report.

A figure's caption says that labels follow (or, where it stands below, that they went before); they end at the credit, at the next
caption, at a note, or where lines of the body's size and width begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline import rules
from pipeline.read.pdf.joining import end, start
from pipeline.read.pdf.page import Box, Line, Page

SMALL = 0.95  # times the body's size: labels are smaller
SHORT = 0.4  # of the width of the page's text: nor do they run so far
_CJK_FROM = 0x2E80
_KEPT = 4096  # texts that are remembered: each is asked for several times
LONGEST = 100  # characters of a picture's caption
UNDER = 2.5  # em: so near behind a picture stands its caption
MIDDLE = 1.5  # em between the middles of a picture and of its caption
WIDE = 0.75  # a line of any size that is as wide as that is text


def mark(pages: Sequence[Page], body: float) -> None:
    """Settles the `kind` of labels of figures that have a caption."""
    for page in pages:
        width = _width(page, body)
        for at, line in enumerate(page.lines):
            if line.kind in ("body", "figure-text") and _is_figure(line.text):
                line.kind = "body"
                labels = _labels(page.lines[at + 1 :], body, width)
                if not labels:
                    labels = _labels(page.lines[:at][::-1], body, width)
                for label in labels:
                    label.kind = "figure-text"


def under_picture(page: Page, lines: Sequence[Line], above: Sequence[Line], body: float) -> bool:
    """Whether the lines of a block are the caption of a picture: small, short, directly behind it and in its middle.

    `above` are the lines of the caption that stands between the picture and the block, none where nothing does.
    """
    line = lines[0]
    if line.size >= SMALL * body or sum(len(one.text) for one in lines) > LONGEST or is_credit(line.text) or lines[-1].text.endswith("。"):
        return False
    if above:
        step = above[-1].base - line.base
        return above[-1].size == line.size and 0 < step < UNDER * line.size and abs(_middle(line) - _middle(above[-1])) < MIDDLE * line.size
    return any(_under(image, line) for image in page.graphics.images)


def _under(image: Box, line: Line) -> bool:
    if line.vertical:
        white, first, last = image.left - line.box.right, -image.top, -image.bottom
    else:
        white, first, last = image.bottom - line.box.top, image.left, image.right
    if not -line.size / 2 < white < UNDER * line.size:
        return False
    begins = abs(start(line) - first) < line.size and end(line) < last + line.size
    return begins or abs((first + last) / 2 - _middle(line)) < MIDDLE * line.size


def _middle(line: Line) -> float:
    return (start(line) + end(line)) / 2


@lru_cache(_KEPT)
def is_caption(text: str) -> bool:
    """Whether a line is the title of a figure, table, photo or box."""
    return any(pattern.search(text) for pattern in _patterns("caption"))


@lru_cache(_KEPT)
def is_credit(text: str) -> bool:
    """Whether a line gives the source of a figure or a remark on it."""
    return any(pattern.search(text) for pattern in _patterns("credit"))


def _is_figure(text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns("caption", figure=True))


@cache
def _patterns(role: str, *, figure: bool = False) -> tuple[re.Pattern[str], ...]:
    found = (rule for rule in rules.load("pdf") if rule.fields["role"] == role)
    return tuple(rule.pattern for rule in found if rule.fields.get("figure", False) >= figure)


def _width(page: Page, body: float) -> float:
    """Width of the page's text: of its columns together."""
    lines = [line for line in page.lines if line.kind == "body" and _long(line) > 8 * body]
    if not lines:
        return page.width
    if lines[0].vertical:
        return max(line.box.top for line in lines) - min(line.box.bottom for line in lines)
    return max(line.box.right for line in lines) - min(line.box.left for line in lines)


def _long(line: Line) -> float:
    return line.box.top - line.box.bottom if line.vertical else line.box.right - line.box.left


def _labels(lines: Sequence[Line], body: float, width: float) -> list[Line]:
    """The labels at the start of `lines`; lines of the body's size at their end are the heading of what comes then."""
    made: list[Line] = []
    for at, line in enumerate(lines):
        if line.kind == "figure-text":
            continue
        if line.kind != "body" or is_caption(line.text) or is_credit(line.text):
            return made
        if _is_text(line, body, width) and (_printed(line) > WIDE * width or at + 1 == len(lines) or _is_text(lines[at + 1], body, width)):
            break
        made.append(line)
    while made and made[-1].size >= SMALL * body:
        made.pop()
    return made


def _is_text(line: Line, body: float, width: float) -> bool:
    """Whether a line looks like one of the text, not like a label."""
    if line.kind != "body":
        return True
    long = _printed(line)
    large = line.size >= SMALL * body
    return long > WIDE * width or (large and (long > SHORT * width or line.text.rstrip().endswith(("。", "．"))))


def _printed(line: Line) -> float:
    """The length of the longest of the labels of one height."""
    return line.size * max(sum(1.0 if ord(char) >= _CJK_FROM else 0.55 for char in part) for part in line.text.split("\u3000"))
