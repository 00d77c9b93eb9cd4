"""Decisions there are → whether a line says what its reviewer has decided already."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.review.model import Decision

_Said = tuple[object, ...]


class Known:
    """What a reviewer has said since a workbook was exported, so that the same workbook can be imported again.

    Of each row the last word counts, also where another reviewer has overruled it or it was taken back since.
    """

    def __init__(self, decisions: Iterable[Decision], reviewer: str, since: str) -> None:
        self._last: dict[_Said, _Said] = {}
        for decision in decisions:
            if decision.reviewer == reviewer and decision.time >= since and decision.verdict != "undo":
                self.add(decision)

    def __contains__(self, decision: Decision) -> bool:
        return self._last.get(_about(decision)) == said(decision)

    def add(self, decision: Decision) -> None:
        """Remembers what was just decided."""
        self._last[_about(decision)] = said(decision)


def said(decision: Decision) -> _Said:
    """All of a decision but when, on which reading and by whom it was made."""
    return decision.verdict, decision.scope, tuple(sorted(decision.values.items())), decision.comment


def _about(decision: Decision) -> _Said:
    if decision.verdict != "add":
        return decision.table, decision.doc_id, decision.row_id, decision.scope
    anchor = decision.anchor
    return decision.table, decision.doc_id, anchor.sentence_id, anchor.start, anchor.quote, decision.values.get("entity_id", "")
