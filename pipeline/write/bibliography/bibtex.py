r"""Works → BibTeX with biblatex's entry types and dates, UTF-8, written by bibtexparser.

Non-ASCII text stays as it is. Braces are written as commands, because BibTeX counts
them even behind a backslash; so no text can end a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry, Field

from pipeline.write.bibliography.names import PersonName
from pipeline.write.bibliography.works import Work

_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
    | {char: f"\\{char}" for char in "#$%&_"}
)
_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # never legal in an address; the rest of a URL is verbatim
_PAGE_RANGE = re.compile(r"(?<=[0-9])-(?=[0-9])")
_EDTF = re.compile(r"[0-9X.~?%/-]+")
_ROLES = (("author", "authors"), ("editor", "editors"), ("translator", "translators"))


def bibtex(works: Sequence[Work]) -> str:
    """The works as entries with their source_id as key."""
    library = Library([_entry(work) for work in works])
    return write_string(library, unparse_stack=default_unparse_stack(allow_inplace_modification=True))


def _entry(work: Work) -> Entry:
    return Entry(work.kind.bibtex, work.source_id, [Field(key, value) for key, value in _fields(work) if value])


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    kind = work.kind
    for field, role in _ROLES:
        yield field, " and ".join(_name(person) for person in work.people(role))
    yield "title", _escaped(work.title)
    yield kind.container, _escaped(work.container)
    if kind.bibtex == "online":
        yield "organization", _escaped(work.container)  # what biblatex prints; Zotero takes the site from `journal`
    yield "institution" if kind.bibtex == "report" else "publisher", _escaped(work.publisher)
    yield "address", _escaped(work.place)
    yield from _dates(work)
    yield "volume", _escaped(work.volume)
    yield "number", _escaped(work.issue)
    yield "pages", _PAGE_RANGE.sub("--", _escaped(work.pages))
    yield "url", work.url.translate(_IN_URL)
    yield "urldate", _escaped(work.accessed)
    yield "language", _escaped(work.language)
    yield "entrysubtype", kind.subtype
    remarks = work.remarks + ([] if "bibtex" in kind.told else [f"type: {work.type}"])
    yield "annote", _escaped("; ".join(remarks))


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    """`date` for biblatex and Zotero, `year` for styles of old BibTeX; FY2020 is no date, but a year as printed."""
    date = work.published
    if _EDTF.fullmatch(date.text):
        yield "date", date.text.replace("%", r"\%")
        yield "year", f"{date.year:04}" if date.year else ""
    else:
        yield "year", _escaped(date.text)


def _name(name: PersonName) -> str:
    if not name.family:
        return f"{{{_escaped(name.literal)}}}"
    return ", ".join(_escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
