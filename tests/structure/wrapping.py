"""Text as it comes out of a PDF or a mail: wrapped at a width, in the ways that programs wrap."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

_WORD = re.compile(r"https?://[!-~]+|[!-~\u00c0-\u04ff’“”\uac00-\ud7a3]+|\s+|.")
_NO_BEGINNING = "、。，．」』）！？】〉》・ー"


def by_characters(line: str, width: int) -> list[str]:
    """Cut after so many characters, words and addresses broken, spaces at either end kept."""
    return [line[at : at + width] for at in range(0, len(line), width)] or [""]


def by_columns(line: str, width: int) -> list[str]:
    """Cut at so many full-width columns: words stay whole, no 、 or 」 begins a line, addresses are broken."""
    lines, filled = [""], 0
    for token in _WORD.findall(line):
        for piece in token if token.startswith("http") else [token]:
            size = sum(2 if east_asian_width(char) in "WFA" else 1 for char in piece)
            if filled + size > 2 * width and lines[-1] and piece not in _NO_BEGINNING:
                lines[-1] = lines[-1].rstrip(" ")
                lines.append("")
                filled = 0
                if piece.isspace():
                    continue
            lines[-1] += piece
            filled += size
    return lines


WAYS = {"characters": by_characters, "columns": by_columns}


def wrapped(text: str, width: int, way: str) -> str:
    """Each line of the text wrapped; rows of tables are left alone."""
    lines = [[line] if "\t" in line else WAYS[way](line, width) for line in text.split("\n")]
    return "\n".join(piece for line in lines for piece in line)
