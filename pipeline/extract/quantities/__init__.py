"""One cleaned sentence → its quantities; a sentence's quantities → what a person should look at."""

from pipeline.extract.quantities.checks import check
from pipeline.extract.quantities.scan import find

__all__ = ["check", "find"]
