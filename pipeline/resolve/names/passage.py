"""Lines → what stands before a place: the names of its sentence and of the sentences before it in its paragraph.

Everything is computed once a line and looked up by place, so that time grows with the text also where it is one long sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Mention
from pipeline.resolve.names import focus
from pipeline.resolve.names.focus import Named, Thing
from pipeline.resolve.names.lines import Line, names

READ_KINDS = ("body", "list")
_FARTHEST = 3
# So many names of a line, nearest to the place, are in focus at most.
_NEAREST = 40
_OPEN, _CLOSE = "「『", "」』"


@dataclass(slots=True)
class _Sorted:
    """The names of one kind in one line, by their ends."""

    named: list[Named]
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.named.sort(key=lambda one: one.end)
        self.ends = [one.end for one in self.named]

    def before(self, place: int) -> list[Named]:
        last = bisect_right(self.ends, place)
        return self.named[max(0, last - _NEAREST) : last]

    def put(self, one: Named) -> None:
        at = bisect_right(self.ends, one.end)
        self.named.insert(at, one)
        self.ends.insert(at, one.end)


class Passage:
    """The document's lines with what each names; `told` are the states the document gives its leaders."""

    def __init__(self, lines: Sequence[Line], told: Mapping[str, Thing]) -> None:
        self.lines = lines
        self._finders: dict[str, Callable[[Line], list[Named]]] = {
            "states": focus.states,
            "compounds": focus.compounds,
            "persons": focus.persons,
            "leaders": lambda line: [one for one in focus.persons(line) if one.is_leader],
            "led": lambda line: focus.led(line, told),
        }
        self._named: dict[tuple[str, int], _Sorted] = {}
        self._quotes: dict[int, tuple[list[int], list[int]]] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._mentions: dict[int, tuple[list[int], list[Mention]]] = {}

    def named(self, kind: str, number: int, place: int) -> list[Named]:
        """The states, compounds, persons, leaders or led (leaders as their states) of a line that end by the place, in order.

        Compounds are names of one thing that open with two states (中印国境紛争).
        """
        return self._all(kind, number).before(place)

    def _all(self, kind: str, number: int) -> _Sorted:
        if (kind, number) not in self._named:
            self._named[kind, number] = _Sorted(self._finders[kind](self.lines[number]))
        return self._named[kind, number]

    def put(self, kind: str, number: int, one: Named) -> None:
        """Let an expression that was resolved count as a name from here on."""
        self._all(kind, number).put(one)

    def mentions(self, number: int, place: int) -> list[Mention]:
        """The mentions of a line that end by the place, the nearest ones, in order."""
        if number not in self._mentions:
            listed = sorted(self.lines[number].mentions, key=lambda mention: mention.end)
            self._mentions[number] = [mention.end for mention in listed], listed
        ends, listed = self._mentions[number]
        last = bisect_right(ends, place)
        return listed[max(0, last - _NEAREST) : last]

    def before(self, number: int, place: int) -> Iterator[tuple[int, int]]:
        """The line itself and those before it in its paragraph, nearest first, each with the place its names must end by."""
        here = self.lines[number].sentence
        yield number, place
        for other in range(number - 1, max(-1, number - 1 - _FARTHEST), -1):
            sentence = self.lines[other].sentence
            if (sentence.section, sentence.paragraph) != (here.section, here.paragraph) or sentence.kind not in READ_KINDS:
                return
            yield other, len(self.lines[other].folded)

    def last_of_paragraph_before(self, number: int) -> list[tuple[int, int]]:
        """The last line of the paragraph before, for the first sentence of a paragraph."""
        here = self.lines[number].sentence
        if not number:
            return []
        before = self.lines[number - 1].sentence
        same = (before.section, before.kind) == (here.section, here.kind)
        return [(number - 1, len(self.lines[number - 1].folded))] if same and before.paragraph != here.paragraph else []

    def quote(self, number: int, place: int) -> int:
        """Where the quotation that is open at the place begins, or -1."""
        if number not in self._quotes:
            self._quotes[number] = _quotes(self.lines[number].folded)
        places, opened = self._quotes[number]
        at = bisect_left(places, place) - 1
        return opened[at] if at >= 0 else -1

    def neighbours(self, number: int, start: int, end: int) -> tuple[int, int]:
        """Where the nearest place, state or body before `start` ends and the one behind `end` begins; -1 where there is none."""
        if number not in self._spans:
            kept = (m for m in self.lines[number].mentions if names(m).label in ("GPE", "ORG", "LOC"))
            self._spans[number] = sorted((m.start, m.end) for m in kept)
        spans = self._spans[number]
        before = bisect_left(spans, (start, 0)) - 1
        behind = bisect_left(spans, (end, 0))
        return spans[before][1] if before >= 0 else -1, spans[behind][0] if behind < len(spans) else -1


def _quotes(text: str) -> tuple[list[int], list[int]]:
    """The places of the quotation marks, and where the innermost quotation that is open behind each begins."""
    places, opened = [], []
    stack: list[int] = []
    for place, char in enumerate(text):
        if char in _OPEN:
            stack.append(place)
        elif char in _CLOSE:
            if stack:
                stack.pop()
        else:
            continue
        places.append(place)
        opened.append(stack[-1] if stack else -1)
    return places, opened
