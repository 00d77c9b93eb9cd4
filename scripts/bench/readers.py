"""Files of each format → how fast they are read, in this process, the PDF beside pdfminer.six on the same bytes in the same rounds.

A PDF is counted in pages, everything else in characters of the text it gives. A file that is not there, or whose reader
refuses it, has no row.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import PipelineError, Source
from pipeline.read import formats
from pipeline.settings import Settings
from scripts.bench.timing import Times, rounds, timed

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"  # a real report where one lies beside the project
FIXTURES = ROOT / "tests" / "formats" / "files"
_REPORT = "mext_sti_r6_ch3.pdf"
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Row:
    """One reader on one file; `amount` is pages of a PDF, characters of other formats."""

    file: str
    work: str
    unit: str
    amount: int
    times: Times


def files() -> list[Path]:
    """The PDF to time and one file of each other format, the largest there is."""
    found = [path for path in sorted(FIXTURES.glob("*")) if path.is_file()] if FIXTURES.is_dir() else []
    chosen = []
    if (REPORTS / _REPORT).exists():
        chosen.append(REPORTS / _REPORT)
    endings = (".html", ".docx") if chosen else (".pdf", ".html", ".docx")
    for ending in endings:
        largest = max((path for path in found if path.suffix == ending), key=lambda path: path.stat().st_size, default=None)
        chosen += [largest] if largest else []
    return chosen


def measure(paths: Sequence[Path], count: int) -> list[Row]:
    """Each file `count` times, its reader in turn with the tools beside it."""
    made = []
    for path in paths:
        data = path.read_bytes()
        try:
            source = read(data)
        except PipelineError:
            continue
        works = {OURS: timed(lambda data=data: read(data))}  # type: ignore[misc]
        if source.media_type == "application/pdf":
            works |= {name: timed(lambda work=work, data=data: work(data)) for name, work in _pdfminer().items()}  # type: ignore[misc]
        unit, amount = (
            ("pages", max(1, len(source.page_starts))) if source.media_type == "application/pdf" else ("characters", len(source.text))
        )
        made += [Row(path.name, name, unit, amount, times) for name, times in rounds(works, count).items()]
    return made


def read(data: bytes) -> Source:
    """The file read in this process, without the guard's."""
    reader = importlib.import_module(f"pipeline.read.{formats.of(data)}")
    source: Source = reader.read(data, doc_id="d", name="d", sha256="", settings=Settings())
    return source


def _pdfminer() -> dict[str, Callable[[bytes], object]]:
    """pdfminer.six, which pdfplumber brings along: its text alone, and its layout of every character."""
    from pdfminer import __version__
    from pdfminer.high_level import extract_pages, extract_text

    return {
        f"pdfminer.six {__version__}, extract_text": lambda data: extract_text(io.BytesIO(data)),
        f"pdfminer.six {__version__}, extract_pages": lambda data: list(extract_pages(io.BytesIO(data))),
    }
