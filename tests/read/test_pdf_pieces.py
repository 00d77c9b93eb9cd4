"""The characters of a page → its text objects: the same as asking PDFium for the object of every character."""

from __future__ import annotations

from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from pipeline.read.pdf.calls import address
from pipeline.read.pdf.pieces import characters, pieces
from tests.read.pdf_files import Sheet, pdf

# Pieces of text as (x, y, text), each an object of its own.
PAGES = [
    ("one object a line", [(20, 500, "海洋の安全保障"), (20, 480, "について述べる。")]),
    ("objects of one character", [(20 + 10 * at, 500, char) for at, char in enumerate("海洋の安全保障")]),
    ("several objects a line", [(20, 500, "海洋の"), (50, 500, "安"), (60, 500, "全保障と"), (100, 500, "2024"), (120, 500, "年")]),
    ("blanks of an object and between objects", [(20, 500, "sea power and"), (120, 500, "land power"), (20, 480, "a b c")]),
    ("lines from the right to the left", [(20, 500, "שלום"), (60, 500, "sea"), (90, 500, "ים")]),
]


@pytest.mark.parametrize("texts", [case[1] for case in PAGES], ids=[case[0] for case in PAGES])
def test_every_object_begins_and_ends_where_pdfium_says(texts: list[tuple[float, float, str]]) -> None:
    sheet = Sheet()
    for x, y, text in texts:
        sheet.text(x, y, text)
    document = pdfium.PdfDocument(pdf([sheet]))
    opened = document[0].get_textpage()
    count = raw.FPDFText_CountChars(opened.raw)
    expected, start = [], 0
    for drawn, part in groupby(address(raw.FPDFText_GetTextObject(opened.raw, index)) for index in range(count)):
        stop = start + len(list(part))
        if drawn:
            expected.append((drawn, start, stop))
        start = stop
    found = list(zip(*pieces(opened.raw, characters(opened.raw, count)), strict=True))
    opened.close()
    document.close()
    assert found == expected
