"""A web page saved as text → its article: menus, share buttons, rankings, advertisements and notices around it are claimed as boilerplate.

Only where enough lines say that the text is such a page. A line alone never says it: several kinds of controls that only web
pages have must stand in it, each on a line of its own. Reports have none, so that a report never loses a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import rules
from pipeline.structure.lines import Layout, Line, role
from pipeline.structure.notes import start

_CLAIM = "boilerplate"
_TELLING = ("chrome", "links", "ad")
_LONGEST = 160  # characters of a control or notice
_KINDS = 3  # kinds of controls that make a page of the web
_PROSE = 25  # characters of the shortest sentence that counts as prose
_REST = 0.3  # share of the prose that may stand in teasers behind the article
_SENTENCE, _CONTROL, _OTHER = 3.0, -1.0, -0.4  # what a line adds to the article or takes from it
_HEAD = 30  # lines above the article among which its title and date stand
_ECHO = 0.5  # share of a title's words that come back in its article
_TITLE = 8  # characters of the shortest title
_NEAR = 4  # lines behind the article among which its signature stands
_WORD = re.compile(r"[\u4e00-\u9fff々]{2}|[ァ-ヺー]{3,}|[A-Za-z]{3,}")
_SITE = re.compile(r"[|｜»].*\S|[ \u3000][-–][ \u3000]\S{2,20}$")  # the page's title, which names the site too
_SIGNED = re.compile(
    r"[（(].{2,60}[)）]|.{0,20}(?:記者|編集委員|研究員|教授|特派員|論説委員)|(?:文責|筆者|執筆者?|著者|解説)[:：＝ \u3000].{1,40}"
)
_STATES = re.compile(
    r".{0,20}?(?:[12][0-9]{3}[年./-][ ]?[0-9]{1,2}(?:[月./-][ ]?[0-9]{1,2})?|令和[0-9元]{1,2}年).{0,30}"
    r"|.{2,20}[（(].{2,40}(?:員|教授|記者|長|家|官|氏|卒)[)）]|.{1,30}(?:記者|編集委員|研究員|教授|特派員|論説委員)"
    r"|(?:文責|筆者|執筆者?|著者|解説|文)[:：＝/／ \u3000].{1,40}"
)
_ROLES = ("caption", "credit", "photo-credit", "bare-credit", "unit", "notes", "note-rule", "note-scope")


@dataclass(frozen=True, slots=True)
class _Read:
    """A line as the rules of noise.toml and its own form tell it; `prose` counts characters of sentences."""

    role: str
    rule: str
    prose: int
    heading: bool


def claim(layout: Layout) -> None:
    """Claims as `boilerplate` what surrounds and interrupts the article of a saved web page; nothing where the text is none."""
    free = list(layout.free())
    if any(line.hint is not None for line in free):
        return  # the format's reader has cut what is no text
    read = [_read(line) for line in free]
    if len({one.rule for one in read if one.role in _TELLING}) < _KINDS or not any(one.prose for one in read):
        return
    begin, end = _article(read)
    kept = {*_above(free, read, begin, end), *_below(free, read, end), *_inside(free, read, begin, end)}
    layout.claim(_CLAIM, *(line.index for position, line in enumerate(free) if position not in kept))


def _read(line: Line) -> _Read:
    """The first rule that reads the line, or how many characters of prose it holds."""
    text = line.text.strip()
    if len(text) <= _LONGEST:
        for rule in rules.load("noise"):
            if rule.pattern.fullmatch(text):
                return _Read(rule.fields["role"], rule.id, 0, False)
    prose = len(text) if line.ends_sentence and len(text) >= _PROSE else 0
    return _Read("", "", prose, not prose and rules.first(rules.load("headings"), text) is not None)


def _article(read: Sequence[_Read]) -> tuple[int, int]:
    """The article's first line of prose, and the line behind its last: where a list of links begins behind which little prose comes."""
    total = sum(one.prose for one in read)
    before, end = 0, len(read)
    for position, one in enumerate(read):
        if one.role == "links" and before * 2 >= total and (total - before) <= _REST * total:
            end = position
            break
        before += one.prose
    return _densest(read[:end])


def _densest(read: Sequence[_Read]) -> tuple[int, int]:
    """The run of lines that holds the most prose for the fewest other lines, from its first to its last sentence."""
    best, best_score, begin, score = (0, 0), 0.0, 0, 0.0
    for position, one in enumerate(read):
        if score <= 0:
            score, begin = 0.0, position
        score += _SENTENCE if one.prose else _CONTROL if one.role else _OTHER
        if one.prose and score > best_score:
            best, best_score = (begin, position + 1), score
    return best


def _inside(free: Sequence[Line], read: Sequence[_Read], begin: int, end: int) -> Iterator[int]:
    """The article's lines without controls, advertisements and lists of links between them."""
    cut = ""
    for position in range(begin, end):
        one = read[position]
        if one.role in _TELLING:
            cut = one.role if one.role in ("links", "ad") else ""
            continue
        if one.prose or one.heading or role(free[position].text, *_ROLES) or (cut == "ad" and free[position].gap):
            cut = ""
        if not cut:
            yield position


def _above(free: Sequence[Line], read: Sequence[_Read], begin: int, end: int) -> Iterator[int]:
    """Title, subtitle, date and byline: lines above the article that its words echo, or that say when and by whom, down from the title."""
    words = Counter(word for line in free[begin:end] for word in _WORD.findall(line.text))
    above = range(max(0, begin - _HEAD), begin)
    titles = [i for i in above if not read[i].role and _titles(free[i].text, words)]
    if not titles:
        return
    first = titles[-1]
    while first - 1 in titles and free[first].gap <= 1:
        first -= 1
    for position in range(first, begin):
        text = free[position].text
        told = read[position].prose or _STATES.fullmatch(text) or _stated(text)
        if position in titles or (told and not read[position].role):
            yield position


def _titles(text: str, words: Counter[str]) -> bool:
    """Whether a line names what the article is about: most of its words come back there."""
    if len(text) < _TITLE or len(text) > _LONGEST or _SITE.search(text):
        return False
    own = _WORD.findall(text)
    return bool(own) and sum(words[word] > 0 for word in own) >= max(1, _ECHO * len(own)) and len(own) > 1


def _stated(text: str) -> bool:
    """A line of the title page: date, series, authors."""
    return rules.first(rules.load("front_matter"), text) is not None or rules.first(rules.load("headings"), text) is not None


def _below(free: Sequence[Line], read: Sequence[_Read], end: int) -> Iterator[int]:
    """Notes and signature behind the article: what is numbered below a head 「注」 or a rule, and lines in brackets close by."""
    noted = False
    for position in range(end, len(free)):
        line, one = free[position], read[position]
        found = start(line.text)
        if one.role in _TELLING or one.role == "weak":
            noted = False
        elif role(line.text, "notes", "note-rule") or (found and role(line.text, "cites")):
            noted = True
            yield position
        elif (noted and (found or line.gap == 0)) or (
            position < end + _NEAR and (_SIGNED.fullmatch(line.text) or role(line.text, *_ROLES))
        ):
            yield position
        else:
            noted = False
