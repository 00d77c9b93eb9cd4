"""A predicate in its sentence → what is done: the word that tells it, its dictionary form and the class of action."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import HOLDS
from pipeline.resolve.events.classes import NONE, SAYS, action_class, dictionary_form, is_act, is_decreed, is_light, verb_of
from pipeline.resolve.events.parties import Parties, owners, parties
from pipeline.resolve.events.scene import Scene

_RECEIVES, _CLEAR = "受ける", frozenset({"明らか", "明確", "鮮明"})
_DOES = frozenset({"行う", "行なう"})
_NOUN_OF_NO_DOER = _DOES | {"なす", "する", "重ねる", "進める"}
_AGAINST = frozenset({"attack", "criticise", "support", "sanction"})
_DONE_TO = frozenset({"attack", "criticise", "sanction", "supply", "exercise", "invest", "support"})
_OPENS, _OPENED = "開く", ("店", "支店", "窓口", "口座", "道", "扉", "所", "館", "基地", "拠点", "口", "門戸")
_HELD = {"exercise": "exercise", "summit": "meet", "congress": "meet"}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a predicate tells: `action` at `start`–`end`, its class `kind` (None: in no list), and `who` it is done to.

    `noun` is the phrase whose noun names the act, where the verb does not (演習を行う); `received` says that the subject is
    the one it is done to (攻撃を受ける).
    """

    action: str
    kind: str | None
    start: int
    end: int
    noun: int | None
    received: bool
    who: Parties


def deed(scene: Scene, predicate: Predicate) -> Deed:
    """What a predicate tells."""
    lemma = _lemma(scene, predicate)
    noun = _named_act(scene, predicate, lemma)
    who = parties(scene, predicate, noun)
    if noun is not None and (act := scene.act(noun)):
        action = verb_of(act[0])
        start, end = min(act[1], predicate.start), act[1] + len(act[0])  # 行われた会談
        if noun == predicate.chunk - 1:
            end = predicate.end  # 会談を行い
        elif noun < predicate.chunk and predicate.passive:
            start, end = predicate.start, predicate.end  # 会談は5月に行われ
        kind = action_class(action, who.told)
        if lemma == _RECEIVES and predicate.form == "goes-on" and kind not in _DONE_TO:
            kind = NONE  # 合意を受け、
        return Deed(action, kind, start, end, noun, lemma == _RECEIVES, _against(scene, predicate, noun, kind, who))
    start = scene.chunk(predicate.chunk - 1).start if lemma.removesuffix("にする") in _CLEAR else predicate.start
    kind = SAYS if _holds(scene, predicate, lemma) else _kind_of_event(scene, predicate, lemma) or action_class(lemma, who.told)
    if lemma == _OPENS and predicate.passive and kind == "other" and not any(told.endswith(_OPENED) for told in who.told):
        kind = "meet"  # MEPC82が開かれた
    return Deed(lemma, kind, start, predicate.end, None, received=False, who=_against(scene, predicate, None, kind, who))


def _against(scene: Scene, predicate: Predicate, noun: int | None, kind: str | None, who: Parties) -> Parties:
    """With those whose part or stand is attacked, criticised, supported or put under sanctions, where nobody else is."""
    return replace(who, targets=owners(scene, predicate, noun)) if kind in _AGAINST and not who.targets else who


def _lemma(scene: Scene, predicate: Predicate) -> str:
    """The verb's dictionary form; 行った is that of 行う where it has an object, or modifies an act, as the two are written alike."""
    head = scene.head(predicate.chunk) if predicate.form == "modifies" else None
    if predicate.lemma == "行く" and ("を" in scene.particles(predicate.chunk) or (head is not None and scene.act(head))):
        return "行う"
    before = predicate.chunk - 1
    if predicate.lemma == "する" and before in scene.under(predicate.chunk) and scene.chunk(before).core.text in _CLEAR:
        return f"{scene.chunk(before).core.text}にする"
    return dictionary_form(predicate.lemma)


def _named_act(scene: Scene, predicate: Predicate, lemma: str) -> int | None:
    """The phrase whose noun is what is done: 演習 of 演習を行った; of a passive only with 行う, する and the like."""
    if (predicate.passive and lemma not in _NOUN_OF_NO_DOER) or (lemma == "ある" and not predicate.past):
        return None
    if lemma == "する" and _is_made(scene, predicate):
        return None
    head = scene.head(predicate.chunk) if predicate.form == "modifies" else None
    if head is not None and lemma in _DOES and "を" not in scene.particles(predicate.chunk) and _is_listed(scene, head):
        return head  # 行った発射
    for inner in reversed(scene.under(predicate.chunk)):
        particle = scene.particle(inner)
        if particle == "と" and inner == predicate.chunk - 1 and lemma == "する" and (act := scene.act(inner)) and is_decreed(act[0]):
            return inner  # 輸出も禁止とされた
        if scene.predicate(inner) is not None or particle in ("と", "とは"):
            if particle:
                return None
            continue
        plain = "を" if predicate.passive and particle in ("が", "は", "も") else particle[:1] + particle[1:].strip("はも")
        if is_light(plain, lemma) and scene.act(inner):
            return inner
    return None


def _is_made(scene: Scene, predicate: Predicate) -> bool:
    """Whether する makes something so or so: 協力を可能にする."""
    before = predicate.chunk - 1
    return before in scene.under(predicate.chunk) and scene.particle(before) == "に" and scene.chunk(before).core.tag.startswith("形状詞")


def is_done_again(scene: Scene, predicate: Predicate, done: Deed) -> bool:
    """Whether an act that a clause modifies is what the clause it stands in tells: 行ってきた実験を昨年も実施した."""
    if done.noun is None or predicate.form != "modifies" or done.noun < predicate.chunk:
        return False
    over = scene.predicate(scene.clauses.heads[done.noun])
    return over is not None and over.lemma != "する" and is_light(scene.particle(done.noun), dictionary_form(over.lemma))


def _is_listed(scene: Scene, index: int) -> bool:
    """Whether a phrase's noun names an act that is in a list."""
    act = scene.act(index)
    return act is not None and is_act(verb_of(act[0]))


def _kind_of_event(scene: Scene, predicate: Predicate, lemma: str) -> str | None:
    """What is done where a named event is held: 「北の嵐」が行われた."""
    if lemma not in HOLDS:
        return None
    found = (scene.event_type(inner) for inner in scene.under(predicate.chunk))
    return next((_HELD[subtype] for subtype in found if subtype in _HELD), None)


def _holds(scene: Scene, predicate: Predicate, lemma: str) -> bool:
    """Whether it is the する of 「…」とした: to say so; not that of しようとする, nor of a reason (…として)."""
    text = scene.clauses.text
    will, reason = text[max(0, predicate.start - 2) : predicate.start] == "うと", text[predicate.end : predicate.stop] == "て"
    before = predicate.chunk - 1
    if lemma != "する" or predicate.passive or reason or will or before not in scene.under(predicate.chunk):
        return False
    said = scene.predicate(before)
    return said.form == "quoted" if said else scene.chunk(before).quotes and scene.particle(before) == "と"
