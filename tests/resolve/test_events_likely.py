"""Dates and doers that no rule tells: what is likely is taken, what is told stays, and what speaks against a date is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import forests
from pipeline.forests import Traits
from pipeline.model import Date, Event, Mention, Name, Sentence, Text
from pipeline.resolve import events
from pipeline.resolve.events.likely import Draft, settled
from pipeline.resolve.events.memory import Memory, Told, subjects_of
from pipeline.resolve.events.reading import NAMED_ACT
from scripts.learn_events import NAMES, questions
from tests.resolve.test_events import read, shown

MAY = Mention("dates", 0, 2, "5月", Date("DATE", "2020-05"), "rule:day", 0.9)
JUNE = Mention("dates", 4, 6, "6月", Date("DATE", "2020-06"), "rule:day", 0.9)


class Answers:
    """A forest that says what a row's own trait `p` says, in hundredths."""

    def probabilities(self, rows: Sequence[Traits]) -> list[float]:
        return [int(row["p"]) / 100 for row in rows]


@pytest.fixture(autouse=True)
def answers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "model" not in request.keywords:
        monkeypatch.setattr(forests, "load", lambda _: Answers())


def event(date: Mention | None, actors: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Event:
    return Event(10, 12, "署名", "署名する", "sign", date, actors, targets, (), (), (), False, "asserted", (), "rule:predicate", 0.8)


def asked(date: Mention | None, dates: dict[int, Mention], *, stands: bool = False) -> Draft:
    return Draft(event(date, ("CHN",)), [(one, {"p": p}) for p, one in dates.items()], stands=stands)


def test_the_likeliest_date_is_taken_where_none_is_told() -> None:
    (found,) = settled([asked(None, {41: MAY, 90: JUNE})])
    assert found is not None
    assert (found.date, found.method, found.actors) == (JUNE, "learned:date", ("CHN",))
    assert found.score == round(0.8 * 0.9 * 0.9, 2)  # the rules' own, how often guesses of this probability are right


def test_what_no_date_is_likely_for_is_none_unless_it_stands_without() -> None:
    alone, standing = settled([asked(None, {39: MAY}), asked(None, {39: MAY}, stands=True)])
    assert alone is None
    assert standing is not None
    assert (standing.date, standing.method, standing.score) == (None, "rule:predicate", 0.8)


def test_a_date_that_is_told_stays_however_unlikely() -> None:
    unlikely, likely, unasked = settled([asked(MAY, {1: MAY}), asked(MAY, {99: MAY}), asked(MAY, {})])
    assert [(one.date, one.method, one.score) for one in (unlikely, likely, unasked) if one] == [
        (MAY, "rule:predicate", 0.59),  # 0.8 · 0.05^0.1
        (MAY, "rule:predicate", 0.8),
        (MAY, "rule:predicate", 0.8),
    ]


@pytest.mark.parametrize(
    ("told", "doers", "actors", "score"),
    [
        ((), {80: ("USA",), 41: ("CHN",), 20: ()}, ("USA",), 0.64),
        ((), {39: ("USA",), 20: ()}, (), 0.68),
        ((), {60: (), 45: ("USA",)}, (), 0.76),  # that it is nobody who is named is likelier
        ((), {80: ("JPN", "KOR"), 50: ("USA",)}, ("USA",), 0.4),  # it is done to JPN
        ((), {99: ()}, (), 0.8),
        (("CHN",), {1: ("CHN",)}, ("CHN",), 0.59),
        ((), {}, (), 0.8),
    ],
)
def test_the_likeliest_doers_are_taken_where_none_are_told(
    told: tuple[str, ...], doers: dict[int, tuple[str, ...]], actors: tuple[str, ...], score: float
) -> None:
    (found,) = settled([Draft(event(MAY, told, ("JPN",)), doers=[(ids, {"p": p}) for p, ids in doers.items()])])
    assert found is not None
    assert (found.actors, found.targets, found.score) == (actors, ("JPN",), score)
    assert found.method == ("learned:doer" if actors != told else "rule:predicate")


def test_of_doers_as_likely_the_nearest_is_taken() -> None:
    (found,) = settled([Draft(event(MAY), doers=[(("CHN",), {"p": 70}), (("RUS",), {"p": 70})])])
    assert found is not None
    assert found.actors == ("CHN",)


def test_date_and_doer_may_both_be_guessed() -> None:
    (found,) = settled([Draft(event(None), [(MAY, {"p": 80})], [(("CHN",), {"p": 50})], stands=False)])
    assert found is not None
    assert (found.date, found.actors, found.method, found.score) == (MAY, ("CHN",), "learned:date-doer", round(0.9 * 0.8 * 0.8 * 0.5, 2))


def sentence(number: int) -> Sentence:
    return Sentence(f"d:s{number}", "body", Text.of("文。"), number, 1)


def found_in(monkeypatch: pytest.MonkeyPatch, drafts: list[list[Draft]], faults: list[str]) -> list[tuple[str, str, str]]:
    """The events of sentences with these drafts."""
    monkeypatch.setattr(events, "read", lambda *_: ((sentence(number), some) for number, some in enumerate(drafts)))
    found = events.find((), lambda _: None, {}, lambda one, fault: faults.append(f"{one.id} {fault}"))
    return [(where, one.method, one.date.text if one.date else "") for where, one in found]


def test_an_act_that_rules_name_is_not_lost_to_one_whose_date_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    named = Draft(replace(event(MAY, ("USA",)), method=NAMED_ACT))
    guessed, told = asked(None, {90: JUNE}), asked(MAY, {90: MAY})
    assert found_in(monkeypatch, [[guessed, named], [told, named], [guessed], [named]], []) == [
        ("d:s0", NAMED_ACT, "5月"),
        ("d:s1", "rule:predicate", "5月"),
        ("d:s2", "learned:date", "6月"),
        ("d:s3", NAMED_ACT, "5月"),
    ]


def test_a_fault_in_asking_leaves_what_rules_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> Answers:
        raise LookupError("made to break")

    monkeypatch.setattr(forests, "load", broken)
    faults: list[str] = []
    drafts = [[asked(None, {90: MAY})], [asked(None, {90: MAY}, stands=True), asked(MAY, {1: MAY})]]
    assert found_in(monkeypatch, drafts, faults) == [("d:s1", "rule:predicate", ""), ("d:s1", "rule:predicate", "5月")]
    assert faults == ["d:s0 made to break"]


def test_very_many_drafts_are_settled_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(events, "settled", lambda some: (sizes.append(len(some)), settled(some))[1])
    assert len(found_in(monkeypatch, [[asked(MAY, {90: MAY})] * 3 for _ in range(500)], [])) == 1500
    assert sum(sizes) == 1500
    assert max(sizes) < 250


def test_all_drafts_of_a_document_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(forests, "load", lambda name: (loaded.append(name), Answers())[1])
    found = settled([asked(None, {90: MAY}), asked(None, {}, stands=True), asked(None, {10: MAY, 80: JUNE})])
    assert [one.date if one else None for one in found] == [MAY, None, JUNE]
    assert loaded == list(NAMES)


def test_a_memory_has_the_last_sentences_and_counts_them_all() -> None:
    memory = Memory()
    for sentence in ((("FRA",), "は"), (("CHN", "RUS"), "は"), (("FRA",), "が"), (("USA",), "は")):
        memory.add((Told(sentence[0], 4, sentence[1]),))
    assert [(told.ids, told.back, told.chunk) for told in memory.told()] == [(("USA",), 1, -1)]  # が and two are none of long ago
    memory.add((Told(("DEU",), 4, "が"),))
    assert [(told.ids, told.back) for told in memory.told()] == [(("DEU",), 1), (("USA",), 2)]
    assert (memory.times(("FRA",)), memory.times(("CHN",))) == (2, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [("日露は対立した。", [(("JPN", "RUS"), "は")]), ("日露の対立は続く。", []), ("日露が", [(("JPN", "RUS"), "が")]), ("日露", [])],
)
def test_subjects_of_a_sentence_that_is_not_read_stand_before_their_particle(text: str, found: list[tuple[tuple[str, ...], str]]) -> None:
    both = Mention("entities", 0, 2, "日露", Name("GPE", ids=(("JPN", "日本"), ("RUS", "ロシア"))), "gazetteer", 0.9)
    assert [(told.ids, told.particle) for told in subjects_of(text, [both])] == found


# what only likeliness tells, and what it must not: each a paragraph, its events and their methods
LIKELY = [
    (
        "チリ軍は島に基地を持つ。島では2018年12月に式典を実施したことや、2021年4月には訓練を実施したことが報じられている。",
        [("実施する other 2018-12 ORG:チリ軍 reported", "learned:doer"), ("訓練する exercise 2021-04 ORG:チリ軍 reported", "learned:doer")],
    ),
    (
        "ペルーが軍縮を選んだ理由には、2011年に反乱の首領を殺害したことなどがある。",
        [("殺害する attack 2011 PER", "learned:doer")],
    ),
    (  # nobody is named
        "経済は好調である。2021年3月には、追加の支援を決定した。",
        [("決定する legislate 2021-03 ", "rule:predicate")],
    ),
    (  # a document signs nothing
        "2016年4月22日にパリ協定が、リマにて署名。",
        [("署名する sign 2016-04-22 ", "rule:predicate")],
    ),
    (  # a clause that describes a noun has its date for itself
        "2014年10月に就任したメキシコ大統領は、港の改革を掲げている。",
        [("就任する appoint 2014-10 MEX", "rule:predicate")],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("paragraph", "expected"), LIKELY)
def test_what_is_likely_is_told_by_its_method(paragraph: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    assert [(shown(found), found.method) for _, found in read(tmp_path, [paragraph]).events] == expected


@pytest.mark.model
def test_the_forests_ask_for_the_traits_that_are_told(tmp_path: Path) -> None:
    file = tmp_path / "made.txt"
    file.write_text(
        "\n\n".join(
            ["はじめに", "日本は安定している。インドは2020年6月、5月に署名した協定を破棄し、署名した。", *(case[0] for case in LIKELY)]
        ),
        encoding="utf-8",
    )
    asked = [question for _, question in questions(file)]
    for name, rows in zip(NAMES, ([row for one in asked for row in one.dates], [row for one in asked for row in one.doers]), strict=True):
        assert {trait for _, traits in rows for trait in traits} == set(forests.load(name).traits)
