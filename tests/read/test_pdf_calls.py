"""Functions of PDFium's asked for many characters at once: the same answers as one by one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from pipeline.read.pdf.calls import Answers, pointer
from tests.read.pdf_files import Sheet, pdf

COUNTS = [0, 1, 511, 512, 513, 1200]


@pytest.fixture
def text_page() -> Iterator[Any]:
    sheet = Sheet()
    for at in range(30):
        sheet.text(20, 580 - 18 * at, "交渉" * 20, 8)
    document = pdfium.PdfDocument(pdf([sheet]))
    opened = document[0].get_textpage()
    yield opened.raw
    opened.close()
    document.close()


@pytest.mark.parametrize("count", COUNTS)
def test_answers_in_one_structure(text_page: Any, count: int) -> None:
    boxes = Answers(raw.FPDFText_GetLooseCharBox, ctypes.c_float, 4)
    box = raw.FS_RECTF()
    expected = []
    for index in range(count):
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        expected += [box.left, box.top, box.right, box.bottom]
    assert boxes.of([pointer(text_page)] * count, range(count)) == expected


@pytest.mark.parametrize("count", COUNTS)
def test_answers_in_numbers_of_their_own(text_page: Any, count: int) -> None:
    origins = Answers(raw.FPDFText_GetCharOrigin, ctypes.c_double, 2, 2)
    x, y = ctypes.c_double(), ctypes.c_double()
    expected = []
    for index in range(count):
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        expected.append((x.value, y.value))
    assert list(origins.each([pointer(text_page)] * count, range(count))) == expected


def test_what_pdfium_does_not_know_is_nothing_of_the_answer_before(text_page: Any) -> None:
    boxes = Answers(raw.FPDFText_GetLooseCharBox, ctypes.c_float, 4)
    page = pointer(text_page)
    assert any(boxes.of([page], [0]))
    assert boxes.of([page], [1_000_000]) == [0.0] * 4
