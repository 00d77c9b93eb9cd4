"""Sources → seconds of each stage of a run, beside GiNZA alone on the same text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from pipeline import parse
from pipeline.clean import clean
from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.extract import citations, dates, entities, quantities
from pipeline.extract import events as clauses
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import fold
from pipeline.model import Document, Event, Mention, Report, Sentence, Source, Text
from pipeline.parse import Parsed
from pipeline.resolve import citations as resolve_citations
from pipeline.resolve import dates as resolve_dates
from pipeline.resolve import events, names
from pipeline.sentences import sentences as split
from pipeline.settings import Settings
from pipeline.structure import structure
from pipeline.write.parts import write_part

MODEL = "ja_ginza"
# Part of the entities, timed by itself to stand beside the parse.
GAZETTEER = "gazetteer alone"
T = TypeVar("T")


def measure(sources: list[Source]) -> dict[str, float]:
    """Seconds of each stage over all sources, when each text was read once, which loads rules, libraries and models."""
    _once(list({source.sha256: source for source in sources}.values()))
    return _once(sources)


def _once(sources: list[Source]) -> dict[str, float]:
    seconds: dict[str, float] = {}
    texts: list[Text] = _timed(seconds, "clean", lambda: [clean(source) for source in sources])
    reports: list[Report] = _timed(seconds, "structure", lambda: [structure(text) for text in texts])
    documents: list[tuple[Sentence, ...]] = _timed(seconds, "sentences", lambda: [split(r.blocks, "d") for r in reports])
    read = [[s for s in document if s.kind != "front"] for document in documents]
    dated = _timed(seconds, "dates", lambda: [[(s, dates.find(s.text)) for s in d] for d in read])
    _timed(seconds, "dates, resolved", lambda: [resolve_dates.resolve(d, "2025") for d in dated])
    counted = _timed(seconds, "quantities", lambda: [[(s, quantities.find(s.text)) for s in d] for d in read])
    _timed(seconds, GAZETTEER, lambda: [[gazetteer.find(fold(s.text)) for s in d] for d in read])
    named = _timed(seconds, "entities without GiNZA", lambda: [[(s, entities.find(s.text)) for s in d] for d in read])
    _timed(seconds, "names, resolved", lambda: [names.resolve(d) for d in named])
    _timed(seconds, "notes", lambda: [resolve_citations.resolve([citations.read(n) for n in r.notes]) for r in reports])
    lines = [s.text for d in documents for s in d if s.kind in parse.PARSED_KINDS]
    parsed = _timed(seconds, "GiNZA as we run it", lambda: [list(parse.parse(d, model=MODEL, batch_size=16)) for d in documents])
    found = [_together(*layers) for layers in zip(dated, counted, named, strict=True)]
    _timed(seconds, "events", lambda: [_events(*each) for each in zip(documents, parsed, found, strict=True)])
    with TemporaryDirectory(prefix="nids-bench-") as folder:
        whole_documents = [_document(Path(folder), source) for source in sources]
        _timed(seconds, "rows written", lambda: [write_part(Path(folder) / "part", document) for document in whole_documents])
    whole_stages = (spent for stage, spent in seconds.items() if not stage.startswith("GiNZA") and stage != GAZETTEER)
    seconds["all but GiNZA"] = sum(whole_stages)
    whole = _whole_model()
    _timed(seconds, "GiNZA alone, all components", lambda: list(whole(lines)))
    return seconds


def _together(*layers: Sequence[tuple[Sentence, list[Mention]]]) -> dict[str, list[Mention]]:
    """The mentions of a document's sentences, by their ids, those of all layers together."""
    found: dict[str, list[Mention]] = {}
    for layer in layers:
        for sentence, mentions in layer:
            found.setdefault(sentence.id, []).extend(mentions)
    return found


def _events(sentences: Sequence[Sentence], parsed: Sequence[Parsed], found: dict[str, list[Mention]]) -> list[tuple[str, Event]]:
    """The events of the sentences that a run reads them in: those with a date or a note."""
    dated = {key for key, mentions in found.items() if any(mention.layer == "dates" for mention in mentions)}
    telling = dated | {sentence.id for sentence in sentences if sentence.markers}
    tokens = {key: words for one in parsed for key, words in one.tokens(telling)}

    def read(sentence: Sentence) -> clauses.Clauses | None:
        return clauses.read(sentence.text, tokens[sentence.id]) if sentence.id in tokens else None

    return list(events.find(sentences, read, found, _raise))


def _raise(sentence: Sentence, fault: Exception) -> None:
    raise fault


def _document(folder: Path, source: Source) -> Document:
    file = folder / "source.txt"
    file.write_text(source.text, encoding="utf-8")
    return process(Input("source", file.name, file), Settings(model=MODEL), None)


def _timed(seconds: dict[str, float], stage: str, work: Callable[[], T]) -> T:
    begin = time.perf_counter()
    result = work()
    seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - begin
    return result


@cache
def _whole_model() -> Callable[[list[str]], Iterable[object]]:
    import spacy

    return spacy.load(MODEL).pipe
