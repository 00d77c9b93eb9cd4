"""The layers as components of a spaCy pipeline: `nlp.add_pipe("nids_dates")`, and so for quantities and entities.

Each reads the text of a Doc as `annotate` does and leaves its mentions in `doc.spans["dates"]` (`quantities`, `entities`), labelled with
their TIMEX3 type, kind or OntoNotes label. A mention's value is in an extension of its Span: `span._.date`, `span._.quantity`,
`span._.entity`, a dict of plain values that DocBin and other processes carry along. A Span is made of whole tokens; where a mention
begins or ends within one, the Span is the tokens it lies in, and `start_char` and `end_char` in the dict say where it really stands.

Entities and what a quantity counts are read from the Doc's own entities, tags and dependencies, where a pipeline has set them (ja_ginza
does). `doc._.published` (`2024-06-19`) is the day the text was published; the setting `reference` holds for Docs without one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from pipeline.annotation import Parses, annotate_with
from pipeline.extract.entities import Evidence
from pipeline.extract.quantities import Word
from pipeline.model import Date, Layer, Mention, Name, PipelineError, Quantity, Sentence
from pipeline.parse.unknown import NAMES
from pipeline.settings import check_reference

EXTENSIONS: dict[Layer, str] = {"dates": "date", "quantities": "quantity", "entities": "entity"}
_KATAKANA = re.compile("[ァ-ヺー]+")

for _name in EXTENSIONS.values():
    Span.set_extension(_name, default=None, force=True)
Doc.set_extension("published", default="", force=True)


@dataclass(frozen=True, slots=True)
class Component:
    """One layer over a Doc."""

    layer: Layer
    reference: str = ""

    def __call__(self, doc: Doc) -> Doc:
        """Sets the Doc's spans of the layer. Raises `PipelineError` where its date of publication is no date."""
        found = annotate_with(partial(_parses, doc), doc.text, [self.layer], doc._.published or self.reference)
        spans = [(_span(doc, mention), _plain(mention)) for mention in found[self.layer]]
        doc.spans[self.layer] = SpanGroup(doc, name=self.layer, spans=[span for span, _ in spans])
        for span, value in spans:
            span._.set(EXTENSIONS[self.layer], value)
        return doc


@Language.factory("nids_dates", default_config={"reference": ""}, requires=["token.orth"], assigns=["doc.spans"])
def dates(nlp: Language, name: str, reference: str) -> Component:
    """Dates: TIMEX3 type, EDTF value and bounds."""
    return _component("dates", reference)


@Language.factory("nids_quantities", default_config={"reference": ""}, requires=["token.orth"], assigns=["doc.spans"])
def quantities(nlp: Language, name: str, reference: str) -> Component:
    """Quantities: kind, value and unit, and what they count."""
    return _component("quantities", reference)


@Language.factory("nids_entities", default_config={"reference": ""}, requires=["token.orth"], assigns=["doc.spans"])
def entities(nlp: Language, name: str, reference: str) -> Component:
    """Entities: OntoNotes label, identity and canonical name."""
    return _component("entities", reference)


def _component(layer: Layer, reference: str) -> Component:
    if reference:
        check_reference(reference)
    return Component(layer, reference)


def _span(doc: Doc, mention: Mention) -> Span:
    label, thing = _label(mention.value)
    span = doc.char_span(mention.start, mention.end, label=label, kb_id=thing, alignment_mode="expand")
    if span is None:
        raise PipelineError(f"no tokens of the text hold its characters {mention.start} to {mention.end}")
    return span


def _label(value: Name | Date | Quantity) -> tuple[str, str]:
    """The label of a mention's span and, where it names one thing, that thing's id."""
    match value:
        case Name(label, _, ids, _):
            return label, ids[0][0] if len(ids) == 1 else ""
        case Date():
            return value.type, ""
        case Quantity():
            return value.kind, ""


def _plain(mention: Mention) -> dict[str, Any]:
    """The mention's value as strings and numbers, several things with | between them as in the tables: spaCy's ways of carrying
    a sequence along do not agree on what comes out.
    """
    place = {"text": mention.text, "start_char": mention.start, "end_char": mention.end, "method": mention.method, "score": mention.score}
    match mention.value:
        case Name(label, subtype, ids, role):
            things = {"entity_id": "|".join(entity_id for entity_id, _ in ids), "name": "|".join(name for _, name in ids)}
            return {"label": label, "subtype": subtype, "role": role} | things | place
        case Date() as date:
            return {key: value for key, value in asdict(date).items() if key not in ("relation", "anchor")} | place
        case Quantity() as quantity:
            return asdict(quantity) | place


def _parses(doc: Doc, sentences: Sequence[Sentence]) -> Parses:
    """What the Doc knows of the sentences, in their own offsets: cleaning has taken characters out and folded others."""
    evidence = {sentence.id: list(_evidence(doc, sentence)) for sentence in sentences}
    if not doc.has_annotation("DEP"):
        return Parses(evidence)
    return Parses(evidence, {sentence.id: _words(doc, sentence) for sentence in sentences})


def _evidence(doc: Doc, sentence: Sentence) -> Iterator[Evidence]:
    first, last = sentence.content.raw(0, len(sentence.content))
    for ent in doc.ents:
        if first <= ent.start_char and ent.end_char <= last and (place := _place(sentence, ent.start_char, ent.end_char)):
            yield Evidence(*place, ent.label_, proper=_proper(ent))


def _proper(ent: Span) -> bool | None:
    """Whether a word of it is a proper noun; not known of katakana, which the dictionary may lack, and without tags."""
    tags = [token.tag_ for token in ent]
    if any(name in tag for tag in tags for name in NAMES):
        return True
    return None if not any(tags) or _KATAKANA.fullmatch(ent.text) else False


def _words(doc: Doc, sentence: Sentence) -> list[Word]:
    """The sentence's words; one whose head is not among them is its own head."""
    first, last = sentence.content.raw(0, len(sentence.content))
    kept: list[tuple[Token, tuple[int, int]]] = []
    for token in doc[_token_at(doc, first) :]:
        if token.idx >= last:
            break
        if place := _place(sentence, token.idx, token.idx + len(token)):
            kept.append((token, place))
    index = {token.i: number for number, (token, _) in enumerate(kept)}
    return [Word(*place, token.tag_, token.dep_, index.get(token.head.i, number)) for number, (token, place) in enumerate(kept)]


def _token_at(doc: Doc, character: int) -> int:
    """The first token that ends behind a character."""
    return bisect_left(range(len(doc)), character + 1, key=lambda i: doc[i].idx + len(doc[i]))


def _place(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Where characters of the Doc's text are in the sentence; None where cleaning has left nothing of them."""
    content = sentence.content
    first, behind = bisect_left(content.ends, start + 1), bisect_left(content.starts, end)
    return (first, behind) if first < behind else None
