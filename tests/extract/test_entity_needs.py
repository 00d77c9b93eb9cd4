"""A rule's `needs` follow from its pattern: whatever it matches stands in a text with one of them, so that nothing is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from pipeline import rules
from pipeline.extract.entities.patterns import FILES

PARSER: Any = import_module("re._parser")  # how Python reads a pattern: private, and the one place that says what must stand in a match
RULES = [rule for name in FILES for rule in rules.load(f"entities_{name}") if "needs" in rule.fields]


def surely(parts: Iterable[tuple[Any, Any]], needs: list[str]) -> bool:
    """Whether one of the words stands in every text that holds a match of a parsed pattern."""
    run = ""
    for operation, argument in parts:
        name = str(operation)
        run = run + chr(argument) if name == "LITERAL" else ""
        if any(word in run for word in needs) or _stands_in(name, argument, needs):
            return True
    return False


def _stands_in(name: str, argument: Any, needs: list[str]) -> bool:
    if name == "SUBPATTERN":
        return surely(argument[3], needs)
    if name == "BRANCH":
        return all(surely(branch, needs) for branch in argument[1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return argument[0] >= 1 and surely(argument[2], needs)
    if name == "ASSERT":
        return surely(argument[1], needs)
    if name == "ATOMIC_GROUP":
        return surely(argument, needs)
    return name == "IN" and all(str(kind) == "LITERAL" and chr(value) in needs for kind, value in argument)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_match_holds_a_word_that_the_rule_needs(rule: rules.Rule) -> None:
    assert surely(PARSER.parse(rule.regex), rule.fields["needs"])


def test_a_word_that_a_pattern_can_do_without_is_told() -> None:
    assert not surely(PARSER.parse("(?:演習|訓練)を?"), ["演習"])
    assert not surely(PARSER.parse("演?習"), ["演習"])
    assert not surely(PARSER.parse("(?!演習)訓練"), ["演習"])
    assert surely(PARSER.parse("(?:合同|共同)(?:演習|訓練)"), ["演習", "訓練"])
