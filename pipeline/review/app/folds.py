"""Text → the same text as a search compares it: NFKC, no case, no white space; and the places of what was sought in the original."""

from __future__ import annotations

import unicodedata


class _Forms(dict[int, str]):
    """Each character as it is compared, by its code point, made when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        form = self[code] = "".join(char for char in plain if not char.isspace())
        return form


_FORMS = _Forms()


def fold(text: str) -> str:
    """The text as it is compared."""
    plain = text.translate(_FORMS)
    return plain if unicodedata.is_normalized("NFC", plain) else _traced(text)[0]


def spans(text: str, sought: str) -> list[tuple[int, int]]:
    """Where the folded words `sought` stand in a text, as spans of the text that do not overlap."""
    folded, starts, ends = _traced(text)
    found: list[tuple[int, int]] = []
    at = folded.find(sought) if sought else -1
    while at >= 0:
        start, end = starts[at], ends[at + len(sought) - 1]
        if not found or start >= found[-1][1]:
            found.append((start, end))
        at = folded.find(sought, at + len(sought))
    return found


def _traced(text: str) -> tuple[str, list[int], list[int]]:
    """The text as it is compared, and where in the original each of its characters begins and ends."""
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        for one in _FORMS[ord(char)]:
            joined = unicodedata.normalize("NFC", made[-1] + one) if made and unicodedata.combining(one) else ""
            if len(joined) == 1:
                made[-1], ends[-1] = joined, at + 1
            else:
                made.append(one)
                starts.append(at)
                ends.append(at + 1)
    return "".join(made), starts, ends
