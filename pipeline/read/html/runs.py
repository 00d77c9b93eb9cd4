"""Inline content of a block → runs of text, and these as the lines a reader sees: white space as HTML means it, breaks judged.

A source line break between two Japanese characters is nothing, elsewhere a space. Two `<br>` in a row part paragraphs; one
parts them where a sentence has ended, an indent or bullet follows, or the lines are short as those of an address or a verse
are; else the line was only wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.read.building import Piece

RAISED = str.maketrans("0123456789０１２３４５６７８９+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_SPACE = re.compile(r"[ \t\n\r\f\x0b\x1c-\x1f\x85\xa0\u2028\u2029]+")
_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BARE = "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\u2026\u2015\u2014\u201c\u201d\u2460-\u2473]"
_JAPANESE = re.compile(_BARE)
_SENTENCE_END = re.compile(r"[。！？!?][」』）)】\]”’\"]*+[⁰¹²³⁴⁵⁶⁷⁸⁹]*+$")
_PROSE = re.compile(r"[。、，,．]$")
_OPENS = re.compile(r"[\u3000・•●○■□◆◇▼▽▲△※★☆＊①-⑳]|[(（][0-9０-９一二三四五六七八九十]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）]")
_LABEL = re.compile(r"第[0-9０-９一二三四五六七八九十]{1,3}[部編章節]$")
_SHORT = 30  # characters of the longest line of an address or verse
_NARROWEST, _WIDEST = 20, 60  # characters of the measures that prose is wrapped to by hand
_FULL = 0.85  # share of the measure that a wrapped line fills at least

Role = Literal["text", "break", "marker", "raised"]


@dataclass(slots=True)
class Run:
    """Characters of one kind. `raised` is superscript that may be a marker of note `number`; `linked` text lies in a link."""

    text: str
    role: Role = "text"
    number: int = 0
    key: str = ""
    ruby: str = ""
    linked: bool = False
    italic: bool = False


def plain(runs: Iterable[Run]) -> str:
    """The characters of the runs."""
    return "".join(run.text for run in runs)


def joined(runs: Sequence[Run], *, between: Literal["", " "] = "") -> list[Run]:
    """The runs as one line; `between` stands for a line break between two Japanese characters."""
    parts = [line for line in _lines(runs) if plain(line)]
    if not parts:
        return []
    made = list(parts[0])
    for line in parts[1:]:
        before, after = plain(made[-3:])[-8:], plain(line[:2])[:1]
        wanted = " " if between or _LABEL.search(before) or not _closed_up(before[-1:], after) else ""
        made += [Run(wanted), *line] if wanted else line
    return made


def paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs as paragraphs, parted where their line breaks part them."""
    made: list[list[Run]] = []
    group: list[list[Run]] = []
    for line in (*_lines(runs), []):
        if plain(line):
            group.append(line)
        elif group:
            made += _parted(group)
            group = []
    return made


def cut(runs: Sequence[Run], length: int) -> list[Run]:
    """The runs without their first characters."""
    made: list[Run] = []
    for run in runs:
        if length >= len(run.text):
            length -= len(run.text)
            continue
        made.append(replace(run, text=run.text[length:]))
        length = 0
    return made


def strip(runs: Sequence[Run]) -> list[Run]:
    """The runs without spaces at either end."""
    text = plain(runs)
    made = cut(runs, len(text) - len(text.lstrip(" \u3000")))
    while made and not made[-1].text.strip(" \u3000"):
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \u3000"))
    return made


def pieces(runs: Sequence[Run]) -> list[Piece]:
    """The runs as the builder takes them."""
    made = []
    for run in runs:
        kind: Literal["marker"] | None = "marker" if run.role == "marker" else None
        made.append(Piece(run.text, kind, run.number if kind else 0, run.key, run.ruby, run.italic))
    return made


def _parted(lines: Sequence[list[Run]]) -> Iterator[list[Run]]:
    """Lines directly below each other as one paragraph or several."""
    texts = [plain(line) for line in lines]
    width = max(map(len, texts))
    full = sum(len(text) >= _FULL * width for text in texts)
    wrapped = len(texts) > 2 and _NARROWEST <= width <= _WIDEST and full >= (len(texts) - 1) * 0.6
    short = width <= _SHORT and not wrapped and not any(_PROSE.search(text) for text in texts)
    current = list(lines[0])
    for before, text, line in zip(texts, texts[1:], lines[1:], strict=False):
        ended = bool(_SENTENCE_END.search(before)) and (not wrapped or len(before) < _FULL * width)
        if ended or short or _OPENS.match(text):
            yield current
            current = list(line)
        else:
            current += line if _closed_up(before[-1:], text[:1]) else [Run(" "), *line]
    yield current


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs cut at breaks, white space closed up inside each line and gone at its ends."""
    line: list[Run] = []
    for run in runs:
        if run.role == "break":
            yield _closed(line)
            line = []
        else:
            line.append(run)
    yield _closed(line)


def _closed(runs: Sequence[Run]) -> list[Run]:
    made: list[Run] = []
    last, pending = "", ""
    for run in runs:
        parts: list[str] = []
        for part in _tokens(_DROPPED.sub("", run.text)):
            if _SPACE.fullmatch(part):
                pending = "\n" if "\n" in part or pending == "\n" else " "
                continue
            if pending and last and not (pending == "\n" and _closed_up(last, part[0])):
                parts.append(" ")
            pending, last = "", part[-1]
            parts.append(part)
        if parts:
            lead = parts.pop(0) if parts[0] == " " and run.role != "text" else ""
            made += [Run(lead)] if lead else []
            made.append(replace(run, text="".join(parts)))
    return made


def _tokens(text: str) -> Iterator[str]:
    """White space and what stands between, in turn."""
    at = 0
    for found in _SPACE.finditer(text):
        if at < found.start():
            yield text[at : found.start()]
        yield found[0]
        at = found.end()
    if at < len(text):
        yield text[at:]


def _closed_up(before: str, after: str) -> bool:
    """Whether two characters stand side by side in Japanese without a space."""
    return bool(_JAPANESE.match(before) and _JAPANESE.match(after))
