"""Places, inputs and the lock on a real S3 interface (moto's server on this machine)."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator

import pytest
import s3fs

from pipeline import storage
from pipeline.engine import inputs, lock
from pipeline.engine.lock import Lock
from pipeline.model import PipelineError

NAMES = ["report.txt", "2024/report [1]#?.txt", "2024/年報 第1号.pdf", "a//b.txt"]
# setting, its value → what is told of any access
BROKEN = [
    ("AWS_ACCESS_KEY_ID", None, r"Unable to locate credentials\); set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:{closed_port}", r"Could not connect .+; does the store answer\?.+ AWS_ENDPOINT_URL_S3"),
    ("AWS_PROFILE", "nobody", r"could not be found\); set AWS_PROFILE"),
]


Elsewhere = Callable[[str, bytes | None], None]


@pytest.fixture(scope="module")
def another_client() -> s3fs.S3FileSystem:
    return s3fs.S3FileSystem(skip_instance_cache=True)


@pytest.fixture
def elsewhere(bucket: str, another_client: s3fs.S3FileSystem) -> Elsewhere:
    """What another machine does: a client of its own writes a file, or removes it (None)."""

    def act(name: str, data: bytes | None) -> None:
        path = f"{bucket.removeprefix('s3://')}/{name}"
        if data is None:
            another_client.rm_file(path)
        else:
            another_client.pipe_file(path, data)

    return act


@pytest.fixture
def new_clients(s3_environment: str) -> Iterator[None]:
    """Clients made by one test, with an environment of its own."""
    s3fs.S3FileSystem.clear_instance_cache()
    yield
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def denied(s3_environment: str) -> Iterator[None]:
    """From now on nobody may do anything."""

    def allow(actions: bytes) -> None:
        headers = {"Content-Type": "text/plain"}
        request = urllib.request.Request(f"{s3_environment}/moto-api/reset-auth", data=actions, headers=headers, method="POST")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).close()

    allow(b"0")
    yield
    allow(b"inf")


def test_files_come_and_go(bucket: str) -> None:
    folder = storage.place(f"{bucket}/raw/")
    for name in NAMES:
        storage.put(folder / name, name.encode())
    listed = storage.below(folder)
    assert {storage.get(one.place) for one in listed} == {name.encode() for name in NAMES}
    assert listed == [storage.facts(one.place) for one in listed]
    with storage.fetch(folder / NAMES[2], max_bytes=100) as file:
        assert (file.suffix, file.read_bytes()) == (".pdf", NAMES[2].encode())
    storage.put(storage.place(bucket) / "raw2.txt", b"beside it")
    storage.remove_tree(folder)
    assert [one.place.name for one in storage.below(storage.place(bucket))] == ["raw2.txt"]
    assert storage.facts(folder) is None
    storage.remove_tree(storage.place(bucket))
    assert storage.facts(storage.place(bucket)) is not None  # a bucket stays


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 5_000], ids=["empty", "over a chunk"])
def test_all_of_a_file_is_fetched(data: bytes, bucket: str) -> None:
    file = storage.place(bucket) / "a.txt"
    storage.put(file, data)
    with storage.fetch(file, max_bytes=len(data)) as copy:
        assert copy.read_bytes() == data == storage.get(file)
    if data:
        with pytest.raises(PipelineError, match="more than max_bytes"), storage.fetch(file, max_bytes=len(data) - 1):
            pass


def test_what_others_do_is_seen_at_once(bucket: str, elsewhere: Elsewhere) -> None:
    raw = storage.place(f"{bucket}/raw")
    elsewhere("raw/a.txt", b"a")
    assert [item.doc_id for item in inputs.find([raw])] == ["a"]
    (item,) = inputs.find([f"{bucket}/raw/a.txt"])
    first = inputs.identity(item)
    elsewhere("raw/b.txt", b"b")
    assert [item.doc_id for item in inputs.find([raw])] == ["a", "b"]
    assert (raw / "b.txt").exists()
    elsewhere("raw/a.txt", b"A")
    assert storage.get(raw / "a.txt") == b"A"
    assert inputs.identity(item) == first != inputs.identity(item, fresh=True)
    elsewhere("raw/a.txt", None)
    assert [item.doc_id for item in inputs.find([raw])] == ["b"]
    assert inputs.identity(item, fresh=True) == "missing"


def test_identity_is_the_same_however_a_file_is_found(bucket: str, elsewhere: Elsewhere) -> None:
    for name in NAMES:
        elsewhere(f"raw/{name}", b"same")
    found = inputs.find([f"{bucket}/raw"])
    assert sorted(item.name for item in found) == sorted(NAMES)
    assert len({inputs.identity(item) for item in found}) == len(NAMES)
    for item in found:
        assert item.size == 4
        assert inputs.identity(item) == inputs.identity(item, fresh=True) == inputs.identity(inputs.find([item.path])[0])
        assert inputs.identity(item).startswith("etag:")


def test_inputs_are_read_by_other_processes(bucket: str, elsewhere: Elsewhere) -> None:
    elsewhere("raw/report.txt", "報告".encode())
    found = inputs.find([f"{bucket}/raw"])
    code = """
import pickle, sys
from pipeline import storage
(item,) = pickle.loads(sys.stdin.buffer.read())
with storage.fetch(item.path, max_bytes=100) as file:
    sys.stdout.buffer.write(file.read_bytes())
"""
    made = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(found), capture_output=True, check=True)
    assert made.stdout == "報告".encode()


def test_a_folder_with_a_mark_of_its_own(bucket: str, elsewhere: Elsewhere) -> None:
    """The console of S3 makes a folder by an empty object whose name ends in a slash."""
    elsewhere("raw/", b"")
    elsewhere("raw/empty/", b"")
    with pytest.raises(PipelineError, match="no reports in this folder"):
        inputs.find([f"{bucket}/raw/"])
    elsewhere("raw/a.txt", b"a")
    assert [item.name for item in inputs.find([f"{bucket}/raw/"])] == ["a.txt"]


def test_a_missing_file_stays_and_a_missing_bucket_is_an_error(bucket: str) -> None:
    (item,) = inputs.find([f"{bucket}/none.txt"])
    assert inputs.identity(item) == "missing"
    with pytest.raises(PipelineError, match="no such file"), storage.fetch(item.path, max_bytes=1):
        pass
    for act in (
        lambda place: inputs.find([place]),
        lambda place: storage.below(place),
        lambda place: storage.put(place, b""),
        lambda place: storage.probe(place),
        lambda place: Lock(place).__enter__(),
    ):
        with pytest.raises(PipelineError, match=r"no-such-bucket/raw.+; there is no such place: make the bucket first"):
            act(storage.place("s3://no-such-bucket/raw"))


@pytest.mark.parametrize(("name", "value", "message"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_a_store_that_cannot_be_used(
    name: str, value: str | None, message: str, bucket: str, closed_port: int, new_clients: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(name)
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    else:
        monkeypatch.setenv(name, value.format(closed_port=closed_port))
    place = storage.place(f"{bucket}/raw")
    for act in (inputs.find, lambda paths: storage.put(paths[0], b"")):
        with pytest.raises(PipelineError, match=message) as raised:
            act([place])
        assert str(raised.value).startswith(f"{bucket}/raw")


def test_what_is_not_allowed(bucket: str, denied: None) -> None:
    place = storage.place(f"{bucket}/raw")
    for act in (storage.below, storage.get, storage.facts, storage.probe, storage.remove_tree):
        with pytest.raises(PipelineError, match=r"these credentials may not do that"):
            act(place)


def test_two_machines_and_one_folder(bucket: str) -> None:
    output = storage.place(f"{bucket}/outputs")
    with Lock(output) as held:
        with pytest.raises(PipelineError, match=rf"process {os.getpid()} on .+; wait for it \(3 minutes where it was killed\) or use"):
            Lock(storage.place(f"{bucket}/outputs")).__enter__()
        held.check()
        with Lock(output, stale=0) as other:
            other.check()
            with pytest.raises(PipelineError, match="has lost its lock"):
                held.check()
    with Lock(output):
        pass
    assert len(storage.below(output)) == 1


def test_the_store_itself_refuses_a_second_lease(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked and found none: only the store can keep them apart."""
    output = storage.place(f"{bucket}/outputs")
    first, second = Lock(output), lock._Lease(output, 30, 180)
    create = second._create

    def after_the_first() -> None:
        first.__enter__()
        create()

    monkeypatch.setattr(second, "_create", after_the_first)
    with pytest.raises(PipelineError, match="another run is working here"):
        second.take()
    first.check()
    first.__exit__()


def test_an_answer_that_was_lost_does_not_lose_the_lease(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client asks again after its own first request has made the object, and is refused."""
    lease = lock._Lease(storage.place(f"{bucket}/outputs"), 30, 180)
    create = lease._create
    monkeypatch.setattr(lease, "_create", lambda: (create(), create()))
    lease.take()
    lease.check()
    lease.release()
