"""Items of all documents → those a reviewer asks for, and how many each other choice would give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter

from pipeline.review.app.summary import OPEN, PARTS, Item

STATES = ("open", "undecided", "reopened", "orphaned", "accepted", "corrected", "rejected", "added", "all")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the queue is narrowed to; "" is anything, and for `state` what is open."""

    doc: str = ""
    table: str = ""
    label: str = ""
    method: str = ""
    rule: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Choice:
        """The choice in an address; what is none of it is left out."""
        return cls(**{name: given[name] for name in cls.__slots__ if given.get(name)})

    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        return {name: value for name, value in asdict(self).items() if value}

    def is_state(self, state: str) -> bool:
        """Whether items in this state are asked for."""
        if self.state in ("", "open"):
            return state in OPEN
        return self.state in ("all", state)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The items that fit a choice, in the order of the queue; `others` counts, for each part of it, what its other values would give."""

    items: Sequence[Item]
    others: Mapping[str, Mapping[str, int]]

    def at(self, name: str) -> Item | None:
        """The item of that name among those that fit."""
        return next((item for item in self.items if item.name == name), None)

    def following(self, item: Item, count: int) -> Sequence[Item]:
        """The items behind one, which need not be among them."""
        start = self.place(item)
        return self.items[start : start + count]

    def place(self, item: Item) -> int:
        """How many there are up to an item, with it."""
        return bisect_right(self.items, item.order, key=attrgetter("order"))

    def before(self, item: Item) -> Item | None:
        """The item before one, which need not be among them."""
        at = bisect_left(self.items, item.order, key=attrgetter("order"))
        return self.items[at - 1] if at else None


def chosen(items: Iterable[Item], choice: Choice) -> Chosen:
    """The items that fit, and the counts. There may be tens of thousands, and each decision asks again."""
    wanted = [(part, value) for part, name in enumerate(PARTS) if (value := getattr(choice, name))]
    fitting: list[Item] = []
    beside: dict[int, list[Item]] = {part: [] for part, _ in wanted}
    for item in items:
        if not choice.is_state(item.state):
            continue
        missed = [part for part, value in wanted if item.parts[part] != value]
        if not missed:
            fitting.append(item)
        elif len(missed) == 1:
            beside[missed[0]].append(item)
    others = {}
    for part, name in enumerate(PARTS):
        counted = Counter(item.parts[part] for item in (*fitting, *beside.get(part, ())))
        counted.pop("", None)
        others[name] = counted
    return Chosen(sorted(fitting, key=attrgetter("order")), others)
