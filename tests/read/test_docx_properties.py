"""What a DOCX file's properties say, and what of it is a program's filling."""

from __future__ import annotations

import pytest

from pipeline.model import Metadata
from tests.read.docx_files import docx, paragraph, source

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{}</Company></Properties>'


def declared(core: str = "", company: str = "") -> Metadata:
    return source(docx(paragraph("本文"), parts={"docProps/core.xml": CORE.format(core), "docProps/app.xml": APP.format(company)})).declared


TITLES = [
    ("海洋秩序の行方", "海洋秩序の行方"),
    ("  海洋秩序の\n行方 ", "海洋秩序の 行方"),
    ("Microsoft Word - 原稿.doc", ""),
    ("文書1", ""),
    ("Document 2", ""),
    ("無題", ""),
    ("[タイトル]", ""),
    ("report_final.docx", ""),
    ("2024_03", ""),
    ("PowerPoint プレゼンテーション", ""),
    ("Documents of the Pacific War", "Documents of the Pacific War"),
    ("文書管理の制度と実際", "文書管理の制度と実際"),
    ("題" * 300, ""),
]


@pytest.mark.parametrize(("written", "title"), TITLES)
def test_title(written: str, title: str) -> None:
    assert declared(f"<dc:title>{written}</dc:title>").title == title


CREATORS = [
    ("樫村 修平", ("樫村 修平",)),
    ("樫村修平;三輪田由佳", ("樫村修平", "三輪田由佳")),
    ("Jane A. Doe", ("Jane A. Doe",)),
    ("user", ()),
    ("Microsoft Office User", ()),
    ("企画調整課", ()),
    ("汐見安全保障研究所", ()),
    ("kashimura2", ()),
    ("樫村修平;admin", ()),
    ("", ()),
]


@pytest.mark.parametrize(("written", "authors"), CREATORS)
def test_authors(written: str, authors: tuple[str, ...]) -> None:
    assert declared(f"<dc:creator>{written}</dc:creator>").authors == authors


# Begun, last saved → the date of the text, in Japan.
DATES = [
    ("2024-04-01T01:00:00Z", "2024-04-01T09:00:00Z", "2024-04-01"),
    ("2024-03-31T16:00:00Z", "2024-04-01T09:00:00Z", "2024-04-01"),
    ("2024-04-01T01:00:00Z", "2024-04-20T09:00:00Z", "2024-04"),
    ("2024-01-10T01:00:00+09:00", "2024-04-20", "2024"),
    ("2019-01-10T01:00:00Z", "2024-04-20T09:00:00Z", ""),
    ("1601-01-01T00:00:00Z", "1601-01-01T00:00:00Z", ""),
    ("2024-13-01T00:00:00Z", "2024-13-01T00:00:00Z", ""),
    ("9999-12-31T23:00:00Z", "9999-12-31T23:00:00Z", ""),
    ("2024-04-01T01:00:00Z", "", ""),
    ("きのう", "きのう", ""),
]


@pytest.mark.parametrize(("created", "modified", "published"), DATES)
def test_published(created: str, modified: str, published: str) -> None:
    core = f"<dcterms:created>{created}</dcterms:created><dcterms:modified>{modified}</dcterms:modified>"
    assert declared(core).published == published


@pytest.mark.parametrize(
    ("company", "publisher"),
    [("汐見安全保障研究所", "汐見安全保障研究所"), ("防衛省", "防衛省"), ("Microsoft", ""), ("HP", ""), ("", ""), ("株式会社 汐見", "")],
)
def test_publisher(company: str, publisher: str) -> None:
    assert declared(company=company).publisher == publisher


def test_a_library_s_template_says_nothing() -> None:
    core = "<dc:creator>python-docx</dc:creator><dc:title>海の秩序</dc:title><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
    assert declared(core) == Metadata()
