"""Lines of pages made by hand, for tests of what the PDF reader makes of lines."""

from __future__ import annotations

from pipeline.read.pdf.page import Box, Gap, Graphics, Line, Page

WIDE = 40  # characters of the measure, of 10 points each
LEFT = 50.0


def line(text: str, top: float, left: float = 0.0, size: float = 10.0, *, region: int = 0, weight: int = 0, gothic: bool = False) -> Line:
    """A line of a measure of 40 characters; `left` in points from where it begins."""
    box = Box(LEFT + left, top - size, LEFT + left + width(text, size), top)
    return Line(text, box, size, top - 0.88 * size, int(gothic), weight, gothic, False, region, Box(LEFT, 100, LEFT + 10 * WIDE, 700))


def centred(text: str, top: float, size: float = 10.0, *, gothic: bool = False) -> Line:
    """A line in the middle of the measure."""
    return line(text, top, (10 * WIDE - width(text, size)) / 2, size, gothic=gothic)


def gapped(before: str, after: str, top: float, stop: float, *, region: int = 0) -> Line:
    """A line with white inside; `stop` is where it goes on, in points from where the measure begins."""
    made = line(f"{before}\u3000{after}", top, region=region)
    made.gaps = (Gap(len(before), LEFT + stop, stop - width(before, 10.0)),)
    made.box = made.box._replace(right=LEFT + stop + width(after, 10.0))
    return made


def width(text: str, size: float) -> float:
    """The printed width of a text."""
    return sum(size if ord(char) > 0x2E80 else size / 2 for char in text)


def page(lines: list[Line], number: int = 1) -> Page:
    """A page of these lines with nothing drawn on it."""
    return Page(number, 500, 800, lines, Graphics())
