"""The report on a terminal, as CSV, HTML and JSON, and the exit codes; text of reports is data in each of them."""

from __future__ import annotations

import base64
import csv
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.tables.cells import guarded
from tests.compare.made import Report, date, entity, tallied, written

A = "海は2024年に荒れた。"
EVIL = "=cmd|'/c'!A1 <script>alert(1)</script> \x1b[2J\u202e{{ 7 * 7 }} </style>"
TOLD = "海は露が見た。"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["compare", *map(str, arguments)], terminal_width=100)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    old = Report([A, TOLD], [date(0, "2024年"), entity(1, "露")])
    new = Report([A, TOLD], [date(0, "2024年", value="2023"), date(0, "年", method="rule:b"), entity(1, "海")])
    return written(tmp_path / "old", old), written(tmp_path / "new", new)


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Path, Path]:
    old = Report([A], [date(0, "2024年")], doc_id="r")
    cells = {"value": EVIL, "method": EVIL}
    return written(tmp_path / "old", old), written(
        tmp_path / "new", Report([A, EVIL], [date(0, "2024年", **cells), entity(1, EVIL, name=EVIL)])
    )


def test_the_text_tells_counts_methods_and_examples(folders: tuple[Path, Path]) -> None:
    result = call(*folders)
    assert result.exit_code == 1, result.output
    lines = result.stdout.splitlines()
    assert [line.split() for line in lines if line.startswith(("table ", "dates ", "entities "))] == [
        ["table", "old", "new", "same", "moved", "changed", "gained", "lost"],
        ["entities", "1", "1", "0", "0", "0", "1", "1"],
        ["dates", "1", "2", "0", "0", "1", "1", "0"],
    ]
    assert "  ~ r:d2  rule:calendar" in lines
    assert "      海は⟦2024年⟧に荒れた。" in lines
    assert "      value: 2024 → 2023" in lines
    assert "  - r:e15|RUS  gazetteer" in lines
    assert [line.split() for line in lines if line.startswith("  rule:")] == [["rule:b", "0", "1", "0"], ["rule:calendar", "1", "0", "0"]]


@pytest.mark.parametrize(("shown", "listed"), [(0, 0), (1, 1), (9, 3)])
def test_as_many_examples_as_are_asked_for(tmp_path: Path, shown: int, listed: int) -> None:
    sentence = "甲2001年、乙2002年、丙2003年。"
    old = written(tmp_path / "old", Report([sentence]))
    new = written(tmp_path / "new", Report([sentence], [date(0, f"200{number}年") for number in (1, 2, 3)]))
    lines = call(old, new, "--show", str(shown)).stdout.splitlines()
    assert sum(line.startswith("  + ") for line in lines) == listed
    assert ("    2 more gained by rule:calendar" in lines) == (shown == 1)


def test_exit_codes(folders: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = folders
    same = call(old, old)
    assert (same.exit_code, same.stdout) == (0, "no differences\n")
    assert call(old, new).exit_code == 1
    assert call(old, new, "--exit-zero").exit_code == 0
    none = call(old, tmp_path / "none")
    assert none.exit_code == 2
    assert none.stderr.startswith("Error: ")
    assert call(old, new, "--table", "none").exit_code == 2


def test_rows_that_only_moved_are_no_difference(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", Report([A, TOLD])), written(tmp_path / "new", Report([TOLD, A]))
    result = call(old, new)
    assert (result.exit_code, result.stdout) == (0, "no differences (2 rows moved)\n")
    assert call(old, new, "--places").exit_code == 1


def test_a_table_that_one_folder_lacks_is_a_difference(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", Report([A])), written(tmp_path / "new", Report([A]))
    (old / "problems.csv").unlink()
    result = call(old, new)
    assert result.exit_code == 1
    assert "problems: only the new folder has this table" in result.stdout


def test_csv_has_a_line_for_each_field(folders: tuple[Path, Path], tmp_path: Path) -> None:
    call(*folders, "--csv", tmp_path / "d.csv", "--show", "0")
    data = (tmp_path / "d.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(row["table"], row["change"], row["row_old"], row["row_new"], row["field"], row["old"], row["new"]) for row in rows] == [
        ("entities", "lost", "r:e15|RUS", "", "", "label=GPE; entity_id=RUS; name=ロシア", ""),
        ("entities", "gained", "", "r:e13|RUS", "", "", "label=GPE; entity_id=RUS; name=ロシア"),
        ("dates", "changed", "r:d2", "r:d2", "value", "2024", "2023"),
        ("dates", "gained", "", "r:d6", "", "", "type=DATE; value=2024"),
    ]
    assert (rows[2]["method_old"], rows[2]["method_new"], rows[2]["text"], rows[2]["sentence"]) == (
        "rule:calendar",
        "rule:calendar",
        "2024年",
        A,
    )


def test_no_cell_of_the_csv_is_a_formula(hostile: tuple[Path, Path], tmp_path: Path) -> None:
    call(*hostile, "--csv", tmp_path / "d.csv")
    rows = list(csv.reader(StringIO((tmp_path / "d.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert any(EVIL in cell for row in rows for cell in row)
    assert all(guarded(cell) == cell for row in rows for cell in row)


def test_nothing_acts_on_the_terminal(hostile: tuple[Path, Path]) -> None:
    shown = call(*hostile).stdout
    assert "␛[2J" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_runs_nothing_and_loads_nothing(hostile: tuple[Path, Path], tmp_path: Path) -> None:
    call(*hostile, "--html", tmp_path / "d.html")
    text = (tmp_path / "d.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert not {"script", "img", "link", "iframe", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")
    assert page.tags.count("style") == 1
    assert not {"\x1b", "\u202e"} & set(text)
    assert "<script>alert(1)</script>" in "".join(page.text)
    assert "{{ 7 * 7 }}" in "".join(page.text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(sha256(style[1].encode()).digest()).decode() if style else ""
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in text


def test_html_marks_the_words_and_links_to_each_table(folders: tuple[Path, Path], tmp_path: Path) -> None:
    call(*folders, "--html", tmp_path / "d.html")
    text = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "海は<mark>2024年</mark>に荒れた。" in text
    assert "<del>2024</del> → <ins>2023</ins>" in text
    assert re.findall(r'href="#(\w+)"', text) == re.findall(r'<section id="(\w+)">', text) == ["entities", "dates"]


def test_html_lists_so_many_and_tells_the_rest(tmp_path: Path) -> None:
    sentences = [f"甲は{number}年に来た。" for number in range(1000, 1150)]
    old = written(tmp_path / "old", Report(sentences))
    new = written(tmp_path / "new", Report(sentences, [date(at, f"{1000 + at}年") for at in range(150)]))
    call(old, new, "--html", tmp_path / "d.html")
    text = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert text.count("<li>") == 100
    assert "50 more; the CSV has all." in text


def test_json_is_one_object(folders: tuple[Path, Path]) -> None:
    result = call(*folders, "--json", "--table", "dates")
    assert result.exit_code == 1
    held = json.loads(result.stdout)
    assert held["not_compared"] == []
    assert held["tables"].keys() == {"dates"}
    dates = held["tables"]["dates"]
    assert {name: dates[name] for name in ("old", "new", "same", "moved", "changed", "gained", "lost")} == {
        "old": 1, "new": 2, "same": 0, "moved": 0, "changed": 1, "gained": 1, "lost": 0,
    }  # fmt: skip
    assert [(method["method"], len(method["examples"])) for method in dates["methods"]] == [("rule:b", 1), ("rule:calendar", 1)]


def test_a_row_that_is_found_otherwise_is_told_so(tmp_path: Path) -> None:
    old = written(tmp_path / "old", Report([A], [date(0, "2024年")]))
    new = written(tmp_path / "new", Report([A], [date(0, "2024年", method="rule:b")]))
    assert list(tallied(old, new).tables["dates"].methods) == ["rule:calendar → rule:b"]


def test_a_file_that_cannot_be_written_leaves_the_other_one_alone(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "taken.html").mkdir()
    (tmp_path / "d.csv").write_text("before", encoding="utf-8")
    result = call(*folders, "--csv", tmp_path / "d.csv", "--html", tmp_path / "taken.html")
    assert result.exit_code == 2
    assert "taken.html" in result.stderr
    assert (tmp_path / "d.csv").read_text(encoding="utf-8") == "before"
