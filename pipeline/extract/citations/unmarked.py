"""A Western work whose title no quotation marks or italics show → its fields.

Author, Title: Subtitle (Place: Publisher, 2019), 45; Author, Title, Publisher, 2013, p. 4; Body, Outlook 2019, Place: Publisher, 2019;
A. Lee, ed., Title (New York, 1998); A.Lee,Title,1870-1945(Oslo:Fjord Press,1988),p.12; Author, Title, Magazine (March 1996), p. 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pipeline.extract.citations import apparatus, kinds, parts, people, places
from pipeline.extract.citations.brackets import HIDDEN, Masked, Token
from pipeline.extract.citations.draft import Draft

_COMMA = re.compile(r",(?!(?<=\d,)\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BARE_YEAR = re.compile(r"\s?(?:1[5-9]|20)\d\d[a-z]?\s?")
_YEARS = re.compile(r"(?:1[0-9]|20)\d\d(?:\s?[-–—/]\s?(?:\d{4}|\d\d))?")
_PAGES = re.compile(r"(?:\d{1,4}|[ivxlc]{1,6})(?:\s?[-–—]\s?\d{1,4})?(?:ff?\.?)?\.?")
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[.’'-][^\W\d_]*)*"
_PARTICLE = r"(?:de|del|della|des|du|van|von|vom|der|den|ten|ter|la|le|da|das|do|dos|di|bin|ibn|al|el|e|y|zu|af)"
_PERSON = re.compile(rf"{_WORD}(?:[\s-](?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,4}}(?:,?\s(?:Jr|Sr|II|III)\.?)?")
_NO_NAME = re.compile(r"(?:The|An?|On|In|Of|For|From|To|Towards?|Against|After|Before|Beyond|Between|How|Why|What|When|Where|Who|Is|Are)\b")
_ET_AL = re.compile(r"[\s,]+(?:et\sal\.?|and\sothers)$")
_AND = re.compile(r"\s(?:and|&|et|und|y)\s")
_ROLE = re.compile(r"\(?(?:eds?|editors?|dir|coord|hrsg|comps?)\.?\)?", re.IGNORECASE)
_ROLE_BEFORE = re.compile(r"(?:eds?\.\s(?:by\s)?|edited\sby\s|trans(?:l?\.|lated)\s(?:by\s)?)")
_EDITION = re.compile(
    r"\d{1,2}\svols?\.?|(?:\d{1,2}(?:st|nd|rd|th)|(?i:rev(?:\.|ised)?|new|expanded|updated|enlarged|abridged|second|third|fourth|fifth|sixth))"
    r"(?:,?\s(?:and|&)\s(?i:rev(?:\.|ised)|expanded|updated|enlarged))?\s(?i:ed\.?|edn\.?|edition)"
)
_PRESS = re.compile(
    r"\b(?:Press|Publish\w*|Publications?|Publicaciones|Books?|Verlag|Éditions?|Editions?|Editorial|Editora|Edizioni|Routledge|Springer)\b"
)
_NEAR, _MOST, _AHEAD = 60, 60, 12
_QUOTES = '‘“’"¿¡(['
_CASELESS = re.compile(r"[^\W\d_a-zA-Z]")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III)\.?|(?:[A-Z]\.[\s-]?){1,3}")
_NUMBER_BEHIND = re.compile(r"\s(?:[A-Z]{1,5}[\s-]?)?\d{1,6}$")
_SERIES = re.compile(r"\b(?:Series|Papers?|Studies|Library|Books)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first locator: its parts between commas as offsets, where it ends, and its imprint in brackets."""

    names: list[tuple[int, int]]
    end: int
    imprint: Token | None
    volume: str = ""


def read(draft: Draft, source: Masked, start: int, end: int) -> bool:
    """Fills author, title and imprint of a work, or the authors and year of one; False, with nothing filled, where it is neither."""
    head = _head(source, start, end)
    names = [source.text[a:b] for a, b in head.names]
    count = _authors(names)
    if _is_author_date(source, head, names):
        if len(names) == 1:
            return False
        draft.add(people.read(", ".join(names)), "unmarked.py:before-year", "authors")
        apparatus.read_tail(draft, source, head.end, end)
        return True
    if len(names) <= count or (count == 0 and head.imprint is None):
        return False
    first = names[count][0]
    # A name in small letters opens a title only where an imprint makes it one; else this is a sentence.
    if head.imprint is None and not (first.isupper() or first.isdigit() or first in _QUOTES or _CASELESS.match(first)):
        return False
    if all(places.is_place(name) for name in names[count:]):
        return False
    if count:
        apparatus.read_head(draft, source.text[head.names[0][0] : head.names[count - 1][1]])
    if head.volume:
        draft.put("volume", head.volume, "unmarked.py:volume-in-name")
    _read_title(draft, source, head, count)
    apparatus.read_tail(draft, source, head.end, end)
    return True


def _head(source: Masked, start: int, end: int) -> Head:
    imprint = next((t for t in source.inside(start, end, "paren") if _is_imprint(source, t, start)), None)
    last = imprint.start if imprint else end
    # An address or an access date ends what may be a name.
    last = next((t.start for t in source.inside(start, last) if t.kind == "url" or _holds_access(source, t)), last)
    names: list[tuple[int, int]] = []
    volume = ""
    at = start
    while at < last and len(names) < _MOST:
        comma = _COMMA.search(source.mask, at, last)
        stop = comma.start() if comma else last
        begun, ended = _trim(source.text, at, stop)
        if begun < ended and _is_locator(source, begun, ended, end):
            found = parts.fields_at(source.text, begun, end)
            numbered = found.values.get("volume", "") if found else ""
            of_title = _YEARS.fullmatch(source.text, begun, ended) or (numbered and _goes_on(source, stop + 1, last, end))
            if not imprint or not of_title:
                return Head(names, begun, imprint, volume)
            volume = volume or numbered
        if begun < ended:
            names.append((begun, ended))
        at = stop + 1
    return Head(names, last, imprint, volume)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def _is_imprint(source: Masked, token: Token, start: int) -> bool:
    """Whether brackets end in a year, or hold one behind a place and colon, and are no part of an act's name."""
    inner = source.inner(token)
    before = source.text[max(start, token.start - _NEAR) : token.start].rstrip()
    if not _YEAR.search(inner) or _holds_access(source, token) or parts.names_act(before):
        return False
    return bool(parts.imprint(inner).values.get("issued"))


def _holds_access(source: Masked, token: Token) -> bool:
    inner = source.inner(token)
    return token.kind == "paren" and bool(parts.ACCESS.search(inner)) and "accessed" in parts.imprint(inner).values


def _is_locator(source: Masked, start: int, stop: int, end: int) -> bool:
    """Whether a part is a date, volume, page or the like and nothing else; an edition is none."""
    if _EDITION.fullmatch(source.text, start, stop):
        return False
    found = parts.fields_at(source.text, start, end)
    reached = found is not None and (found.end >= stop or source.mask[found.end : stop].strip(" .")[:1] in ("(", HIDDEN))
    return reached or bool(_PAGES.fullmatch(source.text, start, stop))


def _goes_on(source: Masked, start: int, last: int, end: int) -> bool:
    """Whether a name follows a locator before the imprint (Papers, 1937, vol. III, The Far Isles (…)): both are part of the title."""
    rest = [_trim(source.text, *span) for span in _spans(source, start, last)[:_AHEAD]]
    return any(a < b and not _is_locator(source, a, b, end) and not _EDITION.fullmatch(source.text, a, b) for a, b in rest)


def _spans(source: Masked, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [found.start() for found in islice(_COMMA.finditer(source.mask, start, end), _AHEAD)]
    return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def _authors(names: list[str]) -> int:
    """How many of the names are those of authors or editors: up to the word for their role, to the one behind “and”, else one."""
    for count, name in enumerate(names[:12]):
        if count and _ROLE.fullmatch(name) and all(_is_author(one) for one in names[:count]):
            return count + 1
        if count and name.startswith(("and ", "& ")) and _is_list([*names[:count], name.partition(" ")[2]]):
            return count + 1 + (count + 1 < len(names) and bool(_ROLE.fullmatch(names[count + 1])))
    if len(names) > 2 and (apparatus.is_one_body(", ".join(names[:2])) or _SUFFIX.fullmatch(names[1])):
        return 2
    return 1 if len(names) > 1 and _is_author(names[0]) else 0


def _is_list(names: list[str]) -> bool:
    """Whether names are all whole or all family names: a list of authors, unlike Ann Lee, Ice, Water, and Steam."""
    whole = {" " in name or "." in name for name in names}
    return len(whole) == 1 and all(_is_author(one) for one in names)


def _is_author(text: str) -> bool:
    """Whether a part may name people or a body: Ann Lee and Bob Ray; N.J. Lund et al.; Ministry of Lakes; Ann Lee (ed.)."""
    name = _ET_AL.sub("", re.sub(r"\s?\((?:eds?|Hrsg)\.\)$", "", text))
    if people.names_event(name) or kinds.from_title(name):
        return False
    if people.is_organisation(name) or kinds.names_body(name):
        return True
    return all(_PERSON.fullmatch(one.strip()) and not _NO_NAME.match(one.strip()) for one in _AND.split(name))


def _is_author_date(source: Masked, head: Head, names: list[str]) -> bool:
    """Lee, Ray and Pine (2019), 45: family names and a year are no book."""
    bare = head.imprint is not None and _BARE_YEAR.fullmatch(source.inner(head.imprint))
    return bool(bare) and all(" " not in one for name in names for one in _AND.split(name.removeprefix("and ")))


def _read_title(draft: Draft, source: Masked, head: Head, count: int) -> None:
    """The title and what follows it before the imprint: edition, editors, translators, series, periodical, place and publisher."""
    spans = head.names[count:]
    kept: list[tuple[int, int]] = [spans[0]]
    for index, (start, stop) in enumerate(spans[1:], start=1):
        text = source.text[start:stop]
        if _EDITION.fullmatch(text):
            continue
        if _ROLE_BEFORE.match(text):
            more = [source.text[a:b] for a, b in spans[index + 1 :] if source.text[a:b].startswith("and ")]
            draft.add(people.read(", ".join([text, *more])), "unmarked.py:behind-title", "editors", "translators")
        elif not draft.container and (kinds.names_series(text) or kinds.names_series(_NUMBER_BEHIND.sub("", text))):
            draft.contain(text, "plain", "citations_kinds.toml:report-series")
        elif not (text.startswith("and ") and draft.people.translators):
            kept.append((start, stop))
    kept = kept[: _take_publisher(draft, source, head, kept)]
    begun, ended = kept[0][0], kept[-1][1]
    series = next((t for t in source.inside(begun, ended, "paren") if t.end == ended and _SERIES.search(source.inner(t))), None)
    if series is not None and series is not head.imprint:
        found = parts.imprint(source.inner(series))
        draft.fill(found.values, found.rules)
        draft.contain(found.publisher or source.inner(series), "plain", "unmarked.py:series-in-brackets")
        ended = series.start
    draft.entitle(source.text[begun:ended].strip(apparatus.TITLE_END), "unmarked.py:behind-authors", alone=True)
    if people.names_speech(draft.title) and not head.imprint:
        draft.put("genre", "speech", "citations_people.toml:said-there")


def _take_publisher(draft: Draft, source: Masked, head: Head, spans: list[tuple[int, int]]) -> int:
    """Reads the place, publisher or periodical that ends the names; gives how many of them are the title."""
    names = [source.text[a:b] for a, b in spans]
    for index in range(1, len(names)):
        place, colon, publisher = names[index].partition(":")
        before = [names[index - 1], place] if index > 1 and places.split([names[index - 1], place])[0] == [] else [place]
        if colon and places.split(before)[0] == []:
            draft.put("place", ", ".join(before), "publishing_places.csv")
            draft.put("publisher", ", ".join([publisher.strip(), *names[index + 1 :]]), "unmarked.py:behind-place")
            return index + 1 - len(before)
    if len(names) < 2:
        return 1
    periodical = kinds.kind(names[-1]) in ("magazine", "journal", "newspaper", "agency", "broadcaster", "portal")
    if periodical and not draft.container and (kinds.medium(names[-1]) or not _PRESS.search(names[-1])):
        draft.contain(names[-1], "plain", kinds.rule(names[-1]))
        return len(names) - 1
    imprint = parts.imprint(source.inner(head.imprint)) if head.imprint else None
    if imprint is not None and (imprint.publisher or (imprint.place and not _PRESS.search(names[-1]))):
        return len(names)
    rest, place = places.split(names[1:])
    if imprint is not None and not place and not _PRESS.search(names[-1]):
        return len(names)
    draft.put("place", place, "publishing_places.csv")
    if rest:
        draft.put("publisher", rest[-1], "unmarked.py:last-name")
    # A place before the publisher ends the title as well (Title, Paris, Éditions du Lac).
    leads = bool(place and rest) and rest == names[-len(rest) :]
    return 1 if leads else max(1, len(rest))
