"""Items of all documents → those a reviewer asks for, and how many each other choice would give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.review.app.summary import OPEN, Item

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

    def misses(self, item: Item) -> list[str]:
        """The parts of the choice that an item does not fit."""
        method, _, rule = item.method.partition(":")
        has = {"doc": item.doc_id, "table": item.table, "label": item.label, "method": method, "rule": rule}
        missed = [name for name, value in has.items() if getattr(self, name) not in ("", value)]
        return missed if self._is_state(item.state) else [*missed, "state"]

    def _is_state(self, state: str) -> bool:
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
        start = bisect_right(self.items, item.order, key=lambda one: one.order)
        return self.items[start : start + count]

    def before(self, item: Item) -> Item | None:
        """The item before one, which need not be among them."""
        at = bisect_left(self.items, item.order, key=lambda one: one.order)
        return self.items[at - 1] if at else None


def chosen(items: Iterable[Item], choice: Choice) -> Chosen:
    """The items that fit, and the counts."""
    fitting: list[Item] = []
    others: dict[str, Counter[str]] = {name: Counter() for name in ("doc", "table", "label", "method", "rule")}
    for item in items:
        missed = choice.misses(item)
        if not missed:
            fitting.append(item)
        if len(missed) > 1 or missed == ["state"]:
            continue
        method, _, rule = item.method.partition(":")
        has = {"doc": item.doc_id, "table": item.table, "label": item.label, "method": method, "rule": rule}
        for name in missed or has:
            if has[name]:
                others[name][has[name]] += 1
    return Chosen(sorted(fitting, key=lambda item: item.order), others)
