"""The tree → blocks in reading order: headings, paragraphs, list items, captions, tables and notes, each as runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipeline.read.html import tables
from pipeline.read.html.lists import Numbering
from pipeline.read.html.names import called, hidden, reading
from pipeline.read.html.notes import Mark, Notes, raised
from pipeline.read.html.ruby import ruby
from pipeline.read.html.runs import RAISED, Run, cut, joined, paragraphs, plain
from pipeline.read.html.tree import Node
from pipeline.read.html.vocabulary import BLOCKS, CAPTIONS, HEADINGS, ITALIC, UNSEEN

Kind = Literal["heading", "paragraph", "list", "caption", "note", "table"]

_BULLET = re.compile(r"[ \u3000]*[·•・●○▪▫\uf06c\uf09f\uf0a7\uf0b7][ \u3000]*(?=\S)")
_MARKERS = re.compile(r"(?P<number>[0-9０-９]{1,4})|(?P<other>[^0-9０-９]+)")
_ONLY_MARKERS = re.compile(r"[\[［(（〔【]?(?:[0-9０-９]{1,4}[、,，・ ]?)+[\]］)）〕】]?")
_SHORTEST_INLINE_NOTE = 8
INLINE = "inline:"  # begins the keys of notes that are written where their marker would stand


@dataclass(slots=True)
class Draft:
    """A block: what it is, its runs, and the element it stands in; `number` is a heading's level or a note's number.

    `ordinal` is the place of an item in its numbered list, `label` what is printed before the text and is no part of it.
    """

    kind: Kind
    runs: list[Run]
    node: Node
    number: int = 0
    key: str = ""
    label: str = ""
    ordinal: int = 0
    rows: list[tables.Row] = field(default_factory=list)
    left_out: bool = False
    titled: bool = False

    @property
    def text(self) -> str:
        """The block's characters, without its label."""
        return plain(self.runs) if not self.rows else "\n".join("\t".join(plain(cell) for cell in row) for row in self.rows)


def drafts(root: Node, notes: Notes) -> list[Draft]:
    """All that a person sees of the page, in order."""
    walk = _Walk(root, notes)
    walk.run()
    return walk.made


class _Walk:
    """One pass over the tree, without recursion; `flat` reads an element's whole content as the runs of one block."""

    def __init__(self, root: Node, notes: Notes, *, flat: bool = False) -> None:
        self.made: list[Draft] = []
        self.runs: list[Run] = []
        self._root = root
        self._notes = notes
        self._flat = flat
        self._open: list[Node] = []
        self._links = 0
        self._italics = 0
        self._preformatted = 0
        self._numbering = Numbering()
        self._note: tuple[Node, Mark, list[Run]] | None = None  # the note that is open, the element it ends with, its runs
        self._waiting: list[Draft] = []
        self._inline: list[tuple[Node, list[Run]]] = []  # inline notes that are open, and the runs before each

    def run(self) -> None:
        """Visits every element and text that is seen."""
        stack: list[tuple[Node, Iterator[Node | str]]] = []
        if self._enter(self._root):
            stack.append((self._root, iter(self._root.children)))
        while stack:
            node, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(node)
            elif isinstance(child, str):
                self._text(child)
            elif self._enter(child):
                stack.append((child, iter(child.children)))
        self._flush()

    def _text(self, text: str) -> None:
        if not self._preformatted:
            self.runs.append(Run(text, linked=self._links > 0, italic=self._italics > 0))
            return
        for place, line in enumerate(text.expandtabs().split("\n")):
            if place:
                self.runs.append(Run("", "break"))
            self.runs.append(Run(line, linked=self._links > 0))

    def _enter(self, node: Node) -> bool:
        """Opens an element; False where nothing of it is left to read."""
        notes = self._notes
        if mark := notes.starts.get(node):
            self._open_note(self._open[-1] if self._open else node, mark)
        if node.tag in UNSEEN or node in notes.backs or node in notes.labels or _is_anchor(node):
            return False
        if hidden(node) and not self._holds_note(node):
            return False
        if node.tag in BLOCKS:
            return self._enter_block(node)
        return self._enter_inline(node)

    def _holds_note(self, node: Node) -> bool:
        """Whether the hidden element is, or is about, notes: pages show them when a marker is touched."""
        return node in self._notes.blocks or node in self._notes.holders or called(node, "notes")

    def _enter_block(self, node: Node) -> bool:
        self._flush()
        if node.tag == "table" and not self._flat and not self._note and tables.is_data(node, self._notes.blocks.__contains__):
            self._table(node)
            return False
        if node.tag == "hr":
            return False
        if mark := self._notes.blocks.get(node):
            self._open_note(node, mark)
        self._open.append(node)
        self._preformatted += node.tag == "pre"
        self._numbering.enter(node)
        return True

    def _enter_inline(self, node: Node) -> bool:
        if node.tag == "br":
            self.runs.append(Run("", "break"))
        elif node.tag == "ruby":
            self.runs += ruby(node, linked=self._links > 0)
        elif node.tag == "sup":
            return self._raised(node)
        elif mark := self._notes.refs.get(node):
            self._marker(node, mark)
        elif self._is_inline_note(node):
            self._inline.append((node, self.runs))
            self.runs = []
            return True
        else:
            self._links += node.tag == "a" and "href" in node.attributes
            self._italics += node.tag in ITALIC
            if node.tag == "q":
                self.runs.append(Run("「"))
            return True
        return False

    def _leave(self, node: Node) -> None:
        if node.tag in BLOCKS:
            self._flush()
            if self._note and node is self._note[0]:
                self._close_note()
            self._open.pop()
            self._preformatted -= node.tag == "pre"
            self._numbering.leave(node)
            return
        self._links -= node.tag == "a" and "href" in node.attributes
        self._italics -= node.tag in ITALIC
        if node.tag == "q":
            self.runs.append(Run("」"))
        if self._inline and self._inline[-1][0] is node:
            self._take_inline_note(node)

    def _marker(self, node: Node, mark: Mark) -> None:
        """A link to a note: raised digits, or as printed."""
        printed = node.line()
        found = reading(printed, "marker")
        bare = found and found[1].groupdict().get("number") and not found[1]["word"]
        if bare and found and (raised(node) or printed.isdigit()):  # a bare digit in a line is raised by the page's style
            printed = found[1]["number"].translate(RAISED)
        self.runs.append(Run(printed, "marker", mark.number, mark.key))

    def _raised(self, node: Node) -> bool:
        """A superscript: markers that link to their notes, digits that may be markers, or letters (1st) that are plain text."""
        refs = [inner for inner in node.walk() if inner in self._notes.refs]
        if refs:
            for ref in refs:
                self._marker(ref, self._notes.refs[ref])
            return False
        if any(inner in self._notes.backs for inner in node.walk()):
            return True
        text = node.line()
        found = reading(text, "marker")
        if found and (number := found[1].groupdict().get("number")):
            printed = text if found[1]["word"] else number.translate(RAISED)
            self.runs.append(Run(printed, "raised", int(number)))
        elif _ONLY_MARKERS.fullmatch(text):
            for part in _MARKERS.finditer(text.strip("[]［］()（）〔〕【】")):
                digits = part["number"]
                self.runs.append(Run(digits.translate(RAISED), "raised", int(digits)) if digits else Run(part["other"]))
        elif re.fullmatch(r"[+\-−–]?[0-9]+", text):
            self.runs.append(Run(text.translate(RAISED)))
        else:
            return True
        return False

    def _is_inline_note(self, node: Node) -> bool:
        """A note written where its marker would stand: <span class="footnote">…</span> in mid-paragraph."""
        if node.tag not in ("span", "small", "i", "em") or not called(node, "note") or self._flat or self._note or self._inline:
            return False
        around = node.parent
        if around is None or around.tag not in BLOCKS or len(node.line()) < _SHORTEST_INLINE_NOTE:
            return False
        behind_text = any(run.text.strip() for run in self.runs[-3:])
        return behind_text and not any(inner in self._notes.refs or inner.tag == "sup" for inner in node.walk())

    def _take_inline_note(self, node: Node) -> None:
        content, self.runs = joined(self.runs), self._inline.pop()[1]
        number = self._numbering.inline()
        key = node.get("id") or f"{INLINE}{number}"
        self.runs.append(Run(str(number).translate(RAISED), "marker", number, key))
        self._waiting.append(Draft("note", content, node, number, key, f"{number} "))

    def _open_note(self, node: Node, mark: Mark) -> None:
        self._flush()
        self._close_note()
        self._note = (node, mark, [])

    def _close_note(self) -> None:
        self._flush()
        if self._note:
            node, mark, runs = self._note
            self._note = None
            self.made.append(Draft("note", joined(runs), node, mark.number, mark.key, mark.sign))

    def _table(self, node: Node) -> None:
        """A caption, then the rows."""
        for child in node.elements:
            if child.tag == "caption":
                self._add("caption", joined(self._read(child)), child)
        rows = tables.grid(node, self._read)
        if any(plain(cell) for row in rows for cell in row):
            self.made.append(Draft("table", [], node, rows=rows))

    def _read(self, node: Node) -> list[Run]:
        inner = _Walk(node, self._notes, flat=True)
        inner.run()
        return joined(inner.runs, between=" ")

    def _flush(self) -> None:
        """Ends the block that is being written."""
        if self._flat:
            if self.runs and self.runs[-1].role != "break":
                self.runs.append(Run("", "break"))
            return
        if self._inline:  # a block inside an inline note
            self.runs.append(Run("", "break"))
            return
        runs, self.runs = self.runs, []
        if self._note is not None:
            self._note[2].extend([*runs, Run("", "break")] if runs else [])
        elif any(run.text.strip() for run in runs):
            self._block(runs)
        waiting, self._waiting = self._waiting, []
        self.made += waiting

    def _block(self, runs: list[Run]) -> None:
        """The runs as blocks of the kind that the elements around them say."""
        for node in reversed(self._open):
            if node.tag in HEADINGS:
                self._add("heading", joined(runs), node, int(node.tag[1]))
                return
            if node.tag in CAPTIONS:
                self._add("caption", joined(runs), node)
                return
            if node.tag == "li" or any(name.startswith("MsoListParagraph") for name in node.get("class").split()):
                self._item(runs, node)
                return
        for part in paragraphs(runs):
            self._paragraph(part, self._open[-1] if self._open else self._root)

    def _item(self, runs: list[Run], node: Node) -> None:
        """A list item: its number is printed before it, its bullet is not."""
        first, ordinal, label = self._numbering.take(node)
        for place, part in enumerate(paragraphs(runs)):
            if place or not first:
                self._paragraph(part, node)
                continue
            text = plain(part)
            bullet = _BULLET.match(text)
            if bullet:
                part = cut(part, bullet.end())
            numbered = label and not re.match(r"[\u3000 ]*[(（\[［]?(?:注|註)?[0-9０-９]", text)
            self._add("list", [Run(label), *part] if numbered else part, node)
            self.made[-1].ordinal = ordinal

    def _paragraph(self, runs: list[Run], node: Node) -> None:
        bullet = _BULLET.match(plain(runs))
        if bullet:
            self._add("list", cut(runs, bullet.end()), node)
            self.made[-1].label = bullet[0]
        else:
            self._add("paragraph", runs, node)

    def _add(self, kind: Kind, runs: list[Run], node: Node, number: int = 0) -> None:
        if plain(runs).strip():
            self.made.append(Draft(kind, runs, node, number))


def _is_anchor(node: Node) -> bool:
    """A link by which a heading can be pointed to, printed ¶ or # when it is touched."""
    return node.tag == "a" and node.get("href").startswith("#") and len(node.children) == 1 and node.children[0] in ("¶", "#", "§", "🔗")
