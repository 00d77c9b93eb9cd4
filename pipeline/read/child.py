"""The process in which one file is read: a request as its argument, the file on standard input → the answer on standard output.

Started by `guard` alone. It limits itself before it loads a reader, and ends without tidying up, which libraries may not survive.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import traceback
from contextlib import suppress
from typing import Any, cast

from pipeline.model import PipelineError
from pipeline.read import Reader, clock, wire
from pipeline.settings import Settings


def main() -> None:
    """Answers the request and ends the process."""
    request = json.loads(sys.argv[1])
    settings = Settings(**request.pop("settings"))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints gets into the answer
    logging.disable()
    _limit(settings)
    answers.write(_answer(request, settings))
    answers.flush()
    os._exit(0)


def _answer(request: dict[str, Any], settings: Settings) -> bytes:
    try:
        reader = cast(Reader, importlib.import_module(request["module"]))
        facts = {key: request[key] for key in ("doc_id", "name", "sha256")}
        return wire.pack(reader.read(sys.stdin.buffer.read(), settings=settings, **facts))
    except PipelineError as error:
        return wire.told(reason=str(error))
    except MemoryError:
        return wire.told(memory="")
    except Exception:  # a fault of ours: the parent raises it again, with this traceback
        return wire.told(fault=traceback.format_exc())


def _limit(settings: Settings) -> None:
    """Time, address space and core dumps, where the system has such limits."""
    clock.begin(settings.read_seconds)
    try:
        import resource
    except ImportError:
        return
    for kind, wanted in ((resource.RLIMIT_AS, settings.read_memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(kind, (bound, bound))
