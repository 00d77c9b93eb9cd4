"""Python's `re` → the same `re`, in which each character set is worked out once: a worker compiles its rules in half the time.

To compile a range such as [一-鿿] Python goes through it character by character, a millisecond each time it stands in a pattern, and the
rules have hundreds of them. The function that does it is private to Python. So it is replaced in worker processes alone, only in the
versions of Python named here, whose source was read, and by one that asks it for every set it has not yet seen; in any other version
nothing is touched, and start-up takes half a second more. What is compiled is the same to the last word of code, which
`tests/engine/test_character_sets.py` makes sure of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

READ = ((3, 11), (3, 12), (3, 13))
_Found = tuple[list[Any], bool]


def remember() -> None:
    """Lets `re` remember the character sets of the patterns it compiles from now on."""
    if sys.version_info[:2] in READ:
        compiler: Any = import_module("re._compiler")
        compiler._optimize_charset = _remembered(compiler._optimize_charset)


def _remembered(optimize: Callable[..., _Found]) -> Callable[..., _Found]:
    known: dict[tuple[Any, ...], _Found] = {}

    def remembered(charset: list[Any], *ignoring_case: Any) -> _Found:
        if any(ignoring_case):
            return optimize(charset, *ignoring_case)
        key = tuple(charset)
        if key not in known:
            known[key] = optimize(charset)
        codes, cased = known[key]
        return list(codes), cased

    return remembered
