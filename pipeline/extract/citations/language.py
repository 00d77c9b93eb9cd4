"""The language a citation is written in, from its script and small words: ja, zh, ko, ru, uk, en, es, fr, de; "" where nothing tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline import rules
from pipeline.extract.citations import kinds
from pipeline.extract.citations.draft import Draft

_KANA = re.compile(r"[\u3040-\u309f\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Words of modern Chinese that Japanese titles do not hold; places whose publishers print Chinese.
_CHINESE_WORD = re.compile(r"[的们們你她您呢吗嗎]|关于|關於|對於|对于|有关|有關")
_CHINESE_PLACE = re.compile(r"北京|上海|台北|臺北|香港|広州|廣州|南京|天津|重慶|武漢|西安|成都|瀋陽|沈陽|長春|哈爾濱|哈尔滨")
# Letters and endings that settle which of two languages a small word of both (de, la, en) belongs to.
_LETTERS = {
    "es": re.compile(r"[ñ¿¡óíú]|ción\b|(?:dad|ncia)\b"),
    "fr": re.compile(r"[çèêàùœîôâ](?![\w]*ã)|(?:ique|aire|eux|ée|té|[st]ion)s?\b|\b[ld]’"),
    "de": re.compile(r"[äöüß]|(?:ung|heit|keit|schaft)(?:en)?\b"),
}
_OTHER_ROMANCE = re.compile(r"\b(?:(?i:d[ao]s?|uma?|di|della|il|gli)(?!\w)|[AO]s?\s(?=[a-zà-ú]+\sd[aeo]s?\b))")
_PORTUGUESE = re.compile(r"[ãõ]")
_ENGLISH_APPARATUS = re.compile(
    r"\b(?:vol|no|pp?|in|eds?)\b|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d", re.IGNORECASE
)


def of(draft: Draft, raw: str) -> str:
    """The language of the title, or of the container where there is no title."""
    told = draft.title or draft.container or raw
    if _KANA.search(told):
        return "ja"
    if _HANGUL.search(told):
        return "ko"
    if _CYRILLIC.search(told):
        return "uk" if _UKRAINIAN.search(told) else "ru"
    return _han(draft, told) if _HAN.search(told) else _latin(told, raw)


def _han(draft: Draft, told: str) -> str:
    """Han characters alone: by those Japanese does not write, then by medium and place; 防衛白書 without either stays open."""
    if _CHINESE_WORD.search(told) or _is_chinese_script(told):
        return "zh"
    row = kinds.medium(draft.container) if draft.container else None
    if row is not None and row["language"] in ("ja", "zh"):
        return row["language"]
    if _CHINESE_PLACE.search(draft.place):
        return "zh"
    return "ja" if _KANA.search(draft.publisher + draft.container) else ""


def _is_chinese_script(text: str) -> bool:
    """Whether the text holds a simplified character (none is in Shift JIS) or two old forms."""
    han = _HAN.findall(text)
    if sum(char in _old() for char in han) > 1:
        return True
    try:
        "".join(han).encode("shift_jis")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _old() -> frozenset[str]:
    return frozenset(row["char"] for row in rules.words("han_variants") if row["old"])


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in rules.words("small_words"):
        words.setdefault(row["language"], set()).add(row["word"])
    return {language: frozenset(small) for language, small in words.items()}


def _latin(told: str, raw: str) -> str:
    if _PORTUGUESE.search(told):
        return ""
    words = re.findall(r"[^\W\d_]+", told.casefold())
    counts = {language: sum(word in small for word in words) for language, small in _small_words().items()}
    most = max(counts.values())
    best = [language for language, count in counts.items() if most and count == most]
    if len(best) > 1:
        known = not _OTHER_ROMANCE.search(told)
        best = [language for language in best if known and language in _LETTERS and _LETTERS[language].search(told)]
    if len(best) == 1:
        return best[0]
    return "en" if not any(counts.values()) and told.isascii() and _ENGLISH_APPARATUS.search(raw) else ""
