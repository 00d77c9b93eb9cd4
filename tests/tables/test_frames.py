"""Tables as DataFrames: typed, with empty cells as missing values, and "NA" as what it says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.model import PipelineError
from pipeline.tables import schema
from tests.test_golden import GOLDEN, rows


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_a_table_has_its_rows_and_types(table: schema.Table) -> None:
    frame = pipeline.frame(GOLDEN, table.name)
    assert list(frame.columns) == table.names
    assert len(frame) == len(rows(GOLDEN / f"{table.name}.csv"))
    expected = {"string": pd.StringDtype(), "integer": pd.Int64Dtype(), "number": pd.Float64Dtype()}
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {c.name: str(expected[c.type]) for c in table.columns}


def test_cells_are_as_they_stand(tmp_path: Path) -> None:
    names = next(table.names for table in schema.TABLES if table.name == "dates")
    cells = dict.fromkeys(names, "") | {"text": "NA", "start": "3", "score": "0.5"}
    (tmp_path / "dates.csv").write_text(",".join(names) + "\n" + ",".join(cells.values()) + "\n", encoding="utf-8-sig")
    (row,) = pipeline.frame(str(tmp_path), "dates").itertuples()
    assert (row.text, row.start, row.score) == ("NA", 3, 0.5)
    assert row.value is pd.NA


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no table 'date'; there are documents, "):
        pipeline.frame(tmp_path, "date")
    with pytest.raises(PipelineError, match="nids-pipeline run"):
        pipeline.frame(tmp_path, "dates")
