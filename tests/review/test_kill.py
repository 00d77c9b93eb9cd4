"""kill -9 while decisions are saved: what was acknowledged is there, and the next writer goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.review import decisions
from pipeline.review.decisions import FILE, Decisions
from tests.review.test_decisions import decision

SAVES, ROUNDS = 500, 12
LONGEST = 0.1  # seconds between the first acknowledgement of a writer and its end
COMMENT = "確認" * 20
_WRITER = f"""
import sys
from pathlib import Path
from pipeline.review.decisions import Decisions, new
from pipeline.review.model import Anchor
document = {{"doc_id": "report", "source_file": "report.txt", "sha256": "0" * 64}}
file = Decisions(Path(sys.argv[1]))
while True:
    one = new("accept", "dates", reviewer="佐藤", document=document, row=None, anchor=Anchor("2023年"), comment="{COMMENT}")
    file.append([one])
    print(one.id, flush=True)
"""


def killed(folder: Path, seconds: float) -> list[str]:
    """The ids that a writer acknowledged before it was killed."""
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, folder], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [writer.stdout.readline()]
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    told += writer.stdout.read().splitlines(keepends=True)
    writer.wait(timeout=30)
    assert writer.returncode == -signal.SIGKILL
    return [line.removesuffix("\n") for line in told if line.endswith("\n")]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_no_acknowledged_decision_is_lost(tmp_path: Path) -> None:
    chance = random.Random(9)
    acknowledged: list[str] = []
    rounds = 0
    while rounds < ROUNDS or len(acknowledged) < SAVES:
        acknowledged += killed(tmp_path, chance.random() * LONGEST)
        rounds += 1
    found = decisions.read(tmp_path)
    assert set(acknowledged) <= {one.id for one in found.decisions}
    assert len(acknowledged) == len(set(acknowledged)) >= SAVES
    assert all(one.comment == COMMENT for one in found.decisions)

    with (tmp_path / FILE).open("ab") as file:  # a writer that was killed in the midst of a line
        file.write("2026-01-02T03:04:05.000000Z,佐藤,acc".encode())
    Decisions(tmp_path).append([decision(1, id="next")])
    after = decisions.read(tmp_path)
    assert {one.id for one in after.decisions} == {one.id for one in found.decisions} | {"next"}
    assert len(after.unreadable) == len(found.unreadable) + 1
