"""What was run, with what, when and how long → run.json: all that may differ between two runs with the same tables."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from pipeline.settings import Settings

_PACKAGES = ("nids-pipeline", "spacy", "ginza", "ja-ginza", "SudachiPy", "SudachiDict-core", "pandas")


def run(*, settings: Settings, started: datetime, finished: datetime, counts: Mapping[str, int], remarks: Mapping[str, int]) -> bytes:
    """Times, settings, versions, counts and how many documents each remark was made of, as JSON."""
    facts = {
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": round((finished - started).total_seconds(), 3),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "versions": {package: _version(package) for package in _PACKAGES},
        "settings": asdict(settings),
        "counts": dict(counts),
        "remarks": dict(remarks),
    }
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
