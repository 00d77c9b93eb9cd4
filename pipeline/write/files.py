"""Bytes → files in outputs/: all written beside their places and synced, then all renamed; all of them or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.model import PipelineError


def write(files: Mapping[Path, bytes]) -> None:
    """Replaces every path by its bytes.

    A crash while writing leaves all old files as they were, and no file is ever half-written. Where one cannot be
    replaced, those already replaced are put back. Raises `PipelineError` naming the path.
    """
    aside = {path: path.with_name(f".{os.getpid()}-{number}.new") for number, path in enumerate(files)}
    kept = {path: path.with_name(f".{os.getpid()}-{number}.old") for number, path in enumerate(files)}
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(aside[path], data)
        for path in files:
            if path.exists():
                os.link(path, kept[path])
        for path in files:
            aside[path].replace(path)
    except OSError as error:
        _put_back(kept)
        raise PipelineError(f"{path}: cannot be written ({error.strerror}); is it open in another program?") from error
    finally:
        for left in (*aside.values(), *kept.values()):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def probe(folder: Path) -> None:
    """Makes the folder and makes sure that it can be written to, before any work is done for it."""
    trial = folder / f".{os.getpid()}.probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise PipelineError(f"{folder}: cannot be written to ({error.strerror}); the tables need a folder of their own") from error


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put_back(kept: Mapping[Path, Path]) -> None:
    for path, old in kept.items():
        with suppress(OSError):
            old.replace(path)
