"""Where other machines may write, and locks."""

from pathlib import Path

import pytest

from pipeline.parse import disk

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /proc rw - proc proc rw
41 22 0:40 / /home rw shared:2 - nfs4 server:/home rw,vers=4.2
42 41 8:2 / /home/scratch rw - xfs /dev/sdb1 rw
43 22 0:41 / /mnt/two\040words rw master:1 - cifs //server/share rw
44 22 0:42 / /bucket rw - fuse.gcsfuse bucket rw
45 22 0:43 / /usb rw - fuseblk /dev/sdc1 rw
46 22 0:44 / /over rw - nfs server:/over rw
47 46 8:3 / /over rw - ext4 /dev/sdd1 rw
""".strip()

FOLDERS = [
    ("/tmp", False),
    ("/home/person/outputs", True),
    ("/home", True),
    ("/homes", False),
    ("/home/scratch/outputs", False),
    ("/mnt/two words/outputs", True),
    ("/bucket/outputs", True),
    ("/usb/outputs", False),
    ("/over/outputs", False),
]


@pytest.mark.parametrize(("folder", "networked"), FOLDERS)
def test_a_network_s_disk_is_told_by_its_mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, networked: bool) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, "utf-8")
    monkeypatch.setattr(disk, "_MOUNTS", mounts)
    monkeypatch.setattr(Path, "resolve", lambda self: self)
    assert disk.is_networked(Path(folder)) is networked


def test_without_a_list_of_mounts_every_disk_is_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_MOUNTS", tmp_path / "none")
    assert disk.is_networked(tmp_path) is False


@pytest.mark.skipif(disk.fcntl is None, reason="locks are for other systems")
def test_shared_locks_go_together_and_no_other_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    shared = [disk.lock(path, shared=True, seconds=0) for _ in range(2)]
    with pytest.raises(OSError):  # noqa: PT011
        disk.lock(path, shared=False, seconds=0)
    for handle in shared:
        disk.unlock(handle)
    alone = disk.lock(path, shared=False, seconds=0)
    with pytest.raises(OSError):  # noqa: PT011
        disk.lock(path, shared=True, seconds=0.05)
    disk.unlock(alone)
