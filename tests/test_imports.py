"""What a process loads before its first document: libraries that it does not need would be paid for by each of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

# imported → what must not come with it
NOT_LOADED = [
    ("pipeline.tables.schema", ("pipeline.extract", "pipeline.resolve", "pyarrow", "numpy")),
    ("pipeline.write.datapackage", ("pipeline.extract", "pipeline.resolve", "pyarrow", "numpy")),
    ("pipeline.write.merge", ("pipeline.extract", "pipeline.resolve", "pipeline.structure", "pandas", "spacy")),
    ("pipeline.engine.run", ("pipeline.extract", "pipeline.resolve", "pipeline.structure", "pyarrow", "pandas", "spacy")),
    ("pipeline.engine.work", ("edtf", "pint", "ucumvert", "pyparsing", "lark", "pyarrow.compute", "pandas", "spacy")),
]


@pytest.mark.parametrize(("module", "unwanted"), NOT_LOADED, ids=[module for module, _ in NOT_LOADED])
def test_a_process_loads_what_it_needs(module: str, unwanted: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {unwanted} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"


def test_writing_tables_loads_no_pandas() -> None:
    code = (
        "import sys; from pipeline.write.arrays import arrays, exact, numbers; from pipeline.write.csv import lines; "
        "lines(arrays([['a, b', 'c'], ['d', 'e']])); exact(['\\ud800']); numbers([1]); print('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "False"
