"""A predicate with its object → the class of its action; "" for what is no event, None for a verb that no list has."""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract.events.marks import sayings

_MOVES = frozenset({"延長する", "延期する", "前倒しする", "設定する", "変更する", "先送りする"})
_AGAIN, _MOST_SHORT = "再", 4  # 再適用する is 適用する; 再生する is a word of its own
_GATHERINGS = ("会議",)  # what is taken part in, where the verb alone does not say
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])[\u3041-\u3093](?=[\u4e00-\u9fff])")
_ENDS = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))  # 取り決め, 引き渡し
_SHORTEST_NOUN, _LONGEST_NOUN = 2, 6
NONE, SAYS = "none", "announce"


def action_class(lemma: str, objects: tuple[str, ...]) -> str | None:
    """The class by the verb and, where it is told by that, by what the verb's object ends with."""
    by_object, plain = _predicates()
    for ends, found in by_object.get(lemma, ()):
        if any(written.endswith(ends) for written in objects):
            return found
    if is_phase(lemma) and (begun := next((kind for written in objects if (kind := class_of_noun(written))), None)):
        return begun
    again = lemma.startswith(_AGAIN) and lemma not in plain and lemma not in by_object and len(lemma) > _MOST_SHORT
    return action_class(lemma[1:], objects) if again else plain.get(lemma)


def is_agreeing(lemma: str) -> bool:
    """Whether a verb says that something is agreed, whatever its object: 合意する, 一致する."""
    return action_class(dictionary_form(lemma), ()) == "agree"


def class_of_noun(written: str) -> str | None:
    """The class of the act that a phrase ends with: supply for 天然ガスの供給."""
    plain = _predicates()[1]
    nouns = (written[-size:] for size in range(min(_LONGEST_NOUN, len(written)), _SHORTEST_NOUN - 1, -1))
    kinds = (plain.get(verb_of(noun), NONE) for noun in nouns)  # 試験, 打ち上げ
    return next((kind for kind in kinds if kind != NONE), None)


def is_act(lemma: str) -> bool:
    """Whether a verb is one of those that are listed as doing something."""
    by_object, plain = _predicates()
    return lemma in by_object or plain.get(lemma, NONE) != NONE


def is_light(particle: str, lemma: str) -> bool:
    """Whether a verb only says that what its object names is done: を行う, に至る."""
    return (particle, lemma) in _lights()


def dictionary_form(lemma: str) -> str:
    """The form that the lists have: 報じる for 報ずる, 取り消す for 取消す."""
    form = f"{lemma[:-2]}じる" if lemma.endswith("ずる") else lemma
    if _is_listed(form):
        return form
    noun = form.removesuffix("する")
    return verb_of(noun) if noun != form and noun[-1:] in _ENDS else _spellings().get(_spelt(form), form)  # 手渡しする


def verb_of(noun: str) -> str:
    """What is done where a noun names it: 会談する of 会談, 打ち上げる of 打ち上げ and 打上げ."""
    does = f"{noun}する"
    if _is_listed(does):
        return does
    forms = (noun + "る", noun[:-1] + _ENDS.get(noun[-1:], "る"))
    return next((found for form in forms if (found := _spellings().get(_spelt(form)))), does)


def is_said_by(lemma: str) -> bool:
    """Whether a verb says, plans, thinks or denies what its clause tells."""
    return lemma in sayings()


def names_doer(lemma: str) -> bool:
    """Whether the passive of a verb has its doer in に: A国に攻撃された."""
    return lemma in _doers()


def befalls(lemma: str) -> bool:
    """Whether a verb tells what its subject comes to, not what it does: 始まる, 発効する."""
    return lemma in _befalling()


def begins(lemma: str) -> bool:
    """Whether a verb tells how somebody or something came to be what it is: 設立する."""
    return lemma in _origins()


def is_phase(lemma: str) -> bool:
    """Whether a verb tells that an act begins, ends or succeeds: 開始する."""
    return lemma in _phases()


def is_decreed(noun: str) -> bool:
    """Whether とする behind a noun does what it names: 輸出を禁止とする."""
    return noun in _decrees()


def is_gathering(lemma: str) -> bool:
    """Whether a verb tells of a visit or a meeting, at which other things are done."""
    return not is_phase(lemma) and action_class(lemma, _GATHERINGS) in ("visit", "meet")


def moves(lemma: str) -> bool:
    """Whether somebody or something goes somewhere, so that a noun the verb describes is what goes: 飛来したミサイル."""
    return lemma in _movements()


def moves_dates(lemma: str) -> bool:
    """Whether a date in に is what a verb sets, not when: 期限を9月に延長する."""
    return lemma in _MOVES


@cache
def _predicates() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], dict[str, str]]:
    by_object: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    plain: dict[str, str] = {}
    for row in rules.words("event_predicates"):
        if row["object"]:
            by_object.setdefault(row["predicate"], []).append((tuple(row["object"].split("|")), row["class"]))
        else:
            plain[row["predicate"]] = row["class"]
    return by_object, plain


def _is_listed(lemma: str) -> bool:
    by_object, plain = _predicates()
    return lemma in plain or lemma in by_object


def _spelt(lemma: str) -> str:
    """As it is written with the fewest letters: 取消す for 取り消す."""
    return _BETWEEN.sub("", lemma)


@cache
def _spellings() -> dict[str, str]:
    by_object, plain = _predicates()
    return {_spelt(lemma): lemma for lemma in (*by_object, *plain) if not lemma.endswith("する")}


@cache
def _phases() -> frozenset[str]:
    return frozenset(row["verb"] for row in rules.words("event_phases"))


@cache
def _origins() -> frozenset[str]:
    return frozenset(row["verb"] for row in rules.words("event_origins"))


@cache
def _decrees() -> frozenset[str]:
    return frozenset(row["noun"] for row in rules.words("event_decrees"))


@cache
def _movements() -> frozenset[str]:
    return frozenset(row["verb"] for row in rules.words("event_movements"))


@cache
def _doers() -> frozenset[str]:
    return frozenset(row["verb"] for row in rules.words("event_doers"))


@cache
def _befalling() -> frozenset[str]:
    return frozenset(row["verb"] for row in rules.words("event_befalling"))


@cache
def _lights() -> frozenset[tuple[str, str]]:
    return frozenset((row["particle"], row["verb"]) for row in rules.words("event_light_verbs"))
