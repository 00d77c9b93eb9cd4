"""Citation text → the phrase in it that stands for a work cited before: 同上, 同書, 前掲書, 前掲注12, Ibid., op. cit., 앞의 책, Там же."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from pipeline import rules
from pipeline.extract.citations import brackets
from pipeline.model import CitationForm

Reach = Literal["previous", "earlier", "note", "unknown"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where the phrase stands, how far back it reaches, the CSL types it can mean (none: any), and the rule that reads it."""

    start: int
    end: int
    form: CitationForm
    reach: Reach
    fits: frozenset[str]
    note: int | None = None
    rule: str = ""


def find(text: str) -> Phrase | None:
    """The first back-referring phrase outside brackets, or None."""
    return find_masked(brackets.read(text).mask)


def spans(mask: str) -> list[tuple[int, int]]:
    """Where in a masked text works cited before are referred to, in order."""
    known = (rule for rule in rules.load("citations_back") if rule.fields["reach"] != "unknown")
    found = sorted((match.span() for rule in known for match in rule.pattern.finditer(mask)), key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def find_masked(mask: str) -> Phrase | None:
    """As `find`, for a text whose brackets are already hidden."""
    best: Phrase | None = None
    for rule in rules.load("citations_back"):
        found = rule.pattern.search(mask)
        if found and (best is None or found.start() < best.start):
            groups = found.groupdict()
            note = groups.get("note") or groups.get("noted")
            best = Phrase(
                found.start(),
                found.end(),
                cast(CitationForm, rule.fields["form"]),
                cast(Reach, rule.fields["reach"]),
                frozenset(rule.fields["fits"]),
                int(note) if note else None,
                f"citations_back.toml:{rule.id}",
            )
    return best
