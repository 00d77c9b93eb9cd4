"""data/review_words.csv, review_view_words.csv and report_words.csv → the words of the app and of report pages in a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline import rules

LANGUAGES = ("ja", "en")
_FILES = ("review_words", "review_view_words", "report_words")


class Words:
    """The words of one language, by key."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _read(language)

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with `{name}` replaced by the values given. Raises `KeyError` for a key that no list has."""
        found = self._words[key]
        return found.format(**values) if values else found

    def has(self, key: str) -> bool:
        """Whether a list has words for a key."""
        return key in self._words

    def name(self, group: str, value: str) -> str:
        """What a value of the tables is called (`label.GPE`, `table.dates` …); the value itself where no list names it."""
        return self._words.get(f"{group}.{value}", value)


@cache
def of(language: str) -> Words:
    """The words of a language of `LANGUAGES`."""
    return Words(language)


@cache
def _read(language: str) -> Mapping[str, str]:
    return {row["key"]: row[language] for file in _FILES for row in rules.words(file)}


def preferred(accepted: str) -> str:
    """The language that an Accept-Language header asks for first among ours; Japanese where it asks for neither."""
    for part in accepted.split(","):
        tag = part.split(";")[0].strip().casefold()
        for language in LANGUAGES:
            if tag == language or tag.startswith(f"{language}-"):
                return language
    return LANGUAGES[0]
