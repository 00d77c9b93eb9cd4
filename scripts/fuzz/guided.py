"""Coverage-guided fuzzing of one target with atheris: `python -m scripts.fuzz.guided TARGET SEEDS [libFuzzer options]`.

Targets are `pdf`, `docx`, `html`, `text` (a reader: any bytes end in a Source that keeps the contract, or in a reason) and
`clean` (any text keeps its way back). The folder SEEDS is filled from the hostile corpus and grows with what is found.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import atheris

TARGETS = ("pdf", "docx", "html", "text", "clean")
_BOMBS = ("bomb", "forms of forms", "one glyph")  # only the guard's process bounds what they take
_SLOWEST_SEED = 0.05  # seconds
_LARGEST_SEED = 20_000  # bytes: small inputs are tried thousands of times a second
_MORE = ("pipeline.read.building", "pipeline.read.wire", "pipeline.read.encodings")


def main() -> None:
    """Runs until libFuzzer's limit; a crash leaves its input beside the seeds and ends with an exit code other than 0."""
    target, folder, *options = sys.argv[1:]
    if target not in TARGETS:
        raise SystemExit(f"no such target: {target}; known are {', '.join(TARGETS)}")
    seeds = Path(folder)
    with atheris.instrument_imports(include=["pipeline"]):
        for name in _MORE:
            importlib.import_module(name)
        check = cleaner() if target == "clean" else reader(target)
    _plant(target, seeds, check)
    atheris.Setup([sys.argv[0], f"-artifact_prefix={seeds.parent}/{target}-", "-max_len=65536", *options, str(seeds)], check)
    atheris.Fuzz()


def reader(target: str) -> Callable[[bytes], None]:
    """Reads bytes with one reader; an exception other than a reason, or a Source that no reader may give, is a finding.

    Bytes that are no zip container become the document.xml of a sound DOCX: a mutated container is refused before its text is seen.
    """
    from pipeline.model import PipelineError
    from pipeline.read import wire
    from pipeline.settings import Settings
    from tests.hostile import words

    read = importlib.import_module(f"pipeline.read.{target}").read
    settings = Settings(max_pages=20, max_chars=100_000, max_expanded=5_000_000)

    def check(data: bytes) -> None:
        facts = {"doc_id": "d", "name": "d", "sha256": ""}
        wrapped = words.docx(data) if target == "docx" and not data.startswith(b"PK") else data
        try:
            made = read(wrapped, settings=settings, **facts)
        except PipelineError:
            return
        if wire.source(wire.unpack(wire.pack(made))["source"], **facts) != made:
            raise AssertionError("the source changed on its way")

    return check


def cleaner() -> Callable[[bytes], None]:
    """Cleans text and closes its spaces; every character must lead back into the source, in order."""
    from pipeline.clean import close_spaces, uniform

    def check(data: bytes) -> None:
        source = data.decode("utf-8", "ignore")
        for text in (uniform(source), close_spaces(uniform(source)), close_spaces(uniform(source), note=True)):
            if not len(text.text) == len(text.starts) == len(text.ends):
                raise AssertionError("characters and offsets are not as many")
            if list(text.starts) != sorted(text.starts) or any(
                not 0 <= a < b <= len(source) for a, b in zip(text.starts, text.ends, strict=True)
            ):
                raise AssertionError("an offset leads nowhere")

    return check


def _plant(target: str, folder: Path, check: Callable[[bytes], None]) -> None:
    """The small hostile files that are read at once: a slow seed would be all that is tried."""
    from tests.hostile import corpus, words

    folder.mkdir(parents=True, exist_ok=True)
    cases = (
        [*corpus.encoded(), *corpus.plain(200)] if target in ("text", "clean") else [c for c in corpus.formatted() if c.format == target]
    )
    seeds = [case.make() for case in cases if not any(bomb in case.name for bomb in _BOMBS)]
    if target == "docx":
        seeds.append(words.body(words.paragraph() * 2).encode())
    for data in seeds:
        if not 0 < len(data) <= _LARGEST_SEED:
            continue
        begin = time.perf_counter()
        check(data)
        if time.perf_counter() - begin < _SLOWEST_SEED:
            (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    main()
