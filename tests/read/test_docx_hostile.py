"""DOCX files that are broken, or made to break readers: each ends with a reason, and any damage to a good file in a Source or a reason."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import PipelineError, Source
from pipeline.read.docx import inline
from pipeline.settings import Settings
from tests.read.docx_files import docx, footnote, lists, numbered, packed, paragraph, part, relations, row, run, source, table

DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def nested(opening: str, closing: str, times: int, inner: str = "") -> str:
    return opening * times + inner + closing * times


def with_document(xml: str | bytes) -> bytes:
    return docx(paragraph("本文"), parts={"word/document.xml": xml})


def main(body: str) -> str:
    return part("document", f"<w:body>{body}</w:body>")


def tampered(data: bytes, *, flags: int | None = None, method: int | None = None) -> bytes:
    """The container with the general flags or the method of every entry changed, in both of its headers."""
    made = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = made.find(signature)
        while found >= 0:
            if flags is not None:
                struct.pack_into("<H", made, found + at, flags)
            if method is not None:
                struct.pack_into("<H", made, found + at + 2, method)
            found = made.find(signature, found + 4)
    return bytes(made)


GOOD = docx(paragraph("本文", footnote(1), "。"), footnotes={1: "注。"})
MIMETYPE = {"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}
OLE = b"\xd0\xcf\x11\xe0" + bytes(600)
REFUSED = [
    (b"PK\x03\x04", "cut off or damaged"),
    (GOOD[: len(GOOD) // 2], "cut off or damaged"),
    (b"PK" + bytes(3000), "cut off or damaged"),
    (b"no zip", "no zip container"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    (OLE, "old Word file"),
    (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "Flat OPC"),
    (packed({"readme.txt": "x"}), "a zip archive, not a DOCX"),
    (packed({}), "no zip container|a zip archive, not a DOCX"),
    (packed(MIMETYPE), "EPUB"),
    (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "ODT"),
    (packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "XLSX"),
    (packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}), "PPTX"),
    (tampered(GOOD, flags=1), "encrypted"),
    (tampered(GOOD, method=14), "packed by a method"),
    (tampered(GOOD, method=99), "packed by a method"),
    (docx(paragraph("本文"), kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "not a DOCX"),
    (with_document(""), "no proper XML"),
    (with_document("<w:document>"), "no proper XML"),
    (with_document(main(paragraph("本文"))[:-20]), "no proper XML"),
    (with_document(main("<w:p><w:r><w:t>本</w:r></w:p>")), "no proper XML"),
    (with_document(main("\x00")), "no proper XML"),
    (with_document(DOCTYPE + main("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")), "document type"),
    (with_document((DOCTYPE + main("")).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")), "document type"),
    (with_document((DOCTYPE + main(paragraph("甲"))).replace("UTF-8", "UTF-7").encode("utf-7")), "document type|no proper XML"),
    (with_document(main("<w:p><w:r><w:t>&undefined;</w:t></w:r></w:p>")), "no proper XML"),
    (with_document(main(paragraph(nested("<w:smartTag>", "</w:smartTag>", 30_000)))), "max_depth"),
    (with_document(main(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20_000))), "max_depth"),
    (docx(paragraph("本文"), footnotes={1: "注"}, parts={"word/footnotes.xml": b"<broken"}), "no proper XML"),
    (docx(paragraph("本文"), parts={"word/styles.xml": b"\xff\xfe"}, styles=""), "no proper XML"),
    (packed({f"part{number}": "" for number in range(20_001)}), "entries"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PipelineError, match=reason):
        source(data)


DEEP = [
    paragraph(nested("<w:smartTag>", "</w:smartTag>", 60, run("深い"))),
    nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20, paragraph("深い")),
    nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 30, paragraph("深い")),
    paragraph(nested("<m:oMath>", "</m:oMath>", 60, "<m:r><m:t>深い</m:t></m:r>")),
    nested('<mc:AlternateContent><mc:Choice Requires="x">', "</mc:Choice></mc:AlternateContent>", 30, paragraph("深い")),
]


@pytest.mark.parametrize("body", DEEP)
def test_depth_has_a_limit_of_its_own(body: str) -> None:
    assert source(docx(body)).text == "深い\n"
    with pytest.raises(PipelineError, match="max_depth = 40"):
        source(docx(body), Settings(max_depth=40))


def test_what_it_unfolds_to_is_counted_and_not_believed() -> None:
    data = bytearray(docx(paragraph("本文" * 5000)))
    with pytest.raises(PipelineError, match="max_expanded = 9,000"):
        source(bytes(data), Settings(max_expanded=9_000))
    found = data.find(b"PK\x01\x02")
    while found >= 0:  # every size in the directory says 10 bytes
        struct.pack_into("<I", data, found + 24, 10)
        found = data.find(b"PK\x01\x02", found + 4)
    with pytest.raises(PipelineError, match=r"max_expanded|cannot be unpacked|no proper XML"):
        source(bytes(data), Settings(max_expanded=9_000))


def bomb(size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("word/document.xml", main(paragraph("あ" * 10) + "<w:bookmarkEnd/>" * (size // 16)))
    return made.getvalue()


def test_bombs() -> None:
    with pytest.raises(PipelineError, match="zip bomb"):
        source(bomb(8_000_000))
    with pytest.raises(PipelineError, match="max_expanded"):
        source(bomb(2_000_000), Settings(max_expanded=1_000_000))


def test_one_long_piece() -> None:
    with pytest.raises(PipelineError, match="one piece of text"):
        source(docx(paragraph("".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(3_400_000)))))


def test_more_paragraphs_than_any_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "_MOST_ELEMENTS", 1_000)
    assert source(docx(*[paragraph("本文")] * 50)).text.count("本文") == 50
    with pytest.raises(PipelineError, match="more elements"):
        source(docx("<w:p/>" * 100))


def test_more_text_than_allowed() -> None:
    with pytest.raises(PipelineError, match="max_chars = 100"):
        source(docx(paragraph("長" * 101)), Settings(max_chars=100))


def test_one_block_is_held_at_a_time_and_has_a_limit() -> None:
    cells = row("国" * 40, "額" * 40)
    with pytest.raises(PipelineError, match="one paragraph or table"):
        source(docx(table(cells * 90_000)))


def test_relations_lead_nowhere_else() -> None:
    """Addresses, paths out of the container and parts that are not there are passed over."""
    links = relations([("x/styles", "https://example.org/styles.xml"), ("x/footnotes", "../../../etc/passwd"), ("x/numbering", "none.xml")])
    assert source(docx(paragraph("本文"), parts={"word/_rels/document.xml.rels": links})).text == "本文\n"


@pytest.mark.parametrize("name", ["docProps/core.xml", "docProps/app.xml", "word/header1.xml", "word/comments.xml"])
def test_damage_beside_the_text_costs_no_report(name: str) -> None:
    made = source(docx(paragraph("本文"), parts={name: b"<broken"}))
    assert (made.text, [problem.code for problem in made.problems]) == ("本文\n", ["part-not-read"])


def test_parts_by_other_names_and_in_utf_16() -> None:
    main_part = main(paragraph("本文")).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    top = relations([("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "/Story/Text.XML")])
    assert source(packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": top, "story/text.xml": main_part})).text == "本文\n"


def test_long_and_wide_things_stay_linear() -> None:
    """A paragraph of 100,000 runs, of as many references, of fields that never close; boxes side by side."""
    runs = paragraph("".join("<w:r><w:t>字</w:t></w:r>" for _ in range(100_000)))
    references = paragraph("".join(footnote(number) for number in range(20_000)))
    fields = paragraph("".join('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>A</w:instrText></w:r>' for _ in range(250)))
    boxes = paragraph("<w:r><w:pict>" + f"<w:txbxContent>{paragraph('箱')}</w:txbxContent>" * 5_000 + "</w:pict></w:r>")
    made = source(docx(runs, references, fields, boxes))
    assert made.text.count("字") == 100_000
    assert made.text.count("箱") == 5_000
    assert sum(hint.kind == "marker" for hint in made.hints) == 20_000


@cache
def whole() -> bytes:
    """A file with a little of everything, its parts stored unpacked, so that damage reaches the XML."""
    made = docx(
        paragraph("章", style="1"),
        numbered("項目"),
        paragraph("本文（注", footnote(1), "）と", run("2", '<w:vertAlign w:val="superscript"/>'), footnote(2, "endnote"), "。"),
        table(row("国", "額"), row("日本", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>')),
        footnotes={1: "脚注。"},
        endnotes={2: "文末。"},
        numbering=lists([("decimal", "%1.")]),
        settings='<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>',
        parts={"docProps/core.xml": "<x/>", "word/header1.xml": part("header1", paragraph("柱"))},
    )
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as packed_, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name in packed_.namelist():
            archive.writestr(zipfile.ZipInfo(name, (2024, 4, 1, 0, 0, 0)), packed_.read(name))
    return stored.getvalue()


def ends_well(data: bytes) -> None:
    try:
        made = source(data)
    except PipelineError:
        return
    assert isinstance(made, Source)
    assert made.text.strip()
    assert all(0 <= hint.start < hint.end <= len(made.text) for hint in made.hints)
    assert list(made.hints) == sorted(made.hints, key=lambda hint: (hint.start, -hint.end))


@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=20), st.booleans())
@settings(deadline=None, max_examples=200)
def test_any_flipped_bytes(changes: list[tuple[int, int]], stored: bool) -> None:
    data = bytearray(whole() if stored else GOOD)
    for place, byte in changes:
        data[place % len(data)] = byte
    ends_well(bytes(data))


@given(st.integers(0, 1 << 20), st.integers(0, 1 << 20))
@settings(deadline=None, max_examples=100)
def test_any_piece_cut_out(start: int, length: int) -> None:
    data = whole()
    start, length = start % len(data), length % len(data)
    ends_well(data[:start] + data[start + length :])


ELEMENTS = st.sampled_from(
    [
        *[
            "w:p",
            "w:r",
            "w:t",
            "w:tbl",
            "w:tr",
            "w:tc",
            "w:sdt",
            "w:sdtContent",
            "w:pPr",
            "w:rPr",
            "w:numPr",
            "w:ruby",
            "w:rubyBase",
            "w:rt",
            "w:pict",
            "w:txbxContent",
            "w:hyperlink",
            "w:ins",
        ],
        *[
            "mc:AlternateContent",
            "mc:Choice",
            "mc:Fallback",
            "m:oMath",
            "m:f",
            "m:num",
            "m:t",
            "w:sectPr",
            "w:instrText",
            "w:br",
            "w:tab",
            "w:foo",
        ],
        *(f'w:fldChar w:fldCharType="{step}"' for step in ("begin", "separate", "end")),
        *(
            'w:footnoteReference w:id="1"',
            'w:footnoteReference w:id="2" w:customMarkFollows="1"',
            'w:gridSpan w:val="-3"',
            'w:vMerge w:val="x"',
        ),
        *('w:numId w:val="1"', 'w:ilvl w:val="99"', 'w:pStyle w:val="1"', 'w:outlineLvl w:val="-1"', 'w:sym w:font="Symbol" w:char="zz"'),
    ]
)
TREES = st.recursive(
    st.sampled_from(["", "本文", "注", "（", ")", "12", "\t", "\u3000", "。"]),
    lambda inner: st.tuples(ELEMENTS, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0].split()[0]}>"
    ),
    max_leaves=40,
)


@given(st.lists(TREES, max_size=6))
@settings(deadline=None, max_examples=300)
def test_any_tree_of_elements(trees: list[str]) -> None:
    ends_well(docx(*trees, footnotes={1: "注。"}, numbering=lists([("decimal", "%1.")])))
