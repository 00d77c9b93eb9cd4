"""Where files are: folders of this machine and object stores, with one set of verbs.

A place is a `pathlib.Path`, or a `upath.UPath` for what an fsspec URL names (s3://…, gs://…, memory://…). Both can be pickled
for other processes and machines; credentials are never in them, each machine finds its own. Whatever fails is a
`PipelineError` that says what to do.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import unquote_to_bytes

from pipeline.model import PipelineError
from pipeline.storage.faults import told

if TYPE_CHECKING:
    from upath import UPath  # loaded when a URL is given: it takes longer than the rest of a run that has nothing to do

Place: TypeAlias = "Path | UPath"

_URL = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.DOTALL | re.IGNORECASE)  # two letters or more: C:\ is a drive of Windows
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}
# Stores of objects in buckets. Their libraries remember listings, and would hide what another machine has added since.
_BUCKETS = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"))
_SUFFIX = re.compile(r"\.\w{1,16}", re.ASCII)
_CHUNK = 1 << 20  # bytes
_MAGIC = frozenset("*?[")
_TAGS = ("ETag", "etag", "md5Hash", "checksum")  # as stores call what changes with an object's content
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "Last-Modified", "created")
_counter = itertools.count()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a place without reading it: bytes (None: not told), and a mark that changes when an object's content does.

    The mark is "" for a file of this machine, a folder, and where a store tells nothing of the kind.
    """

    place: Place
    kind: Literal["file", "folder", "other"]
    size: int | None = None
    mark: str = ""


def place(text: str | Place) -> Place:
    """A path or URL as a place; `file://` URLs are paths. Raises `PipelineError` for a kind of store that is unknown or not installed."""
    if not isinstance(text, str):
        return text
    url = _URL.fullmatch(text)
    if not url:
        return Path(text)
    protocol, rest = url[1].lower(), url[2]
    if protocol in ("file", "local"):
        return _of_file_url(text, rest)
    _installed(protocol, text)
    if "::" in text:
        raise PipelineError(f"{text}: chained URLs are not supported; name the file or folder itself")
    if not rest.strip("/") and protocol in _BUCKETS:
        raise PipelineError(f"{text}: no bucket is named; write {protocol}://bucket/folder")
    options: dict[str, Any] = {"use_listings_cache": False} if protocol in _BUCKETS else {}
    return _upath(f"{protocol}://{rest}", options)


def is_remote(where: Place) -> bool:
    """Whether this is a place on an object store or another machine."""
    return not isinstance(where, Path)


def facts(where: Place) -> Facts | None:
    """What is known of a place, None where there is nothing. Raises `PipelineError` where it cannot be asked, or has no such bucket."""
    if isinstance(where, Path):
        return _of_path(where)
    with told(where, "read"):
        try:
            return _facts(where, where.fs.info(where.path))
        except FileNotFoundError:
            if where.protocol in _BUCKETS:
                where.fs.info(where.drive)  # a missing bucket is an error, and every file in it would be missing
            return None


def below(folder: Place) -> list[Facts]:
    """All files in a folder and the folders in it, sorted. Nothing for a folder that is not there."""
    with told(folder, "listed"):
        if isinstance(folder, Path):
            return [found for file in sorted(folder.rglob("*")) if (found := _of_path(file)) and found.kind == "file"]
        folder.fs.invalidate_cache()
        listed: Mapping[str, Any] = folder.fs.find(folder.path, detail=True)
        start = folder.path.rstrip("/") + "/"
        # A name that ends in / stands for an empty folder.
        names = [name for name in sorted(listed) if name.startswith(start) and not name.endswith("/")]
        return [_facts(_upath(folder.fs.unstrip_protocol(name), folder.storage_options), listed[name]) for name in names]


@contextmanager
def fetch(where: Place, *, max_bytes: int) -> Iterator[Path]:
    """A local file with what is in `where`: itself, or a copy of at most `max_bytes` that is removed afterwards."""
    if isinstance(where, Path):
        yield where
        return
    found = facts(where)
    if found is None:
        raise PipelineError("there is no such file")
    if found.kind != "file":
        raise PipelineError("this is a folder, not a file")
    _bounded(found.size or 0, max_bytes)
    with TemporaryDirectory(prefix="nids-") as folder:
        copy = Path(folder, f"file{where.suffix if _SUFFIX.fullmatch(where.suffix) else ''}")
        size = 0
        with told(where, "read"), where.fs.open(where.path, "rb") as source, copy.open("wb") as target:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                _bounded(size, max_bytes)
                target.write(chunk)
        yield copy


def get(where: Place) -> bytes | None:
    """A file's bytes; None where there is none."""
    with told(where, "read"):
        try:
            return where.read_bytes() if isinstance(where, Path) else bytes(where.fs.cat_file(where.path))
        except FileNotFoundError:
            return None


def put(where: Place, data: bytes) -> None:
    """Replaces a file as a whole: nobody ever sees half of it. Its folders are made."""
    with told(where, "written"):
        if isinstance(where, Path):
            _replace(where, data)
        else:
            where.fs.pipe_file(where.path, data)


def remove(where: Place) -> None:
    """Removes a file; nothing happens where there is none."""
    with told(where, "removed"), suppress(FileNotFoundError):
        if isinstance(where, Path):
            where.unlink()
        else:
            where.fs.rm_file(where.path)


def remove_tree(folder: Place) -> None:
    """Removes a folder with all that is in it; nothing happens where there is none. A bucket stays."""
    if isinstance(folder, Path):
        with told(folder, "removed"), suppress(FileNotFoundError):
            shutil.rmtree(folder)
        return
    paths = [found.place.path for found in below(folder) if not isinstance(found.place, Path)]
    plain = [path for path in paths if not _MAGIC.intersection(path)]
    with told(folder, "removed"):
        if plain:
            folder.fs.rm(plain)
        for path in set(paths) - set(plain):  # in a list these would be read as patterns, and take other files with them
            folder.fs.rm_file(path)
        if folder.protocol not in _BUCKETS:
            with suppress(OSError, NotImplementedError):  # where there are folders they stay when they are empty
                folder.fs.rmdir(folder.path)


def probe(folder: Place) -> None:
    """Makes the folder and makes sure that it can be written to, before any work is done for it."""
    trial = folder / f".{os.getpid()}.probe"
    if not isinstance(trial, Path):
        put(trial, b"")
        remove(trial)
        return
    try:
        trial.parent.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise PipelineError(f"{folder}: cannot be written to ({error.strerror}); the tables need a folder of their own") from error


def _of_file_url(text: str, rest: str) -> Path:
    """`file:///a%20b` → `/a b`, as `Path.as_uri` writes it."""
    host, slash, path = rest.partition("/")
    if host.lower() not in ("", "localhost") or not slash:
        raise PipelineError(f"{text}: a file:// URL is a whole path on this machine; write file:///folder/file")
    if os.name == "nt":
        from urllib.request import url2pathname

        return Path(url2pathname(slash + path))
    return Path(os.fsdecode(unquote_to_bytes(slash + path)))


def _upath(url: str, options: Mapping[str, Any]) -> UPath:
    from upath import UPath

    made: UPath = UPath(url, **options)
    return made


def _installed(protocol: str, text: str) -> None:
    from fsspec.registry import get_filesystem_class

    try:
        get_filesystem_class(protocol)
    except ValueError as error:
        raise PipelineError(f"{text}: {protocol}:// is no kind of place that is known; use a path, s3://… or gs://…") from error
    except ImportError as error:
        extra = _EXTRAS.get(protocol)
        needed = f"needs `pip install nids-pipeline[{extra}]`" if extra else f"needs a package that is not installed ({error})"
        raise PipelineError(f"{text}: {protocol}:// {needed}") from error


def _of_path(path: Path) -> Facts | None:
    try:
        found = path.stat()
    except (OSError, ValueError):  # missing, hidden from us, or no name at all: reading it tells which
        return None
    if stat.S_ISDIR(found.st_mode):
        return Facts(path, "folder")
    return Facts(path, "file" if stat.S_ISREG(found.st_mode) else "other", found.st_size)


def _facts(where: UPath, info: Mapping[str, Any]) -> Facts:
    if info["type"] != "file":
        return Facts(where, "folder" if info["type"] == "directory" else "other")
    return Facts(where, "file", info.get("size"), _mark(where, info))


def _mark(where: UPath, info: Mapping[str, Any]) -> str:
    """A tag of the content where the store gives one, else the time of the last change; never the same for two places."""
    for kind, names in (("etag", _TAGS), ("time", _TIMES)):
        for name in names:
            if info.get(name):
                told_of = (str(where), _plain(info[name]), info.get("size"))
                digest = sha256(repr(told_of).encode("utf-8", "surrogatepass"))
                return f"{kind}:{digest.hexdigest()}"
    return ""


def _plain(value: object) -> str:
    """A tag or a time in one form: asked for one file and for a list, a store writes it differently."""
    return str(value.timestamp()) if isinstance(value, datetime) else str(value).strip('"')


def _bounded(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise PipelineError(f"the file has {size:,} bytes, more than max_bytes = {max_bytes:,} allows")


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{os.getpid()}-{next(_counter)}.new")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
