"""A phrase → its particle, of those of several words (について, によって) as written."""

from __future__ import annotations

from pipeline.extract.events.chunks import Chunk


def particle(chunk: Chunk) -> str:
    """The function words of a noun's phrase as written, without だけ, など and the like before them."""
    return "".join(word.text for word in chunk.tail if word.text not in ("など", "等", "ら", "だけ", "のみ", "ほど"))
