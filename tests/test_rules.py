"""Every rule in data/rules reads its examples and leaves its rejects alone, by itself and with all rules on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest

from pipeline import rules
from pipeline.extract import dates, entities, quantities
from pipeline.model import Date, Mention, Name, PipelineError, Quantity
from pipeline.tables.cells import number

FILES = sorted(
    entry.name.removesuffix(".toml") for entry in files("pipeline").joinpath("data", "rules").iterdir() if entry.name.endswith(".toml")
)
LAYERS = {"dates": dates.find, "quantities": quantities.find, "entities": entities.find}


def cases(part: str) -> Iterator[object]:
    for name in FILES:
        for rule in rules.load(name):
            for case in getattr(rule, part):
                text = case if isinstance(case, str) else case["text"]
                yield pytest.param(name, rule, case, id=f"{name}:{rule.id}:{text[:20]}")


def shown(mention: Mention) -> str:
    value = mention.value
    match value:
        case Date():
            parts = [value.type, value.value, value.mod]
        case Quantity():
            numbers = ["" if n is None else number(n) for n in (value.value, value.value_max)]
            parts = [value.kind, *numbers, value.unit, value.mod]
        case Name():
            parts = [value.label]
    return "|".join([mention.text, *parts])


def layer_of(name: str):
    return next((find for layer, find in LAYERS.items() if name.startswith(layer)), None)


@pytest.mark.parametrize(("name", "rule", "example"), list(cases("examples")))
def test_example_is_read(name: str, rule: rules.Rule, example: dict) -> None:
    found = rule.pattern.fullmatch(example["text"]) or rule.pattern.search(example["text"])
    assert found, "the rule's pattern does not match its own example"
    groups = {key: value for key, value in example.items() if key in rule.pattern.groupindex}
    assert {key: found[key] for key in groups} == groups
    if "gives" in example:
        find = layer_of(name)
        assert find, f"{name} belongs to no mention layer: it cannot promise mentions"
        assert [shown(mention) for mention in find(example["text"])] == example["gives"]


@pytest.mark.parametrize(("name", "rule", "reject"), list(cases("rejects")))
def test_reject_is_left_alone(name: str, rule: rules.Rule, reject: str) -> None:
    find = layer_of(name)
    if find:
        assert rule.method not in [mention.method for mention in find(reject)]
    else:
        assert not rule.pattern.fullmatch(reject)


@pytest.mark.parametrize("name", ["headings", "lines", "front_matter"])
def test_line_examples_are_read_whole(name: str) -> None:
    """Rules about lines must read the whole line, and the first rule that does must be theirs."""
    for rule in rules.load(name):
        for example in rule.examples:
            assert rule.pattern.fullmatch(example["text"]), (rule.id, example["text"])


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[rule]]\nid='a'\npattern='x'\nexamples=[{text='x'}]", "at least one example and one reject"),
        ("[[rule]]\nid='a'\npattern='x'\nrejects=['y']", "at least one example and one reject"),
        ("[[rule]]\npattern='x'\nexamples=[{text='x'}]\nrejects=['y']", "has no id"),
        ("[[rule]]\nid='a'\nexamples=[{text='x'}]\nrejects=['y']", "has no pattern"),
        ("[[rule]]\nid='a'\npattern='('\nexamples=[{text='x'}]\nrejects=['y']", "rule 'a'"),
        ("[[rule]]\nid='a'\npattern='{none}'\nexamples=[{text='x'}]\nrejects=['y']", "unknown macro {none}"),
        ("[[rule]\n", "not valid TOML"),
    ],
)
def test_broken_rule_is_refused(monkeypatch: pytest.MonkeyPatch, toml: str, message: str) -> None:
    monkeypatch.setattr(rules, "_data", lambda path: toml)
    rules.load.cache_clear()
    with pytest.raises(PipelineError, match=message.replace("{", r"\{").replace("}", r"\}")):
        _ = [rule.pattern for rule in rules.load("broken")]
    rules.load.cache_clear()


def test_a_pattern_or_macro_may_be_a_list_of_alternatives(monkeypatch: pytest.MonkeyPatch) -> None:
    toml = """
[macros]
ships = ['空母', '駆逐艦']

[[rule]]
id = "ship"
pattern = ['{ships}隊', '潜水艦']
examples = [{ text = "駆逐艦隊" }]
rejects = ["駆逐艦"]
"""
    monkeypatch.setattr(rules, "_data", lambda path: toml)
    rules.load.cache_clear()
    (rule,) = rules.load("listed")
    rules.load.cache_clear()
    assert [rule.pattern.fullmatch(text) is not None for text in ("空母隊", "駆逐艦隊", "潜水艦", "駆逐艦")] == [True, True, True, False]
