"""A Western citation in author-date style → its fields.

Lee, A., & Ray, B. (2019). Ice in world politics. *Ice Journal*, 12(3), 45–67; World Body. (2019, March 5). *Ice report*. Ice Press;
Lee, A. (2019). Ice. In B. Ray (Ed.), *The ice book* (pp. 1–15). Ice Press.
"""

from __future__ import annotations

import re

from pipeline.extract import calendar
from pipeline.extract.citations import apparatus, parts, people
from pipeline.extract.citations.brackets import HIDDEN, Masked
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.people import People

_NAME = r"[^\W\d_a-z][^\W\d_]*+(?:[\s’'-][^\W\d_]++){0,3}+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}"
_NAMES = re.compile(rf"{_NAME}(?:,?\s?(?:&|and|\.\.\.|…)?\s?{_NAME}){{0,20}}")
_BODY = re.compile(r"[^\W\d_a-z][^.,;()]{2,80}(?:\.\s|\s(?=\())")
_DATE = re.compile(rf"\(([{HIDDEN}\d]{{4,24}})\)\.\s")
_WRITTEN = re.compile(r"((?:1[5-9]|20)\d\d)[a-z]?(?:,\s(.{3,20}))?")
_EDITED = re.compile(r"In:?\s(?P<names>[^()*]{3,120}?)\s?\((?:Eds?\.|Hrsg\.)\),?\s?$")
_TITLE_ENDS = re.compile(r"[.?!]\s(?=[*]|In\s|[A-Z])")


def opens(source: Masked, start: int, end: int) -> int:
    """Where the title begins behind authors and a date in brackets, -1 where the text does not begin so."""
    names = _NAMES.match(source.mask, start, end)
    if names is None and (body := _BODY.match(source.mask, start, end)) and ("." in body[0] or people.is_organisation(body[0].strip())):
        names = body
    dated = _DATE.match(source.mask, names.end(), end) if names else None
    return dated.end() if dated and _WRITTEN.fullmatch(source.text, dated.start(1), dated.end(1)) else -1


def read(draft: Draft, source: Masked, start: int, title: int, end: int) -> None:
    """Fills the fields of a citation whose title begins at `title`."""
    bracket = source.inside(start, title, "paren")[0]
    _read_authors(draft, source.text[start : bracket.start].strip())
    _read_date(draft, source.inner(bracket))
    first = next(iter(source.inside(title, end, "italic", "quote")), None)
    if first is not None and first.start == title:
        draft.entitle(source.inner(first).strip(apparatus.TITLE_END), "apa.py:behind-date", alone=first.kind == "italic")
        apparatus.read_tail(draft, source, first.end, end)
        return
    stop = _TITLE_ENDS.search(source.mask, title, end)
    draft.put("title", source.text[title : stop.start() if stop else end].strip(apparatus.TITLE_END), "apa.py:behind-date")
    if stop is None:
        return
    if first is not None and (edited := _EDITED.match(source.text, stop.end(), first.start)):
        draft.add(People(editors=people.read(edited["names"].replace(" & ", " and ")).authors), "apa.py:editors")
        draft.contain(source.inner(first).strip(apparatus.TITLE_END), "italic", "apa.py:behind-editors")
        apparatus.read_tail(draft, source, first.end, end)
    else:
        apparatus.read_tail(draft, source, stop.end(), end)


def _read_authors(draft: Draft, text: str) -> None:
    if _NAMES.fullmatch(f"{text} ") or _NAMES.fullmatch(text):
        names = [found[0].strip() for found in re.finditer(_NAME, text)]
    else:
        names = [text.rstrip(".")]
    draft.add(People(names), "apa.py:before-date")


def _read_date(draft: Draft, text: str) -> None:
    """2019, 2019a and 2019, March 5."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return
    printed = f"{found[2]}, {found[1]}" if found[2] and found[2][-1:].isdigit() else f"{found[2]} {found[1]}" if found[2] else found[1]
    value = calendar.edtf(printed)
    draft.put("issued", value or found[1], parts.date_rule(printed if value else found[1]))
