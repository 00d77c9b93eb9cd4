"""Scores against gold: a small case by hand, broken files, and agreement with the scorer of the gold files where it lies beside us."""

from __future__ import annotations

import csv
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.evaluate.evaluation import ByGold, by_gold
from pipeline.evaluate.gold import read_gold, squashed
from pipeline.model import PipelineError
from pipeline.tables import schema

SHARED = Path(__file__).parents[3] / "shared"
GOLD = sorted((SHARED / "gold").glob("*.jsonl"))
TOOL = SHARED / "tools" / "score.py"
REPORTS = [SHARED / "reports" / name for name in ("nids-commentary.txt", "nids-annual-report-excerpt.txt")]
COLUMNS = {table.name: table.names for table in schema.TABLES}
READ = ("sentences", "entities", "dates", "quantities", "entity_index", "notes", "citations")


def outputs(folder: Path, **tables: list[dict[str, str]]) -> Path:
    for name in READ:
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables.get(name, []))
    return folder


def mention(start: int, end: int, **cells: str) -> dict[str, str]:
    return {
        "mention_id": f"m{start}",
        "doc_id": "d",
        "sentence_id": "d:s1",
        "start": str(start),
        "end": str(end),
        "method": "rule:x",
    } | cells


SENTENCES = [
    {"sentence_id": "d:s0", "doc_id": "d", "text": "前の文。"},
    {"sentence_id": "d:s1", "doc_id": "d", "text": "2023年、𠮷田と中露が500億円で合意。"},
]
GOLD_TEXT = "2023 年、𠮷田と中露が 500 億円で合意²。"  # spaces and a marker: offsets are of this text
PARAGRAPH = {
    "id": "p1",
    "text": GOLD_TEXT,
    "entities": [
        {"start": 7, "end": 9, "text": "𠮷田", "label": "PERSON", "ids": ["𠮷田"]},
        {"start": 10, "end": 12, "text": "中露", "label": "GPE", "ids": ["CHN", "RUS"]},
        {"start": 21, "end": 23, "text": "合意", "label": "EVENT", "ids": ["合意"]},
    ],
    "dates": [{"start": 0, "end": 6, "text": "2023 年", "type": "DATE", "value": "2023", "mod": ""}],
    "quantities": [{"start": 14, "end": 20, "kind": "money", "value": 50000000000, "unit": "JPY", "mod": ""}],
}


def small(folder: Path) -> ByGold:
    made = outputs(
        folder,
        sentences=SENTENCES,
        entities=[
            mention(6, 8, label="PERSON", entity_id="PERSON:𠮷田茂", name="𠮷田茂"),
            mention(9, 11, label="GPE", entity_id="CHN", name="中国", method="gazetteer"),
            mention(9, 11, label="GPE", entity_id="RUS", name="ロシア", method="gazetteer"),
            mention(6, 7, label="ORG", entity_id="ORG:x", name="x"),
        ],
        dates=[mention(0, 5, type="DATE", value="2023", mod="END")],
        quantities=[mention(12, 17, kind="count", value="50000000000", unit="JPY")],
        entity_index=[{"entity_id": "PERSON:𠮷田茂", "name": "𠮷田茂", "aliases": "𠮷田|吉田"}],
    )
    (folder / "gold.jsonl").write_text(json.dumps(PARAGRAPH, ensure_ascii=False) + "\n\n", encoding="utf-8")
    return by_gold(made, [folder / "gold.jsonl"])


def test_small_case_by_hand(tmp_path: Path) -> None:
    found = small(tmp_path)
    by = {(one.table, one.measure): (one.right, one.predicted, one.wanted) for one in found.figures if one.by == "table"}
    assert by == {
        ("entities", "found"): (2, 3, 3), ("entities", "typed"): (2, 3, 3), ("entities", "value"): (2, 3, 3),
        ("dates", "found"): (1, 1, 1), ("dates", "typed"): (1, 1, 1), ("dates", "value"): (0, 1, 1),
        ("quantities", "found"): (1, 1, 1), ("quantities", "typed"): (0, 1, 1), ("quantities", "value"): (1, 1, 1),
    }  # fmt: skip
    methods = {
        (one.name, one.measure): (one.right, one.predicted) for one in found.figures if one.by == "method" and one.table == "entities"
    }
    assert methods["gazetteer", "value"] == (1, 1)
    assert methods["rule:x", "found"] == (1, 2)
    assert [(one.table, one.what, one.text) for one in found.errors] == [
        ("entities", "extra", "2023年、[𠮷]田と中露が500億円で合"),
        ("entities", "missed", "𠮷田と中露が500億円で[合意]。"),
        ("dates", "value", "[2023年]、𠮷田と中露が500億円"),
        ("quantities", "kind", "2023年、𠮷田と中露が[500億円]で合意。"),
    ]


# rows of one span → whether they are the gold's 中露
THINGS = [
    ([("CHN", "中国"), ("RUS", "ロシア")], 1),
    ([("CHN", "中国")], 0),
    ([("CHN", "中国"), ("RUS", "ロシア"), ("PRK", "北朝鮮")], 0),
    ([("x", "CHN"), ("GPE:RUS", "露")], 1),
]


@pytest.mark.parametrize(("things", "right"), THINGS)
def test_a_mention_of_two_things_needs_both_and_no_more(tmp_path: Path, things: list[tuple[str, str]], right: int) -> None:
    made = outputs(
        tmp_path, sentences=SENTENCES, entities=[mention(9, 11, label="GPE", entity_id=entity_id, name=name) for entity_id, name in things]
    )
    (tmp_path / "gold.jsonl").write_text(json.dumps(PARAGRAPH), encoding="utf-8")
    found = {
        one.measure: one.right for one in by_gold(made, [tmp_path / "gold.jsonl"]).figures if (one.by, one.table) == ("table", "entities")
    }
    assert found == {"found": 1, "typed": 1, "value": right}


def citation(number: int, sequence: int, raw: str, **cells: str) -> dict[str, str]:
    return {"citation_id": f"c{number}.{sequence}", "note_id": f"n{number}", "doc_id": "d", "sequence": str(sequence), "raw": raw} | cells


def test_citations_by_hand(tmp_path: Path) -> None:
    """Two notes of one number and text are two notes; one is cut wrong, one field differs, one reference leads elsewhere."""
    full = {"form": "full", "type": "book", "authors": ["王毅"], "title": "「海」"}
    same = {"number": 1, "scope": "", "text": "王毅『海』。", "citations": [full | {"raw": "王毅『海』"}]}
    back = {"number": 2, "scope": "", "text": "同上；李『空』1頁。", "citations": [
        {"raw": "同上", "form": "ibid", "type": "book", "authors": ["王毅"], "refers_to": "1.1"},
        {"raw": "李『空』1頁", "form": "full", "type": "book", "authors": ["李"], "title": "空", "pages": "1"},
    ]}  # fmt: skip
    gone = {"number": 9, "scope": "", "text": "どこにもない注", "citations": [{"form": "full", "type": "book"}]}
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, [same, same, back, gone])), encoding="utf-8")
    made = outputs(
        tmp_path,
        notes=[
            {"note_id": f"n{n}", "doc_id": "d", "number": "2" if n == 3 else "1", "text": back["text"] if n == 3 else same["text"]}
            for n in (1, 2, 3)
        ],
        citations=[
            citation(1, 1, "王毅『海』", form="full", type="book", authors="王毅", title="海"),
            citation(2, 1, "王毅", form="full", type="report", authors="王毅"),
            citation(2, 2, "『海』", form="full", type="book", title="海"),
            citation(3, 2, "李『空』1頁", form="full", type="book", authors="李", title="空", pages="1"),
            citation(3, 1, "同上", form="ibid", type="book", authors="王毅", refers_to="c3.2"),
        ],
    )
    found = by_gold(made, [tmp_path / "gold.jsonl"])
    by = {(one.table, one.measure): (one.right, one.predicted, one.wanted) for one in found.figures if one.by == "table"}
    assert by == {
        ("notes", "found"): (3, None, 4),
        ("notes", "cut into citations"): (2, None, 4),
        ("citations", "right"): (3, 5, 5),
        ("citations", "fields"): (15, 15, 18),  # the row of 『海』 agrees in more fields than that of 王毅
        ("citations", "references"): (0, None, 1),
    }
    assert [(one.what, one.text) for one in found.errors if one.what != "segments"] == [
        ("field", "authors"), ("reference", "同上"), ("note", "どこにもない注"),
    ]  # fmt: skip


BROKEN = [
    ("{", "gold.jsonl:1: no JSON"),
    ('{"text": "a"}', "gold.jsonl:1: no gold"),
    ("[1]", "gold.jsonl:1: no gold"),
    ('{"text": "a", "dates": [1]}', "gold.jsonl:1: no gold"),
    ('\n{"text": "ab", "dates": [{"start": 0, "end": 3}]}', "gold.jsonl:2: no place in its text"),
    ('{"text": "a", "citations": []}', "gold.jsonl:1: a note has the whole number"),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_broken_gold_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError) as error:
        read_gold([tmp_path / "gold.jsonl"])
    assert told in str(error.value)


def test_paragraph_that_is_nowhere_is_missed(tmp_path: Path) -> None:
    made = outputs(tmp_path, sentences=SENTENCES)
    gold = {"id": "p", "text": "どこにもない", "dates": [{"start": 0, "end": 2, "type": "DATE", "value": "2023"}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    found = by_gold(made, [tmp_path / "gold.jsonl"])
    assert [
        (one.right, one.predicted, one.wanted) for one in found.figures if (one.by, one.table, one.measure) == ("table", "dates", "found")
    ] == [(0, 0, 1)]
    assert [(one.what, one.where) for one in found.errors] == [("paragraph", "p")]


def test_squashed_maps_every_offset() -> None:
    text = "㌔ １²𠮷\u3000ア"
    squeezed, places = squashed(text)
    assert squeezed == "キロ1𠮷ア"
    assert len(places) == len(text) + 1
    assert squeezed[places[4] : places[5]] == "𠮷"


def scored(folder: Path) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """The measures of the scorer and ours, by layer, under one set of names."""
    done = subprocess.run([sys.executable, str(TOOL), str(folder), *map(str, GOLD), "--json"], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    wanted: dict[str, dict[str, float]] = {}
    for layer in ("entities", "dates", "quantities"):
        for measure, ours in (("span", "found"), ("typed", "typed"), ("value", "value")):
            wanted[f"{layer} {ours}"] = theirs[layer][measure]
        for kind, values in theirs[layer]["by_type"].items():
            wanted[f"{layer} {kind}"] = {name: values[name] for name in ("p", "r", "f1")}
    cited = theirs["citations"]
    wanted["citations fields"] = {"f1": cited["field_f1"]}
    for name in ("notes_segmented_right", "citations_all_fields_right", "back_references_right"):
        wanted[name] = {"r": cited[name]}
    for name, values in cited["by_field"].items():
        wanted[f"field {name}"] = {"f1": values["f1"]}
    found: dict[str, dict[str, float]] = {}
    names = {"cut into citations": "notes_segmented_right", "right": "citations_all_fields_right", "references": "back_references_right"}
    for one in by_gold(folder, GOLD).figures:
        share = {"p": one.precision.value if one.precision else 0, "r": one.recall.value if one.recall else 0, "f1": one.f1 or 0}
        if one.by == "table" and one.table in ("notes", "citations") and one.measure in names:
            found[names[one.measure]] = {"r": round(share["r"], 4)}
        elif one.by == "table":
            found[f"{one.table} {one.measure}"] = {name: round(value, 4) for name, value in share.items()}
        elif one.by == "kind":
            found[f"{one.table} {one.name}"] = {name: round(value, 3) for name, value in share.items()}
        elif one.by == "field":
            found[f"field {one.name}"] = {"f1": round(share["f1"], 3)}
    return wanted, found


@pytest.mark.model
@pytest.mark.skipif(not GOLD or not TOOL.exists() or not all(map(Path.exists, REPORTS)), reason="the shared reports are not here")
def test_figures_are_those_of_the_scorer(tmp_path: Path) -> None:
    """On the tables of a run, and on tables spoilt at random."""
    from pipeline.engine.run import run
    from pipeline.settings import Settings

    whole = tmp_path / "whole"
    assert run(REPORTS, whole, settings=Settings(workers=1)).failed == ()
    for seed in range(4):
        folder = tmp_path / str(seed)
        folder.mkdir()
        for name in READ:
            shutil.copy(whole / f"{name}.csv", folder)
        if seed:
            spoil(folder, random.Random(seed))
        wanted, found = scored(folder)
        for name, values in wanted.items():
            assert {key: found[name][key] for key in values} == pytest.approx(values, abs=1.1e-4 if seed else 0), name


def spoil(folder: Path, draw: random.Random) -> None:
    """Rows lost, spans moved, other kinds and values, other fields."""
    changes = {
        "entities": {"label": "ORG", "start": "0", "entity_id": "x"},
        "dates": {"type": "SET", "value": "1999", "mod": "END"},
        "quantities": {"kind": "other", "value": "7", "unit": "x", "mod": "APPROX"},
        "citations": {"title": "x", "raw": "x", "refers_to": "", "issued": "", "sequence": "9"},
    }
    for name, change in changes.items():
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        kept = []
        for row in rows:
            fate = draw.random()
            if fate < 0.05:
                continue
            if fate < 0.2:
                column = draw.choice(sorted(change))
                row[column] = change[column]
            kept.append(row)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
