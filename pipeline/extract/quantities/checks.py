"""A sentence's quantities → those a person should look at, each with a problem code and message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Mention, Quantity

Doubt = tuple[Mention, str, str]

_SHARE = re.compile(r"[をのにもが]?(?:占め|相当|当た|あたる)|の(?:割合|比率|シェア)")
_SHARE_BEFORE = re.compile(r"(?:割合|比率|シェア|占有率|構成比|得票率|投票率|支持率)(?:は|が|も)[^、。]{0,6}\Z")
_PART = re.compile(r"(?:のうち|の内|中|、うち|(?:、|（)(?:そのうち|うち|内訳は))")


def check(mentions: Sequence[Mention], text: str) -> list[Doubt]:
    """The doubtful quantities of one sentence as (mention, code, message).

    `share-over-whole`: more than 100 % of a whole (only where the text speaks of a share: 占める, 割合);
    `range-reversed`: the end of a range is smaller than its start; `number-split`: a number cut in two (1, 902);
    `part-over-whole`: Y of X人のうちY人 exceeds X; `unit-unknown`: an ambiguous unit that its context does not settle.
    """
    doubts: list[Doubt] = []
    for mention in mentions:
        if isinstance(mention.value, Quantity):
            doubts.extend(_alone(mention, mention.value, text))
    for whole, part in pairwise(mentions):
        doubts.extend(_parts(whole, part, text))
    return doubts


def _alone(mention: Mention, quantity: Quantity, text: str) -> list[Doubt]:
    doubts: list[Doubt] = []
    if quantity.kind == "percent" and quantity.value is not None and quantity.value > 100 and _is_share(mention, quantity, text):
        doubts.append((mention, "share-over-whole", f"{mention.text} of a whole is more than all of it"))
    if quantity.value is not None and quantity.value_max is not None and quantity.value_max < quantity.value:
        doubts.append((mention, "range-reversed", f"the range {mention.text} ends below its start"))
    if mention.method == "rule:split-number":
        doubts.append((mention, "number-split", f"{mention.text} may be one number that a space has cut in two; it has no value"))
    if not quantity.unit and quantity.unit_text:
        doubts.append(
            (mention, "unit-unknown", f"{quantity.unit_text} in {mention.text} has several meanings; the sentence does not say which")
        )
    return doubts


def _is_share(mention: Mention, quantity: Quantity, text: str) -> bool:
    if quantity.change or quantity.basis:
        return False
    return bool(_SHARE.match(text, mention.end) or _SHARE_BEFORE.search(text, 0, mention.start))


def _parts(whole: Mention, part: Mention, text: str) -> list[Doubt]:
    """X人のうちY人 with Y above X."""
    first, second = whole.value, part.value
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return []
    if first.value is None or second.value is None or not first.unit or first.unit != second.unit or first.value_max or second.value_max:
        return []
    link = _PART.match(text, whole.end)
    if link is None or part.start - link.end() > 20 or second.value <= first.value:
        return []
    return [(part, "part-over-whole", f"{part.text} is more than the {whole.text} it is part of")]
