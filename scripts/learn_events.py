"""Annotated texts → what is learned of the dates and doers of events (docs/events.md, "What is learned").

    python -m scripts.learn_events rows TEXTS OUTPUTS GOLD.jsonl …   questions of a text with their answers, added to scripts/learning
    python -m scripts.learn_events forests                           those rows → pipeline/data/forests
    python -m scripts.learn_events check                             how good forests are on paragraphs they were not grown from

`rows` wants the texts' folder, an output folder of a run over it, and gold files as `scripts.score_events` reads them. A row has
no word of a text but particles: what is asked, told by traits of two phrases, and whether it is so. `forests` and `check` need
scikit-learn (`pip install nids-pipeline[learn]`).
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline.engine import document
from pipeline.engine.inputs import Input
from pipeline.forests import SCALE, Forest, Traits
from pipeline.model import Date, Sentence
from pipeline.resolve import events
from pipeline.resolve.events.likely import Question
from pipeline.resolve.events.reading import Reading
from pipeline.settings import Settings
from scripts.score_events import Event, Outputs, Paragraph, read_gold

ROWS = Path(__file__).parent / "learning"
FORESTS = Path(__file__).parents[1] / "pipeline" / "data" / "forests"
NAMES = ("event_dates", "event_doers")
FOLDS = 6
GROWING = {
    "n_estimators": 300,
    "learning_rate": 0.03,
    "max_leaf_nodes": 20,
    "max_depth": None,
    "min_samples_leaf": 10,
    "subsample": 0.6,
    "max_features": 0.2,
    "random_state": 1,
}
_RARE = 8  # a word that fewer rows have is not told apart

Labelled = tuple[str, bool, Traits]  # the paragraph, the answer, what is asked


def questions(path: Path) -> list[tuple[str, Question]]:
    """All that could be asked of a report's acts, with the ids of their sentences."""
    given: list[Any] = []

    def keep(*arguments: Any) -> Iterator[Any]:
        given.extend(arguments)
        return iter(())

    def fail(_: Sentence, fault: Exception) -> None:
        raise fault

    with mock.patch.object(events, "find", keep):
        read_text = document.process(Input(path.stem, path.name, path), Settings(), None)
    if not given:
        raise SystemExit(f"Error: {path}: {read_text.status}")
    sentences, clauses, mentions, _ = given
    return [(sentence.id, one) for sentence, found in events.read(sentences, clauses, mentions, fail, Reading.questions) for one in found]


def labelled(outputs: Outputs, paragraphs: Sequence[Paragraph], texts: Path) -> Iterator[tuple[str, Labelled]]:
    """Each question about an act of the paragraphs that is surely answered, with the name of its forest."""
    reports = defaultdict(list)
    for paragraph in paragraphs:
        reports[paragraph.report].append(paragraph)
    for report, within in sorted(reports.items()):
        asked = questions(texts / report)
        places = {sentence.split(":")[-1]: place for sentence, place in outputs.places.items() if place[0] == report}
        for paragraph in within:
            at = outputs.place(paragraph)
            if at is None:
                print(f"PARAGRAPH NOT FOUND {paragraph.id} in {report}: it is left out")
                continue
            for sentence, question in asked:
                _, base, index = places[sentence.split(":")[-1]]
                start, end = base + index[question.start] - at, base + index[question.end] - at
                if start >= 0 and end <= paragraph.chars:
                    told = [event for event in paragraph.events if event.start < end and start < event.end]
                    for name, answer, traits in answers(outputs, question, told):
                        yield name, (paragraph.sha, answer, traits)


def answers(outputs: Outputs, question: Question, told: Sequence[Event]) -> Iterator[tuple[str, bool, Traits]]:
    """The rows of a question that the gold events at its place answer; none where they are not sure."""
    if not all(event.sure for event in told):
        return
    for date, traits in question.dates:
        assert isinstance(date.value, Date)
        yield "event_dates", any(event.date == date.value.value for event in told), traits
    if len({event.actors for event in told}) == 1:
        actors = told[0].actors
        for ids, traits in question.doers:
            yield "event_doers", outputs.same(actors, frozenset(ids)) if actors and ids else not (actors or ids), traits


def write(name: str, rows: Sequence[Labelled]) -> None:
    """The rows in a compressed CSV file whose bytes hang on the rows alone."""
    traits = sorted({trait for _, _, told in rows for trait in told})
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["paragraph", "answer", *traits])
    for where, answer, told in sorted(rows, key=lambda row: row[0]):
        table.writerow([where, int(answer), *(_cell(told[trait]) if trait in told else "" for trait in traits)])
    ROWS.mkdir(exist_ok=True)
    (ROWS / f"{name}.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def read(name: str) -> list[Labelled]:
    """The rows of a file; no cell where a trait is not told."""
    with gzip.open(ROWS / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as handle:
        return [
            (row.pop("paragraph"), row.pop("answer") == "1", {trait: _value(cell) for trait, cell in row.items() if cell != ""})
            for row in csv.DictReader(handle)
        ]


def grown(rows: Sequence[Labelled]) -> Forest:
    """The trees that the rows give."""
    return Forest.of(grow(rows))


def grow(rows: Sequence[Labelled]) -> dict[str, Any]:
    """The JSON form of the trees that the rows give."""
    from sklearn.ensemble import GradientBoostingClassifier

    traits = sorted({trait for _, _, told in rows for trait in told})
    given: dict[str, Any] = {"traits": traits, "levels": _levels(rows, traits)}
    forest = _Planted()
    asked = Forest.of(given | forest.json()).encoded([told for _, _, told in rows])
    answers = [int(answer) for _, answer, _ in rows]
    grown = GradientBoostingClassifier(**GROWING).fit(asked, answers)
    share = sum(answers) / len(answers)
    forest.leaf(math.log(share / (1 - share)))  # what is known before anything is asked
    for (tree,) in grown.estimators_:
        forest.add(tree.tree_, grown.learning_rate)
    return given | forest.json()


class _Planted:
    """Trees put one behind the other, as `Forest` has them."""

    def __init__(self) -> None:
        self.roots: list[int] = []
        self.nodes: list[tuple[int, float, int, int, int]] = []

    def leaf(self, odds: float) -> None:
        """Adds a tree that says the same whatever is asked."""
        at = len(self.nodes)
        self.roots.append(at)
        self.nodes.append((0, 0.0, at, at, round(SCALE * odds)))

    def add(self, tree: Any, rate: float) -> None:
        """Adds a tree of scikit-learn, its leaves times the rate of learning."""
        start = len(self.nodes)
        self.roots.append(start)
        for at in range(tree.node_count):
            low, high = int(tree.children_left[at]), int(tree.children_right[at])
            if low == high:  # both −1 at a leaf
                self.nodes.append((0, 0.0, start + at, start + at, round(SCALE * rate * float(tree.value[at][0][0]))))
            else:
                limit = math.floor(2 * float(tree.threshold[at])) / 2  # traits are whole numbers
                self.nodes.append((int(tree.feature[at]), limit, start + low, start + high, 0))

    def json(self) -> dict[str, list[Any]]:
        """The columns of the JSON form."""
        names = ("trait", "limit", "low", "high", "worth")
        return {"roots": self.roots} | {name: [node[place] for node in self.nodes] for place, name in enumerate(names)}


def _levels(rows: Sequence[Labelled], traits: Sequence[str]) -> dict[str, list[str]]:
    """The words of each trait that has words, from the one with the fewest true answers to that with the most."""
    levels = {}
    for trait in traits:
        words = [(str(told[trait]), answer) for _, answer, told in rows if isinstance(told.get(trait), str)]
        if words:
            often, true = Counter(word for word, _ in words), Counter(word for word, answer in words if answer)
            share = {word: (true[word] + 1) / (count + 3) for word, count in often.items() if count >= _RARE}
            levels[trait] = sorted(share, key=lambda word: (share[word], word))
    return levels


def _cell(value: int | str) -> str:
    return f"={value}" if isinstance(value, str) else str(int(value))


def _value(cell: str) -> int | str:
    return cell[1:] if cell.startswith("=") else int(cell)


def learn() -> None:
    """Grows the forests from all rows."""
    FORESTS.mkdir(exist_ok=True)
    for name in NAMES:
        (FORESTS / f"{name}.json").write_text(
            json.dumps(grow(read(name)), separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
        )


def check() -> None:
    """Prints how probable answers are found to be, on paragraphs that the trees were not grown from, and how often they are true."""
    for name in NAMES:
        rows = read(name)
        places = {where: place for place, where in enumerate(sorted({where for where, _, _ in rows}))}
        found: list[tuple[float, bool]] = []
        for fold in range(FOLDS):
            rest = [row for row in rows if places[row[0]] % FOLDS != fold]
            asked = [row for row in rows if places[row[0]] % FOLDS == fold]
            probabilities = grown(rest).probabilities([told for _, _, told in asked])
            found += zip(probabilities, (answer for _, answer, _ in asked), strict=True)
        loss = -sum(math.log(max(p if answer else 1 - p, 1e-4)) for p, answer in found) / len(found)
        print(f"{name}: {len(places)} paragraphs, {len(rows)} rows, log loss {loss:.3f}")
        for low in range(0, 100, 10):
            within = [answer for p, answer in found if low <= 100 * p < low + 10 or (p == 1.0 and low == 90)]
            print(f"  {low / 100:.1f}–{low / 100 + 0.1:.1f}: {len(within):6} rows, true {sum(within) / max(1, len(within)):.2f}")


def add(texts: str, outputs: str, *gold: str) -> None:
    """Adds the rows of annotated texts to those there are."""
    paragraphs = [paragraph for path in gold for paragraph in read_gold(Path(path))]
    rows = {name: read(name) if (ROWS / f"{name}.csv.gz").exists() else [] for name in NAMES}
    new = list(labelled(Outputs(Path(outputs)), paragraphs, Path(texts)))
    asked_anew = {where for _, (where, _, _) in new}
    for name in NAMES:
        kept = [row for row in rows[name] if row[0] not in asked_anew]
        rows[name] = kept + [row for forest, row in new if forest == name]
        write(name, rows[name])
        print(f"{name}: {len(rows[name])} rows")


TASKS: dict[str, Callable[..., None]] = {"rows": add, "forests": learn, "check": check}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        raise SystemExit(__doc__)
    TASKS[sys.argv[1]](*sys.argv[2:])
