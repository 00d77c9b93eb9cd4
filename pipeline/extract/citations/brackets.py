"""Note text → its outermost brackets, quotations, italics and web addresses as tokens, and a mask that hides what they hold.

One pass with a stack; a closing bracket without its opening one is plain text, and so is an opening one that is never closed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["single", "double", "quote", "italic", "paren", "url"]

HIDDEN = "\ue000"
"""Stands in a mask for a character inside a bracket; from the private use area, so no rule reads it."""

_CLOSING: dict[str, str] = {
    "「": "」", "『": "』", "《": "》", "〈": "〉", "“": "”", "«": "»", "„": "“", "‘": "’",
    "（": "）", "(": ")", "［": "］", "[": "]", "【": "】", "〔": "〕",
}  # fmt: skip
_KINDS: dict[str, TokenKind] = {
    "「": "single", "〈": "single", "『": "double", "《": "double", "“": "quote", "«": "quote", "„": "quote", "‘": "quote", '"': "quote",
    "*": "italic", "（": "paren", "(": "paren", "［": "paren", "[": "paren", "【": "paren", "〔": "paren",
}  # fmt: skip
_SCHEME = r"https?\s?:\s?//\s?"
# A bracket behind an address that opens with a date or a word for looking at it says when that was done.
_LOOKED_AT = r"\[(?:(?:1[5-9]|20)\d\d|\d{1,2}[./ ]|(?i:access|view|visit|retriev|last|cited)|最終|閲覧|アクセス)"
_URL = re.compile(rf"(?:{_SCHEME}|www\.|(?i:doi:\s?)10\.)(?:(?!{_LOOKED_AT})[^\s<>＜＞〈〉「」『』（）［］〔〕【】、。；，　])+")
_ADDRESS = re.compile(r"[<＜〈]\s*(?:https?\s?:|www\.)[^<>＜＞〈〉]*[>＞〉]")
# A closing ’ further on means that this one, behind an s and before a space, is a possessive (the States’ Rights’,).
_STILL_OPEN = re.compile(r"[^‘]*?(?:[,.?!]’|’[,.;)])")
_BACK = r"(?:前掲|前出)(?:書|論文|稿|著書)?"
_PAGES_BEHIND = r"(?:[、，,]\s?\d[\d\s、，,–-]{0,20}(?:頁|ページ|页)(?:以下)?\s*)?"
_NOTE_NUMBER = re.compile(rf"\s*(?:{_BACK}[、，・]?\s?)?(?:(?:脚?[注註]|nn?\.?)\s?)?[（(]?\d+[）)]?\s*{_PAGES_BEHIND}|{_BACK}")
_REFERS_BACK = re.compile(r"(?i:ibid(?:em)?|idem|id|op\.\s?cit|loc\.\s?cit|supra)[.,]?")
_INTERESTING = re.compile(r"[「」『』《》〈〉“”«»„‘’（）()［］\[\]【】〔〕<>＜＞\"*]|" + _SCHEME + r"|www\.|(?i:doi:\s?)10\.")
# What stands behind a space after an address and closes there: it may be the rest of the address that a line break cut off.
_REST = re.compile(r"\s([A-Za-z0-9%._~/?=&#+-]{1,300}+)(?=\s*(?:$|[<>＜＞()（）「」『』、。，,；;:：]))")
_CUT = "/_=&?%+~#-"
_MARKED = re.compile(r"[\d/_=%&?-]")
_FILE = re.compile(r"\.(?:s?html?|pdf|php|aspx?|jsp|cfm)(?:[?#]\S*)?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A bracketed stretch or an address; `inner_start`/`inner_end` leave the brackets out."""

    kind: TokenKind
    start: int
    end: int
    inner_start: int
    inner_end: int


def _start(token: Token) -> int:
    return token.start


@dataclass(frozen=True, slots=True)
class Masked:
    """A text, its outermost tokens in order, and the text with everything inside them hidden at the same offsets."""

    text: str
    tokens: tuple[Token, ...]
    mask: str

    def inside(self, start: int, end: int, *kinds: TokenKind) -> list[Token]:
        """The tokens that lie between two offsets, of the kinds given or of any."""
        first = bisect_left(self.tokens, start, key=_start)
        last = bisect_left(self.tokens, end, lo=first, key=_start)
        return [t for t in self.tokens[first:last] if t.end <= end and (not kinds or t.kind in kinds)]

    def next_token(self, at: int, end: int) -> int:
        """Where the first token behind `at` starts, `end` where there is none before it."""
        index = bisect_right(self.tokens, at, key=_start)
        return min(end, self.tokens[index].start) if index < len(self.tokens) else end

    def plain(self, start: int, end: int) -> str:
        """The text between two offsets without its tokens."""
        parts, at = [], start
        for token in self.inside(start, end):
            parts.append(self.text[at : token.start])
            at = token.end
        return "".join(parts) + self.text[at:end]

    def inner(self, token: Token) -> str:
        """What stands between the token's brackets."""
        return self.text[token.inner_start : token.inner_end]


def opened(source: Masked, token: Token) -> Masked:
    """The text read as if a bracket did not set off what it holds: 「論文」（『誌名』第3号） as 「論文」、『誌名』第3号、; offsets stay."""
    text = source.text
    return read(f"{text[: token.start]}、{source.inner(token)}、{text[token.end :]}")


def read(text: str) -> Masked:
    """The text cut into outermost tokens; offsets are into `text`."""
    outer = list(_outermost(sorted(_pairs(text))))
    tokens: list[Token] = []
    mask: list[str] = []
    at = 0
    for start, end, kind, width in outer:
        if kind == "italic" and _REFERS_BACK.fullmatch(text, start + width, end - width):
            continue  # *Ibid.*, 36 is a word and no title
        mask.append(text[at:start])
        tokens.append(Token(kind, start, end, start + width, end - width))
        # A note's number stays in sight: 前掲注（12）, 前掲書（注3）, 山田（前掲注3）.
        if kind == "paren" and _NOTE_NUMBER.fullmatch(text, start + width, end - width):
            mask.append(text[start:end])
            at = end
            continue
        mask.append(text[start : start + width] + HIDDEN * (end - start - 2 * width) + text[end - width : end])
        at = end
    mask.append(text[at:])
    return Masked(text, tuple(tokens), "".join(mask))


def _outermost(pairs: list[tuple[int, int, TokenKind, int]]) -> Iterator[tuple[int, int, TokenKind, int]]:
    at = 0
    for pair in pairs:
        if pair[0] >= at:
            yield pair
            at = pair[1]


def _pairs(text: str) -> Iterator[tuple[int, int, TokenKind, int]]:
    """Every matched pair (start, end, kind, width of a bracket) and every address (width 0, or 1 within <>)."""
    opened: list[tuple[str, int]] = []
    counts: dict[str, int] = {}
    at = 0
    while found := _INTERESTING.search(text, at):
        mark, start, at = found[0], found.start(), found.end()
        address = _ADDRESS.match(text, start) if mark in "<＜〈" else _URL.match(text, start) if len(mark) > 1 else None
        if address:
            end = address.end() if mark in "<＜〈" else _resumed(text, start + len(address[0].rstrip(".,;:!?)'\"*”’»]")))
            yield start, end, "url", 1 if mark in "<＜〈" else 0
            at = max(end, at)
        elif (closes := _closes(mark, text, start, counts)) is not None:
            while opened:
                opener, begun = opened.pop()
                counts[opener] -= 1
                if opener == closes:
                    if opener in _KINDS:
                        yield begun, start + 1, _KINDS[opener], 1
                    break
        elif _opens(mark, text, start):
            opened.append((mark, start))
            counts[mark] = counts.get(mark, 0) + 1


def _resumed(text: str, end: int) -> int:
    """Where an address ends whose rest stands behind a space: behind a stroke or the like that leaves it open, or a file's name."""
    while (rest := _REST.match(text, end)) is not None:
        more = rest[1].rstrip(".")
        opened = text[end - 1] in _CUT and _MARKED.search(more)
        if not (opened or _FILE.search(more)) or more.lower() == more.upper():
            return end
        end = rest.start(1) + len(more)
    return end


def may_go_on(text: str, end: int) -> bool:
    """Whether what stands behind the space at an address's end could be a part of it, though that is not certain: a path (a/b)."""
    rest = _REST.match(text, end)
    return rest is not None and "/" in rest[1].strip("/") and not rest[1].startswith(("http", "www."))


def _closes(mark: str, text: str, at: int, counts: dict[str, int]) -> str | None:
    """The opening mark that this one closes, where such a one is open."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in '"*':
        return mark if counts.get(mark) and (mark == '"' or not before.isspace()) else None
    if mark == "’" and (after.isalpha() or (before == "s" and after.isspace() and _STILL_OPEN.match(text, at + 1, at + 200))):
        return None
    return next((opener for opener, closer in _CLOSING.items() if closer == mark and counts.get(opener)), None)


def _opens(mark: str, text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in '"*':
        return bool(after) and not after.isspace() and not (before.isascii() and before.isalnum())
    if mark == "‘":
        return not before.isalnum()
    return mark in _CLOSING
