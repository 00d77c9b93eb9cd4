"""A parsed sentence with its quantities → the nouns around a phrase: its subject, its object, what it modifies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.items.phrases import Phrase, Word, phrases
from pipeline.model import Mention

_TOPICS = frozenset({"は", "が", "も", "こそ", "だけは", "だけが", "自体は"})
_SUBJECTS = frozenset({"nsubj", "dislocated", "obl", "nmod", "obj", "advcl", "dep"})
_CLAUSES = frozenset({"advcl", "acl", "cc", "ccomp", "dep"})
_JOINED = re.compile(r"(?:と|や|及び|および|並びに|ならびに)")
_CONJUNCTIONS = frozenset({"及び", "および", "並びに", "ならびに"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence's phrases, what depends on each, which of them hold a quantity, and where quantities stand."""

    text: str
    phrases: tuple[Phrase, ...]
    children: tuple[tuple[int, ...], ...]
    counted: frozenset[int]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def last(self, before: int) -> Phrase | None:
        """The last phrase that begins before a place in the text."""
        index = bisect_left(self.phrases, before, key=lambda phrase: phrase.start)
        return self.phrases[index - 1] if index else None

    def over(self, phrase: Phrase) -> Phrase:
        """What the phrase depends on; itself at the root."""
        return self.phrases[phrase.head]

    def under(self, phrase: Phrase) -> Iterator[Phrase]:
        """What depends on the phrase, in order."""
        return (self.phrases[index] for index in self.children[phrase.index])

    def verb(self, phrase: Phrase) -> str:
        """The phrase from its head word on, with auxiliaries and particles."""
        return self.text[phrase.core : phrase.stop]


def scene(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> Scene:
    """The sentence with its quantities laid over its phrases."""
    found = phrases(text, words)
    children: list[list[int]] = [[] for _ in found]
    for phrase in found:
        if phrase.head != phrase.index:
            children[phrase.head].append(phrase.index)
    starts, ends = tuple(m.start for m in mentions), tuple(m.end for m in mentions)
    held = {p.index for p in found if bisect_right(ends, p.start) < bisect_left(starts, p.end)}
    return Scene(text, found, tuple(tuple(inner) for inner in children), frozenset(held), starts, ends)


def says(verb: str, *kinds: str) -> bool:
    """Whether a verb is of one of the kinds that item_predicates.toml tells."""
    return any(rule.pattern.match(verb) for rule in _predicates() if rule.id in kinds)


def subject(view: Scene, verb: Phrase, before: int, *, names: bool = False) -> str:
    """The noun with は, が, も nearest before `before` that depends on the verb, or on a clause of it that tells an amount too."""
    pending, seen, found = [verb], set(), []
    while pending:
        at = pending.pop()
        if at.index in seen:
            continue
        seen.add(at.index)
        inner = [p for p in view.under(at) if p.start < before]
        found += [p for p in inner if p.particle in _TOPICS and p.label in _SUBJECTS and p.index not in view.counted]
        pending += [p for p in inner if p.label in _CLAUSES and says(view.verb(p), "level", "set")]
    written = (named(view, phrase, names=names) for phrase in sorted(found, key=lambda p: -p.start))
    return next((noun for noun in written if noun), "")


def object_of(view: Scene, verb: Phrase, before: int) -> str:
    """The noun with を that depends on the verb, the last before `before`."""
    for phrase in reversed([p for p in view.under(verb) if p.start < before]):
        if phrase.particle == "を" and phrase.index not in view.counted:
            return named(view, phrase)
    return ""


def named(view: Scene, phrase: Phrase, *, names: bool = False) -> str:
    """The noun of a phrase; of 数, 割合 and the like what they are the number of."""
    written = nouns.bare(view.text, phrase)
    if nouns.is_generic(written):
        return _of_generic(view, phrase)
    written = nouns.noun(view.text, phrase, names=names)
    return _with_joined(view, phrase, written) if written else ""


def _of_generic(view: Scene, phrase: Phrase) -> str:
    if view.text[: phrase.start].endswith(("その", "この", "これらの", "それらの")) or view.text.startswith(("その", "この"), phrase.start):
        return _antecedent(view, phrase)
    for owner in reversed(list(view.under(phrase))):
        if owner.start > phrase.start or owner.index in view.counted:
            continue
        if owner.particle.endswith("の") and owner.particle in ("の", "などの", "からの", "への"):
            generic = nouns.is_generic(nouns.bare(view.text, owner))
            return _of_generic(view, owner) if generic else nouns.noun(view.text, owner, names=True)
        if owner.label == "acl":
            found = subject(view, owner, owner.start, names=True)
            if found:
                return found
    return ""


def _antecedent(view: Scene, phrase: Phrase) -> str:
    """What その数 points back to: the object of the verb before it, else its subject."""
    for index in range(phrase.index - 1, -1, -1):
        verb = view.phrases[index]
        if verb.label in _CLAUSES and verb.stop <= phrase.start:
            return object_of(view, verb, verb.start) or subject(view, verb, verb.start)
    return ""


def _with_joined(view: Scene, phrase: Phrase, written: str) -> str:
    """The noun with those joined to it by と, や, 及び: 無人機とミサイル."""
    start = view.text.index(written, phrase.start)
    end, at = start + len(written), phrase
    for index in range(phrase.index - 1, -1, -1):
        before = view.phrases[index]
        if view.text[before.start : before.stop] in _CONJUNCTIONS:
            continue
        other = nouns.noun(view.text, before, names=True)
        tied = before.label == "nmod" and before.head in (phrase.index, at.index) and before.proper == phrase.proper
        if not (tied and other and _JOINED.fullmatch(view.text, before.end, start)) or before.index in view.counted:
            break
        start, at = view.text.index(other, before.start), before
    return view.text[start:end]


@cache
def _predicates() -> tuple[rules.Rule, ...]:
    return rules.load("item_predicates")
