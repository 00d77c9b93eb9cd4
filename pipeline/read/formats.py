"""First bytes of a file → what format it is in. The name's ending is never asked."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.model import PipelineError

Format = Literal["pdf", "docx", "html", "text"]

_HEAD = 4096  # bytes in which a format must show itself
_BLANK = b"\x00 \t\r\n\x0c\xef\xbb\xbf\xfe\xff"
# Formats that people drop into raw/ and that are not read, in plain words.
_REFUSED = (
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_PDF = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n\x00])%PDF-[0-9]")  # readers accept what a server or an editor put before it
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(
    rb"(?:<\?xml[^>]{0,300}+>\s*+|<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|header|div|p|h[1-6]|table|ul|ol|span|center|font)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_XHTML = re.compile(rb"<(?:\w{1,20}:)?html[\s>]", re.IGNORECASE)
_MHTML = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location):.*?multipart/related", re.IGNORECASE | re.DOTALL)


def of(data: bytes) -> Format:
    """The format that the file's content shows. Raises `PipelineError` for an empty file and for formats that are not read."""
    if not data.strip(_BLANK):
        raise PipelineError("the file is empty" if not data else "the file holds no text, only blank space")
    if _PDF.search(data[:1024]):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED_PACKAGE in data
        raise _refused("an Office file locked with a password" if encrypted else "an old Microsoft Office file", encrypted=encrypted)
    for signature, kind in _REFUSED:
        if data.startswith(signature):
            raise _refused(kind)
    return _markup(data[:_HEAD].replace(b"\x00", b"").lstrip(_BLANK))


def _markup(head: bytes) -> Format:
    """HTML by its first tag (UTF-16 reads alike once its zero bytes are out); other XML and archived pages are refused."""
    if _MARKUP.match(head):
        return "html"
    if head.startswith(b"<?xml"):
        if _XHTML.search(head):
            return "html"
        raise _refused("an XML file")
    if _MHTML.match(head):
        raise _refused("an archived web page (MHTML)")
    return "text"


def _refused(kind: str, *, encrypted: bool = False) -> PipelineError:
    advice = "take the password off" if encrypted else "save the report as PDF, DOCX, HTML or plain text"
    return PipelineError(f"this is {kind}, which is not read; {advice} and run again")
