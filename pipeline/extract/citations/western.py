"""A citation in Western quotation marks or italics → its fields.

Author, “Title,” *Journal* 16, no. 4 (2018): 31-40; Author, *Book* (Place: Publisher, 2019), 45; “Title,” Agency, March 5, 2019;
«Название», Издатель, March 5, 2019; @account, Platform, March 5, 2019, <https://…>; Иванов И. И. Название // Журнал. 2019. № 3.
"""

from __future__ import annotations

import re

from pipeline import rules
from pipeline.extract import calendar
from pipeline.extract.citations import apa, apparatus, archives, gost, kinds, parts, people, plain
from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.brackets import Masked, Token
from pipeline.extract.citations.draft import Draft

_NEAR, _LONG = 40, 200
# Words that a title cannot end with, before the quotation marks; words that go on with one, behind them.
_LEADS_ON = re.compile(r"\b(?i:the|an?|of|to|and|for|from|with|against|between|beyond|towards?|new|its|their)\s$")
_GOES_ON = re.compile(r"\s(?:and|or|of|as|to|for|versus|vs\.?|with|from|against|after|before|between|the)\s")
_OPENS = re.compile(r"(?:^|[,;:.]\s?)$")
_CODED = re.compile(r"(.+?)\s([A-Z]{1,5}[\s-]?\d{1,5})$")
_NUMBERED = re.compile(r"\s((?!(?:1[5-9]|20)\d\d$)\d{1,5})$")


def read(source: Masked, start: int, end: int, phrase: Phrase | None) -> Draft:
    """The fields between two offsets."""
    draft = Draft(start, end, phrase=phrase)
    titles = [t for t in source.inside(start, end, "quote", "italic") if not _is_word_in_title(source, t, start, end)]
    quote = next((t for t in titles if t.kind == "quote"), None)
    if phrase is not None and (not titles or phrase.start < titles[0].start):
        draft.add(people.read(source.text[start : phrase.start]), "western.py:before-phrase")
        apparatus.read_tail(draft, source, phrase.end, end)
    elif (title := apa.opens(source, start, end)) >= 0:
        apa.read(draft, source, start, title, end)
    elif gost.fits(source, start, end):
        gost.read(draft, source, start, end)
    elif (case := _case(source, start, end)) is not None:
        _read_case(draft, source, case, end)
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
    elif (ended := _paper_end(source, start, end)) > start:
        draft.put("title", source.text[start:ended].strip(" ,."), archives.PAPER)
        draft.put("genre", "document", archives.PAPER)
        apparatus.read_tail(draft, source, ended, end)
    else:
        plain.read(draft, source, start, end)
    _settle(draft)
    return draft


def _is_word_in_title(source: Masked, token: Token, start: int, end: int) -> bool:
    """Whether quotation marks hold a few words of a title that has none of its own (The ‘Lake Boom’ in Trade; ‘Ice’ and Water)."""
    if token.kind != "quote" or source.inner(token)[-1:] in ",.;":
        return False
    before = source.text[max(start, token.start - _NEAR) : token.start]
    behind = source.text[token.end : min(end, token.end + _NEAR)]
    return bool(_LEADS_ON.search(before) or (_GOES_ON.match(behind) and _OPENS.search(before)))


def _case(source: Masked, start: int, end: int) -> re.Match[str] | None:
    """The name of a case and the reports of the court that print it."""
    rule = next(rule for rule in rules.load("citations_reports") if rule.fields["reads"] == "case")
    return rule.pattern.match(source.text, start, end)


def _read_case(draft: Draft, source: Masked, case: re.Match[str], end: int) -> None:
    by = "citations_reports.toml:court-reports"
    draft.put("title", case["title"].replace("*", "").strip(apparatus.TITLE_END), by)
    draft.contain(case["name"], "plain", by)
    draft.put("genre", "document", by)
    draft.put("issued", case["y"] or "", by)
    apparatus.read_tail(draft, source, case.end(), end)


def _paper_end(source: Masked, start: int, end: int) -> int:
    """Where the name of an office's paper ends, before its date or box (Telegram 12, Oslo to Department of Lakes, June 2, 1964); or -1."""
    if not archives.is_paper(source.text[start : min(end, start + _LONG)]):
        return -1
    known = (part.start for part in parts.read(source, start, end) if "issued" in part.values or part.rule == archives.UNIT)
    return next(known, -1)


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
    coded = _CODED.match(draft.container) if not draft.issue else None
    if coded and kinds.names_series(coded[1]):
        draft.put("container", coded[1], draft.rules["container"])
        draft.put("issue", coded[2], "western.py:coded-paper")
    if draft.container and not draft.issue and "thinktank" in (kinds.kind(draft.container), kinds.kind(draft.publisher)):
        numbered = _NUMBERED.search(draft.container)
        if draft.volume:
            draft.put("container", f"{draft.container} {draft.volume}", "western.py:numbered-paper")
        elif numbered:
            draft.put("volume", numbered[1], "western.py:numbered-paper")
    if draft.issued and not calendar.edtf(draft.issued) and "/" not in draft.issued and "-" not in draft.issued:
        draft.drop("issued")
