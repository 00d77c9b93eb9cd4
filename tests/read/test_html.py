"""Reading HTML: encodings, white space and breaks, markers and notes, lists, tables, ruby, what is hidden, what a page declares."""

from __future__ import annotations

import pytest

from pipeline.model import Metadata, PipelineError, Source
from pipeline.read import html
from pipeline.read.html import dates
from pipeline.settings import Settings


def read(page: str | bytes, **settings: object) -> Source:
    data = page.encode() if isinstance(page, str) else page
    return html.read(data, doc_id="d", name="page.html", sha256="", settings=Settings(**settings))  # type: ignore[arg-type]


def blocks(source: Source, *kinds: str) -> list[str]:
    return [source.text[hint.start : hint.end] for hint in source.hints if hint.kind != "marker" and (not kinds or hint.kind in kinds)]


def markers(source: Source) -> list[tuple[str, int, str]]:
    return [(source.text[hint.start : hint.end], hint.number, hint.key) for hint in source.hints if hint.kind == "marker"]


def head(fields: str) -> Metadata:
    return read(f"<html><head>{fields}</head><body><p>本文である。</p></body></html>").declared


BLOCKS = [
    # white space and line breaks
    ("<p>海と\n空の　あいだ  を</p>", ["海と空の　あいだ を"]),
    ("<p>the sea\nand <b>the</b>\n sky 2024\n年</p>", ["the sea and the sky 2024 年"]),
    ("<p>　字下げの段落。</p><p>&nbsp;&nbsp;空白だけの字下げ。</p>", ["　字下げの段落。", "空白だけの字下げ。"]),
    ("<p>見え\u200bない\u00ad字</p>", ["見えない字"]),
    ("<p>第一の段落。<br><br>第二の段落。</p>", ["第一の段落。", "第二の段落。"]),
    ("<p>文が終わる。<br>次の文が始まる。</p>", ["文が終わる。", "次の文が始まる。"]),
    (
        "<p>文の途中で折り返された長い長い一行の文字列が、まだ<br>続いている。</p>",
        ["文の途中で折り返された長い長い一行の文字列が、まだ続いている。"],
    ),
    ("<p>〒000-0000<br>架空市一丁目<br>架空ビル</p>", ["〒000-0000", "架空市一丁目", "架空ビル"]),
    ("<h2>第1章<br>海の<br>秩序</h2>", ["第1章 海の秩序"]),
    ("<pre>一行目の途中で\n折り返す。\n\n二段落目。</pre>", ["一行目の途中で折り返す。", "二段落目。"]),
    ("<p>一つ目<p>二つ目<div>三つ目<p>四つ目</div>五つ目", ["一つ目", "二つ目", "三つ目", "四つ目", "五つ目"]),
    ("<p>彼は<q>行く</q>と言った。</p>", ["彼は「行く」と言った。"]),
    # lists
    ("<ul><li>甲</li><li>・乙<ul><li>丙</li></ul></li></ul>", ["甲", "乙", "丙"]),
    ("<ol><li>甲</li><li value='5'>乙</li><li>丙</li></ol>", ["1. 甲", "5. 乙", "6. 丙"]),
    ("<ol type='i' start='3'><li>甲</li><li>乙</li></ol>", ["iii. 甲", "iv. 乙"]),
    ("<ol style='list-style: none'><li>(1) 甲</li></ol>", ["(1) 甲"]),
    ("<ol><li>１．甲</li></ol>", ["１．甲"]),
    ("<dl><dt>語</dt><dd>説明。</dd></dl>", ["語", "説明。"]),
    # ruby
    ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>を読む。</p>", ["漢字を読む。"]),
    ("<p><ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>都</p>", ["東京都"]),
    # hidden
    ("<p>見える。</p><p style='DISPLAY : none'>見えない。</p><p hidden>見えない。</p>", ["見える。"]),
    ("<p>見える<span aria-hidden=true>★</span><span class='sr-only'>音声用</span>。</p><script>var a='<p>b';</script>", ["見える。"]),
    ("<noscript>有効にしてください</noscript><template><p>型</p></template><p>本文。</p>", ["本文。"]),
    # exponents and other raised text
    (
        "<p>面積は5km<sup>2</sup>、10<sup>-6</sup>、1<sup>st</sup>、E=mc<sup>2</sup>、CO<sub>2</sub>。</p>",
        ["面積は5km²、10⁻⁶、1st、E=mc²、CO2。"],
    ),
    # tables
    ("<table><tr><td><h3>見出し</h3></td><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>", ["見出し", "甲", "乙", "丙"]),
    ("<table role=presentation><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", ["甲", "乙", "丙", "丁"]),
    (
        "<table><caption>表1 値</caption><tr><th>国</th><th>値</th></tr><tr><td>甲</td><td>1<br>2</td></tr></table>",
        ["表1 値", "国\t値\n甲\t1 2"],
    ),
    (
        "<table><tr><th rowspan=2>国</th><th colspan=2>値</th></tr><tr><th>a</th><th>b</th></tr><tr><td>甲</td><td colspan=2>1</td></tr></table>",
        ["国\t値\t値\n\ta\tb\n甲\t1\t"],
    ),
    ("<table><tr><td>甲</td><td colspan=100000>1</td></tr><tr><td rowspan=99999>乙</td><td>2</td></tr></table>", ["甲\t1\n乙\t2"]),
    ("<figure><img src=a><figcaption>図1 海域</figcaption></figure>", ["図1 海域"]),
    # lists of links
    (
        "<h2>目次</h2><ul><li><a href='#a'>甲の章</a></li><li><a href='#b'>乙の章</a></li></ul><h2 id=a>甲の章</h2><p>本文。</p><h2 id=b>乙の章</h2><p>本文。</p>",
        ["甲の章", "本文。", "乙の章", "本文。"],
    ),
]


@pytest.mark.parametrize(("page", "expected"), BLOCKS)
def test_blocks(page: str, expected: list[str]) -> None:
    source = read(page)
    assert [block for block in blocks(source) if block not in blocks(source, "left-out")] == expected
    assert source.media_type == "text/html"


NOTED = [
    # body, markers, notes as (number, text)
    ("<p>甲<sup><a href='#n1'>1</a></sup>。</p><ol><li id=n1>注である。</li></ol>", [("¹", 1, "n1")], [(1, "注である。")]),
    ("<p>甲<a href='#n1'><sup>[12]</sup></a>。</p><p id=n1>12 注である。</p>", [("¹²", 12, "n1")], [(12, "注である。")]),
    ("<p>甲（<a href='#n1'>注3</a>）。</p><p><a name=n1></a>（注3）注である。</p>", [("（注3）", 3, "n1")], [(3, "注である。")]),
    ("<p id=r>甲<a href='#n1' id=r1>*</a>。</p><p id=n1><a href='#r1'>*</a> 注である。</p>", [("*", 0, "n1")], [(0, "注である。")]),
    (
        "<p>甲<sup><a href='#a'>1</a>,<a href='#b'>2</a></sup>。</p><p id=a>1 甲の注。</p><p id=b>2 乙の注。</p>",
        [("¹", 1, "a"), ("²", 2, "b")],
        [(1, "甲の注。"), (2, "乙の注。")],
    ),
    (
        "<p>甲<sup>1</sup>、乙<sup>2</sup>。</p><h2>注</h2><p>1 甲の注。</p><p>2 乙の注。</p>",
        [("¹", 1, "notes1:1"), ("²", 2, "notes1:2")],
        [(1, "甲の注。"), (2, "乙の注。")],
    ),
    (
        "<p>甲［注1］。乙（注2）。</p><p>注</p><ol><li>甲の注。</li><li>乙の注。</li></ol>",
        [("［注1］", 1, "notes1:1"), ("（注2）", 2, "notes1:2")],
        [(1, "甲の注。"), (2, "乙の注。")],
    ),
    (
        "<p>甲<sup>1</sup>、乙<sup>2</sup>。</p><hr><p>1) 甲の注。</p><p>2) 乙の注。</p>",
        [("¹", 1, "notes1:1"), ("²", 2, "notes1:2")],
        [(1, "甲の注。"), (2, "乙の注。")],
    ),
    (
        "<p>甲<sup>1</sup>。</p><h3>注</h3><ol><li>前の注。</li></ol><p>乙<sup>1</sup>。</p><h3>注</h3><ol><li>後の注。</li></ol>",
        [("¹", 1, "notes1:1"), ("¹", 1, "notes2:1")],
        [(1, "前の注。"), (1, "後の注。")],
    ),
    (
        "<p>甲<sup><a href='#n1'>1</a></sup>。</p><aside class=footnote id=n1 style='display:none'><p>注の一。</p><p>注の二。</p></aside>",
        [("¹", 1, "n1")],
        [(1, "注の一。注の二。")],
    ),
    (
        "<p>甲<sup><a href='#n1'>1</a></sup>。</p><p id=n1>1 前掲<a href='#n1'>注1</a>を見よ。</p>",
        [("¹", 1, "n1")],
        [(1, "前掲注1を見よ。")],
    ),
    # no markers: links to pages, sections and formulas; a list that is no list of notes
    ("<p><a href='#p2'>2</a></p><p>甲。</p><p id=p2>二頁目の文。</p>", [], []),
    ("<p>式<a href='#e1'>(1)</a>による。</p><p id=e1>x = 1 (1)</p>", [], []),
    ("<p>甲<sup><a href='#s'>1</a></sup>。</p><section id=s><h2>節</h2><p>文。</p></section>", [], []),
    ("<p>1 海の章。</p><p>2 空の章。</p><p>面積は3km<sup>2</sup>。</p>", [], []),
]


@pytest.mark.parametrize(("page", "marked", "noted"), NOTED)
def test_notes(page: str, marked: list[tuple[str, int, str]], noted: list[tuple[int, str]]) -> None:
    source = read(page)
    assert [(source.text[hint.start : hint.end], hint.number) for hint in source.hints if hint.kind == "note"] == [
        (text, number) for number, text in noted
    ]
    assert markers(source) == marked


def test_title_headings_and_levels() -> None:
    source = read("<title>海の秩序 | 架空誌</title><h1>海の秩序</h1><p>本文。</p><h2>甲</h2><h4>乙</h4><h2>丙</h2>")
    assert [(hint.kind, hint.number) for hint in source.hints] == [
        ("title", 0),
        ("paragraph", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 1),
    ]


def test_a_title_printed_with_its_subtitle() -> None:
    source = read("<title>海の秩序 | 架空誌</title><meta property=og:site_name content=架空誌><h1>海の秩序 ―島々の視点―</h1><p>本文。</p>")
    assert blocks(source, "title") == ["海の秩序 ―島々の視点―"]
    assert source.declared.title == "海の秩序"


def test_ruby_is_told() -> None:
    source = read("<p>これは<ruby>哨戒<rt>しょうかい</rt></ruby>である。</p>")
    (problem,) = source.problems
    assert (problem.code, source.text[problem.raw_start : problem.raw_end]) == ("ruby-left-out", "哨戒")


TEXT = "沿岸の警備は、令和五年度に強化された。①海域の監視、②船の更新である。"
ENCODINGS = [
    ("utf-8", "", "utf-8"),
    ("utf-8-sig", "", "utf-8-sig"),
    ("cp932", "<meta charset=Shift_JIS>", "cp932"),
    ("cp932", "<meta http-equiv=Content-Type content='text/html; charset=x-sjis'>", "cp932"),
    ("cp932", "<meta charset=utf-8>", "cp932"),
    ("utf-8", "<meta charset=Shift_JIS>", "utf-8"),
    ("euc_jis_2004", "<meta charset=EUC-JP>", None),
    ("utf-16", "", "utf-16"),
    ("iso2022_jp_2004", "<meta charset=ISO-2022-JP>", None),
    ("gbk", "<meta charset=gb2312>", "gbk"),
]


@pytest.mark.parametrize(("written", "declared", "found"), ENCODINGS)
def test_encoding(written: str, declared: str, found: str | None) -> None:
    text = TEXT.replace("①", "").replace("②", "") if written == "iso2022_jp_2004" else TEXT
    source = read(f"<html><head>{declared}</head><body><p>{text}</p></body></html>".encode(written))
    assert text in source.text
    assert found is None or source.encoding == found


def test_encoding_can_be_forced() -> None:
    page = "<p>沿岸の警備</p>".encode("cp932")
    assert "沿岸の警備" in read(page, encoding="cp932").text
    with pytest.raises(PipelineError, match="utf-8"):
        read(page, encoding="utf-8")


DECLARED = [
    ("<title>海の秩序</title>", Metadata(title="海の秩序")),
    ("<title>海の秩序 - 架空誌</title><meta property=og:site_name content=架空誌>", Metadata(title="海の秩序", publisher="架空誌")),
    ("<meta name=author content='管理者'>", Metadata()),
    ("<meta name=author content='https://example.invalid/x'>", Metadata()),
    ("<meta name=author content='森 一郎、谷 花'>", Metadata(authors=("森 一郎", "谷 花"))),
    ("<meta name=author content='Mori, Ichiro'>", Metadata(authors=("Mori, Ichiro",))),
    ("<meta name=DC.creator content='森 一郎'><meta name=DC.creator content='谷 花'>", Metadata(authors=("森 一郎", "谷 花"))),
    ("<meta name=author content=架空誌><meta property=og:site_name content=架空誌>", Metadata(publisher="架空誌")),
    ("<meta property=article:published_time content='2024-05-01T08:00:00+09:00'>", Metadata(published="2024-05-01")),
    ("<meta property=article:published_time content='2024-05-01T20:00:00Z'>", Metadata()),
    (
        "<meta property=article:published_time content='2024-05-01T20:00:00Z'><time class=published datetime=2024-05-02>5月2日</time>",
        Metadata(published="2024-05-02"),
    ),
    ("<meta property=article:modified_time content='2024-05-01'>", Metadata()),
    ("<meta name=citation_date content=2024/5><meta property=article:published_time content=2024-05-01>", Metadata(published="2024-05")),
    ("<meta name=date content=2024-05-01><meta name=pubdate content=2024-06-01>", Metadata()),
    ("<meta name=date content=2024-13-45>", Metadata()),
    (
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","datePublished":"2024-05-01","author":[{"name":"森 一郎"},"谷 花"]}</script>',
        Metadata(authors=("森 一郎", "谷 花"), published="2024-05-01"),
    ),
    (
        '<script type=\'application/ld+json\'>[{"@type":"Article","datePublished":"2024-05-01"},{"@type":"Article","datePublished":"2024-05-02"}]</script>',
        Metadata(),
    ),
    (
        '<script type=\'application/ld+json\'>{"@type":"Article","datePublished":"2024-05-01"}</script><meta property=article:published_time content=2024-05-03>',
        Metadata(),
    ),
    ("<script type='application/ld+json'>{broken</script>", Metadata()),
]


@pytest.mark.parametrize(("fields", "expected"), DECLARED)
def test_declared(fields: str, expected: Metadata) -> None:
    assert head(fields) == expected


DAYS = [
    ("2024-05-01", ("2024-05-01",)),
    ("2024/5/1", ("2024-05-01",)),
    ("2024.05.01", ("2024-05-01",)),
    ("2024年5月1日（水）", ("2024-05-01",)),
    ("20240501", ("2024-05-01",)),
    ("2024年5月", ("2024-05",)),
    ("2024", ("2024",)),
    ("2024-05-01T23:30:00+09:00", ("2024-05-01",)),
    ("2024-05-01T14:59:00Z", ("2024-05-01",)),
    ("2024-05-01T15:00:00Z", ("2024-05-01", "2024-05-02")),
    ("1970-01-01T00:00:00Z", ()),
    ("2024-02-30", ()),
    ("May 1", ()),
    ("", ()),
]


@pytest.mark.parametrize(("written", "expected"), DAYS)
def test_days(written: str, expected: tuple[str, ...]) -> None:
    assert dates.days(written) == expected


REFUSED = [
    ("<html><body></body></html>", {}, "no text"),
    ("<html><body><script>draw()</script></body></html>", {}, "no text"),
    ("<div>" * 30_000 + "本文。", {}, "max_depth"),
    ("<p>本文である。" * 100, {"max_chars": 100}, "max_chars"),
]


@pytest.mark.parametrize(("page", "settings", "reason"), REFUSED)
def test_refused_with_a_reason(page: str, settings: dict[str, int], reason: str) -> None:
    with pytest.raises(PipelineError, match=reason):
        read(page, **settings)


def test_deep_text_is_kept() -> None:
    """libxml2 itself loses what nests deeper than 256 elements."""
    assert blocks(read("<div>" * 600 + "<p>深い所の文。</p>" + "</div>" * 600 + "<p>後の文。</p>")) == ["深い所の文。", "後の文。"]


def test_long_text_without_tags_is_kept() -> None:
    """libxml2 itself refuses eleven megabytes in one piece."""
    assert len(read("<p>" + "あ" * 3_700_000, max_chars=20_000_000).text) == 3_700_001
