"""The properties of a PDF file → what they declare of the document: title, author, day of making."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pipeline import rules
from pipeline.model import Metadata

_DATE = re.compile(r"(?:D:)?([0-9]{4})(?:([0-9]{2})(?:([0-9]{2}))?)?")
_AUTHORS = re.compile(r"\s*[;；、,，/／]\s*")
_BLANKS = re.compile(r"\s+")


def declared(properties: Mapping[str, str]) -> Metadata:
    """Title, authors and publication (EDTF) of a document by its file's properties; a file's or program's name is no title."""
    title = _clean(properties.get("Title", ""))
    if any(rule.fields["role"] == "file-title" and rule.pattern.search(title) for rule in rules.load("pdf")):
        title = ""
    author = _clean(properties.get("Author", ""))
    authors = tuple(name for name in _AUTHORS.split(author) if _is_name(name))
    return Metadata(title=title, authors=authors, published=_day(properties.get("CreationDate", "")))


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", "".join(char for char in text if char.isprintable() or char.isspace())).strip()


def _is_name(name: str) -> bool:
    """Names of people and bodies have letters and no digits; user names of a computer are small letters."""
    return bool(re.search(r"[^\W\d_]{2}", name)) and not re.search(r"[0-9_@]", name) and not re.fullmatch(r"[a-z]+", name)


def _day(written: str) -> str:
    """D:20240524085822+09'00' → 2024-05-24; nothing where no such day exists."""
    found = _DATE.match(written.strip())
    if not found:
        return ""
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if not 1980 <= year <= 2200:
        return ""
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
