"""scripts/score_events.py: paragraphs are found by hash, rows are paired with gold events, and what differs is counted."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from scripts.score_events import Outputs, digest, main, pairs, read_gold, squash

GOLD = Path(__file__).parent / "gold"
TEXT = ("前置きの文。", "甲国は 2001年¹に乙国と協定に署名し、丙国を訪問した。", "丁国が反発した。")
PARAGRAPH = squash("".join(TEXT[1:]))[0]
SIGNED, VISITED, OPPOSED = (PARAGRAPH.index(word) for word in ("署名", "訪問", "反発"))
COLUMNS = ["event_id", "doc_id", "sentence_id", "text", "start", "end", "action", "action_class", "date_id", "actors", "targets"]
COLUMNS += ["polarity", "modality", "said_by", "score"]


def event(start: int, action: str, action_class: str, **other: object) -> dict[str, object]:
    """A gold event of a predicate of two characters."""
    plain = {"date": "", "date_start": None, "actors": [], "targets": [], "objects": [], "said_by": []}
    kind = {"polarity": "positive", "modality": "asserted", "sure": True}
    return {"start": start, "end": start + 2, "action": action, "action_class": action_class} | plain | kind | other


EVENTS = [
    event(SIGNED, "署名する", "sign", date="2001", actors=["KOU"], targets=["乙国"]),
    event(VISITED, "訪問する", "visit", date="2001", actors=["KOU"], targets=["HEI"]),
    event(OPPOSED, "反発する", "criticise", actors=["TEI"], sure=False),
]


def row(word: str, action_class: str, **other: str) -> dict[str, str]:
    """A row of events.csv; the sentence is the one that has the word."""
    number = next(n for n, text in enumerate(TEXT) if word in text)
    start = TEXT[number].index(word)
    given = {"sentence_id": f"d:s{number}", "text": word, "start": str(start), "end": str(start + len(word))}
    return (
        {"action": word + "する", "action_class": action_class, "polarity": "positive", "modality": "asserted", "score": "0.9"}
        | given
        | other
    )


SIGN = row("署名", "sign", date_id="d:d1", actors="KOU", targets="GPE:乙国共和国")
VISIT = row("訪問", "visit", date_id="d:d1", actors="KOU", targets="HEI")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables without events, and the gold of one paragraph."""
    write(tmp_path, "documents", [{"doc_id": "d", "source_file": "d.txt"}])
    write(tmp_path, "sentences", [{"sentence_id": f"d:s{n}", "doc_id": "d", "text": text} for n, text in enumerate(TEXT)])
    write(tmp_path, "dates", [{"mention_id": "d:d1", "value": "2001"}])
    write(tmp_path, "entities", [{"entity_id": "KOU", "name": "甲国"}])
    write(tmp_path, "entity_index", [{"entity_id": "GPE:乙国共和国", "name": "乙国共和国", "aliases": "乙国|乙"}])
    line = {"id": "p", "report": "d.txt", "chars": len(PARAGRAPH), "sha": digest(PARAGRAPH), "events": EVENTS}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, table: str, rows: list[dict[str, str]], columns: list[str] | None = None) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, columns or list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [SIGN, VISIT], ["predicates  P 1.000  R 1.000", "triples     P 1.000  R 1.000", "targets     P 1.000  R 1.000"], id="all"
        ),
        pytest.param([], ["predicates  P 0.000  R 0.000  F1 0.000  (0 right, 0 rows, 2 gold)"], id="none"),
        pytest.param([SIGN], ["predicates  P 1.000  R 0.500", "triples     P 1.000  R 0.500", "MISSED    p"], id="one missed"),
        pytest.param([SIGN, VISIT, row("反発", "criticise")], ["predicates  P 1.000  R 1.000"], id="a doubtful one counts neither way"),
        pytest.param([SIGN, VISIT, row("協定", "agree")], ["predicates  P 0.667  R 1.000", "EXTRA     p"], id="one too many"),
        pytest.param([SIGN, SIGN, VISIT], ["predicates  P 0.667  R 1.000"], id="twice the same"),
        pytest.param([SIGN, VISIT | {"date_id": ""}], ["triples     P 0.500", "date        0.500", "DATE      p"], id="no date"),
        pytest.param([SIGN, VISIT | {"actors": "KOU|HEI"}], ["triples     P 0.500", "ACTORS    p"], id="an actor too many"),
        pytest.param([SIGN, VISIT | {"modality": "planned"}], ["triples     P 1.000", "modality    0.500"], id="modality"),
        pytest.param([SIGN, VISIT | {"action_class": "meet"}], ["class       0.500", "polarity    1.000"], id="class"),
        pytest.param([SIGN, VISIT | {"targets": ""}], ["targets     P 1.000  R 0.500"], id="targets"),
        pytest.param([row("前置き", "other"), SIGN, VISIT], ["predicates  P 1.000  R 1.000"], id="outside the paragraph"),
    ],
)
def test_scores(folder: Path, rows: list[dict[str, str]], expected: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "events", rows, COLUMNS)
    main([str(folder), str(folder / "gold.jsonl"), "--errors", "9"])
    printed = capsys.readouterr().out
    assert [part for part in expected if part not in printed] == []


def test_rows_of_a_lower_score_can_be_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "events", [SIGN, VISIT | {"score": "0.4"}], COLUMNS)
    main([str(folder), str(folder / "gold.jsonl"), "--at-least", "0.5"])
    assert "triples     P 1.000  R 0.500  F1 0.667  (1 right, 1 rows, 2 gold)" in capsys.readouterr().out


def test_of_two_events_with_one_span_each_row_takes_that_of_its_date(folder: Path) -> None:
    write(folder, "events", [SIGN, SIGN | {"date_id": ""}], COLUMNS)
    line = json.loads((folder / "gold.jsonl").read_text(encoding="utf-8"))
    line["events"] = [EVENTS[0] | {"date": ""}, EVENTS[0]]
    (folder / "gold.jsonl").write_text(json.dumps(line), encoding="utf-8")
    outputs, (paragraph,) = Outputs(folder), read_gold(folder / "gold.jsonl")
    at = outputs.place(paragraph)
    assert at is not None
    matched = list(pairs(paragraph, outputs.rows(paragraph, at)))
    assert [(pair.gold.date, pair.row.date) for pair in matched if pair.gold and pair.row] == [("", ""), ("2001", "2001")]


def test_a_paragraph_whose_text_has_changed_is_told_and_its_events_are_missed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = [{"sentence_id": f"d:s{n}", "doc_id": "d", "text": text.replace("丙国", "戊国")} for n, text in enumerate(TEXT)]
    write(folder, "sentences", changed)
    write(folder, "events", [SIGN], COLUMNS)
    main([str(folder), str(folder / "gold.jsonl")])
    printed = capsys.readouterr().out
    assert "PARAGRAPH NOT FOUND p" in printed
    assert "(0 right, 0 rows, 2 gold)" in printed


def test_a_folder_without_events_is_an_error(folder: Path) -> None:
    with pytest.raises(SystemExit, match=r"events\.csv is missing"):
        main([str(folder), str(folder / "gold.jsonl")])


@pytest.mark.parametrize(
    ("text", "squashed", "index"),
    [("甲 乙¹。", "甲乙。", [0, 1, 1, 2, 2, 3]), ("５㎞〜", "5km～", [0, 1, 3, 4]), ("", "", [0])],
)
def test_squash(text: str, squashed: str, index: list[int]) -> None:
    assert squash(text) == (squashed, index)


@pytest.mark.parametrize(("name", "least"), [("events.jsonl", 60), ("events_more.jsonl", 300), ("events_aside.jsonl", 45)])
def test_the_gold_is_well_formed(name: str, least: int) -> None:
    paragraphs = read_gold(GOLD / name)
    events = [event for paragraph in paragraphs for event in paragraph.events]
    classes = set((Path(__file__).parents[1] / "docs" / "events.md").read_text(encoding="utf-8").split())
    assert sum(event.sure for event in events) >= least
    assert {event.action_class for event in events} <= classes
    assert {event.modality for event in events} <= {"asserted", "reported", "possible", "planned", "denied"}
    assert {event.polarity for event in events} <= {"positive", "negative"}
    assert all(0 <= event.start < event.end <= paragraph.chars for paragraph in paragraphs for event in paragraph.events)
    assert len({paragraph.sha for paragraph in paragraphs}) == len(paragraphs)
