"""`styles.xml` → what a paragraph of a style is: title, heading of a level, caption, line of a table of contents, body text.

Names tell it (`heading 1`, 見出し 1, 表題, 図表番号), since ids are Word's own in every language (`1` or `a3` in Japanese
files); a style based on another is what that one is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.read.docx.formats import BODY_LEVEL, PLAIN, PLAIN_RUN, ParagraphFormat, RunFormat, paragraph_format, run_format
from pipeline.read.docx.xml import Node, child, named, value

Role = Literal["title", "subtitle", "heading", "caption", "contents", "body"]

_LONGEST_CHAIN = 50
_NAMES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("title", re.compile(r"title|表題|標題|タイトル")),
    ("subtitle", re.compile(r"subtitle|副題|サブタイトル")),
    ("heading", re.compile(r"(?:heading|見出し)([1-9])")),
    ("caption", re.compile(r"caption|図表番号|キャプション")),
    ("contents", re.compile(r"(?:toc|目次)(?:[1-9]|heading|の見出し)|tocheading|contents(?:heading|[1-9])|tableoffigures|図表目次")),
)


@dataclass(frozen=True, slots=True)
class Style:
    """One style; `based_on` is another's id, `name` without spaces and in lower case."""

    name: str
    based_on: str
    paragraph: ParagraphFormat = PLAIN
    run: RunFormat = PLAIN_RUN


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Node | None = None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        self._indented = False
        for node in root if root is not None else ():
            if named(node) == "w:style":
                self._add(node)
            elif named(node) == "w:docDefaults":
                properties = child(child(node, "w:pPrDefault"), "w:pPr")
                self._indented = bool(paragraph_format(properties).indented)
        self._roles: dict[str, tuple[Role, int]] = {}
        self._paragraphs: dict[str, ParagraphFormat] = {}
        self._runs: dict[str, RunFormat] = {}

    def _add(self, node: Node) -> None:
        style_id = value(node, "w:styleId") or ""
        name = unicodedata.normalize("NFKC", value(child(node, "w:name")) or style_id)
        style = Style(
            name=re.sub(r"[\s_-]+", "", name).lower(),
            based_on=value(child(node, "w:basedOn")) or "",
            paragraph=paragraph_format(child(node, "w:pPr")),
            run=run_format(child(node, "w:rPr")),
        )
        self._styles[style_id] = style
        told = value(node, "w:default")
        if value(node, "w:type") == "paragraph" and told is not None and told.lower() in ("1", "true", "on"):
            self._default = style_id

    def _chain(self, style_id: str) -> Iterator[tuple[str, Style]]:
        """The style and those it is based on; a ring ends where it closes."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            yield style_id, self._styles[style_id]
            style_id = self._styles[style_id].based_on

    def role(self, told: ParagraphFormat) -> tuple[Role, int]:
        """What a paragraph is, and for a heading its level from 1."""
        style = told.style or self._default
        if style not in self._roles:
            self._roles[style] = self._role(style)
        role, level = self._roles[style]
        if told.outline is not None and role in ("heading", "body"):
            return ("heading", told.outline + 1) if 0 <= told.outline < BODY_LEVEL else ("body", 0)
        return role, level

    def _role(self, style_id: str) -> tuple[Role, int]:
        for _, style in self._chain(style_id):
            for role, pattern in _NAMES:
                if found := pattern.fullmatch(style.name):
                    return role, int(found[1]) if role == "heading" else 0
            outline = style.paragraph.outline
            if outline is not None:
                return ("heading", outline + 1) if 0 <= outline < BODY_LEVEL else ("body", 0)
        return "body", 0

    def paragraph(self, told: ParagraphFormat) -> tuple[str | None, int | None, str, bool]:
        """A paragraph's list, its level in it, the style that put it there ("" for none) and whether its first line stands in."""
        style = told.style or self._default
        if style not in self._paragraphs:
            self._paragraphs[style] = self._merged(style)
        merged = self._paragraphs[style]
        indented = bool(merged.indented if told.indented is None else told.indented)
        if told.list_id is not None:
            return told.list_id, told.list_level, "", indented
        return merged.list_id, merged.list_level if told.list_level is None else told.list_level, merged.style, indented

    def _merged(self, style_id: str) -> ParagraphFormat:
        list_id, list_level, indented, source = None, None, None, ""
        for owner, style in self._chain(style_id):
            told = style.paragraph
            if list_id is None and told.list_id is not None:
                list_id, source = told.list_id, owner
            list_level = told.list_level if list_level is None else list_level
            indented = told.indented if indented is None else indented
        return ParagraphFormat(source, None, list_id, list_level, self._indented if indented is None else indented)

    def run(self, told: RunFormat, paragraph_style: str) -> tuple[bool, bool, bool]:
        """Whether a run is raised above the line, whether it is hidden, and whether it is italic."""
        merged = _first_told((told, self._run(told.style), self._run(paragraph_style or self._default)))
        return bool(merged.raised), bool(merged.hidden), bool(merged.italic)

    def _run(self, style_id: str) -> RunFormat:
        if style_id not in self._runs:
            self._runs[style_id] = _first_told([style.run for _, style in self._chain(style_id)])
        return self._runs[style_id]

    def list_of(self, style_id: str) -> str | None:
        """The list that a style (of the kind `numbering`) stands for."""
        style = self._styles.get(style_id)
        return style.paragraph.list_id if style is not None else None


def _first_told(formats: Sequence[RunFormat]) -> RunFormat:
    """Each property as the first that tells it has it."""
    raised = next((told.raised for told in formats if told.raised is not None), None)
    hidden = next((told.hidden for told in formats if told.hidden is not None), None)
    italic = next((told.italic for told in formats if told.italic is not None), None)
    return RunFormat("", raised, hidden, italic)
