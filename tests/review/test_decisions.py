"""`decisions.csv`: what is written is read again, whatever it holds and whatever people and programs do to the file."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from upath import UPath

from pipeline.model import PipelineError
from pipeline.review import decisions
from pipeline.review.decisions import FILE, Decided, Decisions, appending, line, new
from pipeline.review.model import Anchor, Decision, Verdict

DOCUMENT = {"doc_id": "report", "source_file": "report.txt", "sha256": "0" * 64}
ROW = {"mention_id": "report:e7", "text": "習", "label": "PERSON", "subtype": "", "entity_id": "PERSON:習", "name": "習", "role": ""}
ANCHOR = Anchor("習", "前の文。", "は述べた。", "report:s5", 4, 5, 7, 8)
HEADER = (line.BOM + line.header()).encode()


def decision(number: int, verdict: Verdict = "accept", **changes: object) -> Decision:
    plain = Decision(f"d{number}", f"2026-01-02T03:04:05.{number:06}Z", "佐藤", verdict, "entities", "report", anchor=ANCHOR)
    return replace(plain, **changes)  # type: ignore[arg-type]


def written(*made: Decision) -> bytes:
    return "".join(map(line.line, made)).encode()


def held(folder: Path, data: bytes) -> Decided:
    (folder / FILE).write_bytes(data)
    return decisions.read(folder)


def ids(decided: Decided) -> list[str]:
    return [one.id for one in decided.decisions]


def test_what_is_made_is_read_again(tmp_path: Path) -> None:
    file = Decisions(tmp_path / "reviews" / "2026")
    made = [
        new("correct", "entities", reviewer="佐藤", document=DOCUMENT, row=ROW, anchor=ANCHOR, values={"name": "習近平"}, scope="document"),
        new(
            "add",
            "dates",
            reviewer="佐藤",
            document=DOCUMENT,
            row=None,
            anchor=ANCHOR,
            values=[("type", "DATE")],
            comment=" 見落とし\r\n二行目",
        ),
    ]
    made.append(new("undo", "dates", reviewer="鈴木", document=DOCUMENT, row=None, anchor=Anchor(), of=made[1].id))
    file.append(made[:1])
    file.append(made[1:])
    assert file.read().decisions == decisions.read(tmp_path / "reviews" / "2026").decisions == tuple(made)
    assert file.read().undone() == {made[1].id}
    first, second, _ = made
    assert (first.row_id, first.machine) == (
        "report:e7|PERSON:習",
        {"text": "習", "label": "PERSON", "entity_id": "PERSON:習", "name": "習"},
    )
    assert (second.row_id, second.machine, second.comment, second.doc_id) == ("", {}, "見落とし 二行目", "report")
    assert len({one.id for one in made}) == 3
    assert sorted(one.id for one in made) == [one.id for one in made]


def test_the_file_is_plain_csv_for_excel_and_git(tmp_path: Path) -> None:
    Decisions(tmp_path).append([decision(1, comment="=1+1\n次の行", values={"name": '"習"'})])
    data = (tmp_path / FILE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbftime,reviewer,verdict,table,quote,values,comment,")
    assert data.count(b"\n") == 2
    assert b"\r" not in data
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (row["quote"], row["values"], row["comment"]) == ("習", '{"name": "\\"習\\""}', " =1+1 次の行")


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(" =+-@＝＠\t\r\n\\\"',;nu0\x00\x0b\x85\u2028\u2029\ufeff\ud800")), max_size=12)
NUMBERS = st.none() | st.integers(0, 10**9)
OBJECTS = st.dictionaries(TEXTS, TEXTS, max_size=3)


@st.composite
def any_decision(draw: st.DrawFn) -> Decision:
    texts = [draw(TEXTS) for _ in range(11)]
    anchor = Anchor(texts[0], texts[1], texts[2], texts[3], draw(NUMBERS), draw(NUMBERS), draw(NUMBERS), draw(NUMBERS))
    return Decision(
        id=f"{draw(st.uuids())}{texts[4]}", time="2026-01-02T03:04:05.000000Z", reviewer=texts[5], verdict="undo", table="dates", doc_id=f"d{texts[6]}",
        row_id=texts[7], source_file=texts[8], sha256=texts[9], scope="all", anchor=anchor, values=draw(OBJECTS), machine=draw(OBJECTS),
        comment=texts[10], of=f"{texts[10]}x",
    )  # fmt: skip


def kept(made: Decision) -> Decision:
    """As a file keeps it: a lone surrogate is U+FFFD, and a comment stands on one line."""

    def plain(text: str) -> str:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)

    texts = {name: plain(getattr(made, name)) for name in ("id", "reviewer", "doc_id", "row_id", "source_file", "sha256", "of")}
    place = {name: plain(getattr(made.anchor, name)) for name in ("quote", "prefix", "suffix", "sentence_id")}
    objects = {name: {plain(k): plain(v) for k, v in getattr(made, name).items()} for name in ("values", "machine")}
    comment = plain(made.comment).replace("\r\n", " ").replace("\r", " ").replace("\n", " ")
    return replace(made, anchor=replace(made.anchor, **place), comment=comment, **texts, **objects)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(st.lists(any_decision(), min_size=1, max_size=3, unique_by=lambda one: one.id))
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, made: list[Decision]) -> None:
    folder = tmp_path_factory.mktemp("any")
    Decisions(folder).append(made)
    data = (folder / FILE).read_bytes()
    assert data.count(b"\n") == len(data.decode().splitlines()) == len(made) + 1
    assert decisions.read(folder) == replace(decisions.read(folder), decisions=tuple(map(kept, made)), unreadable=())


@given(TEXTS.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
@example(" =1")
@example("  -1")
@example(r"C:\new\u2028")
def test_a_cell_is_one_line_and_no_formula(text: str) -> None:
    cell = line.cell(text)
    assert line.plain(cell) == text
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠") or not cell
    assert len(cell.splitlines()) <= 1


# what a line's cells say, changed → why it is no decision
UNREADABLE = [
    ({"verdict": "agree"}, "verdict is 'agree'; it is one of accept, correct, reject, add, undo"),
    ({"scope": ""}, "scope is ''; it is one of mention, document, all"),
    ({"table": "sentences"}, "table is 'sentences'; it is one of entities, "),
    ({"time": "yesterday"}, "time is 'yesterday'; it is ISO 8601 in UTC"),
    ({"time": "2026-01-02T03:04:05"}, "time is '2026-01-02T03:04:05', without Z"),
    ({"decision_id": ""}, "decision_id is empty"),
    ({"doc_id": ""}, "doc_id is empty"),
    ({"verdict": "undo"}, "of is empty"),
    ({"start": "4.0"}, "start is '4.0'; it is a number of characters"),
    ({"raw_end": "１"}, "raw_end is '１'; it is a number of characters"),
    ({"values": "{"}, "values is not JSON"),
    ({"values": "[" * 100_000}, "values is not JSON"),
    ({"machine": '["a"]'}, "machine is not a JSON object of texts"),
    ({"machine": '{"a": 1}'}, "machine is not a JSON object of texts"),
]


@pytest.mark.parametrize(("cells", "reason"), UNREADABLE, ids=[reason[:30] for _, reason in UNREADABLE])
def test_a_line_that_is_no_decision_is_told(tmp_path: Path, cells: dict[str, str], reason: str) -> None:
    named = dict(zip(line.COLUMNS, line.split(line.line(decision(2)).removesuffix("\n")), strict=True))
    wrong = line.written(list((named | cells).values()))
    found = held(tmp_path, HEADER + written(decision(1)) + wrong.encode() + written(decision(3)))
    assert ids(found) == ["d1", "d3"]
    (unreadable,) = found.unreadable
    assert (unreadable.line, unreadable.text) == (3, wrong.removesuffix("\n"))
    assert unreadable.reason.startswith(reason)


def reordered(data: bytes) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return "".join(line.written([*reversed(row), "x"]) for row in rows).encode()


GOOD = HEADER + written(decision(1), decision(2))
# the bytes of a file → its decisions, and the lines that are not readable
FILES = [
    ("empty", b"", [], []),
    ("a header only", HEADER, [], []),
    ("half a header", HEADER[:40], [], [1]),
    ("as written", GOOD, ["d1", "d2"], []),
    ("no byte-order mark", GOOD.removeprefix(b"\xef\xbb\xbf"), ["d1", "d2"], []),
    ("lines end as on Windows", GOOD.replace(b"\n", b"\r\n"), ["d1", "d2"], []),
    ("no line feed at the end", GOOD[:-1], ["d1", "d2"], []),
    ("empty lines", GOOD.replace(b"\n", b"\n\n,,,,\n \n"), ["d1", "d2"], []),
    ("other columns, in another order", reordered(GOOD), ["d1", "d2"], []),
    ("cells added at the right", GOOD.replace(b"\n", b",,\n"), ["d1", "d2"], []),
    ("sorted otherwise", HEADER + written(decision(3), decision(1), decision(2)), ["d1", "d2", "d3"], []),
    ("at one time", HEADER + written(decision(2, time=decision(1).time), decision(1)), ["d2", "d1"], []),
    ("another zone", HEADER + written(decision(2, time="2026-01-02T12:04:05+09:00"), decision(1)), ["d2", "d1"], []),
    ("merged twice", GOOD + GOOD, ["d1", "d2"], []),
    ("one id, two things", GOOD + written(decision(1, comment="other")), ["d1", "d2"], [4]),
    (
        "a conflict",
        b"<<<<<<< HEAD\n" + GOOD + b"=======\n" + HEADER + written(decision(3)) + b">>>>>>> theirs\n",
        ["d1", "d2", "d3"],
        [1, 5, 8],
    ),
    ("half a line, and on", HEADER + written(decision(1))[:-40] + b"\n" + written(decision(2)), ["d2"], [2]),
    ("cut in a character", HEADER + written(decision(1)).split(b"\x92")[0] + b"\n" + written(decision(2)), ["d2"], [2]),
    ("another encoding", HEADER + written(decision(1)).decode().encode("cp932") + written(decision(2)), ["d2"], [2]),
    (
        "a comment typed on two lines",
        HEADER + written(decision(1, comment="a,b")).replace(b"a,b", b"a\nb\r\n,c") + written(decision(2)),
        ["d1", "d2"],
        [],
    ),
    ("an open quote", HEADER + written(decision(1)).replace(b",mention", b',"mention') + written(decision(2)), ["d2"], [2]),
]


@pytest.mark.parametrize(("data", "expected", "unreadable"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_a_file_as_people_leave_it(tmp_path: Path, data: bytes, expected: list[str], unreadable: list[int]) -> None:
    found = held(tmp_path, data)
    assert (ids(found), [one.line for one in found.unreadable]) == (expected, unreadable)
    assert bool(found.digest) == bool(expected or unreadable)
    Decisions(tmp_path).append([decision(9)])
    assert (tmp_path / FILE).read_bytes().startswith(data)
    assert ids(decisions.read(tmp_path)) == [*expected, "d9"]


def test_what_stands_is_not_read_anew_and_says_the_same(tmp_path: Path) -> None:
    file = Decisions(tmp_path)
    assert file.read() == Decided() == decisions.read(tmp_path)
    for number in range(5):
        file.append([decision(number)])
        assert file.read() == decisions.read(tmp_path)
        assert file.read() is file.read()
    (tmp_path / FILE).write_bytes(reordered((tmp_path / FILE).read_bytes()))
    assert file.read() == decisions.read(tmp_path)
    (tmp_path / FILE).unlink()
    assert file.read() == Decided()


def test_a_comment_on_two_lines_is_one_line(tmp_path: Path) -> None:
    data = HEADER + written(decision(1, comment="a,b")).replace(b"a,b", b"a\r\nb,c")
    assert held(tmp_path, data).decisions[0].comment == "a b,c"


NO_HEADER = [
    ("a column is gone", GOOD.replace(b"quote,", b"", 1), "the first line lacks quote)"),
    ("no header", written(decision(1)), "the first line lacks time, reviewer"),
    ("another separator", GOOD.replace(b",", b";"), "the first line lacks time"),
    ("UTF-16", GOOD.decode().encode("utf-16"), "the first line lacks time"),
]


@pytest.mark.parametrize(("data", "message"), [case[1:] for case in NO_HEADER], ids=[case[0] for case in NO_HEADER])
def test_a_file_without_its_columns_is_refused_and_left_alone(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(PipelineError, match="put the header back") as error:
        held(tmp_path, data)
    assert message in str(error.value)
    assert str(tmp_path / FILE) in str(error.value)
    with pytest.raises(PipelineError, match="put the header back"):
        Decisions(tmp_path).append([decision(9)])
    assert (tmp_path / FILE).read_bytes() == data


@pytest.mark.parametrize("verdict", ["accept", "undo"])
def test_a_line_cut_anywhere_harms_no_other(tmp_path: Path, verdict: Verdict) -> None:
    """A cut of the last cell is the one that leaves a line readable: an undo of nothing."""
    cut = written(decision(2, verdict, of="d1" if verdict == "undo" else "", values={"name": 'a,"b"'}))
    for end in range(len(cut)):
        (tmp_path / FILE).write_bytes(HEADER + written(decision(1)) + cut[:end])
        Decisions(tmp_path).append([decision(3)])
        found = {one.id: one for one in decisions.read(tmp_path).decisions}
        assert found.keys() - {"d2"} == {"d1", "d3"}
        assert "d2" not in found or (end >= len(cut) - 2 and found["d2"].of in ("d", "d1", ""))


# decisions in order, `undo` with what it takes back → what is taken back
UNDONE = [
    ("1 2 u1", "d1"),
    ("1 2 u1 u2", "d1 d2"),
    ("1 u1 ud2", "d2"),
    ("1 u1 ud2 ud3", "d1 d3"),
    ("1 u1 u1 ud3", "d1 d3"),
    ("1 u1 u1 ud2 ud3", "d2 d3"),
    ("ud2 u3 3", "d2"),
    ("1 ugone", "gone"),
    ("ud2 ud1 3", ""),
]


@pytest.mark.parametrize(("made", "expected"), UNDONE)
def test_what_is_taken_back(made: str, expected: str) -> None:
    found = []
    for number, one in enumerate(made.split(), 1):
        of = one.removeprefix("u")
        of = f"d{of}" if of.isdigit() else of
        found.append(decision(number, "undo", of=of) if one.startswith("u") else decision(number))
    assert Decided(tuple(found)).undone() == set(expected.split())


def test_a_long_chain_of_undos() -> None:
    chain = [decision(0), *(decision(number, "undo", of=f"d{number - 1}") for number in range(1, 5000))]
    assert "d0" in Decided(tuple(chain)).undone()


def test_decisions_by_document() -> None:
    made = (decision(1), decision(2, doc_id="other"), decision(3))
    assert {doc_id: [one.id for one in some] for doc_id, some in Decided(made).by_document().items()} == {
        "report": ["d1", "d3"],
        "other": ["d2"],
    }


def test_decisions_of_an_object_store() -> None:
    folder = UPath("memory://reviews")
    assert decisions.read(folder) == Decided()
    (folder / FILE).write_bytes(GOOD)
    assert ids(decisions.read(folder)) == ["d1", "d2"]


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="table is 'sections'"):
        Decisions(tmp_path).append([decision(1), decision(2, table="sections")])
    assert (tmp_path / FILE).read_bytes() == b""


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "reviews").write_text("a file")
    with pytest.raises(PipelineError, match="the decision is not saved"):
        Decisions(tmp_path / "reviews").append([decision(1)])


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files")
def test_a_full_disk_is_told_and_half_a_line_harms_nothing(tmp_path: Path) -> None:
    """A limit of the size of files stands for the disk: the system writes a part, as it does there."""
    Decisions(tmp_path).append([decision(1)])
    size = (tmp_path / FILE).stat().st_size
    code = f"""
import resource, signal, sys
from pathlib import Path
from pipeline.model import PipelineError
from pipeline.review.decisions import Decisions
from tests.review.test_decisions import decision
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size + 100}, {size + 100}))
for _ in range(2):
    try:
        Decisions(Path(sys.argv[1])).append([decision(2)])
    except PipelineError as error:
        print(error)
"""
    told = subprocess.run([sys.executable, "-c", code, tmp_path], check=True, capture_output=True, text=True, timeout=60).stdout
    assert told.count("the decision is not saved") == 2
    assert (tmp_path / FILE).stat().st_size == size + 100
    Decisions(tmp_path).append([decision(3)])
    assert ids(decisions.read(tmp_path)) == ["d1", "d3"]
    assert [one.line for one in decisions.read(tmp_path).unreadable] == [3]


def test_a_file_put_in_the_place_of_another_gets_the_decision_too(tmp_path: Path) -> None:
    """An editor saves by renaming: what was appended to the old file meanwhile would be lost with it."""
    path = tmp_path / FILE
    path.write_bytes(HEADER)
    calls = []

    def made(held: bytes) -> bytes:
        calls.append(held)
        if len(calls) == 1:
            aside = tmp_path / "aside"
            aside.write_bytes(HEADER + written(decision(5)))
            aside.replace(path)
        return written(decision(1))

    appending.append(path, made)
    assert ids(decisions.read(tmp_path)) == ["d1", "d5"]


WRITER = """
import sys
from pathlib import Path
from pipeline.review.decisions import Decisions
from tests.review.test_decisions import decision
for number in range(40):
    Decisions(Path(sys.argv[1])).append([decision(number, id=f"{sys.argv[2]}-{number}-{part}") for part in range(3)])
"""


def test_many_processes_append_at_once_and_lose_nothing(tmp_path: Path) -> None:
    names = [str(number) for number in range(4)]
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "new", name]) for name in names]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * len(names)
    found = decisions.read(tmp_path / "new")
    assert found.unreadable == ()
    assert sorted(ids(found)) == sorted(f"{name}-{number}-{part}" for name in names for number in range(40) for part in range(3))
    lines = (tmp_path / "new" / FILE).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(found.decisions)  # one header
    at = {row["decision_id"]: number for number, row in enumerate(csv.DictReader(lines))}
    assert all(at[f"{name}-{number}-2"] - at[f"{name}-{number}-0"] == 2 for name in names for number in range(40))  # one piece each


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    """Else both would find an empty file, and each would write a header."""
    seen: list[bytes] = []
    began = Event()

    def second(held: bytes) -> bytes:
        began.set()
        seen.append(held)
        return b"2"

    waiting = Thread(target=appending.append, args=(tmp_path / FILE, second))

    def first(held: bytes) -> bytes:
        waiting.start()
        assert not began.wait(0.3)
        return b"1"

    appending.append(tmp_path / FILE, first)
    waiting.join()
    assert seen == [b"1"]


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    Decisions(tmp_path).append([decision(1)])
    Decisions(tmp_path).append([])
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
