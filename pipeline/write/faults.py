"""What can be wrong with what was written."""

from __future__ import annotations

from pipeline.model import PipelineError
from pipeline.storage import Place


class PartError(PipelineError):
    """A part that cannot be read; its document is to be processed again."""

    def __init__(self, folder: Place, reason: str) -> None:
        super().__init__(f"{folder}: this part is damaged ({reason}); delete the folder and run again")
        self.folder = folder
