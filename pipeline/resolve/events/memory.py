"""The sentences of a paragraph so far → whom the next one may go on to tell of."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model import Mention, Name
from pipeline.resolve.events.naming import SPEAKING, SUBJECTS

_MOST_BACK = 3  # sentences
_MOST_SUBJECTS = 8  # of a sentence
_ELSEWHERE = -1


@dataclass(frozen=True, slots=True)
class Told:
    """A name that may be a doer: its ids, and the phrase and particle it stands in; `back` is how many sentences ago.

    `first` says that it is the first topic of its sentence that names somebody.
    """

    ids: tuple[str, ...]
    chunk: int
    particle: str
    first: bool = False
    back: int = 0


class Memory:
    """The subjects of a paragraph's sentences so far."""

    def __init__(self) -> None:
        self._last: deque[tuple[Told, ...]] = deque(maxlen=_MOST_BACK)
        self._times: Counter[tuple[str, ...]] = Counter()

    def add(self, subjects: tuple[Told, ...]) -> None:
        """The subjects of the next sentence; of very many the last."""
        subjects = subjects[-_MOST_SUBJECTS:]
        self._last.appendleft(subjects)
        self._times.update({told.ids for told in subjects})

    def told(self) -> Iterator[Told]:
        """Those told of, from the nearest: the subjects of the sentence before, topics that are one thing of those before that."""
        for back, subjects in enumerate(self._last, start=1):
            for told in subjects:
                if back == 1 or (told.particle == "は" and len(told.ids) == 1):
                    yield replace(told, chunk=_ELSEWHERE, back=back)

    def times(self, ids: tuple[str, ...]) -> int:
        """In how many sentences they were a subject."""
        return self._times[ids]


def subjects_of(text: str, names: Iterable[Mention]) -> tuple[Told, ...]:
    """The names that は, が or も stand behind: of a sentence that is not read, or in which no phrase names a doer."""
    found = []
    for name in names:
        value = name.value
        if isinstance(value, Name) and value.label in SPEAKING and text[name.end : name.end + 1] in SUBJECTS:
            found.append(Told(tuple(one for one, _ in value.ids), _ELSEWHERE, text[name.end]))
    return tuple(found)
