"""spaCy imported without its command line, which `import spacy` brings along for one function: 0.3 s of each worker's start."""

from __future__ import annotations

import sys
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
    import spacy

    return spacy


def _info(*given: Any, **named: Any) -> Any:
    """Stands for `spacy.info`."""
    from spacy.cli.info import info

    return info(*given, **named)
