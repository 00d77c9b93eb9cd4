"""What the tests of the quantities layer look at: mentions as `span|kind|value|value_max|unit|mod`, and the quantity a mention carries."""

from __future__ import annotations

from pipeline.extract.quantities import find
from pipeline.model import Mention, Quantity


def rows(text: str) -> list[str]:
    return [row(mention) for mention in find(text)]


def row(mention: Mention) -> str:
    value = quantity(mention)
    return "|".join((mention.text, value.kind, _plain(value.value), _plain(value.value_max), value.unit, value.mod))


def quantity(mention: Mention) -> Quantity:
    assert isinstance(mention.value, Quantity)
    return mention.value


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}" if abs(value) < 1e12 else f"{value:.0f}"
