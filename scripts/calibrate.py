"""Annotated text → how often mentions of each kind of source and score are right; data/calibration.csv and a table of reliability.

    python -m scripts.calibrate GOLD.jsonl … [--bio FILE.bio] [--expressions FILE.csv] [--write]

A line of a JSON Lines file has `text` and `entities` (start, end, label). A BIO file (see compare_ner) counts only for what
GiNZA alone found, since its guideline differs in the rest. `--expressions` is a CSV with the columns kind, right, n: expressions
such as 両国 whose antecedents a reader has judged. What is printed: for each kind of source and range of scores the number of
mentions, their mean score and the share that was right; then expected calibration error and Brier score of the scores as they
come out of arbitration and, by five-fold cross-validation over texts, of the calibrated ones.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import rules
from pipeline.clean import close_spaces, uniform
from pipeline.extract.entities import find
from pipeline.model import Block, Name, Sentence
from pipeline.parse import parse
from pipeline.resolve.names import calibration, resolve
from pipeline.sentences import sentences as split
from pipeline.settings import Settings
from pipeline.structure import markers
from scripts.compare_ner import LABELS, evidence, read

TABLE = Path(__file__).parents[1] / "pipeline" / "data" / "calibration.csv"
COLUMNS = ("method", "least", "score", "right", "n", "source")
BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.88, 0.94, 0.98)
FOLDS = 5
# A range of scores weighs as its own cases plus this many of its kind's; a kind as its own plus this many of all.
SHRINKAGE = 8.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of ours: the text it stood in, the kind of its source, its score and whether span and label are right."""

    text: int
    kind: str
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What a kind of source is worth from the score `least` on: `right` of `n`, `score` after shrinkage."""

    kind: str
    least: float
    score: float
    right: int
    n: int


def of_jsonl(paths: Iterable[Path]) -> Iterator[Seen]:
    """Our mentions in annotated paragraphs, each paragraph being a document."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [list(_sentences(number, line["text"])) for number, line in enumerate(lines)]
    everything = [sentence for sentences in texts for sentence in sentences]
    settings = Settings()
    found = dict(pair for run in parse(everything, model=settings.model, batch_size=settings.batch_size) for pair in run.evidence())
    for number, (line, sentences) in enumerate(zip(lines, texts, strict=True)):
        wanted = {(entity["start"], entity["end"], entity["label"]) for entity in line["entities"]}
        pairs = [(sentence, find(sentence.text, found.get(sentence.id, ()))) for sentence in sentences]
        for sentence, mentions in zip(sentences, resolve(pairs, raw=True)[0], strict=True):
            for mention in mentions:
                if isinstance(mention.value, Name):
                    span = sentence.content.raw(mention.start, mention.end)
                    yield Seen(number, calibration.kind(mention.method), mention.score, (*span, mention.value.label) in wanted)


def _sentences(number: int, text: str) -> Iterator[Sentence]:
    content, _ = markers.take(uniform(text), markers.Scope(frozenset()))
    yield from split([Block("body", close_spaces(content))], f"t{number}")


def of_bio(path: Path, first: int) -> Iterator[Seen]:
    """What GiNZA alone found in a BIO file."""
    with path.open(encoding="utf-8") as handle:
        sentences = list(read(handle))
    for number, ((text, wanted), entities) in enumerate(zip(sentences, evidence(text for text, _ in sentences), strict=True)):
        for mention in find(text, entities):
            if mention.method == "ginza" and isinstance(mention.value, Name) and mention.value.label in LABELS:
                yield Seen(first + number, "ginza", mention.score, (mention.start, mention.end, mention.value.label) in wanted)


def fit(seen: Sequence[Seen]) -> list[Row]:
    """The rows of the table: shares of right mentions, shrunk, and never falling while the score rises."""
    overall = sum(one.right for one in seen) / len(seen)
    rows: list[Row] = []
    for kind in sorted({one.kind for one in seen}):
        own = [one for one in seen if one.kind == kind]
        worth = (sum(one.right for one in own) + SHRINKAGE * overall) / (len(own) + SHRINKAGE)
        ranges: dict[float, list[Seen]] = defaultdict(list)
        for one in own:
            ranges[BOUNDS[bisect_right(BOUNDS, one.score) - 1]].append(one)
        shares = [
            ((sum(one.right for one in group) + SHRINKAGE * worth) / (len(group) + SHRINKAGE), len(group) + SHRINKAGE)
            for _, group in sorted(ranges.items())
        ]
        for (least, group), score in zip(sorted(ranges.items()), _rising(shares), strict=True):
            rows.append(Row(kind, least, round(score, 3), sum(one.right for one in group), len(group)))
    return rows


def _rising(shares: Sequence[tuple[float, float]]) -> list[float]:
    """The shares made to rise: neighbours that fall are put together (pool adjacent violators)."""
    pools: list[list[float]] = []
    for share, weight in shares:
        pools.append([share, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            share_2, weight_2, count_2 = pools.pop()
            share_1, weight_1, count_1 = pools.pop()
            together = weight_1 + weight_2
            pools.append([(share_1 * weight_1 + share_2 * weight_2) / together, together, count_1 + count_2])
    return [share for share, _, count in pools for _ in range(int(count))]


def calibrated(rows: Sequence[Row], one: Seen) -> float:
    """The table's score for a mention; its own where its kind has no row."""
    own = [row for row in rows if row.kind == one.kind]
    under = [row for row in own if row.least <= one.score]
    return under[-1].score if under else own[0].score if own else one.score


def errors(scores: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Expected calibration error over ten ranges of equal width, and Brier score."""
    ranges: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scores:
        ranges[min(9, int(score * 10))].append((score, right))
    gaps = [abs(sum(score for score, _ in group) - sum(right for _, right in group)) for group in ranges.values()]
    return sum(gaps) / len(scores), sum((score - right) ** 2 for score, right in scores) / len(scores)


def crossed(seen: Sequence[Seen]) -> list[tuple[float, bool]]:
    """Each mention with the score that a table made without its fifth of the texts gives it."""
    scores = []
    for fold in range(FOLDS):
        rows = fit([one for one in seen if one.text % FOLDS != fold])
        scores += [(calibrated(rows, one), one.right) for one in seen if one.text % FOLDS == fold]
    return scores


def report(seen: Sequence[Seen], rows: Sequence[Row]) -> list[str]:
    """The lines of the reliability table and the two errors, before and after."""
    lines = [f"{'source':22} {'from':>5} {'n':>5} {'score':>6} {'right':>6} {'table':>6}"]
    for row in rows:
        group = [one.score for one in seen if one.kind == row.kind and BOUNDS[bisect_right(BOUNDS, one.score) - 1] == row.least]
        mean = sum(group) / len(group)
        lines.append(f"{row.kind:22} {row.least:5.2f} {row.n:5} {mean:6.3f} {row.right / row.n:6.3f} {row.score:6.3f}")
    for name, scores in (("as arbitrated", [(one.score, one.right) for one in seen]), ("calibrated, crossed", crossed(seen))):
        gap, brier = errors(scores)
        lines.append(f"{name}: n {len(scores)}, expected calibration error {gap:.4f}, Brier score {brier:.4f}")
    return lines


def of_expressions(path: Path) -> list[Row]:
    """Judged expressions as rows, shrunk towards all of them."""
    with path.open(encoding="utf-8", newline="") as handle:
        counts = {row["kind"]: (int(row["right"]), int(row["n"])) for row in csv.DictReader(handle)}
    overall = sum(right for right, _ in counts.values()) / sum(n for _, n in counts.values())
    return [
        Row(calibration.EXPRESSION + kind, 0.0, round((right + SHRINKAGE * overall) / (n + SHRINKAGE), 3), right, n)
        for kind, (right, n) in sorted(counts.items())
    ]


def to_csv(rows: Iterable[Row], source: str) -> str:
    """The table as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.kind, row.least, row.score, row.right, row.n, source) for row in sorted(rows, key=lambda r: (r.kind, r.least)))
    return out.getvalue()


def main() -> None:
    """Prints the table, and writes it where asked."""
    parser = argparse.ArgumentParser(prog="python -m scripts.calibrate", description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--bio", type=Path)
    parser.add_argument("--expressions", type=Path)
    parser.add_argument("--source", default="measured by scripts/calibrate.py on annotated text")
    parser.add_argument("--write", action="store_true", help="renew pipeline/data/calibration.csv")
    arguments = parser.parse_args()
    seen = list(of_jsonl(arguments.gold))
    if arguments.bio:
        seen += of_bio(arguments.bio, len(seen))
    rows = fit(seen)
    print("\n".join(report(seen, rows)))
    if arguments.write:
        kept = [
            Row(row["method"], float(row["least"]), float(row["score"]), int(row["right"]), int(row["n"]))
            for row in rules.words("calibration")
            if row["method"].startswith(calibration.EXPRESSION)
        ]
        rows += of_expressions(arguments.expressions) if arguments.expressions else kept
        TABLE.write_text(to_csv(rows, arguments.source), encoding="utf-8")


if __name__ == "__main__":
    main()
