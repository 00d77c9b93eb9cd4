"""What besides a document and the settings its rows depend on: this program and the libraries that read text for it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_FILES = frozenset((".py", ".toml", ".csv"))
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
    """Changes whenever code, rules, lists or libraries do, so that a document is then read again."""
    digest = hashlib.sha256(repr(sorted(versions().items())).encode())
    for file in sorted(path for path in _ROOT.rglob("*") if path.suffix in _FILES):
        digest.update(f"\0{file.relative_to(_ROOT).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
