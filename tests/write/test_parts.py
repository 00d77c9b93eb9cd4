"""A part holds what the tables need of a document, the same bytes each time, and nothing of an earlier attempt."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from upath import UPath

from pipeline.model import Name, PipelineError
from pipeline.tables import schema
from pipeline.tables.namings import namings
from pipeline.write.faults import PartError
from pipeline.write.part_files import FILES, TEXT, Part, read_part
from pipeline.write.parts import write_part
from tests.write.documents import TABLES, citation, document, failed

NAMED = [("ロシア", Name("GPE", "state", (("RUS", "ロシア"),))), ("中露", Name("GPE", "state", (("CHN", "中国"), ("RUS", "\ud800"))))]
DAMAGED = r"^memory://damaged/part: this part is damaged \(.*\); delete the folder and run again$"
MADE = document("made", ["=海\ud800", "空,は青い。"], NAMED, [[citation("海の政治学"), citation("", "ibid", refers_to=0)]], [["=1", "2"]])


def files(folder: Path | UPath) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_rows_and_files(tmp_path: Path) -> None:
    rows = write_part(tmp_path, MADE)
    assert rows == {
        "documents": 1, "sentences": 2, "entities": 3, "notes": 1, "citations": 2, "evidence": 2, "figures": 1, "table_cells": 2, "problems": 1,
    }  # fmt: skip
    assert files(tmp_path).keys() == {f"{name}.parquet" for name in rows} | {"_namings.parquet", "_works.parquet", "_sha256.json", TEXT}
    assert files(tmp_path)[TEXT] == "=海\ud800\n空,は青い。".encode("utf-8", "surrogatepass")


def test_cells_are_text_as_the_csv_prints_it(tmp_path: Path) -> None:
    write_part(tmp_path, MADE)
    table = parquet.read_table(tmp_path / "sentences.parquet")
    assert table.column_names == TABLES["sentences"].names
    assert [row["text"] for row in table.to_pylist()] == [" =海?", "空,は青い。"]
    assert table.column("raw_start").to_pylist() == ["0", "4"]


def test_what_is_counted_later_is_kept_as_it_is(tmp_path: Path) -> None:
    write_part(tmp_path, MADE)
    assert read_part(tmp_path).namings() == namings(MADE)
    assert [(row["title"], row["citations"]) for row in read_part(tmp_path).works()] == [("海の政治学", 2)]


def test_same_document_same_bytes_wherever_it_is_written(tmp_path: Path) -> None:
    store = UPath("memory://same-bytes/part")
    for folder in (tmp_path / "a" / "b", tmp_path / "c", store):
        write_part(folder, MADE)
        write_part(folder, MADE)
    assert files(tmp_path / "a" / "b") == files(tmp_path / "c") == files(store)


@pytest.mark.parametrize("remote", [False, True])
def test_nothing_is_left_of_an_earlier_attempt(tmp_path: Path, remote: bool) -> None:
    folder = UPath("memory://earlier/part") if remote else tmp_path
    write_part(folder, MADE)
    (folder / "outcome.json").write_bytes(b"{}")
    assert write_part(folder, failed("made")) == {"documents": 1, "problems": 1}
    assert files(folder).keys() == {"documents.parquet", "problems.parquet", "_sha256.json", "outcome.json"}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PipelineError, match=r"file/part/.*parquet: cannot be written \(Not a directory\)"):
        write_part(tmp_path / "file" / "part", MADE)


@cache
def whole() -> dict[str, bytes]:
    folder = UPath("memory://whole/part")
    write_part(folder, MADE)
    return files(folder)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(whole())), st.data(), st.integers(0, 255))
def test_a_damaged_part_is_found_out(name: str, data: st.DataObject, change: int) -> None:
    """A byte that is changed, an end that is cut off; and, whichever it is, a file that is missing."""
    folder = UPath("memory://damaged/part")
    for other, held in whole().items():
        (folder / other).write_bytes(held)
    held = bytearray(whole()[name])
    place = data.draw(st.integers(0, len(held) - 1))
    if change:
        held[place] ^= change
    else:
        del held[place:]
    (folder / name).write_bytes(bytes(held))
    with pytest.raises(PartError, match=DAMAGED):
        read_part(folder)
    (folder / name).unlink()
    with pytest.raises(PartError, match=DAMAGED):
        read_part(folder)


def test_what_lists_the_files_is_no_list(tmp_path: Path) -> None:
    for held in (b"1", b"[]", b"{}", b"[1]", b'"x"', b"\xff"):
        (tmp_path / "_sha256.json").write_bytes(held)
        with pytest.raises(PartError, match="this part is damaged"):
            read_part(tmp_path)


def test_columns_of_another_version() -> None:
    made = Part(Path("made"), whole())
    with pytest.raises(PartError, match="another version"):
        list(made.batches(replace(TABLES["sentences"], columns=TABLES["sentences"].columns[:3])))


def test_files_of_a_part_are_told_from_others() -> None:
    assert "outcome.json" not in FILES
    assert len(set(FILES)) == len(TABLES) - len(schema.GATHERED) + 4
