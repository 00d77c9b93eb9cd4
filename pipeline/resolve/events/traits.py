"""A predicate with a date or a name of its sentence → traits that may tell whether the two belong together (docs/events.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import LASTING
from pipeline.forests import Traits
from pipeline.model import Date, Mention
from pipeline.resolve.events.chains import governor, is_main, is_told_as_done, last_of
from pipeline.resolve.events.classes import action_class, befalls, dictionary_form, is_said_by
from pipeline.resolve.events.deeds import Deed
from pipeline.resolve.events.memory import Memory, Told
from pipeline.resolve.events.moments import is_known
from pipeline.resolve.events.roles import Roles
from pipeline.resolve.events.scene import SUBJECTS

_MOST_STEPS = 12
_NEAR = 3  # phrases behind a predicate in which its date may stand
_FAR = -1  # of what is not there
_BEFORE_ALL = -1  # the phrase before the first
_MOST_NAMES = 24  # asked about, from the nearest
_LONGEST = 200  # phrases of a sentence about which something is asked
_LATER = ("その後", "これまで", "のちに", "以後", "以来")
_AGENTS = frozenset({"によって", "により", "による"})


class Pairs:
    """The traits of a sentence's predicates with its dates and names; nothing is asked about one without end."""

    def __init__(self, roles: Roles, memory: Memory) -> None:
        self.roles = roles
        self.scene = roles.scene
        chunks = self.scene.clauses.chunks
        self.asks = len(chunks) <= _LONGEST
        chunks = chunks if self.asks else ()
        self.names = list(self._told(chunk.index for chunk in chunks))
        self._named = frozenset(told.chunk for told in self.names)
        self.memory = memory
        self.dates = [(chunk.index, date) for chunk in chunks if (date := self._date(chunk.index)) is not None]
        self._ways: dict[int, list[int]] = {}

    def clause(self, predicate: Predicate, done: Deed, *, modality: str) -> Traits:
        """What a predicate and its clause are like."""
        scene = self.scene
        over, last = governor(scene, predicate.chunk), last_of(scene, predicate)
        tail = scene.clauses.text[predicate.end : predicate.stop]
        subjects = self.roles.patients(predicate)
        return {
            "form": predicate.form,
            "kind": done.kind or "",
            "modality": modality,
            "passive": predicate.passive,
            "past": predicate.past,
            "bare": predicate.bare,
            "main": is_main(scene, predicate),
            "done": is_told_as_done(scene, predicate),
            "befalls": befalls(done.action),
            "says": is_said_by(dictionary_form(predicate.lemma)),
            "lasts": any(word in tail for word in LASTING),
            "named_by_noun": done.noun is not None,
            "over_form": over.form if over is not None else "",
            "over_past": over is not None and over.past,
            "over_passive": over is not None and over.passive,
            "over_says": over is not None and is_said_by(dictionary_form(over.lemma)),
            "last_form": last.form,
            "last_past": last.past,
            "subjects": len(subjects),
            "subjects_named": sum(1 for inner in subjects if inner in self._named),
            "subjects_ga": sum(1 for inner in subjects if scene.particle(inner) == "が"),
            "objects": sum(1 for inner in scene.under(predicate.chunk) if scene.particle(inner) == "を"),
            "describes_name": predicate.form == "modifies" and scene.clauses.heads[predicate.chunk] in self._named,
        }

    def with_dates(self, predicate: Predicate, which: Callable[[int, Mention], bool]) -> Iterator[tuple[Mention, Traits]]:
        """The dates, with their phrases, that are wanted of those which may be the predicate's, with the traits of the two."""
        before = [index for index, _ in self.dates if index < predicate.chunk]
        for place, (index, date) in enumerate(self.dates):
            if index > predicate.chunk + _NEAR:
                return
            if not which(index, date):
                continue
            assert isinstance(date.value, Date)
            told: Traits = {
                "date_size": len(date.value.value),
                "date_range": "/" in date.value.value,
                "date_glued": self.scene.date(index) is None,
                "dates_before": len(before),
                "dates_nearer": sum(1 for other in before if other > index),
                "date_follows": place + 1 < len(self.dates) and self.dates[place + 1][0] == index + 1,
                "own_date": any(other != index and self.scene.head(other) == predicate.chunk for other, _ in self.dates),
                "subject_behind": any(inner > index for inner in self.roles.patients(predicate)),
            }
            yield date, self._pair(index, predicate) | told

    def with_doers(self, predicate: Predicate, only: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Traits]]:
        """The ids of all that may be its doer, nobody among them, with the traits of the two; of `only` those where they are given."""
        if not self.asks:
            return
        known = self._surroundings(predicate)
        seen = {told.ids for told in self.names}
        for told in sorted(self.names, key=lambda told: abs(told.chunk - predicate.chunk))[:_MOST_NAMES]:
            if told.chunk != predicate.chunk and only in ((), told.ids):
                yield told.ids, known | self._doer(told, "own") | self._pair(told.chunk, predicate) | self._as_phrase(told, predicate)
        for told in self.memory.told():
            if told.ids in seen or only not in ((), told.ids):
                continue
            seen.add(told.ids)
            yield told.ids, known | self._doer(told, "earlier") | self._from_start(predicate)
        if not only:
            yield (), known | {"doer": "none"}

    def _surroundings(self, predicate: Predicate) -> Traits:
        """Who is named around a predicate."""
        before = [told.particle for told in self.names if told.chunk < predicate.chunk]
        return {
            "names": len(self.names),
            "topics_named": before.count("は"),
            "subjects_before": before.count("が"),
            "topics_unknown": self._unknown("は", predicate),
            "subjects_unknown": self._unknown("が", predicate),
            "agents": sum(1 for told in self.names if told.particle in _AGENTS),
        }

    def _doer(self, told: Told, kind: str) -> Traits:
        return {
            "doer": kind,
            "doer_type": _type(told.ids),
            "doer_number": len(told.ids),
            "doer_times": self.memory.times(told.ids),
            "doer_back": told.back,
            "doer_first_topic": told.first,
            "particle": told.particle,
        }

    def _as_phrase(self, told: Told, predicate: Predicate) -> Traits:
        subjects = self.roles.patients(predicate)
        return {
            "doer_subject": told.chunk in subjects,
            "doer_described": predicate.form == "modifies" and self.scene.head(predicate.chunk) == told.chunk,
            "doer_of_subject": self.scene.head(told.chunk) in subjects,
            "doer_document": self.scene.is_document(told.chunk),
        }

    def _from_start(self, predicate: Predicate) -> Traits:
        """What is between the sentence's beginning and a predicate, for those told of before."""
        return {
            "between_topics": self._between(_BEFORE_ALL, predicate.chunk, "は"),
            "between_subjects": self._between(_BEFORE_ALL, predicate.chunk, "が"),
        }

    def subjects(self) -> tuple[Told, ...]:
        """Those named in は, が or も."""
        return tuple(told for told in self.names if told.particle in SUBJECTS)

    def _told(self, indices: Iterable[int]) -> Iterator[Told]:
        topics = 0
        for index in indices:
            if ids := self.scene.ids(index, works=True):
                particle = self.scene.particle(index)
                topics += particle == "は"
                yield Told(ids, index, particle, first=particle == "は" and topics == 1)

    def _date(self, index: int) -> Mention | None:
        date = self.scene.date(index) or self.scene.glued_date(index)
        return date if date is not None and is_known(date) else None

    def _unknown(self, particle: str, predicate: Predicate) -> int:
        """How many phrases before it stand in a particle and name nobody."""
        scene = self.scene
        found = (chunk.index for chunk in scene.clauses.chunks[: predicate.chunk] if scene.particle(chunk.index) == particle)
        return sum(1 for at in found if at not in self._named and not scene.is_time(at))

    def _between(self, start: int, stop: int, particle: str) -> int:
        scene = self.scene
        found = (chunk.index for chunk in scene.clauses.chunks[start + 1 : stop] if scene.particle(chunk.index) == particle)
        return sum(1 for at in found if not scene.is_time(at))

    def _way(self, index: int) -> list[int]:
        """The predicates above a phrase, from the nearest."""
        if index not in self._ways:
            way, at = [], index
            for _ in range(_MOST_STEPS):
                above = self.scene.head(at)
                if above is None:
                    break
                at = above
                if self.scene.predicate(at) is not None:
                    way.append(at)
            self._ways[index] = way
        return self._ways[index]

    def _pair(self, index: int, predicate: Predicate) -> Traits:
        """How a phrase stands to a predicate: in the tree, and what is between the two."""
        scene, chunk = self.scene, self.scene.chunk(index)
        way, own = self._way(index), [predicate.chunk, *self._way(predicate.chunk)]
        meets = next((at for at in way if at in own), None)
        clause = scene.predicate(way[0]) if way else None
        head = scene.clauses.heads[index]
        low, high = sorted((index, predicate.chunk))
        within = scene.clauses.chunks[low + 1 : high]
        clauses = [found for inner in within if (found := scene.predicate(inner.index)) is not None]
        return {
            "particle": scene.particle(index),
            "comma": chunk.comma,
            "distance": predicate.chunk - index,
            "depends": head == predicate.chunk,
            "depends_over": head != index and scene.clauses.heads[head] == predicate.chunk,
            "head_particle": scene.particle(head),
            "head_acts": scene.is_doing(head),
            "clause": clause is not None and clause.chunk == predicate.chunk,
            "above": way.index(predicate.chunk) if predicate.chunk in way else _FAR,
            "meets_after": way.index(meets) if meets is not None else _FAR,
            "meets_above": own.index(meets) if meets is not None else _FAR,
            "clause_form": clause.form if clause is not None else "",
            "clause_kind": (action_class(dictionary_form(clause.lemma), ()) or "") if clause is not None else "",
            "clause_past": clause is not None and clause.past,
            "clause_passive": clause is not None and clause.passive,
            "between_commas": sum(inner.comma for inner in within),
            "between_topics": self._between(low, high, "は"),
            "between_subjects": self._between(low, high, "が"),
            "between_named": sum(1 for told in self.names if low < told.chunk < high),
            "between_named_topics": sum(1 for told in self.names if low < told.chunk < high and told.particle == "は"),
            "between_named_subjects": sum(1 for told in self.names if low < told.chunk < high and told.particle == "が"),
            "between_dates": sum(1 for other, _ in self.dates if low < other < high),
            "between_acts": sum(found.act for found in clauses),
            "between_going_on": sum(found.form == "goes-on" for found in clauses),
            "between_describing": sum(found.form == "modifies" for found in clauses),
            "between_said": sum(found.form in ("quoted", "content") for found in clauses),
            "between_quotes": sum(inner.quotes for inner in within),
            "between_later": any(word in scene.clauses.text[chunk.stop : predicate.start] for word in _LATER),
        }


def _type(ids: Sequence[str]) -> str:
    """What kind of thing an id is of: GPE for a state's code."""
    return ids[0].split(":")[0] if ":" in ids[0] else "GPE"
