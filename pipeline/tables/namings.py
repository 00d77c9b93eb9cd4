"""A document → how often it names each thing how, as the index of all documents needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.model import Document, Mention, Name
from pipeline.resolve.names import coreference
from pipeline.tables.index import Naming


def namings(document: Document) -> Counter[Naming]:
    """How often each thing was named how in the document, in order of appearance."""
    return Counter(naming for _, mention in document.mentions if mention.layer == "entities" for naming in _namings(mention))


def _namings(mention: Mention) -> Iterator[Naming]:
    """The words of a mention that names several things (中露), or points back (同国), are no name of any of them."""
    if not isinstance(mention.value, Name):
        return
    value, ids = mention.value, dict(mention.value.ids)
    is_name = len(ids) == 1 and not coreference.is_expression(mention.text)
    for entity_id, name in ids.items():
        yield Naming(entity_id, name, value.label, value.subtype, mention.text if is_name else name)
