"""outputs/ → the bibliography of all documents or of some: CSL-JSON, BibTeX (biblatex) or RIS, one entry a distinct work.

Text of reports is data: it cannot end a field, an entry or a line of any format. What a format
or Zotero's item of that type has no field for is told as `variable: value` in the note.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

Format = Literal["csl-json", "bibtex", "ris"]
FORMATS: tuple[Format, ...] = get_args(Format)


def bibliography(folder: Path, form: Format, documents: Sequence[str] = ()) -> bytes:
    """The works cited by the documents with these ids, or by all, as a UTF-8 file of that format.

    Raises `PipelineError` where the folder has no tables, a document is not in them, or a table is broken.
    """
    from pipeline.write.bibliography.works import works

    cited = works(folder, documents)
    match form:
        case "csl-json":
            from pipeline.write.bibliography.csl import csl_json as writer
        case "bibtex":
            from pipeline.write.bibliography.bibtex import bibtex as writer
        case "ris":
            from pipeline.write.bibliography.ris import ris as writer
    return writer(cited).encode()
