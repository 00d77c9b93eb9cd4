"""A quantity that something is said with → the subject or object of it: 輸出は30億ドルに達した, 定員を300人に増やす."""

from __future__ import annotations

from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.items.fit import EVENTS, PEOPLE, SHARES, counted
from pipeline.extract.quantities.items.phrases import Phrase
from pipeline.extract.quantities.items.scene import Scene, described, is_verb, named, object_of, owner, says, subject, topic
from pipeline.extract.quantities.items.surface import fits
from pipeline.model import Quantity

_LOOSE = frozenset({"", "ずつ", "ほど", "も", "のみ", "だけ", "しか", "にわたり", "にわたって", "に"})
_HANDED_ON = frozenset({"nmod", "compound", "acl", "obl", "advcl", "nsubj", "dep"})
_COPULAS = ("", "で", "であり", "である", "だ", "だった", "であった", "でしたが", "だが", "であったが", "です")
_SUBJECTS = ("nsubj", "dislocated")
_MOST_STEPS = 6


def item(view: Scene, phrase: Phrase, particle: str, value: Quantity) -> str:
    """The subject or object of what is said with a quantity that stands in `phrase` before `particle`."""
    at = phrase
    for _ in range(_MOST_STEPS):
        found = _own_subject(view, at, phrase.start, value)
        if not found and at.index in view.counted and at.label in ("advcl", "ROOT") and particle in _COPULAS:
            found = topic(view, at, phrase.start)
        if found:
            return counted(view, found, value)
        over = view.over(at)
        if over.index <= at.index:
            return counted(view, subject(view, at, phrase.start), value) if at is not phrase and _passes_on(view, at) else ""
        if over.index in view.counted or _passes_on(view, over):
            if at.label not in _HANDED_ON and not nouns.is_pivot(nouns.bare(view.text, over)):
                return ""
            at, particle = over, over.particle
            continue
        if over.label == "acl" and says(view.verb(over), "level") and view.over(over).index in view.counted:  # 8倍となる800トン
            at = view.over(over)
            particle = at.particle
            continue
        return counted(view, _by_verb(view, over, at, particle, value), value)
    return ""


def _passes_on(view: Scene, phrase: Phrase) -> bool:
    """Whether a noun hands the quantity on to what it depends on: 2倍の規模, 3%の増加; not the verb 増加する."""
    if is_verb(view, phrase):
        return False
    written = nouns.bare(view.text, phrase)
    return nouns.is_generic(written) or nouns.is_change(written) or nouns.is_pivot(written)


def _own_subject(view: Scene, phrase: Phrase, before: int, value: Quantity) -> str:
    """The subject of a quantity that is itself the predicate: 署名国は50カ国で; of one that goes on, that of the one before it."""
    troops = value.kind == "count" and value.unit_text in PEOPLE
    for inner in reversed([p for p in view.under(phrase) if p.start < before or p.label == "acl"]):
        found = ""
        if inner.index in view.counted:
            found = _own_subject(view, inner, inner.start, value) if inner.label == "advcl" and value.kind in SHARES else ""
        elif inner.particle in ("は", "が", "も") and (inner.label in _SUBJECTS or inner.particle == "は"):
            found = named(view, inner, names=troops and nouns.is_troops(nouns.bare(view.text, inner)))
        elif inner.label == "acl" and says(view.verb(inner), "level"):  # a topic reaches over the clause it was hung on
            found = next((named(view, p) for p in view.under(inner) if p.particle == "は" and p.label == "nsubj" and p.start < before), "")
        if found:
            return found
    return ""


def _by_verb(view: Scene, verb: Phrase, at: Phrase, particle: str, value: Quantity) -> str:
    written, before = view.verb(verb), at.start
    passive = says(written, "passive")
    if value.unit_text in EVENTS and value.kind == "count":
        return _event(view, verb, written, before, particle, passive)
    if particle in ("は", "が", "も"):
        return _topic(view, verb, at) if value.kind in SHARES else ""
    made = value.kind != "count" or says(written, "set")
    if particle.startswith("から") and written.startswith("な"):
        return ""  # 12項目からなる names the parts of a whole
    if value.kind in SHARES and not particle and says(written, "set"):
        return object_of(view, verb, before) or subject(view, verb, before)
    if particle.startswith(("に", "へ", "まで", "と", "から")) and made:
        found = object_of(view, verb, before)
        if found:
            return found
    if says(written, "estimate"):
        return object_of(view, verb, before) or (subject(view, verb, before) if passive else "")
    if says(written, "compare"):
        return subject(view, verb, before)
    if says(written, "level") or (passive and says(written, "set")):
        return _of_level(view, verb, at, particle, value)
    if value.kind == "count" and particle in _LOOSE:
        return _floating(view, verb, written, before, value)
    return ""


def _of_level(view: Scene, verb: Phrase, at: Phrase, particle: str, value: Quantity) -> str:
    """What has the amount that a verb like 達する, 占める tells: its subject, or the dimension that it describes."""
    if particle == "を" and value.kind in SHARES and says(view.verb(verb), "make-up"):
        between = [p for p in view.under(verb) if p.start > at.start and p.particle == "が"]
        found = next((named(view, p) for p in reversed(between)), "")
        if found:
            return found
    found = subject(view, verb, at.start)
    over = described(view, view.over(verb))
    if found or verb.label != "acl" or over.index <= verb.index:
        return found
    written = nouns.bare(view.text, over)
    if nouns.is_outlook(written):
        return subject(view, over, at.start)
    return named(view, over) if nouns.is_dimension(written) or (value.unit_text in PEOPLE and nouns.is_people(written)) else ""


def _event(view: Scene, verb: Phrase, written: str, before: int, particle: str, passive: bool) -> str:
    """What happened that often: the event that is held, or the act that the verb itself names."""
    if says(written, "level"):
        return subject(view, verb, before)
    if says(written, "hold"):
        return (subject(view, verb, before) if passive else "") or object_of(view, verb, before) or object_of(view, verb, len(view.text))
    if particle in _LOOSE and verb.act and is_verb(view, verb):
        return nouns.bare(view.text, verb)
    return ""


def _topic(view: Scene, verb: Phrase, at: Phrase) -> str:
    """What a share is of where the share is the subject: 企業の4割が減益を予想する, 留学生は約4割がアジア出身だ."""
    whole = owner(view, at)
    if whole:
        return whole
    for inner in view.before(verb, at.start):
        if inner.particle == "は" and inner.index not in view.counted:
            return named(view, inner)
    return ""


def _floating(view: Scene, verb: Phrase, written: str, before: int, value: Quantity) -> str:
    """A count beside its noun: 無人機を300機生産した, 協力分野が二つある."""
    found = object_of(view, verb, before)
    if found:
        return "" if nouns.is_uncounted(found) and not fits(found, value.unit_text) else found
    found = object_of(view, verb, verb.start)  # 30万人規模で志願兵を確保する
    if found and (fits(found, value.unit_text) or (value.unit_text in PEOPLE and nouns.is_people(found))):
        return found
    found = subject(view, verb, before)
    return found if says(written, "exist") or fits(found, value.unit_text) else ""
