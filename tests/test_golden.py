"""The three sample reports give exactly the tables in tests/golden, whatever the number of workers and with or without cache.

`make golden` writes the files anew; this test never does.
"""

from __future__ import annotations

import csv
import difflib
from pathlib import Path

import pytest

from pipeline.engine.run import run
from pipeline.settings import Settings
from pipeline.tables import schema

RAW = Path(__file__).parents[1] / "raw"
GOLDEN = Path(__file__).parent / "golden"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    result = run([RAW], folder, settings=Settings(cache=True))
    assert result.failed == ()
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", [table.name for table in schema.TABLES])
def test_table_is_as_it_was(outputs: Path, name: str) -> None:
    golden = GOLDEN / f"{name}.csv"
    assert golden.exists(), f"{golden} is missing: write it with `make golden` and read it before committing"
    made, kept = (file.read_text(encoding="utf-8-sig") for file in (outputs / f"{name}.csv", golden))
    difference = list(difflib.unified_diff(kept.splitlines(), made.splitlines(), "golden", "now", lineterm="", n=0))
    assert not difference, "\n".join(difference[:40])


def test_there_is_no_golden_file_without_a_table() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {f"{table.name}.csv" for table in schema.TABLES}


def test_same_bytes_again_from_the_cache_and_with_two_workers(outputs: Path, tmp_path: Path) -> None:
    first = {file.name: file.read_bytes() for file in outputs.glob("*.csv")}
    run([RAW], outputs, settings=Settings(cache=True))
    assert {file.name: file.read_bytes() for file in outputs.glob("*.csv")} == first
    run([RAW], tmp_path, settings=Settings(cache=False, workers=2))
    assert {file.name: file.read_bytes() for file in tmp_path.glob("*.csv")} == first


def test_a_document_alone_has_the_same_rows(outputs: Path, tmp_path: Path) -> None:
    """Ids and rows of a document do not depend on which others are processed with it."""
    run([RAW / "sample-memo.txt"], tmp_path, settings=Settings(cache=False))
    for name in ("documents", "sections", "sentences", "dates", "quantities", "notes", "citations", "figures", "problems"):
        alone = rows(tmp_path / f"{name}.csv")
        assert alone == [row for row in rows(outputs / f"{name}.csv") if row["doc_id"] == "sample-memo"]


@pytest.mark.parametrize("name", ["entities", "dates", "quantities"])
def test_every_mention_stands_where_its_row_says(outputs: Path, name: str) -> None:
    sentences = {row["sentence_id"]: row for row in rows(outputs / "sentences.csv")}
    sources = {
        row["doc_id"]: (outputs / "text" / f"{row['doc_id']}.txt").read_text(encoding="utf-8") for row in rows(outputs / "documents.csv")
    }
    found = rows(outputs / f"{name}.csv")
    assert found
    for row in found:
        sentence = sentences[row["sentence_id"]]
        assert sentence["text"][int(row["start"]) : int(row["end"])] == row["text"]
        source = sources[row["doc_id"]][int(row["raw_start"]) : int(row["raw_end"])]
        assert plain(source) == plain(row["text"]), row


def plain(text: str) -> str:
    """Text as both the source and the tables print it: no white space, no note markers, one form of digits and dashes."""
    import re
    import unicodedata

    return unicodedata.normalize("NFKC", re.sub(r"[\s⁰¹²³⁴⁵⁶⁷⁸⁹]", "", text)).replace("~", "～").replace("〜", "～")
