"""Sentences → spaCy Docs. The only place that loads GiNZA; parses are cached by text, model and versions.

Body text is parsed paragraph by paragraph with the sentence bounds of `sentences.py` set
beforehand, so that GiNZA and the tables agree on what a sentence is. Headings, captions,
tables and notes are never parsed.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.extract.entities import Evidence
from pipeline.extract.quantities import Word
from pipeline.model import PipelineError, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PARSED_KINDS = ("body", "list")
# Nothing downstream reads these components of ja_ginza yet; each costs time on every token.
_UNUSED = ("attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer")
_KEPT = ("ORTH", "ENT_IOB", "ENT_TYPE", "TAG", "HEAD", "DEP")  # sentence bounds follow from the heads
_UNKNOWN = "未知語"
_NAMES = ("固有名詞", _UNKNOWN)
_KATAKANA = re.compile("[ァ-ヺー]+")
_MOST_BYTES = 45_000  # SudachiPy refuses a string over 49,149 bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run of sentences of one paragraph and their Doc, whose text is theirs put together."""

    sentences: tuple[Sentence, ...]
    doc: Doc

    def evidence(self) -> Iterator[tuple[str, list[Evidence]]]:
        """For each sentence id GiNZA's entities, offsets relative to the sentence, with whether a name is among their words."""
        spans = [
            (ent.start_char, ent.end_char, ent.label_, any(name in token.tag_ for token in ent for name in _NAMES)) for ent in self.doc.ents
        ]
        offset = 0
        for sentence in self.sentences:
            end = offset + len(sentence.text)
            yield (
                sentence.id,
                [
                    Evidence(start - offset, stop - offset, label, proper=proper)
                    for start, stop, label, proper in spans
                    if offset <= start and stop <= end
                ],
            )
            offset = end

    def words(self, wanted: Collection[str]) -> Iterator[tuple[str, list[Word]]]:
        """For each of the sentence ids asked for its words with their dependencies, offsets and heads relative to the sentence."""
        offset, first = 0, 0
        tokens = list(self.doc)
        for sentence in self.sentences:
            end, last = offset + len(sentence.text), first
            while last < len(tokens) and tokens[last].idx < end:
                last += 1
            if sentence.id in wanted:
                yield sentence.id, [_word(token, offset, end, first, last) for token in tokens[first:last]]
            offset, first = end, last


def _word(token: Token, offset: int, end: int, first: int, last: int) -> Word:
    """A token of the sentence at `offset`–`end`, its head one of the tokens `first`–`last` or else itself."""
    head = token.head.i if first <= token.head.i < last else token.i
    start, stop = max(token.idx, offset), min(token.idx + len(token.text), end)
    return Word(start - offset, stop - offset, token.tag_, token.dep_, head - first)


def parse(sentences: Sequence[Sentence], *, model: str, batch_size: int, cache_dir: Path | None) -> Iterator[Parsed]:
    """The body sentences' parses, in order, as they are done."""
    blocks = (list(group) for _, group in groupby((s for s in sentences if s.kind in PARSED_KINDS), key=lambda s: s.paragraph))
    runs = [run for block in blocks for run in _runs(block)]
    store = _Cache(cache_dir, _fingerprint(model)) if cache_dir else None
    known = [store.get(run) if store else None for run in runs]
    fresh = _fresh([run for run, doc in zip(runs, known, strict=True) if doc is None], model, batch_size)
    for run, doc in zip(runs, known, strict=True):
        if doc is None:
            doc = next(fresh)
            if store:
                store.put(run, doc)
        yield Parsed(tuple(run), doc)


def count(sentences: Sequence[Sentence]) -> int:
    """How many characters of `sentences` are parsed."""
    return sum(len(sentence.text) for sentence in sentences if sentence.kind in PARSED_KINDS)


def check(model: str) -> None:
    """Raises `PipelineError` where the model is not installed: before a run, not in each of its documents."""
    from spacy.util import is_package

    if not is_package(model) and not Path(model).is_dir():
        raise PipelineError(f"the model {model!r} is not installed; install it with pip, or choose another with --model")


@cache
def load(model: str) -> Language:
    """The spaCy pipeline, loaded once a process. Raises `PipelineError` where it is not installed."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # its matrices are small: threads only wait for each other
    import spacy

    try:
        return spacy.load(model, exclude=list(_UNUSED))
    except OSError as error:
        raise PipelineError(f"the model {model!r} is not installed; install it with pip, or choose another with --model") from error


def _runs(block: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """A paragraph's sentences in runs that SudachiPy accepts; a single sentence beyond its limit is left unparsed."""
    run: list[Sentence] = []
    size = 0
    for sentence in block:
        weight = len(sentence.text.encode("utf-8", "surrogatepass"))
        if weight > _MOST_BYTES:
            continue
        if run and size + weight > _MOST_BYTES:
            yield run
            run, size = [], 0
        run.append(sentence)
        size += weight
    if run:
        yield run


def _fresh(runs: Sequence[Sequence[Sentence]], model: str, batch_size: int) -> Iterator[Doc]:
    if runs:
        nlp = load(model)
        for doc in nlp.pipe((_bounded(nlp, run) for run in runs), batch_size=batch_size):
            _tag_unknown(nlp, doc)
            yield doc


def _bounded(nlp: Language, run: Sequence[Sentence]) -> Doc:
    """The run tokenised, with our sentence bounds set; a token across a bound starts no sentence."""
    doc = nlp.make_doc("".join(sentence.text for sentence in run))
    starts, offset = set(), 0
    for sentence in run:
        starts.add(offset)
        offset += len(sentence.text)
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc


def _tag_unknown(nlp: Language, doc: Doc) -> None:
    """Tag the katakana words of entities that SudachiPy's dictionary lacks, which spaCy shows as common nouns."""
    sudachi = getattr(nlp.tokenizer, "tokenizer", None)
    if sudachi is None:
        return
    for token in (token for ent in doc.ents for token in ent):
        if _KATAKANA.fullmatch(token.text) and _NAMES[0] not in token.tag_ and any(word.is_oov() for word in sudachi.tokenize(token.text)):
            token.tag_ = _UNKNOWN


def _fingerprint(model: str) -> str:
    """Everything besides the text that a parse depends on."""
    parts = [model, *_UNUSED, *_KEPT]
    for package in (model.replace("_", "-"), "spacy", "ginza", "SudachiPy", "SudachiDict-core"):
        try:
            parts.append(version(package))
        except PackageNotFoundError:
            parts.append("-")
    return "|".join(parts)


class _Cache:
    """One small file a run; a damaged one counts as missing. Written aside and renamed, so that processes may share it."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._fingerprint = fingerprint

    def _file(self, run: Sequence[Sentence]) -> Path:
        parts = (self._fingerprint, *(sentence.text for sentence in run))
        digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / digest[:2] / digest[2:]

    def get(self, run: Sequence[Sentence]) -> Doc | None:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab

        try:
            docs = list(DocBin().from_bytes(self._file(run).read_bytes()).get_docs(Vocab()))
        except (OSError, zlib.error, ValueError, KeyError, IndexError):
            return None
        return docs[0] if len(docs) == 1 and docs[0].text == "".join(sentence.text for sentence in run) else None

    def put(self, run: Sequence[Sentence], doc: Doc) -> None:
        from spacy.tokens import DocBin

        file = self._file(run)
        aside = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # a cache that cannot be written costs time and nothing else
            file.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(DocBin(attrs=_KEPT, docs=[doc]).to_bytes())
            aside.replace(file)
