"""Titles, media, names and numbers as printed → forms that are equal for one work however it is spelt, scanned or abbreviated."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.extract.citations import kinds
from pipeline.extract.citations.keys import key
from pipeline.extract.numerals import parse
from pipeline.resolve.citations.agreement import family_and_initial

# Characters that recognition takes for each other, and numerals in either script.
_LOOKALIKES = str.maketrans("口力工夕卜へべぺり〇一二三四五六七八九ol", "ロカエタトヘベペリ012345678901")
# A long vowel mark stands only behind kana.
_DASH = re.compile(r"(?<![\u3040-\u30ff])ー+")
_MARKS = re.compile(r"[\u0300-\u036f]")
_COUNT = r"[0-9〇一二三四五六七八九十百]{1,4}"
_VOLUME = re.compile(
    rf"[\s　（(〔\[【]+(?P<volume>第?\s?{_COUNT}\s?[巻卷冊册]|[上中下][巻卷冊册編篇]?|(?i:vol\.?|volume)\s?[0-9]{{1,4}})[）)〕\]】\s]*$|"
    rf"(?P<counted>第\s?{_COUNT}\s?[巻卷冊册])$"
)
_WORDED = r"(?:増補|改訂|改訂増補|増補改訂|新|新装|全訂|補訂|三訂|修訂|文庫|普及|決定|完全)版"
_EDITION = re.compile(
    rf"(?P<number>(?<=第)\s?{_COUNT}(?=\s?版)|[0-9]{{1,2}}(?=(?:st|nd|rd|th)\sed))|(?P<worded>{_WORDED})|(?P<revised>\b[Rr]ev(?:ised|\.)\s[Ee]d)"
)
_AT_END = re.compile(rf"[\s　（(〔\[【]*(?:第\s?{_COUNT}\s?版|{_WORDED})[）)〕\]】\s]*$")
_SITE = re.compile(
    r"(?:の)?(?:公式)?(?:ホームページ|ウェブサイト|ウェブページ|サイト|HP)$|\s(?:official\s)?(?:web\s?site|homepage)$", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A title's key, with dashes, accents, lookalike characters and & made one."""
    text = _DASH.sub("", unicodedata.normalize("NFKC", text)).replace("&", " and ")
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
    return key(bare).translate(_LOOKALIKES)


@lru_cache(maxsize=8192)
def medium(name: str) -> str:
    """A container's or body's key: an edition (読売新聞オンライン) and a site (外務省ホームページ) count as the medium or body itself."""
    bare = _SITE.sub("", name.strip()).removeprefix("The ").removeprefix("the ")
    row = kinds.medium(bare)
    return fold(row["name"] if row is not None else bare)


def person(name: str) -> str:
    """A person's key: John Smith, Smith, John and J. Smith are one; names in Han, kana and hangul count whole."""
    return fold(family_and_initial(name))


def numeral(number: str) -> str:
    """A volume's or issue's number: 第二 and 2 are one; other text folded."""
    value = parse(number)
    return f"{value:f}" if value is not None else fold(number)


def without_volume(text: str, volume: str) -> tuple[str, str]:
    """A title without the volume at its end, and the volume: 湖の歴史（第2巻）, 湖の歴史 下; the volume known goes first."""
    found = _VOLUME.search(text)
    if not found or not found.start():
        return text, volume
    told = re.sub(r"[第\s巻卷冊册編篇.]|(?i:volume|vol)", "", found["volume"] or found["counted"])
    return text[: found.start()], volume or told


def without_edition(title: str, raw: str) -> tuple[str, str]:
    """A title without the edition at its end, and the edition a citation names; "" for a first one."""
    found = _EDITION.search(raw)
    told = next((group for group in found.groups() if group), "") if found else ""
    edition = numeral(told) if found and found["number"] else fold(told)
    return _AT_END.sub("", title) or title, f"edition {edition}" if edition and edition != "1" else ""
