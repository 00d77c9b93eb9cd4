"""An output folder → the part of each document that its tables were made of."""

from __future__ import annotations

from pathlib import Path

from pipeline import storage
from pipeline.engine import ledger as ledgers
from pipeline.engine.task import part
from pipeline.model import PipelineError
from pipeline.storage import Place

REVIEWS = "reviews"


def parts(output: Place) -> dict[str, Place]:
    """The folder of each document's rows, by id, in order of the ids; a run may be working there meanwhile.

    Raises `PipelineError` where no run has been.
    """
    with ledgers.opened(output, made=False) as ledger:
        entries = ledger.entries()
    found = {doc_id: part(output, doc_id, entry.outcome.key) for doc_id, entry in sorted(entries.items()) if entry.outcome}
    if not found:
        raise PipelineError(f"{output}: no document is finished there; `nids-pipeline run` makes its tables")
    return found


def reviews(output: Place, given: str = "") -> Place:
    """The folder of the decisions: the one `given`, or `reviews` beside the output folder."""
    if given:
        return storage.place(given)
    return output.absolute().parent / REVIEWS if isinstance(output, Path) else output.parent / REVIEWS
