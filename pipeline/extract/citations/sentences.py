"""Whether a piece of a note reads as a sentence rather than as a citation."""

from __future__ import annotations

import re

from pipeline.extract.citations.brackets import HIDDEN

# Hiragana that names and locators hold; what is left of it makes a sentence.
_ALLOWED = re.compile(r"[我わ]が国|ほか|など|および|及び|ならびに|より|における|めぐる|に関する|のための|との|(?<![ぁ-ん])の(?![ぁ-ん])")
_VERBAL = re.compile(
    r"を|(?<![ぁ-ん])が(?=[^ぁ-ん])|[やもし][、，]|は(?=[\s、，\u3400-\u9fff\u30a0-\u30ffA-Za-z0-9「『“" + HIDDEN + r"])"
    r"|ている|てい[たく]|され|した|する|しな|である|であっ|られ|れる|った|って|ない|れた|において|について|によれば|によると"
    r"|に関し|に対し|という|こと|もの|ため|たい|よう[にな]|です|ます"
)
_PARTICLE = re.compile(r"^(?:は|が|を|に|で|と|も|の|や|へ|から|まで|より|など|である|だ|という|における|によ|について|とい|にお)")
_BEFORE = re.compile(r"(?:[はがのもでとにをや]|という|による|での|との|への)\s?$")
_HIRAGANA_RUN = re.compile(r"[ぁ-ん]{5,}")
_LATIN_WORDS = re.compile(
    r"(?:\b(?!(?:of|the|and|for|in|on|to|de|la|et|al|by|vol|no|pp|eds?|trans|an?|at|from|with|der|und|y|del?|в|и|на|о|по|для)\b)"
    r"[a-zа-яіїєґ]{2,}\b\W{1,2}){3,}"
)


def is_sentence(mask: str) -> bool:
    """Whether text with its brackets hidden holds verbs or particles that no citation has."""
    rest = _ALLOWED.sub("", mask)
    return bool(_VERBAL.search(rest) or _HIRAGANA_RUN.search(rest) or _LATIN_WORDS.search(mask + " "))


def leads_on(mask: str) -> bool:
    """Whether text before a bracket makes what it holds part of a sentence (湖国が「…」)."""
    return bool(_BEFORE.search(mask))


def goes_on(text: str) -> bool:
    """Whether text after a title continues a sentence about it (「…」と述べた) instead of naming its container."""
    return bool(_PARTICLE.match(text)) or is_sentence(text)
