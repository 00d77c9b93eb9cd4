"""Pieces of one wrapped line → the line: with a space where the printer broke between words, without where it broke a word or an address.

Between Japanese characters there is never a space. Between two pieces of an alphabet the text itself says which it was: a space
that is still there, a line one character shorter than the others, a word that stands whole elsewhere in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Text
from pipeline.structure.lines import Line

_LETTERS = "0-9A-Za-z\u00c0-\u024f\u0370-\u04ff\uac00-\ud7a3"
_ENDS = re.compile(rf"[{_LETTERS},.;:!?)\]”’»…–—*]$")
_BEGINS = re.compile(rf"[{_LETTERS}(\[“‘«<*№&]")
_LAST = re.compile(rf"[{_LETTERS}]+$")
_FIRST = re.compile(rf"[{_LETTERS}]+")
_WORDS = re.compile(rf"[{_LETTERS}]+(?:[-‐][{_LETTERS}]+)*")
_INSIDE = re.compile(rf"[{_LETTERS}\u3041-\u30ff\u4e00-\u9fff]")
_NUMBER = re.compile(r"[0-9](?:[.:]?\|[.:]?[0-9]|,\|[0-9]{3}(?![0-9])|\|,[0-9]{3})")
_ELIDED = re.compile(r"(?:s|t|re|ve|ll)\b")  # behind an apostrophe
_MARK_END = re.compile(r"[,;:]$")
_CLOSED = re.compile(r"[”’»)\]]$")
_OPENS = re.compile(r"[(\[“‘«<№&]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*$")
_ADDRESS_PART = re.compile(r"[0-9A-Za-z/._~%?#=&+-]+")
_CUT_ADDRESS = ("/", ".", "-", "_", "=", "&", "?", "%", "~", "+", "#", ":")
_WHOLE_ADDRESS = re.compile(r"\.(?:html?|pdf|php|aspx?|shtml|jsp)$")
_NO, _RATHER_NOT, _PERHAPS, _LIKELY, _SURELY = 0, 1, 2, 3, 4  # how likely a space stood where the line was broken


@dataclass(frozen=True, slots=True)
class Joiner:
    """What a document says of its own line breaks.

    `filled` is the number of characters that every wrapped line holds, words broken to fill it; 0 where lines end between
    words. `words` are those that stand whole on a line of the document.
    """

    filled: int = 0
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[Line], filled: int) -> Joiner:
        """From the document's lines; `filled` as in the class."""
        found = ((line.text, word) for line in lines for word in _WORDS.finditer(line.text))
        return cls(filled, frozenset(word[0] for text, word in found if word.start() > 0 and word.end() < len(text)))

    def join(self, parts: Sequence[Text], lengths: Sequence[int] = ()) -> Text:
        """The parts as one text that keeps its way back; `lengths` are those of the printed lines, where `filled` is known."""
        address, italic = "", False
        likely = []
        for left, right in pairwise(parts):
            italic ^= left.text.count("*") % 2 == 1
            address = (address if " " not in left.text else "") + left.text.rpartition(" ")[2]
            likely.append(self._likely(left, right, address, italic))
            if likely[-1] >= _LIKELY or not _ADDRESS.search(address):
                address = ""
        spaced = (
            _counted(parts, likely, [self.filled - length for length in lengths]) if self.filled else [one >= _LIKELY for one in likely]
        )
        pieces = [*parts[:1]]
        for (before, part), space in zip(pairwise(parts), spaced, strict=True):
            pieces += [Text(" ", before.ends[-1:], part.starts[:1]), part] if space else [part]
        return Text.join(pieces)

    def _likely(self, left: Text, right: Text, address: str, italic: bool) -> int:
        """How likely a space stood between two lines."""
        printed = right.starts[0] - left.ends[-1] > 1  # more than the line break: a space is still there
        if _ADDRESS.search(address):
            goes_on = not printed and _address_goes_on(address, right.text, filled=self.filled > 0)
            return _SURELY if not goes_on and (printed or _BEGINS.match(right.text)) else _NO
        if not _ENDS.search(left.text) or not _BEGINS.match(right.text):
            inside = _INSIDE.match(left.text[-1]) and _INSIDE.match(right.text[0])
            return (_SURELY if printed and self.filled else _RATHER_NOT) if inside else _NO
        if printed:
            return _SURELY
        if (
            left.text.endswith("-")
            or (left.text.endswith("’") and _ELIDED.match(right.text))
            or _NUMBER.search(left.text[-4:] + "|" + right.text[:5])
        ):
            return _NO
        if left.text.endswith("*") or right.text.startswith("*"):
            return _NO if italic else _LIKELY
        return _LIKELY if _MARK_END.search(left.text) else self._two_words(left.text, right.text)

    def _two_words(self, left: str, right: str) -> int:
        """How likely the line ended between two words and not inside one."""
        last, first = _LAST.search(left), _FIRST.match(right)
        if last is None or first is None:
            return _LIKELY if _CLOSED.search(left) or _OPENS.match(right) else _PERHAPS if self.filled else _LIKELY
        if last[0] in self.words and first[0] in self.words:
            return _LIKELY
        if last[0] + first[0] in self.words:
            return _NO
        if _capitals(left, last) and _capitals(right, first):
            return _RATHER_NOT
        return _LIKELY if not self.filled or (last[0][-1].islower() and first[0][0].isupper()) else _PERHAPS


def _capitals(line: str, word: re.Match[str]) -> bool:
    """Whether a word at the line's end is part of an abbreviation between Japanese characters (GDP|R)."""
    beside = line[: word.start()][-1:] if word.end() == len(line) else line[word.end() :][:1]
    return word[0].isupper() and beside > "\u2fff"


def _counted(parts: Sequence[Text], likely: Sequence[int], short: Sequence[int]) -> list[bool]:
    """Where spaces stood in lines that all held one number of characters: a line that lacks one lost a space at an end."""
    spaced = [one == _SURELY for one in likely]
    for place, lack in enumerate(short[:-1]):
        sides = [side for side in (place, place - 1) if 0 <= side < len(likely)]
        lack -= sum(parts[side + 1].starts[0] - parts[side].ends[-1] > 1 for side in sides)
        open_ = sorted((side for side in sides if not spaced[side] and likely[side] > _NO), key=lambda side: -likely[side])
        for side in open_[: max(0, lack)]:
            spaced[side] = True
    if likely and likely[-1] >= _LIKELY:
        spaced[-1] = True  # how long the last line was is not known
    return spaced


def _address_goes_on(address: str, right: str, *, filled: bool) -> bool:
    """Whether an address cut by the line's end goes on: the next line begins with characters of one, not with a word of prose."""
    part = _ADDRESS_PART.match(right)
    if part is None or _WHOLE_ADDRESS.search(address):
        return False
    if filled or address.endswith(_CUT_ADDRESS):
        return True
    return bool(re.search(r"[0-9/._%=&?-]", part[0])) or not right[part.end() :].startswith((" ", ","))
