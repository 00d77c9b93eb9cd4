"""What is typed into a workbook becomes the decisions that would be made of the same in the app, once, or is told."""

from __future__ import annotations

import random
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.engine.run import run
from pipeline.review import decisions
from pipeline.review.anchors import anchor_of
from pipeline.review.apply import apply
from pipeline.review.fields import checked
from pipeline.review.model import Decision
from pipeline.review.rows import MENTIONS
from pipeline.review.workbook import Imported, NotTaken, export, import_
from pipeline.settings import Settings
from tests.review.workbooks import Edit, column, document, edited, names, same

pytestmark = pytest.mark.model
MEMO = "sample-memo"
RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="module")
def exported(memo_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("workbook") / "review.xlsx"
    export(memo_outputs, memo_outputs.parent / "no reviews", file)
    return file


@pytest.fixture
def blank(exported: Path, tmp_path: Path) -> Path:
    """A workbook in which nothing was typed, in a folder of its own."""
    return Path(copyfile(exported, tmp_path / "review.xlsx"))


@pytest.fixture(scope="module")
def days(memo_outputs: Path) -> list[int]:
    """The lines of dates that are on a calendar, not times of day or lengths of time."""
    return [n for n, row in enumerate(document(memo_outputs, MEMO).tables["dates"]) if row["type"] == "DATE"]


def read(reviews: Path) -> list[Decision]:
    return [same(one) for one in decisions.Decisions(reviews).read().decisions]


def imported(file: Path, output: Path, reviewer: str = "佐藤") -> Imported:
    return import_(file, output, file.parent / "reviews", reviewer=reviewer)


def direct(output: Path, verdict: Any, table: str, index: int, changed: Mapping[str, str] = {}, **more: Any) -> Decision:
    """The decision about the memo's row as the app makes it."""
    rows = document(output, MEMO)
    row = rows.tables[table][index]
    values = checked(table, changed, row)
    about = {"reviewer": "佐藤", "document": rows.document, "row": row, "anchor": anchor_of(rows, table, row)}
    return same(decisions.new(verdict, table, **about, values=values, **more))


def test_nothing_typed_is_nothing_decided(memo_outputs: Path, blank: Path) -> None:
    assert imported(edited(blank), memo_outputs) == Imported({}, 0, ())
    assert not (blank.parent / "reviews").exists()


def test_what_is_typed_is_what_the_app_decides(memo_outputs: Path, blank: Path, days: list[int]) -> None:
    """Every table and verdict; words in Japanese, in English and both; a change without a verdict is a correction."""
    file = edited(
        blank,
        [
            ("documents", 0, {"authors": "樫村修平|汐見太郎", "published": "2025-07"}),
            ("entities", 0, {"verdict": "reject 却下", "scope": "document この文書", "comment": "一般名詞"}),
            ("entities", 1, {"verdict": "修正", "name": "別の名", "scope": "all"}),
            ("dates", days[0], {"verdict": "accept 承認"}),
            ("dates", days[1], {"verdict": "correct", "value": "2024-03"}),
            ("dates", days[2], {"value": "2023/2024", "mod": "APPROX", "comment": "=1+1 ではない"}),
            ("dates", days[3], {"verdict": "却下"}),
            ("quantities", 0, {"value": "00123", "unit": "人", "kind": "count"}),
            ("problems", 0, {"verdict": "Accept"}),
        ],
        lambda book: text_cell(book["dates"], days[2], "comment"),
    )
    assert imported(file, memo_outputs) == Imported({"correct": 5, "reject": 2, "accept": 2}, 0, ())
    assert read(blank.parent / "reviews") == [
        direct(memo_outputs, "correct", "documents", 0, {"authors": "樫村修平|汐見太郎", "published": "2025-07"}),
        direct(memo_outputs, "reject", "entities", 0, scope="document", comment="一般名詞"),
        direct(memo_outputs, "correct", "entities", 1, {"name": "別の名"}, scope="all"),
        direct(memo_outputs, "accept", "dates", days[0]),
        direct(memo_outputs, "correct", "dates", days[1], {"value": "2024-03"}),
        direct(memo_outputs, "correct", "dates", days[2], {"value": "2023/2024", "mod": "APPROX"}, comment="=1+1 ではない"),
        direct(memo_outputs, "reject", "dates", days[3]),
        direct(memo_outputs, "correct", "quantities", 0, {"value": "00123", "unit": "人", "kind": "count"}),
        direct(memo_outputs, "accept", "problems", 0),
    ]


def text_cell(sheet: Worksheet, line: int, name: str) -> None:
    """Types a cell as text, as one with the format @ is in a spreadsheet."""
    sheet.cell(line + 2, names(sheet).index(name) + 1).data_type = "s"


@pytest.mark.parametrize("table", MENTIONS)
def test_a_mention_is_moved_by_its_words(memo_outputs: Path, blank: Path, table: str) -> None:
    rows = document(memo_outputs, MEMO)
    index, row = next((n, row) for n, row in enumerate(rows.tables[table]) if int(row["start"]) > 1)
    text, start, end = rows.sentences[row["sentence_id"]]["text"], int(row["start"]), int(row["end"])
    words = text[start - 2 : end]
    made = imported(edited(blank, [(table, index, {"text": words})]), memo_outputs)
    assert made == Imported({"correct": 1}, 0, ())
    assert read(blank.parent / "reviews") == [direct(memo_outputs, "correct", table, index, {"text": words, "offset": "-2"})]


def test_a_scope_goes_before_what_was_decided_about_the_row_itself(memo_outputs: Path, blank: Path) -> None:
    """Two decisions, as in the app: else the one about the row would go on holding there."""
    imported(edited(blank, [("entities", 0, {"verdict": "accept"})]), memo_outputs)
    file = edited(blank, [("entities", 0, {"role": "議題", "scope": "document"})])
    assert imported(file, memo_outputs) == Imported({"correct": 2}, 0, ())
    expected = [direct(memo_outputs, "correct", "entities", 0, {"role": "議題"}, scope=scope) for scope in ("document", "mention")]
    assert read(blank.parent / "reviews")[1:] == expected
    assert imported(file, memo_outputs) == Imported({}, 1, ())


@pytest.mark.parametrize("table", MENTIONS)
def test_what_another_reviewer_moved_is_accepted_where_it_is(memo_outputs: Path, blank: Path, table: str) -> None:
    index, row = next((n, row) for n, row in enumerate(document(memo_outputs, MEMO).tables[table]) if int(row["start"]) > 1)
    words = document(memo_outputs, MEMO).sentences[row["sentence_id"]]["text"][int(row["start"]) - 1 : int(row["end"])]
    imported(edited(blank, [(table, index, {"text": words})]), memo_outputs)
    second = blank.parent / "second.xlsx"
    export(memo_outputs, blank.parent / "reviews", second)
    assert column(load_workbook(second)[table], "text")[index] == words
    assert imported(edited(second, [(table, index, {"verdict": "accept"})]), memo_outputs, "鈴木") == Imported({"correct": 1}, 0, ())
    first, other = read(blank.parent / "reviews")
    assert other == replace(first, reviewer="鈴木")


ADDED = {
    "entities": ({"text": "見積書", "label": "PRODUCT", "name": "見積書"}),
    "dates": ({"text": "見積", "type": "DATE", "value": "2024-03"}),
    "quantities": ({"text": "見積", "kind": "count", "value": "3", "unit": "件"}),
}


@pytest.mark.parametrize("table", MENTIONS)
def test_a_missed_mention_is_added(memo_outputs: Path, blank: Path, table: str) -> None:
    rows = document(memo_outputs, MEMO)
    taken = {(row["sentence_id"], row["start"]) for row in rows.tables[table]}
    sentence = next(row for row in rows.sentences.values() if len(row["text"]) > 20 and (row["sentence_id"], "4") not in taken)
    typed = ADDED[table] | {"text": sentence["text"][4:12], "sentence_id": sentence["sentence_id"], "comment": "抜け"}
    file = edited(blank, [(f"add {table}", 3, typed)])
    assert imported(file, memo_outputs) == Imported({"add": 1}, 0, ())
    fields = {name: value for name, value in ADDED[table].items() if name != "text"}
    anchor = rows.sentence_stream.anchor(sentence["sentence_id"], 4, 12)
    expected = decisions.new(
        "add", table, reviewer="佐藤", document=rows.document, row=None, anchor=anchor, values=checked(table, fields, None), comment="抜け"
    )
    assert read(blank.parent / "reviews") == [same(expected)]
    assert imported(file, memo_outputs) == Imported({}, 1, ())
    third = edited(blank, [(f"add {table}", 4, typed | {"comment": "もう一度"})])
    told = import_(third, memo_outputs, blank.parent / "reviews", reviewer="鈴木").not_taken
    assert [one.reason for one in told] == ["this stands in the table already"]
    (row,) = [one for one in apply(rows, decisions.Decisions(blank.parent / "reviews").read()).reviewed[table] if one.machine is None]
    assert row.now
    assert row.now["text"] == typed["text"]


def test_the_same_workbook_again_adds_nothing(memo_outputs: Path, blank: Path) -> None:
    file = edited(blank, [("dates", 0, {"verdict": "accept"}), ("quantities", 0, {"value": "7", "comment": "a\nb"})])
    assert imported(file, memo_outputs).made == {"accept": 1, "correct": 1}
    before = (blank.parent / "reviews" / decisions.FILE).read_bytes()
    assert imported(file, memo_outputs) == Imported({}, 2, ())
    kept = decisions.Decisions(blank.parent / "reviews")
    other = direct(memo_outputs, "reject", "dates", 0)
    rows = document(memo_outputs, MEMO)
    row = rows.tables["dates"][0]
    kept.append([decisions.new("reject", "dates", reviewer="鈴木", document=rows.document, row=row, anchor=other.anchor)])
    taken_back = kept.read().decisions[1]
    kept.append([decisions.new("undo", "dates", reviewer="佐藤", document=rows.document, row=None, anchor=other.anchor, of=taken_back.id)])
    assert imported(file, memo_outputs) == Imported({}, 2, ())
    assert (blank.parent / "reviews" / decisions.FILE).read_bytes().startswith(before)
    assert len(read(blank.parent / "reviews")) == 4


def test_another_word_about_a_row_is_a_decision(memo_outputs: Path, blank: Path) -> None:
    """Also one that was said before, where the reviewer has said something else since; and one of another reviewer."""
    for verdict in ("accept", "reject", "accept"):
        assert imported(edited(blank, [("dates", 0, {"verdict": verdict})]), memo_outputs).made == {verdict: 1}
    assert imported(edited(blank, [("dates", 0, {"verdict": "accept"})]), memo_outputs, "鈴木").made == {"accept": 1}


def test_a_corrected_row_is_corrected_further(memo_outputs: Path, blank: Path) -> None:
    """A second workbook shows the first correction; what is left as it is gives nothing, and a further change keeps the first."""
    at = 0
    imported(edited(blank, [("quantities", at, {"value": "7"}), ("quantities", at + 1, {"value": "8"})]), memo_outputs)
    second = blank.parent / "second.xlsx"
    export(memo_outputs, blank.parent / "reviews", second)
    assert column(load_workbook(second)["quantities"], "value")[at] == "7"
    assert imported(edited(second), memo_outputs) == Imported({}, 0, ())
    assert imported(edited(second, [("quantities", at, {"verdict": "correct"})]), memo_outputs) == Imported({}, 1, ())
    assert imported(edited(second, [("quantities", at, {"item": "船"})]), memo_outputs).made == {"correct": 1}
    assert read(blank.parent / "reviews")[-1] == direct(memo_outputs, "correct", "quantities", 0, {"value": "7", "item": "船"})
    other = import_(
        edited(second, [("quantities", at + 1, {"verdict": "accept"})]), memo_outputs, blank.parent / "reviews", reviewer="鈴木"
    )
    assert other.made == {"correct": 1}
    machine = document(memo_outputs, MEMO).tables["quantities"][1]
    assert imported(edited(second, [("quantities", at + 1, {"value": machine["value"]})]), memo_outputs).made == {"accept": 1}
    assert [dict(one.values) for one in read(blank.parent / "reviews")[-2:]] == [{"value": "8"}, {}]


def test_a_row_that_a_reviewer_added_is_rejected(memo_outputs: Path, blank: Path) -> None:
    rows = document(memo_outputs, MEMO)
    sentence = next(row for row in rows.sentences.values() if len(row["text"]) > 20)
    added = {"sentence_id": sentence["sentence_id"], "text": sentence["text"][4:12], "type": "DATE", "value": "2024-03"}
    imported(edited(blank, [("add dates", 0, added)]), memo_outputs)
    second = blank.parent / "second.xlsx"
    export(memo_outputs, blank.parent / "reviews", second)
    at = column(load_workbook(second)["dates"], "decided").index("add 追加")
    assert imported(edited(second, [("dates", at, {"verdict": "reject"})]), memo_outputs) == Imported({"reject": 1}, 0, ())
    now = apply(rows, decisions.Decisions(blank.parent / "reviews").read())
    assert all(one.machine for one in now.reviewed["dates"])


def shuffled(book: Workbook) -> None:
    """Sheets renamed and in another order, lines sorted otherwise, some deleted, blank ones between, a title above, a column apart."""
    sheet = book["dates"]
    lines = [[(copy(cell.value), cell.data_type) for cell in line] for line in sheet.iter_rows(min_row=2)]
    kept = [line for number, line in enumerate(lines) if number % 5]
    random.Random(1).shuffle(kept)
    sheet.delete_rows(2, len(lines))
    for number, line in enumerate(kept):
        for at, (value, kind) in enumerate(line, start=1):
            cell = sheet.cell(2 + 2 * number, at, value)
            cell.data_type = kind
    sheet.insert_rows(1, 2)
    sheet["B1"] = "私の表"
    sheet.insert_cols(1)
    sheet["A5"] = "memo"
    for one in book:
        one.title = f"表 {one.title}"
    book.move_sheet("表 dates", 5)
    book.create_sheet("notes of mine", 0)["A1"] = "x"


def test_sorted_and_renamed_is_the_same(memo_outputs: Path, blank: Path) -> None:
    count = len(document(memo_outputs, MEMO).tables["dates"])
    edits: list[Edit] = [("dates", n, {"verdict": "accept" if n % 2 else "reject"}) for n in range(count)]
    result = imported(edited(blank, edits, shuffled), memo_outputs)
    kept = [n for n in range(count) if n % 5]
    assert result.not_taken == ()
    made = sorted(read(blank.parent / "reviews"), key=lambda one: one.row_id)
    expected = [direct(memo_outputs, "accept" if n % 2 else "reject", "dates", n) for n in kept]
    assert made == sorted(expected, key=lambda one: one.row_id)


def test_sorting_without_the_hidden_columns_is_told(memo_outputs: Path, blank: Path) -> None:
    def shift(book: Workbook) -> None:
        sheet = book["entities"]
        last = len(names(sheet))
        keys = [sheet.cell(line, last).value for line in range(2, sheet.max_row + 1)]
        for line, key in enumerate([*keys[1:], keys[0]], start=2):
            sheet.cell(line, last).value = key

    result = imported(edited(blank, [("entities", n, {"verdict": "accept"}) for n in range(9)], shift), memo_outputs)
    assert {one.reason.partition(" (")[0] for one in result.not_taken} == {"its columns belong to different rows"}
    assert len(result.not_taken) == len(document(memo_outputs, MEMO).tables["entities"])


# sheet, what is typed in a line of its own → column and reason
REFUSED: list[tuple[str, Mapping[str, Any], str, str]] = [
    ("dates", {"value": "2024-13"}, "value", ""),
    ("dates", {"value": "=1+1"}, "value", "a formula; type the value itself"),
    ("dates", {"earliest": "2024"}, "earliest", ""),
    ("dates", {"type": "DAY"}, "type", ""),
    ("dates", {"value": None}, "value", "cannot be empty"),
    ("dates", {"value": datetime(2024, 1, 2)}, "value", "made a date"),
    ("dates", {"verdict": "maybe"}, "verdict", "'maybe' is none of accept 承認, correct 修正, reject 却下"),
    ("dates", {"verdict": "accept", "value": "2024"}, "verdict", "accept, but value was changed"),
    ("dates", {"verdict": "reject", "value": "2024"}, "verdict", "reject, but value was changed"),
    ("dates", {"verdict": "correct"}, "verdict", "nothing was changed"),
    ("dates", {"comment": "?"}, "verdict", "needs a verdict"),
    ("dates", {"text": "どこにもない語"}, "text", "does not stand in the sentence where the mention is"),
    ("dates", {"text": None}, "text", "no words are left"),
    ("quantities", {"value": "many"}, "value", ""),
    ("quantities", {"item": 12}, "item", "made the number 12"),
    ("quantities", {"value": 1e16}, "value", "made the number 1e+16"),
    ("entities", {"text": "首脳会合", "scope": "document"}, "scope", "hold for this mention only"),
    ("entities", {"entity_id": "XYZ"}, "entity_id", ""),
    ("entities", {"verdict": "accept", "scope": "all"}, "scope", "only what is corrected or rejected"),
    ("entities", {"scope": "all"}, "verdict", "needs a verdict"),
    ("documents", {"verdict": "reject"}, "verdict", "a document cannot be rejected"),
    ("dates", {"verdict": "accept", "comment": "長" * 2001}, "comment", "more than 2000 characters"),
    ("dates", {"verdict": "accept", "row:dates": "{}"}, "row", "its hidden cell was changed"),
    ("dates", {"verdict": "accept", "row:dates": None}, "row", "its hidden cell is empty"),
    ("add dates", {"sentence_id": f"{MEMO}:s1", "text": "x", "type": "DATE", "value": "2024"}, "sentence_id", f"there is no sentence {MEMO}:s1"),
    ("add dates", {"sentence_id": "nowhere:s1", "text": "x"}, "doc_id", "there is no document 'nowhere'"),
    ("add dates", {"text": "x"}, "sentence_id", "sentence_id is empty"),
    ("add dates", {"sentence_id": f"{MEMO}:s134"}, "text", "text is empty"),
    ("add dates", {"sentence_id": f"{MEMO}:s134", "text": "NATO"}, "type", ""),
    ("add dates", {"sentence_id": f"{MEMO}:s134", "text": "ない語"}, "text", "does not stand in the sentence"),
    ("add dates", {"sentence_id": f"{MEMO}:s134", "text": "NATO", "which": "x"}, "which", "'x' is not 1, 2, 3 …"),
    ("add dates", {"sentence_id": f"{MEMO}:s134", "text": "NATO", "which": 9}, "which", "stands 1 times"),
]  # fmt: skip


def test_what_is_not_valid_is_told_and_the_rest_is_taken(memo_outputs: Path, blank: Path, days: list[int]) -> None:
    free = {
        "documents": iter(range(1)),
        "dates": iter(days),
        "entities": iter(range(9)),
        "quantities": iter(range(9)),
        "add dates": iter(range(50)),
    }
    at = [(sheet, next(free[sheet])) for sheet, *_ in REFUSED]
    good = next(free["dates"])
    edits: list[Edit] = [(sheet, line, typed) for (sheet, line), (_, typed, _, _) in zip(at, REFUSED, strict=True)]
    result = imported(edited(blank, [*edits, ("dates", good, {"verdict": "accept"})]), memo_outputs)
    told = {(one.sheet, one.line - 2): one for one in result.not_taken}
    for place, (_, typed, field, reason) in zip(at, REFUSED, strict=True):
        one = told.pop(place)
        assert (one.field, reason in one.reason) == (field, True), (typed, one)
    assert told == {}
    assert read(blank.parent / "reviews") == [direct(memo_outputs, "accept", "dates", good)]


# what a spreadsheet makes of what was typed → the value that is meant
MANGLED: list[tuple[str, str, Any, str, str]] = [
    ("dates", "value", 2024, "General", "2024"),
    ("dates", "value", 2024.0, "General", "2024"),
    ("dates", "value", datetime(2024, 3, 1), "mmm-yy", "2024-03"),
    ("dates", "value", datetime(2024, 3, 1), 'yyyy"年"m"月"', "2024-03"),
    ("dates", "value", datetime(2024, 3, 5), "yyyy/m/d", "2024-03-05"),
    ("quantities", "value", 123456.5, "General", "123456.5"),
    ("quantities", "value", 190200000000, "0.00E+00", "190200000000"),
]


@pytest.mark.parametrize(("table", "field", "value", "form", "meant"), MANGLED)
def test_what_a_spreadsheet_made_of_a_value_is_taken_back(
    memo_outputs: Path, blank: Path, days: list[int], table: str, field: str, value: Any, form: str, meant: str
) -> None:
    line = days[0] if table == "dates" else 0

    def format_(book: Workbook) -> None:
        sheet = book[table]
        sheet.cell(line + 2, names(sheet).index(field) + 1).number_format = form

    result = imported(edited(blank, [(table, line, {field: value})], format_), memo_outputs)
    assert result == Imported({"correct": 1}, 0, ())
    assert read(blank.parent / "reviews") == [direct(memo_outputs, "correct", table, line, {field: meant})]


def test_a_copied_line_is_taken_once_and_one_that_contradicts_not_at_all(memo_outputs: Path, blank: Path) -> None:
    def copied(book: Workbook) -> None:
        sheet = book["dates"]
        for at, verdict in ((2, "accept"), (3, "reject")):
            sheet.append([cell.value for cell in sheet[at]])
            sheet.cell(sheet.max_row, 1).value = verdict

    edits: list[Edit] = [("dates", n, {"verdict": "accept"}) for n in (0, 1)]
    result = imported(edited(blank, edits, copied), memo_outputs)
    assert result.made == {"accept": 1}
    assert [one.reason.partition(" are of")[2] for one in result.not_taken] == [" the same row and say different things"] * 2
    assert read(blank.parent / "reviews") == [direct(memo_outputs, "accept", "dates", 0)]


@pytest.fixture(scope="module")
def changed_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The memo again, with a paragraph before its second section and a date of its text written otherwise."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "raw").mkdir()
    text = (RAW / f"{MEMO}.txt").read_text(encoding="utf-8")
    at = text.index("\n", len(text) // 3)
    changed = f"{text[:at]}\n1999年1月に別の会合が開かれた。{text[at:]}"
    gone = document_date(changed)
    (folder / "raw" / f"{MEMO}.txt").write_text(changed.replace(gone, "先日"), encoding="utf-8")
    assert run([folder / "raw"], folder / "outputs", settings=Settings(workers=1)).failed == ()
    return folder / "outputs"


def document_date(text: str) -> str:
    """Words of the memo that name a day, and that are taken out of it."""
    assert text.count("2026年7月7日〜8日") == 1
    return "2026年7月7日〜8日"


def test_rows_are_placed_where_the_outputs_have_changed(memo_outputs: Path, changed_outputs: Path, blank: Path) -> None:
    """With what was read when it was exported, where its words are still there; the row whose words are gone is told."""
    rows = document(memo_outputs, MEMO).tables["dates"]
    gone = next(n for n, row in enumerate(rows) if row["text"] == "2026年7月7日～8日")
    edits: list[Edit] = [("dates", n, {"verdict": "reject"}) for n in range(len(rows))]
    result = imported(edited(blank, edits), changed_outputs)
    assert sorted((one.line, one.field) for one in result.not_taken) == [(gone + 2, "row")]
    kept = [n for n in range(len(rows)) if n != gone]
    assert read(blank.parent / "reviews") == [direct(memo_outputs, "reject", "dates", n) for n in kept]
    now = apply(document(changed_outputs, MEMO), decisions.Decisions(blank.parent / "reviews").read())
    assert [one.now["text"] for one in now.reviewed["dates"] if one.now] == ["1999年1月"]


def test_a_sentence_that_reads_otherwise_takes_no_mention(changed_outputs: Path, blank: Path) -> None:
    """Its id may have come to another sentence."""
    sentence = next(row for row in document(changed_outputs, MEMO).sentences.values() if "1999年1月" in row["text"])
    typed = {"sentence_id": sentence["sentence_id"], "text": "会合", "label": "EVENT", "name": "会合"}
    result = imported(edited(blank, [("add entities", 0, typed)]), changed_outputs)
    assert result.not_taken == (NotTaken("add entities", 2, "sentence_id", "the sentence does not read any more as it did; export anew"),)


def test_a_report_that_is_not_there_is_told(memo_outputs: Path, sample_outputs: Path, tmp_path: Path) -> None:
    export(sample_outputs, tmp_path, tmp_path / "review.xlsx")
    other = column(load_workbook(tmp_path / "review.xlsx")["dates"], "doc_id")[0]
    assert other != MEMO
    result = imported(edited(tmp_path / "review.xlsx", [("dates", 0, {"verdict": "accept"})]), memo_outputs)
    assert result == Imported({}, 0, (NotTaken("dates", 2, "doc_id", f"there is no document {other!r} in the outputs"),))
