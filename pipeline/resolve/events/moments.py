"""A phrase of a sentence → what time it tells: dates listed beside each other, the hour of a day, a deadline, what is only compared."""

from __future__ import annotations

from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import outlooks
from pipeline.model import Date, Mention
from pipeline.resolve.events.classes import dictionary_form, is_said_by
from pipeline.resolve.events.scene import SUBJECTS, Scene

_DUE = frozenset({"期限", "期日", "日程", "任期", "締切", "実施", "開催", "導入", "選挙", "時期", "時点", "時限", "予定", "目標"})
_SIDES = frozenset({"前", "後", "以前", "先", "早く", "遅く"})
_MOST_STEPS = 8


def is_known(date: Mention) -> bool:
    """Whether something of a date is known, be it the month alone."""
    return isinstance(date.value, Date) and any(char.isdigit() for char in date.value.value)


def listed(scene: Scene, index: int) -> tuple[Mention, ...]:
    """A date with those listed before it: 3月5日、4月2日には."""
    last = scene.date(index)
    if last is None:
        return ()
    found = [last]
    for at in range(index - 1, max(-1, index - _MOST_STEPS), -1):
        if scene.is_and(at):
            continue  # 7月4日 及び 28日に
        if scene.clauses.heads[at] not in (scene.clauses.heads[index], *range(at + 1, index + 1)):
            break  # A国は2月27日、1月31日に開かれた会議について公表した
        before = scene.date(at)
        if before is None or scene.particle(at) not in ("", "と", "や") or not _alike(before, found[0]):
            break
        found.insert(0, before)
    return tuple(found)


def hour(scene: Scene, index: int) -> int | None:
    """The date before a part of it: 24日の未明に, 1月から3月までの期間に."""
    own = [inner for inner in scene.under(index) if scene.particle(inner) in ("の", "までの") and scene.date(inner) is not None]
    return own[-1] if own and scene.is_hour(index) else None


def is_moment(scene: Scene, index: int, ends: tuple[str, ...]) -> bool:
    """Whether a phrase is the time of something that is done: 訪中時には, 会談の際に, 党大会以降."""
    text = scene.clauses.text
    chunk = scene.chunk(index)
    return scene.particle(index) in ("", "に", "には", "にも") and text[chunk.start : chunk.end].endswith(ends)


def is_compared(scene: Scene, index: int) -> bool:
    """Whether a date only says before or after which something was: 2022年2月より前に."""
    chunks = scene.clauses.chunks
    follows = chunks[index + 1].words[0].text if index + 1 < len(chunks) else ""
    return scene.particle(index) == "より" and follows in _SIDES


def is_due(scene: Scene, index: int) -> bool:
    """Whether a phrase names what has a date set for it: 期限, 開催."""
    return scene.particle(index) in ("が", "を", "は", "も") and scene.chunk(index).core.text in _DUE


def is_deadline(scene: Scene, index: int, predicate: Predicate) -> bool:
    """Whether a date is that of a plan which is told, not of telling it: 2030年までに建設する計画を発表した.

    Also a date in に where a meeting with another decides: 年末の会議は、翌年に追加する方針を決めた.
    """
    if not is_said_by(dictionary_form(predicate.lemma)):
        return False
    under = scene.under(predicate.chunk)
    due = scene.particle(index).startswith("までに")
    if not due and scene.particle(index) == "に" and not scene.chunk(index).comma:
        due = any(inner < index and scene.particle(inner) in SUBJECTS and scene.is_dated(inner) for inner in under)
    return due and any(inner > index and scene.chunk(inner).core.text in outlooks() for inner in under)


def is_since(scene: Scene, index: int, predicate: Predicate) -> bool:
    """Whether a clause only says since when something is so that was at a date: 9月には観測が始まって以来最小となった."""
    since = scene.clauses.text.startswith(("以来", "以降"), predicate.stop) or scene.clauses.text[: predicate.stop].endswith("以来")
    return since and scene.particle(index).endswith("は")


def is_told_to(scene: Scene, index: int) -> bool:
    """Whether a phrase names those to whom something is said, whose dates are those of what is said: 5日の記者団に対する会見."""
    return scene.particle(index) == "に対する" and scene.act(index) is None and not scene.is_dated(index)


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two dates beside each other are two, and not a year and its month."""
    if not isinstance(one.value, Date) or not isinstance(other.value, Date):
        return False
    return len(one.value.value) == len(other.value.value) and one.value.value != other.value.value
