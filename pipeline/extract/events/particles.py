"""A phrase → its particle, of those of several words (について, によって) as written."""

from __future__ import annotations

from pipeline.extract.events.chunks import Chunk

_OR = frozenset({"また", "もしく", "あるい"})  # or, read as words with は
_HIMSELF = "自ら"
_SELVES = frozenset({"自身", "自ら", "自体"})


def particle(chunk: Chunk) -> str:
    """The function words of a noun's phrase as written, without だけ, など and the like before them; は for 首相自身、, が for 首相自ら."""
    if chunk.core.text in _OR:
        return ""
    if chunk.core.text in _SELVES and not chunk.tail and len(chunk.words) > 1 and (chunk.comma or chunk.core.text == _HIMSELF):
        return "は" if chunk.comma else "が"
    return "".join(word.text for word in chunk.tail if word.text not in ("など", "等", "ら", "だけ", "のみ", "ほど"))
