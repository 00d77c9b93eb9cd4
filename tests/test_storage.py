"""Places: what a text names, files written as a whole, folders listed and removed, what errors say."""

from __future__ import annotations

import os
import pickle
import sys
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from upath import UPath

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.storage.faults import advise, told

# text → the path it names
PATHS = [
    ("raw", Path("raw")),
    ("raw/report 1.txt", Path("raw/report 1.txt")),
    ("C:\\reports\\a.txt", Path("C:\\reports\\a.txt")),
    ("file:///srv/a.txt", Path("/srv/a.txt")),
    ("file://localhost/srv/a.txt", Path("/srv/a.txt")),
    ("FILE:///srv/a%20b%23.txt", Path("/srv/a b#.txt")),
    ("file:///srv/a#b?c.txt", Path("/srv/a#b?c.txt")),
    (Path("/srv/年報.txt").as_uri(), Path("/srv/年報.txt")),
]
# text → what is wrong with it, and what to do
WRONG = [
    ("nosuch://x/y", "nosuch:// is no kind of place that is known"),
    ("file://server/share/a.txt", "write file:///folder/file"),
    ("file://a.txt", "write file:///folder/file"),
    ("s3://", "no bucket is named; write s3://bucket/folder"),
    ("memory://a::s3://b", "chained URLs are not supported"),
]
# error, store → a part of the advice
ADVICE = [
    (FileNotFoundError("no such bucket"), "s3", "make the bucket first"),
    (PermissionError("Forbidden"), "s3a", "these credentials may not do that"),
    (OSError("Forbidden: https://storage.example/b"), "gs", "these credentials may not do that"),
    (ConnectionRefusedError(111, "refused"), "s3", "AWS_ENDPOINT_URL_S3"),
    (TimeoutError(), "gs", "Look at the network"),
    (type("NoCredentialsError", (Exception,), {})("none"), "s3a", "AWS_PROFILE"),
    (type("DefaultCredentialsError", (Exception,), {})("none"), "gcs", "gcloud auth"),
    (type("DefaultCredentialsError", (Exception,), {})("none"), "az", "give it credentials"),
    (NotImplementedError(), "https", "can only be read"),
]


@pytest.fixture
def memory() -> storage.Place:
    return storage.place(f"memory://{uuid4().hex}/raw")


@pytest.fixture(params=["path", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, memory: storage.Place) -> storage.Place:
    return tmp_path / "raw" if request.param == "path" else memory


@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
@pytest.mark.parametrize(("text", "path"), PATHS, ids=[text for text, _ in PATHS])
def test_paths(text: str, path: Path) -> None:
    assert storage.place(text) == path
    assert not storage.is_remote(storage.place(text))
    assert storage.place(path) is path


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[text for text, _ in WRONG])
def test_what_names_no_place(text: str, message: str) -> None:
    with pytest.raises(PipelineError) as raised:
        storage.place(text)
    assert str(raised.value).startswith(f"{text}: ")
    assert message in str(raised.value)


@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
@given(st.text(st.characters(blacklist_characters="\0/", blacklist_categories=["Cs"]), min_size=1, max_size=20))
def test_a_path_as_a_url_is_the_same_place(name: str) -> None:
    path = Path("/srv") / name
    assert storage.place(path.as_uri()) == path


@pytest.mark.parametrize(("protocol", "extra"), [("s3", "nids-pipeline[s3]"), ("gs", "nids-pipeline[gcs]"), ("abfs", "adlfs")])
def test_a_store_that_is_not_installed(protocol: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("fsspec.registry"), "registry", {})  # of what has been imported
    for module in ("s3fs", "gcsfs", "adlfs"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PipelineError) as raised:
        storage.place(f"{protocol}://b/raw")
    assert extra in str(raised.value)


def test_places_go_to_other_processes(folder: storage.Place) -> None:
    storage.put(folder / "a.txt", b"a")
    there = pickle.loads(pickle.dumps(folder))
    assert there == folder
    assert storage.get(there / "a.txt") == b"a"


def test_files_come_and_go(folder: storage.Place) -> None:
    file = folder / "deep" / "年報 [1].txt"
    assert storage.facts(file) is storage.get(file) is None
    storage.put(file, b"old")
    storage.put(file, b"new one")
    assert storage.get(file) == b"new one"
    found = storage.facts(file)
    assert found is not None
    assert (found.kind, found.size) == ("file", 7)
    assert storage.facts(folder).kind == "folder"  # type: ignore[union-attr]
    assert [one.place for one in storage.below(folder)] == [file]  # nothing is left beside it
    storage.remove(file)
    storage.remove(file)
    assert storage.below(folder) == []


def test_a_listing_tells_what_asking_tells(folder: storage.Place) -> None:
    for name in ("b.txt", "a/b/c.txt", "a.txt"):
        storage.put(folder / name, name.encode())
    listed = storage.below(folder)
    assert {storage.get(one.place) for one in listed} == {b"a.txt", b"a/b/c.txt", b"b.txt"}
    assert listed == [storage.facts(one.place) for one in listed]
    assert storage.below(folder / "none") == []


def test_a_mark_changes_with_the_file(memory: storage.Place) -> None:
    def mark(name: str) -> str:
        found = storage.facts(memory / name)
        assert found is not None
        return found.mark

    storage.put(memory / "a.txt", b"one")
    storage.put(memory / "b.txt", b"one")
    first = mark("a.txt")
    assert first == mark("a.txt") != mark("b.txt")
    storage.put(memory / "a.txt", b"two")
    assert mark("a.txt") != first


def test_a_tree_goes_and_what_is_beside_it_stays(folder: storage.Place) -> None:
    stay = ["part2/a.txt", "part.txt"]
    for name in ["part/a.txt", "part/deep/b.txt", "part/x[1].txt", *stay]:
        storage.put(folder / name, b"x")
    storage.remove_tree(folder / "part")
    storage.remove_tree(folder / "part")
    assert {one.place for one in storage.below(folder)} == {folder / name for name in stay}
    assert storage.facts(folder / "part") is None


def test_a_name_is_no_pattern(folder: storage.Place) -> None:
    stay = ["part1/a.txt", "part/a.txt"]
    for name in ["part[1]/a.txt", "part*/a.txt", *stay]:
        storage.put(folder / name, b"x")
    storage.remove_tree(folder / "part[1]")
    storage.remove_tree(folder / "part*")
    assert {one.place for one in storage.below(folder)} == {folder / name for name in stay}


def test_a_remote_file_is_brought_here(memory: storage.Place) -> None:
    storage.put(memory / "report.pdf", b"%PDF")
    with storage.fetch(memory / "report.pdf", max_bytes=4) as file:
        assert file.suffix == ".pdf"
        assert file.read_bytes() == b"%PDF"
    assert not file.exists()
    with pytest.raises(ZeroDivisionError), storage.fetch(memory / "report.pdf", max_bytes=4) as file:
        _ = 1 / 0
    assert not file.exists()


def test_what_cannot_be_brought_here(memory: storage.Place) -> None:
    storage.put(memory / "report.txt", b"12345")
    for place, reason in (
        (memory / "report.txt", r"5 bytes, more than max_bytes = 4"),
        (memory / "none.txt", "no such file"),
        (memory, "this is a folder"),
    ):
        with pytest.raises(PipelineError, match=reason), storage.fetch(place, max_bytes=4):
            pass


def test_a_size_that_lies_is_bounded_too(memory: storage.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put(memory / "report.txt", b"12345")
    monkeypatch.setattr(storage, "facts", lambda place: storage.Facts(place, "file", None))
    with pytest.raises(PipelineError, match="more than max_bytes"), storage.fetch(memory / "report.txt", max_bytes=4):
        pass


def test_a_local_file_is_used_where_it_is(tmp_path: Path) -> None:
    with storage.fetch(tmp_path / "none.txt", max_bytes=0) as file:
        assert file == tmp_path / "none.txt"


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_stays_as_it_was(at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    storage.put(tmp_path / "a.txt", b"old")
    monkeypatch.setattr(os if at == "fsync" else Path, at, full)
    with pytest.raises(PipelineError, match=r"a\.txt: cannot be written \(No space left on device\)"):
        storage.put(tmp_path / "a.txt", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_probe_leaves_nothing(folder: storage.Place) -> None:
    storage.probe(folder)
    assert storage.below(folder) == []


def test_a_probe_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(PipelineError, match="need a folder of their own"):
        storage.probe(tmp_path / "out")


@pytest.mark.parametrize(("error", "protocol", "part"), ADVICE)
def test_advice(error: Exception, protocol: str, part: str) -> None:
    place = UPath(f"memory://{uuid4().hex}")
    assert part in advise(error, protocol)
    with pytest.raises(PipelineError, match="cannot be read") as raised, told(place, "read"):
        raise error
    assert raised.value.__cause__ is error


@settings(max_examples=50)
@given(st.text(max_size=2_000))
def test_what_a_store_says_is_told_on_one_short_line(said: str) -> None:
    with pytest.raises(PipelineError) as raised, told(Path("out"), "read"):
        raise OSError(said)
    assert len(str(raised.value)) < 400
    assert len(str(raised.value).splitlines()) == 1


def test_a_fault_of_the_program_is_not_one_of_the_store() -> None:
    with pytest.raises(TypeError), told(Path("out"), "read"):
        raise TypeError("ours")
