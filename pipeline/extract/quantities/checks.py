"""A sentence's quantities → those a person should look at, each with a problem code and message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model import Mention, Quantity

Doubt = tuple[Mention, str, str]

_WHOLE_PERCENT, _ROUNDING, _REACH = 100.0, 1.0, 40
_SHARE = re.compile(r"[をのにもが]?(?:占め|相当|当た|あたる)|の(?:割合|比率|シェア)")
_SHARE_BEFORE = re.compile(r"(?:割合|比率|シェア|占有率|構成比|得票率|投票率|支持率)(?:は|が|も)[^、。]{0,6}\Z")
_ALL_BEFORE = re.compile(r"(?:国民|人口|住民|市民|有権者|回答者|議員|会員|世帯|患者|全体|総数|総額|全国)の(?:うち)?\Z")
_ALL_AFTER = re.compile(r"[がをは](?!上回|超え)")
_PART = re.compile(r"(?:のうち|の内|中|(?:で|が|と|に上り|となり|だった)?、(?:その|この)?うち(?:の|、)?|(?:、|（)(?:そのうち|うち|内訳は))")
_REST = re.compile(r"[^、。]{0,8}、残(?:り|る|りの)\Z")
_LIST = re.compile(r"(?:の?、?内訳は|（(?:内訳は)?)(?P<name>[一-龥々ァ-ヶー・]{1,12}(?:が|は)?)?\Z")
_NEXT = re.compile(r"(?:で)?(?:、|と|および|・)[一-龥々ァ-ヶー・]{1,12}(?:が|は)?\Z")
_SHARES = re.compile(r"内訳は[一-龥々ァ-ヶー・]{1,12}(?:が|は)?\Z")
_SPLIT = frozenset({"rule:split-number", "rule:broken-number"})


def check(mentions: Sequence[Mention], text: str) -> list[Doubt]:
    """The doubtful quantities of one sentence as (mention, code, message).

    `share-over-whole`: more than all of a whole (only where the text speaks of a share: 占める, 割合, 国民の…が, 残る);
    `range-reversed`: the end of a range is smaller than its start; `number-split`: a number cut in two (1, 902; 1,90人);
    `part-over-whole`: Y of X人のうちY人 exceeds X, or the parts of an 内訳 add up to more; `unit-unknown`: an ambiguous
    unit that its context does not settle.
    """
    read = [(mention, mention.value) for mention in mentions if isinstance(mention.value, Quantity)]
    doubts = [doubt for mention, quantity in read for doubt in _alone(mention, quantity, text)]
    for whole, part in pairwise(read):
        doubts.extend(_pair(whole, part, text))
    doubts.extend(_breakdowns(read, text))
    doubts.extend(_shares(read, text))
    return sorted(doubts, key=lambda doubt: doubt[0].start)


_Read = tuple[Mention, Quantity]


def _alone(mention: Mention, quantity: Quantity, text: str) -> Iterator[Doubt]:
    if _is_over(quantity) and _is_share(mention, quantity, text):
        yield mention, "share-over-whole", f"{mention.text} of a whole is more than all of it"
    if quantity.value is not None and quantity.value_max is not None and quantity.value_max < quantity.value:
        yield mention, "range-reversed", f"the range {mention.text} ends below its start"
    if mention.method in _SPLIT:
        yield mention, "number-split", f"{mention.text} may be one number that a space or a misplaced comma has cut; it has no value"
    if not quantity.unit and quantity.unit_text:
        message = f"{quantity.unit_text} in {mention.text} has several meanings; the sentence does not say which"
        yield mention, "unit-unknown", message


def _is_over(quantity: Quantity) -> bool:
    """More than 100 %, or a fraction above one (3分の4)."""
    if quantity.value is None:
        return False
    return quantity.value > (_WHOLE_PERCENT if quantity.kind == "percent" else 1) and (
        quantity.kind == "percent" or (quantity.kind == "ratio" and not quantity.unit)
    )


def _is_share(mention: Mention, quantity: Quantity, text: str) -> bool:
    if quantity.change or quantity.basis:
        return False
    if _ALL_BEFORE.search(text, _near(mention), mention.start) and _ALL_AFTER.match(text, mention.end):
        return True
    return bool(_SHARE.match(text, mention.end) or _SHARE_BEFORE.search(text, _near(mention), mention.start))


def _pair(whole: _Read, part: _Read, text: str) -> Iterator[Doubt]:
    """X人のうちY人 with Y above X; 3割…、残る8割."""
    if not _comparable(whole[1], part[1]) or whole[1].value is None or part[1].value is None:
        return
    link = _PART.match(text, whole[0].end)
    if link and part[0].start - link.end() <= 20 and part[1].value > whole[1].value:
        yield part[0], "part-over-whole", f"{part[0].text} is more than the {whole[0].text} it is part of"
    total = whole[1].value + part[1].value
    if part[1].kind == "percent" and total > _WHOLE_PERCENT + _ROUNDING and _REST.fullmatch(text, whole[0].end, part[0].start):
        yield part[0], "share-over-whole", f"{whole[0].text} and the remaining {part[0].text} are more than all of a whole"


def _breakdowns(read: Sequence[_Read], text: str) -> Iterator[Doubt]:
    """死者30人（民間人20人、兵士15人）, 30人の内訳は男性20人、女性15人: parts that add up to more than the first."""
    for index in range(len(read) - 2):
        mention, whole = read[index]
        if whole.value is None or not _LIST.fullmatch(text, mention.end, read[index + 1][0].start):
            continue
        parts = _listed(read, index + 1, text)
        total = sum(quantity.value or 0 for _, quantity in parts)
        if len(parts) > 1 and all(_comparable(whole, quantity) for _, quantity in parts) and total > whole.value:
            yield parts[-1][0], "part-over-whole", f"the parts of {mention.text} add up to {total:g}"


def _shares(read: Sequence[_Read], text: str) -> Iterator[Doubt]:
    """内訳は男性60%、女性50%: shares that add up to more than 100 %."""
    for index, (mention, quantity) in enumerate(read):
        if quantity.kind != "percent" or not _SHARES.search(text, _near(mention), mention.start):
            continue
        parts = _listed(read, index, text)
        total = sum(part.value or 0 for _, part in parts)
        if all(part.kind == "percent" for _, part in parts) and total > _WHOLE_PERCENT + _ROUNDING:
            yield parts[-1][0], "share-over-whole", f"the shares add up to {total:g} %"


def _listed(read: Sequence[_Read], index: int, text: str) -> list[_Read]:
    """The quantities of the plain list that begins at `index`, only names between them."""
    end = index + 1
    while end < len(read) and _NEXT.fullmatch(text, read[end - 1][0].end, read[end][0].start):
        end += 1
    return list(read[index:end])


def _near(mention: Mention) -> int:
    return max(0, mention.start - _REACH)


def _comparable(first: Quantity, second: Quantity) -> bool:
    if first.value is None or second.value is None or first.value_max is not None or second.value_max is not None:
        return False
    return bool(first.unit) and first.unit == second.unit
