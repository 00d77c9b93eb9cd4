"""A title or name as printed → a key that is equal for its spelling variants: width, case, spacing, quotes, old characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipeline import rules

# Long vowel marks (ー) are letters, and so is 々; dashes, dots and every kind of bracket are not.
_NOT_LETTERS = re.compile(r"[^\w]|_")


@cache
def _variants() -> dict[int, str]:
    return {ord(row["char"]): row["folded"] for row in rules.words("han_variants")}


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The text's letters and digits, NFKC-folded, lower-cased, each Han character in one form (國, 国 → one key)."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold().translate(_variants()))
