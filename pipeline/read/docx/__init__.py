"""A DOCX file (also DOTX, DOCM and strict OOXML) → Source.

Read are the text as it stands when all tracked changes are accepted, its notes, text boxes and tables; left out, each with a
problem row, are comments, hidden text and parts in other formats. Running heads stand at the end as lines left out.
A DOCX has no pages of its own: where they end is made up whenever the file is shown or printed, and the breaks that Word
remembers are missing in tables and after edits. So a source has none, rather than wrong ones.
"""

from __future__ import annotations

from pipeline.read.docx.reading import read

__all__ = ["read"]
