"""What the tests of the entities layer look at: mentions as `text|label`, and the name a mention carries."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.entities import Evidence, find
from pipeline.model import Mention, Name


def read(text: str, evidence: Sequence[Evidence] = ()) -> list[str]:
    return [f"{mention.text}|{name(mention).label}" for mention in find(text, evidence)]


def name(mention: Mention) -> Name:
    assert isinstance(mention.value, Name)
    return mention.value
