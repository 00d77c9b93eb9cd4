"""A phrase of a sentence → the noun that may be an item, as written, or "" where none may."""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items.phrases import Phrase

_QUOTES = "「」『』〈〉《》“”\"'（）()［］[]〔〕、。・—―–-~～：: "
_DATED = re.compile(
    r"(?:対?前(?:年度|年同期|年同月|年|月|期|回)比|対GDP比|(?:平成|令和|昭和|大正|明治)?[0-9]{1,4}(?:年代|年度|年半|年間|年|月末|月|日)|同年度?|[昨翌今前本]年度?|当初|同[月日期])+(?:以降|以来|末|初め|時点|現在|前半|後半|当初|頃|ごろ)?の?"
)
_LISTED = re.compile(r"[0-9０-９]*[^0-9]")
_RANK = re.compile(r"第?(?:[0-9]+|[一二三四五六七八九十]+)[^0-9]{0,3}?目\Z|第?[0-9]+位\Z")
_INNER = re.compile(r"[」』）)］\]”〉》：:=＝]")
_OPENING = re.compile(r"[「『（(［\[“〈《].*")


def noun(text: str, phrase: Phrase, *, names: bool = False) -> str:
    """The compound noun of `phrase` without brackets, dates and 推定, 合計 before it and 等, 双方 behind it.

    Of what sets a mark only the dimension is left (物価上昇率目標 → 物価上昇率). Empty for pronouns, dates, ranks (5位), times
    (危機当時), formal nouns (こと, ため) and other marks (保有上限); for proper nouns unless `names`.
    """
    if phrase.pronoun or (phrase.proper and not names):
        return ""
    written = bare(text, phrase)
    if not written or is_formal(written) or is_moment(written):
        return ""
    mark = next((end for end in _ends("standard") if written.endswith(end)), "")
    written = written.removesuffix(mark)
    return written if not mark or is_dimension(written) else ""


def bare(text: str, phrase: Phrase) -> str:
    """The noun as written, whatever it is; empty for a rank or a number."""
    written = _unquoted(text[phrase.noun : phrase.end])
    dated = _DATED.match(written)
    if dated:
        written = written[dated.end() :]
    written = without_lead(written)
    cut = True
    while cut:
        tail = next((end for end in _ends("tail") if written.endswith(end) and len(written) > len(end)), "")
        written, cut = written.removesuffix(tail), bool(tail)
    return written if _LISTED.match(written) and not _RANK.search(written) else ""


def is_moment(written: str) -> bool:
    """Whether a word alone is one of time: 当時, 昨年, 現在."""
    return written.endswith(_ends("moment"))


def without_lead(written: str) -> str:
    """The noun without the 推定 of 推定兵力, the 合計 of 合計輸出額."""
    lead = next((word for word in _ends("lead") if written.startswith(word) and len(written) > len(word) + 1), "")
    return written.removeprefix(lead)


def is_time(text: str, phrase: Phrase) -> bool:
    """Whether a phrase is a date or a time alone: 2020年, 昨年, 危機当時."""
    written = _unquoted(text[phrase.noun : phrase.end])
    return bool(_DATED.fullmatch(written)) or is_moment(written)


def _unquoted(written: str) -> str:
    """Without what stands in brackets or quotes before the noun, or opens behind it; without a label (露：兵力)."""
    bits = [bit for bit in _INNER.split(written.strip(_QUOTES)) if bit.strip(_QUOTES)]
    return _OPENING.sub("", bits[-1].strip(_QUOTES)) if bits else ""


def is_generic(written: str) -> bool:
    """Whether a noun only says that something is counted: 数, 割合, 規模."""
    return written in _words("generic")


def is_change(written: str) -> bool:
    """Whether a noun says that something grows or shrinks: 増加, 減少, 伸び."""
    return written in _words("change")


def is_passed(written: str) -> bool:
    """Whether what is compounded behind a quantity leaves it to what follows: 増 of 3%増の, 分 of 130億ドル分の."""
    return is_change(written) or is_generic(written) or written in _words("portion")


def is_outlook(written: str) -> bool:
    """Whether a noun only says how sure or how planned its clause is: 見通し, 計画, こと."""
    return written in _words("outlook") or written.endswith(_ends("outlook")[: _long("outlook")])


def is_formal(written: str) -> bool:
    """Whether a word is no thing of its own: こと, 一部, 今回."""
    return written in _words("formal")


def is_grade(written: str) -> bool:
    """Whether a noun says of what grade something is, with which a share is compared: 兵器級, 先進国並み."""
    return written.endswith(_ends("grade"))


def is_mark(written: str) -> bool:
    """Whether a noun alone only sets a mark that an amount is held against: 上限, 目標, 規定."""
    return written in _words("standard")


def is_organ(written: str) -> bool:
    """Whether a noun names an organ of a state, which is not what is counted: 海上保安庁, 政府."""
    return written.endswith(_ends("organ"))


def is_pivot(written: str) -> bool:
    """Whether a noun makes of an amount where something turns: ピーク, 底."""
    return written in _words("pivot")


def is_span(written: str) -> bool:
    """Whether a noun names how far, fast, heavy or dear a thing is, so that nothing is counted by it: 射程, 速度, 予算."""
    return written.endswith(_ends("span"))


def is_troops(written: str) -> bool:
    """Whether a name is that of a body of soldiers or a people."""
    return written.endswith(_ends("troops"))


def is_dimension(written: str) -> bool:
    """Whether a noun names what of a thing is measured: 射程, 面積, 兵力, 貿易額."""
    return written.endswith(_ends("dimension")) and not is_generic(written)


def is_holder(written: str) -> bool:
    """Whether a noun names one who acts or reports rather than what an amount is of: 政府, 国防省, 報告書."""
    return written.endswith(_ends("holder"))


def is_people(written: str) -> bool:
    """Whether a noun names people or a body of them."""
    return written.endswith(_ends("people")) and not is_uncounted(written)


def is_uncounted(written: str) -> bool:
    """Whether a noun is an act or an amount rather than a thing that is counted."""
    return written.endswith(_uncounted()) and not is_dimension(written)


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rules.words("item_words") if row["role"] == role)


@cache
def _ends(role: str) -> tuple[str, ...]:
    return tuple(sorted(_words(role), key=lambda word: (-len(word), word)))


@cache
def _long(role: str) -> int:
    """How many of a role's words have more than one character: those may end a compound."""
    return sum(len(word) > 1 for word in _words(role))


@cache
def _uncounted() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rules.words("uncounted_nouns"))
