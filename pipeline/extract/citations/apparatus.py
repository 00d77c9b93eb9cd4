"""What stands before and behind a Western title → its fields: authors or an agency; container, editors, imprint, volume, date, pages."""

from __future__ import annotations

import re

from pipeline import rules
from pipeline.extract.citations import archives, kinds, parts, people, places
from pipeline.extract.citations.brackets import HIDDEN, Masked
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.parts import Part
from pipeline.extract.citations.people import People

TITLE_END = " ,.;，、"
"""What may stand at the end of a title and is no part of it."""

_IN = re.compile(r"^\s?(?:(?:published\s)?in:?|In:?|//|[Вв]\s?кн\.:?)\s+")
_ROLE_BEFORE = re.compile(r"^\s?(?:eds?\.|edited\sby|ed\.\sby|trans\.|translated\sby|transl\.|под\sред\.|пер\.)\s")
# What was done to a text on a day is no name: “Treaty …,” signed on June 19, 2024.
_STAMPED = r"(?:signed|adopted|dated|updated|published|posted|released|issued|delivered|last)(?:\s(?:on|at|in|updated|modified))*"
_STAMP = re.compile(_STAMPED)
_PROSE = re.compile(rf"(?!in\s|{_STAMPED}|eds?\b|edited\s|trans|and\s|at\s|forthcoming|под\s|пер)[a-zа-яіїє]+\s+[a-zа-яіїє]+")
_SAID = re.compile(
    r"(?:(?i:keynote|opening|closing)\s)?(?:[Ss]peech|[Rr]emarks|[Aa]ddress|[Ll]ecture|[Tt]alk|[Tt]estimony)\s(?:(?:delivered|given)\s)?"
    r"(?:at|to|before|for)\s|paper\s(?:presented|delivered|prepared)\s(?:at|to|for)\s"
)
_ED_BEHIND = re.compile(r"(?<=\w)\s(eds?)\.?$")
_VOLUME_AND_ISSUE = re.compile(r"(\d{1,3})-(\d{1,2})")
_PAGES_BEHIND = re.compile(r"\bpp?\.\s?\d")
_SERIES = re.compile(r"\d|\b(?:Series|Papers?|Studies|Books)\b")
_CLOSING_STOP = re.compile(r"(?<=[a-zа-яіїє]{2})\.$")  # Lee, Ann, and Bob Ray. *Lakes*.
_YEAR_BEHIND = re.compile(r",?\s?\(((?:1[5-9]|20)\d\d)[a-z]?\)$")
_VOLUME_BEHIND = re.compile(r"\s((?!(?:1[5-9]|20)\d\d$)\d{1,4})$")
# An office and what it is an office of are one body: Ministry of Lakes, Government of the Isles; Office of Ice, Department of Water.
_PARENT = re.compile(r"(?:the\s)?(?:Government|Republic|Kingdom|State|Commonwealth|Parliament|U\.?[SK]\.?|United\s(?:States|Kingdom))\b")
_SUBORDINATE = re.compile(r"(?:the\s)?(?:Office|Bureau|Directorate|Division|Section|Permanent\sMission)\b")


def read_head(draft: Draft, text: str) -> None:
    """Before the title: authors, perhaps with the year (Ann Lee (2019), “…”), or the agency that carries it."""
    text = _CLOSING_STOP.sub("", text.strip(" ,:"))
    if archives.is_paper(text):
        # Telegram 12, Oslo to Department of Lakes, “Ice”: what kind of paper it is, and nobody's name.
        draft.heading = text
        draft.put("genre", "document", archives.PAPER)
        return
    if year := _YEAR_BEHIND.search(text):
        draft.fill({"issued": year[1]}, parts.date_rule(year[1]))
        text = text[: year.start()]
    if text and kinds.kind(text) in ("newspaper", "agency", "broadcaster", "social"):
        draft.contain(text, "plain", "apparatus.py:medium-before-title")
        return
    if people.names_event(text):
        draft.heading = text
        return
    found = People([text]) if is_one_body(text) else people.read(text)
    draft.add(found, "apparatus.py:before-title", "authors", "editors")


def is_one_body(text: str) -> bool:
    """Whether names between commas are an office and what it is an office of (Ministry of Lakes, Government of the Isles)."""
    names = text.split(", ")
    bodies = len(names) > 1 and all(people.is_organisation(name) for name in names) and not names[-1].startswith("and ")
    within = all(_PARENT.match(name) for name in names[1:]) or all(_SUBORDINATE.match(name) for name in names[1:])
    return bodies and (within or bool(_SUBORDINATE.match(names[0])))


def read_tail(draft: Draft, source: Masked, start: int, end: int) -> None:
    """After the title: container, editors, place and publisher, volume, date, pages, address."""
    names: list[str] = []
    last: Part | None = None
    shelved = False
    start = _read_volume_of_documents(draft, source, start, end)
    for part in parts.read(source, start, end):
        if part.kind == "title":
            name = part.text.rstrip(TITLE_END).strip()
            if draft.title and not draft.container:
                draft.contain(name, "italic", "apparatus.py:second-title")
            elif not draft.title:
                draft.put("title", name, "apparatus.py:title-behind-heading")
            else:
                draft.unread.append(name)
        elif part.kind == "text" and draft.title and not draft.container and _SAID.match(part.text):
            draft.put("genre", "document" if part.text.startswith("paper") else "speech", "apparatus.py:said-there")
        elif part.kind == "text" and _PROSE.match(part.text):
            draft.end = last.end if last else start
            break
        elif part.kind == "text":
            _take_text(draft, source, part, names)
        elif part.kind == "number":
            _take_number(draft, source.text[part.end : end], part, last)
        elif part.kind == "paren":
            _take_paren(draft, source, part, last, names)
        elif part.kind == "url":
            draft.add_url(part)
        else:
            draft.symbol = draft.symbol or (part.kind == "fields" and not part.values and "/" in part.text)
            draft.fill(part.values, part.rule)
        shelved = shelved or part.rule == archives.UNIT
        last = part
    if archives.read(draft, names, shelved=shelved or archives.is_paper(draft.title)):
        return
    _place_names(draft, names)


def _read_volume_of_documents(draft: Draft, source: Masked, start: int, end: int) -> int:
    """Papers of the Isles, 1937, vol. III, The Far Lakes (…): the volume's whole name; gives where what follows it begins."""
    rule = next(rule for rule in rules.load("citations_reports") if rule.fields["reads"] == "container")
    found = rule.pattern.search(source.mask, start, end) if draft.title and not draft.bracketed_title and not draft.container else None
    if found is None or HIDDEN in found["name"]:
        return start
    by = f"citations_reports.toml:{rule.id}"
    draft.contain(source.text[found.start("name") : found.end("name")].strip(), "italic", by)
    draft.put("volume", found["volume"], by)
    return found.end("name")


def _take_text(draft: Draft, source: Masked, part: Part, names: list[str]) -> None:
    text = _ED_BEHIND.sub(r", \1.", _IN.sub("", part.text).strip(" ."))
    if _ROLE_BEFORE.match(text) or people.role_of(text):
        _take_people(draft, text, names)
    elif text in ("URL", "in", "In", "//", "and", "от", "від") or _STAMP.fullmatch(text):
        return
    elif source.text[part.end : part.end + 1] == ":" and not draft.place and _holds_imprint(draft, text):
        draft.put("place", ", ".join([*names, text]), "apparatus.py:before-colon")
        names.clear()
    elif any(char.isalpha() for char in text):
        names.append(text)


def _holds_imprint(draft: Draft, name: str) -> bool:
    """Whether a name before a colon is a place: the title stands alone, or the name is a city's."""
    return bool(draft.bracketed_title or draft.container or places.is_place(name))


def _take_people(draft: Draft, text: str, names: list[str]) -> None:
    """Editors and translators; “in A, B and C, eds.” names them before the word."""
    if people.role_of(text) and not _ROLE_BEFORE.match(text):
        text = ", ".join([*names, text])
        names.clear()
    found = people.read(text)
    draft.add(found, "apparatus.py:behind-title", "editors", "translators")


def _take_number(draft: Draft, behind: str, part: Part, last: Part | None) -> None:
    """A bare number is the volume right behind the container's name, else pages (*Journal* 16 (2018): 31-40; Journal, 41-4, pp. 3-9)."""
    both = _VOLUME_AND_ISSUE.fullmatch(part.text) if last is not None and last.kind in ("title", "text") else None
    if both and not draft.issued and not draft.volume and _PAGES_BEHIND.search(behind):
        draft.put("volume", both[1], "apparatus.py:number-behind-journal")
        draft.put("issue", both[2], "apparatus.py:number-behind-journal")
        return
    behind_name = last is not None and last.kind in ("title", "text") and draft.container_style == "italic" and not draft.issued
    if behind_name and part.text.isdigit() and not draft.volume:
        draft.put("volume", part.text, "apparatus.py:number-behind-journal")
    else:
        draft.fill({"pages": part.text}, "apparatus.py:bare-number")


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
    if names and (volume := _VOLUME_BEHIND.search(names[-1])) and not draft.container and not draft.people.editors:
        draft.put("volume", volume[1], "apparatus.py:number-behind-journal")
        names[-1] = names[-1][: volume.start()]
    printed = found.values.get("issued", "") if found.place or found.publisher else ""
    if draft.container and not draft.bracketed_title and printed and draft.issued[:4] not in ("", printed[:4]):
        # What the volume prints may have a day of its own (“Memorandum,” July 8, 1937, *Papers* (Oslo: Reed, 1954)).
        draft.drop("issued")
    draft.add_imprint(found, "parts.py:imprint")


def _take_place(draft: Draft, names: list[str]) -> list[str]:
    """The names without the city they end or begin with, which is the place: it publishes nothing."""
    rest, place = places.split(names)
    if not place or draft.place:
        return names
    draft.put("place", place, "publishing_places.csv")
    return rest


def _place_names(draft: Draft, names: list[str]) -> None:
    """Plain text names behind the title: the container, its publisher or country, the place of a book."""
    if draft.rules.get("genre") == "apparatus.py:said-there":
        # “Title,” Remarks to the Lake Club, Oslo, March 5, 2019: where it was said contains nothing and published nothing.
        draft.unread += names
        return
    names = _take_place(draft, names)
    if not names:
        return
    if draft.genre == "document" and not draft.publisher and draft.rules["genre"] != archives.PAPER:
        # “Title,” PhD thesis, University of Lakes, 2014.
        draft.put("publisher", names.pop(0), "apparatus.py:behind-thesis")
        draft.unread += names
        return
    if draft.bracketed_title and not draft.container and kinds.names_series(names[0]):
        # *Title*, Fact Sheet of an institute, March 2019: a paper of a series and no book.
        draft.contain(names.pop(0), "plain", "citations_kinds.toml:report-series")
    if draft.bracketed_title or draft.container:
        _publish(draft, names)
    else:
        _contain_in(draft, names)


def _publish(draft: Draft, names: list[str]) -> None:
    """Names behind a title that stands alone, or behind its container: the publisher, and the place before it."""
    if names and not draft.publisher:
        draft.put("publisher", names[0] if len(names) == 1 or draft.place else names[-1], "apparatus.py:name-behind-title")
    if len(names) > 1 and not draft.place and not _SERIES.search(names[0]):
        draft.put("place", ", ".join(names[:-1]), "apparatus.py:before-publisher")


def _contain_in(draft: Draft, names: list[str]) -> None:
    """Names behind a quoted title: what contains it and who publishes that, or the country or city where it was said."""
    body = kinds.kind(names[0]) in ("official", "thinktank") or people.is_organisation(names[0])
    # A numbered paper of a series (IEX Paper LW 12) is no body of which the next name would be a part.
    body = body and not (draft.issue and kinds.names_series(names[0]))
    if len(names) > 1 and places.is_country(names[-1]) and not body and len(names[0].split()) < 3:
        draft.put("place", ", ".join(names), "countries.csv")
        return
    name = names[0]
    if archives.names_act(name):
        # «О льде», Указ Президента № 12: what it is; nothing contains it.
        draft.put("genre", "legislation", archives.ACT)
        draft.unread += names
        return
    if len(names) == 1 and not kinds.kind(name) and not body and len(name.split()) < 3 and kinds.from_title(draft.title):
        # “Speech at …,” Beijing, 8 September 2021: what was said there names the place.
        draft.put("place", name, "apparatus.py:where-it-was-said")
        return
    if len(names) > 1 and kinds.medium(names[-1]) and not places.is_country(names[-1]):
        name = ", ".join(names[:-1])
        draft.put("publisher", names[-1], "media.csv")
    elif len(names) > 1 and body:
        name = ", ".join(names)
    elif len(names) > 1:
        draft.put("publisher", names[1], "apparatus.py:behind-container")
        draft.unread += names[2:]
    draft.contain(name, "plain", "apparatus.py:name-behind-title")
