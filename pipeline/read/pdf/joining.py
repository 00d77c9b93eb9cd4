"""Printed lines of one block → its pieces: line breaks joined, markers and readings as pieces of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline import rules
from pipeline.read.building import Piece
from pipeline.read.pdf.forms import is_section_label
from pipeline.read.pdf.page import Line, Span

_CJK_FROM = 0x2E80
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_URL_TAIL = re.compile(r"(?:https?://|www\.)[!-~]*$|(?:doi|DOI):? ?10\.[!-~]*$")
_URL_HEAD = re.compile(r"[!-~]+")
_URL_CHUNK = re.compile(r"[^/?&=\-_.]*[/?&=\-_.]?")  # up to the next place where an address may be broken
_WORD = re.compile(r"[!-~\u00c0-\u024f]+")
_PRINTED = frozenset(map(chr, range(ord("!"), ord("~") + 1)))  # what an address is made of
_HYPHENS = "-\u2010\u2011\u00ad"
_BROKEN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}[-\u2010\u2011\u00ad]$")
_LETTER_WIDTH = 0.5  # em, of a letter of an alphabet on average
_SLACK = 0.5  # em by which a line may end before its measure and be full

Key = Callable[[Line, Span], str]


def start(line: Line) -> float:
    """Where the line begins, along the direction it runs in."""
    return -line.box.top if line.vertical else line.box.left


def end(line: Line) -> float:
    """Where the line ends."""
    return -line.box.bottom if line.vertical else line.box.right


def measure(line: Line) -> tuple[float, float]:
    """Where the lines of its region begin and end."""
    return (-line.frame.top, -line.frame.bottom) if line.vertical else (line.frame.left, line.frame.right)


def room(line: Line, following: str) -> float:
    """What is left at the end of a line, in em, when the next word or character is set there too: above 0, the break was meant."""
    word = _WORD.match(following)
    taken = _LETTER_WIDTH * len(word[0]) + 0.25 if word else 1.0
    return (measure(line)[1] - end(line)) / line.size - taken - _SLACK


def pieces(lines: Sequence[Line], key: Key, skip: int = 0) -> list[Piece]:
    """The lines of one block as one; the first `skip` characters (a label) are left out."""
    made: list[Piece] = []
    for at, line in enumerate(lines):
        text, spans = line.text, line.spans
        first = skip if at == 0 else 0
        cut = len(text)
        glue = ""
        if at + 1 < len(lines):
            glue, dropped = _glue(line, lines[at + 1])
            cut -= dropped
        made += _line(line, text, spans, first, cut, key)
        if glue:
            made.append(Piece(glue))
    return _together(made)


def _line(line: Line, text: str, spans: Sequence[Span], first: int, cut: int, key: Key) -> list[Piece]:
    made: list[Piece] = []
    at = first
    for span in spans:
        begin, stop = max(span.start, at), min(span.end, cut)
        if begin >= stop or span.kind == "raised":
            continue
        if begin > at:
            made.append(Piece(text[at:begin]))
        if span.kind == "marker":
            made.append(Piece(text[begin:stop], "marker", span.number, key(line, span)))
        else:
            made.append(Piece(text[begin:stop], ruby=span.text))
        at = stop
    if at < cut:
        made.append(Piece(text[at:cut]))
    return made


def _together(made: Sequence[Piece]) -> list[Piece]:
    """Plain pieces beside each other as one."""
    joined: list[Piece] = []
    for piece in made:
        if joined and piece.kind is None and not piece.ruby and joined[-1].kind is None and not joined[-1].ruby:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _glue(line: Line, following: Line) -> tuple[str, int]:
    """What stands between two printed lines, and how many characters go at the end of the first."""
    text, after = line.text.rstrip(), following.text.lstrip()
    trailing = len(line.text) - len(text)
    if not text or not after:
        return "", trailing
    last, first = text[-1], after[0]
    if last in _PRINTED and _URL_TAIL.search(text):
        return ("" if _goes_on(line, text, after) else " "), trailing
    if is_section_label(text):
        return "\u3000", trailing
    if last in _HYPHENS and _BROKEN_WORD.search(text) and first.isalpha() and first.islower() and ord(first) < _CJK_FROM:
        keeps = any(rule.fields["role"] == "compound" and rule.pattern.search(text) for rule in rules.load("pdf"))
        return "", trailing + (0 if keeps or _hyphened(text) else 1)
    if last in _HYPHENS or (last == "/" and text[-2:-1] != " "):
        return "", trailing
    if _HANGUL.match(last) and _HANGUL.match(first):
        return ("" if room(line, after) <= 0 else " "), trailing
    if ord(last) >= _CJK_FROM or ord(first) >= _CJK_FROM:
        return "", trailing
    return ("" if last in "([“‘" else " "), trailing


def _hyphened(text: str) -> bool:
    """Whether the last word has another hyphen: state-of-the-art keeps all of them."""
    word = text.rsplit(" ", 1)[-1][:-1]
    return any(hyphen in word for hyphen in _HYPHENS)


def _goes_on(line: Line, text: str, after: str) -> bool:
    """Whether an address goes on in the next line: its next part had no room in this one, and looks like an address."""
    head = _URL_HEAD.match(after)
    if head is None or after.lower().startswith(("http://", "https://", "www.")):
        return False
    chunk = _URL_CHUNK.match(head[0])
    length = len(chunk[0]) if chunk else 1
    left = (measure(line)[1] - end(line)) / line.size
    if left - _LETTER_WIDTH * length > 1.0:
        return False
    if head[0] == after or any(char in head[0].rstrip(".,;)") for char in "/_?&=%.-"):
        return True
    return text[-1] not in "/" and (text[-1] in "-_.?&=%#~+" or not head[0].isalpha())
