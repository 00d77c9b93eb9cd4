"""Short forms → the work they stand for: what is given agrees, and what would make the citation full is missing."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.citations.keys import key
from pipeline.model import Citation
from pipeline.resolve.citations.agreement import people, same_name, same_people, same_title
from pipeline.resolve.citations.history import NONE, Answer, History
from pipeline.resolve.citations.index import shortest

_BOOKS = frozenset({"book", "chapter", "report"})
_SELF_SUFFICIENT = frozenset({"interview", "treaty", "legislation", "report"})


def is_short(citation: Citation) -> bool:
    """Whether so little is given that a fuller citation may stand before."""
    return not (citation.publisher or citation.url) and not (citation.title and citation.issued)


def is_bare(citation: Citation) -> bool:
    """Whether only a title, with or without people and pages, is given: nobody could find the work by it."""
    if _is_author_date(citation):
        return True
    rest = citation.container or citation.publisher or citation.place or citation.issued or citation.url
    numbered = citation.volume or citation.issue
    return bool(citation.title) and not rest and not numbered and citation.type not in _SELF_SUFFICIENT


def find(citation: Citation, history: History) -> Answer:
    """What the first way of being short that any work answers tells."""
    answers = (resolver(citation, history) for resolver in _RESOLVERS)
    return next((answer for answer in answers if answer.any), NONE)


def _by_title(citation: Citation, history: History) -> Answer:
    """著者「短題」, “Short Title,” 13: a work by the same people whose title begins with it or holds it."""
    if not citation.title or citation.container or citation.issued:
        return NONE
    given, title = citation.authors or citation.editors, citation.title
    titled = history.choose(
        history.index.by_title(title),
        lambda work: same_title(title, work.title) and (not given or same_people(given, people(work))),
    )
    return titled if titled.any else history.choose(history.index.by_container(title), lambda work: _holds(work, citation))


def _holds(work: Citation, citation: Citation) -> bool:
    """A book that was cited for one of its chapters: 編者『書名』 stands in the chapter's citation."""
    given = citation.authors or citation.editors
    if work.type != "chapter" or not same_title(citation.title, work.container):
        return False
    return not given or same_people(given, work.editors or work.authors)


def _by_container(citation: Citation, history: History) -> Answer:
    """著者「章」著者『書名（第2巻）』35頁 without imprint: a book cited in full before."""
    if not citation.title or not citation.container or citation.issued or citation.issue:
        return NONE
    book = key(citation.container)
    return history.choose(
        history.index.by_book(citation.container),
        lambda work: work.type in _BOOKS and book == key(work.container or work.title),
    )


def _by_date(citation: Citation, history: History) -> Answer:
    """Reuters, April 15, 2025: a story of that medium and that day."""
    if citation.title or not citation.container or not citation.issued or citation.authors:
        return NONE
    return history.choose(
        history.index.by_date(citation.issued, undated=False),
        lambda work: bool(work.title) and work.issued == citation.issued and same_name(citation.container, work.container),
    )


def _is_author_date(citation: Citation) -> bool:
    rest = citation.title or citation.container or citation.publisher or citation.url or citation.volume or citation.issue or citation.place
    return bool(citation.authors) and len(citation.issued) == 4 and not rest


def _by_year(citation: Citation, history: History) -> Answer:
    """山田（2010）35頁, Smith (2019), 45: a work by these people of that year."""
    if not _is_author_date(citation):
        return NONE
    return history.choose(
        shortest(history.index.by_person(citation.authors[0]), history.index.by_year(citation.issued)),
        lambda work: work.issued[:4] == citation.issued and same_people(citation.authors, people(work)),
    )


_RESOLVERS: tuple[Callable[[Citation, History], Answer], ...] = (_by_title, _by_container, _by_date, _by_year)
