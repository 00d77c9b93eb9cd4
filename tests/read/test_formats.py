"""Which reader a file goes to: told by its first bytes, whatever its name; what is read by none is refused in plain words."""

from __future__ import annotations

import pytest

from pipeline.model import PipelineError
from pipeline.read import formats

PAGE = "<html><head><meta charset='utf-8'></head><body><p>港</p></body></html>"
KNOWN = [
    (b"%PDF-1.7\n", "pdf"),
    (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "pdf"),
    (b"PK\x03\x04\x14\x00", "docx"),
    (PAGE.encode(), "html"),
    (PAGE.encode("utf-8-sig"), "html"),
    (PAGE.encode("utf-16"), "html"),
    (PAGE.encode("utf-16-le"), "html"),
    (PAGE.upper().encode(), "html"),
    (b"\n\n<!DOCTYPE html>\n" + PAGE.encode(), "html"),
    (b"<!-- saved from url=(0022)http://example.jp/ -->\n" + PAGE.encode(), "html"),
    (b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">' + PAGE.encode(), "html"),
    ("<div class='article'><p>港</p></div>".encode(), "html"),
    ("<h1>港の記録</h1><p>港</p>".encode("cp932"), "html"),
    ("港の記録\n\n港は古い。".encode(), "text"),
    ("港の記録".encode("utf-16"), "text"),
    ("港の記録".encode("euc_jp"), "text"),
    ("<注>港は古い。".encode(), "text"),
    (b"< 3 ships", "text"),
    ("「%PDF-1.7」で始まるファイルは".encode(), "text"),
    (b"<pre>", "text"),
    (b"<!---->" * 500 + b"<x", "text"),
    (b"<!---->" * 500 + b"<p>", "html"),
]


@pytest.mark.parametrize(("data", "kind"), KNOWN)
def test_format_is_told_by_content(data: bytes, kind: str) -> None:
    assert formats.of(data) == kind


REFUSED = [
    (b"", "empty"),
    (b"\xff\xfe", "no text"),
    (b"\x00" * 9, "no text"),
    (b"{\\rtf1\\ansi", "RTF"),
    (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Microsoft Office"),
    (b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"<?xml version='1.0'?><rss version='2.0'></rss>", "XML"),
    (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "MHTML"),
    (b"%!PS-Adobe-3.0", "PostScript"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"Rar!\x1a", "RAR"),
    (b"II*\x00", "TIFF"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_no_reader_reads_is_refused_in_plain_words(data: bytes, reason: str) -> None:
    with pytest.raises(PipelineError, match=reason):
        formats.of(data)
