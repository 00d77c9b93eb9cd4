"""kill -9 while a browser saves: every decision that the server has answered is there when it is started again."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from pipeline.model import Name
from pipeline.review import decisions
from tests.review.sites import made
from tests.write.documents import document

SAVES, KILLS = 200, 5  # what is killed within a write is for test_kill: here no answer may come too early
NAMES = [("海", Name("LOC", "", ((f"LOC:海{number}", "海"),))) for number in range(20)]


def saved(output: Path, most: int, seconds: float) -> list[str]:
    """The comments of the decisions that a server has answered before it was killed, or before `most` were."""
    command = [sys.executable, "-m", "pipeline", "review", str(output), "--no-browser", "--reviewer", "検査"]
    told: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.stdout.readline())
        assert found
        origin = {"origin": "/".join(found[0].split("/")[:3])}
        killer = threading.Timer(seconds, process.kill)
        with httpx.Client(base_url=found[0], headers=origin, timeout=30) as client:
            rows = re.findall(r'name="id" value="([^"]+)"', client.get("queue?table=entities").text)
            killer.start()
            while len(told) < most:
                comment = f"{time.time_ns()}"
                form = {"table": "entities", "id": rows[0], "verdict": random.choice(("accept", "reject")), "comment": comment}
                try:
                    answer = client.post("d/d/decide", data=form)
                except httpx.TransportError:
                    break
                assert answer.status_code == 303
                told.append(comment)
        killer.cancel()
        process.kill()
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_no_answered_decision_is_lost(tmp_path: Path) -> None:
    output = made(tmp_path / "outputs", [document("d", names=NAMES)])
    chance = random.Random(9)
    answered: list[str] = []
    kills = 0
    while kills < KILLS or len(answered) < SAVES:
        left = SAVES - len(answered)
        told = saved(output, left if kills >= KILLS else SAVES, 0.5 + 1.5 * chance.random())
        answered += told
        kills += 1
        kept = decisions.read(tmp_path / "reviews")
        assert set(answered) <= {one.comment for one in kept.decisions}
    assert len(set(answered)) == len(answered) >= SAVES
    assert len(kept.unreadable) <= kills  # at most half a line each time
