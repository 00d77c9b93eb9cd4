"""A report, or the samples in raw/ → the documents to time: sources, structured reports, sentences."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.clean import clean
from pipeline.model import Report, Sentence, Source, Text
from pipeline.read import read
from pipeline.sentences import sentences as split
from pipeline.settings import Settings
from pipeline.structure import structure

RAW = Path(__file__).parents[2] / "raw"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the layers see it: its report and the sentences that hold mentions (no front matter)."""

    report: Report
    sentences: tuple[Sentence, ...]

    @property
    def paragraphs(self) -> list[str]:
        """The cleaned text of each block that holds mentions."""
        return [block.content.text for block in self.report.blocks if block.kind != "front"]


def sources(file: Path | None) -> list[Source]:
    """The report in `file`, or the samples."""
    files = [file] if file else sorted(RAW.glob("*.txt"))
    return [read(each, doc_id=each.stem, name=each.name, settings=Settings()) for each in files]


def documents(given: list[Source]) -> list[Document]:
    """Each source cleaned, structured and split."""
    made = []
    for source in given:
        report = structure(clean(source))
        made.append(Document(report, tuple(s for s in split(report.blocks, source.doc_id) if s.kind != "front")))
    return made


def grown(document: Document, times: int) -> list[Sentence]:
    """The document's sentences `times` over as one document, each copy behind the one before."""
    width = max((sentence.content.ends[-1] for sentence in document.sentences), default=0)
    paragraphs = max((sentence.paragraph for sentence in document.sentences), default=0)
    return [
        replace(
            sentence,
            id=f"{sentence.id}.{copy}",
            content=_moved(sentence.content, copy * width),
            paragraph=sentence.paragraph + copy * paragraphs,
        )
        for copy in range(times)
        for sentence in document.sentences
    ]


def _moved(text: Text, by: int) -> Text:
    return Text(text.text, array("q", (at + by for at in text.starts)), array("q", (at + by for at in text.ends)))
