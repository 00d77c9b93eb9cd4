"""One citation and what was cited before it in its scope → the same citation, linked to its antecedent where exactly one fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pipeline.extract.citations import back
from pipeline.extract.citations.keys import key
from pipeline.model import Citation
from pipeline.resolve.citations.agreement import people, same_name, same_people, same_title
from pipeline.resolve.citations.sources import source_key

# A work last cited within so many notes stands before one by the same people last cited further back.
_RECENT = 12
_BOOKS = frozenset({"book", "chapter", "report"})


@dataclass(slots=True)
class Cited:
    """A full citation, its place in the document, and the last note that cited it."""

    index: int
    citation: Citation
    note: int


@dataclass(slots=True)
class History:
    """What a scope has cited so far, each work once; `last` is what 同上 would mean, None where that cannot be told."""

    works: list[Cited] = field(default_factory=list)
    by_work: dict[str, Cited] = field(default_factory=dict)
    by_note: dict[int, list[Cited | None]] = field(default_factory=dict)
    last: Cited | None = None

    def add(self, cited: Cited) -> None:
        """Records a full citation; a work cited in full again keeps its first place and counts as cited lately."""
        work = source_key(cited.citation)
        if work in self.by_work:
            self.by_work[work].note = cited.note
            return
        self.works.append(cited)
        if work:
            self.by_work[work] = cited

    def remember(self, note: int, cited: Cited | None) -> None:
        """Records what a note's next citation turned out to be."""
        self.by_note.setdefault(note, []).append(cited)
        self.last = cited
        if cited is not None:
            cited.note = note


def resolve_one(citation: Citation, index: int, note: int, history: History) -> Citation:
    """The citation with `form`, `type` and `refers_to` as its scope's history tells; records it in the history."""
    phrase = back.find(citation.raw) if citation.form in ("ibid", "supra") else None
    if phrase is not None:
        fits = _REACHES[phrase.reach](citation, phrase, note, history)
        return _linked(citation, _single(fits, note), note, history)
    if _is_short(citation):
        answers = [fits for resolver in _SHORTS if (fits := resolver(citation, history))]
        if answers or _is_bare(citation):
            return _linked(replace(citation, form="short"), _single(answers[0], note) if answers else None, note, history)
    readable = citation.type != "document" or bool(citation.title or citation.url)
    cited = Cited(index, citation, note)
    if readable:
        history.add(cited)
    history.remember(note, cited if readable else None)
    return citation


def _linked(citation: Citation, cited: Cited | None, note: int, history: History) -> Citation:
    history.remember(note, cited)
    if cited is None:
        return citation
    own = citation.title and cited.citation.type in _BOOKS and not same_title(citation.title, cited.citation.title)
    own = own and not same_title(citation.title, cited.citation.container)
    return replace(citation, type="chapter" if own else cited.citation.type, refers_to=cited.index)


def _single(fits: Iterable[Cited], note: int) -> Cited | None:
    """The one work that fits: citations of one work count once, and one cited lately stands before one cited long ago."""
    works = _distinct(fits)
    if len(works) > 1:
        works = [cited for cited in works if note - cited.note <= _RECENT]
    return works[0] if len(works) == 1 else None


def _distinct(fits: Iterable[Cited]) -> list[Cited]:
    """The first full citation of each work, with the last note that cited any of them."""
    firsts: dict[str, Cited] = {}
    for cited in fits:
        work = _volume_key(cited.citation) or f"citation {cited.index}"
        first = firsts.setdefault(work, cited)
        first.note = max(first.note, cited.note)
    return list(firsts.values())


def _volume_key(citation: Citation) -> str:
    """The book that holds a chapter, so that two chapters of one book are one answer to 前掲書; any other work's own key."""
    if citation.type == "chapter" and citation.container:
        return "\n".join((key(citation.container), citation.issued))
    if citation.type == "book" and citation.title:
        return "\n".join((key(citation.title), citation.issued))
    return source_key(citation)


# Back references by phrase.


def _previous(citation: Citation, phrase: back.Phrase, _: int, history: History) -> list[Cited]:
    """同上, 同書, Ibid.: the citation just before, where its kind can be meant."""
    last = history.last
    if last is None or (phrase.fits and last.citation.type not in phrase.fits):
        return []
    other_day = citation.issued and last.citation.issued and citation.issued != last.citation.issued
    return [] if other_day else [last]


def _earlier(citation: Citation, phrase: back.Phrase, _: int, history: History) -> list[Cited]:
    """前掲書, 前掲論文, 新華社前掲記事: every work whose people, title, container and date agree with those given."""
    if not (citation.authors or citation.editors or citation.title or citation.container):
        fits = _distinct(work for work in history.works if not phrase.fits or work.citation.type in phrase.fits)
        return fits if len(fits) == 1 else []
    fits = [work for work in history.works if _agrees(citation, work.citation, phrase)]
    if fits or not citation.authors or "book" not in phrase.fits:
        return fits
    # 著者「章」著者、前掲書: the title is a chapter's, and the book is the author's own.
    chapter = replace(citation, title="")
    return [work for work in history.works if _agrees(chapter, work.citation, phrase)]


def _in_note(citation: Citation, phrase: back.Phrase, _: int, history: History) -> list[Cited]:
    """前掲注12, 前掲書（注12）: what that note cites, where the people, title and medium given agree with it."""
    cited = history.by_note.get(phrase.note, []) if phrase.note is not None else []
    if len(cited) > 1 and not (citation.authors or citation.editors or citation.title or citation.container or phrase.fits):
        return []
    return [work for work in cited if work is not None and _agrees(citation, work.citation, phrase)]


_REACHES: dict[str, Callable[[Citation, back.Phrase, int, History], list[Cited]]] = {
    "previous": _previous,
    "earlier": _earlier,
    "note": _in_note,
}


def _agrees(citation: Citation, work: Citation, phrase: back.Phrase) -> bool:
    if phrase.fits and work.type not in phrase.fits:
        return False
    if citation.editors and not same_people(citation.editors, work.editors):
        return False
    if citation.container and not same_name(citation.container, work.container):
        return False
    if citation.issued and work.issued and citation.issued != work.issued:
        return False
    if citation.editors:
        return True
    if citation.title and not (same_title(citation.title, work.title) or same_title(citation.title, work.container)):
        return False
    return not citation.authors or same_people(citation.authors, people(work))


# Short forms: what is given agrees, and what would make it full is missing.


def _is_short(citation: Citation) -> bool:
    """Whether so little is given that a fuller citation may stand before."""
    return not (citation.publisher or citation.url) and not (citation.title and citation.issued)


def _is_bare(citation: Citation) -> bool:
    """Whether only a title, with or without people and pages, is given: nobody could find the work by it."""
    if _is_author_date(citation):
        return True
    rest = citation.container or citation.publisher or citation.place or citation.issued or citation.url
    numbered = citation.volume or citation.issue
    return bool(citation.title) and not rest and not numbered and citation.type not in ("interview", "treaty", "legislation", "report")


def _by_title(citation: Citation, history: History) -> list[Cited]:
    """著者「短題」, “Short Title,” 13: a work by the same people whose title begins with it or holds it."""
    if not citation.title or citation.container or citation.issued:
        return []
    given = citation.authors or citation.editors
    titled = [work for work in history.works if same_title(citation.title, work.citation.title)]
    fits = [work for work in titled if not given or same_people(given, people(work.citation))]
    return fits or [work for work in history.works if _holds(work.citation, citation)]


def _holds(work: Citation, citation: Citation) -> bool:
    """A book that was cited for one of its chapters: 編者『書名』 stands in the chapter's citation."""
    given = citation.authors or citation.editors
    if work.type != "chapter" or not same_title(citation.title, work.container):
        return False
    return not given or same_people(given, work.editors or work.authors)


def _by_container(citation: Citation, history: History) -> list[Cited]:
    """著者「章」著者『書名（第2巻）』35頁 without imprint: a book cited in full before."""
    if not citation.title or not citation.container or citation.issued or citation.issue:
        return []
    book = key(citation.container)
    books = [work for work in history.works if work.citation.type in _BOOKS]
    return [work for work in books if book == key(work.citation.container or work.citation.title)]


def _by_date(citation: Citation, history: History) -> list[Cited]:
    """Reuters, April 15, 2025: a story of that medium and that day."""
    if citation.title or not citation.container or not citation.issued or citation.authors:
        return []
    same = [w for w in history.works if w.citation.title and same_name(citation.container, w.citation.container)]
    return [work for work in same if work.citation.issued == citation.issued]


def _is_author_date(citation: Citation) -> bool:
    rest = citation.title or citation.container or citation.publisher or citation.url or citation.volume or citation.issue or citation.place
    return bool(citation.authors) and len(citation.issued) == 4 and not rest


def _by_year(citation: Citation, history: History) -> list[Cited]:
    """山田（2010）35頁, Smith (2019), 45: a work by these people of that year."""
    if not _is_author_date(citation):
        return []
    same = [work for work in history.works if work.citation.issued[:4] == citation.issued]
    return [work for work in same if same_people(citation.authors, people(work.citation))]


_SHORTS: tuple[Callable[[Citation, History], list[Cited]], ...] = (_by_title, _by_container, _by_date, _by_year)
