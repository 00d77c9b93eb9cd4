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
            below = [file for file in sorted(path.rglob("*")) if file.is_file() and not _passed_over(file.relative_to(path))]
            if not below:
                raise PipelineError(f"{path}: no reports in this folder; put some there, or name files")
            named += [(file.relative_to(path).as_posix(), file) for file in below]
        else:
            named.append((path.name, path))
    unique = {file.absolute(): (name, file) for name, file in named}
    ids = Counter(doc_id(name) for name, _ in unique.values())
    inputs = [_input(name, file, ids[doc_id(name)] > 1) for name, file in unique.values()]
    return sorted(inputs, key=lambda item: item.doc_id)


def doc_id(name: str) -> str:
    """`2024/report.txt` → `2024-report`; other formats keep their ending (`2024-report-pdf`): two can stand side by side."""
    stem = name[: -len(".txt")] if name.lower().endswith(".txt") else name
    return _NOT_IN_ID.sub("-", unicodedata.normalize("NFC", stem)).strip("-") or "document"


def _passed_over(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts) or relative.name.upper() in ("README.MD", "README.TXT", "README")


def _input(name: str, file: Path, shared: bool) -> Input:
    if not shared:
        return Input(doc_id(name), name, file)
    digest = hashlib.sha256(file.absolute().as_posix().encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Input(f"{doc_id(name)}-{digest}", name, file, shared_name=True)
