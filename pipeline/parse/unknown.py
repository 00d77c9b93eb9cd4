"""A parsed Doc → the same with the katakana names tagged that SudachiPy's dictionary lacks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNKNOWN = "未知語"
NAMES = ("固有名詞", UNKNOWN)
_KATAKANA = re.compile("[ァ-ヺー]+")


def tag(doc: Doc, sudachi: Any) -> None:
    """Tag the katakana words of entities that the dictionary lacks, which spaCy shows as common nouns. `sudachi`: its tokenizer."""
    for token in (token for ent in doc.ents for token in ent):
        if _KATAKANA.fullmatch(token.text) and NAMES[0] not in token.tag_ and _lacks(sudachi, token.text):
            token.tag_ = UNKNOWN


@lru_cache(maxsize=4096)
def _lacks(sudachi: Any, word: str) -> bool:
    return any(part.is_oov() for part in sudachi.tokenize(word))
