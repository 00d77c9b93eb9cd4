"""A citation in Western quotation marks or italics → its fields.

Author, “Title,” *Journal* 16, no. 4 (2018): 31-40; Author, *Book* (Place: Publisher, 2019), 45; “Title,” Agency, March 5, 2019;
«Название», Издатель, March 5, 2019; @account, Platform, March 5, 2019, <https://…>; Иванов И. И. Название // Журнал. 2019. № 3.
"""

from __future__ import annotations

import re

from pipeline.extract import calendar
from pipeline.extract.citations import apa, apparatus, gost, kinds, people, plain
from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.brackets import Masked, Token
from pipeline.extract.citations.draft import Draft

_NUMBERED = re.compile(r"\s((?!(?:1[5-9]|20)\d\d$)\d{1,5})$")


def read(source: Masked, start: int, end: int, phrase: Phrase | None) -> Draft:
    """The fields between two offsets."""
    draft = Draft(start, end, phrase=phrase)
    titles = source.inside(start, end, "quote", "italic")
    quote = next((t for t in titles if t.kind == "quote"), None)
    if phrase is not None and (not titles or phrase.start < titles[0].start):
        draft.add(people.read(source.text[start : phrase.start]), "western.py:before-phrase")
        apparatus.read_tail(draft, source, phrase.end, end)
    elif (title := apa.opens(source, start, end)) >= 0:
        apa.read(draft, source, start, title, end)
    elif gost.fits(source, start, end):
        gost.read(draft, source, start, end)
    elif quote is not None and people.names_speech(source.text[start : quote.start].strip()):
        # Выступление министра на форуме «Озеро», 9 апреля 2019 г.: what was said there has no other title.
        draft.put("title", source.text[start : quote.end].strip(), "citations_people.toml:said-there")
        apparatus.read_tail(draft, source, quote.end, end)
    elif quote is not None and (titles[0] is quote or not source.text[start : titles[0].start].strip()):
        draft.put("title", source.inner(quote).rstrip(apparatus.TITLE_END).strip(), "western.py:quoted-title")
        apparatus.read_head(draft, source.text[start : titles[0].start] if titles[0] is not quote else source.text[start : quote.start])
        apparatus.read_tail(draft, source, quote.end, end)
    elif titles:
        _read_standing(draft, source, titles)
    else:
        plain.read(draft, source, start, end)
    _settle(draft)
    return draft


def _read_standing(draft: Draft, source: Masked, titles: list[Token]) -> None:
    """A title in italics without a quoted one: a book or report with an author, or the name of a paper before a date."""
    first = titles[0]
    name = source.inner(first).rstrip(apparatus.TITLE_END).strip()
    before = source.text[draft.start : first.start].strip(" ,")
    if not before and (kinds.medium(name) or kinds.kind(name) == "newspaper") and len(titles) == 1:
        draft.contain(name, "italic", "western.py:medium-in-italics")
    else:
        draft.entitle(name, "western.py:title-in-italics" if first.kind == "italic" else "western.py:quoted-title", alone=True)
        apparatus.read_head(draft, before)
    apparatus.read_tail(draft, source, first.end, draft.end)


def _settle(draft: Draft) -> None:
    """What only the whole citation tells: a numbered paper carries its number in its name; a name and a year are an author's.

    The number of a decree (Указ … № 400) is part of its name and no issue.
    """
    if draft.heading and draft.issue and not draft.container:
        draft.drop("issue")
    if draft.is_author_date() and not kinds.kind(draft.container):
        draft.add(people.read(draft.container), "western.py:author-and-year", "authors")
        draft.contain("", "", "")
    if draft.is_unsupported() and kinds.kind(draft.container) in ("", "social"):
        draft.contain("", "", "")
    if draft.container and not draft.issue and "thinktank" in (kinds.kind(draft.container), kinds.kind(draft.publisher)):
        numbered = _NUMBERED.search(draft.container)
        if draft.volume:
            draft.put("container", f"{draft.container} {draft.volume}", "western.py:numbered-paper")
        elif numbered:
            draft.put("volume", numbered[1], "western.py:numbered-paper")
    if draft.issued and not calendar.edtf(draft.issued) and "/" not in draft.issued and "-" not in draft.issued:
        draft.drop("issued")
