"""200 decisions about the sample reports find their places in edited copies and in PDF files; where each is, is known without quotations.

An editing program records where each character goes. A PDF is aligned with the clean text as a whole, character by character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.review.anchors import Found, Lost, anchor_of, find
from pipeline.review.model import Anchor, Row
from pipeline.review.rows import MENTIONS
from tests.formats.compare import FILES
from tests.formats.sample import NAMES, RAW
from tests.review import edits
from tests.review.edits import Draft
from tests.review.measure import judged, lines_of
from tests.review.readings import rows_of, source_of

DECISIONS = 200
ENOUGH = 0.98
PRINTED = ("footnotes", "columns", "vertical")

# The new edition of each report: a paragraph before the first mention, and a sentence written anew.
INSERTED = "この版では、2023年と2024年の数字を改めた。中国、米国、ロシアの3カ国については、別に述べる。\n\n"
REWRITTEN = {
    "sample-annual-report": (
        "韓国も同年 12 月 2 日、米国のロケットで初の軍事偵察衛星を軌道に乗せた。",
        "韓国の衛星もほどなく軌道に乗った。",
    ),
    "sample-commentary": ("14の島嶼国の人口は、合わせても約1,300万人にすぎない。", "島嶼国の人口は少ない。"),
    "sample-memo": ("2025年は4.7%を見込む。", "翌年はさらに増える。"),
}
FIRST = {"sample-annual-report": "北極海の海氷は1980年", "sample-commentary": "14の島嶼国の", "sample-memo": "・本会合は"}
# Characters that another scan or another typist writes otherwise.
VARIANTS = str.maketrans("国会観経東関総一・ー力", "國會觀經東關總―･−カ")

Place = tuple[str, int]  # a sentence or note, and the offset of a character in its text
Truth = Callable[[Place], Place | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """A row that was decided about: of which sample and table, its anchor, the place of each of its characters."""

    name: str
    table: str
    anchor: Anchor

    @property
    def places(self) -> list[Place]:
        return [(self.anchor.sentence_id, at) for at in range(self.anchor.start or 0, self.anchor.end or 0)]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, list[int]]]:
    """The new edition of each sample as a file, with the origin of each of its characters."""
    folder = tmp_path_factory.mktemp("edited")
    made = {}
    for name in NAMES:
        draft, random = Draft(_clean(name).read_text(encoding="utf-8")), Random(9)
        before, after = REWRITTEN[name]
        first = draft.text.index(FIRST[name])
        at = draft.text.index(before)
        draft.replace(at, at + len(before), after)
        for at, char in enumerate(draft.chars):
            if char.translate(VARIANTS) != char and random.random() < 0.1 and draft.origin[at] >= 0:
                draft.misread(at, char.translate(VARIANTS))
        draft.replace(first, first, INSERTED)
        (folder / f"{name}.txt").write_text(draft.text, encoding="utf-8")
        made[name] = folder / f"{name}.txt", draft.origin
    return made


def test_decisions_find_their_places_in_a_new_edition(edited: dict[str, tuple[Path, list[int]]]) -> None:
    truths = {name: _edited_truth(name, *edited[name]) for name in NAMES}
    counts, gone = _judged(_chosen({name: _clean(name) for name in NAMES}), {name: path for name, (path, _) in edited.items()}, truths)
    _enough(counts)
    assert gone, "no decision stood in a sentence that was written anew"


@pytest.mark.parametrize("layout", PRINTED)
def test_decisions_find_their_places_in_a_pdf(layout: str) -> None:
    printed = {name: FILES / f"{name}.{layout}.pdf" for name in NAMES}
    counts, _ = _judged(
        _chosen({name: _clean(name) for name in NAMES}), printed, {name: _aligned(_clean(name), printed[name]) for name in NAMES}
    )
    _enough(counts)


@pytest.mark.parametrize("layout", PRINTED)
def test_decisions_about_another_edition_find_their_places_in_a_pdf(layout: str, edited: dict[str, tuple[Path, list[int]]]) -> None:
    """Decisions about the edited text, then the PDF of the clean one: a paragraph goes, a sentence is written anew, and all is typeset."""
    printed = {name: FILES / f"{name}.{layout}.pdf" for name in NAMES}
    truths = {}
    for name in NAMES:
        back, aligned = _clean_truth(name, *edited[name]), _aligned(_clean(name), printed[name])
        truths[name] = _composed(back, aligned)
    counts, gone = _judged(_chosen({name: path for name, (path, _) in edited.items()}), printed, truths)
    _enough(counts)
    assert gone, "no decision stood in what the clean text does not have"


@pytest.mark.parametrize("edit", edits.EDITS, ids=lambda edit: edit.__name__)
def test_no_edit_leads_a_decision_to_a_wrong_place(edit: edits.Edit) -> None:
    counts: Counter[str] = Counter()
    for name in NAMES:
        text, mentions = lines_of(rows_of(_clean(name)))
        for seed in range(6):
            draft, random = Draft(text), Random(seed)
            for _ in range(4):
                edit(draft, random)
            edits.misread(0.004)(draft, random)
            chosen = random.sample(mentions, random.choice((1, 20, len(mentions))))
            counts += judged(draft, chosen)
    assert counts["wrong"] == 0
    assert counts["right"] > 0.8 * counts.total()


def _clean(name: str) -> Path:
    return RAW / f"{name}.txt"


def _chosen(files: dict[str, Path]) -> list[Decided]:
    """200 rows of all tables of the three reports, at random but the same each time."""
    every = [
        Decided(name, table, anchor_of(rows_of(path), table, row))
        for name, path in files.items()
        for table in (*MENTIONS, "citations")
        for row in rows_of(path).tables[table]
    ]
    return Random(200).sample(every, DECISIONS)


def _judged(decided: Sequence[Decided], files: dict[str, Path], truths: dict[str, Truth]) -> tuple[Counter[str], int]:
    """How many of those that are there were found, lost, or found wrongly; and how many are not there and were lost."""
    counts: Counter[str] = Counter()
    gone = 0
    for name, path in files.items():
        rows = rows_of(path)
        for noted in (False, True):
            some = [one for one in decided if one.name == name and (one.table == "citations") is noted]
            found = find(rows.note_stream if noted else rows.sentence_stream, [one.anchor for one in some], same_source=False)
            for one, place in zip(some, found, strict=True):
                verdict = _verdict(one, place, truths[name])
                gone += verdict == "gone"
                counts[verdict] += verdict != "gone"
    return counts, gone


def _verdict(decided: Decided, place: Found | Lost, truth: Truth) -> str:
    now = [truth(old) for old in decided.places]
    first, last = now[0], now[-1]
    if first is None or last is None or sum(one is not None for one in now) < 0.6 * len(now):
        return "gone" if isinstance(place, Lost) else "wrong"
    if isinstance(place, Lost):
        return "lost"
    return "right" if (place.sentence_id, place.start) == first and (place.sentence_id, place.end - 1) == last else "wrong"


def _enough(counts: Counter[str]) -> None:
    assert counts["wrong"] == 0
    assert counts["right"] >= ENOUGH * counts.total()


def _edited_truth(name: str, path: Path, origin: Sequence[int]) -> Truth:
    """From the clean text to the edited one, by the places of the characters in both sources."""
    now = {old: new for new, old in enumerate(origin) if old >= 0}
    clean, there = source_of(_clean(name)), _inverse(source_of(path))
    return lambda place: there.get(now.get(clean[place], -1))


def _clean_truth(name: str, path: Path, origin: Sequence[int]) -> Truth:
    """From the edited text to the clean one."""
    edited, there = source_of(path), _inverse(source_of(_clean(name)))
    return lambda place: there.get(origin[edited[place]])


def _composed(first: Truth, second: Truth) -> Truth:
    def truth(place: Place) -> Place | None:
        between = first(place)
        return second(between) if between else None

    return truth


def _inverse(source: dict[Place, int]) -> dict[int, Place]:
    return {raw: place for place, raw in reversed(source.items())}


@cache
def _aligned(clean: Path, printed: Path) -> Truth:
    """From a clean text to its PDF: all characters of the sentences are aligned, and all of the notes."""
    where: dict[Place, Place] = {}
    ours_of, theirs_of = rows_of(clean), rows_of(printed)
    for ours_in, theirs_in in ((ours_of.sentences, theirs_of.sentences), (ours_of.notes, theirs_of.notes)):
        ours, theirs = _characters(ours_in.items()), _characters(theirs_in.items())
        for step in Levenshtein.opcodes("".join(char for char, _ in ours), "".join(char for char, _ in theirs)):
            if step.tag == "equal" or step.src_end - step.src_start == step.dest_end - step.dest_start:
                pairs = zip(ours[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end], strict=True)
                where |= {old: new for (_, old), (_, new) in pairs}
    return where.get


def _characters(units: Iterable[tuple[str, Row]]) -> list[tuple[str, Place]]:
    return [(char, (id_, at)) for id_, row in units for at, char in enumerate(row["text"]) if not char.isspace()]
