"""Report text → lines for a terminal: control characters made visible, wide characters counted as two cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PICTURES = 0x2400  # the block of signs for the control characters, ␀ to ␟


def visible(text: str) -> str:
    """The text with every character that a terminal would obey or hide shown as a sign: ␛ for ESC, ⟨U+202E⟩ for a change of direction."""
    return "".join(_sign(char) if unicodedata.category(char) in _UNSEEN else char for char in text)


def _sign(char: str) -> str:
    if ord(char) < 0x20:
        return chr(_PICTURES + ord(char))
    return "␡" if char == "\x7f" else f"⟨U+{ord(char):04X}⟩"


def wide(text: str) -> int:
    """The cells a text takes on a line: two for a wide character."""
    return cell_len(text)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of at most `width` cells with the indent before each; a Latin word is not cut where a space stands before it."""
    room = max(8, width - wide(indent))
    lines, line, used = [], "", 0
    for char in text:
        cells = wide(char)
        if used + cells > room:
            kept, space, word = line.rpartition(" ")
            if not space or not kept.strip() or not word.isascii() or wide(word) > room // 2:
                kept, word = line, ""
            lines.append(kept.rstrip())
            line, used = word, wide(word)
            if char == " " and not line:
                continue
        line += char
        used += cells
    return [indent + one for one in (*lines, line.rstrip()) if one] or [indent.rstrip()]


def aligned(rows: Iterable[Sequence[str]], indent: str = "  ") -> list[str]:
    """Rows of cells as lines: each column but the last as wide as its widest cell, counted in terminal cells."""
    table = [list(row) for row in rows]
    widths = [max((wide(row[at]) for row in table if at < len(row) - 1), default=0) for at in range(max(map(len, table), default=0))]
    return [(indent + "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=False))).rstrip() for row in table]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - wide(text))
