"""A predicate in its sentence → who does it, where a phrase of its own says by whom, from whom or in what body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.events import Predicate
from pipeline.resolve.events.classes import action_class, class_of_noun, dictionary_form, is_said_by, names_doer
from pipeline.resolve.events.scene import Scene

_AGENTS = ("によって", "により", "によっても", "による")
_STATE = re.compile(r"[A-Z]{3}")
_BODIES = ("ORG:", "EVENT:", "LAW:", "WORK_OF_ART:")


@dataclass(frozen=True, slots=True)
class Subject:
    """Ids of those who do something; empty where it is none that is known.

    `start` is where the subject stands, `steps` how many clauses away it was found, `topic` whether it stands in は or も.
    """

    ids: tuple[str, ...]
    start: int
    steps: int
    topic: bool


def agent(scene: Scene, predicate: Predicate) -> Subject | None:
    """By whom a passive is done: によって, and から of those who do things."""
    marks = {*_AGENTS, "から", "より", *(("に",) if names_doer(dictionary_form(predicate.lemma)) else ())}
    for inner in scene.under(predicate.chunk):
        if scene.particle(inner) in marks:
            ids = scene.ids(inner) or _attacker(scene, predicate, inner)
            if ids:
                return Subject(ids, scene.chunk(inner).start, 0, topic=False)
    return None


def sender(scene: Scene, predicate: Predicate) -> Subject | None:
    """From whom something said comes, where it has no subject: 日本から提出を指示した."""
    if predicate.passive or not is_said_by(dictionary_form(predicate.lemma)):
        return None
    for inner in scene.under(predicate.chunk):
        if scene.particle(inner).rstrip("は") == "から":
            ids = scene.ids(inner)
            return Subject(ids, scene.chunk(inner).start, 1, topic=False) if ids else None
    return None


def home(scene: Scene, predicate: Predicate) -> Subject | None:
    """The state from which nobody but unnamed persons go: 日本から外相が訪問した."""
    if predicate.passive or action_class(dictionary_form(predicate.lemma), ()) != "visit":
        return None
    for inner in scene.under(predicate.chunk):
        if scene.particle(inner) == "から" and (ids := scene.ids(inner)) and all(_STATE.fullmatch(one) for one in ids):
            return Subject(ids, scene.chunk(inner).start, 1, topic=False)
    return None


def body(scene: Scene, predicate: Predicate) -> Subject | None:
    """The body, meeting or document in which something is done by nobody else: 安保理では…審議した."""
    for inner in scene.under(predicate.chunk):
        if scene.particle(inner) in ("で", "では", "でも", "において", "においては"):
            ids = scene.ids(inner, works=True)
            voted = scene.clauses.text[: scene.chunk(inner).end].endswith("選挙")
            ids = ids if ids and all(one.startswith(_BODIES) for one in ids) and not voted else met(scene, inner)
            ids = ids or (issued_by(scene, inner) if scene.is_document(inner) else _between(scene, inner))
            if ids:
                return Subject(ids, scene.chunk(inner).start, 1, topic=True)
    return None


def doer_of(scene: Scene, index: int) -> Subject | None:
    """By whom what a noun names is done: ロシアによる侵攻; None where nobody known is told."""
    for inner in reversed(scene.under(index)):
        if scene.particle(inner) in ("による", "からの"):
            ids = scene.ids(inner)
            return Subject(ids, scene.chunk(inner).start, 0, topic=False) if ids else None
    return None


def issued_by(scene: Scene, index: int) -> tuple[str, ...]:
    """Whose a document without a name is: B国による声明, A国の報告書."""
    owners = (inner for inner in reversed(scene.under(index)) if scene.particle(inner) in ("による", "の"))
    return next((ids for inner in owners if (ids := scene.ids(inner))), ())


def _between(scene: Scene, index: int) -> tuple[str, ...]:
    """The two or more between whom something is done: 日米間で, A国とB国の間で."""
    return _several(scene, index) if scene.clauses.text[: scene.chunk(index).end].endswith("間") else ()


def _several(scene: Scene, index: int) -> tuple[str, ...]:
    """The two or more that a phrase names, or those whose it is."""
    chunk = scene.chunk(index)
    within = scene.named_in(chunk.start, chunk.end)
    owners = next((scene.ids(inner) for inner in reversed(scene.under(index)) if scene.particle(inner) == "の"), ())
    return next((found for found in (within, owners) if len(set(found)) > 1), ())


def met(scene: Scene, index: int) -> tuple[str, ...]:
    """The two or more who meet, where a phrase names their meeting: 日中首脳会談, A国とB国の協議."""
    return _several(scene, index) if scene.is_dated(index) and not scene.is_document(index) else ()


def _attacker(scene: Scene, predicate: Predicate, index: int) -> tuple[str, ...]:
    """Whose attack it is by which somebody is killed or something is lost: A国の空爆により殺害された."""
    attacked = action_class(dictionary_form(predicate.lemma), ()) == "attack"
    if not attacked or class_of_noun(scene.chunk(index).core.text) != "attack":
        return ()
    return next((ids for inner in reversed(scene.under(index)) if scene.particle(inner) == "の" and (ids := scene.ids(inner))), ())
