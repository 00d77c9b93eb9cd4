"""Pages as files: what they may load and run, hostile text, names of files, the command."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.model import PipelineError
from pipeline.report.overview import Overview
from pipeline.report.page import MARK, index, page
from pipeline.report.report import report
from pipeline.report.spoken import Spoken
from pipeline.report.write import write
from pipeline.review.app.words import of as words_of
from pipeline.rules import words
from tests.report.made import document, entity, event, with_events
from tests.review.small import date

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\u202e\u2028"


class Elements(HTMLParser):
    """The elements of a page, and the text of those that run or style it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if identifier := dict(attrs).get("id"):
            self.ids.append(identifier)

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style"):
            self.inside.append((*self.found[-1], data))


def hostile() -> Iterator[bytes]:
    lines = [f"2023年、{HOSTILE}船3隻。", f"2024年、{HOSTILE}船5隻。"]
    made = document(
        lines,
        entities=[(line, HOSTILE, entity(f"{kind}:{HOSTILE}{kind}", kind)) for line in (0, 1) for kind in ("PERSON", "ORG", "LOC")],
        dates=[(0, "2023年", date("2023-01")), (1, "2024年", date("2024-01"))],
        quantities=[(line, f"{number}隻", {"kind": "count", "value": number, "unit": HOSTILE, "item": HOSTILE}) for line, number in ((0, "3"), (1, "5"))],
        notes=[[{"raw": HOSTILE, "container": HOSTILE, "language": HOSTILE, "issued": "2023"}]],
        problems=[{"code": "not-read", "message": HOSTILE}],
        title=HOSTILE, subtitle=HOSTILE, authors=HOSTILE, series=HOSTILE, publisher=HOSTILE, error=HOSTILE, published=HOSTILE,
    )  # fmt: skip
    told = event(made, 0, HOSTILE, "meet", earliest="2023-01-01", latest="2023-01-31", actors=f"PERSON:{HOSTILE}PERSON|{HOSTILE}")
    for rows in (made, with_events(made, told)):
        for language in ("ja", "en"):
            yield page(report(rows), language)
    overview = Overview()
    overview.add(report(made))
    yield index(overview, "ja")


@pytest.mark.parametrize("data", list(hostile()))
def test_text_of_reports_stays_text(data: bytes) -> None:
    text = data.decode()
    read = Elements(text)
    assert not [tag for tag, _ in read.found if tag in ("img", "iframe", "object", "link", "base", "form")]
    assert not [name for _, attributes in read.found for name in attributes if name.startswith("on") or name in ("style", "src")]
    assert {attributes.get("type") for tag, attributes in read.found if tag == "script"} <= {None, "application/json"}
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text


@pytest.mark.parametrize("data", list(hostile()))
def test_only_the_styles_and_scripts_of_the_page_may_run(data: bytes) -> None:
    text = data.decode()
    read = Elements(text)
    policy = next(
        attributes["content"] or "" for tag, attributes in read.found if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    bodies = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.S)
    expected = {f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" for body in bodies}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == expected
    assert len(read.ids) == len(set(read.ids))


def test_a_chart_without_data_is_not_there() -> None:
    text = page(report(document(["湖は広い。"])), "ja").decode()
    assert not re.search(r'<section id="(actors|timeline|together|amounts|places|sources)"', text)
    assert '<section id="text"' in text


def test_every_word_is_in_both_languages_and_used() -> None:
    rows = words("report_words")
    assert all(row["ja"] and row["en"] for row in rows)
    folder = Path(__file__).parents[2] / "pipeline" / "report"
    text = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.suffix in (".py", ".html"))
    built = ("report.timeline_", "report.change.")
    assert [
        row["key"] for row in rows if row["key"].startswith("report.") and not row["key"].startswith(built) and row["key"] not in text
    ] == []


@pytest.mark.parametrize("data", list(hostile()))
def test_a_page_has_the_words_of_both_languages_for_all_that_is_marked(data: bytes) -> None:
    text = data.decode()
    kept = json.loads(re.findall(r'<script type="application/json" id="own-words">(.*?)</script>', text)[0])
    assert kept["languages"] == ["ja", "en"]
    keys = {attributes["data-w"] for _, attributes in Elements(text).found if "data-w" in attributes}
    assert "language.other" in keys
    assert keys <= set(kept["words"])
    assert all(len(words) == 2 for words in kept["words"].values())


def test_the_words_of_the_data_are_ours_to_change_the_values_are_not() -> None:
    spoken = Spoken("ja")
    assert spoken.name("label", "GPE") == f'<span data-w="label.GPE">{words_of("ja").name("label", "GPE")}</span>'
    assert spoken.name("label", "<b>") == "&lt;b&gt;"
    assert spoken.name("country", "JPN") == '<span data-w="country.JPN">日本</span>'
    assert spoken.attribute("title", "report.note", number='"><b>') == (
        ' title="注&#34;&gt;&lt;b&gt;" data-a="title" data-w="report.note" data-v="{&#34;number&#34;: &#34;\\&#34;&gt;&lt;b&gt;&#34;}"'
    )
    assert Spoken("en").plain("report.note", number=1) == "Note 1"
    with pytest.raises(KeyError):
        spoken("report.no-such")


def test_a_document_named_index_leaves_the_list_of_all_alone() -> None:
    assert report(document(["湖。"], doc_id="index")).file == "index.report.html"


@pytest.mark.model
def test_the_command_writes_a_page_for_each_document_and_the_index(memo_outputs: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(memo_outputs, tmp_path / "outputs"))
    found = CliRunner().invoke(cli, ["report", str(folder)], catch_exceptions=False)
    assert found.exit_code == 0
    assert {file.name for file in (folder / "report").iterdir()} == {"index.html", "sample-memo.html"}
    first = (folder / "report" / "sample-memo.html").read_bytes()
    CliRunner().invoke(cli, ["report", str(folder)], catch_exceptions=False)
    assert (folder / "report" / "sample-memo.html").read_bytes() == first

    options = ["--document", "sample-memo", "--language", "en", "-o", str(tmp_path / "pages")]
    assert CliRunner().invoke(cli, ["report", str(folder), *options]).exit_code == 0
    assert [file.name for file in (tmp_path / "pages").iterdir()] == ["sample-memo.html"]
    assert '<html lang="en">' in (tmp_path / "pages" / "sample-memo.html").read_text(encoding="utf-8")


@pytest.mark.model
def test_a_page_whose_document_is_gone_goes_with_it(memo_outputs: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    write(memo_outputs, pages, "ja")
    own = (pages / "sample-memo.html").read_bytes()
    (pages / "removed.html").write_bytes(own)
    (pages / "written-by-hand.html").write_text(f"<!doctype html><p>{'…' * 500}{MARK}</p>", encoding="utf-8")
    (pages / "kept.txt").write_bytes(own)
    (pages / "deeper").mkdir()
    (pages / "deeper" / "removed.html").write_bytes(own)

    assert write(memo_outputs, pages, "ja", ["sample-memo"]).removed == []
    assert (pages / "removed.html").exists()
    found = CliRunner().invoke(cli, ["report", str(memo_outputs), "-o", str(pages)], catch_exceptions=False)
    assert "taken away, as their documents are not in the tables any more: removed.html\n" in found.stderr
    left = {str(file.relative_to(pages)) for file in pages.rglob("*") if file.is_file()}
    assert left == {"index.html", "sample-memo.html", "written-by-hand.html", "kept.txt", "deeper/removed.html"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: None, "there is no document 'no-such'"),
        (lambda folder: (folder / "sentences.csv").unlink(), "sentences.csv is missing"),
        (lambda folder: _replace(folder / "documents.csv", "sample-memo,", "../memo,"), "for an id"),
    ],
    ids=["unknown document", "missing table", "id that is a path"],
)  # fmt: skip
def test_what_is_wrong_with_the_folder_is_said(memo_outputs: Path, tmp_path: Path, change: object, said: str) -> None:
    folder = Path(shutil.copytree(memo_outputs, tmp_path / "outputs"))
    assert callable(change)
    change(folder)
    only = ["no-such"] if "no document" in said else []
    with pytest.raises(PipelineError, match=re.escape(said)):
        write(folder, tmp_path / "pages", "ja", only)
    assert not list((tmp_path / "pages").glob("*"))


def _replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8-sig").replace(old, new), encoding="utf-8-sig")


def test_tables_that_are_older_have_no_claims(tmp_path: Path) -> None:
    made = document(["湖は広い。"])
    tables = {name: rows for name, rows in made.tables.items() if name != "events"}
    assert page(report(replace(made, tables=tables)), "ja")
