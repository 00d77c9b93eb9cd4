"""data/rules/*.toml → Rules: patterns with the examples they must read and the look-alikes they must not.

A rule file is a list of `[[rule]]` tables. Every rule has an `id`, a `pattern` (a regular expression in '…'), at least one
example and at least one reject; whatever else it holds (`type`, `mod`, `kind` …) is data for the stage that owns the file. An
optional `[macros]` table names fragments that patterns use as `{name}`. A long list of alternatives is an array of them. The
loader refuses a rule without examples or rejects, so that a rule cannot be added without saying what it is for;
`tests/test_rules.py` turns each example and each reject into a test. Compiling all patterns takes a second, so each is
compiled when it is first asked for.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from pipeline.model import PipelineError

_MACRO = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Rule:
    """One pattern as data.

    `regex` is the pattern as text, macros put in; `fields` is what the rule says beside it; `examples` pair a text with the
    groups or values it must give; `where` is the file it stands in.
    """

    id: str
    regex: str
    fields: Mapping[str, Any]
    examples: tuple[Mapping[str, Any], ...]
    rejects: tuple[str, ...]
    where: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern. Raises `PipelineError` naming the file and the rule where it is no regular expression."""
        try:
            return re.compile(self.regex)
        except re.error as error:
            raise PipelineError(f"{self.where}: rule {self.id!r}: {error}") from error

    @property
    def method(self) -> str:
        """The rule's name as the tables print it."""
        return f"rule:{self.id}"


@cache
def load(name: str) -> tuple[Rule, ...]:
    """The rules of `data/rules/<name>.toml`, in file order. Raises `PipelineError` naming the file and rule at fault.

    A pattern that is no regular expression is told when it is first used (`Rule.pattern`).
    """
    where = f"data/rules/{name}.toml"
    try:
        table = tomllib.loads(_data(f"rules/{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise PipelineError(f"{where}: not valid TOML: {error}") from error
    macros: dict[str, str] = {}
    for key, fragment in table.get("macros", {}).items():
        macros[key] = _expand(fragment, macros, where)
    rules = tuple(_rule(entry, macros, where) for entry in table.get("rule", ()))
    ids = [rule.id for rule in rules]
    if len(set(ids)) != len(ids):
        raise PipelineError(f"{where}: two rules share the id {next(i for i in ids if ids.count(i) > 1)!r}")
    return rules


@cache
def words(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `data/<name>.csv` as mappings from column to text, in file order."""
    return tuple(csv.DictReader(_data(f"{name}.csv").splitlines()))


def matches(rules: tuple[Rule, ...], text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Each rule that reads the whole of `text`, with its match, in file order."""
    for rule in rules:
        found = rule.pattern.fullmatch(text)
        if found:
            yield rule, found


def first(rules: tuple[Rule, ...], text: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule that reads the whole of `text`, or None."""
    return next(matches(rules, text), None)


def _data(path: str) -> str:
    return files("pipeline").joinpath("data", path).read_text(encoding="utf-8")


def _expand(written: str | list[str], macros: Mapping[str, str], where: str) -> str:
    pattern = written if isinstance(written, str) else "|".join(written)

    def fragment(found: re.Match[str]) -> str:
        if found[1] not in macros:
            raise PipelineError(f"{where}: unknown macro {{{found[1]}}}; macros are defined before they are used")
        return f"(?:{macros[found[1]]})"

    return _MACRO.sub(fragment, pattern)


def _rule(entry: Mapping[str, Any], macros: Mapping[str, str], where: str) -> Rule:
    name = entry.get("id")
    if not name:
        raise PipelineError(f"{where}: a rule has no id")
    examples, rejects = entry.get("examples"), entry.get("rejects")
    if not examples or not rejects:
        raise PipelineError(f"{where}: rule {name!r} needs at least one example and one reject")
    if "pattern" not in entry:
        raise PipelineError(f"{where}: rule {name!r} has no pattern")
    regex = _expand(entry["pattern"], macros, where)
    rest = {key: value for key, value in entry.items() if key not in ("id", "pattern", "examples", "rejects")}
    return Rule(name, regex, rest, tuple(examples), tuple(rejects), where)
