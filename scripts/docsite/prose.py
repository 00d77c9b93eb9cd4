"""Plain text of the code (docstrings, help, descriptions of columns) → Markdown that reads the same."""

from __future__ import annotations

import re

_CODE = re.compile(r"(`[^`]+`)")


def prose(text: str) -> str:
    """The text as Markdown: what stands in backticks is code, everything else stays as it is."""
    return "".join(piece if _CODE.fullmatch(piece) else _escaped(piece) for piece in _CODE.split(text))


def cell(text: str) -> str:
    """The text as a cell of a table: on one line, without bars that would end it."""
    return " ".join(prose(text).replace("|", "&#124;").split())


def definition(term: str, meaning: str) -> str:
    """A term (code) with what it means below it."""
    return f"`{term}`\n:   {' '.join(meaning.split())}\n"


def _escaped(text: str) -> str:
    return re.sub(r"([*_\[\]\\])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
