"""HTML pages that mean harm: endless nesting and attributes, entities, bombs of table cells, metadata of nonsense.

Each maker takes a scale: 1 for the suite, more for the long run.
"""

from __future__ import annotations

import json
from collections.abc import Callable

Maker = Callable[[int], bytes]

SENTENCE = "両国は2024年3月に会談し、共同声明に署名した。"
ARTICLE = f"<h1>海の秩序</h1><p>{SENTENCE}</p><p>その後の交渉では、海上の安全と貿易の問題が話し合われた。</p>"


def html(content: str, head: str = "") -> bytes:
    """A page with this content."""
    return f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>海の秩序</title>{head}</head><body>{content}</body></html>'.encode()


def _nested(tag: str, depth: int, *, closed: bool = True) -> bytes:
    return html(f"<{tag}>" * depth + ARTICLE + (f"</{tag}>" * depth if closed else ""))


def _table(cell: str, columns: int, rows: int) -> bytes:
    return html(ARTICLE + f"<table>{f'<tr>{cell * columns}</tr>' * rows}</table>")


def _entities(entity: str, count: int) -> bytes:
    return html(f"{ARTICLE}<p>{entity * count}</p>")


def _data(made: str) -> str:
    return f'<script type="application/ld+json">{made}</script>'


def _links(count: int) -> str:
    return "".join(f'<sup><a id="r{n}" href="#n{n}">{n}</a></sup>' for n in range(1, count + 1))


def _notes(count: int) -> str:
    return "<ol>" + "".join(f'<li id="n{n}"><a href="#r{n}">↑</a> 甲「題」2020年。</li>' for n in range(1, count + 1)) + "</ol>"


def _deep(tag: str) -> Maker:
    return lambda scale: _nested(tag, 30_000 * scale)


def _cut(percent: int) -> Maker:
    return lambda scale: html(ARTICLE)[: len(html(ARTICLE)) * percent // 100]


_XHTML = '<?xml version="1.0"?><!DOCTYPE html [%s]><html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body>%s<p>%s</p></body></html>'
_LAUGHS = '<!ENTITY l0 "laugh">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

# name → maker of the file for a scale
FILES: dict[str, Maker] = {
    "sound": lambda scale: html(ARTICLE),
    **{f"30,000 deep, {tag}": _deep(tag) for tag in ("div", "span", "b", "table", "ul", "sup", "blockquote", "ruby", "x-y")},
    "30,000 links deep": lambda scale: _nested('a href="#n1"', 30_000 * scale, closed=False),
    "nothing closed": lambda scale: html(f"<p><b><i><div><li><td>{SENTENCE}" * 10_000 * scale),
    "only closed": lambda scale: html("</div></p></b>" * 100_000 * scale + ARTICLE),
    "crossed": lambda scale: html("<b><p><i><div>あ</b></p></i></div>" * 10_000 * scale + ARTICLE),
    "tables of tables": lambda scale: html("<table><tr><td>" * 140 + ARTICLE + "</td></tr></table>" * 140),
    "1,000,000 attributes": lambda scale: html("<p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">" + ARTICLE),
    "one attribute of a million": lambda scale: html(f'<p class="{"comment " * 200_000 * scale}">{ARTICLE}'),
    "one name of a million": lambda scale: html(f"<{'a' * 1_000_000 * scale}>{ARTICLE}"),
    "cell over a billion columns": lambda scale: _table('<td colspan="1000000000" rowspan="1000000000">甲</td>', 2, 2),
    "cells over 1,000 columns": lambda scale: _table('<td colspan="1000" rowspan="1000">甲</td>', 50, 50 * scale),
    "cells over fewer than none": lambda scale: _table('<td colspan="-5" rowspan="x">甲</td>', 5, 5),
    "cells over a number of 5,000 digits": lambda scale: _table(f'<td colspan="{"9" * 5_000}" rowspan="１２">甲</td>', 2, 2),
    "1,000,000 cells": lambda scale: _table("<td>1", 1_000, 1_000 * scale),
    "1,000,000 entities": lambda scale: _entities("&amp;", 1_000_000 * scale),
    "numbers of characters": lambda scale: _entities("&#x3042;", 300_000 * scale),
    "numbers of no characters": lambda scale: _entities("&#0;&#xD800;&#xDFFF;&#x110000;&#xFFFE;&#99999999999999999999;&#x1;&#128;", 100),
    "entities never ended": lambda scale: _entities("&a", 300_000 * scale),
    "ampersands": lambda scale: _entities("&", 1_000_000 * scale),
    "opening brackets": lambda scale: _entities("<", 300_000 * scale),
    "comment without end": lambda scale: html(f"{ARTICLE}<!--{'-' * 1_000_000}"),
    "comments": lambda scale: html("<!---->" * 100_000 * scale + ARTICLE),
    "script without end": lambda scale: html(f"{ARTICLE}<script>{'<!--<script>' * 50_000}"),
    "plain text": lambda scale: html(f"{ARTICLE}<plaintext>{'<p>' * 100_000}"),
    "sections of cdata": lambda scale: html(f"{ARTICLE}<p><![CDATA[{'<p>]]' * 50_000}"),
    "instructions": lambda scale: html("<?php " * 100_000 * scale + "?>" + ARTICLE),
    "frames": lambda scale: html("<iframe src='file:///etc/passwd'></iframe>" * 10_000 + "<frameset><frame>" * 10_000 + ARTICLE),
    "picture in the page": lambda scale: html(f'<img src="data:image/png;base64,{"A" * 5_000_000 * scale}" alt="図">{ARTICLE}'),
    "page in the page": lambda scale: html(f'<a href="data:text/html,{"%3Cp%3E" * 300_000}">甲</a>{ARTICLE}'),
    "one text of 120,000": lambda scale: html(f"<p>{'両国は' * 40_000 * scale}</p>"),
    "one word of 1,000,000": lambda scale: html(f"<p>{'a' * 1_000_000 * scale}</p>{ARTICLE}"),
    "text without paragraphs": lambda scale: html(f"{SENTENCE}<br>" * 30_000 * scale),
    "commas": lambda scale: html(f"<div><p>{'、,' * 200_000 * scale}</p></div>{ARTICLE}"),
    "line breaks": lambda scale: html("<br>" * 300_000 * scale + ARTICLE),
    "spaces": lambda scale: html(f"<p>{' ' * 1_000_000 * scale}</p>{ARTICLE}" + "\u3000" * 300_000),
    "20,000 paragraphs": lambda scale: html(f"<p>{SENTENCE}</p>" * 20_000 * scale),
    "50,000 links": lambda scale: html("<ul>" + "<li><a href='#'>記事</a></li>" * 50_000 * scale + "</ul>" + ARTICLE),
    "50,000 headings": lambda scale: html("<h1>海</h1><h6>深</h6>" * 25_000 * scale + ARTICLE),
    "50,000 ruby": lambda scale: html(f"<p>{'<ruby>海<rp>(</rp><rt>うみ</rt><rp>)</rp></ruby>' * 50_000 * scale}</p>{ARTICLE}"),
    "ruby without a base": lambda scale: html(f"<p>{'<ruby><rt>うみ</rt></ruby><rt>そら</rt><rb>' * 10_000}</p>{ARTICLE}"),
    "10,000 notes": lambda scale: html(f"<p>{SENTENCE}{_links(10_000 * scale)}</p>{_notes(10_000 * scale)}"),
    "notes of one name": lambda scale: html(f"<p>{SENTENCE}{'<sup><a href=#n id=r>1</a></sup>' * 20_000}</p>{'<p id=n><a href=#r>1</a> 甲。</p>' * 20_000}"),
    "notes that point to themselves": lambda scale: html(ARTICLE + '<p id="n1"><sup><a href="#n1">1</a></sup> 甲。</p>' * 1_000),
    "note that is the page": lambda scale: html(f'<div id="n1">{ARTICLE}<sup><a href="#n1">1</a></sup></div>'),
    "raised without end": lambda scale: html(f"<p>{'甲<sup>1</sup>' * 50_000 * scale}</p>"),
    "raised number of a million digits": lambda scale: html(f"{ARTICLE}<p>甲<sup>{'1' * 1_000_000}</sup><sup>①Ⅳ٣²</sup></p>"),
    "data in depth": lambda scale: html(ARTICLE, _data("[" * 100_000 * scale)),
    "data in closed depth": lambda scale: html(ARTICLE, _data("[" * 50_000 + "]" * 50_000)),
    "data with a number of a million digits": lambda scale: html(ARTICLE, _data('{"datePublished": ' + "9" * 1_000_000 + "}")),
    "data of other kinds": lambda scale: html(ARTICLE, _data(json.dumps([{"@type": 5, "headline": [1, {}], "author": {"name": {"name": None}}, "datePublished": True}, None, 3, "x"]))),
    "data of lone surrogates": lambda scale: html(ARTICLE, _data('{"@type": "Article", "headline": "a\\ud800b\\u0000", "author": "\\udfff"}')),
    "data of infinity": lambda scale: html(ARTICLE, _data('{"@type": "Article", "headline": NaN, "datePublished": -Infinity}')),
    "100,000 data": lambda scale: html(ARTICLE, _data('{"@type": "Article", "headline": "題"}') * 50_000 * scale),
    "graph in a circle": lambda scale: html(ARTICLE, _data('{"@graph": ' * 900 + "{}" + "}" * 900)),
    "times of nonsense": lambda scale: html(ARTICLE + '<time datetime="99999999999-99-99T99:99">x</time><time datetime="２０２０-02-30">' + "<time>" * 50_000),
    "metadata of a million": lambda scale: html(ARTICLE, f'<meta property="og:title" content="{"題" * 1_000_000}"><meta name="author" content="\0&#xD800;">'),
    "100,000 metadata": lambda scale: html(ARTICLE, '<meta property="og:title" content="題">' * 100_000 * scale),
    "title of a million": lambda scale: html(f"{ARTICLE}", f"<title>{'題' * 1_000_000}"),
    "laughs": lambda scale: (_XHTML % (_LAUGHS, "&l11;", SENTENCE)).encode(),
    "entity of a file": lambda scale: (_XHTML % ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;", SENTENCE)).encode(),
    "charset of nothing": lambda scale: html(ARTICLE).replace(b"utf-8", b"x-nothing"),
    "charset of utf-7": lambda scale: html(ARTICLE).replace(b"utf-8", b"utf-7"),
    "charset of a codec": lambda scale: html(ARTICLE).replace(b"utf-8", b"zlib_codec"),
    "charset of a pickle": lambda scale: html(ARTICLE).replace(b"utf-8", b"unicode_escape"),
    "charset that lies": lambda scale: html(ARTICLE).replace(b"utf-8", b"shift_jis"),
    "charset of a million": lambda scale: html(ARTICLE).replace(b"utf-8", b"a" * 1_000_000),
    "100,000 charsets": lambda scale: html(ARTICLE, '<meta charset="euc-jp">' * 50_000),
    "utf-16": lambda scale: b"\xff\xfe" + html(ARTICLE).decode().encode("utf-16-le"),
    "utf-16 with a lone surrogate": lambda scale: b"\xff\xfe" + html(ARTICLE).decode().encode("utf-16-le") + b"\x00\xd8a\0",
    "nul between": lambda scale: html(ARTICLE).replace("は".encode(), "は\0".encode()).replace(b"<p>", b"<p\0>"),
    "broken bytes": lambda scale: html(ARTICLE).replace("国".encode(), b"\xe5\xff"),
    "turned around": lambda scale: html(f'<p dir="rtl">\u202e{SENTENCE}\u2066</p><bdo dir="rtl">甲</bdo>{ARTICLE}'),
    "nothing": lambda scale: b"<html>",
    "only a head": lambda scale: html("")[:-20],
    "only a menu": lambda scale: html("<nav>" + "<a href=/>甲</a>" * 1_000 + "</nav>"),
    "only scripts": lambda scale: html("<script>x</script><style>y</style><noscript>z</noscript>" * 1_000),
    "only hidden": lambda scale: html(f'<div hidden style="display:none">{ARTICLE}</div><template>{ARTICLE}</template>'),
    **{f"cut at {percent} %": _cut(percent) for percent in (5, 20, 35, 50, 65, 80, 95)},
}  # fmt: skip

# What the reason, or else the text, must say.
SAYS = {
    "sound": SENTENCE,
    "picture in the page": SENTENCE,
}
