"""The long checks of everything that reads what nobody vouches for: `python -m scripts.fuzz [--seconds N] [--only PART …]`.

Parts: `corpus` (the hostile files at full size), `random` (hypothesis, FACTOR times as many examples as in the tests), and
one coverage-guided target for each reader and the cleaner, N seconds each. Exit code 1 where one of them found something.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

TARGETS = ("pdf", "docx", "html", "text", "clean")
PARTS = ("corpus", "random", *TARGETS)
ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / ".venv" / "fuzz"  # atheris alone, beside the environment of the project
FOUND = ROOT / ".fuzz"  # seeds, and inputs that broke something
FACTOR = 20


def main() -> None:
    """Runs the parts one after the other and says which found something."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long each guided target runs")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=f"any of {', '.join(PARTS)}")
    arguments = parser.parse_args()
    broken = [part for part in arguments.only if not _run(part, arguments.seconds)]
    print(f"{len(arguments.only) - len(broken)} passed, {len(broken)} failed" + (f": {', '.join(broken)}" if broken else ""))
    sys.exit(bool(broken))


def _run(part: str, seconds: int) -> bool:
    print(f"== {part}", flush=True)
    environment = dict(os.environ)
    if part == "corpus":
        command = ["-m", "scripts.fuzz.corpus", "--quiet"]
    elif part == "random":
        command = ["-m", "pytest", "-q", "tests/hostile/test_random.py"]
        environment["FUZZ_FACTOR"] = str(FACTOR)
    else:
        command = ["-m", "scripts.fuzz.guided", part, str(FOUND / part), *_limits(seconds)]
        environment["PYTHONPATH"] = str(LIBRARY)
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=False).returncode == 0


def _limits(seconds: int) -> list[str]:
    return [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=0"]


if __name__ == "__main__":
    main()
