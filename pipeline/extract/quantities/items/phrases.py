"""A sentence's words as GiNZA reads them → its phrases (bunsetsu): noun or verb, particles, and what each depends on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

_HEADS = ("_bunsetu", "ROOT")
_FUNCTION = frozenset({"case", "mark", "aux", "cop", "fixed"})
_PROPER, _PRONOUN, _ADJECTIVE, _ACT, _PREFIX = "名詞-固有名詞", "代名詞", "形状詞", "サ変", "接頭辞"
_VERBS = ("動詞", "形容詞")
_NOUNS = ("名詞", "接尾辞")
_TOPICS = frozenset({"は", "が", "も"})
_SUBJECTS = frozenset({"nsubj", "dislocated"})
_SAME = "同"
_BRACKETED = re.compile(r"（[^（）]*+）|\([^()]*+\)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: offsets into the sentence, Sudachi's part of speech, GiNZA's UD label and its head's index among the sentence's words."""

    start: int
    end: int
    tag: str
    label: str
    head: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A head word with what is compounded to it.

    `start`–`end` is the noun or verb, its head beginning at `core`; `noun` is where it begins without the 同 of 同高度. `stop` is
    the end with particles, auxiliaries and brackets, `particle` the particles alone, those behind a bracket included. `head` is
    the index of the phrase it depends on, its own at the root.
    """

    index: int
    start: int
    noun: int
    core: int
    end: int
    stop: int
    particle: str
    head: int
    label: str
    proper: bool
    pronoun: bool
    act: bool
    verb: bool


def phrases(text: str, words: Sequence[Word]) -> tuple[Phrase, ...]:
    """The sentence's phrases in order."""
    owners = _owners(words)
    heads = [index for index, word in enumerate(words) if owners[index] == index]
    number = {word: index for index, word in enumerate(heads)}
    brackets = [found.span() for found in _BRACKETED.finditer(text)]
    found = [_phrase(text, words, owners, number, head, brackets) for head in heads]
    for start, end in brackets:
        _bridge(text, words, found, start, end)
    return tuple(found)


def _owners(words: Sequence[Word]) -> list[int]:
    """For each word the head word of its phrase: the first up the dependencies that heads one."""
    owners: dict[int, int] = {}
    for index in range(len(words)):
        way, at = [], index
        while at not in owners:
            owners[at] = at  # ends a way that turns back on itself
            way.append(at)
            if words[at].head == at or (words[at].label.endswith(_HEADS) and not _runs_on(words, at)):
                break
            at = words[at].head
        owners.update(dict.fromkeys(way, owners[at]))
    return [owners[index] for index in range(len(words))]


def _runs_on(words: Sequence[Word], at: int) -> bool:
    """Whether an adjectival noun stands bare before the noun it belongs to: 重要 of 重要技術."""
    if not words[at].tag.startswith(_ADJECTIVE) or words[at].head <= at:
        return False
    behind = words[at + 1]
    return behind.start == words[at].end and behind.tag.startswith("名詞")


def _phrase(
    text: str, words: Sequence[Word], owners: Sequence[int], number: dict[int, int], head: int, brackets: Sequence[tuple[int, int]]
) -> Phrase:
    first, last = head, head
    while first and owners[first - 1] == head:
        first -= 1
    while last + 1 < len(words) and owners[last + 1] == head:
        last += 1
    word = words[head]
    behind = [part for part in words[head + 1 : last + 1] if not any(start <= part.start < end for start, end in brackets)]
    core = _behind_bracket(word, behind, brackets) or [word]
    return Phrase(
        index=number[head],
        start=words[first].start,
        noun=_noun_start(text, words, first, head) if core[0] is word else core[0].start,
        core=core[0].start,
        end=core[-1].end,
        stop=words[last].end,
        particle="".join(_particles(text, behind)),
        head=number.get(owners[word.head], number[head]),
        label=word.label.removesuffix("_bunsetu"),
        proper=word.tag.startswith(_PROPER),
        pronoun=word.tag.startswith(_PRONOUN),
        act=_ACT in word.tag,
        verb=word.tag.startswith(_VERBS),
    )


def _noun_start(text: str, words: Sequence[Word], first: int, head: int) -> int:
    """Where the noun begins: behind the 同 of 同高度; 同型船 keeps its."""
    word = words[first]
    if first == head or not word.tag.startswith(_PREFIX) or text[word.start : word.end] != _SAME:
        return word.start
    behind = words[first + 1]
    return behind.start if behind.end - behind.start > 1 else word.start


def _behind_bracket(word: Word, behind: Sequence[Word], brackets: Sequence[tuple[int, int]]) -> list[Word]:
    """The nouns that go on behind a bracket after the head word: 予算案 of 国防（軍事）予算案."""
    end = next((end for start, end in brackets if start == word.end), None)
    found = list(takewhile(lambda part: part.tag.startswith(_NOUNS), behind))
    return found if found and found[0].start == end else []


def _bridge(text: str, words: Sequence[Word], found: list[Phrase], start: int, end: int) -> None:
    """Gives the particles behind a bracket to the noun before it: 輸出（数量ベース、速報値）は is 輸出は."""
    before = next((phrase for phrase in reversed(found) if phrase.start < start), None)
    if before is None or before.end != start or before.stop > end:
        return
    first = bisect_left(words, end, key=lambda word: word.start)
    behind = list(takewhile(lambda word: word.label in _FUNCTION, words[first:]))
    if not behind or behind[0].start != end:
        return
    head = before.head
    for _ in found:  # out of the bracket
        if not start <= found[head].start < end:
            break
        head = found[head].head
    particle = "".join(_particles(text, behind))
    label = "nsubj" if particle in _TOPICS and before.label not in _SUBJECTS else before.label
    for inner in found[before.index + 1 :]:
        if inner.start < end <= inner.stop:
            found[inner.index] = replace(inner, particle="", label="dep", stop=end)
    found[before.index] = replace(before, particle=particle, label=label, head=head, stop=behind[-1].end)


def _particles(text: str, words: Sequence[Word]) -> Iterator[str]:
    return (text[word.start : word.end] for word in words if word.label in _FUNCTION)
