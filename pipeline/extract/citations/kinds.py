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
_NUMBER = re.compile(r"(?:\s|(?<=[）)]))\d+$")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STATISTICS = re.compile(r"統計|统计|통계|[Ss]tatistic|年鑑|年鉴|연감")
_PRESS = re.compile(r"出版|書店|書房|書院|書館|書籍|新書|文庫|Press\b|Publish|Verlag|Books\b|Издательство|출판")


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


@lru_cache(maxsize=8192)
def kind(name: str) -> str:
    """newspaper, agency, magazine, journal, broadcaster, thinktank, portal, social or official; "" where nothing tells."""
    row = medium(name)
    if row is not None:
        return row["kind"]
    bare = _EDITION.sub("", _NUMBER.sub("", name)).strip() or name
    for rule in rules.load("citations_kinds"):
        if rule.fields["reads"] == "container" and rule.pattern.search(bare):
            return str(rule.fields["kind"])
    return ""


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
    best, best_at = "", len(title) + 1
    for rule in rules.load("citations_kinds"):
        found = rule.pattern.search(title) if rule.fields["reads"] == "title" else None
        if found and found.start() < best_at:
            best, best_at = str(rule.fields["type"]), found.start()
    return best


def decide(draft: Draft) -> str:
    """The CSL type of a citation; `document` where nothing tells."""
    if draft.phrase and not draft.container:
        return "chapter" if draft.title and draft.people.editors else "document"
    if draft.genre and (draft.genre != "report" or not draft.container):
        return draft.genre
    return _contained(draft) if draft.container else _alone(draft)


def _contained(draft: Draft) -> str:
    known = kind(draft.container)
    numbered = bool(draft.issue or (draft.volume and draft.container_style != "bracketed"))
    if draft.people.editors and draft.title:
        return "chapter"
    if known == "official":
        return from_title(draft.title) or from_title(draft.heading) or "webpage"
    if known == "thinktank" and draft.volume and draft.issue and medium(draft.container) is None:
        # A volume and a number are those of a journal, whatever its name ends in (Lake Perspectives 12, no. 3).
        return "article-journal"
    if known == "thinktank" and draft.container_style != "bracketed":
        return "report"
    if known == "newspaper" and draft.container_style == "plain" and _is_portal(draft):
        return "webpage"
    if known in ("social", "newspaper", "agency", "broadcaster", "magazine", "thinktank"):
        return _TYPES[known]
    if known == "portal":
        return "webpage"
    if not known and (row := medium(draft.publisher)) is not None and row["kind"] == "thinktank":
        return "report"
    if numbered or known == "journal":
        return "chapter" if draft.place and draft.publisher and not draft.issue and draft.title else "article-journal"
    if draft.container_style != "plain" and (draft.publisher or draft.place):
        return "chapter"
    return _unknown_container(draft)


def _is_portal(draft: Draft) -> bool:
    """A bare Chinese …新聞 that is no newspaper we know is a news site; newspapers stand in brackets there."""
    named_news = re.search("新[聞闻]$", draft.container) and not re.search("[\u3040-\u30ff]", draft.title)
    return bool(named_news) and medium(draft.container) is None


def _unknown_container(draft: Draft) -> str:
    if draft.container_style == "plain":
        if draft.url or _FULL_DATE.fullmatch(draft.issued):
            return "webpage"
        return "article-journal" if draft.pages and draft.issued else "document"
    if _FULL_DATE.fullmatch(draft.issued):
        return "article-newspaper"
    if draft.issued and not re.fullmatch(r"\d{4}", draft.issued):
        return "article-journal"
    return "chapter" if draft.title and (draft.pages or draft.issued or draft.volume) else "document"


def _alone(draft: Draft) -> str:
    told = _told(draft)
    body = any(people.is_organisation(name) for name in draft.people.authors)
    if draft.bracketed_title and (draft.publisher or draft.place or draft.people.editors):
        return "report" if _issued_by_body(draft, told) else "book"
    if draft.bracketed_title and (body or not draft.people.authors) and draft.issued:
        return told if told in ("legislation", "treaty", "document") else "report"
    if told in ("report", "treaty", "interview") or (told == "legislation" and not draft.url):
        return told
    if draft.url and not (draft.symbol and draft.title):
        return "webpage"
    if draft.bracketed_title and draft.people.authors and (draft.issued or draft.pages):
        return "book"
    return told or "document"


def _told(draft: Draft) -> str:
    """What the title tells; the resolution of a body with a symbol of its own, or of the United Nations, is a document and no law."""
    told = from_title(draft.title) or from_title(draft.heading)
    if told == "legislation" and (draft.symbol or any(from_title(f"{name} {draft.title}") == "document" for name in draft.people.authors)):
        return "document"
    return told


def _reads(kind_of_rule: str, text: str) -> bool:
    return any(rule.fields["reads"] == kind_of_rule and rule.pattern.search(text) for rule in rules.load("citations_kinds"))


def _issued_by_body(draft: Draft, told: str) -> bool:
    """A report by its title, its author or its publisher, unless a publishing house brought it out; white papers, and what an office
    that writes nothing else brings out, stay reports wherever they are printed. A yearbook of statistics is a book.
    """
    press = bool(_PRESS.search(draft.publisher))
    writers = (*draft.people.authors, *draft.people.editors)
    if _STATISTICS.search(draft.title):
        return False
    if _reads("survey", draft.title) or any(_reads("white-paper-office", name) for name in writers):
        return True
    if not press and any(_reads("issuer", name) for name in writers):
        return True
    if not press and _reads("annual", draft.title) and any(kind(name) in ("thinktank", "official") for name in writers):
        return True
    if kind(draft.publisher) == "thinktank" and medium(draft.publisher) is not None:
        # What people wrote and an East Asian institute printed is a book; Western institutes print reports.
        bodies = not writers or any(people.is_organisation(name) for name in writers)
        return told == "report" or draft.publisher.isascii() or (bodies and not draft.place)
    body = any(people.is_organisation(name) for name in writers)
    if draft.publisher and any(_initials(name) == draft.publisher for name in writers):
        return True
    # A place without a publisher is where the body itself brought it out.
    own = (people.is_organisation(draft.publisher) and not press) or (bool(draft.place) and not draft.publisher)
    return (body and own) or (told == "report" and not press and (body or own))


def _initials(name: str) -> str:
    """The initials of a body's name, as it prints them where it publishes its own report (European Lake Service: ELS)."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
