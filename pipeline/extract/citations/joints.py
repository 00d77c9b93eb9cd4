"""A piece of a note → the whole citations that a comma or an “and” joins in it.

『A新聞』2019年3月5日、「B」『C新聞』2019年3月6日; 山田『湖』（2019年）と佐藤『川』（2020年）;
山田「湖」『湖沼研究』第3号、2019年、および Ann Lee, *Lakes* (Oxford: Reed, 2015); 山田、前掲書、12頁、佐藤、前掲論文、8頁.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract import calendar
from pipeline.extract.citations import back, kinds, people, segment, sentences
from pipeline.extract.citations.brackets import HIDDEN, Masked, Token

_JOINT = re.compile(
    r"[、，,]?\s?(?P<stated>および|及び|ならびに|並びに|のほか(?:に)?(?=[、，「『])|と(?=[、，,]?\s?[^\s、，,ぁ-ん\d]))[、，,]?\s?|,?\s(?P<western>and|&)\s|[、，,]\s?"
)
# A hidden character before the joint is the end of an address.
_COMPLETE = re.compile(rf"(?:(?:頁|ページ|页|쪽)(?:以下|以降)?|号|期|日|年|月|面|版|刊|章|節|条|[）)>{HIDDEN}]|[0-9])\s?$")
_PAGED = re.compile(r"(?:頁|ページ|页|쪽)(?:以下|以降)?\s?$|\bpp?\.\s?\d[\d\s,、–-]*$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LOCATOR = re.compile(r"頁|ページ|页|쪽|[号期面]|[同翌][日月年]|" + calendar.DATE)
_WESTERN_NAMES = re.compile(
    r"(?!\s)(?:[A-ZÀ-ÖØ-ÞŞČŠŽŁĐА-ЯІЇЄ@][^\s、，「」『』（）()\d]*[\s,:]*(?:(?:de|van|von|der|of|the|for|on|and|et|al|eds?)\b\.?[\s,]*)*){0,12}+$"
)
_EASTERN_NAMES = re.compile(r"[^、，「」『』（）()\d\s]{1,24}(?:[、，,]\s?[^、，「」『』（）()\d\s]{2,24}){0,4}[、，,：:]?\s?")
# Behind a locator: a name, perhaps with who translated it in brackets, in front of a title or a phrase such as 前掲書.
_NAME = r"[^、，,「」『』（）()\d]{1,30}"
_NAMED = re.compile(rf"{_NAME}(?:[、，,]\s?{_NAME}){{0,3}}(?:[（(]{HIDDEN}+[）)])?[・、，,：:]?\s?")
# What leads to a part of the work just named: …12頁、特に「終章」; …、図3「湖の面積」.
_PART = re.compile(r"(?:特に|とくに|とりわけ|主に)?(?:第?\s?\d{1,3}\s?[章節部項]|[図表]\s?\d{0,3})?(?<=[に\d章節部項図表])\s?")
_REFERRING = re.compile(r"前[掲出引揭]|同[上書前]|[Ii]bid|op\.|앞의|위의")
_IMPRINT = re.compile(r"[^()]{2,60}:[^()]{2,80}\D(?:1[5-9]|20)\d\d")
_BEHIND_IMPRINT = re.compile(
    r"(?:\s?[,、]\s?[Pp]{1,2}\.\s?\d[\d\s–-]*(?:,\s?\d[\d\s–-]*)*+)?+"
    r"(?P<joint>\s?[,、.]?\s?(?:および|及び|ならびに|and\s)?\s?)(?=[^\W\d_])"
)
_WESTERN_BOOK = re.compile(r"(?!in\s|ed\b|trans)[A-Z][\w.’'-]*\s?[A-Z][^()]{8,200}")
_AUTHOR_DATE = re.compile(
    r"(?P<work>[^、，,「」『』（）()\d]{1,30}[（(](?:1[5-9]|20)\d\d[a-z]?(?:\s?[:：、,]\s?(?:pp?\.\s?)?\d[\d–-]{0,12}頁?)?[）)](?:\s?\d[\d–-]{0,12}\s?頁)?)[、，,]?\s?"
)
_CHAPTERED = re.compile(r"^\s?第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[章節部編]$")
_PRINTED_DAY = re.compile(r"[、，,]?\s?(?:(?:1[5-9]|20)\d\d\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日")
_WESTERN = ("quote", "italic")
_LONGEST_NAMES, _REACH = 100, 200


def split(source: Masked, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a piece that each hold one citation; the piece alone where nothing joins two."""
    titles = source.inside(start, end, "single", "double", "quote", "italic")
    stretches = [(start, end)]
    if phrases := _phrases(source, start, end):
        stretches = list(_around_phrases(source, start, end, titles, phrases))
    return [piece for whole in stretches for a, b in _behind_imprints(source, *whole) for piece in _split(source, a, b)]


def _behind_imprints(source: Masked, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A book without marks ends behind its imprint and pages: Lee, Lakes (Oxford: Reed, 2015), p. 3 | 山田訳『湖』 or Ray, Seas (…)."""
    imprints = [token for token in source.inside(start, end, "paren") if _IMPRINT.fullmatch(source.inner(token))]
    titles = source.inside(start, end, "single", "double", "quote", "italic") if imprints else []
    for number, token in enumerate(imprints):
        found = _BEHIND_IMPRINT.match(source.mask, token.end, end)
        title = next((t for t in titles if t.start >= token.end), None)
        if found is None or any(t.end <= token.start for t in titles):
            continue
        eastern = title is not None and _starts_eastern(source.mask[found.end() : title.start])
        following = imprints[number + 1].start if number + 1 < len(imprints) else None
        western = title is None and following is not None and _WESTERN_BOOK.fullmatch(source.mask, found.end(), following)
        if eastern or western:
            yield start, found.start("joint")
            start = found.end()
    yield start, end


def _western_behind(source: Masked, last: Token, end: int) -> tuple[int, int] | None:
    """Where the last title's citation stops and a Western book without marks begins: 山田『湖』（2019年）12頁 | Lee, Lakes (…: …, 2015)."""
    imprint = next((t for t in source.inside(last.end, end, "paren") if _IMPRINT.fullmatch(source.inner(t))), None)
    if imprint is None or last.kind in _WESTERN or not source.text[last.end : imprint.start].strip():
        return None
    between = source.mask[last.end : imprint.start]
    joints = (m for m in _JOINT.finditer(between) if _COMPLETE.search(between, max(0, m.start() - 6), m.start()))
    found = next((m for m in joints if _WESTERN_BOOK.fullmatch(between, m.end())), None)
    return (last.end + found.start(), last.end + found.end()) if found else None


def _author_dates(source: Masked, start: int, end: int) -> Iterator[tuple[int, int]]:
    """山田（2001）、佐藤（2003、15頁） names two works; anything more between them makes it something else."""
    at = start
    cuts: list[int] = []
    while found := _AUTHOR_DATE.match(source.text, at, end):
        at = found.end()
        cuts.append(found.end("work"))
    if len(cuts) > 1 and not _YEAR.search(source.text, at, end):
        for cut in cuts[:-1]:
            yield start, cut
            start = cut
    yield start, end


def _starts_eastern(names: str) -> bool:
    return not names.isascii() and len(names) < _LONGEST_NAMES and (people.role_of(names) is not None or bool(_NAMED.fullmatch(names)))


def _phrases(source: Masked, start: int, end: int) -> list[tuple[int, int]]:
    """Where works cited before are referred to."""
    if not _REFERRING.search(source.mask, start, end):
        return []
    return [(start + a, start + b) for a, b in back.spans(source.mask[start:end])]


def _around_phrases(source: Masked, start: int, end: int, titles: list[Token], phrases: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches that a back reference and what it is joined to make: 山田、前掲書、12頁 | 佐藤『川』（川社、2019年）."""
    known = set(phrases)
    begun = start
    for left, right in pairwise([(start, start), *sorted([*((t.start, t.end) for t in titles), *phrases])]):
        if left not in known and right not in known:
            continue
        between = source.mask[left[1] : right[0]]
        for found in reversed(list(_JOINT.finditer(between))[-4:]):
            names = between[found.end() :]
            before = between[: found.start()]
            paged = _PAGED.search(before) or (found["stated"] and _COMPLETE.search(before))
            if paged and (not names.strip() or (_NAMED.fullmatch(names) and people.names_someone(names))):
                yield begun, left[1] + found.start()
                begun = left[1] + found.end()
                break
    yield begun, end


def _split(source: Masked, start: int, end: int) -> list[tuple[int, int]]:
    titles = source.inside(start, end, "single", "double", "quote", "italic")
    begun, cuts = start, []
    if not titles:
        return [piece for a, b in _author_dates(source, start, end) for piece in segment.trimmed(source, a, b)]
    if (found := _western_behind(source, titles[-1], end)) is not None:
        return [*_split(source, start, found[0]), *segment.trimmed(source, found[1], end)]
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
    if _PART.fullmatch(between, max((m.end() for m in _JOINT.finditer(between)), default=0)):
        return None
    complete = [m for m in _JOINT.finditer(between) if _COMPLETE.search(between, max(0, m.start() - 6), m.start())]
    for found in reversed(complete[-4:]):
        stop, resume = left.end + found.start(), left.end + found.end()
        names = source.mask[resume : right.start]
        before = source.text[left.end : stop]
        if found["stated"] or found["western"]:
            ended = _dated(before) or (names.strip() and _CHAPTERED.match(before))
            cut = _begins(names, western=bool(found["western"])) and ended and _dated(source.text[right.end : right.end + _REACH])
        elif _changes_script(left, right):
            begun = min(segment.without_lead(source, resume, right.start + 1), right.start)
            cut = _named_in_its_script(source.mask[begun : right.start], right) and (_dated(before) or begun > resume)
        else:
            eastern = left.kind not in _WESTERN and right.kind not in _WESTERN
            alone = _stands_alone(source, recent, stop, right.kind) or _follows_imprint(left, right, before, names)
            alone = alone or _is_paper(source, left, before) or names.strip() == "同" or _follows_pages(left, right, before, names)
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
    eastern = _EASTERN_NAMES.fullmatch(names) or (_NAMED.fullmatch(names) and people.names_someone(names))
    return bool(_WESTERN_NAMES.match(names)) or (not western and bool(eastern))


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


def _follows_pages(left: Token, right: Token, before: str, names: str) -> bool:
    """Whether pages ended before the comma and another's work follows: A『湖』湖岸社、2019年、12頁、B『川』; A「湖」12頁、B「川」.

    Behind 「湖」12-15頁、B編『川の本』 may be the book that holds it.
    """
    if not _PAGED.search(before) or not _NAMED.fullmatch(names) or not people.names_someone(names):
        return False
    holds = left.kind == "single" and right.kind == "double"
    return not holds and (bool(_YEAR.search(before)) or (left.kind == right.kind and people.role_of(names) != "editor"))


def _is_paper(source: Masked, left: Token, before: str) -> bool:
    """Whether a paper is cited by its day alone: 『A新聞』2019年3月5日、『B新聞』同日."""
    return left.kind == "double" and kinds.carries(source.inner(left)) and bool(_PRINTED_DAY.match(before))


def _stands_alone(source: Masked, start: int, end: int, following: str) -> bool:
    """Whether the part before a comma has a container of its own: two titles, or one that stands alone."""
    titles = source.inside(start, end, "single", "double")
    named = re.search(r"」[^「『、，]{2,}[、，]?\s?\d", source.mask[start:end])
    return len(titles) > 1 or (bool(titles) and titles[0].kind == "double" and following == "single") or bool(named)
