"""Where on the page the article is: the deepest element that holds almost all prose, with readability's choice as a second voice.

readability reads a stand-in of the page: the elements around each block with their names, and for each block as many
characters and commas as it has. So 、 and 。 count as the commas it looks for, nothing of the page can confuse it, and its time
is bounded.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lxml import html
from readability import Document
from readability.readability import Unparseable

from pipeline.read.html.blocks import Draft
from pipeline.read.html.names import called
from pipeline.read.html.tree import Node
from pipeline.read.html.vocabulary import BLOCKS

_SHARE = 0.85  # of the prose (readability's choice counted twice) that the article's element holds
_REST = 600  # characters of prose that may stand outside: more is a part of the article
_MOST_BLOCKS = 3_000  # of a page that readability is asked about; a longer one is a document of its own
_DEEPEST = 25  # elements around a block in the stand-in
_LONGEST = 400  # characters of a block in the stand-in: readability's score stops growing at 300
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_LEFT = frozenset(("html", "body", "p"))


def find(drafts: Sequence[Draft | None], prose: Mapping[int, int], root: Node) -> tuple[Node, Node]:
    """The element that the article stands in, and one that surely holds it all.

    `prose` are the characters of prose by the block's place; blocks that are left out already are None.
    """
    chosen = _readability(drafts, prose) if 0 < len(prose) <= _MOST_BLOCKS and len(drafts) <= _MOST_BLOCKS else frozenset()
    weights: dict[Node, int] = defaultdict(int)
    chars: dict[Node, int] = defaultdict(int)
    written = Counter(draft.node for draft in drafts if draft is not None)
    for place, length in prose.items():
        if (draft := drafts[place]) is None:
            continue
        itself = [draft.node] if written[draft.node] > 1 else []  # paragraphs that only <br> parts
        for around in (*itself, *draft.node.ancestors()):
            weights[around] += length * 2 if place in chosen else length
            chars[around] += length
    article, wide = root, root
    while inner := next((child for child in article.elements if weights.get(child, 0) >= _SHARE * weights[root]), None):
        article = inner
        if chars[root] - chars[article] <= _REST:
            wide = article
    return article, wide


def _readability(drafts: Sequence[Draft | None], prose: Mapping[int, int]) -> frozenset[int]:
    """The places of the blocks that readability keeps."""
    logging.getLogger("readability.readability").addHandler(logging.NullHandler())
    try:
        summary = Document(_stand_in(drafts), min_text_length=15).summary(html_partial=True)
    except (Unparseable, ValueError, TypeError):
        return frozenset()
    found = html.fromstring(summary) if summary.strip() else None
    places = [] if found is None else [node.get("title", "") for node in found.iter("p")]
    return frozenset(int(place) for place in places if place.isdigit()) & prose.keys()


def _stand_in(drafts: Sequence[Draft | None]) -> str:
    parts: list[str] = ["<html><body>"]
    open_: list[Node] = []
    for place, draft in enumerate(drafts):
        if draft is None:
            continue
        path = [node for node in reversed(list(draft.node.ancestors())) if node.tag in BLOCKS and node.tag not in _LEFT][:_DEEPEST]
        common = 0
        while common < min(len(open_), len(path)) and open_[common] is path[common]:
            common += 1
        parts += [f"</{_tag(node)}>" for node in reversed(open_[common:])]
        parts += [f"<{_tag(node)}{_names(node)}>" for node in path[common:]]
        open_ = path
        parts.append(f'<p title="{place}">{_text(draft)}</p>')
    parts += [f"</{_tag(node)}>" for node in reversed(open_)]
    return "".join([*parts, "</body></html>"])


def _tag(node: Node) -> str:
    return node.tag if node.tag in ("td", "tr", "table", "article", "blockquote") else "div"


def _names(node: Node) -> str:
    if called(node, "notes", "note"):
        return ""
    shown = [_UNSAFE.sub("", name)[:40] for name in (*node.get("class").split()[:6], node.get("id")[:40])]
    return f' class="{" ".join(shown)}"'


def _text(draft: Draft) -> str:
    """As many characters and commas as the block has, links as links."""
    text = draft.text
    commas = min(sum(map(text.count, "、。，,．")), 40)
    linked = min(sum(len(run.text) for run in draft.runs if run.linked), _LONGEST)
    free = max(0, min(len(text), _LONGEST) - linked - commas)
    return "," * commas + "x" * free + (f"<a>{'x' * linked}</a>" if linked else "") + (". " if text.endswith(("。", ".")) else "")
