"""Paths and URLs given to a run → the documents to process, each with an id that stays the same from run to run."""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.storage import Facts, Place
from pipeline.storage.faults import told

_NOT_IN_ID = re.compile(r"[^\w]+")
_PIECE = 1 << 20  # bytes read at once
_LONGEST_ID = 120  # bytes: with an ending it fits every file system
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)  # no file's name on Windows


@dataclass(frozen=True, slots=True)
class Input:
    """A file to process: its id, its name below the folder that was given, and whether another input had the same name.

    `size` in bytes (None: missing, or not told) and `mark` (`storage.Facts`) are those of the moment it was found; they make no
    other input of it.
    """

    doc_id: str
    name: str
    path: Place
    shared_name: bool = False
    size: int | None = field(default=None, compare=False)
    mark: str = field(default="", compare=False)


def find(paths: Sequence[str | Place]) -> list[Input]:
    """The files named, and all files below the folders named, sorted by id; paths and URLs may be mixed.

    Hidden files and a folder's README are passed over. A file that is named but missing
    stays: its row in documents.csv says so. A folder that holds no file is an error.
    """
    unique = {_spot(item.path): item for path in paths for item in _named(path)}
    ids = Counter(item.doc_id for item in unique.values())
    inputs = {item.doc_id: item for item in (_told_apart(item) if ids[item.doc_id] > 1 else item for item in unique.values())}
    return [inputs[one] for one in sorted(inputs)]


def identity(item: Input, *, fresh: bool = False) -> str:
    """A digest that changes when what the file holds does: `sha256:…` of its bytes, "missing", or "unreadable".

    A file on an object store is not read for it: `etag:…` or `time:…` is what the store tells, as it was when the input was found or,
    with `fresh`, as it is now. Only where the store tells nothing the file is read. Raises `PipelineError` where the store does not answer.
    """
    if isinstance(item.path, Path):
        return _of_bytes(item.path)
    if item.mark and not fresh:
        return item.mark
    found = storage.facts(item.path)
    if found is None:
        return "missing"
    if found.kind != "file":
        return "unreadable"
    if found.mark:
        return found.mark
    with told(item.path, "read"):
        return _sha256(item.path)


def _named(path: str | Place) -> list[Input]:
    """The file that is named, or those in the folder that is."""
    given = storage.place(path)
    found = storage.facts(given)
    if found is None or found.kind != "folder":
        if isinstance(path, str) and path.endswith("/") and storage.is_remote(given):
            raise PipelineError(f"{path}: there is no such folder, or no report in it; put some there, or name files")
        return [_input(given.name, found or Facts(given, "other"))]
    named = [(_name_below(given, one.place), one) for one in storage.below(given)]
    below = [_input(name, one) for name, one in named if not _passed_over(PurePosixPath(name))]
    if not below:
        raise PipelineError(f"{given}: no reports in this folder; put some there, or name files")
    return below


def _name_below(folder: Place, file: Place) -> str:
    if isinstance(file, Path):
        return file.relative_to(str(folder)).as_posix()
    return file.path[len(getattr(folder, "path", "").rstrip("/")) + 1 :]


def _input(name: str, found: Facts) -> Input:
    return Input(doc_id(name), name, found.place, size=found.size, mark=found.mark)


def _spot(place: Place) -> Place:
    """Tells whether two places are one."""
    return place.absolute() if isinstance(place, Path) else place


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


def _passed_over(relative: PurePosixPath) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts) or relative.name.upper() in ("README.MD", "README.TXT", "README")


def _told_apart(item: Input) -> Input:
    """Two inputs with one name below the folders given are told apart by what they hold."""
    held = identity(item).partition(":")[2]
    return replace(item, doc_id=f"{item.doc_id}-{held[:8] or 'unread'}", shared_name=True)


def _of_bytes(path: Path) -> str:
    """A pipe or a device might never end: it is not read at all."""
    try:
        return _sha256(path) if stat.S_ISREG(path.stat().st_mode) else "unreadable"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"


def _sha256(place: Place) -> str:
    digest = hashlib.sha256()
    with place.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return f"sha256:{digest.hexdigest()}"
