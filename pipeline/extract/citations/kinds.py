"""What kind of source a container is, and from that and the title the CSL type of a citation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline import rules
from pipeline.extract.citations import people
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.keys import key

_TYPES: Mapping[str, str] = {
    "newspaper": "article-newspaper", "agency": "article-newspaper", "magazine": "article-magazine", "journal": "article-journal",
    "broadcaster": "broadcast", "thinktank": "report", "portal": "webpage", "social": "post",
}  # fmt: skip
# Editions of one medium carry its name: 『海洋日報（海外版）』, BBC（中国語版）, Example Times (online).
_EDITION = re.compile(
    r"\s*[（(][^（）()]*[）)]\s*$|(?:海外|電子|日本語|中国語|英語|朝鮮語|韓国語|ロシア語|国際|デジタル|朝刊|夕刊)版$|(?<=.)(?:デジタル|オンライン|電子版|プレミアム|社説|論説)$"
    r"|\s(?:Online|online|Digital|Europe|International|Asia|Japan|Japanese|Chinese|Russian|Korean)$"
)
Told = tuple[str, str]  # a CSL type, "" for none, and what tells it
_NOTHING: Told = ("", "")
_NUMBER = re.compile(r"(?:\s|(?<=[）)]))\d+$")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STATISTICS = re.compile(r"統計|统计|통계|[Ss]tatistic|年鑑|年鉴|연감")
_PRESS = re.compile(r"出版|書店|書房|書院|書館|書籍|新書|文庫|新[聞闻]社|Press\b|Publish|Verlag|Books\b|Издательство|출판")


@cache
def _media() -> Mapping[str, Mapping[str, str]]:
    return {key(row["name"]): row for row in rules.words("media")}


@lru_cache(maxsize=8192)
def medium(name: str) -> Mapping[str, str] | None:
    """The row of media.csv for a name or for the medium an edition's name holds (人民日報（海外版）), or None."""
    for candidate in (name, _EDITION.sub("", name), name.removeprefix("The "), _NUMBER.sub("", name)):
        row = _media().get(key(candidate))
        if row is not None and key(candidate):
            return row
    return None


def kind(name: str) -> str:
    """newspaper, agency, magazine, journal, broadcaster, thinktank, portal, social or official; "" where nothing tells."""
    return _kind(name)[0]


def rule(name: str) -> str:
    """The row of media.csv or the rule that tells the kind of a name; "" where none does."""
    return _kind(name)[1]


@lru_cache(maxsize=8192)
def _kind(name: str) -> tuple[str, str]:
    row = medium(name)
    if row is not None:
        return row["kind"], f"media.csv:{row['name']}"
    bare = _EDITION.sub("", _NUMBER.sub("", name)).strip() or name
    for entry in rules.load("citations_kinds"):
        if entry.fields["reads"] == "container" and entry.pattern.search(bare):
            return str(entry.fields["kind"]), f"citations_kinds.toml:{entry.id}"
    return "", ""


def carries(name: str) -> bool:
    """Whether a name where an author would stand is the medium that carried the text (共同通信「…」)."""
    known = kind(name)
    return known in ("newspaper", "agency", "broadcaster", "magazine", "social") or (known == "portal" and medium(name) is not None)


def names_body(name: str) -> bool:
    """Whether a name alone is a body that issues texts (外交部, CSIS) rather than a medium."""
    known = kind(name)
    return known in ("official", "thinktank") or (not known and people.is_organisation(name))


def names_series(name: str) -> bool:
    """Whether a name is that of a series of papers (SIPRI Fact Sheet, Working Paper 12), each a report of its own."""
    return medium(name) is None and any(r.id == "report-series" and r.pattern.search(name) for r in rules.load("citations_kinds"))


def from_title(title: str) -> str:
    """The CSL type a title itself names (speech, report, treaty, …; document for a joint statement), or ""."""
    return _titled(title)[0]


def _titled(title: str) -> Told:
    best, best_at = _NOTHING, len(title) + 1
    for entry in rules.load("citations_kinds"):
        found = entry.pattern.search(title) if entry.fields["reads"] == "title" else None
        if found and found.start() < best_at:
            best, best_at = (str(entry.fields["type"]), f"citations_kinds.toml:{entry.id}"), found.start()
    return best


def decide(draft: Draft) -> Told:
    """The CSL type of a citation and what tells it; `document` where nothing does."""
    if draft.phrase and not draft.container:
        chapter = draft.title and draft.people.editors
        return ("chapter", "kinds.py:title-and-editors") if chapter else ("document", "kinds.py:back-reference")
    if draft.genre and (draft.genre != "report" or not draft.container):
        return draft.genre, draft.rules["genre"]
    return _contained(draft) if draft.container else _alone(draft)


def _contained(draft: Draft) -> Told:
    known, by = _kind(draft.container)
    numbered = bool(draft.issue or (draft.volume and draft.container_style != "bracketed"))
    if draft.people.editors and draft.title and not (draft.issue and not (draft.publisher or draft.place)):
        return "chapter", "kinds.py:title-and-editors"
    if draft.bracketed_title and draft.publisher and known != "thinktank" and (series := _reads("book-series", draft.container)):
        return "book", series
    if known == "official" and not (draft.container_style == "bracketed" and draft.publisher):
        paper = next((r for name in draft.people.authors if (r := _reads("white-paper-office", name))), "")
        return _first(_titled(draft.title), _titled(draft.heading), ("report" if paper else "", paper), ("webpage", by))
    if known == "thinktank" and draft.volume and draft.issue and medium(draft.container) is None:
        # A volume and a number are those of a journal, whatever its name ends in (Lake Perspectives 12, no. 3).
        return "article-journal", "kinds.py:volume-and-issue"
    if known == "thinktank" and draft.container_style != "bracketed":
        return "report", by
    if known == "newspaper" and draft.container_style == "plain" and _is_portal(draft):
        return "webpage", "kinds.py:chinese-news-site"
    if known in ("social", "newspaper", "agency", "broadcaster", "magazine", "thinktank", "portal"):
        return _TYPES[known], by
    if not known and (row := medium(draft.publisher)) is not None and row["kind"] == "thinktank":
        return "report", rule(draft.publisher)
    if numbered or known == "journal":
        if draft.place and draft.publisher and not draft.issue and draft.title:
            return "chapter", "kinds.py:imprint-of-a-book"
        return "article-journal", by if known == "journal" else "kinds.py:volume-or-issue"
    if draft.container_style != "plain" and (draft.publisher or draft.place):
        return "chapter", "kinds.py:imprint-of-a-book"
    return _unknown_container(draft)


def _is_portal(draft: Draft) -> bool:
    """A bare Chinese …新聞 that is no newspaper we know is a news site; newspapers stand in brackets there."""
    named_news = re.search("新[聞闻]$", draft.container) and not re.search("[\u3040-\u30ff]", draft.title)
    return bool(named_news) and medium(draft.container) is None


def _unknown_container(draft: Draft) -> Told:
    if draft.container_style == "plain":
        if draft.url or _FULL_DATE.fullmatch(draft.issued):
            return "webpage", "kinds.py:site-with-address-or-day"
        return ("article-journal", "kinds.py:pages-and-date") if draft.pages and draft.issued else ("document", "kinds.py:nothing-tells")
    if _FULL_DATE.fullmatch(draft.issued):
        return "article-newspaper", "kinds.py:bracketed-with-day"
    if draft.issued and not re.fullmatch(r"\d{4}", draft.issued):
        return "article-journal", "kinds.py:bracketed-with-month"
    if draft.title and (draft.pages or draft.issued or draft.volume):
        return "chapter", "kinds.py:bracketed-with-year"
    return "document", "kinds.py:nothing-tells"


def _alone(draft: Draft) -> Told:
    told, by = _told(draft)
    body = any(people.is_organisation(name) for name in draft.people.authors)
    if draft.bracketed_title and (draft.publisher or draft.place or draft.people.editors):
        issuer = _issued_by_body(draft, told)
        return ("report", issuer) if issuer else ("book", "kinds.py:imprint-of-a-book")
    if draft.bracketed_title and (body or not draft.people.authors) and draft.issued:
        return (told, by) if told in ("legislation", "treaty", "document") else ("report", "kinds.py:work-of-a-body")
    agreed = told == "document" and by.endswith(":joint-statement")
    if told in ("report", "treaty", "interview") or agreed or (told == "legislation" and not draft.url):
        return told, by
    if draft.url and not (draft.symbol and draft.title):
        return "webpage", "kinds.py:address"
    if draft.bracketed_title and draft.people.authors and (draft.issued or draft.pages):
        return "book", "kinds.py:work-of-a-person"
    return _first((told, by), ("document", "kinds.py:nothing-tells"))


def _told(draft: Draft) -> Told:
    """What the title tells; the resolution of a body with a symbol of its own, or of the United Nations, is a document and no law."""
    told = _first(_titled(draft.title), _titled(draft.heading))
    named = (f"{name} {draft.title}" for name in draft.people.authors)
    if told[0] == "legislation" and (draft.symbol or any(from_title(name) == "document" for name in named)):
        return "document", "kinds.py:resolution-of-a-body"
    return told


def _first(*told: Told) -> Told:
    return next((one for one in told if one[0]), _NOTHING)


def _reads(kind_of_rule: str, text: str) -> str:
    found = (r.id for r in rules.load("citations_kinds") if r.fields["reads"] == kind_of_rule and r.pattern.search(text))
    return next((f"citations_kinds.toml:{name}" for name in found), "")


def _issued_by_body(draft: Draft, told: str) -> str:
    """What makes a work a report: its title, its author or its publisher, unless a publishing house brought it out; "" for a book.

    White papers, and what an office that writes nothing else brings out, stay reports wherever they are printed. A yearbook of
    statistics is a book.
    """
    press = bool(_PRESS.search(draft.publisher))
    writers = (*draft.people.authors, *draft.people.editors)
    if _STATISTICS.search(draft.title):
        return ""
    if by := _reads("survey", draft.title) or next((r for name in writers if (r := _reads("white-paper-office", name))), ""):
        return by
    if not press and (by := next((r for name in writers if (r := _reads("issuer", name))), "")):
        return by
    if not press and any(kind(name) in ("thinktank", "official") for name in writers) and (by := _reads("annual", draft.title)):
        return by
    if kind(draft.publisher) == "thinktank" and medium(draft.publisher) is not None:
        # What people wrote and an East Asian institute printed is a book; Western institutes print reports.
        bodies = not writers or any(people.is_organisation(name) for name in writers)
        house = draft.place and not bodies and _reads("book-house", draft.publisher)
        printed = told == "report" or (draft.publisher.isascii() and not house) or (bodies and not draft.place)
        return rule(draft.publisher) if printed else ""
    body = any(people.is_organisation(name) for name in writers)
    if draft.publisher and any(_initials(name) == draft.publisher for name in writers):
        return "kinds.py:published-by-its-author"
    # A place without a publisher is where the body itself brought it out.
    own = (people.is_organisation(draft.publisher) and not press) or (bool(draft.place) and not draft.publisher)
    return "kinds.py:issued-by-a-body" if (body and own) or (told == "report" and not press and (body or own)) else ""


def _initials(name: str) -> str:
    """The initials of a body's name, as it prints them where it publishes its own report (European Lake Service: ELS)."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
