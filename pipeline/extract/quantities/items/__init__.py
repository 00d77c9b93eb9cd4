"""A sentence, its quantities and, where there is a parse, its words → what each quantity counts or measures (docs/items.md).

`surface` reads the words beside a span, `tree` the dependencies (`phrases`, `scene`, `verbs`, `brackets`, `fit`, `nouns`), `context`
what follows from the quantities around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.quantities.items import nouns, tree
from pipeline.extract.quantities.items.context import continued
from pipeline.extract.quantities.items.phrases import Word
from pipeline.extract.quantities.items.scene import scene
from pipeline.extract.quantities.items.surface import fits, item
from pipeline.model import Mention, Quantity

__all__ = ["Word", "can_be_item", "complete", "item"]


def complete(text: str, mentions: Sequence[Mention], words: Sequence[Word] = ()) -> list[Mention]:
    """The mentions with the items that dependencies and the quantities beside them give; an item they have is kept.

    `words` are GiNZA's words of the same sentence; without them only what the surface shows is filled in.
    """
    items = [mention.value.item if isinstance(mention.value, Quantity) else "" for mention in mentions]
    if words and not all(items):
        view = scene(text, words, mentions)
        items = [known or tree.item(view, mention) for known, mention in zip(items, mentions, strict=True)]
    if not all(items):
        items = continued(text, mentions, items)
    return [_with(mention, found) for mention, found in zip(mentions, items, strict=True)]


def can_be_item(noun: str, quantity: Quantity) -> bool:
    """Whether a noun without a sentence around it names what the quantity is of: a dimension (輸出額), or a thing its counter fits."""
    if nouns.is_generic(noun) or nouns.is_change(noun):
        return False
    return nouns.is_dimension(noun) or (quantity.kind == "count" and fits(noun, quantity.unit_text))


def _with(mention: Mention, found: str) -> Mention:
    value = mention.value
    if not isinstance(value, Quantity) or value.item == found:
        return mention
    return replace(mention, value=replace(value, item=found))
