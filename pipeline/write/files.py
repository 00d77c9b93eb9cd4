"""Bytes → files in outputs/, whole or not at all: all written beside their places and synced, then all renamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.model import PipelineError


def write(files: Mapping[Path, bytes]) -> None:
    """Replaces every path by its bytes. A crash while writing leaves all old files as they were; no file is ever half-written."""
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in files}
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with aside[path].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path in files:
            aside[path].replace(path)
    except OSError as error:
        for left in aside.values():
            left.unlink(missing_ok=True)
        raise PipelineError(f"{path}: cannot be written ({error.strerror})") from error
