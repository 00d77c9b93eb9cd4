"""Inputs from folders, files and URLs together, and what tells one version of a file from another."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from uuid import uuid4

import pytest

from pipeline import storage
from pipeline.engine import inputs
from pipeline.engine.inputs import Input
from pipeline.model import PipelineError

posix = pytest.mark.skipif(os.name != "posix", reason="files of POSIX")
# file below the folder → its name as an input, None where it is passed over
FILES = {
    "report.txt": "report.txt",
    "2024/report 2.pdf": "2024/report 2.pdf",
    "2024/[1]#?.txt": "2024/[1]#?.txt",
    ".hidden": None,
    ".git/config": None,
    "~$open.docx": None,
    "README.md": None,
    "2024/readme.txt": None,
    "README.pdf": "README.pdf",
}


@pytest.fixture(params=["path", "memory"])
def raw(request: pytest.FixtureRequest, tmp_path: Path) -> storage.Place:
    return tmp_path / "raw" if request.param == "path" else storage.place(f"memory://{uuid4().hex}/raw")


def filled(folder: storage.Place) -> storage.Place:
    for name in FILES:
        storage.put(folder / name, name.encode())
    return folder


def test_a_folder_gives_its_reports(raw: storage.Place) -> None:
    found = inputs.find([filled(raw)])
    assert sorted(item.name for item in found) == sorted(name for name in FILES.values() if name)
    assert [item.doc_id for item in found] == sorted(inputs.doc_id(item.name) for item in found)
    for item in found:
        assert storage.get(item.path) == item.name.encode()
        assert item.size == len(item.name.encode())


@pytest.mark.parametrize("given", ["raw", "raw/", "./raw", "."])
def test_a_folder_by_any_of_its_names(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put(tmp_path / "raw" / "a" / "b.txt", b"x")
    monkeypatch.chdir(tmp_path)
    (item,) = inputs.find([given])
    assert item.name == ("raw/a/b.txt" if given == "." else "a/b.txt")


def test_a_file_given_twice_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put(tmp_path / "a.txt", b"x")
    monkeypatch.chdir(tmp_path)
    (item,) = inputs.find(["a.txt", tmp_path / "a.txt", tmp_path])
    assert not item.shared_name


@pytest.mark.parametrize("end", ["", "/"])
def test_a_url_by_either_of_its_names(end: str) -> None:
    url = f"memory://{uuid4().hex}/raw"
    storage.put(storage.place(url) / "a" / "b.txt", b"x")
    (item,) = inputs.find([url + end])
    assert (item.name, storage.get(item.path)) == ("a/b.txt", b"x")


def test_paths_and_urls_together(tmp_path: Path) -> None:
    url = f"memory://{uuid4().hex}"
    storage.put(tmp_path / "here.txt", b"here")
    storage.put(storage.place(url) / "there.txt", b"there")
    storage.put(storage.place(url) / "named.txt", b"named")
    found = inputs.find([str(tmp_path), f"{url}/named.txt", storage.place(f"{url}/there.txt"), (tmp_path / "here.txt").as_uri()])
    assert [item.doc_id for item in found] == ["here", "named", "there"]
    assert [storage.is_remote(item.path) for item in found] == [False, True, True]
    assert pickle.loads(pickle.dumps(found)) == found


def test_what_is_named_but_missing_stays(raw: storage.Place) -> None:
    (item,) = inputs.find([raw / "none.txt"])
    assert (item.doc_id, item.name, item.size) == ("none", "none.txt", None)
    assert inputs.identity(item) == "missing"
    (named,) = inputs.find([str(raw / "none.txt")])
    assert named == item


def test_a_folder_with_no_report_is_an_error(raw: storage.Place) -> None:
    storage.put(raw / "README.md", b"x")
    with pytest.raises(PipelineError, match="no reports in this folder"):
        inputs.find([raw])


def test_a_folder_url_with_nothing_below_is_an_error() -> None:
    with pytest.raises(PipelineError, match="no such folder, or no report in it"):
        inputs.find([f"memory://{uuid4().hex}/raw/"])


def test_one_name_in_two_places(tmp_path: Path, raw: storage.Place) -> None:
    storage.put(raw / "report.txt", b"one")
    storage.put(tmp_path / "b" / "report.txt", b"two")
    found = inputs.find([raw, tmp_path / "b", raw / "report.txt"])
    assert len({item.doc_id for item in found}) == len(found) == 2
    assert all(item.shared_name and item.doc_id.startswith("report-") for item in found)
    assert f"report-{hashlib.sha256(b'two').hexdigest()[:8]}" in {item.doc_id for item in found}


def test_identity_changes_with_the_bytes(raw: storage.Place) -> None:
    storage.put(raw / "a.txt", b"one")
    (item,) = inputs.find([raw / "a.txt"])
    first = inputs.identity(item)
    assert inputs.identity(item) == inputs.identity(item, fresh=True) == first
    storage.put(raw / "a.txt", b"longer")
    assert inputs.identity(item, fresh=True) != first
    assert [inputs.identity(found) for found in inputs.find([raw])] == [inputs.identity(item, fresh=True)]
    assert inputs.find([raw]) == [item]  # it is another version, not another input
    storage.remove(raw / "a.txt")
    assert inputs.identity(item, fresh=True) == "missing"


def test_identity_is_that_of_the_bytes_alone_on_this_machine(tmp_path: Path) -> None:
    for name in ("a", "b"):
        storage.put(tmp_path / name, b"same" * 1_000_000)
    digest = hashlib.sha256(b"same" * 1_000_000).hexdigest()
    assert {inputs.identity(Input(name, name, tmp_path / name)) for name in ("a", "b")} == {f"sha256:{digest}"}


def test_identity_where_a_store_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    place = storage.place(f"memory://{uuid4().hex}/a.txt")
    storage.put(place, b"one")
    monkeypatch.setattr(storage, "facts", lambda place: storage.Facts(place, "file", 3))
    assert inputs.identity(Input("a", "a.txt", place)) == f"sha256:{hashlib.sha256(b'one').hexdigest()}"


@posix
def test_identity_of_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero"), tmp_path / "self"):
        assert inputs.identity(Input("a", "a", path)) == "unreadable"
    assert inputs.identity(Input("a", "a", storage.place(f"memory://{uuid4().hex}/a"))) == "missing"


@posix
def test_a_pipe_that_shares_a_name_is_not_waited_for(tmp_path: Path) -> None:
    storage.put(tmp_path / "b" / "report.txt", b"x")
    (tmp_path / "a").mkdir()
    os.mkfifo(tmp_path / "a" / "report.txt")
    found = inputs.find([tmp_path / "a" / "report.txt", tmp_path / "b"])
    assert [item.doc_id for item in found][1] == "report-unread"
