"""Bytes of a DOCX file → its parts as XML, read piece by piece under limits on what they unfold to.

Nothing is believed that the container says of itself: bytes are counted as they are inflated, and no file is written,
no address opened and no document type (DTD) accepted.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from pipeline.model import PipelineError
from pipeline.read.docx.xml import Node, named, tags
from pipeline.settings import Settings

_CHUNK = 1 << 16
_MOST_ENTRIES = 20_000
_HIGHEST_RATIO = 500  # Word's XML packs 10 to 40 times; a part that packs tighter than this from `_RATIO_FROM` bytes on is a bomb
_RATIO_FROM = 5_000_000
_LARGEST_BLOCK = 20_000_000  # bytes of XML in one paragraph or table, all of which is held at once
_OVER_LIMIT = (etree.ErrorTypes.ERR_RESOURCE_LIMIT,)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, IndexError, OverflowError, NotImplementedError)
_MAIN = ("application/vnd.openxmlformats-officedocument.wordprocessingml.", "application/vnd.ms-word.")
# What other zip containers hold, by the beginning of a part's name, in plain words.
_OTHERS = (
    ("xl/", "an Excel workbook (XLSX)"),
    ("ppt/", "a PowerPoint file (PPTX)"),
    ("visio/", "a Visio drawing"),
    ("index/document.iwa", "a Pages, Numbers or Keynote file"),
    ("androidmanifest.xml", "an Android app"),
    ("meta-inf/manifest.mf", "a Java archive"),
)
_MIMETYPES = (
    (b"application/epub", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/hwp", "a Hangul document (HWPX)"),
)


class Package:
    """The parts of a DOCX file by name (`word/document.xml`), case ignored as the format says."""

    def __init__(self, data: bytes, settings: Settings) -> None:
        self._settings = settings
        self._expanded = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except _DAMAGES as error:
            raise PipelineError("the file begins like a zip container (DOCX …) but is cut off or damaged") from error
        if len(entries) > _MOST_ENTRIES:
            raise PipelineError(f"the zip container has {len(entries):,} entries, more than the {_MOST_ENTRIES:,} that are read")
        self._entries = {entry.filename.lower(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes. Raises `PipelineError` when it is encrypted or damaged, or unfolds to more than is allowed."""
        entry = self._entries[name.lower()]
        if entry.flag_bits & 1:
            raise PipelineError("the zip container is encrypted; take the password off and run again")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PipelineError(f"the DOCX is damaged: {entry.filename} is packed by a method that DOCX does not know")
        read = 0
        if self._expanded + entry.file_size > self._settings.max_expanded:
            raise self._too_large()
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    read += len(chunk)
                    self._count(len(chunk), read, entry)
                    yield chunk
        except _DAMAGES as error:
            raise PipelineError(f"the DOCX is damaged: {entry.filename} cannot be unpacked") from error

    def _count(self, more: int, read: int, entry: zipfile.ZipInfo) -> None:
        self._expanded += more
        if self._expanded > self._settings.max_expanded:
            raise self._too_large()
        if read > _RATIO_FROM and read > _HIGHEST_RATIO * max(1, entry.compress_size):
            raise PipelineError(f"{entry.filename} unfolds to more than {_HIGHEST_RATIO} times its size: a zip bomb, no report")

    def _too_large(self) -> PipelineError:
        return PipelineError(f"the DOCX unfolds to more than max_expanded = {self._settings.max_expanded:,} bytes")

    def tree(self, name: str) -> Node:
        """A small part (styles, relations, properties) as a whole."""
        parser = self._parser(())
        read = 0
        for chunk in _without_doctype(self.chunks(name), name):
            read += len(chunk)
            if read > _LARGEST_BLOCK:
                raise PipelineError(f"the part {name} has more than {_LARGEST_BLOCK:,} bytes")
            self._feed(parser, chunk, name)
        root = self._close(parser, name)
        _refuse_doctype(root, name)
        made: Node = root
        return made

    def stream(self, name: str, blocks: Sequence[str], level: int) -> Iterator[Node]:
        """Those of a part's elements that are named in `blocks` and lie `level` deep (1 is a child of the root), one at a time.

        Each is gone once the next is asked for, so that memory does not grow with the part.
        """
        parser = self._parser([full for block in blocks for full in tags(block)])
        waiting = 0
        for chunk in _without_doctype(self.chunks(name), name):
            waiting += len(chunk)
            if waiting > _LARGEST_BLOCK:
                raise PipelineError(f"one paragraph or table in {name} has more than {_LARGEST_BLOCK:,} bytes of XML")
            self._feed(parser, chunk, name)
            for _, element in parser.read_events():
                if _level(element, level):
                    _refuse_doctype(element, name)
                    yield element
                    _drop(element)
                    waiting = 0
        self._close(parser, name)

    def _parser(self, wanted: Sequence[str]) -> Any:
        return etree.XMLPullParser(
            events=("end",),
            tag=wanted or ["{none}none"],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def _feed(self, parser: Any, chunk: bytes, name: str) -> None:
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            raise self._broken(name, error) from error

    def _close(self, parser: Any, name: str) -> Any:
        try:
            return parser.close()
        except etree.XMLSyntaxError as error:
            raise self._broken(name, error) from error

    def _broken(self, name: str, error: Any) -> PipelineError:
        if "depth" in str(error).lower():
            return PipelineError(f"elements of {name} nest deeper than max_depth = {self._settings.max_depth} or than can be read")
        if error.code in _OVER_LIMIT:
            return PipelineError(
                f"one piece of text in {name} is longer than the 10,000,000 characters that are read (line {error.lineno})"
            )
        return PipelineError(f"the DOCX is damaged: {name} is no proper XML (line {error.lineno})")

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """The last word of each relation's type (`footnotes`, `header` …) and the name of the part it leads to, addresses left out."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self:
            return
        for relation in self.tree(relations):
            target, kind = relation.get("Target"), relation.get("Type")
            if named(relation) == "rels:Relationship" and target and kind and relation.get("TargetMode") != "External":
                whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if whole in self:
                    yield kind.rpartition("/")[2], whole

    def main(self) -> str:
        """The name of the part that holds the report's text. Raises `PipelineError` saying what else the container is."""
        if "[content_types].xml" not in self and "_rels/.rels" not in self:
            raise PipelineError(f"this is {self._kind()}, not a DOCX; save the report as DOCX, PDF or plain text and run again")
        found = next((target for kind, target in self.related("") if kind == "officeDocument"), "word/document.xml")
        declared = self._content_type(found)
        if found not in self or (declared and not declared.startswith(_MAIN)):
            raise PipelineError(f"this is {self._kind()}, not a DOCX; save the report as DOCX, PDF or plain text and run again")
        return found

    def _content_type(self, name: str) -> str:
        if "[content_types].xml" not in self:
            return ""
        for entry in self.tree("[content_types].xml"):
            if (entry.get("PartName") or "").lower() == f"/{name}".lower():
                return entry.get("ContentType") or ""
        return ""

    def _kind(self) -> str:
        if "mimetype" in self:
            head = next(self.chunks("mimetype"), b"")
            for mimetype, kind in _MIMETYPES:
                if head.strip().startswith(mimetype):
                    return kind
        for start, kind in _OTHERS:
            if any(name.startswith(start) for name in self._entries):
                return kind
        return "a zip archive"


def _without_doctype(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The chunks, unless a document type (and with it entities) is declared in them: Office writes none."""
    tail = b""
    for chunk in chunks:
        seen = tail + chunk
        if any(mark in seen for mark in _DOCTYPES):
            raise _doctype(name)
        tail = seen[-len(_DOCTYPES[1]) :]
        yield chunk


def _refuse_doctype(element: Any, name: str) -> None:
    """The same by what the parser has met, for encodings in which a declaration is written in other bytes."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name)


def _doctype(name: str) -> PipelineError:
    return PipelineError(f"{name} declares a document type (DTD), which no DOCX does; it is not read")


def _level(element: Node, level: int) -> bool:
    parent = element.getparent()
    for _ in range(level - 1):
        parent = parent.getparent() if parent is not None else None
    return parent is not None and parent.getparent() is None


def _drop(element: Any) -> None:
    """Frees a block that was read and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
