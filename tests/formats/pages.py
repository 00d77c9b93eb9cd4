"""Sample → HTML pages for Chromium to print: two columns with notes after each chapter, or vertical writing with notes at the end."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from tests.formats.markup import Letters, Marker, inline
from tests.formats.sample import Footnote, Part, Run, Sample
from tests.formats.word import grey_picture

_FACES = """
@font-face { font-family: Roman; src: local("Liberation Serif"); unicode-range: U+20-7E, U+A0-24F, U+400-4FF, U+2013, U+2018-2019, U+201C-201D, U+2116; }
@font-face { font-family: Roman; font-style: italic; src: local("Liberation Serif Italic"); unicode-range: U+20-7E, U+A0-24F, U+400-4FF; }
* { margin: 0; padding: 0; font-weight: normal; }
html { font-family: Roman, "IPAexMincho", "NanumMyeongjo", "Droid Sans Fallback"; font-size: 9.2pt; line-height: 1.7; }
h1, h2, h3, h4, .caption, .title, .subtitle { font-family: "IPAexGothic"; }
p { text-align: justify; text-indent: 1em; }
rt { font-size: 50%; }
sup { font-size: 62%; line-height: 0; vertical-align: super; }
table { border-collapse: collapse; margin: 0 auto; font-size: 85%; line-height: 1.4; }
td:not(:last-child) { white-space: nowrap; }
.kept { white-space: nowrap; }
td, th { border: 0.5pt solid #000; padding: 0.15em 0.4em; text-align: left; }
.front, .title, .subtitle, .caption, .contents, .abbreviation, .back, .author { text-indent: 0; text-align: center; }
.title { font-size: 19pt; } .subtitle { font-size: 13pt; }
.contents, .abbreviation, .back { text-align: left; }
.item { text-indent: -1em; } .source { text-align: right; font-size: 80%; text-indent: 0; }
.contents span.page { float: inline-end; }
.chapter { break-before: page; }
h1, h2, h3, h4 { break-after: avoid; break-inside: avoid; }
figure { break-inside: avoid; }
.note { font-size: 78%; line-height: 1.5; }
"""
_COLUMNS = """
@page { size: 182mm 257mm; margin: 22mm 16mm 20mm; }
@page :left { @top-left { content: "{title}"; font: 7.5pt IPAexGothic; } @bottom-left { content: counter(page); font: 8pt "Liberation Serif"; } }
@page :right { @top-right { content: "{running}"; font: 7.5pt IPAexGothic; } @bottom-right { content: counter(page); font: 8pt "Liberation Serif"; } }
.columns { columns: 2; column-gap: 8mm; column-fill: auto; }
.chapter, .title { margin: 12mm 0 3mm; } h1 { font-size: 16pt; } .subtitle, .author { margin-bottom: 4mm; } .author { text-align: right; }
h2 { font-size: 12pt; margin: 1.4em 0 0.5em; } h3 { font-size: 10.5pt; margin: 1em 0 0.3em; } h4 { font-size: 9.5pt; margin: 0.8em 0 0.2em; }
figure { margin: 1em 0; } figure img { display: block; width: 60%; margin: 0 auto; }
.caption { font-size: 85%; } .item { padding-left: 1em; } .note { padding-left: 1.4em; text-indent: -1.4em; text-align: justify; }
.note b { display: inline-block; min-width: 1.4em; text-indent: 0; }
"""
_VERTICAL = """
@page { size: 128mm 182mm; margin: 18mm 15mm 16mm; @bottom-center { content: counter(page); font: 8pt "Liberation Serif"; writing-mode: horizontal-tb; } }
@page :left { @top-left { content: "{running}"; font: 7pt IPAexGothic; writing-mode: horizontal-tb; } }
@page :right { @top-right { content: "{title}"; font: 7pt IPAexGothic; writing-mode: horizontal-tb; } }
html { writing-mode: vertical-rl; line-height: 1.85; }
.upright { text-combine-upright: all; }
.chapter, .title { margin: 0 6mm 3mm 2mm; } h1 { font-size: 15pt; } .author { text-align: right; }
h2 { font-size: 12pt; margin: 0 1.2em 0.5em; } h3 { font-size: 10.5pt; margin: 0 1em 0.3em; } h4 { font-size: 9.5pt; margin: 0 0.8em 0.2em; }
figure { margin: 0 1em; } figure img { display: block; height: 60%; margin: auto 0; }
.caption { font-size: 85%; } .item { padding-top: 1em; } .note { padding-top: 2em; text-indent: -2em; text-align: start; }
figure.table { writing-mode: horizontal-tb; }
"""
# A line may break neither before a raised marker nor between it and the full stop behind it.
_BREAKABLE = re.compile(r"[^<>](?:<sup>(?:<span[^>]*>)?[0-9]+(?:</span>)?</sup> ?)+[。、]?")
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LATIN = re.compile(r"[A-Za-z<>&./:_-]*[A-Za-z/][A-Za-z0-9<>&./:_,-]*")  # stands on its side with the digits in it
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def columns(sample: Sample) -> str:
    """B5 pages of two columns; the notes of a chapter stand after it, under a head of their own where the sample has one."""
    blocks: list[str] = []
    for part in sample.parts:
        if part.role == "chapter" and blocks:
            blocks += [*_notes(sample, _scope_before(sample, part)), "</div>"]
        if part.role == "chapter":
            blocks += [*_part(part, _raised), '<div class="columns">']
        elif part.role == "notes":
            blocks += [*_notes(sample, part.scope), "</div>"]
        else:
            blocks += _part(part, _raised)
    if not any(part.role == "chapter" for part in sample.parts):
        opening = next(i for i, part in enumerate(sample.parts) if part.role == "heading")
        blocks = [block for part in sample.parts[:opening] for block in _part(part, _raised)]
        blocks += ['<div class="columns">', *(block for part in sample.parts[opening:] for block in _part(part, _raised))]
        blocks += [*_notes(sample, ""), "</div>"]
    return _page(sample, _COLUMNS, blocks)


def vertical(sample: Sample) -> str:
    """A6 pages of vertical writing: long numbers upright in full-width digits, two digits side by side, markers beside the line."""
    blocks: list[str] = []
    for part in sample.parts:
        if part.role == "notes":
            blocks.append("<h2>注</h2>")
            for scope in dict.fromkeys(note.scope for note in sample.notes):
                blocks += [f'<p class="back">［{_upright(scope)}］</p>', *_listed(sample.noted(scope), vertical=True)]
        else:
            blocks += _part(part, _beside, _upright)
    if not any(part.role == "notes" for part in sample.parts):
        blocks += _listed(sample.noted(), vertical=True)
    return _page(sample, _VERTICAL, blocks)


def _page(sample: Sample, design: str, blocks: Sequence[str]) -> str:
    running = sample.subtitle or sample.publisher or sample.title
    style = _FACES + design.replace("{title}", sample.title).replace("{running}", running)
    head = f'<meta charset="utf-8"><title>{escape(sample.title)}</title><style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="ja"><head>{head}</head><body>{"".join(blocks)}</body></html>'


def _scope_before(sample: Sample, chapter: Part) -> str:
    labels = [part.scope for part in sample.parts if part.role == "chapter"]
    at = labels.index(chapter.scope)
    return labels[at - 1] if at else "-"


def _raised(run: Run) -> str:
    return f"<sup>{run.text}</sup>"


def _beside(run: Run) -> str:
    return f'<sup><span class="upright">{run.text}</span></sup>'


def _upright(text: str) -> str:
    """Vertical digits: one or two in the space of one character, whole numbers upright one below the other, the rest on its side."""

    def digits(found: re.Match[str]) -> str:
        printed = found[0]
        if len(printed) == 2:
            return f'<span class="upright">{printed}</span>'
        return printed.translate(_FULL_WIDTH) if printed.isdigit() else printed

    pieces, at = [], 0
    for found in _LATIN.finditer(text):
        pieces += [_DIGITS.sub(digits, text[at : found.start()]), escape(found[0])]
        at = found.end()
    return "".join([*pieces, _DIGITS.sub(digits, text[at:])])


def _notes(sample: Sample, scope: str) -> Iterator[str]:
    """The notes of a chapter behind it. Without chapters they follow a rule, as the sample prints them, without a head."""
    noted = sample.noted(scope)
    if noted:
        yield "<h2>注</h2>" if scope else '<hr style="width: 30%; margin: 1em 0 0.5em">'
        yield from _listed(noted)


def _listed(notes: Sequence[tuple[int, Footnote]], *, vertical: bool = False) -> Iterator[str]:
    for _, note in notes:
        number = f'<b class="upright">{note.number}</b>\u3000' if vertical else f"<b>{note.number}</b>"
        yield f'<p class="note">{number}{inline(note.runs, _raised)}</p>'


def _part(part: Part, marker: Marker, letters: Letters = escape) -> Iterator[str]:
    def line(runs: Sequence[Run]) -> str:
        return _BREAKABLE.sub(r'<span class="kept">\g<0></span>', inline(runs, marker, letters))

    match part.role:
        case "chapter":
            label, title, *rest = part.lines
            yield f'<div class="chapter"><h1>{line(label)}　{line(title)}</h1>'
            for number, runs in enumerate(rest):
                yield f'<p class="{"subtitle" if number == 0 and len(rest) > 1 else "author"}">{line(runs)}</p>'
            yield "</div>"
        case "heading":
            yield f"<h{part.level + 1}>{line(part.lines[0])}</h{part.level + 1}>"
        case "body":
            yield f"<p>{line(part.lines[0])}</p>"
        case "list":
            yield f'<p class="item">{line((Run(part.bullet + (" " if part.bullet == "-" else "")), *part.lines[0]))}</p>'
        case "contents":
            page = f'<span class="page">{part.rows[0][0]}</span>' if part.rows else ""
            yield f'<p class="contents">{line(part.lines[0])}{page}</p>'
        case "abbreviation":
            yield f'<p class="abbreviation">{escape(part.rows[0][0])}\u3000\u3000{escape(part.rows[0][1])}</p>'
        case "figure":
            yield from _figure(part, line)
        case "contents-head":
            yield f'<p class="front chapter">{line(part.lines[0])}</p>'
        case _:
            yield f'<p class="{part.role}">{line(part.lines[0])}</p>'


def _figure(part: Part, line: Callable[[Sequence[Run]], str]) -> Iterator[str]:
    yield f'<figure class="{"table" if part.rows else "picture"}">'
    yield from (f'<p class="caption">{line(runs)}</p>' for runs in part.lines)
    if part.rows:
        head, *rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.rows]
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in (head, *rows))}</table>"
    else:
        yield f'<img src="data:image/png;base64,{base64.b64encode(grey_picture(120, 60)).decode()}">'
    yield from (f'<p class="{"source" if part.lines else "caption"}">{line(runs)}</p>' for runs in part.below)
    yield "</figure>"
