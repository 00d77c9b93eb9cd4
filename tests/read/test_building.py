"""Pieces of any reader → one line: what is looked for before a text is changed is all that is changed."""

from __future__ import annotations

import sys

from pipeline.read import building


def test_what_has_to_be_changed_is_looked_for() -> None:
    found = {code for code in range(sys.maxunicode + 1) if building._TO_CHANGE.search(chr(code))}
    assert found == set(building._CHANGED)
