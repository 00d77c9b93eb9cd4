"""A text and what an editor, a scanner or a new edition does to it, with the origin of every character kept: the truth to measure by."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_SENTENCE = re.compile(r"[^。\n]*[。\n]|[^。\n]+$")
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+$")
# Characters that scanned pages confuse; the last eight pairs are told apart when places are compared, the others are not.
_CONFUSED = dict(zip("力ロ工ニー口タ国会東年大人未的海化北対", "カ口エ二一ロ夕囯會柬午太入末旳每北比村", strict=True))
_OTHERS = "犬束牛旬花此ばソゐをが"


class Draft:
    """A text that is edited; `origin` has for each of its characters its offset in the text it began as, -1 where it is new."""

    def __init__(self, text: str) -> None:
        self.chars = list(text)
        self.origin = list(range(len(text)))

    @property
    def text(self) -> str:
        """The text as edited so far."""
        return "".join(self.chars)

    def replace(self, start: int, end: int, text: str) -> None:
        """New characters in place of a span; either may be empty."""
        self.chars[start:end] = text
        self.origin[start:end] = [-1] * len(text)

    def misread(self, at: int, char: str) -> None:
        """Another character in the place of one, which is still meant."""
        self.chars[at] = char

    def move(self, start: int, end: int, to: int) -> None:
        """A span goes to another place outside of it, offsets as before."""
        chars, origin = self.chars[start:end], self.origin[start:end]
        del self.chars[start:end], self.origin[start:end]
        to -= end - start if to >= end else 0
        self.chars[to:to] = chars
        self.origin[to:to] = origin

    def spans(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where a pattern stands."""
        return [found.span() for found in pattern.finditer(self.text)]


Edit = Callable[[Draft, Random], None]


def insert_paragraph(draft: Draft, random: Random) -> None:
    """New text, made of pieces of the old, so that it names the same things."""
    at = random.choice(draft.spans(_PARAGRAPH))[0]
    draft.replace(at, at, "".join(_pieces(draft.text, random, random.randint(3, 12))).replace("\n", "") + "。\n")


def copy_paragraph(draft: Draft, random: Random) -> None:
    """A paragraph stands twice, not side by side: nobody could say which is the copy."""
    start, end = random.choice(draft.spans(_PARAGRAPH))
    at = random.choice(draft.spans(_PARAGRAPH))[0]
    if at not in (start, end):
        draft.replace(at, at, draft.text[start:end])


def delete_sentence(draft: Draft, random: Random) -> None:
    """A sentence goes."""
    draft.replace(*random.choice(draft.spans(_SENTENCE)), "")


def delete_paragraph(draft: Draft, random: Random) -> None:
    """A paragraph, a heading or a row goes."""
    draft.replace(*random.choice(draft.spans(_PARAGRAPH)), "")


def replace_sentence(draft: Draft, random: Random) -> None:
    """Another sentence takes a sentence's place: pieces of the text, its own among them."""
    start, end = random.choice(draft.spans(_SENTENCE))
    own = draft.text[start:end].rstrip("\n")
    pieces = [*_pieces(draft.text, random, 3), *_pieces(own, random, 3)]
    random.shuffle(pieces)
    draft.replace(start, start + len(own), "".join(pieces).replace("\n", ""))


def turn_sentence(draft: Draft, random: Random) -> None:
    """The clauses of a sentence change places, with new words between: what they name is still meant."""
    start, end = random.choice(draft.spans(_SENTENCE))
    cut = draft.text.find("、", start, end) + 1
    if cut > start:
        draft.move(start, cut, end - 1)
        draft.replace(end - 1, end - 1, "".join(_pieces(draft.text, random, 1)).replace("\n", ""))


def change_numbers(draft: Draft, random: Random) -> None:
    """The digits of a sentence or a row become others."""
    start, end = random.choice(draft.spans(_SENTENCE))
    for at in range(start, end):
        if draft.chars[at] in "0123456789":
            draft.replace(at, at + 1, str((int(draft.chars[at]) + random.randint(1, 9)) % 10))


def move_paragraphs(draft: Draft, random: Random) -> None:
    """Some paragraphs go elsewhere together."""
    spans = draft.spans(_PARAGRAPH)
    first = random.randrange(len(spans))
    last = min(len(spans), first + random.choice((1, 1, 2, 5, 20))) - 1
    places = [start for index, (start, _) in enumerate(spans) if not first <= index <= last + 1]
    if places:
        draft.move(spans[first][0], spans[last][1], random.choice(places))


def misread(rate: float) -> Edit:
    """A share of the characters is read as others, a tenth of those is lost, a tenth has one too much."""

    def noise(draft: Draft, random: Random) -> None:
        for at in range(len(draft.chars) - 1, -1, -1):
            if draft.chars[at] == "\n" or random.random() >= rate:
                continue
            chance = random.random()
            if chance < 0.1:
                draft.replace(at, at + 1, "")
            elif chance < 0.2:
                draft.replace(at, at, random.choice("・.-一ノ"))
            else:
                draft.misread(at, _CONFUSED.get(draft.chars[at]) or random.choice(_OTHERS))

    return noise


EDITS: tuple[Edit, ...] = (
    insert_paragraph, copy_paragraph, delete_sentence, delete_paragraph, replace_sentence, turn_sentence, change_numbers, move_paragraphs,
)  # fmt: skip


def _pieces(text: str, random: Random, count: int) -> list[str]:
    starts = [random.randrange(max(1, len(text) - 12)) for _ in range(count)]
    return [text[start : start + random.randint(3, 12)] for start in starts]
