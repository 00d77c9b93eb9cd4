"""Sample → a saved web page: the report as an article between menus, rankings, advertisements, related links, share buttons and scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape

from tests.formats.markup import inline
from tests.formats.sample import Part, Run, Sample

_SITE = "汐見オンライン"
_MENU = ("トップ", "研究領域", "刊行物", "イベント", "採用情報", "お問い合わせ", "English")
_RANKING = (
    "週刊 潮流メモ：港湾の自動化が変える物流",
    "所長コラム「会議の前に読む本」",
    "動画で学ぶ地図の読み方（全5回）",
    "夏季公開講座の申し込みを開始しました",
    "資料室だより 第48号",
)
_RELATED = ("離島航路の補助金はどこへ向かうのか", "気象衛星の更新計画をやさしく解説", "港で働く人々：クレーン運転士の1日")
_STYLE = "body{font-family:serif;margin:0}nav ul{display:flex;list-style:none}.ad{background:#eee}sup{font-size:.7em}table{border-collapse:collapse}"
_SCRIPT = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());document.title+='';"


def make(sample: Sample) -> str:
    """The whole page. Notes link to and from their markers; the title, author and date stand in JSON-LD too."""
    article = "".join(_article(sample))
    return (
        f'<!DOCTYPE html>\n<html lang="ja">\n<head>\n{_head(sample)}\n</head>\n<body class="post-template">\n{_header()}\n'
        f'<div class="layout">\n<main id="main">\n{_crumbs(sample)}\n<article class="entry" itemscope itemtype="https://schema.org/Article">\n'
        f"{article}</article>\n{_share()}\n{_related()}\n</main>\n{_aside()}\n</div>\n{_footer()}\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _head(sample: Sample) -> str:
    said = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": sample.title,
        "author": [{"@type": "Person", "name": name} for name in sample.authors],
        "publisher": {"@type": "Organization", "name": sample.publisher or "汐見安全保障研究所"},
        "datePublished": f"{sample.published}T09:00:00+09:00",
    }
    return (
        f'<meta charset="utf-8">\n<title>{escape(sample.title)} | {_SITE}</title>\n<meta name="viewport" content="width=device-width">\n'
        f'<meta property="og:title" content="{escape(sample.title)}">\n<meta property="og:site_name" content="{_SITE}">\n'
        f'<script type="application/ld+json">{json.dumps(said, ensure_ascii=False)}</script>\n<style>{_STYLE}</style>'
    )


def _header() -> str:
    items = "".join(f'<li><a href="/{number}/">{name}</a></li>' for number, name in enumerate(_MENU))
    search = '<form action="/search"><input type="text" name="q" placeholder="サイト内検索"><button>検索</button></form>'
    cookies = '<div class="cookie-banner">当サイトではクッキーを使用しています。<button>同意する</button></div>'
    return f'{cookies}<header class="site-header"><a class="logo" href="/">{_SITE}</a><nav class="global-nav"><ul>{items}</ul></nav>{search}</header>'


def _crumbs(sample: Sample) -> str:
    return f'<nav class="breadcrumb"><a href="/">トップ</a> &gt; <a href="/pub/">刊行物</a> &gt; <span>{escape(sample.title)}</span></nav>'


def _share() -> str:
    links = "".join(
        f'<li><a href="https://www.example.org/share/{name}">{name}</a></li>' for name in ("X", "Facebook", "LINE", "はてなブックマーク")
    )
    return f'<div class="share-buttons"><p>この記事をシェアする</p><ul>{links}</ul></div><div class="ad" id="ad-bottom">［広告］ 海図のことなら汐見堂</div>'


def _related() -> str:
    links = "".join(f'<li><a href="/pub/r{number}.html">{title}</a></li>' for number, title in enumerate(_RELATED))
    return f'<section class="related-posts"><h2>あわせて読みたい</h2><ul>{links}</ul></section>'


def _aside() -> str:
    links = "".join(
        f'<li><span class="rank">{number}</span><a href="/pub/k{number}.html">{title}</a></li>' for number, title in enumerate(_RANKING, 1)
    )
    mail = '<div class="newsletter"><h3>メールマガジン</h3><p>毎月1回、新着の刊行物をお知らせします。</p><button>登録する</button></div>'
    return f'<aside class="sidebar"><h2>アクセスランキング</h2><ol class="ranking">{links}</ol><div class="ad">スポンサーリンク</div>{mail}</aside>'


def _footer() -> str:
    links = "".join(
        f'<a href="/about{number}">{name}</a> ' for number, name in enumerate(("サイトマップ", "個人情報の取扱い", "リンクについて"))
    )
    return f'<footer class="site-footer"><p>{links}</p><p><small>Copyright © 2025 {_SITE} All Rights Reserved.</small></p></footer>'


def _marker(run: Run) -> str:
    assert run.note is not None
    return f'<sup id="ref{run.note + 1}"><a href="#fn{run.note + 1}">{run.text}</a></sup>'


def _line(runs: Sequence[Run]) -> str:
    return inline(runs, _marker)


def _article(sample: Sample) -> Iterator[str]:
    """The report's parts; rows of one kind in one list or table, and an advertisement in the middle of the text."""
    parts = list(sample.parts)
    middle = len(parts) // 2
    for number, part in enumerate(parts):
        before = parts[number - 1].role if number else ""
        after = parts[number + 1].role if number + 1 < len(parts) else ""
        if number == middle:
            yield '<div class="ad ad-inline"><span>広告</span><a href="https://www.example.org/ad">読みやすい海図アプリ、いまなら初月無料</a></div>\n'
        tag = {"list": "ul", "abbreviation": "table"}.get(part.role, "")
        yield f"<{tag}>\n" if tag and before != part.role else ""
        yield from _part(part, sample)
        yield f"</{tag}>\n" if tag and after != part.role else ""
    if not any(part.role == "notes" for part in parts) and sample.notes:
        yield "<hr>\n"
        yield from _notes(sample, "")


def _part(part: Part, sample: Sample) -> Iterator[str]:
    match part.role:
        case "title":
            yield f'<h1 class="entry-title">{_line(part.lines[0])}</h1>\n'
        case "chapter":
            label, title, *rest = part.lines
            yield f"<h2>{_line(label)} {_line(title)}</h2>\n" + "".join(f"<p>{_line(runs)}</p>\n" for runs in rest)
        case "heading":
            yield f"<h{part.level + 1}>{_line(part.lines[0])}</h{part.level + 1}>\n"
        case "list":
            item = part.lines[0] if part.bullet == "・" else (Run(part.bullet + (" " if part.bullet else "")), *part.lines[0])
            yield f"<li>{_line(item)}</li>\n"
        case "contents":
            page = f'<span class="dots"> …… </span>{part.rows[0][0]}' if part.rows else ""
            yield f'<p class="toc">{_line(part.lines[0])}{page}</p>\n'
        case "abbreviation":
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in part.rows[0]) + "</tr>\n"
        case "figure":
            yield from _figure(part)
        case "notes":
            yield "<h2>注</h2>\n"
            for scope in dict.fromkeys(note.scope for note in sample.notes):
                yield f"<p>［{scope}］</p>\n"
                yield from _notes(sample, scope)
        case _:
            yield f'<p class="{part.role}">{_line(part.lines[0])}</p>\n'


def _figure(part: Part) -> Iterator[str]:
    """A table with its caption in it, or in a figure with the unit below the caption; a picture with its caption below."""
    above = "".join(f"<p>{_line(runs)}</p>" for runs in part.lines)
    below = "".join(f"<p>{_line(runs)}</p>" for runs in part.below)
    if part.rows:
        head, *rows = part.rows
        cells = "<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>\n"
        cells += "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
        caption, *unit = (_line(runs) for runs in part.lines)
        if unit:
            yield f"<figure>\n<figcaption>{caption}</figcaption>\n<p>{unit[0]}</p>\n<table>\n{cells}</table>\n{below}\n</figure>\n"
        else:
            yield f"<table>\n<caption>{caption}</caption>\n{cells}</table>\n{below}\n"
    elif part.lines:
        yield f'{above}\n<figure><img src="/img/map.png" alt="地図"></figure>\n{below}\n'
    else:
        yield f'<figure><img src="/img/photo.jpg" alt=""><figcaption>{below}</figcaption></figure>\n'


def _notes(sample: Sample, scope: str) -> Iterator[str]:
    """The notes as a list whose numbers the browser prints, with a way back to the marker."""
    yield '<ol class="footnotes">\n'
    for index, note in sample.noted(scope):
        yield f'<li id="fn{index + 1}" value="{note.number}">{_line(note.runs)} <a href="#ref{index + 1}" class="back">↩</a></li>\n'
    yield "</ol>\n"
