"""Writes tests/golden anew from the sample reports in raw/. Read the diff before committing it: it is what users will see."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pipeline.engine.run import run
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"


def main() -> None:
    """Runs the pipeline without cache and keeps every table and the data package."""
    with tempfile.TemporaryDirectory() as folder:
        result = run([ROOT / "raw"], folder, settings=Settings(cache=False))
        if result.failed:
            raise SystemExit(f"not written: {result.failed[0].name}: {result.failed[0].error}")
        shutil.rmtree(GOLDEN, ignore_errors=True)
        GOLDEN.mkdir()
        for file in sorted(Path(folder).glob("*.csv")):
            shutil.copy(file, GOLDEN / file.name)


if __name__ == "__main__":
    main()
