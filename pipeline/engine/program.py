"""What besides a document and the settings its rows depend on: this program and the libraries that read text for it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_FILES = (".py", ".toml", ".csv", ".json")
# What works on rows that are made: no document is read again because of a change there.
_AFTERWARDS = frozenset(("commands", "compare", "evaluate", "report", "review"))
_AFTERWARDS_DATA = ("report_words", "review_")  # how the files in data/ begin that only those read
# Libraries whose version can change a row, as packages are called.
_LIBRARIES = (
    *("spacy", "thinc", "ginza", "ja-ginza", "SudachiPy", "SudachiDict-core", "numpy"),
    *("pypdfium2", "pdfplumber", "lxml", "readability-lxml", "pyahocorasick"),
)


@cache
def versions() -> dict[str, str]:
    """The libraries and their versions; "" for one that is not installed."""
    return {name: _version(name) for name in _LIBRARIES}


@cache
def fingerprint() -> str:
    """Changes whenever code, rules, lists or libraries do that a document's rows depend on, so that it is then read again."""
    return _digest([file for file in _files() if not _is_afterwards(file)])


@cache
def whole() -> str:
    """Changes whenever anything of the program does, so that the tables are then put together again."""
    return _digest(_files())


def _is_afterwards(file: Path) -> bool:
    return file.parts[0] in _AFTERWARDS or (file.parts[0] == "data" and file.name.startswith(_AFTERWARDS_DATA))


def _files() -> list[Path]:
    """All of the program that can change what it gives, by path below the package."""
    found = []
    for folder, folders, names in os.walk(_ROOT):
        folders[:] = [name for name in folders if name != "__pycache__"]
        below = Path(folder).relative_to(_ROOT)
        found += [below / name for name in names if name.endswith(_FILES)]
    return sorted(found)


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(repr(sorted(versions().items())).encode())
    for file in files:
        digest.update(f"\0{file.as_posix()}\0".encode())
        digest.update((_ROOT / file).read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
