"""Parts become the tables that all documents at once would give, and the output folder is the old one or the new one, never between."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from hypothesis import given, settings
from hypothesis import strategies as st
from upath import UPath

from pipeline.model import Document, Name, PipelineError
from pipeline.storage import Place
from pipeline.write.faults import PartError
from pipeline.write.merge import Merged, merge
from pipeline.write.parts import write_part
from tests.write.documents import TABLES, citation, document, documents, expected, failed

RUSSIA, STATES = Name("GPE", "state", (("RUS", "ロシア"),)), Name("GPE", "state", (("CHN", "中国"), ("RUS", "ロシア連邦")))
BOOK = citation("海の政治学")
DOCUMENTS = [
    document("b", ["海は広い。", "=1+1"], [("露", RUSSIA), ("同国", RUSSIA)], [[BOOK, citation("", "ibid", refers_to=0)]]),
    document("a", ["湖は狭い。"], [("中露", STATES)], [[replace(BOOK, publisher="海辺書店"), citation("空の安全", author="佐藤花子")]]),
    failed("c"),
]
EXTRA = {"datapackage.json": b"{}"}


def merged(made: Sequence[Document], output: Place, extra: dict[str, bytes] = EXTRA) -> Merged:
    parts = [output / "parts" / one.doc_id / "version" for one in made]
    for part, one in zip(parts, made, strict=True):
        write_part(part, one)
    return merge(parts, output, extra)


def files(output: Place) -> dict[str, bytes]:
    """Everything in the output folder but the parts."""
    found = {file.relative_to(output).as_posix(): file for file in sorted(output.rglob("*")) if file.is_file()}
    return {name: file.read_bytes() for name, file in found.items() if not name.startswith("parts/")}


def whole(made: Sequence[Document]) -> dict[str, bytes]:
    tables = {f"{name}.csv": data for name, data in expected(made).items()}
    return tables | {f"text/{d.doc_id}.txt": d.source_text.encode("utf-8", "surrogatepass") for d in made if d.source_text} | EXTRA


@settings(max_examples=30, deadline=None)
@given(documents(), st.data())
def test_tables_are_those_of_all_documents_at_once(made: list[Document], data: st.DataObject) -> None:
    """In whatever order the parts are given."""
    output = UPath("memory://at-once")
    output.fs.store.clear()
    result = merged(data.draw(st.permutations(made)), output)
    assert files(output) == whole(made)
    assert result.files == {name: sha256(held).hexdigest() for name, held in files(output).items()}


def test_tables_on_this_machine(tmp_path: Path) -> None:
    result = merged(DOCUMENTS, tmp_path)
    assert files(tmp_path) == whole(DOCUMENTS)
    assert result.files == {name: sha256(held).hexdigest() for name, held in files(tmp_path).items()}
    assert {name: count for name, count in result.rows.items() if count} == {
        "documents": 3, "sentences": 3, "entities": 4, "entity_index": 2, "notes": 2, "citations": 4,
        "sources": 2, "evidence": 4, "figures": 2, "problems": 3,
    }  # fmt: skip
    assert result.rows.keys() == TABLES.keys()


# what stands in entity_index and sources when documents differ: (table, its lines below the header)
GATHERED = [
    ("entity_index", ["RUS,GPE,state,ロシア,ロシア連邦|露,RUS,3,2", "CHN,GPE,state,中国,,CHN,1,1"]),
    ("sources", ["book,山田一郎,,,海の政治学,,海辺書店,,2010,,,,,ja,3,2", "book,佐藤花子,,,空の安全,,,,2010,,,,,ja,1,1"]),
]


@pytest.mark.parametrize(("table", "lines"), GATHERED)
def test_what_documents_have_in_common(tmp_path: Path, table: str, lines: list[str]) -> None:
    merged(DOCUMENTS, tmp_path)
    found = (tmp_path / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line if table == "entity_index" else line.split(",", 1)[1] for line in found] == lines


@pytest.mark.parametrize("remote", [False, True])
def test_texts_follow_the_documents(tmp_path: Path, remote: bool) -> None:
    output = UPath("memory://texts") if remote else tmp_path
    output.fs.store.clear() if isinstance(output, UPath) else None
    merged(DOCUMENTS, output)
    (output / "text" / "mine.txt").write_bytes(b"of the user")
    changed = document("b", ["山は高い。"])
    merged([changed], output)
    assert files(output) == whole([changed]) | {"text/mine.txt": b"of the user"}


def test_a_text_that_is_the_same_is_left_alone(tmp_path: Path) -> None:
    merged(DOCUMENTS, tmp_path)
    before = (tmp_path / "text" / "a.txt").stat()
    merged(DOCUMENTS, tmp_path)
    assert (tmp_path / "text" / "a.txt").stat().st_ino == before.st_ino


@pytest.mark.parametrize("doc_id", ["../kept", "/kept", "..", "\x00", "a/../../kept"])
def test_a_table_that_was_edited_removes_nothing_outside(tmp_path: Path, doc_id: str) -> None:
    output = tmp_path / "out"
    merged(DOCUMENTS, output)
    for kept in (tmp_path / "kept.txt", output / "kept.txt"):
        kept.write_bytes(b"mine")
    (output / "documents.csv").write_text(f"doc_id,title\n{doc_id},x\n", encoding="utf-8")
    merged(DOCUMENTS, output)
    assert (tmp_path / "kept.txt").exists()
    assert (output / "kept.txt").exists()


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file of this process may become larger than `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handled)


@pytest.mark.parametrize("size", [0, 200, 1000])
def test_a_disk_that_is_full_changes_nothing(tmp_path: Path, size: int) -> None:
    merged(DOCUMENTS[:1], tmp_path)
    before = files(tmp_path)
    parts = []
    for one in (document("d", ["海は広い。"] * 40), DOCUMENTS[1]):
        parts.append(tmp_path / "parts" / one.doc_id / "version")
        write_part(parts[-1], one)
    with full_disk(size), pytest.raises(PipelineError, match=r"cannot be written \(File too large\)"):
        merge(parts, tmp_path, EXTRA)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["sentences.csv", "documents.csv", "text/a.txt"])
def test_a_file_that_cannot_be_replaced_changes_nothing(tmp_path: Path, name: str) -> None:
    merged(DOCUMENTS[:1], tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name / "below").mkdir(parents=True)
    before = files(tmp_path)
    with pytest.raises(PipelineError, match=f"{name}: cannot be"):
        merged(DOCUMENTS, tmp_path)
    assert files(tmp_path) == before


def test_a_damaged_part_changes_nothing(tmp_path: Path) -> None:
    merged(DOCUMENTS[:1], tmp_path)
    before = files(tmp_path)
    for one in DOCUMENTS:
        write_part(tmp_path / "parts" / one.doc_id / "version", one)
    (tmp_path / "parts" / "b" / "version" / "sentences.parquet").unlink()
    with pytest.raises(PartError, match=r"b/version: this part is damaged \(sentences\.parquet is missing or was changed\)") as caught:
        merge([tmp_path / "parts" / one.doc_id / "version" for one in DOCUMENTS], tmp_path, EXTRA)
    assert caught.value.folder == tmp_path / "parts" / "b" / "version"
    assert files(tmp_path) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.write.merge import merge

output, left = Path(sys.argv[1]), int(sys.argv[2])
whole = Path.replace

def replace(self, target):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(self, target)

Path.replace = replace
merge([output / "parts" / doc_id / "version" for doc_id in "ac"], output, {"datapackage.json": b"{}"})
"""


def test_a_process_that_is_killed_is_made_good_by_the_next(tmp_path: Path) -> None:
    output = tmp_path / "out"
    merged(DOCUMENTS, output)
    killed = subprocess.run([sys.executable, "-c", KILLED, output, "9"], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert files(output).keys() > whole(DOCUMENTS).keys()  # it has left files aside, and documents.csv is the old one
    assert files(output)["documents.csv"] == whole(DOCUMENTS)["documents.csv"]
    merged(DOCUMENTS[1:], output)
    assert files(output) == whole(DOCUMENTS[1:])


def test_on_a_store_each_file_goes_once_and_the_list_of_documents_last(monkeypatch: pytest.MonkeyPatch) -> None:
    output = UPath("memory://once")
    output.fs.store.clear()
    put: list[str] = []
    whole_put = MemoryFileSystem.put_file

    def told(self: MemoryFileSystem, local: str, remote: str, **options: object) -> None:
        put.append(remote.removeprefix("/once/"))
        whole_put(self, local, remote, **options)

    monkeypatch.setattr(MemoryFileSystem, "put_file", told)
    merged(DOCUMENTS, output)
    written = [name for name in put if not name.startswith("parts/")]
    assert sorted(written) == sorted(whole(DOCUMENTS))
    assert written[-1] == "documents.csv"


def test_memory_does_not_grow_with_the_documents(tmp_path: Path) -> None:
    text = "海" * 300_000
    parts = [tmp_path / "parts" / f"doc-{number:02}" / "version" for number in range(30)]
    for part in parts:
        write_part(part, replace(document(part.parent.name), source_text=text))
    peaks = []
    for count in (15, len(parts)):
        shutil.rmtree(tmp_path / "text", ignore_errors=True)
        tracemalloc.start()
        merge(parts[:count], tmp_path, {})
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 4 * len(text.encode())
