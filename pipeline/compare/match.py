"""The rows of one document in both folders → which row of a table is which.

Sentences, headings, notes and figures are paired as texts in their order, the others by the sentence or note they stand in. An id
is made of a place in the source: after an inserted paragraph another row may have it, so that ids pair only what stayed in place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from pipeline.compare.align import align, paired_by
from pipeline.compare.model import Row
from pipeline.compare.overlap import overlapping
from pipeline.compare.sides import KEYS, Pairing, Side

MENTIONS = ("entities", "dates", "quantities")

_Where = Callable[[Side, Row], Hashable]  # None: the rule says nothing of the row
_Pass = tuple[_Where, tuple[str, ...]]  # rows that stand in one place and have the same cells are the same row

# Tables whose rows are texts in a row: paired first, sentences before all, since the others stand in them.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "sentences": ("text",),
    "sections": ("label", "heading"),
    "figures": ("label", "caption"),
    "notes": ("text",),
}
_ORDER = ("citations", *MENTIONS, "events", "claims", "table_cells", "problems")  # a table stands behind those it points to


def match(old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]]) -> Pairing:
    """Pairs the rows of a document, table by table (both folders have the same ones), and alike whichever folder is the old one."""
    if all(old[name] == new[name] for name in old):
        return _unchanged(old, new)
    if _ordered(old) <= _ordered(new):
        return _paired(old, new)
    return _paired(new, old).turned()


def _ordered(tables: Mapping[str, Sequence[Row]]) -> list[tuple[str, list[list[str]]]]:
    return [(name, [list(row.values()) for row in rows]) for name, rows in tables.items()]


def _unchanged(old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]]) -> Pairing:
    pairing = Pairing(Side(old), Side(new), {name: {at: at for at in range(len(rows))} for name, rows in old.items()})
    for name in old:
        pairing.number(name)
    return pairing


def _paired(old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]]) -> Pairing:
    pairing = Pairing(Side(old), Side(new))
    ordered = (*_TEXTS, *_ORDER, *(name for name in old if name not in _TEXTS and name not in _ORDER))
    for name in [name for name in ordered if name in old]:
        if name in _TEXTS:
            _pair_texts(pairing, name)
        else:
            pairing.partner[name] = {}
        if name == "table_cells":
            _number_lines(pairing)
        for where, columns in _PASSES.get(name, () if name in _TEXTS else ((_anywhere, KEYS[name]),)):
            _pass(pairing, name, where, columns)
        if name == "citations":
            _pair_in_notes(pairing)
        elif name in MENTIONS:
            overlapping(pairing, name)
        for where, columns in _AFTER.get(name, ()):
            _pass(pairing, name, where, columns)
        if KEYS[name]:
            _pass(pairing, name, _kept, KEYS[name])
        pairing.number(name)
    return pairing


def _pass(pairing: Pairing, name: str, where: _Where, columns: Sequence[str]) -> None:
    """Pairs the rows that are left and alike by one rule, in order."""
    olds, news = pairing.free(name)
    if not olds or not news:
        return
    old = [_key(pairing.old, pairing.old.tables[name][i], where, columns) for i in olds]
    new = [_key(pairing.new, pairing.new.tables[name][j], where, columns) for j in news]
    pairing.partner[name].update((olds[i], news[j]) for i, j in paired_by(old, new))


def _key(side: Side, row: Row, where: _Where, columns: Sequence[str]) -> Hashable:
    place = where(side, row)
    return None if place is None else (place, *(row[column] for column in columns))


def _in_sentence(side: Side, row: Row) -> Hashable:
    return side.number("sentences", row["sentence_id"])


def _named_sentence(side: Side, row: Row) -> Hashable:
    return _in_sentence(side, row) if row["sentence_id"] else None


def _in_unchanged(side: Side, row: Row) -> Hashable:
    return _in_sentence(side, row) if row["sentence_id"] in side.unchanged else None


def _in_rewritten(side: Side, row: Row) -> Hashable:
    """In a sentence that reads the same, the same words in another place are another mention."""
    return None if row["sentence_id"] in side.unchanged else _in_sentence(side, row)


def _in_region(side: Side, row: Row) -> Hashable:
    return None if row["sentence_id"] in side.unchanged else side.region(row["sentence_id"])


def _in_note(side: Side, row: Row) -> Hashable:
    return side.number("notes", row["note_id"])


def _in_line(side: Side, row: Row) -> Hashable:
    return side.shared["lines"].get(_line(row))


def _of_citation(side: Side, row: Row) -> Hashable:
    return side.number("citations", row["citation_id"])


def _backed(side: Side, row: Row) -> Hashable:
    both = (_in_sentence(side, row), _of_citation(side, row))
    return None if None in both else both


def _anywhere(_: Side, __: Row) -> Hashable:
    return ""


def _placed(_: Side, row: Row) -> Hashable:
    return "" if row["raw_start"] else None


def _kept(side: Side, row: Row) -> Hashable:
    """Its id, where ids still name the same place."""
    return row["doc_id"] if side.steady else None


_MENTION: tuple[_Pass, ...] = ((_in_sentence, ("text", "start", "end")), (_in_unchanged, ("start", "end")), (_in_rewritten, ("text",)))
_PASSES: Mapping[str, tuple[_Pass, ...]] = {
    "documents": ((_anywhere, ()),),
    "citations": ((_in_note, ("raw",)),),
    "entities": (
        (_in_sentence, ("text", "start", "end", "entity_id")),
        (_in_rewritten, ("text", "entity_id")),
        *_MENTION,
    ),
    "dates": _MENTION,
    "quantities": _MENTION,
    "events": _MENTION,
    "claims": ((_in_sentence, ()), (_in_region, ())),
    "table_cells": ((_in_line, ("column",)),),
    "problems": (
        (_kept, ("code", "message", "sentence_id", "raw_start")),
        (_in_sentence, ("code", "message")),
        (_named_sentence, ("code",)),
        (_anywhere, ("code", "message")),
    ),
    "evidence": ((_backed, ()), (_of_citation, ())),
}
_AFTER: Mapping[str, tuple[_Pass, ...]] = {
    "citations": ((_anywhere, ("raw",)),),
    "entities": ((_in_region, ("text", "entity_id")), (_in_region, ("text",))),
    "dates": ((_in_region, ("text",)),),
    "quantities": ((_in_region, ("text",)),),
    "events": ((_in_region, ("text",)),),
    "problems": ((_placed, ("code", "raw_start", "raw_end")),),
}


def _pair_texts(pairing: Pairing, name: str) -> None:
    texts = [[" ".join(row[column] for column in _TEXTS[name]) for row in side.tables[name]] for side in (pairing.old, pairing.new)]
    aligned = align(*texts)
    pairing.partner[name] = dict(aligned.partner)
    if name == "sentences":
        pairing.place(aligned)


def _pair_in_notes(pairing: Pairing) -> None:
    """The citations of a note that were read otherwise, as texts in their order."""
    grouped: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, places, which in zip((pairing.old, pairing.new), pairing.free("citations"), (0, 1), strict=True):
        for at in places:
            grouped[_in_note(side, side.tables["citations"][at])][which].append(at)
    grouped.pop(None, None)
    for olds, news in grouped.values():
        raws = [pairing.old.tables["citations"][i]["raw"] for i in olds], [pairing.new.tables["citations"][j]["raw"] for j in news]
        pairing.partner["citations"].update((olds[i], news[j]) for i, j in align(*raws).partner.items())


def _line(row: Row) -> str:
    return f"{row['row']} {row['figure_id']}"


def _number_lines(pairing: Pairing) -> None:
    """Pairs the lines of each table before their cells, so that an inserted line does not change all below it."""
    olds, news = dict[str, int](), dict[str, int]()
    held = [_lines(pairing.old), _lines(pairing.new)]
    for figure in held[0].keys() & held[1].keys():
        (ours, our_texts), (theirs, their_texts) = held[0][figure], held[1][figure]
        for i, j in sorted(align(our_texts, their_texts).partner.items()):
            olds[ours[i]] = news[theirs[j]] = len(olds)
    pairing.old.shared["lines"], pairing.new.shared["lines"] = olds, news


def _lines(side: Side) -> dict[Hashable, tuple[list[str], list[str]]]:
    """The lines of each table that has a partner: what names them, and their cells in one text."""
    texts: dict[Hashable, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in side.tables["table_cells"]:
        figure = side.number("figures", row["figure_id"])
        if figure is not None:
            texts[figure][_line(row)].append(row["text"])
    return {figure: (list(lines), ["\t".join(cells) for cells in lines.values()]) for figure, lines in texts.items()}
