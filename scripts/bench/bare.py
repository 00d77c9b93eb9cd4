"""A text file → bare GiNZA over its lines that are not empty, default settings, one process: what whole runs are measured against."""

from __future__ import annotations

import sys
from pathlib import Path

import spacy


def main() -> None:
    """Loads the model named first and reads the file named second; the parses are let go one by one."""
    model, file = sys.argv[1:]
    lines = [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
    for _ in spacy.load(model).pipe(lines):
        pass


if __name__ == "__main__":
    main()
