"""The documents of two folders → which is which, also where a report was renamed or is read from another format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.compare.folders import File
from pipeline.compare.model import Row

Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its tables in both folders; an id is "" and its tables have no rows where a folder has none of it."""

    old_id: str
    new_id: str
    old: Tables
    new: Tables


def renamed(old: File, new: File) -> dict[str, str]:
    """The new id of each document that only the old folder has under its id, where one document of the new folder alone fits.

    One fits that is the same file (SHA-256), or else one whose file has the same name but for its folder and its ending.
    """
    before = {row["doc_id"]: row for row in old.rows()}
    after = {row["doc_id"]: row for row in new.rows()}
    gone = {doc_id: row for doc_id, row in before.items() if doc_id not in after}
    come = {doc_id: row for doc_id, row in after.items() if doc_id not in before}
    found: dict[str, str] = {}
    for told in (_digest, _stem):
        pairs = _alone(gone, come, told)
        found |= pairs
        gone = {doc_id: row for doc_id, row in gone.items() if doc_id not in pairs}
        come = {doc_id: row for doc_id, row in come.items() if doc_id not in pairs.values()}
    return found


def _alone(gone: Mapping[str, Row], come: Mapping[str, Row], told: Callable[[Row], str]) -> dict[str, str]:
    held: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for which, documents in enumerate((gone, come)):
        for doc_id, row in documents.items():
            held[told(row)][which].append(doc_id)
    held.pop("", None)
    return {olds[0]: news[0] for olds, news in held.values() if len(olds) == len(news) == 1}


def _digest(row: Row) -> str:
    return row["sha256"]


def _stem(row: Row) -> str:
    return PurePosixPath(row["source_file"]).stem.casefold()


def joined(documents: Iterable[tuple[str, Tables, Tables]], ids: Mapping[str, str]) -> Iterator[Document]:
    """The documents in order, those that have another id (`ids`: old → new) once both are read; one waits for the other."""
    back = {new: old for old, new in ids.items()}
    olds: dict[str, Tables] = {}
    news: dict[str, Tables] = {}
    for doc_id, old, new in documents:
        if doc_id not in ids and doc_id not in back:
            yield _document(doc_id, doc_id, old, new)
            continue
        old_id = back.get(doc_id, doc_id)
        held, other = (olds, new) if doc_id in ids else (news, old)
        held[old_id] = old if doc_id in ids else new
        if any(other.values()):  # rows of a document that documents.csv does not have there
            none: Tables = dict.fromkeys(other, ())
            yield _document(doc_id, doc_id, none, new) if doc_id in ids else _document(doc_id, doc_id, old, none)
        if old_id in olds and old_id in news:
            yield _document(old_id, ids[old_id], olds.pop(old_id), news.pop(old_id))


def _document(old_id: str, new_id: str, old: Tables, new: Tables) -> Document:
    return Document(old_id if any(old.values()) else "", new_id if any(new.values()) else "", old, new)
