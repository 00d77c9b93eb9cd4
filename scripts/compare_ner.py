"""A BIO file (token, tab, tag; blank line between sentences) → typed precision, recall and F1 of GiNZA alone and of ours.

    python scripts/compare_ner.py gsd_dev.bio

Both are measured in the same run on the same parses, with exact spans and labels, for the
labels in `LABELS`. GiNZA's extended labels are mapped by data/ginza_labels.csv.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import rules
from pipeline.extract.entities import Evidence, find
from pipeline.model import Name, Sentence, Text
from pipeline.parse import parse
from pipeline.settings import Settings

LABELS = ("PERSON", "GPE", "ORG", "LOC", "FAC", "PRODUCT", "EVENT")

Span = tuple[int, int, str]


def read(lines: Iterable[str]) -> Iterator[tuple[str, set[Span]]]:
    """The sentences of a BIO file with their spans of `LABELS`, offsets in code points of the tokens put together."""
    tokens: list[tuple[str, str]] = []
    for line in (*lines, ""):
        token, _, tag = line.rstrip("\n").partition("\t")
        if token:
            tokens.append((token, tag.strip()))
        elif tokens:
            yield "".join(token for token, _ in tokens), spans(tokens)
            tokens = []


def spans(tokens: Iterable[tuple[str, str]]) -> set[Span]:
    """The labelled spans of one sentence's tokens."""
    found: list[Span] = []
    at, is_open = 0, False
    for token, tag in tokens:
        start, at = at, at + len(token)
        if tag.startswith("B-"):
            found.append((start, at, tag[2:]))
        elif tag.startswith("I-") and is_open:
            found[-1] = (found[-1][0], at, found[-1][2])
        is_open = tag != "O"
    return {span for span in found if span[2] in LABELS}


def evidence(texts: Iterable[str]) -> Iterator[list[Evidence]]:
    """GiNZA's entities of each text, in order."""
    settings = Settings()
    sentences = [Sentence(str(number), "body", Text.of(text), number, 1) for number, text in enumerate(texts)]
    for parsed in parse(sentences, model=settings.model, batch_size=settings.batch_size):
        yield from (entities for _, entities in parsed.evidence())


def mapped(entities: Iterable[Evidence]) -> set[Span]:
    """GiNZA's entities with our labels."""
    labels = {row["ginza"]: row["label"] for row in rules.words("ginza_labels")}
    return {(e.start, e.end, labels[e.label]) for e in entities if labels.get(e.label) in LABELS}


def ours(text: str, entities: list[Evidence]) -> set[Span]:
    """Our mentions, GiNZA's entities being part of the evidence."""
    values = [(m.start, m.end, m.value) for m in find(text, entities)]
    return {(start, end, value.label) for start, end, value in values if isinstance(value, Name) and value.label in LABELS}


def scores(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1; 0 where nothing is found or wanted."""
    return right / found if found else 0.0, right / wanted if wanted else 0.0, 2 * right / (found + wanted) if found + wanted else 0.0


def table(gold: list[set[Span]], systems: dict[str, list[set[Span]]]) -> list[str]:
    """The lines of the table: one a label, and one for all labels together."""
    lines = [f"{'label':8} {'gold':>6}" + "".join(f" | {name:>7} P      R     F1" for name in systems)]
    wanted = Counter(span[2] for sentence in gold for span in sentence)
    for label in (*LABELS, "all"):
        cells = ""
        for found in systems.values():
            pairs = [(f, g) for f, g in zip(found, gold, strict=True)]
            right = sum(1 for f, g in pairs for span in f & g if label in ("all", span[2]))
            total = sum(1 for f, _ in pairs for span in f if label in ("all", span[2]))
            p, r, f1 = scores(right, total, wanted.total() if label == "all" else wanted[label])
            cells += f" | {p:9.3f} {r:6.3f} {f1:6.3f}"
        lines.append(f"{label:8} {wanted.total() if label == 'all' else wanted[label]:6}{cells}")
    return lines


def main() -> None:
    """Prints the table for the file named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/compare_ner.py FILE.bio")
    with Path(sys.argv[1]).open(encoding="utf-8") as handle:
        sentences = list(read(handle))
    found = list(evidence(text for text, _ in sentences))
    systems = {
        "GiNZA": [mapped(entities) for entities in found],
        "ours": [ours(text, entities) for (text, _), entities in zip(sentences, found, strict=True)],
    }
    print("\n".join(table([gold for _, gold in sentences], systems)))


if __name__ == "__main__":
    main()
