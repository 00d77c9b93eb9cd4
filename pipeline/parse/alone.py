"""spaCy imported without what takes time and nobody asks for: 0.4 s of each worker's start.

Its command line comes with `import spacy` for one function. And its registries, a hundred times while a model is loaded, look through the
entry points of every package there is; here those are sorted by their groups once.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"


def spacy() -> ModuleType:
    """The module `spacy`. Its `info` and `spacy.cli` load the command line when they are first asked for."""
    if "spacy" not in sys.modules and _COMMANDS not in sys.modules:
        empty, info = ModuleType(_COMMANDS), ModuleType(_INFO)
        empty.__path__ = []
        info.__dict__["info"] = _info
        sys.modules |= {_COMMANDS: empty, _INFO: info}
        try:
            import spacy
        finally:
            for name in (_COMMANDS, _INFO):  # who wants them gets the real ones
                del sys.modules[name]
        _sort_entry_points()
    import spacy

    return spacy


def _sort_entry_points() -> None:
    """Turns what catalogue looks through into a dictionary, which it takes as well."""
    catalogue: Any = import_module("catalogue")
    found = catalogue.AVAILABLE_ENTRY_POINTS
    if hasattr(found, "groups"):
        catalogue.AVAILABLE_ENTRY_POINTS = {group: list(found.select(group=group)) for group in found.groups}


def _info(*given: Any, **named: Any) -> Any:
    """Stands for `spacy.info`."""
    from spacy.cli.info import info

    return info(*given, **named)
