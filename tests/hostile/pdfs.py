"""PDF files that mean harm, written object by object.

Each maker takes a scale: 1 for the suite, more for the long run.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

Objects = dict[int, bytes]

_TEXT = (
    b"BT /F1 11 Tf 72 700 Td (Both sides met in March 2024 and signed a statement. The talks that) Tj"
    b" 0 -14 Td (followed were about the sea, about trade and about the price of gas. They went) Tj"
    b" 0 -14 Td (on until May, when 3 ministers came to Tokyo.) Tj ET"
)


def stream(content: bytes, extra: bytes = b"", *, length: int | None = None) -> bytes:
    """A stream object; `length` lies about it."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, extra, content)


def deflated(content: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + extra)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", *, root: bytes = b"1 0 R") -> bytes:
    """A file of these objects with a correct cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    return bytes(out + b"trailer\n<< /Size %d /Root %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, table))


def page(content: bytes = _TEXT, **changed: bytes) -> Objects:
    """The objects of a file of one page; `changed` are entries of the page's dictionary."""
    entries = {"MediaBox": b"[0 0 595 842]", "Resources": b"<< /Font << /F1 5 0 R >> >>", "Contents": b"4 0 R"} | changed
    listed = b" ".join(b"/%s %s" % (key.encode(), value) for key, value in entries.items() if value)
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R %s >>" % listed,
        4: stream(content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }


def _with(changed: Objects, **entries: bytes) -> bytes:
    return pdf(page(**entries) | changed)


def many_pages(count: int) -> bytes:
    """As many pages that all print one content."""
    numbers = range(10, 10 + count)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    tree = b"<< /Type /Pages /Kids [%s] /Count %d /Resources << /Font << /F1 5 0 R >> >> >>" % (kids, count)
    return pdf(page() | dict.fromkeys(numbers, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>") | {2: tree})


def _forms(depth: int, calls: int) -> bytes:
    """Forms that draw forms that draw forms …: calls to the power of depth."""
    objects = page(b"/X0 Do", Resources=b"<< /XObject << /X0 10 0 R >> /Font << /F1 5 0 R >> >>")
    for level in range(depth):
        inner = b"/X0 Do " * calls if level + 1 < depth else _TEXT
        resources = b"/Resources << /XObject << /X0 %d 0 R >> /Font << /F1 5 0 R >> >>" % (11 + level)
        objects[10 + level] = stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources)
    return pdf(objects)


def _unicode(cmap: bytes, shown: bytes = b"(ABCDEFGH)", times: int = 200) -> bytes:
    """Text whose font maps its codes to characters as `cmap` says."""
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    content = b"BT /F1 11 Tf 72 800 Td " + b"%s Tj 0 -14 Td " % shown * times + b"ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return _with({4: stream(content), 5: font, 6: stream(head + cmap + b"\nendcmap end end")})


def _chars(codes: str) -> bytes:
    """Eight letters mapped to eight UTF-16 values."""
    rows = b"".join(b"<%02X> <%s>\n" % (65 + at, code.encode()) for at, code in enumerate(codes.split()))
    return b"8 beginbfchar\n" + rows + b"endbfchar"


def _grid(lines: int) -> bytes:
    """A ruled table with as many lines each way, a number in the first cells."""
    step = 500 / lines
    drawn = b"".join(
        b"50 %.2f m 550 %.2f l S %.2f 300 m %.2f 800 l S\n" % (300 + k * step, 300 + k * step, 50 + k * step, 50 + k * step)
        for k in range(lines + 1)
    )
    return pdf(page(b"0.3 w\n" + drawn + _TEXT))


def _scattered(count: int) -> bytes:
    """Characters strewn over the page, each on a line of its own."""
    placed = b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (k * 37 % 595, k * 53 % 842) for k in range(count))
    return pdf(page(b"BT /F1 9 Tf " + placed + b"ET"))


def _cross_references(table: bytes) -> bytes:
    """The one-page file with its table at the end replaced."""
    whole = pdf(page())
    return whole[: whole.rindex(b"xref\n0")] + table


def _xref_stream(entries: bytes) -> bytes:
    whole = pdf(page())
    at = whole.rindex(b"xref\n0")
    return (
        whole[:at] + b"9 0 obj\n" + stream(b"\0" * 64, b"/Type /XRef /Root 1 0 R " + entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at
    )


def _encrypted(handler: bytes) -> bytes:
    return pdf(page(), b"/ID [<00> <00>] /Encrypt << %s >>" % handler)


_LOCK = b"/Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <%s> /U <%s>" % (b"5a" * 32, b"a5" * 32)
_LOOP = page() | {2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"}

# name → maker of the file for a scale
FILES: dict[str, Callable[[int], bytes]] = {
    "sound": lambda scale: pdf(page()),
    "locked": lambda scale: _encrypted(_LOCK),
    "locked by a stranger": lambda scale: _encrypted(b"/Filter /Foo /V 9 /R 9"),
    "lock of nonsense": lambda scale: _encrypted(b"/Filter /Standard /V 5 /R 6 /O () /U () /OE (x) /P 0"),
    "pages in a circle": lambda scale: pdf(_LOOP),
    "pages in two circles": lambda scale: pdf(_LOOP | {2: b"<< /Type /Pages /Kids [6 0 R] /Count 9 >>", 6: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>"}),
    "tree of pages, deep": lambda scale: pdf(
        page() | {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"} | {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(10, 5000 * scale)}
    ),
    "no pages": lambda scale: pdf(page() | {2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
    "a billion pages": lambda scale: pdf(page() | {2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"}),
    "fewer than no pages": lambda scale: pdf(page() | {2: b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"}),
    "5,000 pages": lambda scale: many_pages(5_000 * scale),
    "100,000 times one page": lambda scale: pdf(page() | {2: b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)}),
    "no root": lambda scale: pdf(page(), root=b"77 0 R"),
    "root is the page": lambda scale: pdf(page(), root=b"3 0 R"),
    "object is itself": lambda scale: _with({4: b"4 0 R"}),
    "length is itself": lambda scale: _with({4: b"<< /Length 4 0 R >>\nstream\nx\nendstream"}),
    "length lies": lambda scale: _with({4: stream(_TEXT, length=2_000_000_000)}),
    "length is negative": lambda scale: _with({4: stream(_TEXT, length=-7)}),
    "contents in a circle": lambda scale: _with({6: b"[6 0 R 4 0 R 6 0 R]"}, Contents=b"6 0 R"),
    "100,000 contents": lambda scale: _with({}, Contents=b"[" + b"4 0 R " * 100_000 + b"]"),
    "nested arrays": lambda scale: _with({6: b"[" * 100_000 * scale}, Annots=b"6 0 R"),
    "nested dictionaries": lambda scale: _with({6: b"<< /A " * 100_000 * scale}, Annots=b"6 0 R"),
    "nested arrays in the contents": lambda scale: pdf(page(b"BT /F1 9 Tf " + b"[" * 200_000 * scale + b" TJ ET " + _TEXT)),
    "nested states": lambda scale: pdf(page(b"q " * 200_000 * scale + _TEXT)),
    "form draws itself": lambda scale: pdf(
        page(b"/X0 Do", Resources=b"<< /XObject << /X0 6 0 R >> >>") | {6: stream(b"/X0 Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 6 0 R >> >>")}
    ),
    "forms of forms": lambda scale: _forms(12, 10),
    "forms in depth": lambda scale: _forms(500, 1),
    "glyph draws itself": lambda scale: _with(
        {
            5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 /Widths [9] /CharProcs << /a 6 0 R >>"
            b" /Encoding << /Differences [65 /a] >> /Resources << /Font << /F1 5 0 R >> >> >>",
            6: stream(b"9 0 d0 BT /F1 9 Tf (A) Tj ET"),
            4: stream(b"BT /F1 9 Tf (AAAA) Tj ET"),
        }
    ),
    "huge page": lambda scale: _with({}, MediaBox=b"[0 0 1000000000 1000000000]"),
    "endless page": lambda scale: _with({}, MediaBox=b"[-1e38 -1e38 1e38 1e38]"),
    "page of no size": lambda scale: _with({}, MediaBox=b"[0 0 0 0]"),
    "page inside out": lambda scale: _with({}, MediaBox=b"[595 842 0 0]"),
    "page of nonsense": lambda scale: _with({}, MediaBox=b"[(a) /b null <<>>]", Rotate=b"45", UserUnit=b"1e30"),
    "page without a box": lambda scale: _with({}, MediaBox=b""),
    "100,000 annotations": lambda scale: _with({6: b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Popup 6 0 R >>"}, Annots=b"[" + b"6 0 R " * 100_000 + b"]"),
    "bomb of blanks": lambda scale: _with({4: deflated(b" " * 100_000_000 * scale + _TEXT)}),
    "bomb of text": lambda scale: _with({4: deflated(b"BT /F1 9 Tf 9 9 Td (abcdefgh) Tj ET\n" * 200_000 * scale)}),
    "bomb in a bomb": lambda scale: _with({4: stream(zlib.compress(zlib.compress(_TEXT + b" " * 100_000_000, 9), 9), b"/Filter [/FlateDecode /FlateDecode]")}),
    "filters upon filters": lambda scale: _with({4: stream(_TEXT, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 10_000))}),
    "picture of 60,000 by 60,000": lambda scale: pdf(
        page(b"/X0 Do " + _TEXT, Resources=b"<< /XObject << /X0 6 0 R >> /Font << /F1 5 0 R >> >>")
        | {6: deflated(b"\0" * 1_000_000, b"/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB")}
    ),
    "only a picture": lambda scale: pdf(
        page(b"/X0 Do", Resources=b"<< /XObject << /X0 6 0 R >> >>") | {6: deflated(b"\0" * 300, b"/Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceRGB")}
    ),
    "table before the table": lambda scale: _cross_references(b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 9 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF"),
    "table points to itself": lambda scale: pdf(page(), b"/Prev %010d" % pdf(page(), b"/Prev 0000000000").rindex(b"xref\n0")),
    "table beyond the end": lambda scale: _cross_references(b"trailer << /Size 9 /Root 1 0 R >>\nstartxref\n99999999999999999999\n%%EOF"),
    "table of two billion": lambda scale: _cross_references(b"xref\n0 2147483647\n0000000000 65535 f \ntrailer << /Size 2147483647 /Root 1 0 R >>\nstartxref\n15\n%%EOF"),
    "no table": lambda scale: _cross_references(b""),
    "table as a stream, wide": lambda scale: _xref_stream(b"/Size 2147483647 /W [8 8 8] /Index [0 2147483647]"),
    "table as a stream, before itself": lambda scale: _xref_stream(b"/Size 9 /W [1 2 1] /Prev %d" % pdf(page()).rindex(b"xref\n0")),
    "objects in a stream in a circle": lambda scale: _with({6: stream(b"7 0 8 9 << >>", b"/Type /ObjStm /N 1000000000 /First 8 /Extends 6 0 R")}),
    "surrogates": lambda scale: _unicode(_chars("D800 DC00 DFFF D83D 0000 FFFE FFFF 0001")),
    "turned around": lambda scale: _unicode(_chars("202E 2066 200F 202A 061C 2028 2029 0085")),
    "controls": lambda scale: _unicode(_chars("000A 000D 0009 000C 001B 0008 007F 00AD")),
    "one glyph, 4,000 characters": lambda scale: _unicode(b"1 beginbfchar\n<41> <%s>\nendbfchar" % (b"3042" * 4000), b"(AAAAAAAAAA)", 50 * scale),
    "map of maps": lambda scale: _unicode(b"/Foo usecmap\n" + b"1 beginbfrange\n<00> <FFFFFFFF> <0000>\nendbfrange\n" * 10_000),
    "ruled 200 by 200": lambda scale: _grid(200),
    "ruled 2,000 by 2,000": lambda scale: _grid(2000),
    "100,000 letters strewn": lambda scale: _scattered(100_000 * scale),
    "all in one place": lambda scale: pdf(page(b"BT /F1 9 Tf 100 100 Td " + b"(abcdefghij) Tj -40 0 Td " * 20_000 * scale + b"ET")),
    "far away": lambda scale: pdf(page(b"BT /F1 9 Tf 1 0 0 1 1e38 -1e38 Tm (abc) Tj 1 0 0 1 3e9 3e9 Tm (def) Tj ET " + _TEXT)),
    "letters of no size": lambda scale: pdf(page(b"BT /F1 0 Tf 72 700 Td (abc) Tj /F1 1e-30 Tf (def) Tj 0 0 0 0 72 72 Tm /F1 9 Tf (ghi) Tj ET " + _TEXT)),
    "letters of all sizes": lambda scale: pdf(page(b"BT " + b"".join(b"/F1 %d Tf 1 0 0 1 %d 400 Tm (a) Tj " % (k, k % 500) for k in range(1, 3000)) + b"ET")),
    "turned and mirrored": lambda scale: pdf(page(b"BT /F1 9 Tf -1 0 0 1 300 400 Tm (abc) Tj 0.7 0.7 -0.7 0.7 200 200 Tm (def) Tj 1 3 0 1 9 9 Tm (g) Tj ET " + _TEXT)),
    "one line of 120,000": lambda scale: pdf(page(b"BT /F1 9 Tf 1 1 Td (" + b"abcdefghij " * 11_000 + b") Tj ET")),
    "raised without end": lambda scale: pdf(page(b"BT /F1 9 Tf 72 700 Td " + b"(a) Tj 5 Ts /F1 5 Tf (1) Tj 0 Ts /F1 9 Tf " * 5_000 * scale + b"ET")),
    "properties of nonsense": lambda scale: pdf(
        page() | {7: b"<< /Title (%s) /CreationDate (D:99999999999999Z) /Author 7 0 R >>" % (b"\xfe\xff" + b"\xd8\x00" * 100_000)}, b"/Info 7 0 R"
    ),
    "outline in a circle": lambda scale: _with(
        {1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 7 0 R >>", 7: b"<< /First 8 0 R /Last 8 0 R >>", 8: b"<< /Title (a) /Parent 7 0 R /Next 8 0 R /First 7 0 R >>"}
    ),
    "labels and tags in a circle": lambda scale: _with(
        {1: b"<< /Type /Catalog /Pages 2 0 R /PageLabels 7 0 R /StructTreeRoot 8 0 R /MarkInfo << /Marked true >> >>", 7: b"<< /Kids [7 0 R] >>", 8: b"<< /Type /StructTreeRoot /K [8 0 R] >>"}
    ),
    "noise before": lambda scale: b"noise\n" * 100 + pdf(page()),
    "noise behind": lambda scale: pdf(page()) + b"\0" * 1_000_000,
    "two files": lambda scale: pdf(page()) * 2,
    "only the mark": lambda scale: b"%PDF-1.7\n",
    "mark and noise": lambda scale: b"%PDF-1.7\n" + bytes(range(256)) * 1000,
    "a million marks": lambda scale: b"%PDF-1.7\n" * 100_000 * scale,
    "a million objects": lambda scale: b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 100_000 * scale,
}  # fmt: skip

# What the reason, or else the text, must say.
SAYS = {
    "sound": "signed a statement",
    "locked": "password|encrypted|locked",
    "locked by a stranger": "password|encrypted|locked|damaged",
    "only a picture": "text layer",
    "5,000 pages": "max_pages",
    "turned and mirrored": "signed a statement",
}
