"""One cleaned sentence → its quantities; a sentence's quantities → what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.quantities import scan
from pipeline.extract.quantities.checks import check
from pipeline.extract.quantities.items import Word, can_be_item, complete
from pipeline.model import Mention

__all__ = ["Word", "can_be_item", "check", "find"]


def find(text: str, *, unit: str = "", words: Sequence[Word] = ()) -> list[Mention]:
    """The quantities of one cleaned sentence: money, shares, measures, counts and ratios with their modifiers.

    Reads 1,345億ドル · 20万から30万発 · 約4割 · 3分の1 · 年120億立方メートル · 前年比8.4%増; not dates,
    ordinals, designations, nor numbers that are part of a word (第4条, S-400, 一帯一路). `unit` is what the caption or
    the header of a table states (億ドル, 千人, %): a cell that is only a number is read in it. `words` are GiNZA's
    words of the same sentence, which tell what is counted where the words beside a quantity do not.
    """
    return complete(text, scan.find(text, unit=unit), words)
