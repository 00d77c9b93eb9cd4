"""Words → where they stand in the sentences and notes of all documents, and the things whose names hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.folds import fold, spans
from pipeline.review.app.layout import titled
from pipeline.review.app.rendering import render, site
from pipeline.review.app.standing import shown
from pipeline.review.app.state import Site
from pipeline.review.apply import Applied
from pipeline.review.model import Row

LONGEST = 200  # characters of what is sought
MOST = 200  # places that are shown
_MOST_NAMES = 40
_AROUND = 40  # characters of context before and behind


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a note as it is searched; `sentence_id` is where a link leads ("" for a note whose marker is not found)."""

    kind: str
    text: str
    folded: str
    section: str
    sentence_id: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a document names, with the names it has there, folded, and how often."""

    entity_id: str
    label: str
    name: str
    folded: frozenset[str]
    mentions: int


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a document is searched."""

    document: Row
    units: Sequence[Unit]
    things: Sequence[Thing]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found: its text in parts, those that were sought marked true."""

    unit: Unit
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a document has: its hits by section as far as they are shown, and how many there are in all."""

    document: Row
    sections: tuple[tuple[str, tuple[Hit, ...]], ...]
    things: tuple[Thing, ...]
    total: int


class Index:
    """What is searched of each document, kept until it is read anew or a decision about it is saved."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Searched]] = {}

    def documents(self, known: Site) -> Iterator[Searched]:
        """All documents in order of their ids."""
        decided = known.decided().decisions
        counts = Counter(decision.doc_id for decision in decided)
        everywhere = sum(decision.scope == "all" for decision in decided)
        for doc_id, folder in known.parts().items():
            key = (folder, counts[doc_id], everywhere)
            if self._kept.get(doc_id, (None,))[0] != key:
                self._kept[doc_id] = key, searched(known.document(doc_id))
            yield self._kept[doc_id][1]


_INDEXES: WeakKeyDictionary[Site, Index] = WeakKeyDictionary()


async def page(request: Request) -> Response:
    """What was found of the words asked for (`q`)."""
    asked = request.query_params.get("q", "")[:LONGEST]
    known = site(request)
    found = find(_INDEXES.setdefault(known, Index()).documents(known), asked) if fold(asked) else []
    places = sum(one.total for one in found)
    shown = sum(len(hits) for one in found for _, hits in one.sections)
    return render(request, "search.html", asked=asked, sought=bool(fold(asked)), found=found, places=places, shown=shown)


def searched(applied: Applied) -> Searched:
    """What of a document is searched: its sentences and notes in order, and the things it names now."""
    rows = applied.rows
    sections = {row["section_id"]: titled(row) for row in rows.tables["sections"]} | {"": ""}
    units = [
        Unit("sentence", row["text"], fold(row["text"]), sections[row["section_id"]], row["sentence_id"])
        for row in rows.tables["sentences"]
    ]
    units += [
        Unit("note", row["text"], fold(row["text"]), sections[row["section_id"]], row["sentence_id"], row["number"])
        for row in rows.tables["notes"]
    ]
    return Searched(rows.document, units, tuple(_things(applied)))


def _things(applied: Applied) -> Iterator[Thing]:
    rows: dict[str, list[Row]] = {}
    for one in applied.reviewed["entities"]:
        if one.now is not None:
            rows.setdefault(one.now["entity_id"], []).append(shown(one))
    for entity_id, named in rows.items():
        names = Counter(row["name"] for row in named)
        forms = frozenset(fold(text) for row in named for text in (row["name"], row["text"]))
        yield Thing(entity_id, named[0]["label"], names.most_common(1)[0][0], forms, len(named))


def find(documents: Iterator[Searched], asked: str) -> list[Found]:
    """Where the words stand, document by document; at most `MOST` places are given, all are counted."""
    sought, found, left = fold(asked), list[Found](), MOST
    for one in documents:
        units = [unit for unit in one.units if sought in unit.folded]
        things = sorted((thing for thing in one.things if any(sought in form for form in thing.folded)), key=lambda thing: -thing.mentions)
        if units or things:
            sections = tuple(_grouped(units[:left], sought))
            left -= len(units[:left])
            found.append(Found(one.document, sections, tuple(things[:_MOST_NAMES]), len(units)))
    return found


def _grouped(units: Sequence[Unit], sought: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
    for section, group in groupby(units, key=lambda unit: unit.section):
        yield section, tuple(Hit(unit, tuple(_cut(unit.text, spans(unit.text, sought)))) for unit in group)


def _cut(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text around the first and the last place, in parts."""
    start, stop = max(0, places[0][0] - _AROUND), min(len(text), places[-1][1] + _AROUND)
    yield ("…" if start else "") + text[start : places[0][0]], False
    for (begin, end), following in zip(places, [*(begin for begin, _ in places[1:]), stop], strict=True):
        yield text[begin:end], True
        yield text[end:following], False
    if stop < len(text):
        yield "…", False
