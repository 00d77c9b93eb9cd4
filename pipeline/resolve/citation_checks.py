"""The citations of a document, read and linked → what in them cannot be right and should be looked up in the source.

Addresses with spaces in them; works dated, or looked at, after the report that cites them was published; a page looked at before it
was published; one work cited under two dates; citations that were read only in part, because a field held what belongs to another.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract import calendar
from pipeline.extract.citations import brackets, doubts, kinds
from pipeline.extract.citations.keys import key
from pipeline.model import Citation, Note, Problem, ReadNote, Severity
from pipeline.resolve.dates.bounds import days

_Days = tuple[datetime.date, datetime.date]
_SHORTEST_TITLE = 8  # letters; a shorter one (社説, Editorial) names more than one text
# What is held and printed under one name again and again.
_SERIAL = frozenset({"interview", "speech", "legislation", "document"})


def check(notes: Sequence[ReadNote], published: str = "") -> list[Problem]:
    """The problems of a document's citations, by note and then by kind; `published` is its date of publication (EDTF), "" where unknown."""
    problems: list[Problem] = []
    day = _days(published)
    for read in notes:
        problems += _spaced(read.note)
        for citation in read.citations:
            problems += _dated(read, citation, day)
            if citation.score == doubts.DOUBTFUL:
                message = f"{citation.raw[:60]!r} was read in part: a publisher, container or name held pages, a date or another title"
                problems.append(_problem(read, citation, "citation-doubtful", message))
    return [*problems, *_dated_twice(notes)]


def _problem(read: ReadNote, citation: Citation, code: str, message: str) -> Problem:
    return Problem("warning", code, f"note {read.note.number}: {message}", *read.note.content.raw(citation.start, citation.end))


def _spaced(note: Note) -> Iterator[Problem]:
    """Addresses with a space in them: joined where it is certain that both parts belong to them, else left and reported."""
    text = note.content.text
    if "://" not in text and "www." not in text and "https" not in text:
        return
    for token in brackets.read(text).tokens:
        if token.kind != "url":
            continue
        inner = text[token.inner_start : token.inner_end].strip()
        if inner.split() != [inner]:
            message = f"note {note.number}: the address {inner[:80]!r} has spaces in it; it was joined"
        elif brackets.may_go_on(text, token.end):
            message = f"note {note.number}: the address {inner[:80]!r} may go on behind the space"
        else:
            continue
        yield Problem("warning", "url-has-spaces", message, *note.content.raw(token.start, token.end))


def _days(value: str) -> _Days | None:
    """First and last day of an EDTF date or range of dates; None for an open or unknown one."""
    first, _, last = value.partition("/")
    begun, ended = days(first) if first else None, days(last or first) if first else None
    return (begun[0], ended[1]) if begun and ended else None


def _dated(read: ReadNote, citation: Citation, published: _Days | None) -> Iterator[Problem]:
    """Dates that are later than the day they must precede, whatever is unknown of either."""
    issued, accessed = _days(citation.issued), _days(calendar.edtf(citation.accessed)) if citation.accessed else None
    if issued and published and issued[0] > published[1]:
        message = f"issued {citation.issued}, after this report ({published[1].isoformat()} at the latest)"
        yield _problem(read, citation, "citation-after-report", message)
    if accessed and published and accessed[0] > published[1]:
        message = f"accessed {citation.accessed}, after this report ({published[1].isoformat()} at the latest)"
        yield _problem(read, citation, "access-after-report", message)
    if issued and accessed and accessed[1] < issued[0]:
        yield _problem(read, citation, "access-before-issue", f"accessed {citation.accessed}, before it was issued ({citation.issued})")


def _dated_twice(notes: Sequence[ReadNote]) -> Iterator[Problem]:
    """One title of the same people in the same container under two dates; under three or more it is a series and no slip."""
    cited: dict[tuple[str, ...], list[tuple[ReadNote, Citation]]] = {}
    for read in notes:
        for citation in read.citations:
            if _tells_work(citation):
                cited.setdefault(_work(citation), []).append((read, citation))
    for found in cited.values():
        dates = list(dict.fromkeys(citation.issued for _, citation in found))
        if len(dates) != 2 or not _apart(*dates):
            continue
        first = next(read for read, citation in found if citation.issued == dates[0])
        for read, citation in found:
            if citation.issued == dates[1]:
                message = f"{citation.title[:60]!r} is dated {dates[1]} here and {dates[0]} in note {first.note.number} {first.note.scope}"
                yield replace(_problem(read, citation, "citation-dates-differ", message.rstrip()), severity=_severity(*dates))
                break


def _tells_work(citation: Citation) -> bool:
    serial = kinds.from_title(citation.title) in _SERIAL
    named = citation.form == "full" and not serial and len(key(citation.title)) >= _SHORTEST_TITLE
    return named and bool(citation.issued)


def _work(citation: Citation) -> tuple[str, ...]:
    people = sorted(key(name) for name in (*citation.authors, *citation.editors))
    return (citation.type, key(citation.title), key(citation.container or citation.publisher), *people)


def _severity(one: str, other: str) -> Severity:
    """A warning where one part alone differs, as in a slip (2019-03-05, 2019-03-06); two news of one name may be years apart."""
    first, second = one.split("-"), other.split("-")
    slips = sum(a != b for a, b in zip(first, second, strict=False))
    return "warning" if len(first) == len(second) and slips == 1 else "info"


def _apart(one: str, other: str) -> bool:
    """Whether two dates share no day: 2019 and 2019-03-05 may be one, 2019-03-05 and 2019-03-06 are not."""
    first, second = _days(one), _days(other)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])
