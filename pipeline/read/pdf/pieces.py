"""The characters of a page of PDFium → its text, and the stretches of it that are text objects."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import partial
from itertools import compress
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf.calls import pointer, quick

_ROOM = 4096  # characters that buffers grow by: each length is a type of its own, which is kept

# Between blanks and other characters that PDFium may have set in, which are of no object, an object's characters lie side by side, but
# where PDFium turns their order round.
_STRETCHES, _ONE_BY_ONE = re.compile(r"[^\0-\x20\x7f-\xa0\xad\ufffd-\uffff]+|[\s\S]"), re.compile(r"[\s\S]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")

_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)


def characters(text_page: Any, count: int) -> str:
    """All `count` characters of a page: at once where each is one UTF-16 unit, else one by one."""
    buffer = (ctypes.c_ushort * (count // _ROOM * _ROOM + _ROOM))()
    units = max(0, pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1)
    text = memoryview(buffer).cast("B")[: 2 * units].tobytes().decode("utf-16-le", "replace")
    if len(text) == count == units and "\ufffd" not in text:
        return text
    return "".join(chr(_scalar(pdfium.FPDFText_GetUnicode(text_page, index))) for index in range(count))


def _scalar(code: int) -> int:
    return code if code < 0xD800 or 0xE000 <= code < 0x110000 else 0xFFFD


def pieces(text_page: Any, raw: str) -> tuple[list[int], list[int], list[int]]:
    """The text objects in the order they are drawn, with where the characters of each start and stop; `raw` are all characters.

    One that PDFium sets blanks into is several pieces.
    """
    owner = partial(_text_object, pointer(text_page))
    opened: list[tuple[int, int]] = []
    for found in (_ONE_BY_ONE if _RIGHT_TO_LEFT.search(raw) else _STRETCHES).finditer(raw):
        start, stop = found.span()
        first = owner(start)
        if not opened or opened[-1][1] != first:
            opened.append((start, first))
        if stop - start > 1 and (last := owner(stop - 1)) != first:
            _open(owner, start, stop - 1, first, last, opened)
    starts, drawn = [start for start, _ in opened], [owned for _, owned in opened]
    stops = [*starts[1:], len(raw)]
    if all(drawn):
        return drawn, starts, stops
    # PDFium's own blanks and line breaks are of no object; gaps between glyphs are better evidence
    return list(compress(drawn, drawn)), list(compress(starts, drawn)), list(compress(stops, drawn))


def _open(owner: Callable[[int], int], low: int, high: int, first: int, last: int, opened: list[tuple[int, int]]) -> None:
    """Adds the objects that begin behind a character of one up to a character of another; all characters of an object lie together."""
    while high - low > 1:
        middle = (low + high) // 2
        between = owner(middle)
        if between == first:
            low = middle
        elif between == last:
            high = middle
        else:
            _open(owner, low, middle, first, between, opened)
            low, first = middle, between
    opened.append((high, last))
