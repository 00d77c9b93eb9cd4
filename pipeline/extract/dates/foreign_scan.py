"""A place in a text → the rules of `dates_foreign.toml` that may begin there.

Japanese text has a number or a Latin word at every turn, and nearly none of them begin a foreign
date: one look at the word, or at what follows the number, says which rules are worth trying.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.extract import calendar
from pipeline.model import PipelineError
from pipeline.rules import Rule, load, words

FILE = "dates_foreign"

LETTERS = r"A-Za-zÀ-ÖØ-öø-ɏЀ-ԯ\u0600-\u06ffḀ-ỹ"
"""The letters a foreign word is made of, for a character class: Latin, Cyrillic, Arabic."""

_WORD = re.compile(rf"[{LETTERS}]{{1,16}}+(?![{LETTERS}])")
_DAY = r"[0-9一二三四五六七八九十]{1,3}"
# What stands behind a number where a foreign date may begin; the group's name, in capitals, is what a rule `opens` with.
_NUMBER = re.compile(
    rf"""(?x)[0-9]{{1,4}}+(?![ぁ-ヿ月日人回国万億%])(?:
    (?:\.?[ ]?[-‐‑–—―−~～/・][ ]?[0-9]{{1,4}}+)?+(?:[ ]?(?P<hangul>[년월일]|부터|세기)|['’º°ª]?[.,]?[ ]?[-/'’(]?(?P<letters>[{LETTERS}]))
    |(?P<marks>(?:[ ]?\.?[-–—][ ]?|[./][ ]?)[0-9]{{1,2}}+(?:\.?[-–—][0-9]{{1,2}}+)?[./-])
    |(?P<han>年(?:{_DAY}月(?:{_DAY}[日号號])?)?(?:(?<=[号號])|[至到底]|[上下]半年|年[底中]|的?第?[1-4一二三四]季度)|世纪)
    |(?P<after>(?<=[a-zà-ÿ][ ][12][0-9]{{3}})))"""
)
# Scripts written without spaces, whose words do not end where their letters do, begin here.
_UNSPACED = "\u2000"
_NUMBERS = ("HANGUL", "LETTERS", "MARKS", "HAN", "AFTER")


def candidates(text: str, position: int) -> tuple[Rule, ...]:
    """The rules that may read something at `position`, in file order: by the word there, or by what follows the number there."""
    char = text[position : position + 1]
    if char >= _UNSPACED:
        entries = _prefixes().get(char)
        return () if entries is None else next((rules for prefix, rules in entries if text.startswith(prefix, position)), ())
    if char.isdigit():
        found = _NUMBER.match(text, position)
        return _index().get((found.lastgroup or "").upper(), ()) if found else ()
    word = _WORD.match(text, position)
    return _index().get(word[0].casefold(), ()) if word else ()


def openings() -> str:
    """The characters, other than letters and digits, that a rule may begin with."""
    return "".join(_prefixes())


@cache
def _index() -> Mapping[str, tuple[Rule, ...]]:
    """For each word in lower case, and each kind of number, the rules that begin with it."""
    index: dict[str, list[Rule]] = {}
    for rule in load(FILE):
        for entry in rule.fields.get("opens", ()):
            for word in _expand(rule, entry):
                if rule not in index.setdefault(word, []):
                    index[word].append(rule)
    return {word: tuple(rules) for word, rules in index.items()}


@cache
def _prefixes() -> Mapping[str, tuple[tuple[str, tuple[Rule, ...]], ...]]:
    """For each character of a script without spaces, the beginnings with it and their rules."""
    index: dict[str, list[tuple[str, tuple[Rule, ...]]]] = {}
    for word, rules in _index().items():
        if _is_unspaced(word):
            index.setdefault(word[0], []).append((word, rules))
    return {char: tuple(entries) for char, entries in index.items()}


def _is_unspaced(word: str) -> bool:
    return word >= _UNSPACED


def _expand(rule: Rule, entry: str) -> set[str]:
    """The words an entry of `opens` stands for: MONTH, SEASON and PART are lists of data."""
    match entry:
        case "MONTH":
            return {row["name"] for row in words("months")}
        case "SEASON":
            return {name for name in calendar.seasons() if not _is_unspaced(name)}
        case "PART":
            return {re.split("[ -]", row["word"])[0] for row in words("foreign_parts") if not _is_unspaced(row["word"])}
        case _:
            if entry.isupper() and entry not in _NUMBERS:
                known = ", ".join((*_NUMBERS, "MONTH", "SEASON", "PART"))
                raise PipelineError(f"data/rules/{FILE}.toml: rule {rule.id!r} opens with the unknown class {entry!r}; known: {known}")
            return {entry}
