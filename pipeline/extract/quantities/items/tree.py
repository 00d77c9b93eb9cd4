"""A quantity in a parsed sentence → what it counts or measures, by dependencies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pipeline.extract.quantities.items import brackets, nouns, verbs
from pipeline.extract.quantities.items.fit import EVENTS, PEOPLE, SHARES, counted, noun_of, standing
from pipeline.extract.quantities.items.phrases import Phrase
from pipeline.extract.quantities.items.scene import AMONG, Scene, described, is_verb, named, object_of, owner, place, says, subject
from pipeline.extract.quantities.items.surface import fits, is_listed
from pipeline.model import Mention, Quantity

_MEASURES = frozenset({"mass", "length", "volume", "area", "speed", "other"})
_ATTRIBUTIVE = frozenset({"の", "もの", "という", "といった", "だった", "である", "であった"})
_EXAMPLES = ("など", "等", "をはじめ")
_MOST_EXAMPLES = 6
_JOINING = frozenset({"と", "や", "及び", "および"})
_NOT_ATTRIBUTIVE = "、，。てでばがとしり"
_BRACKETS = r"（[^（）]*+）|\([^()]*+\)"
_NUMBERS = ("数", "人口")


def item(view: Scene, mention: Mention) -> str:
    """The noun that the quantity counts or measures, or "" where the dependencies leave doubt."""
    value = mention.value
    if not isinstance(value, Quantity) or (value.kind == "length" and brackets.is_distance(view.text, mention.start)):
        return ""
    bracketed = brackets.item(view, mention, value)
    if bracketed is not None:
        return bracketed
    phrase = view.last(mention.end)
    before = view.last(min(mention.start, phrase.start) if phrase is not None else 0)
    if phrase is not None and phrase.end <= mention.start:
        before, phrase = phrase, None
    gap = view.text[before.end : mention.start] if before is not None else ""
    if phrase is None:  # taken for a part of the noun before it
        return _beside(view, before, gap, value)
    if phrase.end > mention.end:
        found = _compounded(view, phrase, mention, value)
        if found or not nouns.is_passed(view.text[mention.end : phrase.end]):
            return found
    exampled = _exampled(view, before, gap, value)
    if exampled is not None:
        return exampled
    found = _prefixed(view, phrase, mention, value) or _existing(view, before, gap, phrase, value)
    particle = _particle(view, phrase, mention)
    if particle == "で" and nouns.is_passed(view.text[mention.end : phrase.end]):  # 30万人規模で
        particle = ""
    found = found or _modified(view, phrase, particle, value) or verbs.item(view, phrase, particle, value)
    if found or particle == "を":
        return found or _whole(view, phrase, value)
    return _whole(view, phrase, value) or _beside(view, before, gap, value)


def _exampled(view: Scene, before: Phrase | None, gap: str, value: Quantity) -> str | None:
    """The noun that examples before a count belong to: 戦闘機、J-10やJ-16など21機. None where none can be told from them."""
    if before is None or value.kind != "count" or not before.particle.startswith(_EXAMPLES) or not brackets.reads("example", gap):
        return None
    for index in range(before.index, max(-1, before.index - _MOST_EXAMPLES), -1):
        phrase = view.phrases[index]
        written = nouns.noun(view.text, phrase, names=True)
        if written and index not in view.counted and fits(written, value.unit_text):
            return named(view, phrase, names=True)
        if phrase.particle and phrase.particle not in _JOINING and index != before.index:
            break
    return "" if is_listed(value.unit_text) else None


def _existing(view: Scene, before: Phrase | None, gap: str, phrase: Phrase, value: Quantity) -> str:
    """The noun with が right before a count of what there is, whatever the clause then describes: 回線が1本しかない国."""
    if before is None or value.kind != "count" or before.index in view.counted or not brackets.reads("beside", gap):
        return ""
    return standing(view, before, value) if says(view.verb(view.over(phrase)), "exist") else ""


def _particle(view: Scene, phrase: Phrase, mention: Mention) -> str:
    """The particles behind the quantity, those that belong to it (ほど) left out."""
    rest = view.text[max(mention.end, phrase.end) : phrase.stop]
    return re.sub(rf"{_BRACKETS}|[、。，」』]", "", rest)


def _modified(view: Scene, phrase: Phrase, particle: str, value: Quantity) -> str:
    """The noun behind: 15棟の倉庫, 1,000を超える事業, 90人と見られる部隊."""
    after = view.over(phrase)
    if after.index <= phrase.index:
        return ""
    if particle in _ATTRIBUTIVE:
        thing = described(view, after)
        if thing.index in view.counted:
            return ""
        found = noun_of(view, thing, value)
        return _with_second(view, thing, found, value) if found else ""
    if _is_attributive(view, after) and not subject(view, after, phrase.start) and not object_of(view, after, phrase.start):
        thing = _last_joined(view, view.over(after))
        if thing.index > after.index and thing.index not in view.counted and not nouns.is_outlook(nouns.bare(view.text, thing)):
            return noun_of(view, thing, value)
    return ""


def _with_second(view: Scene, thing: Phrase, found: str, value: Quantity) -> str:
    """The noun with the one that と, や join to it where people are counted and both are people: 避難民と移民."""
    second = view.over(thing)
    if value.unit_text not in PEOPLE or thing.particle not in _JOINING or second.index != thing.index + 1 or second.index in view.counted:
        return found
    other = noun_of(view, second, value)
    first, last = place(view, thing, found), place(view, second, other) if other else -1
    joined = view.text[first : last + len(other)] if min(first, last) >= 0 else ""
    return joined if re.fullmatch(rf".+(?:{'|'.join(sorted(_JOINING))}).+", joined) and "の" not in joined else found


def _is_attributive(view: Scene, verb: Phrase) -> bool:
    """Whether a verb that tells an amount stands right before the noun it describes: 300を超える無人機."""
    if not says(view.verb(verb), "level", "estimate", "exist") or view.text[verb.stop - 1] in _NOT_ATTRIBUTIVE:
        return False
    return verb.label == "acl" or (verb.label == "advcl" and verb.head == verb.index + 1 and not is_verb(view, view.over(verb)))


def _last_joined(view: Scene, phrase: Phrase) -> Phrase:
    """The last of nouns joined by と, や, 及び: ミサイル of 無人機とミサイル."""
    while phrase.label == "nmod" and phrase.particle in _JOINING and phrase.head == phrase.index + 1:
        if phrase.head in view.counted:  # 人員と艦船20隻
            break
        phrase = view.over(phrase)
    return phrase


def _compounded(view: Scene, phrase: Phrase, mention: Mention, value: Quantity) -> str:
    """The noun that a measure is compounded to: 2,000ポンド爆弾."""
    index = bisect_left(view.starts, mention.end)
    stop = min((phrase.end, *view.starts[index : index + 1]))
    rest = view.text[mention.end : stop].removeprefix("級").removeprefix("型")
    if value.kind not in _MEASURES or len(rest) < 2 or nouns.is_generic(rest) or nouns.is_change(rest) or nouns.is_uncounted(rest):
        return ""
    return rest


def _prefixed(view: Scene, phrase: Phrase, mention: Mention, value: Quantity) -> str:
    """The noun before a count that follows another quantity in one compound: 2,000ポンド爆弾1,800発."""
    index = bisect_right(view.ends, mention.start)
    behind = view.ends[index - 1] if index else 0
    written = view.text[behind : mention.start]
    if behind <= phrase.start or value.kind != "count" or len(written) < 2 or nouns.is_uncounted(written):
        return ""
    return counted(view, written, value)


def _whole(view: Scene, phrase: Phrase, value: Quantity) -> str:
    """What a share is of: 輸出額の3割を握る, 契約額のうち3億ドル. A multiple's の names what it is compared with."""
    if value.kind in SHARES:
        return owner(view, phrase) if value.unit != "x" else ""
    among = next((p for p in view.before(phrase, phrase.start) if nouns.bare(view.text, p) in AMONG), None)
    return counted(view, owner(view, among), value) if among is not None else ""


def _beside(view: Scene, before: Phrase | None, gap: str, value: Quantity) -> str:
    """The noun with は or が right before an amount, whatever the parser hung it on: 輸出が30億ドル、輸入が20億ドル."""
    if before is None:
        return ""
    start = before.end + len(gap)
    while before.index and before.index not in view.counted and _is_setting(view, before):  # 輸出は、2020年が前年に比べ5%
        before = view.phrases[before.index - 1]
    gap = re.sub(_BRACKETS, "", view.text[before.end : start])
    if gap == "を" and before.index not in view.counted and value.kind != "count":
        written = named(view, before)
        return written if nouns.is_dimension(written) else ""
    if before.index in view.counted or value.kind == "length" or not brackets.reads("beside", gap):
        return ""
    written = standing(view, before, value)
    if value.kind == "ratio":
        return written if nouns.is_dimension(written) else ""
    if value.kind != "count":
        return "" if nouns.is_holder(written) or nouns.is_people(written) else written
    return written if written.endswith(_NUMBERS) and (value.unit_text not in EVENTS or written.endswith("回数")) else ""


def _is_setting(view: Scene, phrase: Phrase) -> bool:
    """Whether a phrase only says when, or beside what, an amount is told: 2020年が, 前年に, 比べて."""
    return nouns.is_time(view.text, phrase) or says(view.verb(phrase), "compare")
