"""Blocks of a page → which are the article and which the site's around it. Recall comes first: prose is cut only where a name says so.

Evidence, from the strongest: notes that markers lead to are kept; lines that are never text (ページの先頭へ) are cut; parts whose
elements or names say menu, footer, ranking … are cut unless much of the page's prose stands in them; lists of links under a
head like 関連記事, and lists of links to the page's own headings, are cut; what stands outside the article's element is cut
unless it is prose, or the title and what stands between it and the article. A page with nothing of the kind is kept whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pipeline import rules
from pipeline.read.html import region
from pipeline.read.html.blocks import Draft
from pipeline.read.html.names import called, furniture, reading
from pipeline.read.html.tree import Node
from pipeline.read.html.vocabulary import CONTROLS, HEADINGS, PAGES

_SENTENCE = re.compile(r"[。．！？][」』）)]?|[a-z)\"”][.!?](?:\s|$)")
_SHORTEST_PROSE = 20  # characters of the shortest block that counts as prose
_LONG_PROSE = 60  # outside the article's element prose is kept from this length
_LINKED = 0.6  # share of a block's characters in links from which it is a list of links
_MOST = 0.3  # share of the page's prose that a part of the site may hold
_MOST_OF_FRAME = 0.5  # the same for <nav> and <footer>, which are never anything else
_MOST_INSIDE = 0.01  # and for <aside> and <footer> in an article, which can be its own
_FEW_LINKS = 0.15  # share of links up to which a part with prose in it is written text
_ALL_LINKED = 0.9  # share from which nothing but links stands there
_BARE = 0.15  # share of characters in links up to which a page without parts is all article
_META = 40  # characters of a date or author's line inside a list of links
_SECTIONS = frozenset(("article", "main", "section"))


@dataclass(slots=True)
class _Page:
    """What is known of every block: its length, the share of it in links, and its characters of prose."""

    drafts: Sequence[Draft]
    lengths: list[int]
    linked: list[float]
    prose: dict[int, int]


def leave_out(root: Node, drafts: Sequence[Draft], heads: frozenset[int] = frozenset()) -> None:
    """Marks the blocks that are no text of the report. `heads` are the places of blocks that print the title."""
    page = _measure(drafts)
    zones = _zones(page)
    for place, draft in enumerate(drafts):
        draft.left_out = draft.kind != "note" and place not in heads and (zones[place] or _phrase(draft))
    _link_lists(page)
    _contents(page, root)
    _outside(page, root, heads, bare=not any(draft.left_out for draft in drafts))
    _heads_of_notes(drafts)
    if not any(draft.text.strip() for draft in drafts if not draft.left_out and draft.kind != "note"):
        for draft in drafts:
            draft.left_out = False


def _measure(drafts: Sequence[Draft]) -> _Page:
    lengths, shares, prose = [], [], {}
    for place, draft in enumerate(drafts):
        cells = [run for row in draft.rows for cell in row for run in cell]
        length = max(1, sum(len(run.text) for run in (*draft.runs, *cells)))
        linked = sum(len(run.text) for run in (*draft.runs, *cells) if run.linked)
        lengths.append(length)
        shares.append(linked / length)
        is_prose = draft.kind in ("paragraph", "list") and length >= _SHORTEST_PROSE and linked < length * 0.5
        if is_prose and _SENTENCE.search(draft.text):
            prose[place] = length - linked
    return _Page(drafts, lengths, shares, prose)


@dataclass(slots=True)
class _Held:
    """What stands in an element: its characters, those in links, and those of prose."""

    chars: int = 0
    linked: float = 0.0
    prose: int = 0


def _zones(page: _Page) -> list[bool]:
    """For each block whether it stands in a part of the site."""
    held: dict[Node, _Held] = defaultdict(_Held)
    for place, draft in enumerate(page.drafts):
        for around in (draft.node, *draft.node.ancestors()):
            inside = held[around]
            inside.chars += page.lengths[place]
            inside.linked += page.lengths[place] * page.linked[place]
            inside.prose += page.prose.get(place, 0)
    total = sum(page.prose.values())
    known: dict[Node, bool] = {}
    made = []
    for draft in page.drafts:
        path = []
        for node in (draft.node, *draft.node.ancestors()):
            path.append(node)
            if node in known:
                break
        zone = False
        for node in reversed(path):
            zone = known[node] = known.get(node, False) or zone or _is_zone(node, held[node], total)
        made.append(zone)
    return made


def _is_zone(node: Node, held: _Held, total: int) -> bool:
    """Whether the element is a part of the site by its tag or its names, and not the frame or a section of the article itself."""
    if node.tag in PAGES or called(node, "notes", "note"):
        return False
    most, sure = furniture(node)
    if node.tag in CONTROLS:
        inside = any(above.tag in _SECTIONS for above in node.ancestors())
        if node.tag in ("aside", "footer") and inside:
            most = most or _MOST_INSIDE
        elif node.tag != "header" or not inside:
            most, sure = max(most, _MOST_OF_FRAME if node.tag in ("nav", "footer") else _MOST), True
    written = held.prose > 0 and held.linked < held.chars * _FEW_LINKS
    return bool(most) and held.prose <= most * total and (sure or not written)


def _phrase(draft: Draft) -> bool:
    return draft.kind != "table" and reading(draft.text.strip(), "phrase") is not None


def _link_lists(page: _Page) -> None:
    """Cuts a head like 関連記事 with the list of links below it; the lines of dates between links go with them."""
    at = 0
    while at < len(page.drafts):
        draft = page.drafts[at]
        if draft.kind == "note" or not reading(draft.text.strip(), "related"):
            at += 1
            continue
        end = at + 1
        last = at
        while end < len(page.drafts) and _in_list(page, end):
            last = end if page.linked[end] >= _LINKED else last
            end += 1
        if last > at:
            for cut in page.drafts[at : last + 1]:
                cut.left_out = True
        at = max(last, at) + 1


def _in_list(page: _Page, place: int) -> bool:
    draft = page.drafts[place]
    if draft.kind in ("note", "table") or (draft.kind == "heading" and page.linked[place] < _LINKED):
        return False
    return page.linked[place] >= _LINKED or (page.lengths[place] <= _META and place not in page.prose)


def _contents(page: _Page, root: Node) -> None:
    """Cuts the list of links to the page's own headings: the headings themselves are in the text."""
    heads: set[str] = set()
    for node in root.walk():
        if node.tag in HEADINGS:
            near = (node, *islice(node.ancestors(), 2), *node.walk())
            heads |= {name for other in near if (name := other.get("id") or (other.get("name") if other.tag == "a" else ""))}
    if not heads:
        return
    run: list[int] = []
    for place in range(len(page.drafts) + 1):
        if place < len(page.drafts) and _points_inside(page, place, heads):
            run.append(place)
            continue
        if len(run) > 1:
            before = page.drafts[run[0] - 1] if run[0] else None
            for cut in (*run, *((run[0] - 1,) if before and _is_line(before.text, "toc") else ())):
                page.drafts[cut].left_out = True
        run = []


def _points_inside(page: _Page, place: int, heads: set[str]) -> bool:
    draft = page.drafts[place]
    if page.linked[place] < 0.8 or draft.kind not in ("list", "paragraph"):
        return False
    links = [node for node in draft.node.walk() if node.tag == "a" and node.get("href")]
    return bool(links) and all(link.get("href").partition("#")[2] in heads for link in links)


def _outside(page: _Page, root: Node, heads: frozenset[int], *, bare: bool) -> None:
    """Cuts what stands outside the article's element and is neither prose nor printed between the title and the article."""
    drafts = page.drafts
    free = {place: chars for place, chars in page.prose.items() if not drafts[place].left_out}
    share = sum(length * linked for length, linked in zip(page.lengths, page.linked, strict=True)) / max(1, sum(page.lengths))
    if not free:
        return
    bare = bare and share <= _BARE
    article, wide = region.find([None if draft.left_out else draft for draft in drafts], free, root)
    inside = _standing(drafts, article)
    near = inside if wide is article else _standing(drafts, wide)
    first = inside.index(True) if True in inside else 0
    title = max((place for place in heads if place <= first), default=None)
    for place in reversed(range(len(drafts))):
        draft = drafts[place]
        if draft.left_out or inside[place] or draft.kind == "note" or place in heads:
            continue
        few_links = page.linked[place] < _LINKED
        if bare or near[place]:
            draft.left_out = page.linked[place] >= _ALL_LINKED if bare else not few_links
            continue
        prose = free.get(place, 0) >= _LONG_PROSE
        fronted = title is not None and title < place < first and few_links
        below = drafts[place + 1] if place + 1 < len(drafts) else None
        heading = draft.kind == "heading" and below is not None and not below.left_out and place + 1 in free and not inside[place + 1]
        draft.left_out = not (prose or fronted or heading)


def _standing(drafts: Sequence[Draft], element: Node) -> list[bool]:
    """For each block whether it stands in the element."""
    return [draft.node is element or any(above is element for above in draft.node.ancestors()) for draft in drafts]


def _heads_of_notes(drafts: Sequence[Draft]) -> None:
    """The head 注 stays with its notes, wherever they stand."""
    for draft, below in pairwise(drafts):
        if draft.left_out and below.kind == "note" and _is_line(draft.text, "notes"):
            draft.left_out = False


def _is_line(text: str, role: str) -> bool:
    return any(rule.pattern.fullmatch(text.strip()) for rule in rules.load("lines") if rule.fields["role"] == role)
