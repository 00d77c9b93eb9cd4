"""Note text → pieces that hold at most one citation each, and what stands around the citation in a piece.

Pieces end at ；, ; and 。 and at a full stop that ends a Western citation; brackets, quotations and addresses are never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import rules
from pipeline.extract import calendar
from pipeline.extract.citations import apa
from pipeline.extract.citations.brackets import HIDDEN, Masked

_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af「『]"
_CAPITAL = "[A-ZА-ЯІЇЄÁÉÍÓÚÀÈÖÜ]"
_LEADING = r"(?:See|Also|Cf|For|But|On|This|Note|However|In\saddition|См)\b"
_BOUNDARY = re.compile(
    rf"[；;]|[。．](?!\s?[<＜〈]?{HIDDEN})"  # an address behind the full stop belongs to what stands before it
    # A full stop behind a number, a bracket or an address, before a new sentence; not before a volume, page or number.
    rf"|(?<=[\d>)\]{HIDDEN}])\.\s*(?={_CJK}|[“\"«*@]|{_CAPITAL}(?!\.)(?!(?:ol|os?|p|ssue|ages?|g|ahrgang|ufl|ып|ип|н|ом|асть|RL|OI|ежим|ата)\b))"
    # Behind a word or a title, before Japanese or before a word that leads in a citation.
    rf"|(?<=[^\W\d_])\.\s*(?={_CJK}{{2}}|{_LEADING})"
    rf"|(?<=[”\"»*])\.\s*(?={_CJK}{{2}}|{_LEADING})"
    r"|[？！](?=[「『])"
    # Behind a title whose full stop stands inside its quotation, before the opening of a Japanese sentence.
    r"|(?<=[”\"])\s*(?=(?:なお|また|ただし|もっとも|一方|他方|しかし|さらに)[、，])"
    r"|(?<=同上)[、，]\s?(?=および|及び|ならびに)"
)
_DATE = re.compile(calendar.DATE)
_SPACE = re.compile(r"\s*")
_DAY = re.compile(r"(?<!\d)\d{1,2}$")
_NOT_AFTER = re.compile(r"(?:\b(?:[Nn]os?|[Vv]ol|pp?|[Ee]ds?|[A-Z]|Dr|Mr|Ms|St|U\.S|U\.N)|№|[СсТтМ])$")


def pieces(source: Masked) -> Iterator[tuple[int, int]]:
    """The stretches between boundaries, without white space at either end; empty ones are left out."""
    start, asked, dated = 0, -1, False
    for found in _BOUNDARY.finditer(source.mask):
        stop = found.start()
        if found[0][:1] == "." and (_in_date(source, stop) or _NOT_AFTER.search(source.mask, max(0, stop - 4), stop)):
            continue
        if start != asked:
            asked, dated = start, _is_author_date(source, start)
        if dated and found[0][:1] == ".":
            continue
        yield from trimmed(source, start, stop)
        start = found.end()
    yield from trimmed(source, start, len(source.text))


def _is_author_date(source: Masked, start: int) -> bool:
    """Whether Lee, A. (2019). Title. *Journal*, 12 begins here, whose full stops end nothing but its parts."""
    begun = _SPACE.match(source.text, start)
    return apa.opens(source, begun.end() if begun else start, len(source.text)) >= 0


def _in_date(source: Masked, stop: int) -> bool:
    """Whether a full stop belongs to a date (12. März 2019)."""
    number = _DAY.search(source.mask, max(0, stop - 3), stop)
    dated = _DATE.match(source.mask, number.start()) if number else None
    return dated is not None and dated.end() > stop + 1 and bool(calendar.edtf(dated[0]))


def trimmed(source: Masked, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space, commas and a closing full stop at its ends, unless nothing is left of it."""
    while start < end and (source.text[start].isspace() or source.text[start] in "、，,・"):
        start += 1
    while end > start and (source.text[end - 1].isspace() or source.text[end - 1] in "、，,"):
        end -= 1
    if (
        end > start
        and source.text[end - 1] == "."
        and not source.text.endswith(("al.", "cit.", "г.", " r.", "d.", "D.C.", "U.S."), start, end)
    ):
        end -= 1
    if start < end:
        yield start, end


@cache
def _leads(at: str) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in rules.load("citations_leads") if rule.fields["at"] == at)


def lead(source: Masked, start: int, end: int) -> tuple[int, bool] | None:
    """Whether the whole piece only leads in or remarks on citations: (its end, whether it is comment), else None."""
    for rule in _leads("whole"):
        if rule.pattern.match(source.mask[start:end]):
            return end, bool(rule.fields["keeps"])
    return None


def without_lead(source: Masked, start: int, end: int) -> int:
    """Where a piece starts behind words such as たとえば and See also."""
    moved = True
    while moved:
        moved = False
        for rule in _leads("start"):
            found = rule.pattern.match(source.mask[start:end])
            if found and found.end():
                start, moved = start + found.end(), True
    return start


def without_tail(source: Masked, start: int, end: int) -> int:
    """Where a piece ends before words such as を参照 and より引用."""
    moved = True
    while moved:
        moved = False
        for rule in _leads("end"):
            found = rule.pattern.search(source.mask[start:end])
            if found and found.start() > 0:
                end, moved = start + found.start(), True
    return end


def without_topic(source: Masked, start: int, end: int) -> int:
    """Where the last clause before `end` starts that no topic or verb leads in (海洋政策については、 | 山田)."""
    for rule in _leads("inside"):
        # One character more, so that a rule can see the bracket behind the clause.
        ends = [found.end() for found in rule.pattern.finditer(source.mask[start : end + 1]) if start + found.end() <= end]
        start += ends[-1] if ends else 0
    return start
