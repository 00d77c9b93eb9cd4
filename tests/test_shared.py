"""Real reports and hand-checked gold, where they lie beside the project: nothing of their text is kept here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.engine.run import run
from pipeline.settings import Settings
from tests.test_golden import plain, rows

SHARED = Path(__file__).parents[2] / "shared"
REPORTS = [SHARED / "reports" / name for name in ("nids-commentary.txt", "nids-annual-report-excerpt.txt")]
GOLD = sorted((SHARED / "gold").glob("*.jsonl"))

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not GOLD or not all(report.exists() for report in REPORTS), reason="the shared reports are not here"),
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    assert run(REPORTS, folder, settings=Settings(cache=False, workers=2)).failed == ()
    return folder


def test_every_note_is_found_and_linked_once(outputs: Path) -> None:
    sections = {row["section_id"]: row["label"] for row in rows(outputs / "sections.csv")}
    notes = rows(outputs / "notes.csv")
    found = Counter((row["doc_id"], sections.get(row["section_id"], "")) for row in notes)
    book = "nids-annual-report-excerpt"
    assert found == {("nids-commentary", ""): 10, (book, "序章"): 19, (book, "第1章"): 120, (book, "第2章"): 74}
    sentences = {row["sentence_id"]: row for row in rows(outputs / "sentences.csv")}
    places = Counter()
    for note in notes:
        sentence = sentences[note["sentence_id"]]
        assert 0 <= int(note["marker_start"]) <= len(sentence["text"])
        places[note["sentence_id"], note["marker_start"]] += 1
        source = (outputs / "text" / f"{note['doc_id']}.txt").read_text(encoding="utf-8")
        marker = note["number"].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        assert marker in source[int(sentence["raw_start"]) : int(sentence["raw_end"]) + 4]
    assert max(places.values()) == 1
    assert not [row for row in rows(outputs / "problems.csv") if row["code"].startswith(("marker", "note"))]


def test_body_is_body(outputs: Path) -> None:
    """No line of the contents, no caption, running head, page number or note among the body sentences."""
    notes = {plain(row["text"]) for row in rows(outputs / "notes.csv")}
    captions = {plain(row[column]) for row in rows(outputs / "figures.csv") for column in ("caption", "credit") if len(row[column]) > 8}
    headings = {plain(row["heading"]) for row in rows(outputs / "sections.csv")} | {"中国安全保障レポート2026"}
    for row in rows(outputs / "sentences.csv"):
        if row["kind"] == "body":
            text = plain(row["text"])
            assert text not in notes | captions | headings
            assert text.endswith(("。", "」", "）", ")", "?", "？")), row["text"]


def test_tables_are_cells(outputs: Path) -> None:
    labels = {row["figure_id"]: row["label"] for row in rows(outputs / "figures.csv") if row["kind"] == "table"}
    assert sorted(labels.values()) == ["表1-1", "表2-1"]
    cells = Counter(labels[row["figure_id"]] for row in rows(outputs / "table_cells.csv"))
    assert cells["表1-1"] == 40
    assert cells["表2-1"] == 156


@pytest.mark.parametrize("name", ["sentences", "entities", "dates", "quantities"])
def test_every_row_leads_back_to_its_source(outputs: Path, name: str) -> None:
    sources = {report.stem: report.read_text(encoding="utf-8") for report in REPORTS}
    sentences = {row["sentence_id"]: row["text"] for row in rows(outputs / "sentences.csv")}
    bridged = 0
    for row in rows(outputs / f"{name}.csv"):
        source = plain(sources[row["doc_id"]][int(row["raw_start"]) : int(row["raw_end"])])
        if name != "sentences":
            assert sentences[row["sentence_id"]][int(row["start"]) : int(row["end"])] == row["text"]
        if source != plain(row["text"]):
            bridged += 1  # a paragraph that a figure or running head cuts in two has them between its ends
            assert source.startswith(plain(row["text"])[:1])
            assert source.endswith(plain(row["text"])[-1:])
    assert bridged <= (12 if name == "sentences" else 3)


# What these layers reached when they were first measured, less a margin: a change that loses more than that is a defect.
FLOORS = {"entities": 0.97, "dates": 0.98, "quantities": 0.98}


def test_scores_hold(outputs: Path) -> None:
    tool = SHARED / "tools" / "score.py"
    done = subprocess.run([sys.executable, str(tool), str(outputs), *map(str, GOLD), "--json"], capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    for layer, floor in FLOORS.items():
        assert report[layer]["not_found"] == 0
        assert report[layer]["typed"]["f1"] >= floor, layer
        assert report[layer]["value"]["f1"] >= floor - 0.02, layer
    assert report["citations"]["notes_missing"] == 0
    assert report["citations"]["notes_segmented_right"] >= 0.98
    assert report["citations"]["field_f1"] >= 0.97
