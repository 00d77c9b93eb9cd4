"""A predicate in its sentence → its date: that of its clause, or the one that clauses before it have told."""

from __future__ import annotations

from pipeline.extract.events import Predicate
from pipeline.model import Mention
from pipeline.resolve.events.roles import Roles

_FRAMES = ("で", "では", "において", "においては", "における", "に", "には", "により", "によって", "で、", "でも", "に際して", "に際し")
_MOST_STEPS = 8
_SHARED = frozenset({"goes-on", "while"})


class Times:
    """When what a sentence tells was done. Each predicate is looked at once."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.scene = roles.scene
        self._known: dict[int, Mention | None] = {}

    def date(self, predicate: Predicate, *, event: int | None = None) -> Mention | None:
        """Its date; `event` is a phrase whose noun is what is done, so that its date is the predicate's too."""
        return self._known_date(predicate, _MOST_STEPS, event)

    def _known_date(self, predicate: Predicate, steps: int, event: int | None = None) -> Mention | None:
        if predicate.chunk not in self._known:
            self._known[predicate.chunk] = None
            self._known[predicate.chunk] = self._own(predicate, event) or self._shared(predicate, steps)
        return self._known[predicate.chunk]

    def _own(self, predicate: Predicate, event: int | None) -> Mention | None:
        scene = self.scene
        for inner in reversed(scene.under(predicate.chunk)):
            if scene.predicate(inner) is None:
                found = scene.date(inner)
                if found is not None:
                    return found
        for inner in reversed(scene.under(predicate.chunk)):
            if inner == event or (scene.predicate(inner) is None and scene.particle(inner) in _FRAMES):
                found = self._of_noun(inner)
                if found is not None:
                    return found
        return None

    def _of_noun(self, index: int) -> Mention | None:
        """The date that a noun has before it: 2024年11月の会議."""
        scene = self.scene
        for inner in scene.under(index):
            if scene.particle(inner) == "の" and scene.predicate(inner) is None:
                found = scene.date(inner)
                if found is not None:
                    return found
        return None

    def _shared(self, predicate: Predicate, steps: int) -> Mention | None:
        """The date of the clause before in the same chain, else one that stands before both in the clause it goes on to."""
        if not steps:
            return None
        scene = self.scene
        for inner in reversed(scene.under(predicate.chunk)):
            before = scene.predicate(inner)
            if before is None:
                under = [scene.predicate(at) for at in scene.under(inner) if at == inner - 1]
                before = under[0] if under and under[0] and under[0].form == "while" else None
            if before is not None and before.form in _SHARED:
                return self._known_date(before, steps - 1)
        over = self.roles.over(predicate.chunk) if predicate.form in _SHARED else None
        if over is not None:
            found = self._own(over, None) or (self._shared_over(over, steps - 1) if over.form in _SHARED else None)
            if found is not None and found.start < predicate.start and self._heads(over, found):
                return found
        return None

    def _shared_over(self, over: Predicate, steps: int) -> Mention | None:
        further = self.roles.over(over.chunk)
        return self._own(further, None) if further and steps else None

    def _heads(self, over: Predicate, found: Mention) -> bool:
        """Whether a date stands before everything that a clause tells."""
        return found.start < over.start
