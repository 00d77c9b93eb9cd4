"""Small DOCX files for the tests: a zip of parts written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from pipeline.model import Source
from pipeline.read.docx import read
from pipeline.settings import Settings

TRANSITIONAL = "http://schemas.openxmlformats.org/"
NAMESPACES = (
    ("w", "wordprocessingml/2006/main", "wordprocessingml/main"),
    ("r", "officeDocument/2006/relationships", "officeDocument/relationships"),
    ("m", "officeDocument/2006/math", "officeDocument/math"),
    ("mc", "markup-compatibility/2006", ""),
)
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SEPARATORS = '<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'


def declarations(*, strict: bool = False) -> str:
    made = []
    for prefix, transitional, other in NAMESPACES:
        uri = f"http://purl.oclc.org/ooxml/{other}" if strict and other else TRANSITIONAL + transitional
        made.append(f'xmlns:{prefix}="{uri}"')
    made += ['xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"', 'xmlns:v="urn:schemas-microsoft-com:vml"']
    return " ".join(made)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inner: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what is no XML is the text of a run."""
    told = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p><w:pPr>{told}</w:pPr>" + "".join(part if part.startswith("<") else run(part) for part in inner) + "</w:p>"


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def footnote(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def row(*cells: str, properties: str = "") -> str:
    return (
        f"<w:tr>{properties}"
        + "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
        + "</w:tr>"
    )


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def style(style_id: str, name: str, inner: str = "", *, based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


STYLES = (
    style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', based_on="1")
    + style("a3", "Title")
    + style("a4", "caption")
    + style("10", "toc 1")
    + style("a5", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
)


def lists(*levels: Sequence[tuple[str, str]], extra: str = "") -> str:
    """Definitions of lists 1, 2 …: each a sequence of levels of (form, text)."""
    made = ""
    for number, told in enumerate(levels, 1):
        made += f'<w:abstractNum w:abstractNumId="{number}">' + "".join(level(i, *pair) for i, pair in enumerate(told)) + "</w:abstractNum>"
    made += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(levels) + 1))
    return made + extra


def level(number: int, form: str, text: str, inner: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{inner}</w:lvl>'


def notes(texts: Mapping[int, str], kind: str = "footnote") -> str:
    made = SEPARATORS.format(kind=kind)
    for number, text in texts.items():
        inner = text if text.startswith("<") else f"<w:p><w:r><w:{kind}Ref/></w:r>{run(' ' + text)}</w:p>"
        made += f'<w:{kind} w:id="{number}">{inner}</w:{kind}>'
    return made


def docx(
    *body: str,
    styles: str = STYLES,
    numbering: str = "",
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    settings: str = "",
    parts: Mapping[str, bytes | str] | None = None,
    strict: bool = False,
    kind: str = "document.main+xml",
) -> bytes:
    """The bytes of a DOCX file with that body; `parts` are further parts by name, relations of the kind their names tell."""
    inner = {
        "styles": styles,
        "numbering": numbering,
        "footnotes": notes(footnotes) if footnotes else "",
        "endnotes": notes(endnotes, "endnote") if endnotes else "",
        "settings": settings,
    }
    files: dict[str, bytes | str] = {"word/document.xml": part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>", strict=strict)}
    files |= {f"word/{name}.xml": part(name, xml, strict=strict) for name, xml in inner.items() if xml}
    files |= dict(parts or {})
    base = "http://purl.oclc.org/ooxml/officeDocument/relationships/" if strict else TRANSITIONAL + "officeDocument/2006/relationships/"
    own = [name for name in files if name.startswith("word/") and name != "word/document.xml"]
    files["word/_rels/document.xml.rels"] = relations([(base + _kind(name), name.removeprefix("word/")) for name in own])
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
    top = [
        (base + "officeDocument", "word/document.xml"),
        (package + "core-properties", "docProps/core.xml"),
        (base + "extended-properties", "docProps/app.xml"),
    ]
    files["_rels/.rels"] = relations([pair for pair in top if pair[1] in files])
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind if kind.startswith("application/") else CONTENT + kind}"/></Types>'
    )
    return packed(files)


def part(name: str, inner: str, *, strict: bool = False) -> str:
    root = {"header1": "hdr", "header2": "hdr", "footer1": "ftr"}.get(name, name)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {declarations(strict=strict)}>{inner}</w:{root}>'


def _kind(name: str) -> str:
    return name.removeprefix("word/").partition(".")[0].rstrip("0123456789")


def relations(pairs: Sequence[tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(pairs, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def packed(files: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 4, 1, 0, 0, 0)), content, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()


def source(data: bytes, settings: Settings | None = None) -> Source:
    return read(data, doc_id="d", name="report.docx", sha256="0" * 64, settings=settings or Settings())


def text(*body: str, **more: object) -> str:
    """The text that a file with that body gives."""
    return source(docx(*body, **more)).text  # type: ignore[arg-type]  # the keywords of `docx`
