"""What a page declares of itself: JSON-LD, OpenGraph, Dublin Core and citation fields, <time>, <title> → `Metadata`.

A wrong value is worse than none: fields that disagree about the day of publication leave it empty, days of change are never
taken for it, and a field that names the site or a program is no author.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from pipeline.model import Metadata
from pipeline.read.html import dates, linked_data
from pipeline.read.html.blocks import Draft
from pipeline.read.html.names import reading
from pipeline.read.html.tree import Node

_LONGEST = 300  # characters of a title or name
_MOST_TITLES = 10
_SHORTEST = 4  # characters of a title that a longer heading can begin with
_NEAR_TOP = 60  # blocks among which a page prints its title
_SUFFIX = re.compile(
    r"\s*[|｜│‖∥»«]\s*|\s+[-–—―:：~～・]\s+|(?<=[^\x00-\x7f])\s*[―–—：]\s*(?=[^\x00-\x7f])|\s*[【\[]([^】\]]{1,40})[】\]]\s*$|(?<=\S)-(?=[^\x00-\x7f])"
)
_PARTING = re.compile(r"\s*(?:、|；|;|／|\n|，|(?<=[^\x00-\x7f])\s*,\s*(?=[^\x00-\x7f]))\s*")
_HONORIFIC = re.compile(r"^(?:著者|筆者|執筆|文|執筆者|[Bb]y)\s*[:：=＝/／]?\s+|\s*(?:著|氏|さん)$")
_URL = re.compile(r"https?://|www\.|@|\.(?:html?|php|jp|com)\b")
_FOLD = re.compile(r"[\s\u3000「」『』“”\"'‘’]+")

# Fields by what they say, the surest first; each row is one source of evidence.
_TITLES = (("citation_title",), ("dc.title", "dcterms.title"), ("og:title",), ("twitter:title",))
_AUTHORS = (("citation_author", "citation_authors"), ("dc.creator", "dcterms.creator"), ("author", "article:author"))
_PUBLISHERS = (("citation_publisher",), ("dc.publisher", "dcterms.publisher"), ("og:site_name",))
_DATES = (
    ("citation_publication_date", "citation_online_date", "citation_date"),
    ("dc.date.issued", "dcterms.issued", "dc.issued", "article:published_time", "datepublished", "og:published_time"),
    ("dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish_date", "publish-date", "dcterms.created", "dc.date.created"),
)


def declared(root: Node, drafts: Sequence[Draft]) -> tuple[Metadata, frozenset[int]]:
    """What the page says of itself, and the places of the blocks that print its title."""
    fields = _fields(root)
    article = linked_data.article(root)
    publisher = _first(_names(fields, _PUBLISHERS)) or _first(linked_data.texts(article.get("publisher")))
    title, heads = _title(root, fields, linked_data.texts(article.get("headline")), publisher, drafts)
    authors = [
        linked_data.texts(article.get("author")),
        *([text for name in names for text in fields[name]] for names in _AUTHORS),
        _bylines(root),
    ]
    published = _published(root, fields, article)
    return Metadata(title=title, authors=_authors(authors, publisher), publisher=publisher, published=published), heads


def _fields(root: Node) -> dict[str, list[str]]:
    """The <meta> fields by their names in lower case."""
    made: dict[str, list[str]] = defaultdict(list)
    for node in root.walk():
        name = node.get("property") or node.get("name") or node.get("itemprop") if node.tag == "meta" else ""
        content = " ".join(node.get("content").split())
        if name and content and len(content) <= _LONGEST:
            made[name.strip().lower()].append(content)
    return made


def _names(fields: dict[str, list[str]], wanted: Sequence[Sequence[str]]) -> list[str]:
    return [text for names in wanted for name in names for text in fields[name]]


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _title(
    root: Node, fields: dict[str, list[str]], headlines: Sequence[str], publisher: str, drafts: Sequence[Draft]
) -> tuple[str, frozenset[int]]:
    """The title as a heading prints it, where a field confirms it; else a field's, without the site's name."""
    written = [node.line() for node in root.walk() if node.tag == "title"][:1]
    told = (text for text in (*headlines, *_names(fields, _TITLES), *written) if 0 < len(text) <= _LONGEST)
    candidates = list(islice(dict.fromkeys(told), _MOST_TITLES))
    parts = {_fold(part) for text in candidates for part in _parts(text)}
    headings = [(draft.number, place) for place, draft in enumerate(drafts) if draft.kind == "heading" and draft.number <= 2]
    for _, place in sorted(headings):
        text = drafts[place].text.strip()
        if _fold(text) in parts and _fold(text) != _fold(publisher):
            return " ".join(text.split()), frozenset({place})
    for _, place in sorted(headings):  # a title printed with its subtitle
        whole = next(
            (
                bare
                for bare in map(_bare(publisher), candidates)
                if len(bare) >= _SHORTEST and _fold(drafts[place].text).startswith(_fold(bare))
            ),
            "",
        )
        if whole:
            return whole, frozenset({place})
    printed = [
        (len(_fold(text)), -place)
        for place, draft in enumerate(drafts[:_NEAR_TOP])
        if draft.kind == "paragraph" and (text := draft.text.strip()) and _fold(text) in parts and not any(run.linked for run in draft.runs)
    ]
    if printed:
        place = -max(printed)[1]
        return " ".join(drafts[place].text.split()), frozenset({place})
    if not candidates and headings and headings[0][0] == 1 and [level for level, _ in headings].count(1) == 1:
        return " ".join(drafts[headings[0][1]].text.split()), frozenset({headings[0][1]})
    return next((bare for bare in map(_bare(publisher), candidates) if bare), ""), frozenset()


def _parts(text: str) -> Iterator[str]:
    """A title and what is left of it without one or more of its last or first parts."""
    yield text
    for found in _SUFFIX.finditer(text):
        yield text[: found.start()]
        yield text[found.end() :]


def _bare(publisher: str) -> Callable[[str], str]:
    return lambda text: _without_site(text, publisher)


def _without_site(text: str, publisher: str) -> str:
    """The title without the site's name; the whole where nothing tells that a part of it is one."""
    for found in _SUFFIX.finditer(text):
        before, after = text[: found.start()].strip(), (found[1] or text[found.end() :]).strip()
        if publisher and before and _fold(after) and (_fold(publisher) in _fold(after) or _fold(after) in _fold(publisher)):
            return before
        if publisher and after and _fold(before) == _fold(publisher):
            return after
    return "" if _fold(text) == _fold(publisher) else text


def _authors(sources: Sequence[Sequence[str]], publisher: str) -> tuple[str, ...]:
    """The persons of the first source that names any."""
    for source in sources:
        made = [name for text in source for part in _PARTING.split(text) if (name := _HONORIFIC.sub("", part.strip()).strip())]
        kept = [name for name in dict.fromkeys(made) if _is_author(name, publisher)]
        if kept:
            return tuple(kept[:50])
    return ()


def _is_author(name: str, publisher: str) -> bool:
    if len(name) > 80 or _URL.search(name) or "。" in name or reading(name, "generic"):
        return False
    return not publisher or (_fold(name) not in _fold(publisher) and _fold(publisher) not in _fold(name))


def _bylines(root: Node) -> list[str]:
    """Names that the page's own markup calls its author's."""
    made = []
    for node in root.walk():
        marked = "author" in node.get("itemprop").split() or (node.tag == "a" and "author" in node.get("rel").split())
        if marked and node.tag != "meta" and 0 < len(text := node.line()) <= 60:
            made.append(text)
    return made if len(set(made)) <= 5 else []


def _published(root: Node, fields: dict[str, list[str]], article: dict[str, object]) -> str:
    """The day of publication on which the surest fields agree; else that of the one <time> that can be the article's."""
    told = [dates.days(text) for text in linked_data.texts(article.get("datePublished"))]
    rows = ([dates.days(text) for name in names for text in fields[name]] for names in _DATES)
    known = [*told, *next((made for made in rows if any(made)), [])]
    return (dates.agreed(known) if any(known) else "") or dates.agreed([*known, *_times(root)])


def _times(root: Node) -> list[tuple[str, ...]]:
    """The days of <time> elements that say they are of publication, or of the only one there is."""
    made: list[tuple[str, ...]] = []
    every: list[tuple[str, ...]] = []
    for node in root.walk():
        if node.tag != "time" and "datePublished" not in node.get("itemprop").split():
            continue
        day = dates.days(node.get("datetime") or node.get("content") or node.line())
        changed = "dateModified" in node.get("itemprop").split() or {"updated", "modified", "entry-updated"} & set(
            node.get("class").split()
        )
        if not day or changed:
            continue
        every.append(day)
        if (
            "datePublished" in node.get("itemprop").split()
            or "pubdate" in node.attributes
            or {"published", "entry-date", "date-published"} & set(node.get("class").split())
        ):
            made.append(day)
    return made or (every if len(set(every)) == 1 else [])


def _fold(text: str) -> str:
    return _FOLD.sub("", text).casefold()
