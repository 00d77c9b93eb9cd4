"""A reader that does what its file says: what the guard has to bear with."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from pipeline.model import Hint, Metadata, PipelineError, Problem, Source
from pipeline.read import clock
from pipeline.settings import Settings


def read(data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
    match data.split(b" ", 1)[0]:
        case b"hang":
            if told := data[len("hang ") :]:
                Path(os.fsdecode(told)).touch()
            while True:
                time.sleep(1)
        case b"plod":
            for _ in range(3):
                time.sleep(0.6)
                clock.go_on()
        case b"spin":
            while True:
                pass
        case b"hog":
            kept = []
            while True:
                kept.append(bytearray(10_000_000))
        case b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"abort":
            os.abort()
        case b"leave":
            os._exit(3)
        case b"refuse":
            raise PipelineError("locked\nwith a\u3000password")
        case b"break":
            raise KeyError("font")
        case b"surrogate":
            return Source(doc_id, name, sha256, "x/y", "", "a\ud800b")
        case b"overrun":
            return Source(doc_id, name, sha256, "x/y", "", "ab", (), (Hint("note", 1, 3),))
        case b"noise":
            print("noise of a library")
            os.write(1, b"noise of a C library\n")
            sys.stderr.write("warning\n" * 100_000)
    text = data.decode()
    return Source(
        doc_id,
        name,
        sha256,
        "x/y",
        "utf-8",
        text,
        (0, len(text)),
        (Hint("heading", 0, 2, 1), Hint("note", 1, len(text), 12, "n\n12")),
        Metadata(title="題", authors=("甲", "乙")),
        (Problem("info", "boilerplate", "left out", 0, 2), Problem("warning", "no-date", "なし")),
    )
