"""Decisions about a document → cases: each row or place that was decided about, with what stands there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.review.anchors import Found, Lost, anchor_of, find
from pipeline.review.fields.naming import BOUNDS
from pipeline.review.model import Decision, Row
from pipeline.review.rows import MENTIONS, DocumentRows, row_id

Span = tuple[str, int, int]  # sentence or note, first code point, one past the last
_WHOLE = Found("", 0, 0, "", 1.0)


@dataclass(frozen=True, slots=True)
class Case:
    """A row or place with all decisions about it, the one that holds last.

    `row` is the index of the machine's row that is there now (None: there is none), `exact` whether it has the place that was
    decided about and, among entities, names the same thing or is the only one there.
    """

    table: str
    found: Found
    decisions: Sequence[Decision]
    row: int | None = None
    exact: bool = False

    @property
    def last(self) -> Decision:
        """The decision that holds."""
        return self.decisions[-1]

    @property
    def added(self) -> bool:
        """Whether the row came from a reviewer in the first place."""
        return any(decision.verdict == "add" for decision in self.decisions)


def cases(rows: DocumentRows, decisions: Iterable[Decision]) -> tuple[list[Case], list[tuple[Decision, str]]]:
    """The cases of a document, and the decisions whose place is not found, each with the reason; in order of time by table."""
    about = list(decisions)
    places = _found(rows, about)
    by_table: dict[str, list[int]] = defaultdict(list)
    for number, decision in enumerate(about):
        by_table[decision.table].append(number)
    made: list[Case] = []
    lost: list[tuple[Decision, str]] = []
    for table, numbers in by_table.items():
        if table == "documents":
            made.append(Case(table, _WHOLE, [about[number] for number in numbers], 0, True))
            continue
        placed: list[tuple[Decision, Found]] = []
        for decision, place in ((about[number], places[number]) for number in numbers):
            if isinstance(place, Found):
                placed.append((decision, place))
            elif table == "problems":
                placed.append((decision, _WHOLE))
            else:
                lost.append((decision, place.reason))
        if table == "problems":
            made += _problems(rows, placed, lost)
        else:
            made += _spanned(rows, table, placed)
    return made, lost


def spans(rows: DocumentRows, table: str) -> list[Span]:
    """Where each of the machine's rows of a table of mentions, of events or of citations stands."""
    if table == "citations":
        anchors = [anchor_of(rows, table, row) for row in rows.tables[table]]
        return [(anchor.sentence_id, anchor.start or 0, anchor.end or 0) for anchor in anchors]
    return [(row["sentence_id"], int(row["start"]), int(row["end"])) for row in rows.tables[table]]


def _found(rows: DocumentRows, decisions: Sequence[Decision]) -> list[Found | Lost]:
    """Where each decision's place is now.

    Those made on one file are looked for together, whatever their tables, as neighbours: apart from those on another file, and
    those about notes apart from those about sentences.
    """
    places: list[Found | Lost] = [Lost("")] * len(decisions)
    sha256 = rows.document["sha256"]
    alike: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, decision in enumerate(decisions):
        if decision.table != "documents":
            alike[decision.sha256, decision.table == "citations"].append(number)
    for (file, in_notes), numbers in alike.items():
        stream = rows.note_stream if in_notes else rows.sentence_stream
        anchors = [decisions[number].anchor for number in numbers]
        for number, place in zip(numbers, find(stream, anchors, same_source=file == sha256), strict=True):
            places[number] = place
    return places


@dataclass(slots=True)
class _Group:
    """The decisions about one thing at one place, while they are gathered."""

    thing: str
    found: Found
    decisions: list[Decision] = field(default_factory=list)

    @property
    def added(self) -> bool:
        return any(decision.verdict == "add" for decision in self.decisions)


def _spanned(rows: DocumentRows, table: str, placed: Sequence[tuple[Decision, Found]]) -> list[Case]:
    """Decisions about one span are about one row; about one row each thing where a mention names several."""
    machine = rows.tables[table]
    where = spans(rows, table)
    standing: dict[Span, list[int]] = defaultdict(list)
    beside: dict[str, list[int]] = defaultdict(list)
    for index, span in enumerate(where):
        standing[span].append(index)
        beside[span[0]].append(index)
    by_id = {row_id(table, row): index for index, row in enumerate(machine)}
    groups: dict[Span, list[_Group]] = defaultdict(list)
    for decision, place in placed:
        own = by_id.get(decision.row_id) if table in MENTIONS else None
        found = place if own is None else _own(decision, place, machine[own], where[own])
        span = (found.sentence_id, found.start, found.end)
        named = {_thing(table, machine[index]) for index in standing.get(span, ())}
        _group(groups[span], decision, found, named).decisions.append(decision)
    exact = _exact(groups, standing, [_thing(table, row) for row in machine])
    taken = set(exact.values())
    made = []
    for span, gathered in groups.items():
        for group in gathered:
            row, last = exact.get(id(group)), group.decisions[-1].verdict
            if row is not None or group.added:
                made.append(Case(table, group.found, group.decisions, row, row is not None))
                continue
            row = _overlapping(span, beside[span[0]], where, taken)
            if row is not None and last != "reject":
                taken.add(row)
            made.append(Case(table, group.found, group.decisions, row, False))
    return made


def _own(decision: Decision, found: Found, row: Row, span: Span) -> Found:
    """The place of the very row that was decided about, where it was decided about as a reviewer had moved it; else what was found."""
    same = decision.machine.get("text") == row["text"] != found.text
    return Found(*span, row["text"], 1.0) if same and span[0] == found.sentence_id and _shared(span, found) > 0 else found


def _group(gathered: list[_Group], decision: Decision, found: Found, named: set[str]) -> _Group:
    """The group a decision belongs to: that of the thing the machine had read; of one that a reviewer put there, of what it became."""
    thing = _thing(decision.table, decision.machine) or _thing(decision.table, decision.values)
    for group in gathered:
        if group.thing == thing:
            return group
    if thing not in named and decision.verdict != "add":
        for group in gathered:
            if any(_thing(before.table, before.values) == thing for before in group.decisions):
                return group
    gathered.append(_Group(thing, found))
    return gathered[-1]


def _thing(table: str, row: Row) -> str:
    """What tells rows of one place from each other: the thing that a mention names, the days of an event."""
    return "/".join(row.get(name, "") for name in BOUNDS).strip("/") if table == "events" else row.get("entity_id", "")


def _exact(groups: Mapping[Span, list[_Group]], standing: Mapping[Span, list[int]], things: Sequence[str]) -> dict[int, int]:
    """The machine's row at the very place of a group, by the group's id(); `things` are those of the machine's rows."""
    taken: dict[int, int] = {}
    for span, gathered in groups.items():
        free = list(standing.get(span, ()))
        left = []
        for group in gathered:
            same = [index for index in free if things[index] == group.thing]
            if same:
                taken[id(group)] = same[0]
                free.remove(same[0])
            elif not group.added:
                left.append(group)
        if len(standing.get(span, ())) == len(free) == len(left) == 1:
            taken[id(left[0])] = free[0]
    return taken


def _overlapping(span: Span, beside: Sequence[int], where: Sequence[Span], taken: set[int]) -> int | None:
    """The row that shares most of a place, if any does."""
    shared = {index: _shared(where[index], Found(*span, "", 1.0)) for index in beside if index not in taken}
    best = max(shared, key=lambda index: shared[index], default=None)
    return best if best is not None and shared[best] > 0 else None


def _shared(span: Span, found: Found) -> int:
    """How many characters of a place another has."""
    return min(span[2], found.end) - max(span[1], found.start)


def _problems(rows: DocumentRows, placed: Sequence[tuple[Decision, Found]], lost: list[tuple[Decision, str]]) -> list[Case]:
    """A problem has no place of its own: it is told by its key, else by its code in its sentence, else by its words."""
    machine = rows.tables["problems"]
    keys = {row_id("problems", row).partition("|")[2]: index for index, row in enumerate(machine)}
    grouped: dict[object, tuple[int | None, list[Decision]]] = {}
    for decision, found in placed:
        row = keys.get(decision.row_id.partition("|")[2])
        if row is None:
            fits = _alike(machine, decision, found)
            if len(fits) > 1:
                lost.append((decision, "several problems read the same, and none stands where it stood"))
                continue
            row = fits[0] if fits else None
        about = row if row is not None else (decision.row_id.partition("|")[2],)
        grouped.setdefault(about, (row, []))[1].append(decision)
    return [Case("problems", _WHOLE, decisions, row, row is not None) for row, decisions in grouped.values()]


def _alike(machine: Sequence[Row], decision: Decision, found: Found) -> list[int]:
    """The problems that may be the one decided about: those of its code in its sentence, else those of its very words."""
    code, message = decision.machine.get("code"), decision.machine.get("message")
    same = [index for index, row in enumerate(machine) if row["code"] == code]
    here = [index for index in same if found.sentence_id and machine[index]["sentence_id"] == found.sentence_id]
    said = [index for index in here or same if machine[index]["message"] == message]
    return said or (here if len(here) == 1 else [])
