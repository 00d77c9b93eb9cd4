"""Japanese policy-research reports in, reviewable tables out.

`run` processes whole reports into an output folder, `frame` reads a table of it; `annotate` reads the entities, dates
and quantities of any Japanese text. The types they return are in `pipeline.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.annotation import annotate
    from pipeline.engine.run import Result, run
    from pipeline.settings import Settings
    from pipeline.tables.frames import frame

__all__ = ["Result", "Settings", "annotate", "frame", "run"]

_HOME = {"annotate": "annotation", "frame": "tables.frames", "run": "engine.run", "Result": "engine.run", "Settings": "settings"}


def __getattr__(name: str) -> Any:
    """Loads a public name when it is first used: reading dates must not wait for pandas or GiNZA."""
    if name not in _HOME:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"pipeline.{_HOME[name]}"), name)
