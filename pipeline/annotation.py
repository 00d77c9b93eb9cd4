"""Any Japanese text → its mentions, layer by layer, without a report around it.

Dates and quantities are read by rules alone: GiNZA is loaded only where entities are asked for. Where it is, what a
quantity counts is read from its dependencies too; else from the words beside the quantity only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, get_args

from pipeline import parse
from pipeline.clean import close_spaces, uniform
from pipeline.model import Block, Layer, Mention, PipelineError, Sentence, Text
from pipeline.sentences import sentences as split
from pipeline.settings import Settings, check_reference
from pipeline.structure import lines, markers

if TYPE_CHECKING:
    from pipeline.extract.entities import Evidence
    from pipeline.extract.quantities import Word

LAYERS: tuple[Layer, ...] = get_args(Layer)
_NO_NOTES = markers.Scope(frozenset())


@dataclass(frozen=True, slots=True)
class Parses:
    """What a parser says of sentences, by their ids: its entities, and its words with their dependencies."""

    evidence: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)
    words: Mapping[str, Sequence[Word]] = field(default_factory=dict)


def annotate(
    text: str, layers: str | Iterable[str] = LAYERS, reference: str = "", *, settings: Settings | None = None
) -> dict[Layer, list[Mention]]:
    """The mentions of the layers asked for; `start` and `end` are code points of `text` as given.

    `reference` (`2024-06-19`, `2024-06` or `2024`) is the day the text was published: it resolves 昨年 or a bare 3月29日.
    The item of a quantity (what it counts) is found more often where entities are asked for too: then there is a parse.
    Raises `PipelineError` for an unknown layer or a reference that is no date.
    """
    wanted = _wanted(layers)
    parser = partial(_parsed, settings=settings or Settings()) if "entities" in wanted else _unparsed
    return annotate_with(parser, text, wanted, reference)


def annotate_with(
    parser: Callable[[Sequence[Sentence]], Parses], text: str, layers: Sequence[Layer], reference: str = ""
) -> dict[Layer, list[Mention]]:
    """As `annotate`, with a parser of one's own: it is given the cleaned sentences of `text`, each of which knows its place there."""
    if reference:
        check_reference(reference)
    sentences = split([Block("body", content) for content in _paragraphs(text)], "text")
    parses = parser(sentences)
    found: dict[Layer, list[Mention]] = {}
    for layer in layers:
        resolved = _LAYER[layer](sentences, reference, parses)
        found[layer] = [_as_given(text, sentence, mention) for sentence, mentions in resolved for mention in mentions]
    return found


def _wanted(layers: str | Iterable[str]) -> list[Layer]:
    asked = {layers} if isinstance(layers, str) else set(layers)
    if not asked:
        raise PipelineError(f"no layer asked for; known are {', '.join(LAYERS)}")
    unknown = sorted(asked - set(LAYERS))
    if unknown:
        raise PipelineError(f"unknown layer {', '.join(unknown)}; known are {', '.join(LAYERS)}")
    return [layer for layer in LAYERS if layer in asked]


def _paragraphs(text: str) -> Iterator[Text]:
    """Cleaned paragraphs, note markers taken out, lines joined as in a report."""
    paragraphs: list[list[Text]] = []
    for line in lines.split(uniform(text)).lines:
        if line.gap or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line.content)
    for paragraph in paragraphs:
        content, _ = markers.take(lines.join(paragraph), _NO_NOTES)
        yield close_spaces(content)


def _as_given(text: str, sentence: Sentence, mention: Mention) -> Mention:
    start, end = sentence.content.raw(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=text[start:end])


def _unparsed(sentences: Sequence[Sentence]) -> Parses:
    return Parses()


def _parsed(sentences: Sequence[Sentence], settings: Settings) -> Parses:
    parsed = list(parse.parse(sentences, model=settings.model, batch_size=settings.batch_size))
    ids = {sentence.id for sentence in sentences}
    evidence = dict(pair for run in parsed for pair in run.evidence())
    return Parses(evidence, dict(pair for run in parsed for pair in run.words(ids)))


def _dates(sentences: Sequence[Sentence], reference: str, parses: Parses) -> Iterator[tuple[Sentence, Sequence[Mention]]]:
    from pipeline.extract import dates
    from pipeline.resolve import dates as resolve

    resolved, _ = resolve.resolve([(sentence, dates.find(sentence.text)) for sentence in sentences], reference)
    return zip(sentences, resolved, strict=True)


def _quantities(sentences: Sequence[Sentence], reference: str, parses: Parses) -> Iterator[tuple[Sentence, Sequence[Mention]]]:
    from pipeline.extract import quantities

    return ((sentence, quantities.find(sentence.text, words=parses.words.get(sentence.id, ()))) for sentence in sentences)


def _entities(sentences: Sequence[Sentence], reference: str, parses: Parses) -> Iterator[tuple[Sentence, Sequence[Mention]]]:
    from pipeline.extract import entities
    from pipeline.resolve import names

    resolved, _ = names.resolve([(s, entities.find(s.text, parses.evidence.get(s.id, ()))) for s in sentences])
    return zip(sentences, resolved, strict=True)


_LAYER = {"entities": _entities, "dates": _dates, "quantities": _quantities}
