"""Bibliographies read back by other parsers than those that wrote them, and by the rules of the formats themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pybtex.database
import rispy
from bibtexparser import parse_string

from pipeline.write.bibliography.bibtex import bibtex
from pipeline.write.bibliography.csl import csl_json
from pipeline.write.bibliography.kinds import KINDS
from pipeline.write.bibliography.names import PersonName
from pipeline.write.bibliography.ris import ris
from pipeline.write.bibliography.works import Work

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "csl-data.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft7Validator(SCHEMA)


def name_text(name: PersonName) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def facts(work: Work) -> dict[str, Any]:
    """What must survive, by CSL variable; people as texts."""
    roles = {"author": work.people("authors"), "editor": work.people("editors"), "translator": work.people("translators")}
    return {"id": work.source_id, **{role: [name_text(name) for name in people] for role, people in roles.items()}, **work.variables}


def without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value or key in ("author", "editor", "translator")}


def from_csl(text: str) -> list[dict[str, Any]]:
    items = json.loads(text)
    VALID.validate(items)
    plain = ("id", "title", "container-title", "publisher", "publisher-place", "volume", "issue", "page", "URL", "language")
    return [
        without_empty(
            {key: item.get(key, "") for key in plain}
            | {role: [name_text(PersonName(**name)) for name in item.get(role, [])] for role in ("author", "editor", "translator")}
        )
        for item in items
    ]


COMMANDS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
LATEX = re.compile(r"\{\\([a-z]+)\}|\\([#$%&_])|([\\{}])")


def unescaped(latex: str) -> str:
    """LaTeX as text; a brace or backslash that is no escape is a fault."""

    def char(found: re.Match[str]) -> str:
        assert not found[3], f"a bare {found[3]} in {latex}"
        return COMMANDS[found[1]] if found[1] else found[2]

    return LATEX.sub(char, latex)


def bib_names(value: str) -> list[str]:
    """BibTeX's own rule: names are parted at an `and` outside of braces, their parts at commas outside of braces."""
    names, depth, start = [], 0, 0
    for at, char in enumerate(value):
        depth += (char == "{") - (char == "}")
        if depth == 0 and value.startswith(" and ", at):
            names.append(value[start:at])
            start = at + 5
    found = []
    for name in [*names, value[start:]] if value else []:
        if name.startswith("{") and not re.match(r"\{\\[a-z]+\}", name):
            assert name.endswith("}")
            found.append(unescaped(name[1:-1]))
        else:
            family, *suffix, first = unescaped(name).split(", ")
            found.append(", ".join([family, first, *suffix]))
    return found


def from_bibtex(text: str) -> list[dict[str, Any]]:
    """Read by bibtexparser; pybtex, which counts braces in another way and folds all white space, must see the same."""
    read = parse_string(text)
    assert not read.failed_blocks
    other = pybtex.database.parse_string(text, "bibtex", person_fields=[]).entries
    cells = {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in read.entries}
    folded = {key: {name: " ".join(value.split()) for name, value in found.items()} for key, found in cells.items()}
    assert folded == {key: dict(entry.fields) for key, entry in other.items()}
    return [_bib_facts(entry.key, entry.entry_type, cells[entry.key]) for entry in read.entries]


def _bib_facts(key: str, form: str, cells: dict[str, str]) -> dict[str, Any]:
    kind = next(k for k in KINDS.values() if (k.bibtex, k.subtype) == (form, cells.get("entrysubtype", "")))
    names = {
        "title": "title", "container-title": kind.container, "publisher": "institution" if kind.bibtex == "report" else "publisher",
        "publisher-place": "address", "volume": "volume", "issue": "number", "language": "language",
    }  # fmt: skip
    return without_empty(
        {role: bib_names(cells.get(role, "")) for role in ("author", "editor", "translator")}
        | {variable: unescaped(cells.get(name, "")) for variable, name in names.items()}
        | {
            "id": key,
            "page": re.sub("(?<=[0-9])--(?=[0-9])", "-", unescaped(cells.get("pages", ""))),
            "URL": cells.get("url", "").replace("%7B", "{").replace("%7D", "}").replace("%5C", "\\"),
        }
    )


RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")
RIS_TAGS = {"ID": "id", "TI": "title", "T2": "container-title", "PB": "publisher", "CY": "publisher-place", "VL": "volume", "IS": "issue", "UR": "URL", "LA": "language"}  # fmt: skip
RIS_ROLES = {"AU": "author", "ED": "editor", "A4": "translator"}


def from_ris(text: str) -> list[dict[str, Any]]:
    """Read by rispy and, more strictly, line by line as Zotero does: every line is a tag with its value, or parts two records."""
    records: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        found = RIS_LINE.fullmatch(line)
        assert found or not line, f"no RIS line: {line!r}"
        if found and found[1] == "TY":
            records.append([])
        if found:
            records[-1].append((found[1], found[2]))
    assert all(record[0][0] == "TY" and record[-1] == ("ER", "") for record in records)
    keys = {tag: tag for tag in (*RIS_TAGS, *RIS_ROLES, "TY", "ER", "PY", "DA", "SP", "EP", "Y2", "N1")} | {"UK": "unknown"}
    loaded = rispy.loads(text, mapping=keys, list_tags=list(RIS_ROLES), delimiter_tags_mapping={})
    assert len(loaded) == len(records)
    out = []
    for record, cells in zip(records, loaded, strict=True):
        lists = {tag: [value for key, value in record if key == tag] for tag in RIS_ROLES}
        assert {tag: cells.get(tag, []) for tag in RIS_ROLES} == lists
        plain = {tag: value for tag, value in record if tag not in RIS_ROLES and tag != "ER"}
        assert {tag: value for tag, value in cells.items() if tag not in RIS_ROLES} == plain
        read: dict[str, Any] = {variable: plain.get(tag) for tag, variable in RIS_TAGS.items()}
        read["page"] = "-".join(plain[tag] for tag in ("SP", "EP") if tag in plain)
        out.append(without_empty(read | {role: lists[tag] for tag, role in RIS_ROLES.items()}))
    return out


def in_ris(expected: dict[str, Any], work: Work) -> dict[str, Any]:
    """A comma inside a whole name becomes a full-width one in RIS."""
    roles = {"author": work.people("authors"), "editor": work.people("editors"), "translator": work.people("translators")}
    return expected | {role: [name.literal.replace(",", "，") or name_text(name) for name in people] for role, people in roles.items()}


def check_all(listed: list[Work]) -> None:
    expected = [facts(work) for work in listed]
    assert from_csl(csl_json(listed)) == expected
    assert from_bibtex(bibtex(listed)) == expected
    assert from_ris(ris(listed)) == [in_ris(fact, work) for fact, work in zip(expected, listed, strict=True)]
