"""pipeline.toml → one frozen Settings. An unknown key is an error, so that a typo never silently changes a run."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.model import PipelineError

_READ_STEPS = 60  # the most that the time may be renewed: a file of `max_pages` pages is about fifty steps
_ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can change what a run gives, plus how it is run; what stands under each setting is its documentation.

    How a run is made (`workers`, `cache` …) never changes a table; limits of time and memory may fail a document.
    """

    model: str = "ja_ginza"
    """GiNZA model, installed beside this program."""
    reference_date: str = ""
    """Date of publication (ISO) for documents that do not say when they were published."""
    workers: int = 0
    """Processes to work in; 0: as many as there are cores and memory for."""
    cache: bool = True
    """Whether parses are kept, so that a text is parsed once."""
    cache_dir: str = ""
    """Folder of the parses; empty: `.cache` in the output folder."""
    cache_bytes: int = 1_000_000_000
    """Most bytes of parses that are kept."""
    document_seconds: int = 180
    """Time that a document may take, once it is read, for every 100,000 characters begun; in seconds."""
    document_memory: int = 3_000_000_000
    """Memory that a worker may take; in bytes."""
    batch_size: int = 16
    """Paragraphs handed to GiNZA at a time; small batches keep memory flat."""
    max_bytes: int = 200_000_000
    """Most bytes of an input file."""
    max_chars: int = 5_000_000
    """Most characters of a document's text."""
    max_pages: int = 3_000
    """Most pages of a document."""
    max_expanded: int = 500_000_000
    """Most bytes that a zip container (DOCX) may unfold to."""
    max_depth: int = 300
    """How deep elements may nest in HTML and XML."""
    read_seconds: int = 20
    """Time that reading a PDF, DOCX or HTML file may take, anew for every 64 pages of a PDF; in seconds."""
    read_memory: int = 1_000_000_000
    """Memory that reading such a file may take; in bytes."""
    encoding: str = ""
    """Encoding of plain text and HTML (`cp932`, `euc_jp` …); empty: told by the bytes."""
    reviews: str = ""
    """Folder of the reviewers' decisions, which the tables are written with; empty: `reviews` beside the output folder."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            least = 0 if field.name == "workers" else 1
            if type(value) is int and value < least:
                raise PipelineError(f"setting {field.name} must be {least} or more, not {value}")

        if self.reference_date:
            check_reference(self.reference_date)

    @property
    def longest_reading(self) -> int:
        """Seconds that reading may take when its time is renewed as often as it can be."""
        return self.read_seconds * _READ_STEPS

    def override(self, **given: Any) -> Settings:
        """A copy with the values that are not None."""
        return replace(self, **{key: value for key, value in given.items() if value is not None})


def load(path: Path | None = None) -> Settings:
    """The settings in `path` (by default `pipeline.toml` in the working folder, where it exists)."""
    file = path or Path("pipeline.toml")
    if path is None and not file.exists():
        return Settings()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PipelineError(f"{file}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError(f"{file}: not valid TOML: {error}") from error
    known = {field.name: type(field.default) for field in fields(Settings)}
    for key, value in table.items():
        if key not in known:
            raise PipelineError(f"{file}: unknown setting {key!r}; known are {', '.join(sorted(known))}")
        if type(value) is not known[key]:
            raise PipelineError(f"{file}: {key} must be of type {known[key].__name__}, not {type(value).__name__}")
    return Settings(**table)


def check_reference(reference: str) -> None:
    """Raises `PipelineError` where a date of reference is not ISO 8601."""
    try:
        if not _ISO_DATE.fullmatch(reference):
            raise ValueError
        date.fromisoformat({4: f"{reference}-01-01", 7: f"{reference}-01"}.get(len(reference), reference))
    except (TypeError, ValueError) as error:
        raise PipelineError(f"reference date {reference!r} is not an ISO date (2024-06-19, 2024-06 or 2024)") from error
