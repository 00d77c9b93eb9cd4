"""Note markers: superscripts and bracketed numbers that stand in the text, told from exponents and fitted to the notes there are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Hint, Marker, Text
from pipeline.structure.notes import SUPERSCRIPTS

_CANDIDATE = re.compile(
    r"[ \u3000]?(?P<super>(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9}+(?![⁰¹²³⁴⁵⁶⁷⁸⁹])(?:[ ,，、・]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9}+(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))*)"
    r"|[ ]?[（(\[［][注註][ ]?(?P<word>[0-9]{1,3}(?:[、,，・][ ]?[注註]?[0-9]{1,3})*)[)）\]］]|[注註](?P<bare>[0-9]{1,3})[)）]"
    r"|\[(?P<bracket>[0-9]{1,3})\]|［(?P<wide>[0-9]{1,3})］"
)
_EXPONENT_OF = re.compile(r"(?<![A-Za-z])(?:[kcmdμ]?m|ft|mi|in|yd|s)$")
_POWER_OF = re.compile(r"[×xX*・][ ]?10$|\b10$")
_EXPONENTS = 3  # the highest power that stands behind a number that is not ten
_ANY = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|[注註\[［]")


@dataclass(slots=True)
class Scope:
    """The notes of one chapter: the numbers there are and the number that is due next."""

    numbers: frozenset[int]
    due: int = 1


@dataclass(frozen=True, slots=True)
class _Taken:
    """Characters that go, and the notes they stand for: all of a marker and the space before it."""

    start: int
    end: int
    numbers: Sequence[int]
    core: int
    key: str = ""


def take(text: Text, scope: Scope, linked: Sequence[Hint] = ()) -> tuple[Text, tuple[Marker, ...]]:
    """`text` without its note markers, and the markers with their places in what is left.

    `linked` are markers that the source's format tells, sorted; those that lie in the text are taken as they are.
    """
    known = _known(text, linked)
    if not known and not _ANY.search(text.text):
        return text, ()
    markers: list[Marker] = []
    removed = 0
    taken = sorted([*known, *_fitted(text.text, scope, known)], key=lambda one: one.start)
    for one in taken:
        raw = text.raw(one.core, one.end)
        markers.extend(Marker(number, one.start - removed, *raw, key=one.key) for number in one.numbers)
        removed += one.end - one.start
    return text.without((one.start, one.end) for one in taken), tuple(markers)


def _known(text: Text, linked: Sequence[Hint]) -> list[_Taken]:
    """The markers told by the format that lie in the text, each with the space before it."""
    if not linked or not len(text):
        return []
    first = bisect_left(linked, text.starts[0], key=lambda hint: hint.start)
    taken: list[_Taken] = []
    for hint in linked[first : bisect_left(linked, text.ends[-1], key=lambda hint: hint.start)]:
        start, end = bisect_left(text.starts, hint.start), bisect_left(text.starts, hint.end)
        if start < end and text.starts[start] < hint.end:
            space = start > 0 and text.text[start - 1] in " \u3000" and (not taken or taken[-1].end < start)
            taken.append(_Taken(start - space, end, (hint.number,), start, hint.key))
    return taken


def _fitted(text: str, scope: Scope, known: Sequence[_Taken]) -> Iterable[_Taken]:
    """The markers that the text's own signs tell, beside those already known."""
    for found in _CANDIDATE.finditer(text):
        start, end = _core(found)
        if any(one.start < end and start < one.end for one in known):
            continue
        if numbers := _numbers(text, found, scope):
            scope.due = max([scope.due, *(number + 1 for number in numbers)])
            yield _Taken(found.start(), end, numbers, start)


def _core(found: re.Match[str]) -> tuple[int, int]:
    """The marker without the space before it."""
    return found.start() + (len(found[0]) - len(found[0].lstrip(" \u3000"))), found.end()


def _numbers(text: str, found: re.Match[str], scope: Scope) -> Sequence[int]:
    """The note numbers a candidate stands for; none for an exponent, a bracket no note answers to, or （注1） that opens a remark."""
    if found["word"]:
        return [int(number) for number in re.findall("[0-9]+", found["word"])] if found.start() else ()
    if found["super"] is None:
        number = int(found["bare"] or found["bracket"] or found["wide"])
        return (number,) if number in scope.numbers else ()
    before = text[max(0, found.start() - 8) : found.start()]
    groups = re.findall(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", found["super"])
    if groups[0] in ("²", "³", "²³") and _EXPONENT_OF.search(before):
        return ()
    number = int(groups[0].translate(SUPERSCRIPTS))
    unexpected = number != scope.due and (number <= _EXPONENTS or number not in scope.numbers)
    if before[-1:].isdigit() and (unexpected or _POWER_OF.search(before)):
        return ()
    return [number for group in groups for number in _split(group.translate(SUPERSCRIPTS), scope)]


def _split(digits: str, scope: Scope) -> Iterable[int]:
    """`56` is note 56, or notes 5 and 6 where no note 56 is there or 5 is the one due."""
    number = int(digits)
    if number in scope.numbers and not (len(digits) > 1 and number != scope.due and _sequence(digits, scope)):
        return (number,)
    return _sequence(digits, scope) or (number,)


def _sequence(digits: str, scope: Scope) -> Sequence[int]:
    """The digits as the notes that are due, one after the other, or nothing."""
    numbers, rest, due = [], digits, scope.due
    while rest:
        if not rest.startswith(str(due)) or due not in scope.numbers:
            return ()
        numbers.append(due)
        rest = rest[len(str(due)) :]
        due += 1
    return numbers
