"""A page's own words → marked text in the language it is made in, and the words in every language, so that the page can change it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup, escape

from pipeline import rules
from pipeline.commands.terminal import visible
from pipeline.review.app import words
from pipeline.tables.cells import unguarded

LANGUAGES = words.LANGUAGES


def seen(text: str) -> str:
    """A cell as a page shows it: without the space of a guarded formula, with signs for characters that hide or turn what follows."""
    return visible(unguarded(text))


class Spoken:
    """The words of one page: what was asked for is kept, as the page needs that in the other languages too.

    Marked elements have their key in `data-w` and what stands in for `{name}` in `data-v`; where an attribute is meant, `data-a` names it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._used: dict[str, tuple[str, ...]] = {}

    def __call__(self, key: str, **values: object) -> Markup:
        """The words for a key in an element of their own. Raises `KeyError` for a key that no list has."""
        return Markup("<span{}>{}</span>").format(self.marks(key, **values), self.plain(key, **values))

    def plain(self, key: str, **values: object) -> str:
        """The words alone."""
        return words.of(self.language)(self.need(key), **_shown(values))

    def marks(self, key: str, **values: object) -> Markup:
        """The attributes that mark an element which holds these words and nothing else."""
        given = Markup(' data-v="{}"').format(json.dumps(_shown(values), ensure_ascii=False)) if values else ""
        return Markup(' data-w="{}"{}').format(self.need(key), given)

    def attribute(self, name: str, key: str, **values: object) -> Markup:
        """An attribute that holds the words, with its marks; an element can have one."""
        return Markup(' {0}="{1}" data-a="{0}"{2}').format(name, self.plain(key, **values), self.marks(key, **values))

    def name(self, group: str, value: str) -> Markup:
        """What a value of the tables is called (`label.GPE`); the value itself where no list names it."""
        key = self.named(group, value)
        if key not in self._used:
            return escape(seen(value))
        return Markup("<span{}>{}</span>").format(self.marks(key), self._used[key][LANGUAGES.index(self.language)])

    def named(self, group: str, value: str) -> str:
        """The key of a value's name, kept if a list has it."""
        key = f"{group}.{value}"
        if group == "country" and value in _countries():
            self._used[key] = tuple(_countries()[value] if language == "ja" else value for language in LANGUAGES)
        elif words.of(self.language).has(key):
            self.need(key)
        return key

    def need(self, key: str) -> str:
        """Keeps the words of a key and gives it back. Raises `KeyError` for a key that no list has."""
        if key not in self._used:
            self._used[key] = tuple(words.of(language)(key) for language in LANGUAGES)
        return key

    def used(self) -> dict[str, object]:
        """What was asked for, in the languages of the page."""
        return {"languages": LANGUAGES, "words": self._used}


def _shown(values: Mapping[str, object]) -> dict[str, str]:
    return {name: seen(str(value)) for name, value in values.items()}


@cache
def _countries() -> Mapping[str, str]:
    """The Japanese names of states by their codes; in English the code stands for itself."""
    return {row["id"]: row["name"] for row in rules.words("gazetteer/states")}
