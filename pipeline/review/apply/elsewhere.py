"""Decisions about documents that are not there → the documents that are evidently the same reports under other ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from pipeline.review.folding import fold
from pipeline.review.model import Decision
from pipeline.storage import Place
from pipeline.tables import schema
from pipeline.write.part_files import rows_of

_LOOKED_FOR = 24  # quotations of a document: enough to tell it from others
_AROUND = 12  # characters on each side of a quotation that are looked for with it
_TABLES = {table.name: table for table in schema.TABLES}


def moved(decisions: Iterable[Decision], folders: Sequence[Place]) -> dict[str, str]:
    """The present id of each document that was decided about and is not there under its own; those that are nowhere are left out.

    `folders` are the parts of the documents that are there. A document is the same where its file is (SHA-256); else where its file
    has the same name but for folder and ending and holds most of the words decided about; else where most of these stand with what
    stood around them, and in no other document. What is as likely in two documents is in neither.
    """
    here = {folder.parent.name for folder in folders}
    lost: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.doc_id not in here:
            lost[decision.doc_id].append(decision)
    if not lost:
        return {}
    found = _by_file(lost, folders)
    left = {doc_id: made for doc_id, made in lost.items() if doc_id not in found}
    return found | (_by_words(left, folders) if left else {})


def _by_file(lost: Mapping[str, Sequence[Decision]], folders: Sequence[Place]) -> dict[str, str]:
    digests: dict[str, list[str]] = defaultdict(list)
    for folder in folders:
        for row in rows_of(folder, _TABLES["documents"]):
            digests[row["sha256"]].append(row["doc_id"])
    found = {}
    for doc_id, made in lost.items():
        fits = digests.get(made[-1].sha256, []) if made[-1].sha256 else []
        if len(fits) == 1:
            found[doc_id] = fits[0]
    return found


def _by_words(lost: Mapping[str, Sequence[Decision]], folders: Sequence[Place]) -> dict[str, str]:
    quotes = {doc_id: _quotes(made) for doc_id, made in lost.items()}
    stems = {doc_id: _stem(made[-1].source_file) for doc_id, made in lost.items()}
    named: dict[str, list[str]] = defaultdict(list)
    holders: dict[tuple[str, int], list[str]] = defaultdict(list)
    for folder in folders:
        there = folder.parent.name
        stem = _stem("".join(row["source_file"] for row in rows_of(folder, _TABLES["documents"])))
        text = fold("".join(row["text"] for name in ("sentences", "notes") for row in rows_of(folder, _TABLES[name])))
        for doc_id, looked_for in quotes.items():
            if stem and stem == stems[doc_id] and 2 * sum(bare in text for bare, _ in looked_for) > len(looked_for):
                named[doc_id].append(there)
            for number, (_, whole) in enumerate(looked_for):
                if whole in text:
                    holders[doc_id, number].append(there)
    found = {}
    for doc_id, looked_for in quotes.items():
        fits = named.get(doc_id) or list(_only(doc_id, len(looked_for), holders))
        if len(fits) == 1:
            found[doc_id] = fits[0]
    return found


def _only(doc_id: str, count: int, holders: Mapping[tuple[str, int], list[str]]) -> Iterator[str]:
    """The documents that hold most quotations of a lost one, each in no other document."""
    alone = Counter(held[0] for number in range(count) if len(held := holders.get((doc_id, number), [])) == 1)
    yield from (there for there, held in alone.items() if 2 * held > count)


def _quotes(made: Sequence[Decision]) -> list[tuple[str, str]]:
    """Some of the quotations of a document, spread over it, folded: alone, and with what stood around them."""
    anchors = list(dict.fromkeys(decision.anchor for decision in made if decision.anchor.quote))
    step = max(1, len(anchors) // _LOOKED_FOR)
    chosen = anchors[::step][:_LOOKED_FOR]
    return [(fold(one.quote), fold(one.prefix[-_AROUND:] + one.quote + one.suffix[:_AROUND])) for one in chosen]


def _stem(file: str) -> str:
    return PurePosixPath(file).stem.casefold()
