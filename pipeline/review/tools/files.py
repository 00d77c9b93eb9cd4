"""An output folder → a file for an annotation tool; that file, annotated → decisions in decisions.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.model import PipelineError
from pipeline.review import decisions, outputs, rows
from pipeline.review.apply import apply
from pipeline.review.decisions import Decided
from pipeline.review.model import Decision
from pipeline.review.tools import Tool, docbin, doccano, label_studio
from pipeline.review.tools.changes import Already, Document, Unplaced, changes
from pipeline.review.tools.tasks import Task, tasks
from pipeline.storage import Place
from pipeline.write.part_files import read_part

_WRITERS = {"docbin": docbin.write, "label-studio": label_studio.write, "doccano": doccano.write}
_READERS = {"docbin": docbin.read, "label-studio": label_studio.read, "doccano": doccano.read}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the sentences read, the decisions made by verdict, changes the tables had already, and what gave no decision."""

    sentences: int
    made: Mapping[str, int]
    already: int
    unplaced: Sequence[Unplaced]


def exported(tool: Tool, output: Place, reviews: Place, *, documents: Sequence[str], tables: Sequence[str]) -> bytes:
    """Every sentence of the documents (none named: of all) with its mentions as reviewers have left them so far.

    Raises `PipelineError` for a document that is not in the outputs.
    """
    parts = outputs.parts(output)
    if unknown := sorted(set(documents) - parts.keys()):
        raise PipelineError(f"{output}: no document {', '.join(unknown)}; there are {', '.join(parts)}")
    decided = decisions.read(reviews)
    return _WRITERS[tool](_tasks({name: parts[name] for name in parts if not documents or name in documents}, decided, tables))


def _tasks(parts: Mapping[str, Place], decided: Decided, tables: Sequence[str]) -> Iterator[Task]:
    for folder in parts.values():
        yield from tasks(apply(rows.read(read_part(folder)), decided).rows, tables)


def imported(tool: Tool, file: Path, output: Place, reviews: Path, *, reviewer: str, accept_unchanged: bool) -> Imported:
    """Appends the decisions that an annotated file stands for, all at once, and none where the file cannot be read.

    Each is by `reviewer`; where that is "", by the annotator whom Label Studio names. Raises `PipelineError` where the file is
    not what the tool exports, or nobody is named.
    """
    try:
        sentences = list(_READERS[tool](file.read_bytes(), str(file)))
    except OSError as error:
        raise PipelineError(f"{file}: cannot be read ({error.strerror})") from error
    if not reviewer and not all(sentence.annotator for sentence in sentences):
        raise PipelineError(f"{file}: does not say who annotated it; name the reviewer with --reviewer")
    kept = decisions.Decisions(reviews)
    parts, decided = outputs.parts(output), kept.read()
    made: list[Decision] = []
    unplaced: list[Unplaced] = []
    already = 0
    for doc_id, of in groupby(sorted(sentences, key=lambda sentence: sentence.doc_id), key=lambda sentence: sentence.doc_id):
        document = Document(rows.read(read_part(parts[doc_id])), decided) if doc_id in parts else None
        for sentence in of:
            if document is None:
                unplaced.append(Unplaced(sentence.sentence_id, sentence.text[:40], None, f"no document {doc_id!r} is in the outputs"))
                continue
            for change in changes(document, sentence, reviewer=reviewer or sentence.annotator, accept_unchanged=accept_unchanged):
                if isinstance(change, Unplaced):
                    unplaced.append(change)
                elif isinstance(change, Already):
                    already += 1
                else:
                    made.append(change)
    kept.append(made)
    return Imported(len(sentences), Counter(decision.verdict for decision in made), already, unplaced)


def place_of(unplaced: Unplaced) -> str:
    """Where something is that gave no decision, in a few words."""
    place = f"{unplaced.mark.start}-{unplaced.mark.end} {unplaced.mark.label} " if unplaced.mark else ""
    return f"{unplaced.sentence_id}: {place}{unplaced.words}"
