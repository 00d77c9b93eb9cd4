"""A sample report and the same with a paragraph inserted: real tables, in which ids and offsets shift."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.engine.run import run
from pipeline.settings import Settings
from tests.compare.made import changes, compared, moved

SAMPLE = Path(__file__).parents[2] / "raw" / "sample-commentary.txt"
INSERTED = ("2019年5月、フランスのマクロン大統領はフィジーに約20億円の支援を表明した。", "これは2018年の3倍である。")
BEFORE, REWRITTEN = "5 月 30 日の外相会合", "5 月 31 日の外相会合"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The outputs of the sample, and of the sample with a paragraph more and one date changed."""
    folder = tmp_path_factory.mktemp("compared")
    text = SAMPLE.read_text(encoding="utf-8")
    place = "本稿は、まず2010年代半ば"
    assert text.count(place) == text.count(BEFORE) == 1
    (folder / SAMPLE.name).write_text(text.replace(place, "".join(INSERTED) + "\n\n" + place).replace(BEFORE, REWRITTEN), encoding="utf-8")
    for name, file in (("old", SAMPLE), ("new", folder / SAMPLE.name)):
        assert run([file], folder / name, settings=Settings(workers=1)).failed == ()
    return folder / "old", folder / "new"


@pytest.mark.model
def test_only_the_inserted_paragraph_and_the_rewritten_date_differ(runs: tuple[Path, Path]) -> None:
    found = [change for change in changes(*runs) if change.table not in ("documents", "entity_index")]
    gained = [change for change in found if change.kind == "gained"]
    assert {change.quote.sentence or change.quote.words for change in gained} == set(INSERTED)
    assert Counter(change.table for change in gained) == {
        "sentences": 2,
        "entities": 3,
        "dates": 2,
        "quantities": 2,
        "events": 1,
        "claims": 2,
    }
    others = {
        (change.kind, change.table, change.fields[0].old[-30:], change.fields[0].new[-30:]) for change in found if change not in gained
    }
    assert {(kind, table) for kind, table, *_ in others} == {("changed", "sentences"), ("changed", "dates"), ("changed", "events")}
    (dated,) = [change for change in found if change.table == "events" and change.kind == "changed"]
    assert [field.name for field in dated.fields] == ["earliest", "latest"]
    assert ("changed", "dates", "5月30日", "5月31日") in others
    assert moved(compared(*runs)) > 200


@pytest.mark.model
def test_backwards_the_same_is_lost(runs: tuple[Path, Path]) -> None:
    there, back = compared(*runs), compared(*reversed(runs))
    mirror = {"gained": "lost", "lost": "gained", "changed": "changed"}
    assert Counter((change.table, mirror[change.kind]) for one in there for change in one.changes) == Counter(
        (change.table, change.kind) for one in back for change in one.changes
    )


@pytest.mark.model
def test_a_report_that_is_read_from_pdf_keeps_its_mentions(runs: tuple[Path, Path]) -> None:
    old, _ = runs
    pdf = old.parent / "sample-commentary.pdf"
    shutil.copyfile(Path(__file__).parents[1] / "formats" / "files" / "sample-commentary.vertical.pdf", pdf)
    assert run([pdf], old.parent / "of-pdf", settings=Settings(workers=1)).failed == ()
    for one in compared(old, old.parent / "of-pdf", tables=["entities", "dates", "quantities"]):
        assert one.same + one.moved >= 0.98 * one.old
