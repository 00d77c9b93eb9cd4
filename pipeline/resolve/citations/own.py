"""拙稿, 拙著 → the author of the chapter that cites it, where one is told; else a work cited as the author's own before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Citation

# Stands for an author whose name the document does not tell: their works agree with each other and with nobody's else.
_UNNAMED = ("拙",)
_OWN = re.compile(r"(?:前掲|前出)?[・、，]?拙(?:稿|著|書|論|訳|文)")


def asked(citation: Citation, writers: Sequence[str]) -> Citation:
    """A back reference with the people it means; by its title alone where the chapter has several writers."""
    if not _OWN.match(citation.raw) or (len(writers) != 1 and citation.title):
        return replace(citation, authors=()) if citation.authors == _UNNAMED else citation
    return replace(citation, authors=tuple(writers) if len(writers) == 1 else _UNNAMED)


def written(citation: Citation, writers: Sequence[str]) -> Citation:
    """A full citation with the people who wrote it."""
    if not _OWN.match(citation.raw):
        return citation
    return replace(citation, authors=tuple(writers) if len(writers) == 1 else _UNNAMED)
