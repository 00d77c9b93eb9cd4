"""Folders of older versions, folders that were edited, and files that cannot be read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from upath import UPath

from pipeline.compare.folders import Folder
from pipeline.model import PipelineError
from tests.compare.made import Report, briefly, changes, compared, date, told, write, written

A = "海は2024年に荒れた。"
OLD, NEW = Report([A], [date(0, "2024年")]), Report([A], [date(0, "2024年", value="2023")])


def without(path: Path, *columns: str) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    write(path, [name for name in rows[0] if name not in columns], [{k: v for k, v in row.items() if k not in columns} for row in rows])


def test_a_table_that_one_folder_lacks_is_told(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    (old / "figures.csv").unlink()
    (new / "problems.csv").unlink()
    assert told(old, new) == (
        "figures: only the new folder has this table; it is not compared",
        "problems: only the old folder has this table; it is not compared",
    )
    assert [briefly(change) for change in changes(old, new)] == ["changed dates value:2024→2023"]


def test_a_column_that_one_folder_lacks_is_told(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    without(old / "dates.csv", "value", "anchor_id")
    assert told(old, new) == ("dates: only the new folder has the column value, anchor_id; it is not compared",)
    assert changes(old, new) == []


@pytest.mark.parametrize("column", ["doc_id", "mention_id"])
def test_a_table_whose_rows_have_no_name_is_not_compared(tmp_path: Path, column: str) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    without(new / "dates.csv", column)
    assert told(old, new) == (f"dates: the new folder has no column {column}; the table is not compared",)
    assert "dates" not in {one.table for one in compared(old, new)}


def test_without_sentences_rows_are_paired_by_ids(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    (old / "sentences.csv").unlink()
    found = changes(old, new)
    assert [briefly(change) for change in found] == ["changed dates value:2024→2023"]
    assert found[0].quote.sentence == ""


# what was done to dates.csv → what the error says
DAMAGED = [
    (b"", "is empty, without even a header"),
    (b"mention_id,doc_id\nx,r,y\n", "line 2 has 3 cells and the header 2"),
    (b"mention_id,doc_id,doc_id\n", "two columns have one name"),
    (b"mention_id,doc_id\n\xff\xfe,r\n", "not a table that a run wrote"),
    (b'mention_id,doc_id\n"x"y,r\n', "not a table that a run wrote"),
    (b'mention_id,doc_id\n"x,r\n', "not a table that a run wrote"),
    (b"mention_id,doc_id\nb:d1,b\na:d1,a\n", "not sorted by document"),
]


@pytest.mark.parametrize(("data", "message"), DAMAGED, ids=[message for _, message in DAMAGED])
def test_a_damaged_table_is_an_error_that_names_it(tmp_path: Path, data: bytes, message: str) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    (new / "dates.csv").write_bytes(data)
    with pytest.raises(PipelineError, match=message) as raised:
        compared(old, new)
    assert str(raised.value).startswith(str(new / "dates.csv"))


def test_an_offset_that_is_no_number_is_an_error(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    text = (new / "dates.csv").read_text(encoding="utf-8")
    (new / "dates.csv").write_text(text.replace("2024年,2,7", "2024年,two,7"), encoding="utf-8")
    with pytest.raises(PipelineError, match=r"dates\.csv: r has 'two' for start"):
        compared(old, new)


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_without_tables_is_an_error(tmp_path: Path, made: bool) -> None:
    if made:
        (tmp_path / "none").mkdir()
    with pytest.raises(PipelineError, match="no tables are there"):
        Folder(tmp_path / "none")


def test_a_document_that_is_nowhere_is_an_error(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    with pytest.raises(PipelineError, match="no document s in either folder"):
        compared(old, new, documents=["r", "s"])


@pytest.mark.parametrize("end", ["\n", ""])
def test_rows_of_equal_files_are_counted_where_cells_have_line_ends(tmp_path: Path, end: str) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "documents.csv").write_text('\ufeffdoc_id,title\na,"one\n""two"",\n"\nb,x' + end, encoding="utf-8")
    (only,) = compared(old, new)
    assert (only.old, only.new, only.same) == (2, 2, 2)


def test_folders_in_a_store_are_compared_as_well(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    remote = UPath("memory://compare-folders")
    for file in new.iterdir():
        (remote / file.name).write_bytes(file.read_bytes())
    with Folder(remote) as folder:
        assert folder.files.keys() >= {"dates", "sentences"}
    assert [briefly(change) for change in changes(old, remote)] == ["changed dates value:2024→2023"]
