"""HTML text → a tree of elements, bounded in depth and size.

libxml2 tokenises and mends the markup; the tree is our own, because libxml2's silently loses what nests deeper than 256
elements. What lies deeper than `max_depth` is put into the deepest element that is kept: its text stays, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from pipeline.model import PipelineError
from pipeline.read.html.vocabulary import ATTRIBUTES, VOID
from pipeline.settings import Settings

_CHUNK = 65_536  # bytes a feed: libxml2 refuses more than ten million at once
_OPEN_FACTOR = 4  # elements open at a time, in units of max_depth: libxml2 searches them all at every stray end tag
_CHARS_PER_ELEMENT = 20  # max_chars allows one element for this many characters
_LONGEST_ATTRIBUTE = 4_000
_XHTML = re.compile(r"\s*+(?:<\?xml|<!DOCTYPE[^>]*+XHTML|(?:<!--.*?-->\s*+)?<html[^>]*+xmlns)", re.IGNORECASE | re.DOTALL)
_SELF_CLOSED = re.compile(r"<([A-Za-z][\w:.-]*+)((?:\s[^<>]*+)?)(?<=/)>")
_NAMESPACE = re.compile(r"(</?)(?:x?html?):(?=[a-z])", re.IGNORECASE)


class Node:
    """An element: its tag in lower case, its attributes, its children in order (elements and text).

    `order` counts the elements of the page, `place` the children of its parent.
    """

    __slots__ = ("attributes", "children", "order", "parent", "place", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Node | None, order: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.order = order
        self.place = len(parent.children) if parent else 0
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        """An attribute's value, "" where it has none."""
        return self.attributes.get(name, "")

    @property
    def elements(self) -> Iterator[Node]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Node))

    @property
    def names(self) -> tuple[str, ...]:
        """The class names, the id and the roles: what its author calls the element."""
        if not self.attributes:
            return ()
        return (*self.get("class").split()[:20], *self.get("id").split()[:1], *self.get("role").split(), *self.get("epub:type").split())

    def walk(self) -> Iterator[Node]:
        """The element and all elements in it, in order."""
        yield self
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, Node):
                    yield child
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    def text(self) -> str:
        """All text in the element as written, scripts and styles aside."""
        parts: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            elif item.tag not in ("script", "style", "template", "rt", "rp"):
                stack.extend(reversed(item.children))
        return "".join(parts)

    def blank(self) -> bool:
        """Whether there is no text in the element."""
        return not any(child.strip() for node in self.walk() for child in node.children if isinstance(child, str))

    def line(self) -> str:
        """All text in the element with single spaces."""
        return " ".join(self.text().split())

    def ancestors(self) -> Iterator[Node]:
        """The elements it lies in, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def parse(text: str, settings: Settings) -> Node:
    """The page's root element. Raises `PipelineError` for markup that is too deep or has too many elements."""
    if _XHTML.match(text[:4096]):
        text = _SELF_CLOSED.sub(_opened, _NAMESPACE.sub(r"\1", text))
    target = _Target(settings)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)
    encoded = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        for at in range(0, len(encoded), _CHUNK):
            parser.feed(encoded[at : at + _CHUNK])
        parser.close()
    except (etree.LxmlError, AssertionError) as error:
        raise PipelineError("the page's markup is damaged and cannot be read") from error
    if any(entry.level_name == "FATAL" for entry in parser.feed_error_log):
        raise PipelineError("the page's markup has a tag or comment too long to be read")
    return target.root


def fragment(node: Node) -> str:
    """The part of a link's address behind `#`, decoded; "" where it has none."""
    return unquote(node.get("href").partition("#")[2].strip())


def _opened(found: re.Match[str]) -> str:
    """`<a id="x"/>` as XML means it: opened and closed."""
    if found[1].lower() in VOID:
        return found[0]
    return f"<{found[1]}{found[2].removesuffix('/')}></{found[1]}>"


class _Target:
    """Takes the parser's events and builds the tree."""

    def __init__(self, settings: Settings) -> None:
        self.root = Node("html", {}, None, 0)
        self._stack = [self.root]
        self._deep = 0  # open elements below the deepest that is kept
        self._count = 0
        self._settings = settings
        self._most = settings.max_chars // _CHARS_PER_ELEMENT

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > self._most:
            raise PipelineError(f"the page has more elements than max_chars = {self._settings.max_chars:,} allows")
        depth = self._settings.max_depth
        if len(self._stack) > depth:
            self._deep += 1
            if self._deep > depth * (_OPEN_FACTOR - 1):
                raise PipelineError(f"the page's elements nest {_OPEN_FACTOR} times deeper than max_depth = {depth:,} allows")
            return
        kept = {name: value[:_LONGEST_ATTRIBUTE] for name, value in attributes.items() if name in ATTRIBUTES}
        if tag == "html" and self._count == 1:
            self.root.attributes = kept
            self._stack.append(self.root)
            return
        node = Node(tag.lower(), kept, self._stack[-1], self._count)
        self._stack[-1].children.append(node)
        self._stack.append(node)

    def end(self, tag: str) -> None:
        if self._deep:
            self._deep -= 1
        elif len(self._stack) > 1:
            self._stack.pop()

    def data(self, text: str) -> None:
        self._stack[-1].children.append(text)

    def comment(self, text: str) -> None:
        pass

    def pi(self, target: str, data: str | None = None) -> None:
        pass

    def close(self) -> Node:
        return self.root
