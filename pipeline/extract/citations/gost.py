"""A Russian or Ukrainian citation without quotation marks → its fields.

Фамилия И. О. Название: подзаголовок. М.: Издательство, 2019. С. 45–60; Фамилия И. О. Название // Журнал. 2019. № 3. С. 15–20;
Прізвище І. О. Назва // Збірник / за ред. І. О. Прізвища. К.: Видавництво, 2019. С. 7.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract.citations import parts, people
from pipeline.extract.citations.brackets import Masked
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.people import People

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HOLDER = " // "
_TITLE_ENDS = re.compile(r"[.,…]?\s(?:[—–-]\s)?(?:С\.\s?\d|Т\.\s?\d|№|URL)")
_RESPONSIBLE = re.compile(r"\s/\s")
_MEDIUM = re.compile(r"\s?\[[^\[\]]{3,30}\]\s?$")


@cache
def _rule(name: str) -> re.Pattern[str]:
    return next(rule.pattern for rule in rules.load("citations_gost") if rule.id == name)


def fits(source: Masked, start: int, end: int) -> bool:
    """Whether the text is built this way: by its //, its imprint, or an author with a title and pages, none of it in quotation marks."""
    mask = source.mask[start:end]
    if not _CYRILLIC.search(mask):
        return False
    if _HOLDER in mask:
        return True
    authors = _rule("authors").match(mask)
    after = authors.end() if authors else 0
    if any(token.start == start + after for token in source.inside(start, end, "quote", "italic")) or not mask[after : after + 1].isalpha():
        return False
    if _rule("imprint").search(mask, after):
        return True
    return authors is not None and bool(_rule("place-year").search(mask, after) or _TITLE_ENDS.search(mask, after))


def read(draft: Draft, source: Masked, start: int, end: int) -> None:
    """Fills the fields between two offsets."""
    authors = _rule("authors").match(source.mask[start:end])
    if authors:
        draft.add(_names(authors["names"]), "citations_gost.toml:authors")
        start += authors.end()
    slashes = source.mask.find(_HOLDER, start, end)
    if slashes < 0:
        draft.entitle(_title(draft, source.text[start : _read_imprint(draft, source, start, end)]), "gost.py:behind-authors", alone=True)
        return
    draft.put("title", _title(draft, source.text[start:slashes]), "gost.py:before-strokes")
    start = slashes + len(_HOLDER)
    if _rule("imprint").search(source.mask, start, end) or _rule("place-year").search(source.mask, start, end):
        draft.contain(_title(draft, source.text[start : _read_imprint(draft, source, start, end)]), "italic", "gost.py:behind-strokes")
    elif found := _rule("container").match(source.mask, start, end):
        draft.contain(_title(draft, source.text[start : found.end("name")]), "italic", "citations_gost.toml:container")
        _read_tail(draft, source, found.end("name"), end)


def _read_imprint(draft: Draft, source: Masked, start: int, end: int) -> int:
    """Place, publisher, year and what follows them; gives where the name before them ends."""
    found = _rule("imprint").search(source.mask, start, end) or _rule("place-year").search(source.mask, start, end)
    if found is None:
        stop = _TITLE_ENDS.search(source.mask, start, end)
        _read_tail(draft, source, stop.start() if stop else end, end)
        return stop.start() if stop else end
    rule = f"citations_gost.toml:{'imprint' if 'publisher' in found.re.groupindex else 'place-year'}"
    draft.put("place", found["place"].strip(), rule)
    if "publisher" in found.re.groupindex:
        draft.put("publisher", source.text[found.start("publisher") : found.end("publisher")].strip(), rule)
    draft.put("issued", found["y"], rule)
    _read_tail(draft, source, found.end(), end)
    return found.start()


def _title(draft: Draft, text: str) -> str:
    """The name without who is responsible for it (/ под ред. …), whose editors are kept, and without quotation marks around it."""
    slash = _RESPONSIBLE.search(text)
    editors = _rule("editors").search(text)
    if editors:
        draft.add(People(editors=_names(editors["names"]).authors), "citations_gost.toml:editors")
    if slash:
        if not editors and not draft.people.authors:
            draft.add(_names(text[slash.end() :]), "gost.py:behind-stroke")
        text = text[: slash.start()]
    elif editors:
        text = text[: editors.start()]
    name = _MEDIUM.sub("", text.strip(" .,;:—–…"))
    return name[1:-1] if name[:1] in "«“" and name[-1:] in "»”" and name.count("«") < 2 else name


def _names(text: str) -> People:
    """Names cut at commas, initials kept with the family name on either side of them."""
    return People([name.strip(" ,") for name in people.read(text.strip().rstrip(",")).authors])


def _read_tail(draft: Draft, source: Masked, start: int, end: int) -> None:
    """Volume, issue, date, pages, address; the number of pages (312 с.) and words no field holds are passed over."""
    for part in parts.read(source, start, end):
        if part.kind == "url":
            draft.add_url(part)
        elif part.kind == "paren":
            found = parts.imprint(part.text)
            draft.fill(found.values, found.rules)
        elif part.kind == "fields":
            draft.fill(part.values, part.rule)
