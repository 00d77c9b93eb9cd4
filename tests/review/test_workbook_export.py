"""What an exported workbook holds, as two readers see it: text that stays text, rows in order, cells that can be typed in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pipeline.engine.run import run
from pipeline.model import PipelineError
from pipeline.review import decisions
from pipeline.review.anchors import anchor_of
from pipeline.review.fields import FIELDS
from pipeline.review.rows import MENTIONS, READING, REVIEWED
from pipeline.review.workbook import Exported, export
from pipeline.review.workbook.cells import LIMIT
from pipeline.review.workbook.looks import add_styles, line
from pipeline.review.workbook.sheets import Column
from pipeline.settings import Settings
from tests.review.workbooks import MAIN, column, document, names, sheets

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def exported(sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Exported, Path]:
    file = tmp_path_factory.mktemp("workbook") / "review.xlsx"
    return export(sample_outputs, sample_outputs.parent / "reviews", file), file


def table(output: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((output / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize("name", REVIEWED)
def test_a_sheet_holds_the_rows_of_its_table_in_order(sample_outputs: Path, exported: tuple[Exported, Path], name: str) -> None:
    sheet = load_workbook(exported[1])[name]
    rows = table(sample_outputs, name)
    assert exported[0].rows[name] == len(rows)
    for field in READING[name]:
        assert [value or "" for value in column(sheet, field)] == [row[field] for row in rows]
    for field in (one.name for one in FIELDS[name]):
        assert column(sheet, f"machine:{field}") == column(sheet, field)
    assert column(sheet, "doc_id") == [row["doc_id"] for row in rows]
    assert set(column(sheet, "verdict")) == {None}
    if name not in ("documents", "problems"):
        assert column(sheet, "score") == [float(row["score"]) for row in rows]


def test_another_reader_finds_text_in_every_cell_but_scores_and_no_formula(exported: tuple[Exported, Path]) -> None:
    for name, sheet in sheets(exported[1]):
        assert not list(sheet.iter(f"{MAIN}f")), name
        cells = [cell for cell in sheet.iter(f"{MAIN}c") if len(cell)]
        assert cells
        numbers = {cell.get("r").rstrip("0123456789") for cell in cells if cell.get("t") != "inlineStr"}
        assert len(numbers) <= 1, name  # the column of scores
        assert all(cell.find(f"{MAIN}is") is not None or cell.find(f"{MAIN}v") is not None for cell in cells)


def test_the_mention_is_marked_in_its_sentence(sample_outputs: Path, exported: tuple[Exported, Path]) -> None:
    book = load_workbook(exported[1], rich_text=True)
    for name in MENTIONS:
        for context, row in zip(column(book[name], "context"), table(sample_outputs, name), strict=True):
            assert isinstance(context, CellRichText)
            marked = [block for block in context if isinstance(block, TextBlock) and block.font.b]
            assert [block.text for block in marked] == [f"【{row['text']}】"]


def test_only_cells_to_type_in_can_be_changed(exported: tuple[Exported, Path]) -> None:
    book = load_workbook(exported[1])
    assert book.sheetnames == [
        "guide",
        "documents",
        *[name for name in REVIEWED if name != "documents"],
        *(f"add {name}" for name in MENTIONS),
        "sentences",
        "lists",
    ]
    assert book["lists"].sheet_state == "hidden"
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    for name in REVIEWED:
        sheet = book[name]
        open_ = {names(sheet)[cell.column - 1] for cell in sheet[2] if not cell.protection.locked}
        assert open_ == {"verdict", "comment", *(field.name for field in FIELDS[name]), *(["scope"] if name == "entities" else [])}
        assert {cell.number_format for cell in sheet[2] if cell.data_type != "n"} == {"@"}
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        hidden = [names(sheet)[index] for index, letter in enumerate(sheet.column_dimensions) if sheet.column_dimensions[letter].hidden]
        assert hidden == [*(f"machine:{field.name}" for field in FIELDS[name]), f"row:{name}"]


def test_drop_downs_offer_what_a_field_takes(exported: tuple[Exported, Path]) -> None:
    book = load_workbook(exported[1])
    for name in ("entities", "dates", "quantities", "citations", "documents", "problems"):
        sheet = book[name]
        offered = {}
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                area = rule.formula1.replace("lists!", "").replace("$", "")
                first = str(rule.sqref).split(":")[0]
                offered[names(sheet)[sheet[first].column - 1]] = [cell[0].value for cell in book["lists"][area]]
        verdicts = offered.pop("verdict")
        missing = {"documents": "reject 却下", "problems": "correct 修正"}.get(name)
        assert verdicts == [verdict for verdict in ("accept 承認", "correct 修正", "reject 却下") if verdict != missing]
        assert offered.pop("scope", None) == (["mention この箇所", "document この文書", "all 全文書"] if name == "entities" else None)
        assert offered == {field.name: list(field.choices) for field in FIELDS[name] if field.choices}


HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", "+81", "-5", "@SUM(A1)", "\t=1", "＝1+1", "#N/A", "#REF!", "2024-03", "1-2", "00123", "1E5", "FY2020", "TRUE",
    "_x0041_", "<b>&amp;</b>", "'quoted", " spaces ", "two\nlines", "𠮷野家", "{=SUM(1)}", '=HYPERLINK("http://x")',
]  # fmt: skip


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    add_styles(book)
    sheet = book.create_sheet("x")
    for text in HOSTILE:
        sheet.append(line(sheet, (Column("a", "edit"), Column("b", "machine")), (text, text)))
    book.save(tmp_path / "x.xlsx")
    found = load_workbook(tmp_path / "x.xlsx")["x"]
    for text, cells in zip(HOSTILE, found.iter_rows(), strict=True):
        for cell in cells:
            assert (cell.value.replace("_x005F_", "_"), cell.data_type, cell.number_format) == (text, "s", "@")
            assert cell.quotePrefix == (text[0] in "=+-@\t＝")
    ((_, written),) = sheets(tmp_path / "x.xlsx")
    assert not list(written.iter(f"{MAIN}f"))
    assert {cell.get("t") for cell in written.iter(f"{MAIN}c")} == {"inlineStr"}


# what stands in a cell for texts that XML has no place for
@pytest.mark.parametrize(
    ("text", "shown"), [("a\x00b", "a�b"), ("\x0b\x1f", "��"), ("\ud800x", "�x"), ("\ufffe\uffff", "��"), ("a\rb", "a�b")]
)
def test_characters_that_a_workbook_cannot_hold(tmp_path: Path, text: str, shown: str) -> None:
    book = Workbook(write_only=True)
    add_styles(book)
    sheet = book.create_sheet("x")
    sheet.append(line(sheet, (Column("a", "edit"),), (text,)))
    book.save(tmp_path / "x.xlsx")
    assert load_workbook(tmp_path / "x.xlsx")["x"]["A1"].value == shown


REPORT = """=1+1 という題の報告

=2024年3月に中国は+81件、ロシアは@SUM(A1)を発表した。

-5度の2024年1月2日、「=cmd|' /C calc'!A0」社は_x0041_を�公表した。
"""


@pytest.fixture(scope="module")
def hostile_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "raw").mkdir()
    (folder / "raw" / "=hostile.txt").write_text(REPORT + "長い文" * (LIMIT // 3) + "である。\n", encoding="utf-8")
    assert run([folder / "raw"], folder / "outputs", settings=Settings(workers=1)).failed == ()
    return folder / "outputs"


def test_a_hostile_report_becomes_no_formula(hostile_outputs: Path, tmp_path: Path) -> None:
    made = export(hostile_outputs, tmp_path, tmp_path / "x.xlsx")
    assert made.rows["dates"] >= 2
    for _, sheet in sheets(tmp_path / "x.xlsx"):
        assert not list(sheet.iter(f"{MAIN}f"))
    sentences = column(load_workbook(tmp_path / "x.xlsx")["sentences"], "sentence")
    texts = [row["text"] for row in table(hostile_outputs, "sentences")]
    assert [text for text in texts if len(text) < 1000] == [text.replace("_x005F_", "_") for text in sentences if len(text) < 1000]
    longest = max(sentences, key=len)
    assert len(longest) < LIMIT
    assert longest.endswith("…")


def test_what_was_decided_is_shown(sample_outputs: Path, tmp_path: Path) -> None:
    rows = document(sample_outputs, "sample-memo")
    first, second, third = rows.tables["dates"][:3]
    about = {"reviewer": "山田", "document": rows.document}
    made = [
        decisions.new(
            "correct",
            "dates",
            **about,
            row=first,
            anchor=anchor_of(rows, "dates", first),
            values={"value": "1999-01-02"},
            comment="原文参照",
        ),
        decisions.new("reject", "dates", **about, row=second, anchor=anchor_of(rows, "dates", second)),
        decisions.new("accept", "dates", **about, row=third, anchor=anchor_of(rows, "dates", third)),
    ]
    decisions.Decisions(tmp_path).append(made)
    export(sample_outputs, tmp_path, tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx")["dates"]
    at = column(sheet, "doc_id").index("sample-memo")
    shown = {
        name: column(sheet, name)[at : at + 4]
        for name in ("decided", "decided_by", "decided_at", "decided_comment", "value", "machine:value")
    }
    assert shown == {
        "decided": ["correct 修正", "reject 却下", "accept 承認", None],
        "decided_by": ["山田", "山田", "山田", None],
        "decided_at": [*(one.time[:16].replace("T", " ") for one in made), None],
        "decided_comment": ["原文参照", None, None, None],
        "value": ["1999-01-02", second["value"], third["value"], rows.tables["dates"][3]["value"]],
        "machine:value": [row["value"] for row in rows.tables["dates"][:4]],
    }


def test_a_workbook_with_verdicts_is_not_overwritten(sample_outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    file.write_bytes(b"an hour's work")
    with pytest.raises(PipelineError, match="is there already"):
        export(sample_outputs, tmp_path, file)
    assert file.read_bytes() == b"an hour's work"


def test_rows_longer_than_a_cell_are_told(sample_outputs: Path, tmp_path: Path) -> None:
    rows = document(sample_outputs, "sample-memo")
    row = rows.tables["dates"][0]
    long = {"name": "名" * 9000, "role": "長" * 9000}  # twice in the hidden cell: as it stands, and as it was given
    entity = rows.tables["entities"][0]
    made = decisions.new(
        "correct", "entities", reviewer="a", document=rows.document, row=entity, anchor=anchor_of(rows, "entities", entity), values=long
    )
    decisions.Decisions(tmp_path).append([made])
    told = export(sample_outputs, tmp_path, tmp_path / "x.xlsx")
    assert told.left_out == {"entities": 1}
    assert told.rows["entities"] == len(table(sample_outputs, "entities")) - 1
    assert row["value"] in column(load_workbook(tmp_path / "x.xlsx")["dates"], "value")
