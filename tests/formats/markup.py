"""Runs → HTML, shared by the web page and by the pages that Chromium prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from tests.formats.sample import Run

_EXPONENT = re.compile(r"[²³]")
_NORMAL = str.maketrans("²³", "23")

Marker = Callable[[Run], str]
Letters = Callable[[str], str]


def inline(runs: Sequence[Run], marker: Marker, letters: Letters = escape) -> str:
    """The runs as HTML: `marker` writes a note's marker, `letters` plain characters; exponents are raised digits."""
    made: list[str] = []
    for number, run in enumerate(runs):
        if run.note is not None:
            made.append((" " if number and runs[number - 1].note is not None else "") + marker(run))
        elif run.ruby:
            made.append(ruby(run))
        elif run.italic:
            made.append(f"<i>{letters(run.text)}</i>")
        else:
            made.append(_EXPONENT.sub(lambda found: f"<sup>{found[0].translate(_NORMAL)}</sup>", letters(run.text)))
    return "".join(made)


def ruby(run: Run) -> str:
    """A word with its reading above it: one for the whole, or one a character."""
    bases = [run.text] if len(run.ruby) == 1 else list(run.text)
    return "<ruby>" + "".join(f"{base}<rt>{reading}</rt>" for base, reading in zip(bases, run.ruby, strict=True)) + "</ruby>"
