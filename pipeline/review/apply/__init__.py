"""A document's rows + the decisions of reviewers → the rows as they are to be written, and what became of each decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.review.apply import acting, derived, log
from pipeline.review.apply.places import Case, cases
from pipeline.review.apply.settling import by_scope, settle
from pipeline.review.apply.sound import Unsound, sound
from pipeline.review.apply.words import ByWords, Reach, for_words
from pipeline.review.apply.writing import Writer
from pipeline.review.decisions import Decided
from pipeline.review.model import Decision, Row
from pipeline.review.rows import MENTIONS, REVIEWED, DocumentRows, row_id
from pipeline.tables.cells import Row as Cells
from pipeline.tables.index import Naming


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row as a review sees it.

    `machine` is the machine's (None: a reviewer put it there), `now` what stands in the tables (None: rejected), `decision` the one
    that holds for it and `state` what became of that ("" without one). `effective` tells a decision about this very row from one
    about all rows with its words. `row_id` names the machine's row; without one, the row that stands.
    """

    table: str
    row_id: str
    machine: Row | None
    now: Row | None
    decision: Decision | None = None
    state: str = ""
    effective: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """A reviewed document: its tables, every row of the reviewed ones in order of place, and the log of its decisions.

    `changed` are the tables that are others than the machine's. Decisions about all documents are not in the `log`: `reach` has
    what each of them found in this one.
    """

    rows: DocumentRows
    reviewed: Mapping[str, tuple[Reviewed, ...]]
    log: tuple[Row, ...]
    changed: frozenset[str]
    reach: Mapping[str, Reach]

    @property
    def reached(self) -> Mapping[str, int]:
        """How many rows of this document each decision about all documents has changed, by its id."""
        return {name: reach.changed for name, reach in self.reach.items()}

    def namings(self) -> Mapping[Naming, int] | None:
        """How the document names things, for entity_index; None where that is as the machine has it."""
        return derived.namings(self.rows.tables["entities"]) if "entities" in self.changed else None

    def works(self) -> list[Cells] | None:
        """The works it cites, for sources; None where these are as the machine has them."""
        return derived.works_cited(self.rows.tables["citations"]) if "citations" in self.changed else None


def apply(rows: DocumentRows, decided: Decided) -> Applied:
    """The document as reviewers left it. Decisions made in other documents are passed over, but for those about all."""
    return _Application(rows, decided).result()


class _Application:
    def __init__(self, rows: DocumentRows, decided: Decided) -> None:
        self._rows = rows
        self._writer = Writer(rows)
        self._decided = decided
        self._settled: dict[str, dict[int, Reviewed]] = {table: {} for table in REVIEWED}
        self._added: dict[str, list[Reviewed]] = {table: [] for table in REVIEWED}
        self._log: list[Row] = []

    def result(self) -> Applied:
        machine = self._rows
        standing = self._standing()
        found = self._placed(decision for decision in standing if decision.table != "problems" and not for_words(decision))
        self._decide(case for case in found if case.table != "events")
        words = self._by_words(decision for decision in standing if for_words(decision))
        tables = dict(machine.tables)
        reviewed = {table: self._reviewed(table) for table in REVIEWED if table not in ("events", "problems")}
        leant = self._follow(tables, reviewed)
        # Events name what stands in the other tables, with what reviewers decided about that.
        self._writer.stands(tables)
        self._decide(case for case in found if case.table == "events")
        reviewed["events"] = self._act(tables, self._reviewed("events"))
        if any(tables.get(table) != machine.tables.get(table) for table in derived.CLAIMED):
            tables["claims"] = derived.claims(tables)
        # Problems come last: those that come of the decisions can be decided about like the machine's own.
        about = [decision for decision in standing if decision.table == "problems"]
        if about or leant:
            self._rows = machine.with_problems([*machine.tables["problems"], *leant])
        self._decide(self._placed(about))
        reviewed["problems"] = self._reviewed("problems")
        tables["problems"] = _now(reviewed["problems"])
        changed = frozenset(table for table, rows in tables.items() if rows is not machine.tables[table] and rows != machine.tables[table])
        reach = {name: found for name, found in words.reach.items() if words.decisions[name].scope == "all"}
        return Applied(
            replace(machine, tables={table: tables[table] if table in changed else machine.tables[table] for table in tables}),
            {table: reviewed[table] for table in REVIEWED},
            tuple(log.ordered(self._log)),
            changed,
            reach,
        )

    def _standing(self) -> list[Decision]:
        """The decisions that hold here unless a later one takes their place; those taken back and unsound ones go to the log."""
        undone = self._decided.undone()
        known = {decision.id for decision in self._decided.decisions}
        kept = []
        for decision in self._decided.decisions:
            for_all = for_words(decision) and decision.scope == "all"
            if decision.doc_id != self._rows.doc_id and not for_all:
                continue
            if decision.id in undone or decision.verdict == "undo":
                self._log += [] if for_all else [log.taken_back(decision, undone, known)]
                continue
            try:
                kept.append(sound(decision))
            except Unsound as fault:
                self._log += [] if for_all else [log.entry(decision, "unreadable", str(fault))]
        return kept

    def _placed(self, decisions: Iterable[Decision]) -> list[Case]:
        """What decisions are about; those whose place is lost go to the log."""
        found, lost = cases(self._rows, decisions)
        self._log += [log.entry(decision, "orphaned", reason) for decision, reason in lost]
        return found

    def _decide(self, cases: Iterable[Case]) -> None:
        for case in cases:
            self._settle(case)

    def _settle(self, case: Case) -> None:
        machine = self._rows.tables[case.table][case.row] if case.row is not None else None
        became = settle(case, machine, self._writer)
        row = machine or became.now
        name = row_id(case.table, row) if row else ""
        reviewed = Reviewed(case.table, name, machine, became.now, case.last, became.state, True)
        settled = self._settled[case.table]
        if case.row is None:
            self._added[case.table] += [reviewed] if became.now else []
        elif case.row not in settled or became.now is not machine:  # a row that overlaps two places may be about both
            settled[case.row] = reviewed
        found = case.found if case.found.sentence_id else None
        place = became.now or machine or (self._writer.raw(found) if found else None)
        last = f"by {case.last.id}"
        for earlier in case.decisions[:-1]:
            self._log.append(log.entry(earlier, "superseded", last, found=found, row=row or place, row_id=name))
        self._log.append(log.entry(case.last, became.state, became.reason, found=found, row=place, row_id=name))

    def _by_words(self, decisions: Iterable[Decision]) -> ByWords:
        """Decisions about words hold for the rows that were not decided about by themselves."""
        entities, settled = self._rows.tables["entities"], self._settled["entities"]
        words = ByWords(decisions, entities)
        for index, machine in enumerate(entities if words.reach else ()):
            decision = words.of(machine, by_itself=index in settled)
            if decision is None:
                continue
            became = by_scope(decision, machine, self._writer)
            words.reach[decision.id].changed += became.now is not machine
            name = row_id("entities", machine)
            settled[index] = Reviewed("entities", name, machine, became.now, decision, became.state)
        for name, decision in words.decisions.items():
            if decision.scope != "all":
                state, reason = words.reach[name].state(decision)
                self._log.append(log.entry(decision, state, reason))
        return words

    def _reviewed(self, table: str) -> tuple[Reviewed, ...]:
        """Every row of a table and every added one, in order of place."""
        settled = self._settled[table]
        rows = [settled.get(index) or Reviewed(table, row_id(table, row), row, row) for index, row in enumerate(self._rows.tables[table])]
        added = self._added[table]
        return tuple(sorted([*rows, *added], key=self._place)) if added else tuple(rows)

    def _place(self, reviewed: Reviewed) -> tuple[int, int]:
        row = reviewed.machine or reviewed.now or {}
        if reviewed.table == "citations":
            return self._writer.number(row["note_id"]), int(row["sequence"])
        return self._writer.number(row["sentence_id"]), int(row["start"])

    def _follow(self, tables: dict[str, Sequence[Row]], reviewed: dict[str, tuple[Reviewed, ...]]) -> list[Row]:
        """What the decisions leave in the tables, and what follows of that; gives the problems that come of it."""
        for table in (*MENTIONS, "documents", "citations"):
            tables[table] = _now(reviewed[table])
        tables["entities"] = list({row_id("entities", row): row for row in reversed(tables["entities"])}.values())[::-1]
        looked_at = {one.row_id for one in reviewed["dates"] if one.effective and one.now}
        became = {one.row_id: one.now for one in reviewed["dates"] if one.machine}
        tables["dates"], leant = derived.dates(self._rows.tables["dates"], became, looked_at, tables["dates"])
        if tables["citations"] != list(self._rows.tables["citations"]):
            tables["citations"] = derived.citations(tables["citations"])
            tables["notes"] = derived.notes(tables["notes"], tables["citations"])
            tables["evidence"] = derived.evidence(self._rows, tables["citations"])
        for table in ("dates", "citations"):
            left = {row_id(table, row): row for row in tables[table]}
            reviewed[table] = tuple(replace(one, now=left[row_id(table, one.now)]) if one.now else one for one in reviewed[table])
        return leant

    def _act(self, tables: dict[str, Sequence[Row]], reviewed: Sequence[Reviewed]) -> tuple[Reviewed, ...]:
        """The events as they are left once what was decided about dates, quantities and entities has reached them."""
        machine = self._rows.tables
        standing = _now(reviewed)
        if standing == list(machine["events"]) and not any(tables[table] != list(machine[table]) for table in acting.ACTING):
            return tuple(reviewed)
        said = {one.now["event_id"]: frozenset(one.decision.values) for one in reviewed if one.now and one.decision}
        tables["events"] = acting.events(standing, machine, tables, said)
        left = {row["event_id"]: row for row in tables["events"]}
        followed = (replace(one, now=left.get(one.now["event_id"])) if one.now else one for one in reviewed)
        return tuple(one for one in followed if one.now or one.decision)  # what went with its date is not to be decided about


def _now(reviewed: Iterable[Reviewed]) -> list[Row]:
    return [one.now for one in reviewed if one.now]
