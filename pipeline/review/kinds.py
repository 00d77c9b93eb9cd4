"""Which column of a reviewed table says what kind of thing a row is."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "entities": "label",
    "dates": "type",
    "quantities": "kind",
    "events": "action_class",
    "citations": "type",
    "problems": "code",
}
