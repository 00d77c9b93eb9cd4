"""Texts → Docs. The only place that loads GiNZA."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution, version
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from pipeline.model import PipelineError
from pipeline.parse import alone, unknown

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Means = Literal["arrays", "spacy"]

# Nothing downstream reads these components of ja_ginza yet; each costs time on every token.
_UNUSED = ("attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer")
_PACKAGES = ("spacy", "ginza", "SudachiPy", "SudachiDict-core")
_REVISION = "4"  # of what is kept of a parse, and of how it is made

_loaded: dict[str, Ginza] = {}


class Ginza:
    """A spaCy pipeline, and what does its work: `arrays`, where the model is of ja_ginza's form, or `spacy` itself."""

    def __init__(self, nlp: Language) -> None:
        from pipeline.parse.arrays import Arrays  # with numpy, whose threads are counted when it is imported

        self.nlp = nlp
        self._lock = Lock()
        self._arrays = Arrays.of(nlp)

    @property
    def means(self) -> Means:
        """`arrays` or `spacy`. Both give the same entities and dependencies; the first in a quarter of the time."""
        return "arrays" if self._arrays else "spacy"

    def docs(self, runs: Sequence[Sequence[str]], *, batch_size: int) -> list[Doc]:
        """A Doc for each run of sentences, `batch_size` runs parsed at a time; threads wait for each other."""
        with self._lock:
            if self._arrays:
                docs = list(self._arrays.docs(runs, batch_size))
            else:
                docs = list(self.nlp.pipe((_bounded(self.nlp, run) for run in runs), batch_size=batch_size))
            sudachi = getattr(self.nlp.tokenizer, "tokenizer", None)
            if sudachi is not None:
                for doc in docs:
                    unknown.tag(doc, sudachi)
            return docs


def check(model: str) -> None:
    """Raises `PipelineError` where the model is not installed: before a run, not in each of its documents."""
    if not (model and Path(model).is_dir()):
        try:
            distribution(model)  # without spaCy, whose import takes most of a second
        except (PackageNotFoundError, ValueError) as error:
            raise _missing(model) from error


def load(model: str) -> Ginza:
    """The model, loaded once a process. Raises `PipelineError` where it is not installed."""
    if model not in _loaded:
        _loaded[model] = _load(model)
    return _loaded[model]


def means(model: str) -> Means | None:
    """What does the model's work in this process; None where nothing had to be parsed yet."""
    return _loaded[model].means if model in _loaded else None


def _load(model: str) -> Ginza:
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # its matrices are small: threads only wait for each other
        os.environ.setdefault(variable, "1")
    try:
        from pipeline.parse import word_rows  # with numpy

        nlp = alone.spacy().load(model, exclude=[*_UNUSED, "strings", "vectors"])
    except OSError as error:
        raise _missing(model) from error
    word_rows.load(nlp.vocab, Path(nlp.path) / "vocab")
    ginza = Ginza(nlp)
    if ginza.means == "spacy":
        _add_strings(nlp)
    return ginza


def fingerprint(model: str) -> str:
    """Everything besides the text that a parse depends on."""
    return "|".join([_REVISION, model, *_UNUSED, *map(_version, (model.replace("_", "-"), *_PACKAGES))])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def _missing(model: str) -> PipelineError:
    return PipelineError(f"the model {model!r} is not installed; install it with pip, or choose another with --model")


def _add_strings(nlp: Language) -> None:
    """The model's own list of strings: a second's work that only spaCy's components can need."""
    file = Path(nlp.path) / "vocab" / "strings.json"
    if file.is_file():
        for text in json.loads(file.read_text("utf-8")):
            nlp.vocab.strings.add(text)


def _bounded(nlp: Language, run: Sequence[str]) -> Doc:
    """The run tokenised by the model, with our sentence bounds set; a token across a bound starts no sentence."""
    doc = nlp.make_doc("".join(run))
    bounds = {0, *accumulate(map(len, run))}
    for token in doc:
        token.is_sent_start = token.idx in bounds
    return doc
