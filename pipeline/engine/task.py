"""What crosses between the process that runs things and those that work: a Task goes out, an Outcome comes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.engine.inputs import Input
from pipeline.model import PipelineError
from pipeline.settings import Settings
from pipeline.storage import Place

PARTS = "parts"
MARK = "outcome.json"
_KEY_IN_PATH = 16  # characters of the key in a folder's name: 64 bits tell the versions of one document apart

Report = Callable[[str, str, float], None]  # doc_id, stage, the share of it that is done


@dataclass(frozen=True, slots=True)
class Task:
    """One document to process: `key` is made of all that its rows depend on, `output` is the folder of the run.

    `held` (`inputs.identity`) tells what the file held when the key was made. `cache` is the file of parses; None where nothing is kept.
    """

    item: Input
    key: str
    held: str
    settings: Settings
    output: Place
    cache: Path | None = None

    @property
    def part(self) -> Place:
        """The folder its rows go to. Another version of the document has another one, so nothing is ever overwritten."""
        return part(self.output, self.item.doc_id, self.key)


def part(output: Place, doc_id: str, key: str) -> Place:
    """The folder of the rows that the version `key` of a document gave."""
    return output / PARTS / doc_id / key[:_KEY_IN_PATH]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document, without its rows.

    `stage` is the one it failed in; `seconds` are of wall time, `peak` is memory in bytes (0: unknown). `remarks` tell how it was
    done where that could surprise: they are facts of a run, never rows.
    """

    doc_id: str
    name: str
    key: str
    status: str
    error: str = ""
    stage: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, int] = field(default_factory=dict)
    notes_linked: int = 0
    seconds: float = 0.0
    peak: int = 0
    remarks: Sequence[str] = ()

    def to_json(self) -> bytes:
        """As the mark of a whole part. File names may hold bytes that are no characters: ASCII carries them."""
        return json.dumps(asdict(self)).encode("ascii")

    @classmethod
    def from_json(cls, data: bytes | str) -> Outcome:
        """The outcome in a mark. Raises `PipelineError` where it is none."""
        try:
            read: Any = json.loads(data)
            return cls(**read | {"remarks": tuple(read["remarks"])})
        except (ValueError, TypeError, KeyError) as error:
            raise PipelineError(f"not the mark of a part: {error}") from error
