"""A note → its citations, field by field, and the comment that is left.

`read` cuts the text into pieces (segment), takes off lead-ins, gives each piece to the reader of its convention (eastern, western),
and types what was read (kinds). What no rule reads is kept as a citation of type document with a low score.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.citations import back, brackets, doubts, eastern, interviews, joints, kinds, language, segment, sentences, western
from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.brackets import Masked, TokenKind
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.parts import Part
from pipeline.model import Citation, Note, ReadNote

__all__ = ["read"]

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TITLES: tuple[TokenKind, ...] = ("single", "double", "quote", "italic")
_LOOKS_CITED = re.compile(r"(?:1[5-9]|20)\d\d|頁|第\s?\d|\b^同[、，紙誌]|\bpp?\.|\bvol\.|\bno\.|ISBN")
_CLAUSE_END = re.compile(r"^.*[ぁ-ん][、，]?\s?")
_LETTERED_PAGE = re.compile(r"[A-Z]\d{1,3}")
_UNREADABLE = 0.2
_FIELDS = (
    "authors", "editors", "translators", "title", "container", "publisher", "place", "issued", "volume", "issue", "pages", "url",
    "accessed",
)  # fmt: skip


def read(note: Note) -> ReadNote:
    """The note's citations in order and its comment; offsets are into the note's cleaned text."""
    source = brackets.read(note.content.text)
    citations: list[Citation] = []
    comment: list[str] = []
    for start, end in segment.pieces(source):
        lead = segment.lead(source, start, end)
        if lead is None:
            for piece in joints.split(source, start, end):
                _read_piece(source, *piece, citations, comment)
        elif lead[1]:
            comment.append(source.text[start:end])
    return ReadNote(note, tuple(citations), " ".join(comment))


def _read_piece(source: Masked, start: int, end: int, citations: list[Citation], comment: list[str], *, quoting: bool = False) -> None:
    begun = segment.without_lead(source, start, end)
    stop = segment.without_tail(source, begun, end)
    if (held := interviews.read(source, begun, stop)) is not None:
        citations.append(_citation(source, held, 0.0))
        return
    phrase = _phrase(source, begun, stop)
    first = next((t.start for t in source.inside(begun, stop, *_TITLES)), stop)
    head = min(first, phrase.start if phrase else stop)
    at = segment.without_topic(source, begun, head) if head < stop or sentences.is_sentence(source.mask[begun:stop]) else begun
    resumed = _after_sentence(source, at, stop)
    if resumed > at:
        _keep(comment, source.text[start:resumed])
        _read_piece(source, resumed, end, citations, comment, quoting=True)
        return
    draft = _draft(source, at, stop, phrase)
    before = source.mask[at:head]
    doubtful = quoting or sentences.is_sentence(before) or sentences.leads_on(before) or draft.end < stop
    if draft.named() and (not doubtful or _strong(draft)):
        citation = _citation(source, draft, 0.15 if doubtful else 0.0)
        _keep(comment, source.text[start:at] if at > begun else "", source.text[citation.end : end] if draft.end < stop else "")
        citations.append(citation)
        return
    if _read_inside(source, start, end, citations):
        comment.append(source.text[start:end])
    elif _LOOKS_CITED.search(source.text[start:end]) and not sentences.is_sentence(source.mask[begun:stop]):
        told = (("type", "kinds.py:nothing-tells"),)
        citations.append(Citation(begun, stop, source.text[begun:stop], "full", "document", _UNREADABLE, rules=told))
    else:
        comment.append(source.text[start:end])


def _after_sentence(source: Masked, start: int, end: int) -> int:
    """Where the last quotation inside a sentence ends (「…」と述べた。… stays a sentence up to the title behind it)."""
    titles = source.inside(start, end, "single", "double")
    for left, right in zip(reversed(titles[:-1]), reversed(titles), strict=False):
        between = source.mask[left.end : right.start]
        if sentences.goes_on(between):
            return left.end + next((found.end() for found in _CLAUSE_END.finditer(between)), 0)
    return start


def _keep(comment: list[str], *texts: str) -> None:
    comment.extend(kept for text in texts if (kept := text.strip(" 　、，,。")))


def _phrase(source: Masked, start: int, end: int) -> Phrase | None:
    found = back.find_masked(source.mask[start:end])
    return replace(found, start=found.start + start, end=found.end + start) if found else None


def _draft(source: Masked, start: int, end: int, phrase: Phrase | None) -> Draft:
    """Read by the convention its brackets belong to, or its script where it has none."""
    inside = {token.kind for token in source.inside(start, end)}
    if inside & {"single", "double"}:
        return eastern.read(source, start, end, phrase)
    if inside & {"quote", "italic"}:
        return western.read(source, start, end, phrase)
    if _CJK.search(source.mask, start, end):
        return eastern.read(source, start, end, phrase)
    return western.read(source, start, end, phrase)


def _strong(draft: Draft) -> bool:
    """Whether so much is known that the words around it cannot make it anything but a citation."""
    dated = bool(draft.issued or draft.issue or draft.volume)
    if draft.phrase is not None:
        return bool(draft.pages or draft.title)
    return bool(draft.title and (draft.container or draft.publisher) and dated) or bool(draft.container and draft.url and dated)


def _read_inside(source: Masked, start: int, end: int, citations: list[Citation]) -> bool:
    """Citations a sentence carries in brackets, or the address it gives; whether the piece is accounted for."""
    found = False
    for token in source.inside(start, end):
        if token.kind == "url":
            draft = Draft(token.start, token.end)
            draft.add_url(Part("url", token.start, token.end, source.inner(token)))
            citations.append(_citation(source, draft, 0.3))
            found = True
        elif token.kind == "paren" and any(mark in source.inner(token) for mark in "「『“"):
            found |= _read_bracketed(source, token.inner_start, token.inner_end, citations)
    return found


def _read_bracketed(source: Masked, start: int, end: int, citations: list[Citation]) -> bool:
    inner = brackets.read(source.text[start:end])
    found = False
    for begun, stop in segment.pieces(inner):
        draft = _draft(inner, segment.without_lead(inner, begun, stop), segment.without_tail(inner, begun, stop), None)
        dated_paper = kinds.kind(draft.container) and draft.issued
        if (_strong(draft) or dated_paper) and draft.end == segment.without_tail(inner, begun, stop):
            citation = _citation(inner, draft, 0.2)
            citations.append(replace(citation, start=citation.start + start, end=citation.end + start))
            found = True
    return found


def _number_page(draft: Draft) -> None:
    """第1版 and a bare A12 are pages of a newspaper; in a Japanese one 第14版 is the edition of the day."""
    if not draft.pages and _LETTERED_PAGE.fullmatch(draft.issue):
        draft.put("pages", draft.issue, draft.rules["issue"])
        draft.drop("issue")
    paper = kinds.medium(draft.container)
    if not draft.pages and (paper is None or paper["language"] != "ja"):
        draft.fill({"pages": draft.sheet}, draft.rules.get("sheet", ""))


def _citation(source: Masked, draft: Draft, doubt: float) -> Citation:
    raw = source.text[draft.start : draft.end].rstrip(" 　、，,;；")
    doubtful = doubts.clear(draft)
    kind, told = kinds.decide(draft)
    if kind == "article-newspaper":
        _number_page(draft)
    unsure = doubt + 0.1 * min(3, len(draft.unread))
    if not draft.phrase:
        unsure += (0.2 if kind == "document" else 0.0) + (0.0 if draft.issued else 0.1)
    return Citation(
        start=draft.start,
        end=draft.start + len(raw),
        raw=raw,
        form=draft.phrase.form if draft.phrase else "full",
        type=kind,
        score=_score(draft, unsure, doubtful=doubtful),
        authors=tuple(draft.people.authors),
        editors=tuple(draft.people.editors),
        translators=tuple(draft.people.translators),
        title=draft.title,
        container=draft.container,
        publisher=draft.publisher,
        place=draft.place,
        issued=draft.issued,
        volume=draft.volume,
        issue=draft.issue,
        pages=draft.pages,
        url=draft.url,
        accessed=draft.accessed,
        language=language.of(draft, raw),
        rules=_rules(draft, told),
    )


def _score(draft: Draft, unsure: float, *, doubtful: bool) -> float:
    if draft.phrase and draft.phrase.reach == "unknown" and not draft.title:
        return _UNREADABLE
    return doubts.DOUBTFUL if doubtful else round(max(0.3, 0.95 - unsure), 2)


def _rules(draft: Draft, told: str) -> tuple[tuple[str, str], ...]:
    """The rule behind each field of the tables that is filled, the type's first."""
    form = (("form", draft.phrase.rule),) if draft.phrase else ()
    return (*form, ("type", told), *((name, draft.rules[name]) for name in _FIELDS if name in draft.rules))
