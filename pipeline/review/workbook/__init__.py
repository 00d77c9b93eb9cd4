"""The reviewed tables → a workbook to decide in, and that workbook → decisions."""

from pipeline.review.workbook.export import Exported, export
from pipeline.review.workbook.import_ import Imported, NotTaken, import_

__all__ = ["Exported", "Imported", "NotTaken", "export", "import_"]
