"""A predicate in its sentence → to whom, with whom, what, how much and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.events import Predicate
from pipeline.model import Mention
from pipeline.resolve.events.classes import befalls, dictionary_form, names_doer
from pipeline.resolve.events.scene import SUBJECTS, Scene

_AGAINST = ("に対して", "に対し", "に対しても", "に対しては")
_TO = frozenset({"に", "にも", "には", "へ", "へは", "と", "とは", "とともに", "と共に", "と並んで", "との間で", *_AGAINST})
_OF_NOUN = frozenset({"への", "との", "に対する"})
_WHAT = frozenset({"を", "に", "について", "をも", "については", "には", "にも"})
_WHERE = frozenset({"で", "では", "において", "にて", "でも", "においても"})
_PARTNERS, _VISITS = ("間", "共同", "連携", "合同"), "訪"
_DESCRIBES, _MOST_STEPS = frozenset({"の", "をめぐる", "に関する", "についての", "に向けた"}), 4


Own = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Parties:
    """Ids of those it is done to or with, words of what it is about, amounts in those, ids of places.

    `told` are the words by which the kind of action is told: objects, what a clause modifies, and whose part an object is.
    """

    targets: tuple[str, ...]
    objects: tuple[str, ...]
    quantities: tuple[Mention, ...]
    places: tuple[str, ...]
    told: tuple[str, ...]


def parties(scene: Scene, predicate: Predicate, noun: int | None, own: Own | None = None) -> Parties:
    """Those of a predicate; `noun` is the phrase whose noun is what is done, where the verb does not say it.

    `own`: of what a predicate tells several times, the phrases where the first begins and the last ends, and where this one does.
    """
    targets: list[str] = []
    objects: list[int] = []
    places: list[str] = []
    loose: list[int] = []
    for inner, particle in _phrases(scene, predicate, noun):
        targets += _together(scene, inner)
        if (
            scene.is_time(inner)
            or inner == noun
            or (particle[:1] == "に" and (scene.is_hour(inner) or any(scene.particle(at) == "を" for at in scene.under(inner))))
            or (particle.startswith("に") and _words(scene, inner).endswith("時"))
            or (own and own[0] <= inner <= own[1] and not own[2] <= inner <= own[3])
        ):
            continue
        if particle in _WHERE:
            places += scene.places(inner)
        elif particle in _TO or particle in _OF_NOUN or particle in _WHAT or (predicate.passive and particle in SUBJECTS):
            ids = scene.ids(inner)
            if not (predicate.passive and particle == "に" and names_doer(dictionary_form(predicate.lemma))):
                targets += ids
            if not ids and not scene.chunk(inner).core.tag.startswith("形状詞") and (particle in _WHAT or particle in SUBJECTS):
                objects.append(inner)
        elif not particle:
            loose.append(inner)
    amounts = [amount for inner in (*objects, *loose) for amount in scene.amounts_in(inner)]
    head = scene.head(predicate.chunk) if predicate.form == "modifies" else None
    if head is not None and _is_modified_object(scene, predicate, head):
        targets += scene.ids(head)
    if predicate.lemma.startswith(_VISITS):
        targets += scene.named_in(predicate.start, predicate.end)  # 訪中した
    described = [] if head is None else [head, *_owned(scene, head)]
    owners = [at for inner in objects for at in scene.under(inner) if scene.particle(at) == "の"]
    targets += [one for inner in objects for at in scene.under(inner) if scene.particle(at) in _OF_NOUN for one in scene.ids(at)]
    told = tuple(_named_last(_words(scene, inner)) for inner in (*objects, *owners, *described, *([] if noun is None else [noun])))
    if befalls(dictionary_form(predicate.lemma)):
        told += tuple(_words(scene, inner) for inner, particle in _phrases(scene, predicate, noun) if particle in SUBJECTS)
    words = tuple(_words(scene, inner) for inner in objects)
    return Parties(tuple(dict.fromkeys(targets)), words, tuple(amounts), tuple(dict.fromkeys(places)), told)


def _owned(scene: Scene, index: int) -> list[int]:
    """The nouns that a noun describes in turn: 会議 of 和平案をめぐる会議."""
    found: list[int] = []
    at = index
    while len(found) < _MOST_STEPS and scene.particle(at) in _DESCRIBES and (over := scene.head(at)) is not None:
        if scene.predicate(over) is not None:
            break
        found.append(over)
        at = over
    return found


def acted_on(scene: Scene, index: int) -> Parties:
    """Those of an act that is only named: B国 of A国によるB国侵攻, A国によるB国への砲撃."""
    chunk = scene.chunk(index)
    near = [inner for inner in scene.under(index) if scene.particle(inner) in (*_OF_NOUN, "の") and not scene.is_time(inner)]
    targets = [one for inner in near for one in scene.ids(inner)]
    targets += scene.named_in(chunk.start, chunk.core.start)
    words = scene.clauses.text[chunk.start : chunk.end]
    return Parties(tuple(dict.fromkeys(targets)), (), tuple(scene.amounts_in(index)), (), (words,))


def _phrases(scene: Scene, predicate: Predicate, noun: int | None) -> list[tuple[int, str]]:
    found = [(inner, scene.particle(inner)) for inner in scene.under(predicate.chunk) if scene.predicate(inner) is None]
    if noun is not None:
        found += [(inner, scene.particle(inner)) for inner in scene.under(noun) if scene.particle(inner) in _OF_NOUN]
    return found


def owners(scene: Scene, predicate: Predicate, noun: int | None) -> tuple[str, ...]:
    """Ids of those whose part or stand something is done to: A国の施設を空爆した, A国の立場を支持した."""
    marks = ("を", *SUBJECTS) if predicate.passive else ("を",)
    things = [noun] if noun is not None else [inner for inner, mark in _phrases(scene, predicate, noun) if mark in marks]
    of = [at for inner in things for at in scene.under(inner) if scene.particle(at) == "の"]
    return tuple(dict.fromkeys(one for at in of[-1:] for one in scene.ids(at)))


def _is_modified_object(scene: Scene, predicate: Predicate, head: int) -> bool:
    """Whether the noun that a clause modifies is what is done something to: 設立されたA機関, A氏が設立したB機関."""
    under = scene.particles(predicate.chunk)
    return "を" not in under and (predicate.passive or "が" in under) and scene.particle(head) not in ("の", "による")


def _together(scene: Scene, index: int) -> tuple[str, ...]:
    """The partners in 〜との間で, 〜と共同で."""
    if not _words(scene, index).startswith(_PARTNERS):
        return ()
    return tuple(one for inner in scene.under(index) if scene.particle(inner) in ("と", "との") for one in scene.ids(inner))


def _words(scene: Scene, index: int) -> str:
    chunk = scene.chunk(index)
    return scene.clauses.text[chunk.start : chunk.end].strip("「」『』“” ")


def _named_last(words: str) -> str:
    """The noun before the name that a phrase ends with: 演習 of 演習「東方」."""
    return words.split("「")[0].split("『")[0] or words
