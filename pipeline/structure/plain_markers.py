"""Note markers that lost their raised position: plain digits fitted to the notes' sequence 1 … N, the doubtful ones left and told.

Text copied from a PDF has 「述べた4。」 for 「述べた⁴。」. A digit can be a marker where it is no part of a date, a quantity or a
name. Among all that can be, the markers are those that run 1, 2, 3 … through the chapter at the least cost, where the cost says
how far a place is from those that markers stand in. A note for which two places are as good gets none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.model import Block, Marker, Note, Problem
from pipeline.structure import fitting
from pipeline.structure.fitting import Candidate

_KINDS = ("body", "list", "heading", "caption")
_RUN = re.compile(r"(?<![0-9.,．，/:：])[0-9]{1,9}+(?:[ ,、][0-9]{1,3}+(?![0-9]))*+")
_BEFORE_YEAR = re.compile(r"(?<=[。」』）)、])(?P<number>[1-9][0-9]{0,2})(?=(?:19|20)[0-9]{2}年)")
_NUMBER = re.compile(r"[0-9]+")
_SENTENCE = re.compile(r"[^。！？\n]*+[。！？\n]*+")
_FEW = 0.5  # of the notes: with more ordinary markers found, the few others are lost and not plain digits

# What stands beside a digit that is no marker: a label (第3, 図2, No. 4), a range, a sum, a bracket that opens; a unit behind it.
_LABELLED = re.compile(
    r"(?:第|図|表|図表|写真|注|註|資料|別紙|約|計|全|各|数|毎|平成|令和|昭和|[NnVvPpCc]o?[.．]?|[-‐–—―−～~/:：.．,+±×=＝<>＜＞#＃§「『（(\[［〔【〈《“‘])$"
)
_COUNTED = re.compile(
    r"[-‐–—−～~/:：+±×=＝%％‰℃°A-Za-z0-9)）\]］年月日時分秒人名回度点件社校国州県市町村区か所カヵヶケ個つ本冊枚台両隻機基発隊割倍円元億兆万千百世章節項条号頁位次期番代歳周種類者党院議席票票区ポパドユ]"
)
_NO_COUNTER = re.compile(r"つ(?:まり|いで|いに|づ|ね|とに)")
_SURE_COUNTER = re.compile(r"[0-9](?:[万億兆千百]|[かカヵヶケ]国|[人年月日回つ%％倍割度点隻機両発名件個円元歳時分秒基社校])")
_INSIDE, _FIRST = 1, 2
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]$")
_KATAKANA = re.compile(r"[ァ-ヺー]$")
_STOP = re.compile(r"[。、，．」』）)】〉》”’！？!?]|$")
_CLOSED = re.compile(r"[。、，」』）)】〉》”’]$")
_ENDING = re.compile(r"[ぁ-ん]$")
_AROUND = 6  # characters that tell a place in a heading
_DIGITS = 3  # of the highest note number
_HABIT, _HABIT_LEAST = 0.8, 3  # share and number of markers that stand alike and make a habit
_UNLIKE = 0.6


Stands = Literal["before", "behind", "amid", "known"]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a candidate stands: the block's index, the characters of its text, and how: `before` a stop, `behind` one, `amid` words.

    A `doubtful` one could count what follows it (。3カ国 …): it is looked at only where the other markers stand behind stops too.
    """

    block: int
    start: int
    end: int
    stands: Stands = "known"
    doubtful: bool = False


def recover(blocks: Sequence[Block], labels: Sequence[str], made: Sequence[Note]) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks with plain-digit markers taken out of their text, and a problem for each note that more than one place fits.

    `labels` name, block by block, the chapter whose notes its markers follow ("" where numbering runs through the document),
    as `Note.scope` does. Chapters in which at least half of the notes have ordinary markers are left as they are.
    """
    taken: list[tuple[_Place, tuple[int, ...]]] = []
    problems: list[Problem] = []
    for scope in dict.fromkeys(note.scope for note in made):
        numbers = frozenset(note.number for note in made if note.scope == scope)
        inside = [i for i, label in enumerate(labels) if label == scope and blocks[i].kind in _KINDS]
        known = {marker.number for i in inside for marker in blocks[i].markers}
        if len(known & numbers) >= _FEW * len(numbers):
            continue
        found, doubtful = _fit(blocks, inside, numbers, known)
        taken += found
        problems += doubtful
    return _taken(blocks, taken), problems


def unprinted(printed: str, raw_start: int, raw_end: int, blocks: Sequence[Block]) -> str:
    """A heading, caption or credit without the plain-digit markers that `recover` took out of the blocks of the same place."""
    for block in blocks:
        for marker in block.markers if block.kind in ("heading", "caption") else ():
            if raw_start <= marker.raw_start < raw_end:
                text, at = block.content.text, marker.position
                before, after = text[max(0, at - _AROUND) : at].rpartition(" ")[2], text[at : at + _AROUND].partition(" ")[0]
                printed = printed.replace(f"{before}{marker.number}{after}", before + after, 1)
    return printed


def _fit(
    blocks: Sequence[Block], inside: Sequence[int], numbers: frozenset[int], known: set[int]
) -> tuple[list[tuple[_Place, tuple[int, ...]]], list[Problem]]:
    """The places that markers of one chapter's notes stand in: those of one habit, where the chapter shows one."""
    everything: list[tuple[_Place, Candidate]] = []
    for index in inside:
        block = blocks[index]
        standing = [(_Place(-1, marker.position, marker.position), Candidate((marker.number,), fitting.KNOWN)) for marker in block.markers]
        everything += sorted([*standing, *_candidates(block, index, numbers - known)], key=lambda entry: entry[0].start)
    tried = [entry for entry in everything if not entry[0].doubtful]
    outcome = fitting.fit([candidate for _, candidate in tried], numbers)
    habit = _habit([tried[i][0] for i in outcome.chosen])
    if habit:
        tried = [(place, _kept(place, one, habit)) for place, one in everything if habit == "behind" or not place.doubtful]
        outcome = fitting.fit([candidate for _, candidate in tried], numbers)
    found = [(tried[i][0], tried[i][1].numbers) for i in outcome.chosen if tried[i][0].stands != "known"]
    return found, [_doubt(blocks, number, tried[rivals[0]][0], len(rivals)) for number, rivals in outcome.ambiguous.items()]


def _habit(places: Sequence[_Place]) -> Stands | None:
    """How most of the markers found stand, if it is a habit."""
    counts = Counter(place.stands for place in places if place.stands != "known")
    most = max(counts, key=lambda stands: counts[stands], default=None)
    return most if most is not None and counts[most] >= max(_HABIT_LEAST, _HABIT * counts.total()) else None


def _kept(place: _Place, candidate: Candidate, habit: Stands) -> Candidate:
    """A candidate that stands otherwise than the others costs more."""
    return candidate if place.stands in (habit, "known") else replace(candidate, cost=candidate.cost + _UNLIKE)


def _doubt(blocks: Sequence[Block], number: int, place: _Place, rivals: int) -> Problem:
    raw = blocks[place.block].content.raw(place.start, place.end)
    return Problem("warning", "marker-ambiguous", f"note {number}: {rivals} numbers in the text could be its marker", *raw)


def _candidates(block: Block, index: int, numbers: frozenset[int]) -> Iterator[tuple[_Place, Candidate]]:
    """The digits of a block that can be markers, each with its cost."""
    text = block.content.text
    yield from _before_years(block, index, numbers)
    runs = [
        found for found in _RUN.finditer(text) if found.start() and any(_numbers(piece, numbers) for piece in _NUMBER.findall(found[0]))
    ]
    if not runs:
        return
    busy = _mentions(text, runs)
    for found in runs:
        pieces = list(_NUMBER.finditer(text, *found.span()))
        whole = _numbers(found[0], numbers)
        spans = [(found.span(), whole)] if len(pieces) > 1 and len(whole) > 1 else [(p.span(), _numbers(p[0], numbers)) for p in pieces]
        for (start, end), group in spans:
            judged = _judged(block, start, end, bool(busy[start])) if group and busy[start] != _INSIDE else None
            if judged is not None:
                cost, stands, doubtful = judged
                joined = _JOINED * (len(group) > 1 and text[start:end].isdigit())
                yield _Place(index, start, end, stands, doubtful), Candidate(group, cost + joined)


def _before_years(block: Block, index: int, numbers: frozenset[int]) -> Iterator[tuple[_Place, Candidate]]:
    """A marker behind a full stop with a year directly behind it: 「述べた。12022年」."""
    for found in _BEFORE_YEAR.finditer(block.content.text):
        if int(found["number"]) in numbers:
            yield _Place(index, *found.span("number"), "behind"), Candidate((int(found["number"]),), _SPLIT)


_SPLIT = 0.4
_JOINED = 0.2  # 56 for notes 5 and 6


def _numbers(digits: str, numbers: frozenset[int]) -> tuple[int, ...]:
    """The notes that a run of digits can stand for: `7`, `5 6`, `5、6`, or `56` where there is no note 56; nothing for other numbers."""
    pieces = _NUMBER.findall(digits)
    if len(pieces) == 1:
        digits = pieces[0]
        if digits.startswith("0"):
            return ()
        if int(digits) in numbers:
            return (int(digits),)
        return _sequence(digits, numbers)
    listed = tuple(int(piece) for piece in pieces if len(piece) <= _DIGITS)
    climbs = all(b == a + 1 for a, b in pairwise(listed))
    return listed if len(listed) == len(pieces) and climbs and numbers.issuperset(listed) else ()


def _sequence(digits: str, numbers: frozenset[int]) -> tuple[int, ...]:
    """Digits that are consecutive numbers written together."""
    for length in range(1, min(_DIGITS, len(digits) - 1) + 1):
        listed = [int(digits[:length])]
        rest = digits[length:]
        while rest and rest.startswith(str(listed[-1] + 1)):
            listed.append(listed[-1] + 1)
            rest = rest[len(str(listed[-1])) :]
        if not rest and numbers.issuperset(listed):
            return tuple(listed)
    return ()


def _mentions(text: str, runs: Sequence[re.Match[str]]) -> bytearray:
    """Which characters belong to dates and quantities, in sentences that hold a run: `_INSIDE`, or `_FIRST` of a doubtful one."""
    from pipeline.extract import dates, quantities  # the layers are no part of structure: asked only where markers were lost

    busy = bytearray(len(text) + 1)
    for sentence in _SENTENCE.finditer(text):
        if not any(sentence.start() <= run.start() < sentence.end() for run in runs):
            continue
        for find in (dates.find, quantities.find):
            for mention in find(sentence[0]):
                begin, end = sentence.start() + mention.start, sentence.start() + mention.end
                busy[begin:end] = bytes([_INSIDE]) * (end - begin)
                if mention.layer == "quantities" and _SURE_COUNTER.search(mention.text) is None:
                    busy[begin] = _FIRST
    return busy


def _judged(block: Block, start: int, end: int, counts: bool) -> tuple[float, Stands, bool] | None:
    """How far from a marker's usual place digits stand, how they stand, and whether in doubt; None where they can be no marker."""
    text, content = block.content.text, block.content
    before, after = text[max(0, start - 4) : start], text[end : end + 1]
    spaced = content.starts[start] > content.ends[start - 1] or before.endswith(" ")
    spaced_after = end < len(text) and (content.starts[end] > content.ends[end - 1] or after == " ")
    if _LABELLED.search(before) or (_LETTER.search(before) and not spaced):
        return None
    closed = _CLOSED.search(before) is not None
    counted = counts or (_COUNTED.match(text, end) is not None and not _NO_COUNTER.match(text, end))
    if counted and (after == "つ" or not closed):
        return None
    odd = 0.3 * (_LETTER.search(before.rstrip()) is not None)
    if _STOP.match(after):
        return (0.0 if closed or _ENDING.search(before) else 0.7 if _KATAKANA.search(before) else 0.4) + odd, "before", False
    if closed:
        return 0.2 + odd, "behind", counted
    return (0.9 if spaced or spaced_after else 1.2) + odd + 0.3 * (_KATAKANA.search(before) is not None), "amid", False


def _taken(blocks: Sequence[Block], taken: Sequence[tuple[_Place, tuple[int, ...]]]) -> tuple[Block, ...]:
    """The blocks without the characters of the markers found, which are now markers."""
    by_block: dict[int, list[tuple[_Place, tuple[int, ...]]]] = defaultdict(list)
    for place, numbers in taken:
        by_block[place.block].append((place, numbers))
    made = list(blocks)
    for index, found in by_block.items():
        made[index] = _without(blocks[index], sorted(found, key=lambda entry: entry[0].start))
    return tuple(made)


def _without(block: Block, found: Sequence[tuple[_Place, tuple[int, ...]]]) -> Block:
    text = block.content.text
    spans = [_with_space(text, place.start, place.end) for place, _ in found]

    def moved(position: int) -> int:
        return position - sum(min(position, end) - start for start, end in spans if start < position)

    markers = [replace(marker, position=moved(marker.position)) for marker in block.markers]
    for (start, _), (place, numbers) in zip(spans, found, strict=True):
        raw = block.content.raw(place.start, place.end)
        markers += [Marker(number, moved(start), *raw) for number in numbers]
    markers.sort(key=lambda marker: (marker.raw_start, marker.number))
    return replace(block, content=block.content.without(spans), markers=tuple(markers))


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A marker with the space before it and, between Japanese words, the one behind it."""
    if text[start - 1] == " ":
        start -= 1
    if text[end : end + 1] == " " and text[start - 1] > "\u2fff":
        end += 1
    return start, end
