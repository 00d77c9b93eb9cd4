"""What a report says of itself: title page, byline, series, closing signature, colophon → Metadata."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import rules
from pipeline.clean import close_spaces
from pipeline.extract import dates
from pipeline.extract.dates.values import precision
from pipeline.model import Date, Metadata, Text
from pipeline.structure.lines import Layout, Line, role

_DASHES = re.compile(r"[ \u3000]*(?:[―—]{1,2}|──?|[ \u3000][-–～][ \u3000]|[ \u3000][:：][ \u3000])[ \u3000]*")
_EDGE_DASHES = re.compile(r"^[\s―—─\-–～]+|[\s―—─\-–～]+$")
_ROLE = re.compile(r"[（(](?:編著|編|著|監修|共著|訳)[)）]")
_BETWEEN_NAMES = re.compile(r"[、,，/／]|(?<![ァ-ヶーA-Z.．])・|・(?![ァ-ヶーA-Z])")  # ジョン・スミス is one
_SPACES = re.compile(r"[ \t\u3000]+")
_REMARK = re.compile(r"[（(][^（()）]*[。.][)）]")  # a remark on the whole document, in brackets
_HEAD_LINES = 14  # a title page is shorter than this
_LONGEST_TITLE = 80
_LONGEST_SUBTITLE = 45


@dataclass(frozen=True, slots=True)
class _Found:
    """One statement: which field of the metadata, its value, and the line that makes it."""

    field: str
    value: str
    line: Line
    number: str = ""
    affiliation: str = ""
    named: bool = False  # a date that is called one of publication


def claim(layout: Layout) -> Metadata:
    """Claims title page, signature and back matter, and gives what they state."""
    head, title, subtitle = _head(layout)
    tail = _tail(layout)
    found = head + tail
    authors = _first(found, "authors")
    series = _first(found, "series")
    names = _names(authors.value) if authors else ()
    affiliation = next((f.affiliation for f in found if f.affiliation), "")
    publisher = _first(tail, "publisher") or _first(head, "publisher")
    return Metadata(
        title=close_spaces(Text.of(title)).text,
        subtitle=close_spaces(Text.of(subtitle)).text,
        series=series.value if series else "",
        number=series.number if series else "",
        authors=names,
        affiliations=(affiliation,) if affiliation else (),
        publisher=publisher.value if publisher else "",
        published=_published(layout, head, tail, titled=bool(title)),
    )


def _first(found: Sequence[_Found], field: str) -> _Found | None:
    return next((f for f in found if f.field == field), None)


def _names(listed: str) -> tuple[str, ...]:
    """`増山 一郎（編著）、谷 花子` → two names, without their parts in the book and the space between family and given name."""
    return tuple(_SPACES.sub("", name) for name in _BETWEEN_NAMES.split(_ROLE.sub("", listed)) if name.strip())


def _date(printed: str) -> str:
    """The EDTF value of a printed date of publication; "" where it is not a date on its own."""
    found = [mention.value for mention in dates.find(_SPACES.sub("", printed))]
    value = found[0].value if len(found) == 1 and isinstance(found[0], Date) and not found[0].relation else ""
    return value if precision(value) == "month" or (precision(value) == "day" and _is_day(value)) else ""


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _published(layout: Layout, head: Sequence[_Found], tail: Sequence[_Found], *, titled: bool) -> str:
    """The date of publication: the colophon's, else the title page's, else that of the last change (更新日).

    A date that is called one of publication goes before one that stands alone; two of the same kind that disagree tell none,
    nor does the first of a chronology's.
    """
    if signed := _first(tail, "published"):
        return _date(signed.value)
    told = [found for found in head if found.field == "published"]
    if not titled and not any(found.named for found in told) and _is_chronology(layout, told):
        return ""
    for group in ([f for f in told if f.named], told, [f for f in head if f.field == "updated"]):
        values = sorted({_date(found.value) for found in group}, key=len)
        if group:
            return values[-1] if all(values[-1].startswith(value) for value in values) else ""
    return ""


def _is_chronology(layout: Layout, told: Sequence[_Found]) -> bool:
    """True where dates on lines of their own go on behind the one at the head."""
    values = {_date(found.value) for found in told}
    later = (line for line in layout.lines[max((found.line.index for found in told), default=0) + 1 :] if _short(line))
    return bool(told) and any(
        found.field == "published" and _date(found.value) not in values for line in later for found in _read(line, "head", "any")
    )


def _read(line: Line, *places: str) -> tuple[_Found, ...]:
    """What a line states: its field first, then who is named beside a date (架空研究所 2016年9月1日)."""
    known = next(
        ((rule, found) for rule, found in rules.matches(rules.load("front_matter"), line.text) if rule.fields["where"] in places), None
    )
    if known is None:
        return ()
    rule, match = known
    groups = {name: text for name, text in match.groupdict().items() if text}
    told = _Found(
        rule.fields["field"],
        _one(groups, "value", "after", "dated", "in_medium", "in_news"),
        line,
        _one(groups, "number", "no", "volume"),
        groups.get("affiliation", ""),
        bool(_one(groups, "label", "mark")),
    )
    beside = {"publisher": _one(groups, "by", "by_after"), "authors": groups.get("author", "")}
    return told, *(_Found(field, value, line) for field, value in beside.items() if value)


def _one(groups: Mapping[str, str], *names: str) -> str:
    return next((groups[name] for name in names if name in groups), "")


def _head(layout: Layout) -> tuple[list[_Found], str, str]:
    """The title page: the lines before the first heading, list or prose."""
    found: list[_Found] = []
    titles: list[str] = []
    prefaced = "contents" in layout.claims  # a book: prose before its first heading is a remark on it
    for line in list(layout.free()):
        if line.hinted("title"):
            layout.claim("front", line.index)
            titles.append(line.text)
    told = bool(titles)
    for line in list(layout.free(0, min(_HEAD_LINES, len(layout.lines)))):
        remark = bool(_REMARK.fullmatch(line.text)) or (prefaced and line.ends_sentence and not _opens_text(layout, line))
        if not remark and (
            len(line.text) > _LONGEST_TITLE or line.text.endswith("。") or (line.ends_sentence and titles) or _opens_text(layout, line)
        ):
            break
        statement = _read(line, "head", "any")
        if told and not statement and not remark and not _subtitle(layout, line, titles):
            continue  # the format says which line is the title: what else stands at the head is text
        layout.claim("front", line.index)
        if remark:
            continue
        if statement:
            found += statement
        else:
            titles.append(line.text)
    return found, *_title(titles)


def _subtitle(layout: Layout, line: Line, titles: Sequence[str]) -> bool:
    """The line below a title that the format tells: it opens with a dash, or is short and has the byline, the date or a heading below."""
    if len(titles) != 1 or layout.claims[line.index - 1] != "front":
        return False
    following = layout.next_free(line.index)
    parted = following is not None and (following.hinted("heading") or bool(_read(following, "head", "any")))
    return line.text[0] in "―—─-–～" or (parted and len(line.text) <= _LONGEST_SUBTITLE and not line.ends_sentence)


def _opens_text(layout: Layout, line: Line) -> bool:
    if line.hinted("heading", "list", "caption", "table", "note"):
        return True
    if role(line.text, "toc", "abbreviations", "notes", "bullet", "caption"):
        return True
    known = rules.first(rules.load("headings"), line.text)
    if known and known[0].id == "numbered":  # `21世紀 …` may be a title: a numbered heading is one only after the title
        return bool(layout.claims[0]) or known[1]["label"] == "1"
    return known is not None


def _title(lines: Sequence[str]) -> tuple[str, str]:
    """Title and subtitle: on lines of their own, or one line parted by a dash or a spaced colon."""
    if not lines:
        return "", ""
    title, rest = lines[0], list(lines[1:])
    parts = [part for part in _DASHES.split(title, maxsplit=1) if part]
    if not rest and len(parts) == 2:
        return _trim(parts[0]), _trim(parts[1])
    if rest and len(parts) == 2 and len(rest) == 1 and _EDGE_DASHES.match(rest[0]):
        return _trim(parts[0]), _trim(parts[1] + rest[0])
    return _trim(title), _trim(rest[0]) if rest else ""


def _trim(text: str) -> str:
    """Without dashes at either end, but for the closing dash of a pair inside (甲——乙——)."""
    left = re.sub(r"^[\s―—─\-–～]+", "", text)
    return (
        left.strip()
        if re.search(r"[^\s―—─][ ]?[―—─]{1,2}[^\s―—─]", left) and left.endswith(("—", "―", "─"))
        else _EDGE_DASHES.sub("", left)
    )


def _tail(layout: Layout) -> list[_Found]:
    """Back matter after the last note or from its own head on, and the signature that closes a commentary's text."""
    found: list[_Found] = []
    begin, headed = _back_begin(layout)
    for line in list(layout.free()):
        statement = next(iter(_read(line, "tail", "any")), None) if line.index >= begin or _short(line) else None
        behind = line.index >= begin and (headed or _short(line))
        signs = statement is not None and bool(statement.affiliation or (statement.field == "published" and line.index > begin - 4))
        if behind or signs:
            layout.claim("front", line.index)
            found += [statement] if statement else []
    return found


def back_head(layout: Layout) -> Line | None:
    """The head of the back matter (著者一覧), where it has one."""
    heads = (line for line in layout.lines if layout.claims[line.index] == "front" and role(line.text, "back"))
    return next(heads, None)


def _short(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and not line.ends_sentence


def _back_begin(layout: Layout) -> tuple[int, bool]:
    """The first line of the back matter, and whether a head of its own opens it.

    Its head stands in the last third or behind the last note; without one, short lines behind the last note are back
    matter and prose there is text.
    """
    third = len(layout.lines) * 2 // 3
    notes = [i for i, claim in enumerate(layout.claims) if claim == "note"]
    for line in layout.free(min([third, *notes[-1:]])):
        if role(line.text, "back"):
            return line.index, True
    if notes:
        after = list(layout.free(notes[-1] + 1))
        if after and not any(rules.first(rules.load("headings"), line.text) for line in after):
            return after[0].index, False
    return len(layout.lines), False
