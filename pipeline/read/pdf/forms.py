"""The text of a line → what its form alone says: an item, a section's label, a byline or date, a subtitle between dashes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipeline import rules

_KEPT = 4096  # texts whose form is remembered: each is asked for several times
_REGIONS = ("toc", "abbreviations", "notes", "note-scope", "back")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]|章$")


def is_item(text: str) -> bool:
    """Whether a line begins like an item of a list."""
    return _has("item", text)


def is_label(text: str) -> bool:
    """Whether a text is the label of an item, heading, note or caption and nothing more: 1, (2), 第1章, 注3, 図1."""
    return _has("label", text)


def opens_with_dash(text: str) -> bool:
    """Whether a line begins with the dash of a subtitle: ――…――."""
    return _has("dashed", text)


def is_bracketed(text: str) -> bool:
    """Whether a line stands in brackets as a whole and holds no sentence: （メモ）."""
    return _has("bracketed", text)


def opens_section(text: str) -> bool:
    """Whether a line is a heading by its form: 第1章　…, はじめに, (1) …"""
    return _section(text) is not None


def is_section_label(text: str) -> bool:
    """Whether a line is the label of a chapter or section, its title left to the next line: 第1章, 序章, Ⅱ."""
    found = _section(text)
    groups = found.groupdict() if found else {}
    return bool(groups.get("label") and _COUNTED.search(groups["label"]) and not groups.get("heading") and not groups.get("rule"))


def is_chapter(text: str) -> bool:
    """Whether a line is the head of a chapter by its form."""
    found = rules.first(rules.load("headings"), _plain(text))
    return found is not None and found[0].fields["rank"] == 1 and not found[0].fields.get("front")


def is_outer(text: str) -> bool:
    """Whether a line heads what stands beside the chapters of a book in any type: a list of authors, of abbreviations."""
    return any(rule.fields["role"] in ("back", "abbreviations") for rule, _ in rules.matches(rules.load("lines"), _plain(text)))


def heads_region(text: str) -> bool:
    """Whether a line heads a table of contents, a list of abbreviations, of notes or of authors."""
    return any(rule.fields["role"] in _REGIONS for rule, _ in rules.matches(rules.load("lines"), _plain(text)))


def is_statement(text: str) -> bool:
    """Whether a line of a title page names authors, a publisher, a series or a date."""
    return any(rule.fields["where"] in ("head", "any") for rule, _ in rules.matches(rules.load("front_matter"), _plain(text)))


def is_byline(text: str) -> bool:
    """Whether a line names authors and nothing more."""
    return any(rule.id == "byline" for rule, _ in rules.matches(rules.load("front_matter"), _plain(text)))


@lru_cache(_KEPT)
def _section(text: str) -> re.Match[str] | None:
    found = rules.first(rules.load("headings"), _plain(text))
    return found[1] if found else None


@lru_cache(_KEPT)
def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _has(role: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(role))


@cache
def _patterns(role: str) -> tuple[re.Pattern[str], ...]:
    return tuple(rule.pattern for rule in rules.load("pdf") if rule.fields["role"] == role)
