"""A quoted place and a place in a text → how far their surroundings agree, on either side."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Prefix

from pipeline.review.folding import NUMERALS, SURE_NUMERALS

_STEPS = ((1, 1), (0, 1), (1, 0))  # a character misread, one too much, one lost; more than that is another wording
_RESUMED = 4  # equal characters after a difference, or it is an end
_PENALTY = 4
_NEAR = 6  # a difference this near the words says that they are others
_NEAR_PENALTY = 16
_SLACK = 8  # characters that a text may have more than its quotation


@dataclass(frozen=True, slots=True)
class Side:
    """How far one side agrees, outwards from the words.

    `score` counts equal characters less a penalty for each difference, `clean` the equal ones before the first difference,
    `length` the characters of the quotation that were matched, `span` those of the text; `whole` says that all were.
    """

    score: int
    clean: int
    length: int
    span: int
    whole: bool


def side(context: str, text: str) -> Side:
    """The agreement of a quoted context with the text in its place; both begin at the words and are folded."""
    text = text[: len(context) + _SLACK]
    run = Prefix.similarity(context, text)
    clean = run
    at, there = run, run
    score = run
    best = (score, at, there)
    while at < len(context) and there < len(text):
        step = _step(context[at:], text[there:])
        if step is None:
            break
        passed, passed_there, run = step
        score += run - (_NEAR_PENALTY if at < _NEAR else _PENALTY)
        at += passed + run
        there += passed_there + run
        if score > best[0]:
            best = (score, at, there)
    score, at, there = best
    return Side(score, clean, at, there, at >= len(context))


def _step(context: str, text: str) -> tuple[int, int, int] | None:
    """The smallest difference after which both agree again for the longest: characters passed over in each, and the agreement."""
    found = None
    for passed, passed_there in _STEPS:
        if passed > len(context) or passed_there > len(text) or _number_changed(context[:passed], text[:passed_there]):
            continue
        rest = context[passed:]
        run = Prefix.similarity(rest, text[passed_there:])
        if (run >= _RESUMED or (run == len(rest) and run > 1)) and (found is None or run > found[2]):
            found = (passed, passed_there, run)
    return found


def _number_changed(passed: str, passed_there: str) -> bool:
    """A dash is also the kanji for one, and so on: such a character is part of a number only where another number replaces it."""
    changed = passed + passed_there
    return not SURE_NUMERALS.isdisjoint(changed) or (len(changed) > 1 and NUMERALS.issuperset(changed))
