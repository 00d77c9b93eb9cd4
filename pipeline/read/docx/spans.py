"""Characters of a paragraph as they were read, before notes have numbers; lines of them, cut, joined and stripped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

BREAK = "\n"  # a line or page break inside a paragraph
NoteKind = Literal["footnote", "endnote"]

_RAISED_DIGITS = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"(?P<sign>[-−–+])?[0-9０-９]+(?:[ ,，、・~～–-][0-9０-９]+)*")
_JAPANESE = re.compile(r"[\u2e80-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff]")
_OPEN_URL = re.compile(r"(?:https?://|www\.)[!-~]*$")
_BEFORE_MARK = re.compile(r"[（(\[［〔][ ]?(?:[注註][ ]?)?$|[注註]$")
_AFTER_MARK = re.compile(r"^[ ]?[)）\]］〕]")
_BETWEEN_MARKS = re.compile(r"[ ]?[,，、・][ ]?")
_CUSTOM_MARK = re.compile(r"[（(\[［]?[注註]?(?:[*＊†‡§¶#※★☆]{1,9}|[0-9０-９⁰¹²³⁴-⁹]{1,4}|[a-z])[)）\]］]?")
_WHITE = " \t\n\u3000"


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark that points to a note: `page` counts the page breaks before it, `own` says that the mark is written by hand behind it."""

    kind: NoteKind
    id: str
    page: int = 0
    own: bool = False

    @property
    def key(self) -> str:
        """The note's name within the file."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters with the reading above them, or a reference; with a reference, `text` and `after` are what encloses its number."""

    text: str
    ruby: str = ""
    note: Reference | None = None
    after: str = ""
    raised: bool = False
    italic: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is nothing but characters."""
        return not self.ruby and self.note is None


def raised(text: str) -> str:
    """Raised digits as Unicode superscripts (³⁴, ⁻⁶); other raised text (注1, th) as it is."""
    found = _RAISED.fullmatch(text.strip())
    if not found:
        return text
    sign = {"-": "⁻", "−": "⁻", "–": "⁻", "+": "⁺"}.get(found["sign"] or "", "")
    return sign + found[0][len(found["sign"] or "") :].translate(_RAISED_DIGITS)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Neighbouring characters as one span; raised digits become superscripts, and what encloses a reference (（注 … ）) goes to it."""
    joined = _joined(span for span in spans if span.text or span.note)
    if any(span.note for span in joined):
        joined = _enclosed(_custom(joined))
    return _joined(replace(span, text=raised(span.text), raised=False) if span.raised and span.note is None else span for span in joined)


def _joined(spans: Iterable[Span]) -> list[Span]:
    made: list[Span] = []
    for (plain, high, italic), group in groupby(spans, key=lambda span: (span.plain, span.raised, span.italic)):
        same = list(group)
        made += [Span("".join(span.text for span in same), raised=high, italic=italic)] if plain and len(same) > 1 else same
    return made


def _custom(spans: Sequence[Span]) -> list[Span]:
    """Marks written by hand, taken out of the text behind their reference."""
    made = list(spans)
    for index, span in enumerate(made[:-1]):
        following = made[index + 1]
        if span.note is None or not span.note.own or not following.plain:
            continue
        found = _CUSTOM_MARK.match(following.text)
        if found:
            made[index] = replace(span, text=raised(found[0]) if following.raised else found[0])
            made[index + 1] = replace(following, text=following.text[found.end() :])
    return [span for span in made if span.text or span.note]


def _enclosed(spans: Sequence[Span]) -> list[Span]:
    """References with the brackets and the 注 that are printed around their numbers, and with the commas between two of them."""
    made = list(spans)
    for first, span in enumerate(made):
        if span.note is None or (first and made[first - 1].note):
            continue
        last = first
        while last + 2 < len(made) and made[last + 2].note and _BETWEEN_MARKS.fullmatch(made[last + 1].text):
            last += 2
        before = _BEFORE_MARK.search(made[first - 1].text) if first and made[first - 1].plain else None
        after = _AFTER_MARK.match(made[last + 1].text) if last + 1 < len(made) and made[last + 1].plain else None
        if before and after:
            made[first] = replace(span, text=before[0])
            made[first - 1] = replace(made[first - 1], text=made[first - 1].text[: before.start()])
            made[last] = replace(made[last], after=after[0])
            made[last + 1] = replace(made[last + 1], text=made[last + 1].text[after.end() :])
        for between in range(first + 1, last, 2):
            if (before and after) or made[between].raised:
                made[between + 1] = replace(made[between + 1], text=made[between].text)
                made[between] = Span("")
    return [span for span in made if span.text or span.note]


def lines(spans: Iterable[Span]) -> list[list[Span]]:
    """The spans cut at breaks, blank lines left out; a full-width space or tab at a line's beginning stays as one full-width space."""
    made: list[list[Span]] = [[]]
    for span in spans:
        if not span.plain or BREAK not in span.text:
            made[-1].append(span)
            continue
        first, *rest = span.text.split(BREAK)
        made[-1].append(replace(span, text=first))
        made.extend([replace(span, text=part)] for part in rest)
    return [[Span("\u3000"), *kept] if printed(line)[:1] in ("\u3000", "\t") else kept for line in made if (kept := strip(line))]


def strip(spans: Sequence[Span]) -> list[Span]:
    """Without white space at either end, spans that are empty then left out."""
    made = list(spans)
    while made and made[0].plain and (head := made[0].text.lstrip(_WHITE)) != made[0].text:
        made[:1] = [replace(made[0], text=head)] if head else []
    while made and made[-1].plain and (tail := made[-1].text.rstrip(_WHITE)) != made[-1].text:
        made[-1:] = [replace(made[-1], text=tail)] if tail else []
    return [span for span in made if span.text or span.note]


def printed(spans: Iterable[Span]) -> str:
    """The characters alone, without references."""
    return "".join(span.text for span in spans if span.note is None)


def run_on(made: Sequence[Sequence[Span]]) -> list[Span]:
    """Lines of one paragraph as one: nothing between Japanese characters or inside a URL, a space between words of an alphabet."""
    whole: list[Span] = []
    for line in made:
        if whole and _spaced(printed(whole[-3:]), printed(line[:3])):
            whole.append(Span(" "))
        whole.extend(line)
    return whole


def apart(made: Sequence[Sequence[Span]], between: str) -> list[Span]:
    """Lines as one with `between` set between each two."""
    whole: list[Span] = []
    for line in made:
        if whole and line:
            whole.append(Span(between))
        whole.extend(line)
    return whole


def _spaced(before: str, after: str) -> bool:
    if not before or not after or _JAPANESE.match(before[-1]) or _JAPANESE.match(after[0]):
        return False
    return not _OPEN_URL.search(before[-2000:])
