"""A clause of a sentence → the clauses it belongs to: the next one up, the one that its chain comes to."""

from __future__ import annotations

from pipeline.extract.events import Predicate
from pipeline.resolve.events.scene import Scene

_MOST_STEPS, _MOST_CLAUSES = 8, 12


def governor(scene: Scene, index: int) -> Predicate | None:
    """The predicate that a phrase belongs to, over the nouns between; None where there is none near."""
    at = scene.head(index)
    for _ in range(_MOST_STEPS):
        if at is None:
            return None
        found = scene.predicate(at)
        if found is not None:
            return found
        at = scene.head(at)
    return None


def is_main(scene: Scene, predicate: Predicate) -> bool:
    """Whether a clause goes on to the end of the sentence without being said by somebody or modifying something."""
    found: Predicate | None = predicate
    for _ in range(_MOST_STEPS):
        if found is None or found.form == "end":
            return found is not None
        if found.form != "goes-on":
            return False
        found = governor(scene, found.chunk)
    return False


def is_told_as_done(scene: Scene, predicate: Predicate) -> bool:
    """Whether the clause that a predicate's chain of clauses comes to is in the past, or ends with a verbal noun (…に署名。)."""
    last = last_of(scene, predicate)
    return last.past or last.bare


def is_sequel(scene: Scene, predicate: Predicate) -> bool:
    """Whether と behind a clause tells what was done before the next: 就任すると、…を実施した."""
    if predicate.form != "condition" or [word.text for word in scene.chunk(predicate.chunk).tail[-1:]] != ["と"]:
        return False
    over = governor(scene, predicate.chunk)
    return over is not None and is_told_as_done(scene, over)


def last_of(scene: Scene, predicate: Predicate) -> Predicate:
    """The clause that a chain of clauses comes to: its tense is that of all."""
    last = predicate
    for _ in range(_MOST_CLAUSES):
        if last.form != "goes-on" or last.past:
            return last
        over = governor(scene, last.chunk)
        if over is None:
            return last
        last = over
    return last
