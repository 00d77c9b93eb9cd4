"""data/csl_types.csv → what each CSL type is called in BibTeX and RIS, and which variables Zotero's item of it holds."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import rules

_HELD_OR_NOT = ("container-title", "volume", "issue", "page", "publisher", "publisher-place")


@dataclass(frozen=True, slots=True)
class Kind:
    """A CSL type: BibTeX entry type, biblatex entrysubtype and the BibTeX field of the container; RIS type.

    `lacking` are the CSL variables that get lost when Zotero imports it. `told` says which of the
    formats ("bibtex", "ris") have a name for this type: of several types with one name, the first in the file.
    """

    type: str
    bibtex: str
    subtype: str
    container: str
    ris: str
    lacking: tuple[str, ...]
    told: frozenset[str]


def _read() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    taken: set[tuple[str, ...]] = set()
    for row in rules.words("csl_types"):
        names = {"bibtex": ("bibtex", row["bibtex"], row["subtype"]), "ris": ("ris", row["ris"])}
        told = frozenset(form for form, name in names.items() if name not in taken)
        taken.update(names.values())
        lacking = tuple(name for name in _HELD_OR_NOT if name not in row["zotero"].split("|"))
        kinds[row["type"]] = Kind(row["type"], row["bibtex"], row["subtype"], row["container"], row["ris"], lacking, told)
    return kinds


KINDS: dict[str, Kind] = _read()
