"""A Western citation without quotation marks or italics → its fields.

@account, Platform, March 5, 2019; Body, Resolution 12 (2019), S/RES/12, March 5, 2019; Lake Act of 2019, H.R. 1234 (2019);
Author, Title (Place: Publisher, 2019), 45; Agency, March 5, 2019.
"""

from __future__ import annotations

import re

from pipeline.extract import calendar
from pipeline.extract.citations import kinds, parts, people, places, unmarked
from pipeline.extract.citations.brackets import Masked
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.parts import Part
from pipeline.extract.citations.people import People

_AGAINST = re.compile(r"\w\sv(?:\.|s\.)?\s[A-Z]")
_DATED = re.compile(r",\s(?=" + calendar.DATE + ")")
# What begins so is a paper of a body and not the body itself: Report of the Panel of Experts.
_PAPER = re.compile(
    r"(?i:the\s)?(?:Letters?|Report|Note|Resolution|Statement|Draft|Final|Summary|Decision|Midterm|Annual|Interim|Identical)\b|\D*\d"
)


def read(draft: Draft, source: Masked, start: int, end: int) -> None:
    """No title marked: a post, a document with its symbol, an act, a case, a paper or body and a date, or a work without its italics."""
    read = parts.read(source, start, end)
    names = [part.text.strip(" .") for part in read if part.kind == "text"]
    symbol = next((part for part in read if part.kind == "fields" and not part.values and "/" in part.text), None)
    act = next((part for part in read if "genre" in part.values and _opens(source.text[max(start, part.start - 2) : part.start])), None)
    platform = next((name for name in names if kinds.kind(name) == "social"), None)
    if act is not None:
        _read_act(draft, source, start, act, read)
    elif symbol is not None and symbol is read[0]:
        _read_rest(draft, source, read)
        draft.unread += names
    elif symbol is not None and names and read[0].kind == "text":
        _read_document(draft, source, start, symbol, read)
    elif platform is not None and (names[0] != platform or len(names) == 1):
        draft.contain(platform, "plain", kinds.rule(platform))
        _read_rest(draft, source, read)
        before = source.text[start : next(p.start for p in read if p.kind == "text" and p.text.strip(" .") == platform)].strip(" ,")
        draft.add(people.read(before) if "@" in before.lstrip("@") else People([before]), "plain.py:account", "authors")
    elif not (names and not _stands_for_itself(names) and unmarked.read(draft, source, start, end)):
        _read_rest(draft, source, read)
        if names:
            _read_named(draft, names)


def _stands_for_itself(names: list[str]) -> bool:
    """Whether the first name is a medium, a meeting or a text that nobody wrote, so that no author's work can begin there."""
    event = people.names_event(names[0]) or kinds.from_title(names[0]) in ("interview", "legislation", "treaty")
    return bool(_AGAINST.search(names[0])) or event or kinds.carries(names[0]) or kinds.kind(names[0]) == "journal"


def _opens(before: str) -> bool:
    """Whether nothing or a comma stands before a part, so that no sentence runs into it."""
    return before.rstrip()[-1:] in ("", ",")


def _read_act(draft: Draft, source: Masked, start: int, act: Part, read: list[Part]) -> None:
    """A bill, an article of a code or a judgment, by its name where one stands before it: Lake Act of 2019, H.R. 1234 (2019)."""
    name = source.text[start : act.start].strip(" ,")
    if act.rule.endswith(":thesis"):
        author, _, name = name.partition(", ")
        draft.add(people.read(author), "plain.py:author-of-thesis", "authors")
        draft.put("title", name, "plain.py:title-of-thesis")
        behind = next((part.text for part in read if part.start > act.start and part.kind == "text"), "")
        draft.put("publisher", behind if people.is_organisation(behind) else "", "plain.py:behind-thesis")
        _read_rest(draft, source, [part for part in read if part.start >= act.start])
        return
    draft.put("title", name or act.text, "plain.py:name-of-act" if name else act.rule)
    _read_rest(draft, source, [part for part in read if part.start >= act.start])


def _read_document(draft: Draft, source: Masked, start: int, symbol: Part, read: list[Part]) -> None:
    """Body, Title, S/2019/12, March 5, 2019: bodies named first wrote it; years and dates inside the title stay there."""
    dated = _DATED.search(source.mask, start, symbol.start)
    stop = dated.start() if dated else symbol.start
    names = [name.strip() for name in source.text[start:stop].strip(" ,").split(", ")]
    last = next((i for i, name in enumerate(names) if _PAPER.match(name) or not people.is_organisation(name)), len(names) - 1)
    last = last if last or _PAPER.match(names[0]) or not people.is_organisation(names[0]) else 1
    draft.add(People(names[:last]), "plain.py:body-before-document")
    draft.put("title", ", ".join(names[last:]), "plain.py:before-symbol")
    _read_rest(draft, source, [part for part in read if part.start >= stop])


def _read_rest(draft: Draft, source: Masked, read: list[Part]) -> None:
    for part in read:
        if part.kind == "url":
            draft.add_url(part)
        elif part.kind == "paren":
            found = parts.imprint(part.text)
            draft.fill(found.values, found.rules)
        elif part.kind == "number":
            draft.fill({"pages": part.text}, "plain.py:bare-number")
        else:
            draft.symbol = draft.symbol or (part.kind == "fields" and not part.values and "/" in part.text)
            draft.fill(part.values, part.rule)


def _read_named(draft: Draft, names: list[str]) -> None:
    if _AGAINST.search(names[0]):
        draft.put("title", names[0], "plain.py:names-a-case")
        draft.put("genre", "document", "plain.py:names-a-case")
        draft.unread += names[1:]
        return
    known = kinds.kind(names[0])
    told = kinds.from_title(names[0])
    if told in ("interview", "legislation", "treaty") or (told == "document" and len(names) > 1):
        draft.put("title", names[0], "plain.py:names-a-text")
        held = told == "interview" or all(places.is_place(name) or places.is_country(name) for name in names[1:])
        draft.put("place", ", ".join(names[1:]) if held else "", "plain.py:behind-text")
        return
    if people.names_event(names[0]):
        draft.put("title", names[0], "citations_people.toml:not-an-author")
        draft.unread += names[1:]
        return
    if kinds.names_body(names[0]) and len(names) > 1 and (people.names_event(names[1]) or kinds.from_title(names[1])):
        draft.add(People([names[0]]), "plain.py:body-before-text")
        draft.put("title", names[1], "plain.py:names-a-text")
        draft.unread += names[2:]
        return
    if kinds.names_body(names[0]):
        draft.add(People([names[0]]), "plain.py:body-alone")
    elif known or (draft.issued and (draft.url or len(names) == 1)):
        draft.contain(names[0], "plain", "plain.py:name-and-date")
    elif len(names) == 1:
        draft.add(people.read(names[0]), "plain.py:name-alone", "authors")
    else:
        draft.unread += names[:1]
    draft.unread += names[1:]
