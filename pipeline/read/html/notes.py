"""Links between markers and notes: which link is a marker, which element its note, which link only leads back.

A marker is a short link (1, [2], 注3, *) to an element further down the page; its note is the block that this element is,
opens or stands in. Several notes in one paragraph, each behind an anchor, are cut at the anchors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.read.html.names import called, named, reading
from pipeline.read.html.tree import Node, fragment
from pipeline.read.html.vocabulary import BLOCKS, HEADINGS, HOLDERS, PAGES, WRAPPERS

_LONGEST_MARKER = 14
_LONGEST_NOTE, _LONGEST_HOLDER = 20_000, 500_000  # characters of a note, of a block that holds several
_MOST_INSIDE = 100_000  # elements of such a block
_MOST_ANSWERS = 3_000  # elements looked at for links back to a marker
_NEAR = 4  # elements between a link and the <sup> around it
_SUPER = re.compile(r"vertical-align\s*:\s*(?:super|text-top|top)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_BRACKETS = "[]()［］（）〔〕【】"
_SIGNS = "*＊†‡§※"


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's key within the page and its number; where it has a sign instead (†), the number is 0."""

    key: str
    number: int
    sign: str = ""


@dataclass(slots=True)
class Notes:
    """What links say: `refs` are markers, `blocks` elements that are a note, `starts` anchors at which one of several in a block begins.

    `holders` are the blocks of several; `backs` (links back to the marker) and `labels` (elements that only print a note's
    number) are no text of the note.
    """

    refs: dict[Node, Mark] = field(default_factory=dict)
    blocks: dict[Node, Mark] = field(default_factory=dict)
    starts: dict[Node, Mark] = field(default_factory=dict)
    holders: set[Node] = field(default_factory=set)
    backs: set[Node] = field(default_factory=set)
    labels: set[Node] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Ref:
    link: Node
    target: Node
    note: Node
    number: int
    sign: str
    raised: bool


def find(root: Node) -> Notes:
    """The notes that links lead to."""
    return _Finder(root).notes()


def raised(node: Node) -> bool:
    """Whether the element stands in, or holds nothing but, a superscript."""
    if any(_is_raised(around) for around in (node, *islice(node.ancestors(), _NEAR))):
        return True
    inner = node
    while True:
        filled = [child for child in islice(inner.children, _NEAR) if isinstance(child, Node) or child.strip()]
        if len(filled) != 1 or not isinstance(filled[0], Node):
            return False
        inner = filled[0]
        if _is_raised(inner):
            return True


def _is_raised(node: Node) -> bool:
    return node.tag == "sup" or bool(_SUPER.search(node.get("style"))) or called(node, "raised")


class _Finder:
    """One page's links; what was learnt of an element is kept, so that a million links to one element are read in linear time."""

    def __init__(self, root: Node) -> None:
        self._ids: dict[str, Node] = {}
        self._links: list[Node] = []
        self._made = Notes()
        self._notes: dict[Node, Node | None] = {}
        self._sizes: dict[Node, int] = {}
        self._blank: dict[Node, bool] = {}
        self._answers: dict[Node, frozenset[str]] = {}
        for node in root.walk():
            for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
                if name:
                    self._ids.setdefault(name, node)
            if node.tag == "a" and "#" in node.get("href"):
                self._links.append(node)

    def notes(self) -> Notes:
        """Markers and notes, then the links back."""
        refs = [ref for link in self._links if (ref := self._ref(link))]
        outer = {above for ref in refs for above in ref.note.ancestors()}
        self._keep(self._fitting([ref for ref in refs if ref.note not in outer]))
        for link in self._links:
            if link not in self._made.refs and (note := self._around(link)) and self._leads_back(link, note):
                self._made.backs.add(link)
        return self._made

    def _ref(self, link: Node) -> _Ref | None:
        name = fragment(link)
        target = self._ids.get(name)
        if target is None or target.order <= link.order:
            return None
        text = link.line()
        found = reading(text, "marker")
        declared = bool({"noteref", "doc-noteref"} & set(link.names))
        if not text or len(text) > _LONGEST_MARKER or not (found or declared):
            return None
        groups = found[1].groupdict() if found else {}
        high = raised(link)
        if target not in self._notes:
            self._notes[target] = self._note(target)
        note = self._notes[target]
        if note is None or any(above is note for above in link.ancestors()):
            return None
        if not (declared or high or _bracketed(groups) or named(name, "note") or called(target, "note") or self._answered(link, note)):
            return None
        printed, sign = groups.get("number") or "", (groups.get("sign") or "").strip(_BRACKETS)
        return _Ref(link, target, note, int(printed) if printed else _number(sign, name), sign, high)

    def _answered(self, link: Node, note: Node) -> bool:
        """Whether a link in the note leads back to the marker."""
        if note not in self._answers:
            near = islice(note.walk(), _MOST_ANSWERS)
            self._answers[note] = frozenset(fragment(node) for node in near if node.tag == "a" and node.get("href"))
        around = (link, *islice(link.ancestors(), _NEAR))
        return any(name and name in self._answers[note] for node in around for name in (node.get("id"), node.get("name")))

    def _note(self, target: Node) -> Node | None:
        """The element that is the note: the target, the block it opens, the row it stands in, or the block behind an empty anchor."""
        block = target
        while block.tag not in BLOCKS and block.parent is not None:
            block = block.parent
        if block not in self._blank:
            self._blank[block] = block.blank()
        if block.tag in PAGES or self._blank[block]:
            below = _following(target if block is not target and not self._blank[block] else block)
            return below if below is not None and self._is_note(below) else None
        if block.tag == "dt" and (described := _following(block)) is not None:
            self._made.labels.add(block)
            return described if self._is_note(described) else None
        if block.tag in ("td", "th") and block.parent is not None:
            block = block.parent
        while (above := block.parent) is not None and _opens(block, above):
            if above.tag not in WRAPPERS and (above.tag in HOLDERS or not called(above, "note")):
                break
            block = above
        return block if self._is_note(block) else None

    def _is_note(self, node: Node) -> bool:
        """Whether the element can be a note or hold several: some text, no heading."""
        if node not in self._sizes:
            self._sizes[node] = _size(node)
        return 0 < self._sizes[node] <= _LONGEST_HOLDER

    def _fitting(self, refs: Sequence[_Ref]) -> list[_Ref]:
        """The markers of elements that are short enough for the notes they would be."""
        targets: dict[Node, set[Node]] = {}
        for ref in refs:
            targets.setdefault(ref.note, set()).add(ref.target)
        return [ref for ref in refs if self._sizes[ref.note] <= _LONGEST_NOTE * len(targets[ref.note])]

    def _keep(self, refs: Sequence[_Ref]) -> None:
        """Fills in markers and notes; a block that several targets stand in is cut at them."""
        made = self._made
        targets: dict[Node, dict[Node, int]] = {}
        for ref in refs:
            targets.setdefault(ref.note, {}).setdefault(ref.target, ref.number)
        for ref in refs:
            beside = targets[ref.note]
            shared = len({number for number in beside.values() if number}) > 1 and ref.note not in beside
            key = _key(ref.target if shared else next(iter(beside)))
            mark = Mark(key, beside[ref.target] if shared else next((number for number in beside.values() if number), 0), ref.sign)
            if shared:
                made.starts[ref.target] = mark
                made.holders.add(ref.note)
            else:
                made.blocks[ref.note] = mark
            made.refs[ref.link] = Mark(key, ref.number or mark.number)
        for ref in refs:
            if not ref.raised and self._around(ref.link):  # 前掲注3 in a note refers to another note in words
                made.refs.pop(ref.link, None)

    def _around(self, node: Node) -> Node | None:
        """The note that the element stands in, or the block of several notes."""
        made = self._made
        return next((above for above in node.ancestors() if above in made.blocks or above in made.holders), None)

    def _leads_back(self, link: Node, note: Node) -> bool:
        target = self._ids.get(fragment(link))
        text = link.line()
        if target is None:
            return bool(reading(text, "backlink"))
        before = target.order < note.order or target is link or any(above is note for above in target.ancestors())
        return before and (not text or "doc-backlink" in link.names or bool(reading(text, "backlink", "marker")))


def _bracketed(groups: dict[str, str | None]) -> bool:
    """[1] and 注1; (1) may be a formula's number and a bare 1 a page's."""
    return bool(groups.get("word")) or (groups.get("before") or "")[:1] in ("[", "［", "〔", "【")


def _number(sign: str, name: str) -> int:
    """The number of a note whose marker is none: a roman number, or what ends the name of its target (_edn3); a sign has none."""
    if sign and _ROMAN.fullmatch(sign):
        values = [_ROMAN_VALUES[letter] for letter in sign]
        return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
    digits = _DIGITS.findall(name)
    return int(digits[-1]) if digits and len(digits[-1]) <= 4 and not set(sign) & set(_SIGNS) else 0


def _following(node: Node) -> Node | None:
    """The next element beside it, if it is a block."""
    beside = node.parent.children if node.parent else []
    for child in islice(beside, node.place + 1, None):
        if isinstance(child, Node) and child.tag not in ("br", "hr"):
            return child if child.tag in BLOCKS else None
    return None


def _opens(block: Node, above: Node) -> bool:
    """Whether the block is the first thing in the element around it."""
    before = islice(above.children, block.place)
    return all(not child.strip() if isinstance(child, str) else child.blank() for child in before)


def _size(node: Node) -> int:
    """The characters in the element; 0 where a heading or another part of the page says that it is no note."""
    if node.tag in HOLDERS or node.tag in HEADINGS:
        return 0
    chars = 0
    for count, inner in enumerate(node.walk()):
        if inner.tag in HEADINGS or inner.tag in ("nav", "main", "article") or count > _MOST_INSIDE:
            return 0
        chars += sum(len(child) for child in inner.children if isinstance(child, str))
    return chars


def _key(target: Node) -> str:
    return target.get("id") or target.get("name")
