"""A quantity in a parsed sentence → what it counts or measures, by dependencies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.items.phrases import Phrase
from pipeline.extract.quantities.items.scene import Scene, named, object_of, says, subject
from pipeline.extract.quantities.items.surface import fits
from pipeline.model import Mention, Quantity

_SHARES = frozenset({"percent", "ratio"})
_AMONG = frozenset({"うち", "内", "中"})
_EVENTS = frozenset({"回", "度"})
_ABSTRACT = frozenset({"つ", "項目", "点", "種類", "段階"})
_PEOPLE = frozenset({"人", "名"})
_TELLING = re.compile(r"(?:[カかヵヶケ箇ヵ]?国|州|都市|地域|社|校|大学|省|市|県|村|町)(?:・.*)?\Z")
_LOOSE = frozenset({"", "ずつ", "ほど", "も", "のみ", "だけ", "しか", "にわたり", "にわたって", "に"})
_MEASURES = frozenset({"mass", "length", "volume", "area", "speed", "other"})
_JOINING = frozenset({"と", "や", "及び", "および"})
_NOT_ATTRIBUTIVE = "、，。てでばがとしり"
_RIGHT_BEFORE = frozenset({"は", "が", "は、", "が、"})
_NEVER_BESIDE = frozenset({"count", "ratio", "length"})
_MOST_STEPS = 6


def item(view: Scene, mention: Mention) -> str:
    """The noun that the quantity counts or measures, or "" where the dependencies leave doubt."""
    value = mention.value
    if not isinstance(value, Quantity):
        return ""
    phrase = view.last(mention.end)
    before = view.last(min(mention.start, phrase.start) if phrase is not None else 0)
    if phrase is not None and phrase.end <= mention.start:
        before, phrase = phrase, None
    gap = view.text[before.end : mention.start] if before is not None else ""
    if phrase is None:  # in the brackets behind a noun, or taken for a part of the noun before it
        return _beside(view, before, gap, value)
    if phrase.end > mention.end:
        found = _compounded(view, phrase, mention, value)
        if found or not nouns.is_passed(view.text[mention.end : phrase.end]):
            return found
    found = _prefixed(view, phrase, mention, value) or _modified(view, phrase, mention, value) or _predicated(view, phrase, mention, value)
    if found or _particle(view, phrase, mention) == "を":
        return found or _whole(view, phrase, value)
    return _whole(view, phrase, value) or _beside(view, before, gap, value)


def _particle(view: Scene, phrase: Phrase, mention: Mention) -> str:
    """The particles behind the quantity, those that belong to it (ほど) left out."""
    rest = view.text[max(mention.end, phrase.end) : phrase.stop]
    return re.sub(r"（[^）]*）|\([^)]*\)|[、。，」』]", "", rest)


def _modified(view: Scene, phrase: Phrase, mention: Mention, value: Quantity) -> str:
    """The noun behind: 15棟の倉庫, 1,000を超える事業, 90人と見られる部隊."""
    after = view.over(phrase)
    particle = _particle(view, phrase, mention)
    if after.index <= phrase.index:
        return ""
    if particle == "の":
        return "" if after.index in view.counted else _fitting(view, after, value)
    if _is_attributive(view, after) and not subject(view, after, phrase.start) and not object_of(view, after, phrase.start):
        thing = _last_joined(view, view.over(after))
        if thing.index > after.index and thing.index not in view.counted:
            return _fitting(view, thing, value)
    return ""


def _is_attributive(view: Scene, verb: Phrase) -> bool:
    """Whether a verb that tells an amount stands right before the noun it describes: 300を超える無人機."""
    if not says(view.verb(verb), "level", "estimate", "exist") or view.text[verb.stop - 1] in _NOT_ATTRIBUTIVE:
        return False
    return verb.label == "acl" or (verb.label == "advcl" and verb.head == verb.index + 1 and not _is_verb(view, view.over(verb)))


def _last_joined(view: Scene, phrase: Phrase) -> Phrase:
    """The last of nouns joined by と, や, 及び: ミサイル of 無人機とミサイル."""
    while phrase.label == "nmod" and phrase.particle in _JOINING and phrase.head == phrase.index + 1:
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
    return _counted_by(view, written, value)


def _fitting(view: Scene, phrase: Phrase, value: Quantity) -> str:
    """The noun of `phrase` where a quantity of this kind and counter can be of it."""
    if nouns.is_generic(nouns.bare(view.text, phrase)) or nouns.is_change(nouns.bare(view.text, phrase)):
        return ""
    written = named(view, phrase, names=value.kind in ("count", "money", "mass", "volume"))
    if not written or value.kind != "count":
        return "" if value.unit == "x" and phrase.proper else written
    counter = value.unit_text
    if _TELLING.search(counter):
        return written if fits(written, counter) else ""
    if counter in _PEOPLE:
        return written if nouns.is_people(written) and not phrase.proper else ""
    if counter in _ABSTRACT:
        return written
    return written if phrase.act or not nouns.is_uncounted(written) else ""


def _predicated(view: Scene, phrase: Phrase, mention: Mention, value: Quantity) -> str:
    """The subject or object of what is said with the quantity: 輸出は30億ドルに達した, 定員を300人に増やす."""
    at, particle = phrase, _particle(view, phrase, mention)
    for _ in range(_MOST_STEPS):
        found = _own_subject(view, at, phrase.start, value)
        if found:
            return _counted_by(view, found, value)
        over = view.over(at)
        if over.index <= at.index:
            return ""
        if over.index in view.counted or _passes_on(view, over):
            if at.label not in ("nmod", "compound", "acl", "obl", "advcl", "nsubj", "dep"):
                return ""
            at, particle = over, over.particle
            continue
        return _counted_by(view, _by_verb(view, over, at, particle, value), value)
    return ""


def _passes_on(view: Scene, phrase: Phrase) -> bool:
    """Whether a noun hands the quantity on to what it depends on: 2倍の規模, 3%の増加; not the verb 増加する."""
    if _is_verb(view, phrase):
        return False
    written = nouns.bare(view.text, phrase)
    return nouns.is_generic(written) or nouns.is_change(written)


def _own_subject(view: Scene, phrase: Phrase, before: int, value: Quantity) -> str:
    """The subject of a quantity that is itself the predicate: 署名国は50カ国で; of one that goes on, that of the one before it."""
    troops = value.kind == "count" and value.unit_text in _PEOPLE
    for inner in reversed([p for p in view.under(phrase) if p.start < before]):
        found = ""
        if inner.index in view.counted:
            found = _own_subject(view, inner, inner.start, value) if inner.label == "advcl" and value.kind in _SHARES else ""
        elif inner.particle in ("は", "が", "も") and inner.label in ("nsubj", "dislocated"):
            found = named(view, inner, names=troops and nouns.is_troops(nouns.bare(view.text, inner)))
        elif inner.label == "acl" and says(view.verb(inner), "level"):  # a topic reaches over the clause it was hung on
            found = next((named(view, p) for p in view.under(inner) if p.particle == "は" and p.label == "nsubj"), "")
        if found:
            return found
    return ""


def _by_verb(view: Scene, verb: Phrase, at: Phrase, particle: str, value: Quantity) -> str:
    written, before = view.verb(verb), at.start
    passive = says(written, "passive")
    if value.unit_text in _EVENTS and value.kind == "count":
        return _event(view, verb, written, before, particle, passive)
    if particle in ("は", "が", "も"):
        return _topic(view, verb, at) if value.kind in _SHARES else ""
    made = value.kind != "count" or says(written, "set")
    if particle.startswith("から") and written.startswith("な"):
        return ""  # 12項目からなる names the parts of a whole
    if value.kind in _SHARES and not particle and says(written, "set"):
        return object_of(view, verb, before) or subject(view, verb, before)
    if particle.startswith(("に", "へ", "まで", "と", "から")) and made:
        found = object_of(view, verb, before)
        if found:
            return found
    if says(written, "estimate"):
        return object_of(view, verb, before) or (subject(view, verb, before) if passive else "")
    if says(written, "level") or (passive and says(written, "set")):
        found = subject(view, verb, before)
        over = view.over(verb)
        outlook = verb.label == "acl" and nouns.is_outlook(nouns.bare(view.text, over))
        return subject(view, over, before) if outlook and not found else found
    if value.kind == "count" and particle in _LOOSE:
        return _floating(view, verb, written, before, value)
    return ""


def _event(view: Scene, verb: Phrase, written: str, before: int, particle: str, passive: bool) -> str:
    """What happened that often: the event that is held, or the act that the verb itself names."""
    if says(written, "level"):
        return subject(view, verb, before)
    if says(written, "hold"):
        return (subject(view, verb, before) if passive else "") or object_of(view, verb, before) or object_of(view, verb, len(view.text))
    if particle in _LOOSE and verb.act and _is_verb(view, verb):
        return nouns.bare(view.text, verb)
    return ""


def _is_verb(view: Scene, phrase: Phrase) -> bool:
    return view.text.startswith(("し", "す", "さ", "せ", "でき"), phrase.end)


def _topic(view: Scene, verb: Phrase, at: Phrase) -> str:
    """What a share is of where the share is the subject: 企業の4割が減益を予想する, 留学生は約4割がアジア出身だ."""
    whole = _owner(view, at)
    if whole:
        return whole
    for inner in reversed([p for p in view.under(verb) if p.start < at.start]):
        if inner.particle == "は" and inner.index not in view.counted:
            return named(view, inner)
    return ""


def _whole(view: Scene, phrase: Phrase, value: Quantity) -> str:
    """What a share is of: 輸出額の3割を握る. A multiple's の names what it is compared with."""
    return _owner(view, phrase) if value.kind in _SHARES and value.unit != "x" else ""


def _beside(view: Scene, before: Phrase | None, gap: str, value: Quantity) -> str:
    """The noun with は or が right before an amount, whatever the parser hung it on: 輸出が30億ドル、輸入が20億ドル."""
    if before is None or gap not in _RIGHT_BEFORE or before.index in view.counted or value.kind in _NEVER_BESIDE:
        return ""
    return named(view, before)


def _owner(view: Scene, phrase: Phrase) -> str:
    """The noun with の before a share: 輸出額の3割, 難民のうち3割."""
    for inner in reversed([p for p in view.under(phrase) if p.start < phrase.start]):
        if nouns.bare(view.text, inner) in _AMONG:
            return _owner(view, inner)
        if inner.particle in ("の", "のうち") and inner.index not in view.counted:
            return named(view, inner)
    return ""


def _floating(view: Scene, verb: Phrase, written: str, before: int, value: Quantity) -> str:
    """A count beside its noun: 無人機を300機生産した, 協力分野が二つある."""
    found = object_of(view, verb, before)
    if found:
        return "" if nouns.is_uncounted(found) and not fits(found, value.unit_text) else found
    found = subject(view, verb, before)
    return found if says(written, "exist") or fits(found, value.unit_text) else ""


def _counted_by(view: Scene, found: str, value: Quantity) -> str:
    """`found` where the counter does not say that something else is counted; a number of something (会員の数は) has any counter."""
    if value.kind != "count" or not found or value.unit_text in _EVENTS or f"{found}の数" in view.text:
        return found
    if _TELLING.search(value.unit_text):
        return found if fits(found, value.unit_text) else ""
    if value.unit_text in _PEOPLE:
        return found if nouns.is_people(found) else ""
    return found
