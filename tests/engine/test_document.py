"""One document through all stages: a fault of ours in one sentence costs no more than what it breaks off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import document
from pipeline.engine.inputs import Input
from pipeline.extract import events as clauses
from pipeline.resolve.events.reading import Reading
from pipeline.settings import Settings

TEXT = "はじめに\n\n2021年3月に甲国は協定に署名した。2022年5月に乙国は制裁を発表した。\n"
BROKEN = "乙国"


def faulty(read: Callable[..., Any], text: Callable[..., str]) -> Callable[..., Any]:
    """`read`, which breaks off where the text of its arguments holds `BROKEN`."""

    def reading(*args: Any) -> Any:
        if BROKEN in text(*args):
            raise LookupError("made to break")
        return read(*args)

    return reading


@pytest.mark.model
@pytest.mark.parametrize("stage", ["extract", "resolve"])
def test_a_fault_in_events_costs_one_sentence(stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if stage == "extract":
        monkeypatch.setattr(clauses, "read", faulty(clauses.read, lambda text, tokens: text))
    else:
        monkeypatch.setattr(Reading, "drafts", faulty(Reading.drafts, lambda reading: reading.scene.clauses.text))
    file = tmp_path / "made.txt"
    file.write_text(TEXT, encoding="utf-8")

    found = document.process(Input("made", "made.txt", file), Settings(), None)

    assert [event.action for _, event in found.events] == ["署名する"]
    broken = [problem for problem in found.problems if problem.code == "events-unread"]
    assert [problem.sentence_id for problem in broken] == [found.sentences[-1].id]
    assert "LookupError: made to break" in broken[0].message
    assert found.status == "partial"
    assert {mention.text for _, mention in found.mentions} >= {"2021年3月", "2022年5月"}
