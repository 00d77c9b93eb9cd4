"""Columns of cells → Arrow arrays of strings.

Apart from `csv`, which joins them: a process that writes parts does not need Arrow's functions, which take 40 ms to load.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa


def arrays(columns: Sequence[Sequence[str]]) -> list[pa.Array]:
    """Columns of cells as Arrow holds them; half a surrogate pair, which no UTF-8 can hold, is printed as `?`."""
    return [_array(column) for column in columns]


def _array(cells: Sequence[str]) -> pa.Array:
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([cell.encode("utf-8", "replace").decode() for cell in cells], pa.string())
