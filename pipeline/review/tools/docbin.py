"""Tasks ↔ a spaCy DocBin: a Doc for each sentence, its mentions in the span groups `entities`, `dates` and `quantities`.

Every character is a token, so that any span a person marks has token boundaries; `Example` aligns them with another tokenization.
What does not overlap stands in `doc.ents` too (the longer span first), with the things meant as `kb_id`. Only the groups are
read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.model import PipelineError
from pipeline.review.rows import MENTIONS
from pipeline.review.tools.tasks import LABELS, Annotated, Mark, Task, annotated

_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")


def write(tasks: Iterable[Task]) -> bytes:
    """The bytes of a DocBin; `doc.user_data` says which sentence a Doc is and what was shown."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    kept, vocab = DocBin(attrs=_ATTRIBUTES, store_user_data=True), Vocab()
    for task in tasks:
        kept.add(_doc(vocab, task))
    made: bytes = kept.to_bytes()
    return made


def _doc(vocab: Any, task: Task) -> Any:
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans

    doc = Doc(vocab, words=list(task.text), spaces=[False] * len(task.text), user_data=task.about())
    groups: dict[str, list[Any]] = {table: [] for table in task.tables}
    for span in task.spans:
        start, end, label = span.mark
        groups[LABELS[label]].append(Span(doc, start, end, label=label, kb_id=span.meaning, span_id=span.mention_id))
    for table, spans in groups.items():
        doc.spans[table] = spans
    doc.set_ents(filter_spans([span for spans in groups.values() for span in spans]))
    return doc


def read(data: bytes, where: str) -> Iterator[Annotated]:
    """The sentences of a DocBin. Raises `PipelineError` where it is none, or not made of our export."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # whatever zlib, msgpack and spaCy say of bytes that are no DocBin
        raise PipelineError(f"{where}: no DocBin that spaCy can read ({error})") from error
    for number, doc in enumerate(docs, start=1):
        marks = [Mark(span.start_char, span.end_char, span.label_) for table in MENTIONS if table in doc.spans for span in doc.spans[table]]
        yield annotated(doc.user_data, doc.text, marks, f"{where}, Doc {number}")
