"""A document's sentences with their entity mentions → the same mentions with one identity per thing.

One ordered pass a kind: `shorts` (abbreviations the text defines), `persons` (family names and short names to the
person last introduced), `organs` (bare 外交部 to the state in focus), `shorts` again (the tail of a longer name given
before), `repeats` (a name found once by a cue, wherever
it comes again), `coreference` (同国, 同氏, 両国 to what they stand for). A name is linked only where exactly one
antecedent is left; two give a `Problem` and no link. Names introduced may be added where
the extractor could not see them (習は, GUR).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Mention, Problem, Sentence
from pipeline.resolve.names import calibration, coreference, organs, persons, repeats, shorts
from pipeline.resolve.names.lines import Line

__all__ = ["resolve"]


def resolve(
    sentences: Sequence[tuple[Sentence, Sequence[Mention]]], abbreviations: Sequence[tuple[str, str]] = (), *, raw: bool = False
) -> tuple[list[list[Mention]], list[Problem]]:
    """The entity mentions of each sentence, resolved over the document, and what could not be decided.

    `sentences` are in document order; `abbreviations` are the report's own (short, full) pairs.
    Mentions keep their spans; only identities, methods and scores change, and mentions of names
    introduced before, and of expressions that stand for them, are added.
    Scores come out as probabilities (`calibration`); `raw` leaves them as arbitration made them, and expressions out.
    Spans stay sorted and disjoint.
    """
    lines = [Line(sentence, list(mentions)) for sentence, mentions in sentences]
    problems = shorts.resolve(lines, abbreviations)
    problems += persons.resolve(lines)
    unsure = organs.resolve(lines)
    shorts.resolve_tails(lines, {problem.raw_start for problem in unsure})
    problems += unsure
    problems += repeats.resolve(lines)
    if not raw:
        for line in lines:
            line.mentions[:] = [replace(m, score=calibration.score(m.method, m.score)) for m in line.mentions]
        coreference.resolve(lines)
    return [sorted(line.mentions, key=lambda m: m.start) for line in lines], problems
