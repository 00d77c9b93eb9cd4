"""The CSVs of a run → DataFrames, each column of the type its schema declares."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.storage import Place
from pipeline.tables import schema

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {"string": "string", "integer": "Int64", "number": "Float64"}  # types that have a missing value


def frame(output: str | Place, name: str) -> pd.DataFrame:
    """The table `name` (`dates`) in an output folder; an empty cell is a missing value.

    Raises `PipelineError` for a table that there is not.
    """
    table = next((table for table in schema.TABLES if table.name == name), None)
    if table is None:
        raise PipelineError(f"there is no table {name!r}; there are {', '.join(table.name for table in schema.TABLES)}")
    file = storage.place(output) / f"{name}.csv"
    data = storage.get(file)
    if data is None:
        raise PipelineError(f"{file}: there is no such file; `nids-pipeline run` makes it")
    import pandas as pd

    types = {column.name: _TYPES[column.type] for column in table.columns}
    return pd.read_csv(BytesIO(data), encoding="utf-8-sig", dtype=types, na_values=[""], keep_default_na=False)
