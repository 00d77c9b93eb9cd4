"""Columns of cells → Arrow arrays of strings.

Apart from `csv`, which joins them: a process that writes parts does not need Arrow's functions, which take 40 ms to load. The arrays are
made of their bytes, as `pyarrow.array` asks of whatever it is given whether it is something of pandas, and loads pandas for that: 0.3 s.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

import pyarrow as pa


def arrays(columns: Sequence[Sequence[str]]) -> list[pa.Array]:
    """Columns of cells as Arrow holds them; half a surrogate pair, which no UTF-8 can hold, is printed as `?`."""
    return [_array(column) for column in columns]


def text(value: str) -> pa.StringScalar:
    """One string, as an argument of Arrow's functions."""
    return _array([value])[0]


def exact(values: Iterable[str]) -> pa.Array:
    """Strings as bytes, halves of surrogate pairs kept."""
    return _held([value.encode("utf-8", "surrogatepass") for value in values], pa.binary())


def numbers(values: Iterable[int]) -> pa.Array:
    """Whole numbers."""
    held = array("q", values)
    return pa.Array.from_buffers(pa.int64(), len(held), [None, pa.py_buffer(held)])


def _array(cells: Sequence[str]) -> pa.Array:
    try:
        return _held([cell.encode() for cell in cells], pa.string())
    except UnicodeEncodeError:
        return _held([cell.encode("utf-8", "replace") for cell in cells], pa.string())


def _held(values: Sequence[bytes], kind: pa.DataType) -> pa.Array:
    ends = array("i", accumulate(map(len, values), initial=0))
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(values))])
