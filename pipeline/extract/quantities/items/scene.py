"""A parsed sentence with its quantities → the nouns around a phrase: its subject, its object, what it modifies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.items.phrases import Phrase, Word, phrases
from pipeline.model import Mention

_OF = ("については", "についても", "に関しては", "に関しても")
_TOPICS = frozenset({"は", "が", "も", "こそ", "だけは", "だけが", "自体は", *_OF})
_LASTING = frozenset({"は", "も", "自体は", *_OF})
_QUOTING = ("と", "として", "とし", "との", "という")
AMONG = frozenset({"うち", "内", "中"})
_SPLIT = frozenset({"advmod", "acl", "amod"})
_TWO = re.compile("[一-龥]{2}")
_MOST_STEPS = 6
_MOST_CHILDREN = 64
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
        """What depends on the phrase, in order; of very many the last before it and the first behind it."""
        children = self.children[phrase.index]
        middle = bisect_left(children, phrase.index)
        return (self.phrases[index] for index in children[max(0, middle - _MOST_CHILDREN) : middle + _MOST_CHILDREN])

    def before(self, phrase: Phrase, place: int) -> list[Phrase]:
        """What depends on the phrase and begins before a place in the text, the nearest first."""
        children = self.children[phrase.index]
        end = bisect_left(children, place, key=lambda index: self.phrases[index].start)
        return [self.phrases[index] for index in reversed(children[max(0, end - _MOST_CHILDREN) : end])]

    def back_from(self, place: int) -> list[Phrase]:
        """The phrases that begin before a place in the text, the nearest first, as far as one can depend on another."""
        end = bisect_left(self.phrases, place, key=lambda phrase: phrase.start)
        return list(reversed(self.phrases[max(0, end - _MOST_CHILDREN) : end]))

    def verb(self, phrase: Phrase) -> str:
        """The phrase from its head word on, with auxiliaries and particles."""
        return self.text[phrase.core : phrase.stop]


def scene(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> Scene:
    """The sentence with its quantities laid over its phrases."""
    found = list(phrases(text, words))
    children: list[list[int]] = [[] for _ in found]
    for phrase in found:
        if phrase.head != phrase.index:
            children[phrase.head].append(phrase.index)
    starts, ends = tuple(m.start for m in mentions), tuple(m.end for m in mentions)
    held = set()
    for phrase in found[1:]:
        if _is_one_compound(text, found[phrase.index - 1], phrase):
            found[phrase.index] = replace(phrase, noun=found[phrase.index - 1].start)
    for phrase in found:
        last = bisect_left(starts, phrase.end) - 1
        if last < 0 or ends[last] <= phrase.start:
            continue
        if _has_noun(text, ends[last], phrase):
            found[phrase.index] = replace(phrase, noun=ends[last])
        else:
            held.add(phrase.index)
    return Scene(text, tuple(found), tuple(tuple(inner) for inner in children), frozenset(held), starts, ends)


def _is_one_compound(text: str, before: Phrase, phrase: Phrase) -> bool:
    """Whether a noun of two characters that was read as an adverb or a verb begins a compound: 直接投資, 確認埋蔵量."""
    if before.end != phrase.start or phrase.noun != phrase.start or before.label not in _SPLIT or nouns.is_time(text, before):
        return False
    written = text[before.start : before.end]
    return bool(_TWO.fullmatch(written)) and not nouns.is_formal(written)


def _has_noun(text: str, behind: int, phrase: Phrase) -> bool:
    """Whether a noun of its own follows the quantity in a phrase: 人口 of 65歳以上人口, not 増加 of 8%増加."""
    rest = text[behind : phrase.end]
    return len(rest) > 1 and behind <= phrase.core and rest[0] not in "級型" and not nouns.is_passed(rest)


def says(verb: str, *kinds: str) -> bool:
    """Whether a verb is of one of the kinds that item_predicates.toml tells."""
    return any(rule.pattern.match(verb) for rule in _predicates() if rule.id in kinds)


def subject(view: Scene, verb: Phrase, before: int, *, names: bool = False) -> str:
    """The noun with は, が, も nearest before `before` that depends on the verb, or on a clause of it that tells an amount too.

    Where there is none, the topic that a clause further on has.
    """
    pending, seen, found = [verb], set(), []
    while pending:
        at = pending.pop()
        if at.index in seen:
            continue
        seen.add(at.index)
        inner = view.before(at, before)
        found += [p for p in inner if _is_subject(view, p)]
        pending += [p for p in inner if _goes_on(view, p)]
    written = (named(view, phrase, names=names) for phrase in sorted(found, key=lambda p: -p.start))
    return next((noun for noun in written if noun), "") or ("" if found else topic(view, verb, before)) or _looked_at(view, before)


def _looked_at(view: Scene, before: int) -> str:
    """The dimension that a sentence says it looks at: 輸出額をみると, 貿易収支で見ると."""
    for phrase in view.back_from(before):
        if phrase.particle in ("を", "で") and says(view.verb(view.over(phrase)), "look"):
            written = named(view, phrase)
            return written if nouns.is_dimension(written) else ""
    return ""


def topic(view: Scene, phrase: Phrase, before: int) -> str:
    """The noun with は before `before` of the nearest clause above `phrase`; none from beyond what is quoted, and nobody who acts."""
    at = phrase
    for _ in range(_MOST_STEPS):
        for inner in view.before(at, before):
            written = named(view, inner) if inner.particle in _LASTING and _is_subject(view, inner) else ""
            if written and not nouns.is_holder(written):
                return written
            if inner.label == "advcl" and not written:  # the first clause's topic lasts
                over_all = next((p for p in view.under(inner) if p.particle == "は" and _is_subject(view, p)), None)
                written = named(view, over_all) if over_all is not None else ""
                if nouns.is_dimension(written):
                    return written
        over = view.over(at)
        if over.index <= at.index or at.particle.endswith(_QUOTING) or at.label == "acl":
            return ""
        at = over
    return ""


def _goes_on(view: Scene, phrase: Phrase) -> bool:
    """Whether a clause tells an amount of what its main clause is about: 予算は30億ドルで, 目標を超えて."""
    if phrase.index in view.counted:
        return phrase.label in _CLAUSES or phrase.particle in ("で", "であり")
    return phrase.label in _CLAUSES and says(view.verb(phrase), "level", "set")


def described(view: Scene, phrase: Phrase) -> Phrase:
    """What a quantity or a clause describes, beyond a named owner or an adjective: 民間人 of アフガニスタンの民間人, 伸び of 高い伸び."""
    while phrase.head > phrase.index and (phrase.verb or (phrase.proper and phrase.particle == "の")):
        phrase = view.over(phrase)
    return phrase


def _is_subject(view: Scene, phrase: Phrase) -> bool:
    if phrase.particle not in _TOPICS or phrase.label not in _SUBJECTS or phrase.index in view.counted:
        return False
    return not nouns.is_time(view.text, phrase)


def object_of(view: Scene, verb: Phrase, before: int) -> str:
    """The noun with を that depends on the verb, the last before `before`; else one that was hung on a noun between them."""
    for phrase in view.before(verb, before):
        if phrase.particle == "を" and phrase.index not in view.counted:
            return named(view, phrase)
    for phrase in (p for p in view.back_from(before) if p.particle == "を" and p.index not in view.counted):
        at = view.over(phrase)
        while phrase.index < at.index < verb.index and _is_between(view, at):
            at = view.over(at)
        if at.index == verb.index:
            return named(view, phrase)
    return next((named(view, p) for p in view.before(verb, before) if p.particle in _OF), "")


def _is_between(view: Scene, phrase: Phrase) -> bool:
    """Whether an object may have been hung on a phrase that stands before its verb: a noun, or なる of 8倍となる800トン."""
    if phrase.verb or is_verb(view, phrase):
        return phrase.label == "acl" and says(view.verb(phrase), "level") and phrase.head in view.counted
    return phrase.label in ("nmod", "obl", "compound")


def is_verb(view: Scene, phrase: Phrase) -> bool:
    """Whether a noun is used as a verb: 減少 of 減少した."""
    return view.text.startswith(("し", "す", "さ", "せ", "でき"), phrase.end)


def named(view: Scene, phrase: Phrase, *, names: bool = False) -> str:
    """The noun of a phrase; of 数, 割合 and the like what they are the number of, of 上限, 規定 the dimension they bound."""
    written = nouns.bare(view.text, phrase)
    if nouns.is_generic(written) or (nouns.is_change(written) and not is_verb(view, phrase)):
        return _of_generic(view, phrase)
    if nouns.is_mark(written):
        owned = _of_generic(view, phrase)
        return owned if nouns.is_dimension(owned) else ""
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
    start = place(view, phrase, written)
    if start < 0:
        return written
    end, at = start + len(written), phrase
    for index in range(phrase.index - 1, -1, -1):
        before = view.phrases[index]
        if view.text[before.start : before.stop] in _CONJUNCTIONS:
            continue
        other = nouns.noun(view.text, before, names=True)
        tied = before.label == "nmod" and before.head in (phrase.index, at.index) and before.proper == phrase.proper
        if not (tied and other and _JOINED.fullmatch(view.text, before.end, start)) or before.index in view.counted:
            break
        start, at = place(view, before, other), before
    return view.text[start:end]


def place(view: Scene, phrase: Phrase, written: str) -> int:
    """Where in the text the noun of a phrase begins; -1 where it was taken from another phrase."""
    return view.text.find(written, min(phrase.start, phrase.noun))


def owner(view: Scene, phrase: Phrase) -> str:
    """The noun with の before a share: 輸出額の3割, 難民のうち3割; of その3割 what was spoken of before."""
    if view.text[: phrase.start].endswith(("その", "このうち", "そのうち")) or view.text.startswith("その", phrase.start):
        return _antecedent(view, phrase)
    for inner in view.before(phrase, phrase.start):
        if nouns.bare(view.text, inner) in AMONG:
            return owner(view, inner)
        if inner.particle not in ("の", "のうち") or inner.index in view.counted or nouns.is_time(view.text, inner):
            continue
        if not nouns.is_grade(nouns.bare(view.text, inner)):
            return named(view, inner)
    return ""


@cache
def _predicates() -> tuple[rules.Rule, ...]:
    return rules.load("item_predicates")
