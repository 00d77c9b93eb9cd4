"""Mentions of one sentence that overlap → one mention whose words changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable

from rapidfuzz.distance import Levenshtein

from pipeline.compare.model import Row
from pipeline.compare.sides import Pairing, Side
from pipeline.model import PipelineError

_FINE = 4_000  # code points: in a longer sentence that was rewritten nothing overlaps, to compare it would take long

_Span = tuple[int, int, int]  # start, end, place in the list of rows
_Map = list[tuple[int, int, int, int]]  # pieces of the old sentence and where they are in the new: start, end, start, end


def overlapping(pairing: Pairing, table: str) -> None:
    """Pairs the mentions that are left where they overlap, also in a sentence that was rewritten."""
    if "sentences" in pairing.old.tables:
        texts = [{row["sentence_id"]: row["text"] for row in side.tables["sentences"]} for side in (pairing.old, pairing.new)]
    else:
        texts = [{}, {}]
    olds, news = pairing.free(table)
    held = [_spans(pairing.old, table, olds), _spans(pairing.new, table, news)]
    for slot in [slot for slot in held[0] if slot in held[1]]:
        (old_id, old_spans), (new_id, new_spans) = held[0][slot], held[1][slot]
        old, new = texts[0].get(old_id, ""), texts[1].get(new_id, "")
        if old != new and max(len(old), len(new)) > _FINE:
            continue
        if pieces := _pieces(old, new):
            old_spans = [(*_moved(pieces, start, end), at) for start, end, at in old_spans]
        pairing.partner[table].update(_crossing(sorted(old_spans), sorted(new_spans)))


def _spans(side: Side, table: str, places: list[int]) -> dict[Hashable, tuple[str, list[_Span]]]:
    """The rows by sentence: its id and their spans."""
    spans: dict[Hashable, tuple[str, list[_Span]]] = {}
    for at in places:
        row = side.tables[table][at]
        slot = side.number("sentences", row["sentence_id"])
        if slot is not None:
            spans.setdefault(slot, (row["sentence_id"], []))[1].append((offset(table, row, "start"), offset(table, row, "end"), at))
    return spans


def offset(table: str, row: Row, column: str) -> int:
    """An offset as a number; one that is missing is 0. Raises `PipelineError` where it is none."""
    cell = row[column]
    if cell and not (cell.isascii() and cell.isdigit() and len(cell) < 19):
        raise PipelineError(f"{table}.csv: {row['doc_id']} has {cell[:40]!r} for {column}; an editor may have changed it: run again")
    return int(cell or 0)


def _pieces(old: str, new: str) -> _Map:
    """Where the pieces of a rewritten sentence are; nothing for one that is the same."""
    if old == new:
        return []
    codes = Levenshtein.opcodes(old, new)
    return [(code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes if code.src_start < code.src_end]


def _moved(pieces: _Map, start: int, end: int) -> tuple[int, int]:
    """The span in the new sentence."""
    return _at(pieces, start, False), _at(pieces, end, True)


def _at(pieces: _Map, offset: int, is_end: bool) -> int:
    """An offset in the new sentence: inside what stayed the same place, at the edge of what was replaced."""
    found = bisect_right(pieces, offset - is_end, key=lambda piece: piece[0]) - 1
    start, end, new_start, new_end = pieces[max(found, 0)]
    if end - start == new_end - new_start:
        return new_start + offset - start
    return new_end if is_end else new_start


def _crossing(old: list[_Span], new: list[_Span]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        (start, end, at), (other_start, other_end, other_at) = old[i], new[j]
        if max(start, other_start) < min(end, other_end):
            pairs.append((at, other_at))
            i, j = i + 1, j + 1
        elif end <= other_end:
            i += 1
        else:
            j += 1
    return pairs
