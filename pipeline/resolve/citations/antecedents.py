"""One citation and what was cited before it in its scope → the same citation, linked to its antecedent where exactly one fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.extract.citations import back
from pipeline.model import Citation
from pipeline.resolve.citations import own, shorts
from pipeline.resolve.citations.agreement import people, same_name, same_people, same_title
from pipeline.resolve.citations.history import NONE, Answer, Fits, History
from pipeline.resolve.citations.index import Cited, Shelf, shortest

_BOOKS = frozenset({"book", "chapter", "report"})


def resolve_one(citation: Citation, index: int, note: int, history: History, asked: History | None) -> Citation:
    """The citation with `form`, `type` and `refers_to` as history tells; records it in its own scope's history.

    `asked` is the history to look in: the scope's own, that of a chapter the citation names, or None where there is no such chapter.
    """
    phrase = back.find(citation.raw) if citation.form in ("ibid", "supra") else None
    if phrase is not None:
        answer = _REACHES[phrase.reach](own.asked(citation, history.writers), phrase, asked) if asked else NONE
        return _linked(citation, answer.one, note, history)
    if shorts.is_short(citation):
        answer = shorts.find(own.asked(citation, history.writers), history)
        if answer.any or shorts.is_bare(citation):
            return _linked(replace(citation, form="short"), answer.one, note, history)
    readable = citation.type != "document" or bool(citation.title or citation.url)
    history.remember(note, history.add(index, own.written(citation, history.writers)) if readable else None)
    return citation


def _linked(citation: Citation, cited: Cited | None, note: int, history: History) -> Citation:
    history.remember(note, cited)
    if cited is None:
        return citation
    work = cited.citation
    part = citation.title and work.type in _BOOKS and not any(same_title(citation.title, known) for known in (work.title, work.container))
    return replace(citation, type="chapter" if part else work.type, refers_to=cited.index)


def _previous(citation: Citation, phrase: back.Phrase, history: History) -> Answer:
    """同上, 同書, Ibid.: the citation just before, where its kind can be meant; 山田、同上 behind another's work is what 山田 wrote."""
    last = history.last
    given = (*citation.authors, *citation.editors)
    if given and (last is None or not same_people(given, people(last.citation))):
        return _earlier(citation, phrase, history)
    if last is None or (phrase.fits and last.citation.type not in phrase.fits):
        return NONE
    other_day = citation.issued and last.citation.issued and citation.issued != last.citation.issued
    return NONE if other_day else Answer(True, last)


def _earlier(citation: Citation, phrase: back.Phrase, history: History) -> Answer:
    """前掲書, 前掲論文, 新華社前掲記事: the work whose people, title, container and date agree with those given.

    前掲書 alone reaches back as far as there is no other book.
    """
    if not _says(citation):
        return history.only(history.index.by_type(phrase.fits))
    answer = history.choose(_candidates(citation, phrase, history), _agreeing(citation, phrase))
    if answer.any or not citation.authors or "book" not in phrase.fits:
        return answer
    # 著者「章」著者、前掲書: the title is a chapter's, and the book is the author's own.
    chapter = replace(citation, title="")
    return history.choose(_candidates(chapter, phrase, history), _agreeing(chapter, phrase))


def _in_note(citation: Citation, phrase: back.Phrase, history: History) -> Answer:
    """前掲注12, 前掲書（注12）: what that note cites, where the people, title and medium given agree with it."""
    cited = history.by_note.get(phrase.note, []) if phrase.note is not None else []
    works = [work for work in cited if work is not None]
    if not _says(citation) and not phrase.fits:
        alone = len(works) == len(cited) and len({work.work or str(work.index) for work in works}) == 1
        return Answer(bool(works), works[0] if alone else None)  # one not read, or not linked, may be the one meant
    fits = _agreeing(citation, phrase)
    answers = [work for work in works if fits(work.citation)]
    if len(answers) > 1 and citation.authors:
        # 山田・前掲注4 means what 山田 wrote before what 山田 edited.
        answers = [work for work in answers if same_people(citation.authors, work.citation.authors)] or answers
    return Answer(bool(answers), answers[0] if len({work.volume for work in answers}) == 1 else None)


_REACHES: dict[str, Callable[[Citation, back.Phrase, History], Answer]] = {
    "previous": _previous,
    "earlier": _earlier,
    "note": _in_note,
}


def _says(citation: Citation) -> bool:
    """Whether a back reference says anything of the work but its kind."""
    return bool(citation.authors or citation.editors or citation.title or citation.container)


def _candidates(citation: Citation, phrase: back.Phrase, history: History) -> Sequence[Shelf]:
    """The fewest shelves that hold all works that can agree."""
    index, lists = history.index, []
    if citation.editors:
        lists.append(index.by_person(citation.editors[0], phrase.fits))
    elif citation.authors:
        lists.append(index.by_person(citation.authors[0], phrase.fits))
    if citation.title and not citation.editors:
        lists.append([*index.by_title(citation.title), *index.by_container(citation.title)])
    if citation.container:
        lists.append(index.by_medium(citation.container))
    if citation.issued:
        lists.append(index.by_date(citation.issued, undated=True))
    return shortest(*lists)


def _agreeing(citation: Citation, phrase: back.Phrase) -> Fits:
    return lambda work: _agrees(citation, work, phrase)


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
