"""A predicate in its sentence → its doers and dates where each date has a doer or an object of its own: A国は3月に、B国は5月に署名した."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.events import Predicate
from pipeline.model import Date, Mention
from pipeline.resolve.events.naming import is_person
from pipeline.resolve.events.scene import SUBJECTS, Scene

_JOINING = frozenset({"", "と", "や", "及び", "および"})


@dataclass(frozen=True, slots=True)
class Apart:
    """One of several doings that a predicate tells of: when it was done, and the phrases `first`–`last` that are its own.

    `doer` is the phrase of its subject alone; None where all have the same. `listed`: others that stand before it did it at other dates.
    """

    date: Mention
    doer: int | None
    first: int
    last: int
    listed: bool = False


def apart(scene: Scene, predicate: Predicate) -> tuple[Apart, ...]:
    """The doings that dates and subjects tell apart, in order; empty where there are not two or more."""
    several = _listed(scene, predicate)
    if several:
        return several
    own = [inner for inner in scene.under(predicate.chunk) if scene.predicate(inner) is None]
    dates = [inner for inner in own if scene.date(inner) is not None]
    subjects = [inner for inner in own if scene.particle(inner) in SUBJECTS and not scene.is_time(inner) and not predicate.passive]
    doers = [inner for inner in subjects if scene.particle(inner) != "も" or scene.ids(inner, works=True)]
    if len(dates) < 2:
        return ()
    each = len(doers) == len(dates) and (_is_back(scene, dates[-1]) or _alternate(dates, doers))
    if not (_alike(scene, dates) or each):
        return ()
    if len(doers) == len(dates):
        bounds = sorted((*dates, *doers))
        couples = list(zip(bounds[::2], bounds[1::2], strict=True))
        if all((one in dates) != (other in dates) for one, other in couples):
            starts = [couple[0] for couple in couples]
            ends = [*(start - 1 for start in starts[1:]), predicate.chunk]
            return tuple(
                Apart(_date(scene, one if one in dates else other), other if one in dates else one, start, end)
                for (one, other), start, end in zip(couples, starts, ends, strict=True)
            )
        return ()
    if any(dates[0] < doer for doer in doers) or not all(_parted(scene, *couple) for couple in pairwise(dates)):
        return ()
    ends = [*(start - 1 for start in dates[1:]), predicate.chunk]
    return tuple(Apart(_date(scene, start), None, start, end) for start, end in zip(dates, ends, strict=True))


def _parted(scene: Scene, before: int, after: int) -> bool:
    """Whether between two dates something else stands that is done at the first, and no clause but one that describes it."""
    clauses = (scene.predicate(index) for index in range(before + 1, after))
    return after - before > 1 and all(clause is None or clause.form == "modifies" for clause in clauses)


def _listed(scene: Scene, predicate: Predicate) -> tuple[Apart, ...]:
    """Dates each with a doer in a list that ends with the subject: 3月にA国、5月にB国が署名した; A国（3月）、B国（5月）が署名した."""
    subjects = [inner for inner in scene.under(predicate.chunk) if scene.particle(inner) in SUBJECTS and scene.ids(inner)]
    if not subjects or predicate.passive:
        return ()
    found: list[Apart] = []
    at = subjects[-1]
    while at >= 0 and (ids := scene.own_ids(at)):
        aside = None if is_person(ids) else scene.date_aside(at)  # that of a person may be of birth or office
        date = aside or (scene.date(at - 1) if at else None)
        if date is None:
            break
        first = at if aside else at - 1
        found.insert(0, Apart(date, at, first, at, listed=aside is not None))
        at = first - 2 if first and scene.chunk(first - 1).core.tag.startswith("接続詞") else first - 1  # そして
        joined = at >= 0 and (scene.particle(at) in _JOINING if aside else not scene.particle(at) and scene.chunk(at).comma)
        if not joined or scene.predicate(at) is not None:
            break
    return tuple(found) if len(found) > 1 else ()


def _date(scene: Scene, index: int) -> Mention:
    found = scene.date(index)
    assert found is not None
    return found


def _is_back(scene: Scene, index: int) -> bool:
    """Whether a date points to the one before it: 同年."""
    return scene.clauses.text.startswith("同", scene.chunk(index).start)


def _alternate(dates: list[int], doers: list[int]) -> bool:
    """Whether each doer has its date right behind it: A国が3月5日、B国は5月6日に."""
    return all(date == doer + 1 for date, doer in zip(dates, doers, strict=True))


def _alike(scene: Scene, dates: list[int]) -> bool:
    """Whether dates stand in the same way and none is a part of another."""
    values = [found.value.value for index in dates if (found := scene.date(index)) and isinstance(found.value, Date)]
    marks = {scene.particle(index).rstrip("はも") for index in dates}
    return len(marks) == 1 and "" not in marks and len(set(values)) == len(dates) and len({len(value) for value in values}) == 1
