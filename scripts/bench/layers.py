"""Documents → how fast the dates and quantities layers read them, beside other tools on the same strings in the same rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract import dates, quantities
from pipeline.model import Sentence
from pipeline.resolve import dates as resolve_dates
from scripts.bench import notes, peers
from scripts.bench.texts import Document, grown
from scripts.bench.timing import Times, rounds, timed

PUBLISHED = "2025"
DATES, RESOLVED, QUANTITIES = "dates.find", "dates.find + resolve", "quantities.find"
TOOLS = {"ja-timex": DATES, "pynormalizenumexp": QUANTITIES}
TIMES_GROWN = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One tool on one kind of string; `times` is None where it is not installed."""

    work: str
    beside: str
    unit: str
    chars: int
    times: Times | None


@dataclass(frozen=True, slots=True)
class Growth:
    """One work on a text and on ten times that text."""

    work: str
    amount: int
    once: float
    often: float

    @property
    def ratio(self) -> float:
        """Seconds of the long text by ten times the seconds of the short one: 1 is linear."""
        return self.often / (self.once * TIMES_GROWN)


def measure(documents: Sequence[Document], copies: int, count: int, python: Path) -> list[Row]:
    """The layers and the tools beside them, sentence by sentence as a run does it, then paragraph by paragraph."""
    repeated = list(documents) * copies
    sentences = [sentence.text for document in repeated for sentence in document.sentences]
    paragraphs = [text for document in repeated for text in document.paragraphs]
    tools = {name: peers.start(name, python) for name in TOOLS}
    try:
        made = _rows("sentence", sentences, tools, count, resolved=lambda: [_resolve(list(d.sentences)) for d in repeated])
        return made + _rows("paragraph", paragraphs, tools, count)
    finally:
        for tool in tools.values():
            if tool:
                tool.close()


def _rows(
    unit: str,
    texts: list[str],
    tools: dict[str, peers.Peer | None],
    count: int,
    *,
    resolved: Callable[[], object] | None = None,
) -> list[Row]:
    works = {
        DATES: timed(lambda: [dates.find(text) for text in texts]),
        QUANTITIES: timed(lambda: [quantities.find(text) for text in texts]),
    }
    if resolved:
        works[RESOLVED] = timed(resolved)
    for name, tool in tools.items():
        if tool:
            tool.load(texts)
            works[name] = tool
    times = rounds(works, count)
    chars = sum(len(text) for text in texts)
    order = [DATES, *([RESOLVED] if resolved else []), "ja-timex", QUANTITIES, "pynormalizenumexp"]
    shown = {name: f"{name} {tool.version}" for name, tool in tools.items() if tool}
    return [Row(shown.get(name, name), TOOLS.get(name, ""), unit, chars, times.get(name)) for name in order]


def growth(documents: Sequence[Document], count: int) -> list[Growth]:
    """Each layer on a text and on ten times that text: as one string, as one document, as one chapter of notes."""
    text = "".join(sentence.text for document in documents for sentence in document.sentences)
    largest = max(documents, key=lambda document: len(document.sentences))
    listed = [note for document in documents for note in document.report.notes]
    many = notes.varied(listed, 10_000, chapter=10_000)
    made = [
        _growth("dates.find, one string", len(text), lambda times: dates.find(text * times), count),
        _growth("quantities.find, one string", len(text), lambda times: quantities.find(text * times), count),
        _growing_document(largest, count),
    ]
    if many:
        made.append(_growth("notes, all in one chapter", 1000, lambda times: notes.read(many[: 1000 * times]), 1))
    return made


def _growing_document(document: Document, count: int) -> Growth:
    sizes = {times: grown(document, times) for times in (1, TIMES_GROWN)}
    chars = sum(len(sentence.text) for sentence in sizes[1])
    return _growth("dates.find + resolve, one document", chars, lambda times: _resolve(sizes[times]), count)


def _growth(work: str, amount: int, read: Callable[[int], object], count: int) -> Growth:
    taken = rounds({str(times): timed(lambda times=times: read(times)) for times in (1, TIMES_GROWN)}, count)  # type: ignore[misc]
    return Growth(work, amount, taken["1"].median, taken[str(TIMES_GROWN)].median)


def _resolve(sentences: list[Sentence]) -> object:
    return resolve_dates.resolve([(sentence, dates.find(sentence.text)) for sentence in sentences], PUBLISHED)
