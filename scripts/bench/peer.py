"""One tool, timed from outside: JSON Lines on standard input, one answer a line.

`{"texts": […]}` sets what to read, `{"round": true}` reads all of it once and answers with the seconds. Ends without a word
where the tool is not installed. Needs nothing of this project: it runs in the tool's own virtual environment.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version


def reader(name: str) -> Callable[[str], object]:
    """The tool's own call for one text."""
    if name == "ja-timex":
        from ja_timex import TimexParser

        parse: Callable[[str], object] = TimexParser().parse
        return parse
    if name == "pynormalizenumexp":
        from pynormalizenumexp.normalize_numexp import NormalizeNumexp

        normalize: Callable[[str], object] = NormalizeNumexp("ja").normalize
        return normalize
    raise SystemExit(f"no such tool: {name}")


def main() -> None:
    """Answers until standard input ends."""
    name = sys.argv[1]
    try:
        read = reader(name)
    except ImportError:
        return
    print(json.dumps({"version": version(name)}), flush=True)
    texts: list[str] = []
    for line in sys.stdin:
        message = json.loads(line)
        if "texts" in message:
            texts = message["texts"]
            print("{}", flush=True)
            continue
        begin = time.perf_counter()
        for text in texts:
            read(text)
        print(json.dumps({"seconds": time.perf_counter() - begin}), flush=True)


if __name__ == "__main__":
    main()
