"""A citation in Western quotation marks or italics → its fields.

Author, “Title,” *Journal* 15, no. 3 (2019): 233-252; Author, *Book* (Place: Publisher, 2019), 45; “Title,” Agency, March 5, 2019;
«Название», Издатель, March 5, 2019; @account, Platform, March 5, 2019, <https://…>; Иванов И. И. Название // Журнал. 2019. № 3.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract import calendar
from pipeline.extract.citations import kinds, parts, people
from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.brackets import Masked, Token
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.keys import key
from pipeline.extract.citations.parts import Part

_IN = re.compile(r"^\s?(?:(?:published\s)?in:?|In:?|//|[Вв]\s?кн\.:?)\s+")
_ROLE_BEFORE = re.compile(r"^\s?(?:eds?\.|edited\sby|ed\.\sby|trans\.|translated\sby|transl\.|под\sред\.|пер\.)\s")
# What was done to a text on a day is no name: “Treaty …,” signed on June 19, 2024.
_STAMPED = r"(?:signed|adopted|dated|updated|published|posted|released|issued|delivered|last)(?:\s(?:on|at|in|updated|modified))*"
_STAMP = re.compile(_STAMPED)
_PROSE = re.compile(rf"(?!in\s|{_STAMPED}|eds?\b|edited\s|trans|and\s|at\s|forthcoming|под\s|пер)[a-zа-яіїє]+\s+[a-zа-яіїє]+")
_PLACE_AND_YEAR = re.compile(r":.*(?:1[5-9]|20)\d\d")
_TITLE_END = " ,.;，、"
_VOLUME_BEHIND = re.compile(r"\s(\d{1,4})$")
_GOST_AUTHOR = re.compile(r"^(?:[А-ЯІЇЄҐA-Z][\w’'-]+,?\s(?:[А-ЯІЇЄҐA-Z]\.\s?){1,2},?\s?)+")


def read(source: Masked, start: int, end: int, phrase: Phrase | None) -> Draft:
    """The fields between two offsets."""
    draft = Draft(start, end, phrase=phrase)
    titles = source.inside(start, end, "quote", "italic")
    quote = next((t for t in titles if t.kind == "quote"), None)
    if phrase is not None and (not titles or phrase.start < titles[0].start):
        draft.people = people.read(source.text[start : phrase.start])
        _read_tail(draft, source, phrase.end, end)
    elif quote is not None and (titles[0] is quote or not source.text[start : titles[0].start].strip()):
        draft.title = source.inner(quote).rstrip(_TITLE_END).strip()
        _read_head(draft, source.text[start : titles[0].start] if titles[0] is not quote else source.text[start : quote.start])
        _read_tail(draft, source, quote.end, end)
    elif titles:
        _read_standing(draft, source, titles)
    else:
        _read_plain(draft, source, start, end)
    _settle(draft)
    return draft


def _read_head(draft: Draft, text: str) -> None:
    """Before the title: authors, or the agency that carries it."""
    text = text.strip(" ,:")
    if text and kinds.kind(text) in ("newspaper", "agency", "broadcaster", "social"):
        draft.container, draft.container_style = text, "plain"
        return
    if people.names_event(text):
        draft.heading = text
        return
    found = people.read(text)
    draft.people.authors += found.authors
    draft.people.editors += found.editors


def _read_standing(draft: Draft, source: Masked, titles: list[Token]) -> None:
    """A title in italics without a quoted one: a book or report with an author, or the name of a paper before a date."""
    first = titles[0]
    name = source.inner(first).rstrip(_TITLE_END).strip()
    before = source.text[draft.start : first.start].strip(" ,")
    if not before and (kinds.medium(name) or kinds.kind(name) == "newspaper") and len(titles) == 1:
        draft.container, draft.container_style = name, "italic"
    else:
        draft.title, draft.bracketed_title = name, True
        _read_head(draft, before)
    _read_tail(draft, source, first.end, draft.end)


def _read_tail(draft: Draft, source: Masked, start: int, end: int) -> None:
    """After the title: container, editors, place and publisher, volume, date, pages, address."""
    names: list[str] = []
    last: Part | None = None
    for part in parts.read(source, start, end):
        if part.kind == "title":
            name = part.text.rstrip(_TITLE_END).strip()
            if draft.title and not draft.container:
                draft.container, draft.container_style = name, "italic"
            elif not draft.title:
                draft.title = name
            else:
                draft.unread.append(name)
        elif part.kind == "text" and _PROSE.match(part.text):
            draft.end = last.end if last else start
            break
        elif part.kind == "text":
            _take_text(draft, source, part, names)
        elif part.kind == "number":
            _take_number(draft, part, last)
        elif part.kind == "paren":
            _take_paren(draft, source, part, last, names)
        else:
            draft.symbol = draft.symbol or (part.kind == "fields" and not part.values and "/" in part.text)
            draft.fill({"url": "".join(part.text.split())} if part.kind == "url" else part.values)
        last = part
    _place_names(draft, names)


def _take_text(draft: Draft, source: Masked, part: Part, names: list[str]) -> None:
    text = _IN.sub("", part.text).strip(" .")
    if _ROLE_BEFORE.match(text) or people.role_of(text):
        _take_people(draft, text, names)
    elif text in ("in", "In", "//", "and") or _STAMP.fullmatch(text):
        return
    elif source.text[part.end : part.end + 1] == ":" and (draft.bracketed_title or draft.container) and not draft.place:
        draft.place = ", ".join([*names, text])
        names.clear()
    elif text:
        names.append(text)


def _take_people(draft: Draft, text: str, names: list[str]) -> None:
    """Editors and translators; “in A, B and C, eds.” names them before the word."""
    if people.role_of(text) and not _ROLE_BEFORE.match(text):
        text = ", ".join([*names, text])
        names.clear()
    found = people.read(text)
    draft.people.editors += found.editors
    draft.people.translators += found.translators


def _take_number(draft: Draft, part: Part, last: Part | None) -> None:
    """A bare number is the volume right behind the container's name, else pages (*Journal* 15 (2019): 233-252)."""
    behind_name = last is not None and last.kind in ("title", "text") and draft.container_style == "italic" and not draft.issued
    if behind_name and part.text.isdigit() and not draft.volume:
        draft.volume = part.text
    else:
        draft.fill({"pages": part.text})


def _take_paren(draft: Draft, source: Masked, part: Part, last: Part | None, names: list[str]) -> None:
    text = part.text.strip()
    if people.role_of(f"({text})"):
        _take_people(draft, text if not names else f"{', '.join(names)}, {text}", [])
        names.clear()
        return
    found = parts.imprint(text)
    if not found.values and not found.place:
        # CSIS in brackets behind its full name belongs to the name.
        if names and last is not None and last.kind == "text":
            names[-1] += source.text[last.start : part.end].partition(names[-1])[2]
        return
    if names and (volume := _VOLUME_BEHIND.search(names[-1])) and not draft.container:
        draft.volume = volume[1]
        names[-1] = names[-1][: volume.start()]
    draft.people.translators += found.people.translators
    draft.people.editors += found.people.editors
    draft.fill({"place": found.place, "publisher": found.publisher} | found.values)


@cache
def _countries() -> frozenset[str]:
    return frozenset(key(row["name"]) for row in rules.words("countries"))


def _is_country(name: str) -> bool:
    return key(name) in _countries() or key(name.removeprefix("the ").removeprefix("The ")) in _countries()


def _place_names(draft: Draft, names: list[str]) -> None:
    """Plain text names behind the title: the container, its publisher or country, the place of a book."""
    if not names:
        return
    if draft.bracketed_title or draft.container:
        if not draft.publisher:
            draft.publisher = names[0] if len(names) == 1 or draft.place else names[-1]
        if len(names) > 1 and not draft.place:
            draft.place = ", ".join(names[:-1])
        return
    body = kinds.kind(names[0]) in ("official", "thinktank") or people.is_organisation(names[0])
    if len(names) > 1 and _is_country(names[-1]) and not body and len(names[0].split()) < 3:
        draft.place = ", ".join(names)
        return
    name = names[0]
    if len(names) == 1 and not kinds.kind(name) and not body and len(name.split()) < 3 and kinds.from_title(draft.title):
        # “Speech at …,” Beijing, 8 September 2021: what was said there names the place.
        draft.place = name
        return
    if len(names) > 1 and kinds.medium(names[-1]) and not _is_country(names[-1]):
        name, draft.publisher = ", ".join(names[:-1]), names[-1]
    elif len(names) > 1 and body:
        name = ", ".join(names)
    elif len(names) > 1:
        draft.publisher = names[1]
        draft.unread += names[2:]
    draft.container, draft.container_style = name, "plain"


def _read_plain(draft: Draft, source: Masked, start: int, end: int) -> None:
    """No title marked: a post, a paper and a date, a body and a date, or a book whose italics were lost."""
    read = parts.read(source, start, end)
    names = [part.text.strip(" .") for part in read if part.kind == "text"]
    slashes = source.mask.find(" // ", start, end)
    platform = next((name for name in names if kinds.kind(name) == "social"), None)
    imprint = next((part for part in read if part.kind == "paren" and _PLACE_AND_YEAR.search(part.text)), None)
    if slashes > 0:
        _read_gost(draft, source, start, slashes, end)
    elif platform is not None and (names[0] != platform or len(names) == 1):
        draft.container, draft.container_style = platform, "plain"
        _read_rest(draft, source, read)
        before = source.text[start : next(p.start for p in read if p.kind == "text" and p.text.strip(" .") == platform)].strip(" ,")
        draft.people.authors = [re.sub(r",\s@\w+$", "", before)]
    elif imprint is not None:
        _read_unmarked_book(draft, source, start, imprint, end)
    elif names:
        _read_rest(draft, source, read)
        _read_named(draft, names)
    else:
        _read_rest(draft, source, read)


def _read_rest(draft: Draft, source: Masked, read: list[Part]) -> None:
    for part in read:
        if part.kind == "url":
            draft.fill({"url": "".join(part.text.split())})
        elif part.kind == "paren":
            draft.fill(parts.imprint(part.text).values)
        elif part.kind == "number":
            draft.fill({"pages": part.text})
        else:
            draft.symbol = draft.symbol or (part.kind == "fields" and not part.values and "/" in part.text)
            draft.fill(part.values)


def _read_named(draft: Draft, names: list[str]) -> None:
    known = kinds.kind(names[0])
    if kinds.names_body(names[0]):
        draft.people.authors = [names[0]]
    elif known or (draft.issued and (draft.url or len(names) == 1)):
        draft.container, draft.container_style = names[0], "plain"
    else:
        _read_unmarked(draft, names)
        return
    draft.unread += names[1:]


def _read_unmarked(draft: Draft, names: list[str]) -> None:
    """Author, Title, Publisher with no mark of their own: authors run to the name after “and”, else there is one."""
    last = next((i for i, name in enumerate(names) if name.startswith("and ")), 0)
    draft.people.authors = people.read(", ".join(names[: last + 1])).authors
    rest = names[last + 1 :]
    if rest:
        draft.title, draft.bracketed_title = rest[0], True
        draft.publisher = rest[-1] if len(rest) > 1 else ""
        draft.unread += rest[1:-1]


def _read_unmarked_book(draft: Draft, source: Masked, start: int, imprint: Part, end: int) -> None:
    """Author, Title (Place: Publisher, 2019), 45. The author ends at the first comma before a longer name."""
    before = source.text[start : imprint.start].strip(" ,")
    author, comma, title = before.partition(", ")
    while comma and re.match(r"(?:and\s)?(?:[^\W\d_][\w.’'-]*\s){1,3}[^\W\d_][\w.’'-]*,\s", title) and re.search(r"\band\s", title):
        more, _, title = title.partition(", ")
        author = f"{author}, {more}"
    draft.title, draft.bracketed_title = (title, True) if comma else (before, True)
    if comma:
        _read_head(draft, author)
    _read_tail(draft, source, imprint.start, end)


def _read_gost(draft: Draft, source: Masked, start: int, slashes: int, end: int) -> None:
    """Фамилия И. О. Название // Журнал. 2019. № 3. С. 15-20."""
    before = source.text[start:slashes].strip()
    author = _GOST_AUTHOR.match(before)
    if author:
        draft.people.authors = [name.strip() for name in re.findall(r"[^\W\d_][\w’'-]+,?\s(?:[^\W\d_]\.\s?){1,2}", author[0])]
        before = before[author.end() :]
    draft.title = before.strip(" .")
    _read_tail(draft, source, slashes + 4, end)


def _settle(draft: Draft) -> None:
    """What only the whole citation tells: a numbered paper carries its number in its name; a name and a year are an author's."""
    if draft.is_author_date() and not kinds.kind(draft.container):
        draft.people.authors, draft.container, draft.container_style = people.read(draft.container).authors, "", ""
    if draft.is_unsupported() and not kinds.kind(draft.container):
        draft.container, draft.container_style = "", ""
    if draft.container and draft.volume and not draft.issue and kinds.kind(draft.container) == "thinktank":
        draft.container = f"{draft.container} {draft.volume}"
    if draft.issued and not calendar.edtf(draft.issued) and "/" not in draft.issued and "-" not in draft.issued:
        draft.issued = ""
