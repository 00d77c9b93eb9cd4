"""Bibliographies: every field of every work is read back equal from each format by another parser, whatever the report's text."""

from __future__ import annotations

import csv
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pybtex.database
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import cli
from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.tables.cells import guarded
from pipeline.write.bibliography import FORMATS, bibliography
from pipeline.write.bibliography.bibtex import bibtex
from pipeline.write.bibliography.csl import csl_json
from pipeline.write.bibliography.kinds import KINDS
from pipeline.write.bibliography.ris import ris
from pipeline.write.bibliography.works import Work, one_line, works
from tests.write.bibliography_readers import SCHEMA, check_all, unescaped

GOLDEN = Path(__file__).parents[1] / "golden"

HOSTILE = Work(
    "src-1",
    "article-journal",
    authors=(
        "氷見野=玲, 他 and 湖水研究会",
        "A, B, and C Council",
        "O’Brien, Kate",
        "Ann Lee, Jr.",
        "} @book{x, title = {",
        "Сидоров И. П.",
    ),
    editors=("大湖 and 山",),
    translators=("林\\",),
    title='{海} \\end{document} 100% & "湖" #1 $x_1^2$ ~ \\{ } }} @comment{x} TY - BOOK ER - <i>冰</i> \\\\',
    container="湖沼学研究 {上",
    publisher="A & B",
    place="東京・札幌",
    issued="2024-05/2024-06",
    volume="46",
    issue="2",
    pages="140-141",
    url="https://example.org/~a/{b}?q=1%20&x=_#z\\",
    language="ja",
    accessed="2025-01-02",
)
WORKS = [
    HOSTILE,
    Work(
        "src-2",
        "report",
        ("Lake Institute",),
        title="湖の現状",
        container="湖レポート",
        publisher="湖研",
        issued="2021",
        issue="402",
        pages="3",
    ),
    Work("src-3", "treaty", title="湖水条約", container="条約集", issued="1998-XX", volume="3", pages="12-30", url="https://example.org/t"),
    Work("src-4", "broadcast", title="Lake levels fall", container="LBC", issued="2024-02-29", url="https://example.org/n"),
    Work("src-5", "book", ("山田一郎", "John F. Kennedy"), editors=("王一",), title="湖", issued="FY2020", place="北京", pages="64"),
    Work("src-6", "legislation", issued="2022-21", accessed="2024"),
]


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.type)
def test_a_work_is_read_back_equal(work: Work) -> None:
    check_all([work])


def test_the_sample_reports_are_read_back_equal() -> None:
    listed = works(GOLDEN)
    with (GOLDEN / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 20
    assert [(work.source_id, work.title, "|".join(work.authors)) for work in listed] == [
        (r["source_id"], r["title"], r["authors"]) for r in rows
    ]
    check_all(listed)


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(
    "{}\\%&#$_^~@\"'=+-,;|/ \n\r\t\x00\x85\u2028海aA1.<>", max_size=20
)
NAMES = st.lists(
    ANY | st.sampled_from(["Ann Lee Smith", "Озеров И. П.", "Lake, Ann, Jr.", "von der Aa, Ursula", "湖水研究会"]), max_size=3
).map(tuple)
ISSUED = ANY | st.sampled_from(
    ["2023-12-29", "2015", "2024-05/2024-06", "2022-21", "FY2020", "201X", "2020-XX", "2018/..", "2023-02-30", "1999~"]
)
CELLS = dict.fromkeys(("title", "container", "publisher", "place", "volume", "issue", "pages", "url", "language"), ANY)
ANY_WORK = st.fixed_dictionaries(
    CELLS
    | {
        "authors": NAMES,
        "editors": NAMES,
        "translators": NAMES,
        "type": st.sampled_from(sorted(KINDS)),
        "issued": ISSUED,
        "accessed": ISSUED,
    }
)


def write_table(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    columns = next(t.names for t in schema.TABLES if t.name == name)
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def folder_of(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The tables a run would have written for these works, each cited once by the document `r`."""
    cells = [{key: guarded("|".join(value) if isinstance(value, tuple) else value) for key, value in row.items()} for row in rows]
    sources = [{"source_id": f"src-{number}", **row} for number, row in enumerate(cells)]
    write_table(path, "documents", [{"doc_id": "r"}])
    write_table(path, "sources", sources)
    write_table(path, "citations", [{"doc_id": "r", **row} for row in sources])
    return path


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(ANY_WORK, max_size=3))
def test_any_text_in_any_field_is_read_back_equal(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    listed = works(folder_of(tmp_path, rows))
    for work, row in zip(listed, rows, strict=True):
        for name in CELLS:
            assert getattr(work, name) == one_line(row[name])
        assert work.authors == tuple(filter(None, (one_line(part) for name in row["authors"] for part in name.split("|"))))
    check_all(listed)


@given(ANY)
def test_one_line_is_one_line_and_keeps_every_letter(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "".join(filter(str.isalnum, line)) == "".join(filter(str.isalnum, text))
    assert one_line(line) == line


# Types, and what Zotero's items do not hold

REMARKS = [
    (replace(WORKS[1], type="report"), "container-title: 湖レポート", ""),
    (WORKS[2], "container-title: 条約集\nvolume: 3\npage: 12-30\nissued: 1998-XX", "type: treaty"),
    (WORKS[3], "", "type: broadcast"),
    (Work("src-7", "webpage", container="湖網", pages="3"), "page: 3", ""),
]


@pytest.mark.parametrize(("work", "note", "told"), REMARKS)
def test_what_has_no_field_is_told_in_the_note(work: Work, note: str, told: str) -> None:
    [item] = json.loads(csl_json([work]))
    assert item.get("note", "") == note
    one = "; ".join(part for part in (note.replace("\n", "; "), told) if part)
    [entry] = pybtex.database.parse_string(bibtex([work]), "bibtex").entries.values()
    assert unescaped(entry.fields.get("annote", "")) == one
    assert (f"N1  - {one}\n" in ris([work])) == bool(one)


def test_every_type_of_the_contract_has_a_name_in_each_format() -> None:
    enum = next(c.enum for t in schema.TABLES if t.name == "sources" for c in t.columns if c.name == "type")
    assert set(enum) == set(KINDS)
    assert set(KINDS) <= set(SCHEMA["items"]["properties"]["type"]["enum"])


def test_japanese_is_not_touched() -> None:
    title = "「海」と『湖』——々〆ヶ①㍻﨑𠮷〜～…"
    for form in (csl_json, bibtex, ris):
        assert title in form([Work("src-1", "book", title=title)])


# Which works, and faults


def make(tmp_path: Path, cited: list[tuple[str, str, str]]) -> Path:
    folder_of(tmp_path, [{"type": "book", "title": f"湖{number}", "accessed": ""} for number in range(3)])
    write_table(tmp_path, "citations", [{"doc_id": doc, "source_id": source, "accessed": accessed} for doc, source, accessed in cited])
    write_table(tmp_path, "documents", [{"doc_id": name} for name in "abc"])
    return tmp_path


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ((), [("src-0", "2024"), ("src-1", "2025-01"), ("src-2", "")]),
        (("a",), [("src-0", "2024"), ("src-1", "")]),
        (("b",), [("src-0", "2023"), ("src-1", "2025-01")]),
        (("b", "a"), [("src-0", "2024"), ("src-1", "2025-01")]),
        (("c",), []),
    ],
)
def test_works_of_documents_with_their_first_access_date(
    tmp_path: Path, documents: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    folder = make(
        tmp_path, [("a", "src-1", ""), ("a", "src-0", "2024"), ("b", "src-0", "2023"), ("b", "src-1", "2025-01"), ("b", "", "2020")]
    )
    assert [(work.source_id, work.accessed) for work in works(folder, documents)] == expected
    for form in FORMATS:
        assert bibliography(folder, form, documents) == bibliography(folder, form, documents)


def test_faults_say_what_to_do(tmp_path: Path) -> None:
    folder = make(tmp_path, [])
    with pytest.raises(PipelineError, match=r"d: no document of .* has this id; it has a, b, c"):
        works(folder, ["a", "d"])
    with pytest.raises(PipelineError, match=r"none.documents\.csv: no such table; make it with nids-pipeline run"):
        works(tmp_path / "none")
    sources = (folder / "sources.csv").read_bytes()
    for broken, message in [
        (sources.replace(b"book", b"lake", 1), "src-0: no CSL type is called 'lake'"),
        (sources.replace(b"src-1", b"src-0"), "two rows share the id src-0"),
        (sources.replace(b"src-1", b"src {"), "an id has letters and digits only"),
        (sources.replace(b"container", b"box"), "has no column container"),
        (sources + b"\xff", "is no UTF-8 CSV"),
        (sources + b'"', "is no UTF-8 CSV"),
    ]:
        (folder / "sources.csv").write_bytes(broken)
        with pytest.raises(PipelineError, match=message):
            works(folder)


# The command


@pytest.mark.parametrize("form", FORMATS)
def test_command_prints_or_writes(tmp_path: Path, form: str) -> None:
    printed = CliRunner().invoke(cli, ["export", str(GOLDEN), "--format", form])
    assert printed.exit_code == 0, printed.output
    written = CliRunner().invoke(cli, ["export", str(GOLDEN), "--format", form, "-o", str(tmp_path / "x" / "works")])
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "x" / "works").read_bytes() == printed.stdout_bytes
    one = CliRunner().invoke(cli, ["export", str(GOLDEN), "--format", form, "--document", "sample-commentary"])
    assert 0 < len(one.stdout_bytes) < len(printed.stdout_bytes)


def test_command_tells_faults(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["export", str(tmp_path), "--format", "ris"])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "nids-pipeline run" in result.stderr
    result = CliRunner().invoke(cli, ["export", str(GOLDEN), "--format", "ris", "--document", "nothing"])
    assert "sample-memo" in result.stderr


def test_fields_of_a_work_are_columns_of_the_tables() -> None:
    columns = {c.name for t in schema.TABLES if t.name in ("sources", "citations") for c in t.columns}
    assert {field.name for field in fields(Work)} <= columns
    assert (csl_json([]), bibtex([]), ris([])) == ("[]\n", "", "")
