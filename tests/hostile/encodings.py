"""Bytes that are no clean text: broken and mixed encodings, wrong marks, names that lie about what is inside."""

from __future__ import annotations

import random

PROSE = "海の秩序\n\n1 背景\n\n2024年3月5日、両国は北京で会談した。\n"
_RANDOM = random.Random(7)

# name → the whole file
FILES: dict[str, bytes] = {
    "empty": b"",
    "one mark": b"\xef\xbb\xbf",
    "three marks": b"\xef\xbb\xbf" * 3,
    "mark of utf-16": b"\xff\xfe",
    "mark of utf-32": b"\xff\xfe\x00\x00" + PROSE.encode("utf-32-le"),
    "utf-32 big": b"\x00\x00\xfe\xff" + PROSE.encode("utf-32-be"),
    "blank": b" \t\r\n\x0c" * 1000,
    "nul only": b"\0" * 100_000,
    "nul between": PROSE.encode().replace(b"\n", b"\n\0") * 50,
    "all bytes": bytes(range(256)) * 100,
    "random bytes": _RANDOM.randbytes(100_000),
    "surrogates as utf-8": PROSE.encode() + "\ud83d\ude00\ud800".encode("utf-8", "surrogatepass"),
    "lone surrogate in utf-16": b"\xff\xfe" + PROSE.encode("utf-16-le") + b"\x00\xd8" + "海".encode("utf-16-le"),
    "lone surrogate without a mark": (PROSE * 20).encode("utf-16-le") + b"\x00\xdc",
    "odd utf-16": b"\xff\xfe" + PROSE.encode("utf-16-le") + b"a",
    "cut character": PROSE.encode()[:-3],
    "overlong slash": PROSE.encode() + b"\xc0\xaf",
    "beyond unicode": PROSE.encode() + b"\xf4\x90\x80\x80",
    "two encodings": PROSE.encode() + PROSE.encode("cp932"),
    "cp932 with a stray byte": PROSE.encode("cp932") + b"\xfd\xff",
    "euc with a stray byte": PROSE.encode("euc_jp") + b"\x8f",
    "escapes": b"\x1b$B" * 20_000,
    "shift without end": b"\x1b$B" + b"0l" * 20_000,
    "shift to nowhere": b"\x1b$(Z" + PROSE.encode(),
    "utf-7": PROSE.encode("utf-7"),
    "right to left": ("\u202e" + PROSE + "\u2066\u202d").encode(),
    "only format characters": "\u200b\u200e\u202a\u2060".encode() * 10_000,
    "noncharacters": (PROSE + "\ufffe\uffff\U0010ffff").encode(),
    "tags and planes": (PROSE + "\U000e0041\U0001f600\U0002a6df\U0003134a").encode(),
    "comments": b"<!---->" * 580 + b"<x",
    "comments of markup": b"<!-- -- > -->" * 300 + b"<x",
    "declaration without end": b"<?xml " + b"a" * 100_000,
    "document type without end": b"<!DOCTYPE html" + b" " * 100_000,
    "mail": b"From: " + b"a" * 100_000,
    "mail of nothing": b"MIME-Version: 1.0\nContent-Type: multipart/related" + b"\n" * 10_000,
    "half a zip mark": b"PK\x03",
    "half a pdf mark": b"%PDF",
    "pdf mark in prose": (PROSE + "%PDF-1.7 という記号。\n").encode(),
    "markup in prose": (PROSE + "<html><body>\n").encode(),
}
