"""nids-pipeline explain: the note, its marker's sentence, the fields and the rule behind each."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.cli import cli
from pipeline.commands import terminal
from pipeline.tables import schema

BOOK = "山田一郎『湖の政治』（湖岸書房、2019年）35頁。"
# (document, chapter's label, heading, number, text)
NOTES = [
    ("lake", "第1章", "湖の国々", 1, BOOK),
    ("lake", "第1章", "湖の国々", 2, "同上、40頁；「湖の会議」新華社、2019年3月5日。この点は\x1b[31m重要\x1b[0mである。"),
    ("lake", "第二章", "川の国々", 1, "Ann Lee, *Lakes* (London: Reed Press, 2019), 45."),
    ("pond", "", "", 2, "「池」『朝日新聞』2020年2月3日。"),
]
CITATIONS = [
    ("lake", 0, {"form": "full", "type": "book", "authors": "山田一郎", "title": "湖の政治", "publisher": "湖岸書房", "issued": "2019", "pages": "35", "language": "ja", "raw": BOOK[:-1]}),
    ("lake", 1, {"form": "ibid", "type": "book", "pages": "40", "refers_to": "lake:n0.1", "raw": "同上、40頁", "language": ""}),
    ("lake", 1, {"form": "full", "type": "article-newspaper", "title": "湖の会議", "container": "新華社", "issued": "2019-03-05", "language": "ja", "raw": "「湖の会議」新華社、2019年3月5日"}),
]  # fmt: skip


def write(folder: Path, **changed: list[dict[str, str]]) -> Path:
    """The tables of a run over the notes above, those in `changed` instead of their own."""
    chapters = {(doc, label): f"{doc}:h{i}" for i, (doc, label, _, _, _) in enumerate(NOTES) if label}
    named = {chapters[doc, label]: (doc, label, heading) for doc, label, heading, _, _ in reversed(NOTES) if label}
    tables: dict[str, list[dict[str, str]]] = {
        "documents": [{"doc_id": doc, "source_file": f"{doc}.txt"} for doc in ("lake", "pond", "mere")],
        "sections": [
            {"section_id": at, "doc_id": doc, "level": "1", "label": label, "heading": heading} for at, (doc, label, heading) in sorted(named.items())
        ],
        "sentences": [{"sentence_id": f"{doc}:s{i}", "doc_id": doc, "section_id": chapters.get((doc, label), ""), "text": f"湖{i}は青い。"} for i, (doc, label, _, _, _) in enumerate(NOTES)],
        "notes": [
            {"note_id": f"{doc}:n{i}", "doc_id": doc, "section_id": chapters.get((doc, label), ""), "number": str(number), "sentence_id": "" if doc == "pond" else f"{doc}:s{i}", "marker_start": "" if doc == "pond" else "5", "text": text, "comment": "この点は\x1b[31m重要\x1b[0mである" if "\x1b" in text else ""}
            for i, (doc, label, _, number, text) in enumerate(NOTES)
        ],
        "citations": [],
    }  # fmt: skip
    sequence: dict[str, int] = {}
    for doc, i, fields in CITATIONS:
        note = f"{doc}:n{i}"
        sequence[note] = sequence.get(note, 0) + 1
        tables["citations"].append(
            {"citation_id": f"{note}.{sequence[note]}", "note_id": note, "doc_id": doc, "sequence": str(sequence[note])} | fields
        )
    for table in schema.TABLES:
        if table.name in tables:
            with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, table.names, restval="")
                writer.writeheader()
                writer.writerows(changed.get(table.name, tables[table.name]))
    return folder


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", "note", *arguments])


@pytest.mark.parametrize("which", ["第1章:1", "1:1", "湖の国々:1", "第１章：１", "第1章 : 注1", "第1章湖の国々:1"])
def test_a_note_is_found_by_chapter_and_number(tmp_path: Path, which: str) -> None:
    result = explain(which, "-o", str(write(tmp_path)))
    assert result.exit_code == 0, result.output
    assert result.output.startswith("note 第1章:1 of lake\n  山田一郎『湖の政治』")


def test_fields_have_the_rule_behind_them_in_one_column(tmp_path: Path) -> None:
    output = explain("第1章:1", "-o", str(write(tmp_path))).output
    lines = [line for line in output.splitlines() if "←" in line]
    assert "its marker ⟦1⟧ stands in lake:s0\n  湖0は青い⟦1⟧。\n" in output
    assert [line.split()[0] for line in lines] == ["form", "type", "authors", "title", "publisher", "issued", "pages", "language"]
    assert [line.split()[1] for line in lines] == ["full", "book", "山田一郎", "湖の政治", "湖岸書房", "2019", "35", "ja"]
    assert len({cell_len(line[: line.index("←")]) for line in lines}) == 1
    assert "← citations_parts.toml: pages" in lines[6]
    assert "otherwise" not in output


def test_a_back_reference_names_the_work_it_means(tmp_path: Path) -> None:
    output = explain("第1章:2", "-o", str(write(tmp_path))).output
    assert "form   ibid  ← citations_back.toml: ibid-above" in output
    assert "refers to 第1章:1.1, 湖の政治" in output
    assert "← media.csv: 新華社" in output
    assert "otherwise" not in output


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    output = explain("第1章:2", "-o", str(write(tmp_path))).output
    assert "\x1b" not in output
    assert "␛[31m重要␛[0m" in output


def test_what_the_present_rules_read_otherwise_is_told(tmp_path: Path) -> None:
    old = [{"citation_id": "lake:n0.1", "note_id": "lake:n0", "sequence": "1", "form": "full", "type": "book", "authors": "山田一郎", "title": "湖の政治", "publisher": "湖岸書房", "issued": "2018", "pages": "35", "language": "ja", "raw": BOOK[:-1]}]  # fmt: skip
    output = explain("第1章:1", "-o", str(write(tmp_path, citations=old))).output
    told = output[output.index("otherwise") :]
    assert "1 issued\n    in the tables: 2018\n    now: 2019" in told
    assert "1 title" not in told


def test_kanji_numbers_of_chapters(tmp_path: Path) -> None:
    assert explain("2:1", "-o", str(write(tmp_path))).output.startswith("note 第二章:1 of lake")


def test_a_note_without_chapter_and_marker(tmp_path: Path) -> None:
    output = explain("2", "-o", str(write(tmp_path)), "--document", "pond.txt").output
    assert output.startswith("note 2 of pond")
    assert "no marker in the text points to it" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1"], "2 chapters or documents have such a note: 第1章:1 of lake, 第二章:1 of lake"),
        (["2"], "第1章:2 of lake, 2 of pond"),
        (["第1章:9"], "no note 第1章:9; there are notes of 第1章, 第二章"),
        (["第3章:1"], "no note 第3章:1"),
        (["1:1", "--document", "mere"], "no notes of a document 'mere'; there are notes of lake, pond"),
        (["第1章"], "names no note"),
        (["第1章:\x1b[31m:9"], "␛"),
    ],
)
def test_errors_say_what_to_do(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = explain(*arguments, "-o", str(write(tmp_path)))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert message in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("notes.csv", None, "there is no such file"),
        ("notes.csv", b"\xff\xfe\x00", "not a table that a run wrote"),
        ("citations.csv", b"a,b\n1,2\n", "has no column citation_id"),
        (
            "notes.csv",
            b"note_id,doc_id,section_id,number,sentence_id,marker_start,text,comment\nn,lake,,one,,,x,\n",
            "row 2 has 'one' for number",
        ),
    ],
)
def test_a_folder_that_is_no_runs(tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    write(tmp_path)
    (tmp_path / name).unlink()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = explain("第1章:1", "-o", str(tmp_path))
    assert result.exit_code == 1
    assert message in result.stderr


SHOWN = [
    ("湖\n海\t", "湖␊海␉"),
    ("a\x1b]0;x\x07", "a␛]0;x␇"),
    ("\u202eabc\u200b", "⟨U+202E⟩abc⟨U+200B⟩"),
    ("\x7f\x9b", "␡⟨U+009B⟩"),
    ("\ud800", "⟨U+D800⟩"),
    ("김일수, 湖・『海』", "김일수, 湖・『海』"),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_visible(text: str, expected: str) -> None:
    assert terminal.visible(text) == expected


@given(st.text())
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    assert not {unicodedata.category(char) for char in terminal.visible(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text("湖海abc .,", max_size=200), st.integers(10, 60))
def test_wrapped_lines_fit_and_hold_everything(text: str, width: int) -> None:
    lines = terminal.wrapped(text, width, "  ")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
