"""A sentence's words as GiNZA reads them → its phrases (bunsetsu): noun or verb, particles, and what each depends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEADS = ("_bunsetu", "ROOT")
_FUNCTION = frozenset({"case", "mark", "aux", "cop", "fixed"})
_PROPER, _PRONOUN, _ADJECTIVE, _ACT = "名詞-固有名詞", "代名詞", "形状詞", "サ変"


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

    `start`–`end` is the noun or verb, its head beginning at `core`; `stop` is the end with particles, auxiliaries and
    brackets, `particle` the particles alone. `head` is the index of the phrase it depends on, its own at the root.
    """

    index: int
    start: int
    core: int
    end: int
    stop: int
    particle: str
    head: int
    label: str
    proper: bool
    pronoun: bool
    act: bool


def phrases(text: str, words: Sequence[Word]) -> tuple[Phrase, ...]:
    """The sentence's phrases in order."""
    owners = _owners(words)
    heads = [index for index, word in enumerate(words) if owners[index] == index]
    number = {word: index for index, word in enumerate(heads)}
    return tuple(_phrase(text, words, owners, number, head) for head in heads)


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


def _phrase(text: str, words: Sequence[Word], owners: Sequence[int], number: dict[int, int], head: int) -> Phrase:
    first, last = head, head
    while first and owners[first - 1] == head:
        first -= 1
    while last + 1 < len(words) and owners[last + 1] == head:
        last += 1
    word = words[head]
    return Phrase(
        index=number[head],
        start=words[first].start,
        core=word.start,
        end=word.end,
        stop=words[last].end,
        particle="".join(_particles(text, words[head + 1 : last + 1])),
        head=number.get(owners[word.head], number[head]),
        label=word.label.removesuffix("_bunsetu"),
        proper=word.tag.startswith(_PROPER),
        pronoun=word.tag.startswith(_PRONOUN),
        act=_ACT in word.tag,
    )


def _particles(text: str, words: Sequence[Word]) -> Iterator[str]:
    return (text[word.start : word.end] for word in words if word.label in _FUNCTION)
