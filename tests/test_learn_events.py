"""scripts/learn_events.py: what gold answers, the files of rows, and trees that say what scikit-learn's say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sklearn.ensemble import GradientBoostingClassifier

from pipeline import forests
from pipeline.forests import Forest, Traits
from pipeline.model import Date, Mention
from pipeline.resolve.events.likely import Question
from scripts import learn_events
from scripts.learn_events import GROWING, NAMES, Labelled, answers, grow, grown
from scripts.score_events import Event

MAY = Mention("dates", 0, 2, "5月", Date("DATE", "2020-05"), "rule:day", 0.9)
JUNE = Mention("dates", 4, 6, "6月", Date("DATE", "2020-06"), "rule:day", 0.9)
DOERS: list[tuple[tuple[str, ...], Traits]] = [(("CHN",), {"p": 1}), (("CHN", "USA"), {"p": 2}), ((), {"p": 3})]
QUESTION = Question(10, 12, [(MAY, {"d": 1}), (JUNE, {"d": 2})], DOERS)


class Names:
    """Stands for the tables of a run: ids are their own names."""

    def same(self, gold: frozenset[str], ids: frozenset[str]) -> bool:
        return gold == ids


def told(date: str, actors: set[str], *, sure: bool = True) -> Event:
    return Event(10, 12, "署名する", "sign", date, frozenset(actors), frozenset(), "positive", "asserted", frozenset(), sure)


@pytest.mark.parametrize(
    ("gold", "dates", "doers"),
    [
        ([told("2020-06", {"CHN", "USA"})], [False, True], [False, True, False]),
        ([told("2020-05", set())], [True, False], [False, False, True]),  # done by nobody who is named
        ([told("2020-05", {"CHN"}), told("2020-06", {"CHN"})], [True, True], [True, False, False]),
        ([told("2020-05", {"CHN"}), told("2020-06", {"USA"})], [True, True], []),  # whose is whose is not asked
        ([told("2019", {"JPN"})], [False, False], [False, False, False]),
        ([], [False, False], []),  # no event, so that no date is its; a doer is not asked for
        ([told("2020-05", {"CHN"}, sure=False)], [], []),
    ],
)
def test_gold_answers_what_is_asked(gold: list[Event], dates: list[bool], doers: list[bool]) -> None:
    found = list(answers(Names(), QUESTION, gold))  # type: ignore[arg-type]
    assert [answer for name, answer, _ in found if name == "event_dates"] == dates
    assert [answer for name, answer, _ in found if name == "event_doers"] == doers


def rows(count: int) -> list[Labelled]:
    """Rows of documents in which は near by is mostly right."""
    chance = random.Random(7)
    made: list[Labelled] = []
    for number in range(count):
        particle, steps = chance.choice(["は", "が", "に", ""]), chance.randint(-1, 6)
        right = chance.random() < (0.9 if particle == "は" and steps < 3 else 0.1)
        made.append((f"d{number % 9}", right, {"particle": particle, "steps": steps, "passive": steps % 2 == 0}))
    return made


def test_rows_are_read_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn_events, "ROWS", tmp_path)
    given: list[Labelled] = [
        ("b", True, {"particle": "は", "steps": -1}),
        ("a", False, {"particle": "", "passive": True}),
        ("a", True, {"kind": "=1,2"}),
    ]
    learn_events.write("event_dates", given)
    first = (tmp_path / "event_dates.csv.gz").read_bytes()
    assert learn_events.read("event_dates") == [
        ("a", False, {"particle": "", "passive": 1}),
        ("a", True, {"kind": "=1,2"}),
        ("b", True, {"particle": "は", "steps": -1}),
    ]
    learn_events.write("event_dates", given)
    assert (tmp_path / "event_dates.csv.gz").read_bytes() == first


def test_trees_say_what_those_of_scikit_learn_say() -> None:
    given = rows(600)
    forest = grown(given)
    asked = forest.encoded([traits for _, _, traits in given])
    peer = GradientBoostingClassifier(**GROWING).fit(asked, [int(answer) for _, answer, _ in given])
    theirs = peer.predict_proba(asked)[:, 1]
    assert forest.probabilities([traits for _, _, traits in given]) == pytest.approx(theirs, abs=0.005)  # leaves are rounded


def test_what_is_learned_holds_for_other_rows() -> None:
    forest = grown(rows(600))
    near, far = forest.probabilities([{"particle": "は", "steps": 1}, {"particle": "が", "steps": 1}])
    assert near > 0.7 > 0.3 > far


def test_a_rare_word_is_not_told_apart() -> None:
    given = [*rows(60), ("d0", True, {"particle": "こそ", "steps": 1})]
    assert set(grow(given)["levels"]["particle"]) == {"は", "が", "に", ""}


@pytest.mark.parametrize("name", NAMES)
def test_the_forests_of_the_package_are_of_the_rows_that_are_kept(name: str) -> None:
    kept = learn_events.read(name)
    forest = forests.load(name)
    assert set(forest.traits) == {trait for _, _, traits in kept for trait in traits}
    anew = Forest.of(grow(kept))
    asked = [traits for _, _, traits in kept][::10]
    # another processor may split a leaf elsewhere; what is likely stays so
    assert sum(abs(a - b) for a, b in zip(anew.probabilities(asked), forest.probabilities(asked), strict=True)) / len(asked) < 0.02
