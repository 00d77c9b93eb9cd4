"""A file in raw/ → Source. The format is told by the content, never by the name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.model import PipelineError, Source
from pipeline.read import text
from pipeline.settings import Settings

# First bytes of formats that people drop into raw/ and that this version cannot read, in plain words.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip container (DOCX, XLSX, EPUB …)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_HTML_HEADS = (b"<!doctype html", b"<html", b"<?xml")


def read(path: Path, *, doc_id: str, name: str, settings: Settings) -> Source:
    """The file's text and what is known about it. Raises `PipelineError` with a reason in plain words."""
    data = _bytes(path, settings)
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf\xfe\xff"):
        raise PipelineError("the file is empty" if not data else "the file holds no text, only blank space")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise PipelineError(f"this is {kind}, which is not read yet; save the report as plain text and run again")
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_HEADS):
        raise PipelineError("this is an HTML or XML file, which is not read yet; save the report as plain text and run again")
    return text.read(data, doc_id=doc_id, name=name, sha256=hashlib.sha256(data).hexdigest())


def _bytes(path: Path, settings: Settings) -> bytes:
    try:
        if path.is_dir():
            raise PipelineError("this is a folder, not a file")
        size = path.stat().st_size
        if size > settings.max_bytes:
            raise PipelineError(f"the file has {size:,} bytes, more than max_bytes = {settings.max_bytes:,} allows")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PipelineError("there is no such file") from error
    except OSError as error:
        raise PipelineError(f"the file cannot be read ({error.strerror})") from error
