"""DOCX files and other zip containers that mean harm: bombs, lying directories, XML entities, endless nesting.

Each maker takes a scale: 1 for the suite, more for the long run.
"""

from __future__ import annotations

import bz2
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

Maker = Callable[[int], bytes]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_MAIN}.footnotes+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
_RELS = _RELATIONS % f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
_WORD_RELS = _RELATIONS % f'<Relationship Id="f1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
SENTENCE = "両国は二〇二四年三月に会談し、共同声明に署名した。"


def paragraph(inside: str = f"<w:r><w:t>{SENTENCE}</w:t></w:r>") -> str:
    """A paragraph of the body."""
    return f"<w:p>{inside}</w:p>"


def body(content: str, prolog: str = "") -> str:
    """document.xml with this content."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{_W}"><w:body>{content}</w:body></w:document>'


def parts(document: str | bytes, **more: str | bytes) -> dict[str, bytes]:
    """The parts of a DOCX; `more` are further ones below word/, such as footnotes."""
    made = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document}
    if "footnotes" in more:
        made["word/_rels/document.xml.rels"] = _WORD_RELS
    made |= {f"word/{name}.xml": content for name, content in more.items()}
    return {name: content.encode() if isinstance(content, str) else content for name, content in made.items()}


def docx(document: str | bytes, **more: str | bytes) -> bytes:
    """A sound container with these parts."""
    return container(parts(document, **more))


def container(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A sound zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def squeezed(chunk: bytes, times: int, tail: bytes = b"") -> tuple[bytes, int]:
    """A deflate stream that unfolds to `chunk` many times over and then `tail`, with its length unfolded: cheap to make, whatever the size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(b"")
    piece = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * times + packer.compress(tail) + packer.flush(), len(chunk) * times + len(tail)


def by_hand(members: Mapping[str, tuple[int, bytes, int]], *, flags: int = 0, overlap: str = "") -> bytes:
    """A zip file whose directory says what it is told: name → (method, packed bytes, length unfolded). With `overlap` all entries are that one's bytes."""
    out, listed = bytearray(), bytearray()
    places: dict[str, int] = {}
    for name, (method, packed, size) in members.items():
        places[name] = places[overlap] if overlap in places and name != overlap else len(out)
        check = zlib.crc32(packed) if method == zipfile.ZIP_STORED else 0
        head = struct.pack("<5H3I", 20, flags, method, 0, 33, check, len(packed), size)
        if places[name] == len(out):
            out += b"PK\x03\x04" + head + struct.pack("<2H", len(name), 0) + name.encode() + packed
        listed += (
            b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<5H2I", len(name), 0, 0, 0, 0, 0, places[name]) + name.encode()
        )
    end = struct.pack("<4H2IH", 0, 0, len(members) & 0xFFFF, len(members) & 0xFFFF, len(listed), len(out), 0)
    return bytes(out + listed + b"PK\x05\x06" + end)


def _with_document(packed: bytes, size: int, method: int = zipfile.ZIP_DEFLATED, **how: int) -> bytes:
    sound = {name: (0, content, len(content)) for name, content in parts(b"").items() if name != "word/document.xml"}
    return by_hand(sound | {"word/document.xml": (method, packed, size)}, **how)  # type: ignore[arg-type]


def _blank_bomb(megabytes: int, *, honest: bool) -> bytes:
    opening, closing = body(paragraph() + "\0").split("\0")
    packer, size = squeezed(b" " * 1_000_000, megabytes, closing.encode())
    start = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = start.compress(opening.encode()) + start.flush(zlib.Z_FULL_FLUSH) + packer
    return _with_document(packed, size + len(opening.encode()) if honest else 100)


def _overlapping(count: int) -> bytes:
    packed = squeezed(b" " * 1_000_000, 20)
    return by_hand({f"word/{n}.xml": (8, *packed) for n in range(count)}, overlap="word/0.xml")


def _nested_zip(levels: int) -> bytes:
    inner = docx(body(paragraph()))
    for _ in range(levels):
        inner = container({"word/document.xml": inner, "inner.docx": inner})
    return inner


def _laughs(levels: int) -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return body(paragraph(f"<w:r><w:t>&l{levels - 1};</w:t></w:r>"), f'<!DOCTYPE x [<!ENTITY l0 "laugh">{lines}]>')


def _entity(declared: str, used: str) -> bytes:
    return docx(body(paragraph() + paragraph(f"<w:r><w:t>{used}</w:t></w:r>"), f"<!DOCTYPE x [{declared}]>"))


def _nested(opening: str, closing: str, depth: int, inside: str = paragraph()) -> bytes:
    return docx(body(opening * depth + inside + closing * depth))


_TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def notes(content: str) -> str:
    """footnotes.xml with this content."""
    return f'<?xml version="1.0"?><w:footnotes xmlns:w="{_W}">{content}</w:footnotes>'


def note(number: int, inside: str) -> str:
    """One footnote."""
    return f'<w:footnote w:id="{number}">{inside}</w:footnote>'


def _styles(count: int) -> str:
    """Styles that are based on each other in a circle."""
    rows = "".join(f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/></w:style>' for n in range(count))
    return f'<?xml version="1.0"?><w:styles xmlns:w="{_W}">{rows}</w:styles>'


def _spans(columns: int, rows: int, span: int) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    return docx(body(paragraph() + f"<w:tbl>{f'<w:tr>{cell * columns}</w:tr>' * rows}</w:tbl>"))


def _outside(target: str) -> bytes:
    made = parts(body(paragraph()))
    made["_rels/.rels"] = (_RELATIONS % f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{target}"/>').encode()
    return container(made)


def _named(name: str) -> bytes:
    return container(parts(body(paragraph())) | {name: b"outside"})


def _cut(percent: int) -> Maker:
    return lambda scale: _SOUND[: len(_SOUND) * percent // 100]


_SOUND = docx(body(paragraph() * 3))

# name → maker of the file for a scale
FILES: dict[str, Maker] = {
    "sound": lambda scale: _SOUND,
    "bomb, honest": lambda scale: _blank_bomb(2_000 * scale, honest=True),
    "bomb that lies": lambda scale: _blank_bomb(2_000 * scale, honest=False),
    "bomb of one element": lambda scale: _with_document(*squeezed(b"<a>" * 300_000, 300)),
    "bomb in another part": lambda scale: by_hand(
        {name: (0, content, len(content)) for name, content in parts(body(paragraph())).items()}
        | {f"word/media/{n}.bin": (8, *squeezed(b"\0" * 1_000_000, 400)) for n in range(5)}
    ),
    "entries that overlap": lambda scale: _overlapping(5_000 * scale),
    "bomb packed by bzip2": lambda scale: _with_document(bz2.compress(b" " * 50_000_000), 50_000_000, zipfile.ZIP_BZIP2),
    "bomb packed by lzma": lambda scale: container({"word/document.xml": b" " * 20_000_000} | {"_rels/.rels": _RELS.encode()}, zipfile.ZIP_LZMA),
    "packed by nobody": lambda scale: _with_document(b"xyz", 3, 99),
    "locked entries": lambda scale: _with_document(b"xyz" * 9, 27, 8, flags=1),
    "65,000 entries": lambda scale: by_hand({f"word/{n}.xml": (0, b"", 0) for n in range(65_000)}),
    "zip in zip in zip": lambda scale: _nested_zip(6),
    "no word document": lambda scale: container({"content.xml": b"<a/>", "mimetype": b"application/vnd.oasis.opendocument.text"}),
    "nothing inside": lambda scale: container({}),
    "only an end": lambda scale: b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + b"\xff" * 18,
    "directory beyond the end": lambda scale: _SOUND[:-6] + b"\xff\xff\xff\xff\0\0",
    "damaged in the middle": lambda scale: _SOUND[:300] + b"\xff" * 40 + _SOUND[340:],
    "way out": lambda scale: _named("../../../../tmp/outside"),
    "absolute name": lambda scale: _named("/etc/outside"),
    "name with a nul": lambda scale: by_hand({"word/docu\0ment.xml": (0, b"<a/>", 4)}),
    "target outside": lambda scale: _outside("../../../../etc/passwd"),
    "target is a file": lambda scale: _outside("file:///etc/passwd"),
    "target is nothing": lambda scale: _outside("word/none.xml"),
    "relation to itself": lambda scale: _outside("_rels/.rels"),
    "laughs": lambda scale: docx(_laughs(12)),
    "one long entity often": lambda scale: _entity(f'<!ENTITY a "{"あ" * 100_000}">', "&a;" * 10_000 * scale),
    "entity of a file": lambda scale: _entity('<!ENTITY a SYSTEM "file:///etc/passwd">', "[&a;]"),
    "entity of a parameter": lambda scale: _entity('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', "x"),
    "document type from outside": lambda scale: docx(body(paragraph(), '<!DOCTYPE x SYSTEM "file:///etc/passwd">')),
    "include": lambda scale: docx(body(paragraph() + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')),
    "30,000 deep": lambda scale: _nested("<w:x>", "</w:x>", 30_000 * scale),
    "tables 5,000 deep": lambda scale: _nested(*_TABLE, 5_000 * scale),
    "tables 60 deep": lambda scale: _nested(*_TABLE, 60),
    "runs in runs": lambda scale: _nested("<w:ins><w:r>", "</w:r></w:ins>", 100, "<w:r><w:t>甲</w:t></w:r>"),
    "boxes in boxes": lambda scale: _nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 50),
    "ruby in ruby": lambda scale: _nested("<w:r><w:ruby><w:rt><w:r><w:t>か</w:t></w:r></w:rt><w:rubyBase>", "</w:rubyBase></w:ruby></w:r>", 60, "<w:r><w:t>甲</w:t></w:r>"),
    "1,000,000 attributes": lambda scale: docx(body("<w:p " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>" + paragraph())),
    "100,000 name spaces": lambda scale: docx(body("<w:p " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(100_000)) + "/>" + paragraph())),
    "one name of a million": lambda scale: docx(body(f"<w:{'a' * 1_000_000 * scale}/>" + paragraph())),
    "one text of 120,000": lambda scale: docx(body(paragraph(f"<w:r><w:t>{'両国は' * 40_000 * scale}</w:t></w:r>"))),
    "100,000 runs": lambda scale: docx(body(paragraph("<w:r><w:t>両</w:t></w:r>" * 100_000 * scale))),
    "20,000 paragraphs": lambda scale: docx(body(paragraph() * 20_000 * scale)),
    "never closed": lambda scale: docx(body(paragraph()).replace("</w:p></w:body></w:document>", "")),
    "two roots": lambda scale: docx(body(paragraph()) + "<b/>"),
    "not xml": lambda scale: docx("両国は会談した。"),
    "characters of xml that are none": lambda scale: docx(body(paragraph("<w:r><w:t>甲&#0;&#xD800;&#xFFFE;&#x1;乙</w:t></w:r>"))),
    "controls and marks": lambda scale: docx(body(paragraph("<w:r><w:t>甲\u202e\u2028\ufeff\u0085乙</w:t></w:r>"))),
    "says another encoding": lambda scale: docx(body(paragraph()).replace("UTF-8", "UTF-16")),
    "says an unknown encoding": lambda scale: docx(body(paragraph()).replace("UTF-8", "x-nothing")),
    "utf-7": lambda scale: docx(body(paragraph()).replace("UTF-8", "UTF-7").encode("utf-7")),
    "note in itself": lambda scale: docx(body(paragraph(f"<w:r><w:t>甲乙。</w:t></w:r>{REFERENCE}")), footnotes=notes(note(2, paragraph(f"<w:r><w:t>注</w:t></w:r>{REFERENCE}")))),
    "notes of one id": lambda scale: docx(body(paragraph(f"<w:r><w:t>甲乙。</w:t></w:r>{REFERENCE * 10_000}")), footnotes=notes(note(2, paragraph()) * 10_000)),
    "note of no id": lambda scale: docx(
        body(paragraph('<w:r><w:t>甲乙。</w:t></w:r><w:r><w:footnoteReference/><w:footnoteReference w:id="x"/><w:footnoteReference w:id="99999999999999999999"/></w:r>')),
        footnotes=notes("<w:footnote/>" + note(-5, paragraph())),
    ),
    "notes that are no notes": lambda scale: docx(body(paragraph(REFERENCE)), footnotes=body(paragraph())),
    "styles in a circle": lambda scale: docx(body(paragraph('<w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>甲乙。</w:t></w:r>')), styles=_styles(5_000)),
    "cell over a billion columns": lambda scale: _spans(2, 2, 1_000_000_000),
    "cells over 1,000 columns": lambda scale: _spans(50, 50 * scale, 1_000),
    "fields never ended": lambda scale: docx(body(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' * 20_000) + paragraph())),
    "list of level a billion": lambda scale: docx(
        body(paragraph('<w:pPr><w:numPr><w:ilvl w:val="1000000000"/><w:numId w:val="-1"/></w:numPr><w:outlineLvl w:val="999999999999"/></w:pPr><w:r><w:t>甲乙。</w:t></w:r>'))
    ),
    **{f"cut at {percent} %": _cut(percent) for percent in (1, 10, 30, 50, 70, 90, 97, 99)},
}  # fmt: skip

# What the reason, or else the text, must say.
SAYS = {
    "sound": SENTENCE,
    "bomb, honest": "max_expanded|read_memory",
    "bomb that lies": "max_expanded|read_memory|damaged",
    "30,000 deep": "max_depth",
    "tables 5,000 deep": "max_depth",
}
