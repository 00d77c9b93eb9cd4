"""Paths given to a run → the documents to process, each with an id that stays the same from run to run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import PipelineError

_NOT_IN_ID = re.compile(r"[^\w]+")
_LONGEST_ID = 120  # bytes: with an ending it fits every file system
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)  # no file's name on Windows


@dataclass(frozen=True, slots=True)
class Input:
    """A file to process: its id, its name below the folder that was given, and whether another input had the same name."""

    doc_id: str
    name: str
    path: Path
    shared_name: bool = False


def find(paths: Sequence[Path]) -> list[Input]:
    """The files named, and all files below the folders named, sorted by id.

    Hidden files and a folder's README are passed over. A file that is named but missing
    stays: its row in documents.csv says so. A folder that holds no file is an error.
    """
    named: list[tuple[str, Path]] = []
    for path in paths:
        if path.is_dir():
            below = _below(path)
            if not below:
                raise PipelineError(f"{path}: no reports in this folder; put some there, or name files")
            named += [(file.relative_to(path).as_posix(), file) for file in below]
        else:
            named.append((path.name, path))
    unique = {file.absolute(): (name, file) for name, file in named}
    ids = Counter(doc_id(name) for name, _ in unique.values())
    inputs = {item.doc_id: item for item in (_input(name, file, ids[doc_id(name)] > 1) for name, file in unique.values())}
    return [inputs[one] for one in sorted(inputs)]


def _below(folder: Path) -> list[Path]:
    try:
        return [file for file in sorted(folder.rglob("*")) if file.is_file() and not _passed_over(file.relative_to(folder))]
    except OSError as error:
        raise PipelineError(f"{folder}: cannot be listed ({error.strerror})") from error


def doc_id(name: str) -> str:
    """`report.txt` → `report`; a name that loses or changes a character on the way (2024/report.txt, report.pdf) carries a part made of it.

    The id depends on the name alone, two names never give one id, and it is short enough to be a file's name.
    """
    stem = unicodedata.normalize("NFC", name[: -len(".txt")] if name.endswith(".txt") else name)
    plain = _NOT_IN_ID.sub("-", stem).strip("-")
    kept = plain.encode("utf-8", "ignore")[:_LONGEST_ID].decode("utf-8", "ignore")
    if kept == stem and name.endswith(".txt") and kept == kept.lower() and kept.upper() not in _RESERVED:
        return kept
    return f"{kept or 'document'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def _passed_over(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts) or relative.name.upper() in ("README.MD", "README.TXT", "README")


def _input(name: str, file: Path, shared: bool) -> Input:
    """Two inputs with one name below the folders given are told apart by what they hold."""
    if not shared:
        return Input(doc_id(name), name, file)
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
    except OSError:
        digest = "unread"
    return Input(f"{doc_id(name)}-{digest}", name, file, shared_name=True)
