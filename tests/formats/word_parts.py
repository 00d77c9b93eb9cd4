"""The parts of a Word file that are the same for every report: styles, numbering, page set-up, relations."""

from __future__ import annotations

from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "footnotes")

CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}.{part}+xml"/>' for part in _PARTS)
    + "".join(f'<Override PartName="/word/header{number}.xml" ContentType="{_TYPES}.header+xml"/>' for number in (1, 2))
    + f'<Override PartName="/word/footer1.xml" ContentType="{_TYPES}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_TARGETS = (
    *((f"rId{number}", part, f"{part}.xml") for number, part in enumerate(_PARTS, start=1)),
    ("rId6", "header", "header1.xml"),
    ("rId7", "header", "header2.xml"),
    ("rId8", "footer", "footer1.xml"),
    ("rId9", "image", "media/image1.png"),
)
DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in _TARGETS)
    + "</Relationships>"
)
NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="・"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="240" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
SETTINGS = (
    f'<w:settings {_W}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr></w:settings>'
)
_MINCHO = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif" w:eastAsia="IPAexMincho"/>'
_GOTHIC = '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans" w:eastAsia="IPAexGothic"/>'

# style id: (name, look of the paragraph, look of the characters)
_STYLES = {
    "Title": ("Title", '<w:spacing w:before="1200" w:after="240"/><w:jc w:val="center"/>', _GOTHIC + '<w:sz w:val="36"/>'),
    "Subtitle": ("Subtitle", '<w:spacing w:after="240"/><w:jc w:val="center"/>', _GOTHIC + '<w:sz w:val="24"/>'),
    "Author": ("Author", '<w:spacing w:after="360"/><w:jc w:val="right"/>', '<w:sz w:val="22"/>'),
    "Front": ("Front Matter", '<w:jc w:val="center"/>', ""),
    "BodyText": ("Body Text", '<w:ind w:firstLine="200"/><w:jc w:val="both"/>', ""),
    "ListParagraph": ("List Paragraph", '<w:ind w:left="480" w:hanging="240"/><w:jc w:val="both"/>', ""),
    "ListBullet": ("List Bullet", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:jc w:val="both"/>', ""),
    "Heading1": (
        "heading 1",
        '<w:keepNext/><w:spacing w:before="480" w:after="240"/><w:outlineLvl w:val="0"/>',
        _GOTHIC + '<w:sz w:val="30"/>',
    ),
    "Heading2": (
        "heading 2",
        '<w:keepNext/><w:spacing w:before="360" w:after="160"/><w:outlineLvl w:val="1"/>',
        _GOTHIC + '<w:sz w:val="24"/>',
    ),
    "Heading3": (
        "heading 3",
        '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="2"/>',
        _GOTHIC + '<w:sz w:val="21"/>',
    ),
    "Caption": ("caption", '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/>', _GOTHIC + '<w:sz w:val="18"/>'),
    "Source": ("Source", '<w:spacing w:after="240"/><w:jc w:val="right"/>', '<w:sz w:val="17"/>'),
    "TableText": ("Table Text", "<w:keepNext/>", '<w:sz w:val="18"/>'),
    "TOCHeading": ("TOC Heading", '<w:pageBreakBefore/><w:spacing w:after="240"/><w:jc w:val="center"/>', _GOTHIC + '<w:sz w:val="26"/>'),
    "TOC1": ("toc 1", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>', ""),
    "Abbreviation": ("Abbreviation", '<w:tabs><w:tab w:val="left" w:pos="1600"/></w:tabs>', ""),
    "FootnoteText": ("footnote text", '<w:ind w:left="200" w:hanging="200"/><w:jc w:val="both"/>', '<w:sz w:val="16"/>'),
    "Header": ("header", "", _GOTHIC + '<w:sz w:val="16"/>'),
}


def core(title: str, authors: str, published: str) -> str:
    """Title, authors and date as the file's properties state them."""
    named = f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(authors)}</dc:creator>"
    dated = f'<dcterms:created xsi:type="dcterms:W3CDTF">{published}T00:00:00Z</dcterms:created>'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{named}{dated}</cp:coreProperties>'
    )


def styles() -> str:
    """The style sheet: Mincho text of 10 points, headings in larger Gothic, notes of 8 points."""
    base = f'<w:docDefaults><w:rPrDefault><w:rPr>{_MINCHO}<w:sz w:val="20"/><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>'
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    raised = (
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
        for key, (name, paragraph, characters) in _STYLES.items()
    )
    return f"<w:styles {_W}>{base}{normal}{raised}{made}</w:styles>"


def header(kind: str, text: str | None, side: str) -> str:
    """A running head, or a foot with the page's number where there is no text."""
    field = (
        '<w:r><w:t xml:space="preserve">- </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> -</w:t></w:r>'
    )
    runs = field if text is None else f"<w:r><w:t>{escape(text)}</w:t></w:r>"
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    return f'<w:{tag} {_W}><w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="{side}"/></w:pPr>{runs}</w:p></w:{tag}>'


def section(*, restart: bool) -> str:
    """Page set-up of a section: B5, heads that alternate, notes counted anew where the report's are."""
    heads = "".join(
        f'<w:{kind}Reference {_R} w:type="{page}" r:id="{target}"/>'
        for kind, page, target in (
            ("header", "default", "rId6"),
            ("header", "even", "rId7"),
            ("footer", "default", "rId8"),
            ("footer", "even", "rId8"),
        )
    )
    notes = '<w:footnotePr><w:numStart w:val="1"/><w:numRestart w:val="eachSect"/></w:footnotePr>' if restart else ""
    page = (
        '<w:type w:val="nextPage"/><w:pgSz w:w="10319" w:h="14572"/><w:pgMar w:top="1300" w:right="1000" w:bottom="1300" w:left="1000" '
        'w:header="600" w:footer="600" w:gutter="0"/>'
    )
    return f"<w:sectPr>{heads}{notes}{page}</w:sectPr>"
