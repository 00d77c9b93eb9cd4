"""Python's `re` → the same `re`, whose patterns are compiled once a machine: what a worker's start would spend half a second on is read.

Compiled patterns are kept as compiled modules are: in `__pycache__`, for one build of Python, and not at all where Python is told not to
write there or cannot. Each is found by its text and flags, so there is nothing to be renewed when a rule changes. Python has no way of its
own to keep them; so its function that compiles is replaced, in worker processes alone and only in the versions of Python whose source was
read (`character_sets.READ`), by one that does the same in the same steps and remembers the code between the last two.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from pipeline.engine.character_sets import READ

_FEW = 20  # patterns that are not worth writing the file anew
_MOST = 10_000  # kept; five times as many as there are
_DIGEST = 32  # bytes of sha256 before what it is of

_Key = tuple[str | bytes, int]  # a pattern and its flags
_Code = tuple[bytes, int, int, dict[str, int], tuple[str | None, ...]]  # as `_sre.compile` takes it: code, flags, groups and their names


class Patterns:
    """The compiled patterns of this process and of those before it, in a file; one that is damaged or of another Python is passed over."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _read(file)
        self._new = 0

    def compiling(self, compiler: Any) -> Callable[..., Any]:
        """`compile` of the module `re._compiler`, for which the patterns that are known need no work."""
        plain = compiler.compile

        def compiled(pattern: Any, flags: int = 0) -> Any:
            if not isinstance(pattern, (str, bytes)) or flags & compiler.SRE_FLAG_DEBUG:
                return plain(pattern, flags)
            key = (pattern, int(flags))
            if key not in self._known:
                self._known[key] = _worked_out(compiler, *key)
                self._new += 1
            code, found, groups, names, by_number = self._known[key]
            return compiler._sre.compile(pattern, found, array("I", code).tolist(), groups, dict(names), by_number)

        return compiled

    def keep(self) -> None:
        """Writes what has been compiled since, once it is worth it."""
        if self._new <= _FEW or sys.dont_write_bytecode:
            return
        self._new = 0
        together = _read(self._file) | self._known  # others may have written
        with suppress(OSError):
            _write(self._file, together if len(together) <= _MOST else self._known)


def remember() -> Patterns | None:
    """Lets `re` take the patterns compiled from now on from those kept; None in a Python that is left as it is."""
    if sys.version_info[:2] not in READ or sys.implementation.name != "cpython":
        return None
    compiler: Any = import_module("re._compiler")
    patterns = Patterns(Path(cache_from_source(__file__)).with_suffix(".kept"))
    compiler.compile = patterns.compiling(compiler)
    return patterns


def _worked_out(compiler: Any, pattern: str | bytes, flags: int) -> _Code:
    parsed = compiler._parser.parse(pattern, flags)
    code = compiler._code(parsed, flags)
    names = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return array("I", code).tobytes(), flags | parsed.state.flags, parsed.state.groups - 1, dict(names), tuple(by_number)


def _build() -> tuple[str, int, int]:
    """What compiled code depends on beside the pattern."""
    sre: Any = import_module("_sre")
    return sys.version, sre.MAGIC, sre.CODESIZE


def _read(file: Path) -> dict[_Key, _Code]:
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return {}
    build, known = marshal.loads(memoryview(data)[_DIGEST:])
    return known if build == _build() else {}


def _write(file: Path, known: dict[_Key, _Code]) -> None:
    data = marshal.dumps((_build(), known))
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        aside.write_bytes(hashlib.sha256(data).digest() + data)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
