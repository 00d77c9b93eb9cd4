"""A piece of a note → the whole citations that a comma or an “and” joins in it.

『A新聞』2019年3月5日、「B」『C新聞』2019年3月6日; 山田『湖』（2019年）と佐藤『川』（2020年）;
山田「湖」『湖沼研究』第3号、2019年、および Ann Lee, *Lakes* (Oxford: Reed, 2015).
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract import calendar
from pipeline.extract.citations import kinds, people, segment, sentences
from pipeline.extract.citations.brackets import HIDDEN, Masked, Token

_JOINT = re.compile(
    r"[、，,]?\s?(?P<stated>および|及び|ならびに|並びに|と(?=[、，,]?\s?[^\s、，,ぁ-ん\d]))[、，,]?\s?|,?\s(?P<western>and|&)\s|[、，,]\s?"
)
# A hidden character before the joint is the end of an address.
_COMPLETE = re.compile(rf"(?:頁|号|期|日|年|月|面|版|刊|章|節|条|[）)>{HIDDEN}]|[0-9])\s?$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LOCATOR = re.compile(r"頁|[号期面]|[同翌][日月年]|" + calendar.DATE)
_WESTERN_NAMES = re.compile(
    r"(?!\s)(?:[A-ZÀ-ÖØ-ÞŞČŠŽŁĐА-ЯІЇЄ@][^\s、，「」『』（）()\d]*[\s,:]*(?:(?:de|van|von|der|of|the|for|on|and|et|al|eds?)\b\.?[\s,]*)*){0,12}+$"
)
_EASTERN_NAMES = re.compile(r"[^、，「」『』（）()\d\s]{1,24}(?:[、，,]\s?[^、，「」『』（）()\d\s]{2,24}){0,4}[、，,：:]?\s?")
_PRINTED_DAY = re.compile(r"[、，,]?\s?(?:(?:1[5-9]|20)\d\d\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日")
_WESTERN = ("quote", "italic")
_LONGEST_NAMES, _REACH = 100, 200


def split(source: Masked, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a piece that each hold one citation; the piece alone where nothing joins two."""
    titles = source.inside(start, end, "single", "double", "quote", "italic")
    begun, cuts = start, []
    for number, (left, right) in enumerate(pairwise(titles)):
        recent = max(begun, titles[max(0, number - 3)].start)
        if (found := _joint(source, left, right, recent)) is not None:
            cuts.append(found)
            begun = found[1]
    starts = [start, *(resume for _, resume in cuts)]
    stops = [*(stop for stop, _ in cuts), end]
    return [piece for a, b in zip(starts, stops, strict=True) for piece in segment.trimmed(source, a, b)]


def _joint(source: Masked, left: Token, right: Token, recent: int) -> tuple[int, int] | None:
    """Where the citation of the left title stops and that of the right one begins, or None where they are one citation."""
    between = source.mask[left.end : right.start]
    complete = [m for m in _JOINT.finditer(between) if _COMPLETE.search(between, max(0, m.start() - 2), m.start())]
    for found in reversed(complete[-4:]):
        stop, resume = left.end + found.start(), left.end + found.end()
        names = source.mask[resume : right.start]
        before = source.text[left.end : stop]
        if found["stated"] or found["western"]:
            cut = _begins(names, western=bool(found["western"])) and _dated(before) and _dated(source.text[right.end : right.end + _REACH])
        elif _changes_script(left, right):
            cut = _named_in_its_script(names, right) and _dated(before)
        else:
            eastern = left.kind not in _WESTERN and right.kind not in _WESTERN
            alone = _stands_alone(source, recent, stop, right.kind) or _follows_imprint(left, right, before, names)
            alone = alone or _is_paper(source, left, before) or names.strip() == "同"
            cut = eastern and bool(_LOCATOR.search(before)) and alone
            if not cut:
                return None
        if cut:
            return stop, resume
    return None


def _dated(text: str) -> bool:
    return bool(_YEAR.search(text) or _LOCATOR.search(text))


def _begins(names: str, *, western: bool) -> bool:
    """Whether the text between an “and” and the next title is empty or names who wrote it; a verb or a number makes it something else."""
    if not names.strip():
        return True
    if len(names) > _LONGEST_NAMES or sentences.is_sentence(names) or sentences.leads_on(names):
        return False
    return bool(_WESTERN_NAMES.match(names)) or (not western and bool(_EASTERN_NAMES.fullmatch(names)))


def _changes_script(left: Token, right: Token) -> bool:
    return (left.kind in _WESTERN) != (right.kind in _WESTERN)


def _named_in_its_script(names: str, right: Token) -> bool:
    """Whether an author stands before the next title in the writing of its brackets: 2019年、Ann Lee, *Lakes*."""
    if not names.strip() or len(names) > _LONGEST_NAMES or sentences.is_sentence(names):
        return False
    if right.kind in _WESTERN:
        return bool(_WESTERN_NAMES.match(names)) and names.rstrip().endswith((",", ":"))
    return not names.isascii() and bool(_EASTERN_NAMES.fullmatch(names))


def _follows_imprint(left: Token, right: Token, before: str, names: str) -> bool:
    """Whether a book with its imprint ended before the comma and another by someone follows: A『湖』（湖岸社、2019年）、B『川』."""
    imprint = left.kind == right.kind == "double" and before.lstrip().startswith(("（", "(")) and "、" in before and _YEAR.search(before)
    return bool(imprint and names.strip() and _EASTERN_NAMES.fullmatch(names) and people.role_of(names) != "editor")


def _is_paper(source: Masked, left: Token, before: str) -> bool:
    """Whether a paper is cited by its day alone: 『A新聞』2019年3月5日、『B新聞』同日."""
    return left.kind == "double" and kinds.carries(source.inner(left)) and bool(_PRINTED_DAY.match(before))


def _stands_alone(source: Masked, start: int, end: int, following: str) -> bool:
    """Whether the part before a comma has a container of its own: two titles, or one that stands alone."""
    titles = source.inside(start, end, "single", "double")
    named = re.search(r"」[^「『、，]{2,}[、，]?\s?\d", source.mask[start:end])
    return len(titles) > 1 or (bool(titles) and titles[0].kind == "double" and following == "single") or bool(named)
