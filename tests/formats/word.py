"""Sample → DOCX written by hand: styles, real footnotes numbered anew by section, ruby, tables, automatic bullets, headers and footers."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from tests.formats.sample import Footnote, Part, Run, Sample, plain
from tests.formats.word_parts import CONTENT_TYPES, DOCUMENT_RELATIONS, NUMBERING, RELATIONS, SETTINGS, core, header, section, styles

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_EPOCH = (2025, 1, 1, 0, 0, 0)
_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = {
    "title": "Title", "subtitle": "Subtitle", "front": "Front", "contents-head": "TOCHeading", "body": "BodyText", "back": "Front",
    "list": "ListParagraph",
}  # fmt: skip


def make(sample: Sample) -> bytes:
    """The sample as a Word file. A chapter begins a section, whose notes count from 1 again where the sample's do."""
    body = "".join(_parts(sample))
    document = f"<w:document {_NAMESPACES}><w:body>{body}{section(restart=_restarts(sample))}</w:body></w:document>"
    notes = "".join(_footnote(index + 1, note) for index, note in enumerate(sample.notes))
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    files = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": core(sample.title, "、".join(sample.authors), sample.published),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/document.xml": document,
        "word/footnotes.xml": f"<w:footnotes {_NAMESPACES}>{separators}{notes}</w:footnotes>",
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/styles.xml": styles(),
        "word/header1.xml": header("header", sample.title, "right"),
        "word/header2.xml": header("header", sample.subtitle or sample.publisher or sample.title, "left"),
        "word/footer1.xml": header("footer", None, "center"),
    }
    return _zip(files | {"word/media/image1.png": grey_picture(120, 60)})


def grey_picture(width: int, height: int) -> bytes:
    """A PNG of grey shades that stands for a photo."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(80 + (x * 97 + y * 41) % 120 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def _zip(files: dict[str, str | bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            data = (
                content if isinstance(content, bytes) else ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content).encode()
            )
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _restarts(sample: Sample) -> bool:
    return any(note.scope for note in sample.notes)


def _parts(sample: Sample) -> list[str]:
    made: list[str] = []
    for part in sample.parts:
        if part.role == "chapter" and made:
            made.append(f"<w:p><w:pPr>{section(restart=_restarts(sample))}</w:pPr></w:p>")
        if plain(part.lines[0] if part.lines else ()) != "注":  # notes stand at the foot of the page, and the contents name no list of them
            made.append(_part(part))
    return made


def _part(part: Part) -> str:
    match part.role:
        case "chapter":
            label, title, *rest = part.lines
            head = _paragraph("Heading1", f"{_run(label)}<w:r><w:br/></w:r>{_run(title)}")
            styled = [("Subtitle" if i == 0 and len(rest) > 1 else "Author", line) for i, line in enumerate(rest)]
            return head + "".join(_paragraph(style, _run(line)) for style, line in styled)
        case "heading":
            return _paragraph(f"Heading{part.level}", _run(part.lines[0]))
        case "contents":
            page = f"<w:r><w:tab/><w:t>{part.rows[0][0]}</w:t></w:r>" if part.rows else ""
            return _paragraph("TOC1", _run(part.lines[0]) + page)
        case "abbreviation":
            short, full = part.rows[0]
            return _paragraph("Abbreviation", f"<w:r><w:t>{escape(short)}</w:t></w:r><w:r><w:tab/><w:t>{escape(full)}</w:t></w:r>")
        case "figure":
            return _figure(part)
        case "list" if part.bullet == "・":
            return _paragraph("ListBullet", _run(part.lines[0]))
        case "list" if part.bullet:
            return _paragraph("ListParagraph", _run((Run(f"{part.bullet} "), *part.lines[0])))
    return _paragraph(_STYLES[part.role], _run(part.lines[0]))


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(runs: Sequence[Run]) -> str:
    made = []
    for number, run in enumerate(runs):
        if run.note is not None:
            if number and runs[number - 1].note is not None:
                made.append('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>,</w:t></w:r>')
            made.append(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{run.note + 1}"/></w:r>')
        elif run.ruby:
            whole = len(run.ruby) == 1
            made += [_ruby(base, reading) for base, reading in zip([run.text] if whole else run.text, run.ruby, strict=True)]
        else:
            look = "<w:rPr><w:i/></w:rPr>" if run.italic else ""
            made.append(f'<w:r>{look}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>')
    return "".join(made)


def _ruby(base: str, reading: str) -> str:
    look = '<w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="20"/><w:lid w:val="ja-JP"/></w:rubyPr>'
    above = f'<w:rt><w:r><w:rPr><w:sz w:val="10"/></w:rPr><w:t>{reading}</w:t></w:r></w:rt>'
    return f"<w:r><w:ruby>{look}{above}<w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"


def _figure(part: Part) -> str:
    above = "".join(_paragraph("Caption", _run(line)) for line in part.lines)
    below = "".join(_paragraph("Source" if part.lines else "Caption", _run(line)) for line in part.below)
    return above + (_table(part.rows) if part.rows else _picture()) + below


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = 8400 // len(rows[0])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in rows[0])
    made = []
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph("TableText", _run((Run(cell),)) if cell else "")}</w:tc>'
            for cell in row
        )
        made.append(f"<w:tr>{head}{cells}</w:tr>")
    look = f'<w:tblPr><w:tblW w:w="8400" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_RULED}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


def _picture() -> str:
    size = 'cx="2160000" cy="1080000"'
    shape = f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    fill = '<pic:blipFill><a:blip r:embed="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    names = '<pic:nvPicPr><pic:cNvPr id="1" name="image1.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    data = f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>{names}{fill}{shape}</pic:pic></a:graphicData>'
    inline = f'<wp:inline><wp:extent {size}/><wp:docPr id="1" name="図 1"/><a:graphic>{data}</a:graphic></wp:inline>'
    return f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>'


def _footnote(number: int, note: Footnote) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    return f'<w:footnote w:id="{number}">{_paragraph("FootnoteText", mark + _run(note.runs))}</w:footnote>'
