"""Bytes of a PDF file → Source: the text in reading order with its notes, markers, headings, tables, and what is no text."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

from pipeline.model import PipelineError, Problem, Source
from pipeline.read import clock
from pipeline.read.building import Builder
from pipeline.read.pdf.page import Graphics, Page
from pipeline.read.pdf.pages import Reader
from pipeline.read.pdf.properties import declared
from pipeline.read.pdf.writing import Writer
from pipeline.settings import Settings

_REOPENED = 64  # pages
_KEPT_OPEN = 4  # pages: PDFium forgets a font with the last page that uses it


def read(data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
    """The source of a PDF file. Raises `PipelineError` where it is damaged, locked, empty, too long, or holds pictures of pages only."""
    with _no_search_for_cycles():
        with _File(data) as file:
            if file.number == 0:
                raise PipelineError("the PDF file has no pages")
            if file.number > settings.max_pages:
                raise PipelineError(f"the PDF file has {file.number:,} pages, more than max_pages = {settings.max_pages:,} allows")
            properties = declared(_properties(file.document))
            pages, unread = _pages(file, settings)
        silent = [page.number for page in pages if not page.lines and not page.tables]
        if len(silent) == len(pages):
            raise PipelineError(
                "the PDF file has no text layer, only pictures of its pages; run text recognition (OCR) on it and save it again"
                if not unread
                else "none of the pages of the PDF file can be read: it is damaged"
            )
        builder = Builder(settings)
        Writer(pages, builder).write()
    problems = [*builder.problems, *_silences(silent, builder)]
    return Source(
        doc_id,
        name,
        sha256,
        "application/pdf",
        "",
        builder.text(),
        tuple(builder.page_starts),
        builder.sorted_hints(),
        properties,
        tuple(problems),
    )


def _properties(document: pdf.PdfDocument) -> dict[str, str]:
    """The file's properties, without those that are no text (lone surrogates)."""
    told = {}
    for key in document.METADATA_KEYS:
        with suppress(UnicodeDecodeError):
            told[key] = document.get_metadata_value(key)
    return told


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Pages are made of very many small tuples and no cycles: searching these for cycles takes a fifth of the time."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


class _File:
    """A PDF file, opened anew every so many pages: PDFium keeps what it has read of a file until that is closed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.document = _opened(data)
        self.number = len(self.document)
        self._open: deque[Any] = deque()

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._close_pages(0)
        self.document.close()

    def page(self, index: int) -> Any:
        """The handle of a page, None where it cannot be opened; pages are asked for one after the other, and closed when later ones are."""
        if index % _REOPENED == 0:
            clock.go_on()
            if index:
                self._close_pages(0)
                self.document.close()
                self.document = _opened(self._data)
        handle = pdfium.FPDF_LoadPage(self.document.raw, index)
        if handle:
            self._open.append(handle)
            self._close_pages(_KEPT_OPEN)
        return handle

    def _close_pages(self, kept: int) -> None:
        while len(self._open) > kept:
            pdfium.FPDF_ClosePage(self._open.popleft())


def _opened(data: bytes) -> pdf.PdfDocument:
    try:
        return pdf.PdfDocument(data)
    except pdf.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise PipelineError("the PDF file is locked with a password; save it without one and run again") from error
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            raise PipelineError("the PDF file is encrypted in a way not known here; save it without encryption and run again") from error
        raise PipelineError("the PDF file cannot be opened: it is damaged or has no pages") from error


def _pages(file: _File, settings: Settings) -> tuple[list[Page], int]:
    """All pages, one open at a time, and how many could not be opened."""
    reader = Reader()
    pages: list[Page] = []
    unread = chars = 0
    for index in range(file.number):
        handle = file.page(index)
        pages.append(reader.page(handle, index + 1) if handle else Page(index + 1, 0.0, 0.0, [], Graphics()))
        unread += not handle
        chars += sum(len(line.text) for line in pages[-1].lines)
        if chars > settings.max_chars:
            raise PipelineError(f"the file holds more text than max_chars = {settings.max_chars:,} allows")
    return pages, unread


def _silences(silent: list[int], builder: Builder) -> Iterator[Problem]:
    """A problem for each run of pages without text."""
    runs: list[list[int]] = []
    for page in silent:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    for run in runs:
        where = f"page {run[0]} has" if len(run) == 1 else f"pages {run[0]}-{run[-1]} have"
        at = builder.page_starts[run[0] - 1]
        yield Problem("warning", "page-without-text", f"{where} no text layer: pictures of text are not read", at, at)
