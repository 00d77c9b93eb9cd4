"""A noun and a quantity → whether the one can be what the other counts or measures."""

from __future__ import annotations

import re

from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.items.phrases import Phrase
from pipeline.extract.quantities.items.scene import Scene, named
from pipeline.extract.quantities.items.surface import fits, is_state
from pipeline.model import Quantity

SHARES = frozenset({"percent", "ratio"})
EVENTS = frozenset({"回", "度"})
PEOPLE = frozenset({"人", "名"})
_POINTS = "ポイント"
_ABSTRACT = frozenset({"つ", "項目", "点", "種類", "段階"})
_TELLING = re.compile(r"(?:[カかヵヶケ箇ヵ]?国|州|都市|地域|社|校|大学|省|市|県|村|町)(?:・.*)?\Z")


def noun_of(view: Scene, phrase: Phrase, value: Quantity) -> str:
    """The noun of `phrase` where a quantity of this kind and counter can be of it."""
    written = nouns.bare(view.text, phrase)
    if nouns.is_generic(written) or nouns.is_change(written):
        return ""
    written = named(view, phrase, names=value.kind in ("count", "mass", "volume"))
    if is_state(written):
        return ""
    if not written or value.kind != "count":
        barred = (value.unit == "x" and phrase.proper) or (value.kind in SHARES and nouns.is_outlook(written))
        return "" if barred else written
    if value.unit_text in _ABSTRACT:
        return written
    if value.unit_text in PEOPLE and phrase.proper:
        return ""
    if nouns.is_outlook(written) and not fits(written, value.unit_text):
        return ""
    return counted(view, written, value) if phrase.act or not nouns.is_uncounted(written) else ""


def counted(view: Scene, found: str, value: Quantity) -> str:
    """`found` where the counter does not say that something else is counted; a number of something (会員の数は) has any counter."""
    if value.kind != "count" or not found or value.unit_text in EVENTS or value.unit_text.endswith(_POINTS) or f"{found}の数" in view.text:
        return found
    if _TELLING.search(value.unit_text):
        return found if fits(found, value.unit_text) else ""
    if value.unit_text in PEOPLE:
        return found if nouns.is_people(found) else ""
    return "" if nouns.is_span(found) or nouns.is_organ(found) else found


def standing(view: Scene, phrase: Phrase, value: Quantity) -> str:
    """The noun of `phrase` where a quantity that merely stands beside it, with no word between, is of it."""
    if value.kind in SHARES:
        return named(view, phrase)
    if value.kind == "count":
        written = named(view, phrase, names=value.unit_text in PEOPLE and nouns.is_troops(nouns.bare(view.text, phrase)))
        return counted(view, written, value) if written and not nouns.is_uncounted(written) else ""
    return named(view, phrase, names=value.kind != "money")
