"""A predicate in its sentence → to whom, with whom, what, how much and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.events import Predicate
from pipeline.model import Mention
from pipeline.resolve.events.scene import Scene

_TO = frozenset({"に", "へ", "と", "とは", "に対して", "に対し", "に対しても", "とともに", "と共に", "との間で", "にも", "には"})
_OF_NOUN = frozenset({"への", "との", "に対する", "の"})
_WHAT = frozenset({"を", "に", "について", "をも", "については"})
_WHERE = frozenset({"で", "では", "において", "にて", "でも", "においても"})
_PATIENTS = frozenset({"が", "は", "も"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Ids of those it is done to or with, words of what it is about, amounts in those, ids of places."""

    targets: tuple[str, ...]
    objects: tuple[str, ...]
    quantities: tuple[Mention, ...]
    places: tuple[str, ...]


def parties(scene: Scene, predicate: Predicate, noun: int | None) -> Parties:
    """Those of a predicate; `noun` is the phrase whose noun is what is done, where the verb does not say it."""
    targets: list[str] = []
    objects: list[str] = []
    amounts: list[Mention] = []
    places: list[str] = []
    under = [(inner, scene.particle(inner)) for inner in scene.under(predicate.chunk) if scene.predicate(inner) is None]
    if noun is not None:
        under += [(inner, scene.particle(inner)) for inner in scene.under(noun) if scene.particle(inner) in _OF_NOUN - {"の"}]
    for inner, particle in under:
        if scene.is_time(inner) or inner == noun:
            continue
        if particle in _WHERE:
            places += scene.places(inner)
        elif particle in _TO or particle in _OF_NOUN or particle in _WHAT or (predicate.passive and particle in _PATIENTS):
            ids = scene.ids(inner)
            targets += ids
            if not ids and (particle in _WHAT or particle in _PATIENTS):
                objects.append(_words(scene, inner))
                amounts += scene.amounts_in(inner)
        elif not particle:
            amounts += scene.amounts_in(inner)
    return Parties(tuple(dict.fromkeys(targets)), tuple(objects), tuple(amounts), tuple(dict.fromkeys(places)))


def _words(scene: Scene, index: int) -> str:
    chunk = scene.chunk(index)
    return scene.clauses.text[chunk.start : chunk.end]
