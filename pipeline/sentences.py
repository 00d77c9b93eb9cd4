"""Blocks → sentences: split after 。！？ and the note marks behind it, but never inside 「」 or （）."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Block, Marker, Sentence

_PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]", "〈": "〉", "《": "》", "“": "”"}
_OPEN, _CLOSE = frozenset(_PAIRS), {closing: opening for opening, closing in _PAIRS.items()}
_STOP = frozenset("。！？!?．")
# A short number's full stop may make it an ordinal (3. Oktober): it ends no sentence.
_LATIN_STOP = re.compile(r"(?<!\b[0-9])(?<!\b[0-9]{2})[.!?][\"”’)\]]*\s+(?=[\"“(\[]?[A-Z\u0410-\u042f])")
# Marks of notes that the text lacks, as web pages print them: 。[7][8] 。(注3). A bare (1) may begin a list, unless nothing follows it.
BARE_MARKS = (
    r"(?:\s?[\[〔](?:注|註)?\s?[0-9]{1,3}(?:[,、-][0-9]{1,3})*[\]〕]"
    r"|\s?[(（](?:注|註)\s?[0-9]{1,3}[)）]"
    r"|\s?[(（][0-9]{1,3}[)）](?=\s*$))*"
)
_BARE_MARKS = re.compile(BARE_MARKS)
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_PROSE = ("body", "list", "front", "caption")


def sentences(blocks: Sequence[Block], doc_id: str) -> tuple[Sentence, ...]:
    """The sentences of all blocks, in order; headings and table rows are one sentence each."""
    made: list[Sentence] = []
    for paragraph, block in enumerate(blocks, start=1):
        spans = list(split(block.content.text)) if block.kind in _PROSE else [_trimmed(block.content.text, 0, len(block.content))]
        waiting = deque(block.markers)
        for number, (start, end) in enumerate(spans, start=1):
            content = block.content.slice(start, end)
            last = number == len(spans)
            taken = []
            while waiting and (last or waiting[0].position <= end):
                taken.append(_moved(waiting.popleft(), start, end))
            markers = tuple(taken)
            sentence_id = f"{doc_id}:s{content.starts[0]}"
            made.append(Sentence(sentence_id, block.kind, content, paragraph, number, block.section, markers))
    return tuple(made)


def _moved(marker: Marker, start: int, end: int) -> Marker:
    """A marker behind the full stop (。¹) belongs to the sentence it closes."""
    return replace(marker, position=min(max(marker.position - start, 0), end - start))


def split(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text`, without the white space around them. A bracket that is never closed encloses nothing."""
    inside = _enclosed(text)
    start, at = 0, 0
    while at < len(text):
        if text[at] in _STOP and not inside[at] and (text[at] not in "!?．" or _ends(text, at)):
            while at + 1 < len(text) and (text[at + 1] in _STOP or (text[at + 1] in _CLOSE and not inside[at])):
                at += 1
            if marks := _BARE_MARKS.match(text, at + 1):
                at = marks.end() - 1
            yield from _span(text, start, at + 1)
            start = at + 1
        at += 1
    yield from _latin(text, start, len(text))


def _ends(text: str, at: int) -> bool:
    """An ASCII ! or ? or a full-width point ends a sentence only before a space or the end, not inside 3．5 or Yahoo!ニュース."""
    following = text[at + 1 : at + 2]
    return not following or following.isspace() or following == "」"


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text[start:end].strip():
        yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" \u3000")), start + len(piece.rstrip(" \u3000"))


def _latin(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What has no Japanese in it splits at a full stop before a capital."""
    piece = text[start:end]
    if not _JAPANESE.search(piece):
        for found in _LATIN_STOP.finditer(text, start, end):
            yield from _span(text, start, found.end())
            start = found.end()
    yield from _span(text, start, end)


def _enclosed(text: str) -> bytearray:
    """For each character 1 where it stands inside a bracket that is closed again."""
    depth = [0] * (len(text) + 1)
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _OPEN:
            opened.append((char, at))
        elif char in _CLOSE:
            partner = _CLOSE[char]
            while opened and opened[-1][0] != partner and any(c == partner for c, _ in opened[-8:]):
                opened.pop()
            if opened and opened[-1][0] == partner:
                begin = opened.pop()[1]
                depth[begin + 1] += 1
                depth[at] -= 1
    inside = bytearray(len(text))
    level = 0
    for at in range(len(text)):
        level += depth[at]
        inside[at] = level > 0
    return inside
