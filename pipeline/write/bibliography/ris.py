"""Works → RIS, one tag a line, written by rispy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rispy import RisWriter

from pipeline.write.bibliography.names import PersonName
from pipeline.write.bibliography.published import Published
from pipeline.write.bibliography.works import Work

_TAGS = ("TY", "ID", "AU", "ED", "A4", "TI", "T2", "PB", "CY", "PY", "DA", "VL", "IS", "SP", "EP", "UR", "Y2", "LA", "N1", "ER")
_LISTS = ["AU", "ED", "A4", "N1"]
_PAGES = re.compile(r"([^\s,-]+)-([^\s,-]+)")


def ris(works: Sequence[Work]) -> str:
    """The works as records from TY to ER, with their source_id as ID."""
    keys = {tag: tag.lower() for tag in _TAGS} | {"TY": RisWriter.REFERENCE_TYPE_KEY}
    writer = RisWriter(mapping=keys, list_tags=_LISTS, delimiter_tags_mapping={})
    writer.set_header = lambda count: ""  # rispy numbers records, which Zotero and EndNote do not expect
    return str(writer.formats([_record(work) for work in works]))


def _record(work: Work) -> dict[str, str | list[str]]:
    first, last = _pages(work)
    remarks = work.remarks + ([] if "ris" in work.kind.told else [f"type: {work.type}"])
    cells: dict[str, str | list[str]] = {
        RisWriter.REFERENCE_TYPE_KEY: work.kind.ris,
        "id": work.source_id,
        "au": [_name(person) for person in work.people("authors")],
        "ed": [_name(person) for person in work.people("editors")],
        "a4": [_name(person) for person in work.people("translators")],
        "ti": work.title,
        "t2": work.container,
        "pb": work.publisher,
        "cy": work.place,
        "py": f"{work.published.year:04}" if work.published.year else "",
        "da": _date(work.published),
        "vl": work.volume,
        "is": work.issue,
        "sp": first,
        "ep": last,
        "ur": work.url,
        "y2": _date(work.visited),
        "la": work.language,
        "n1": ["; ".join(remarks)] if remarks else [],
    }
    return {key: value for key, value in cells.items() if value}


def _name(name: PersonName) -> str:
    """Family, given, suffix; a comma inside a body's name is a full-width one, because RIS splits names at commas."""
    if not name.family:
        return name.literal.replace(",", "，")
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _date(date: Published) -> str:
    """YYYY/MM/DD as far as known. A stroke divides the parts, so that intervals are written with a dash: 2024-05 - 2024-06."""
    if date.exact and date.parts:
        return date.text.replace("-", "/")
    return date.text.replace("/", " - ").strip()


def _pages(work: Work) -> tuple[str, str]:
    """Start and end page; one text where Zotero's item has no pages, or where they are no plain range."""
    found = _PAGES.fullmatch(work.pages)
    if found and "page" not in work.kind.lacking:
        return found[1], found[2]
    return work.pages, ""
