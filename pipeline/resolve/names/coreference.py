"""Lines with their names → rows for expressions that stand for them: 同国, 同氏, 同大統領, 同省, 両国, 両首脳, 両社, 両軍, 3カ国, 彼.

An expression is resolved only where what is in focus leaves exactly one reading: the names before it in its sentence,
else those of the nearest sentence before it in its paragraph, none from another section. Everything else gets no row.
The expressions are `data/rules/coreference.toml`; `antecedents` says what each may stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import rules
from pipeline.resolve.names import calibration, focus
from pipeline.resolve.names.antecedents import METHOD, SEEK, Asked
from pipeline.resolve.names.focus import Named
from pipeline.resolve.names.lines import Line
from pipeline.resolve.names.passage import READ_KINDS, Passage

_FIRST_CHARACTERS = "同両国彼"
_NUMBERS = {"三": 3, "四": 4, "五": 5, "六": 6, "七": 7}


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in rules.load("coreference") if rule.fields["kind"] in SEEK)


def is_expression(text: str) -> bool:
    """True for the text of such a row (同国, 両首脳), which is no name of the thing it stands for."""
    return any(found["name"] == text for rule in _rules() if (found := rule.pattern.search(f"{text}は")))


def resolve(lines: Sequence[Line]) -> None:
    """Add the rows in place, in document order."""
    passage = Passage(lines, focus.homes(lines))
    for number, line in enumerate(lines):
        if line.sentence.kind in READ_KINDS:
            _resolve(passage, number, sorted(_asked(line, number), key=lambda asked: asked.start))


def _resolve(passage: Passage, number: int, listed: Sequence[Asked]) -> None:
    line = passage.lines[number]
    taken = {place for mention in line.mentions for place in range(mention.start, mention.end)} if listed else set()
    for asked in listed:
        places = range(asked.start, asked.end)
        value = SEEK[asked.kind](passage, asked) if taken.isdisjoint(places) else None
        if value is None:
            continue
        line.add(asked.start, asked.end, value, METHOD, calibration.of_expression(asked.kind))
        taken.update(places)
        if value.label == "GPE":
            passage.put("states", number, Named(asked.start, asked.end, value.ids))


def _asked(line: Line, number: int) -> Iterator[Asked]:
    if not any(char in line.folded for char in _FIRST_CHARACTERS):
        return
    for rule in _rules():
        for found in rule.pattern.finditer(line.folded):
            groups = found.groupdict()
            digits = groups.get("number") or ""
            count = _NUMBERS.get(digits) or int(digits or 0)
            yield Asked(rule, number, *found.span("name"), groups.get("title") or "", groups.get("suffix") or "", count)
