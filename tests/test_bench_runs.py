"""Whole runs in the bench: the made corpus, how commands take turns, what is told of them. Nothing here is about speed."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import parse
from pipeline.clean import clean
from pipeline.model import Report, Source
from pipeline.sentences import sentences as split
from pipeline.structure import structure
from scripts.bench import corpus, processes, run_report, runs, texts
from scripts.bench.processes import Failed, Spent
from scripts.bench.runs import Row

# a line → the same line in the copy numbered 12
VARIED = [
    ("2024年8月末までに658隻が通った。", "2012年8月末までに670隻が通った。"),
    ("費用は39.5億円、全体の95%である。", "費用は51.5億円、全体の39%である。"),
    ("8,000トンのうち3,995トン。", "8,000トンのうち3,039トン。"),
    ("2010年代の試みは3回に終わった。", "2010年代の試みは3回に終わった。資料の番号は1012である。"),
    ("爆撃機Tu-95MSとH-6Kが飛んだ", "爆撃機Tu-95MSとH-6Kが飛んだ"),
    ("表 1-1 航路の貨物", "表 1-1 航路の貨物"),
    ("(1) 概要", "(1) 概要"),
    ("八重樫と樫村は沖へ出た", "江井と江木は沖へ出た"),
    ("- 4 三輪田「海の話」『海事新聞』2023年7月11日。", "- 4 江川「海の話・アアカサ」『海事新聞』1980年7月11日。"),
]

# points (x, y) → the power of x that y grows with
CURVES = [
    ([(1, 3), (10, 30), (100, 300)], 1.0),
    ([(1, 2), (4, 32), (16, 512)], 2.0),
    ([(5, 7), (50, 7)], 0.0),
    ([(1, 1), (10, 20), (100, 100)], 1.0),
]


def structured(text: str) -> Report:
    return structure(clean(Source(doc_id="d", name="d", sha256="", media_type="text/plain", encoding="utf-8", text=text)))


def paragraphs(report: Report) -> list[str]:
    """What is parsed as one piece."""
    parsed = (sentence for sentence in split(report.blocks, "d") if sentence.kind in parse.PARSED_KINDS)
    return ["".join(s.text for s in group) for _, group in groupby(parsed, key=lambda s: s.paragraph)]


@pytest.mark.parametrize(("line", "expected"), VARIED)
def test_lines_are_varied(line: str, expected: str) -> None:
    assert corpus.varied(line, 12) == expected
    assert corpus.varied(line, 0) == line


def test_the_corpus_is_the_same_every_time_and_begins_with_the_samples() -> None:
    made = corpus.reports(10)
    assert made == corpus.reports(20)[:10]
    assert len({name for name, _ in made}) == 10
    assert [text for _, text in made[:3]] == [file.read_text(encoding="utf-8") for file in sorted(texts.RAW.glob("*.txt"))]


def test_no_line_of_prose_comes_twice_in_all_the_copies_there_can_be() -> None:
    made = corpus.reports(3 * corpus.COPIES)
    prose = [line for _, text in made for line in text.splitlines() if line.endswith("。")]
    assert len(set(prose)) == len(prose) > 80 * corpus.COPIES
    with pytest.raises(ValueError, match="no more than 60 copies"):
        corpus.reports(3 * corpus.COPIES + 1)


def test_no_paragraph_comes_twice_in_many_reports_or_in_a_long_one() -> None:
    pieces = [piece for _, text in corpus.reports(9) for piece in paragraphs(structured(text))]
    assert len(set(pieces)) == len(pieces) > 100
    pieces = [piece for _, text in corpus.long_reports(3, 2) for piece in paragraphs(structured(text))]
    assert len(set(pieces)) == len(pieces) > 80


def test_a_long_report_has_its_chapters_in_its_contents_and_its_notes_by_chapter() -> None:
    sample = (texts.RAW / f"{corpus.LONG}.txt").read_text(encoding="utf-8")
    assert corpus.report(1) == sample
    short, long = structured(sample), structured(corpus.report(3))
    chapters = [section.label for section in long.sections if section.label.startswith("第")]
    assert chapters == [f"第{number}章" for number in range(1, 7)]
    assert len(long.notes) == 3 * len(short.notes)
    assert [problem.code for problem in long.problems if problem.severity != "info"] == []


def test_a_corpus_is_written_with_its_size(tmp_path: Path) -> None:
    assert corpus.write(tmp_path / "a", [("1.txt", "海路"), ("2.txt", "氷")]) == 3
    assert (tmp_path / "a" / "1.txt").read_text(encoding="utf-8") == "海路"


@pytest.mark.parametrize(("points", "expected"), CURVES)
def test_the_power_that_a_curve_grows_with(points: list[tuple[float, float]], expected: float) -> None:
    assert run_report.exponent(points) == pytest.approx(expected)


def test_one_size_has_no_growth() -> None:
    with pytest.raises(ValueError, match="two sizes"):
        run_report.exponent([(4, 1), (4, 2)])


class Stub:
    """Measures nothing: remembers commands and answers by what they are to read."""

    def __init__(self, *, fails: str = "") -> None:
        self.commands: list[list[str]] = []
        self._fails = fails

    def __call__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Spent:
        self.commands.append([*command, *(f"{name}={value}" for name, value in (environment or {}).items())])
        if self._fails and self._fails in command:
            raise Failed("the end of it")
        if "bare.py" in command[1]:
            return Spent(40.0, 50.0, 3_000_000_000, 3_000_000_000)
        given, again = Path(command[4]), "--force" in command
        documents = len(list(given.iterdir())) if given.is_dir() else 1
        seconds = 2.0 + documents if not again else 4.0
        return Spent(seconds, seconds + 0.5, 700_000_000, 600_000_000 + documents)


@pytest.fixture
def sizes() -> runs.Sizes:
    return runs.Sizes(report=1, shared=(4, 1), documents=(1, 3, 9), lengths=(1, 2))


def test_commands_take_turns_and_a_warm_run_follows_its_cold_one(tmp_path: Path, sizes: runs.Sizes) -> None:
    stub = Stub()
    rows = runs.Bench(tmp_path, spend=stub).rows(sizes, 2)
    assert [(row.part, row.work, row.documents, len(row.spent)) for row in rows if row.work != runs.DASK] == [
        ("one report", "bare GiNZA", 1, 2),
        ("one report", "bare GiNZA, OMP_NUM_THREADS=1", 1, 2),
        ("one report", "cold", 1, 2),
        ("one report", "warm cache", 1, 2),
        ("one report", "nothing to do", 1, 2),
        ("workers", "1 worker", 4, 2),
        ("workers", "2 workers", 4, 2),
        ("workers", runs.SIDE, 4, 2),
        ("growth", "start-up", 1, 2),
        ("growth", "1 document", 1, 2),
        ("growth", "3 documents", 3, 2),
        ("growth", "9 documents", 9, 2),
        ("growth", "a report 1 × as long", 1, 2),
        ("growth", "a report 2 × as long", 1, 2),
    ]
    first_round, second_round = stub.commands[1:6], stub.commands[6:11]
    assert [Path(command[1]).name for command in first_round[:2]] == ["bare.py", "bare.py"]
    assert first_round[1][-1] == "OMP_NUM_THREADS=1"
    outputs = [[command[command.index("-o") + 1] for command in listed[2:]] for listed in (first_round, second_round)]
    assert [len(set(listed)) for listed in outputs] == [1, 1]  # cold, warm and nothing to do share a folder
    assert outputs[0][0] != outputs[1][0]
    assert [command[7:] for command in first_round[2:]] == [[], ["--force"], []]


def test_runs_side_by_side_share_the_reports_and_are_measured_as_one(tmp_path: Path, sizes: runs.Sizes) -> None:
    stub = Stub()
    rows = runs.Bench(tmp_path, spend=stub).rows(sizes, 1)
    (side,) = [row.spent[0] for row in rows if row.work == runs.SIDE]
    assert side == Spent(4.0, 9.0, 1_400_000_000, 600_000_002)
    given = [Path(command[4]) for command in stub.commands if len(command) > 4]
    halves = [folder for folder in given if folder.name.startswith("shared-")]
    held = [{file.name for file in half.iterdir()} for half in halves]
    assert [len(names) for names in held] == [2, 2]
    assert held[0] | held[1] == {file.name for file in (tmp_path / "shared").iterdir()}


def test_a_report_can_be_given(tmp_path: Path, sizes: runs.Sizes) -> None:
    stub = Stub()
    source = Source(doc_id="d", name="d", sha256="", media_type="text/plain", encoding="cp932", text="氷海\n")
    rows = runs.Bench(tmp_path, spend=stub).rows(sizes, 1, (tmp_path / "given.txt", source))
    assert [row.chars for row in rows if row.part == "one report"] == [3] * 5
    assert stub.commands[3][4] == str(tmp_path / "given.txt")
    assert Path(stub.commands[1][3]).read_text(encoding="utf-8") == "氷海\n"


def test_a_command_that_fails_is_told_and_the_others_go_on(
    tmp_path: Path, sizes: runs.Sizes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runs, "find_spec", lambda name: SimpleNamespace())
    rows = runs.Bench(tmp_path, spend=Stub(fails="dask")).rows(sizes, 2)
    (dask,) = [row for row in rows if row.work == runs.DASK]
    assert (dask.spent, dask.missing) == ((), "failed")
    assert capsys.readouterr().err.count("Dask, 2 workers, the end of it") == 1
    assert "| Dask, 2 workers | 4 | " in "\n".join(run_report.tables(rows))
    assert run_report.as_json(rows)["speed_up"] == {"2 workers": 1.0, runs.SIDE: 1.5, "Dask, 2 workers": None}


def test_without_dask_its_row_says_so(tmp_path: Path, sizes: runs.Sizes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "find_spec", lambda name: None)
    rows = runs.Bench(tmp_path, spend=Stub()).rows(sizes, 1)
    assert [(row.work, row.missing) for row in rows if row.part == "workers"][-1] == ("Dask, 2 workers", "not installed")


def row(part: str, work: str, documents: int, chars: int, *spent: Spent) -> Row:
    return Row(part, work, documents, chars, spent)


def spent(wall: float, processor: float, megabytes: int) -> Spent:
    return Spent(wall, processor, megabytes * 1_100_000, megabytes * 1_000_000)


ROWS = [
    row("one report", "bare GiNZA", 1, 1000, spent(50, 60, 3000), spent(40, 50, 3100), spent(60, 50, 2900)),
    row("one report", "cold", 1, 1000, spent(10, 9, 600), spent(12, 9, 600), spent(11, 8, 650)),
    row("workers", "1 worker", 20, 2000, spent(30, 30, 600)),
    row("workers", "2 workers", 20, 2000, spent(20, 33, 600)),
    row("workers", runs.SIDE, 20, 2000, spent(18, 33, 600)),
    Row("workers", "Dask, 2 workers", 20, 2000, (), "not installed"),
    row("growth", "start-up", 1, 10, spent(4, 4, 500)),
    row("growth", "1 document", 1, 1000, spent(5, 5, 500)),
    row("growth", "10 documents", 10, 10_000, spent(14, 14, 600)),
    row("growth", "100 documents", 100, 100_000, spent(104, 104, 630)),
    row("growth", "a report 1 × as long", 1, 1000, spent(5, 5, 500)),
    row("growth", "a report 4 × as long", 1, 4000, spent(20, 20, 500)),
]

FIGURES = {
    "of_bare": {"cold": 0.2, "warm cache": None, "nothing to do": None},
    "of_bare_one_thread": {"cold": None, "warm cache": None, "nothing to do": None},
    "of_bare_one_thread_in_processor_time": {"cold": None, "warm cache": None, "nothing to do": None},
    "speed_up": {"2 workers": 1.5, runs.SIDE: 1.667, "Dask, 2 workers": None},
    "exponent": {"documents": 1.0, "length": 2.0},
    "memory_growth": 1.05,
}

LINES = [
    "| bare GiNZA | 1 | 1,000 | 40.00 | 50.00 | 60.00 | 50.00 | 3,410 | 3,100 | 1.00 | |",
    "| cold | 1 | 1,000 | 10.00 | 11.00 | 12.00 | 9.00 | 715 | 650 | 0.20 | |",
    "| 2 workers | 20 | 2,000 | 20.00 | 20.00 | 20.00 | 33.00 | 660 | 600 | 1.50 | 1.62 |",
    "| Dask, 2 workers | 20 | 2,000 | not installed | | | | | | | |",
    "| start-up | 1 | 10 | 4.00 | 4.00 | 4.00 | 4.00 | 550 | 500 | | |",
    "| 100 documents | 100 | 100,000 | 104.00 | 104.00 | 104.00 | 104.00 | 693 | 630 | 962 | 1,000 |",
    "Processor time without start-up grows with the number of documents to the power of 1.00: linear.",
    "Processor time without start-up grows with the length of a document to the power of 2.00: more than linear.",
    "A worker's memory for 100 documents is 1.05 × that for 10: constant.",
]


def test_figures_as_json() -> None:
    made = json.loads(json.dumps(run_report.as_json(ROWS)))
    assert {name: made[name] for name in FIGURES} == FIGURES
    assert made["rows"][1] == {
        "part": "one report",
        "work": "cold",
        "documents": 1,
        "chars": 1000,
        "missing": "",
        "seconds": [10, 12, 11],
        "processor_seconds": [9, 9, 8],
        "whole_bytes": [660_000_000, 660_000_000, 715_000_000],
        "largest_process_bytes": [600_000_000, 600_000_000, 650_000_000],
    }


def test_figures_as_tables() -> None:
    lines = run_report.tables(ROWS)
    assert [line for line in LINES if line not in lines] == []
    tables = [list(group) for starts, group in groupby(lines, key=lambda line: line.startswith("|")) if starts]
    assert [len({line.count("|") for line in table}) for table in tables] == [1, 1, 1]


def test_rows_that_were_not_measured_say_nothing() -> None:
    assert run_report.statements([]) == []
    assert run_report.tables([]) == []
    assert run_report.as_json([])["memory_growth"] is None


# A child that holds 60 MB, and itself uses the processor; both are to be seen from outside.
BUSY = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; held = bytearray(60_000_000); time.sleep(0.5)"])
sum(range(3_000_000))
child.wait()
"""


def test_a_process_is_measured_with_those_it_starts(tmp_path: Path) -> None:
    taken = processes.spend([sys.executable, "-c", BUSY], tmp_path)
    assert taken.largest > 60_000_000
    assert taken.whole > taken.largest
    assert taken.processor > 0
    assert taken.wall > 0.5


def test_threads_are_left_to_the_command_unless_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    wanted = "import os, sys; sys.exit(os.environ.get('OMP_NUM_THREADS') != {!r})"
    processes.spend([sys.executable, "-c", wanted.format(None)], tmp_path)
    processes.spend([sys.executable, "-c", wanted.format("1")], tmp_path, {"OMP_NUM_THREADS": "1"})
    with pytest.raises(Failed):
        processes.spend([sys.executable, "-c", wanted.format("7")], tmp_path)


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 3: the reason"):
        processes.spend([sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"], tmp_path)
