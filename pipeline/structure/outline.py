"""Headings → sections: which lines open a section, under what label, inside which other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline import rules
from pipeline.clean import close_spaces
from pipeline.model import Problem, Section, Text
from pipeline.structure import markers
from pipeline.structure.contents import Entry
from pipeline.structure.lines import CHAPTER, Layout, Line, bare, chapter, key, role

_OPENING = 2  # はじめに, おわりに: beside the sections of a chapter, never above them
_LONGEST_HEADING = 70
_LONGEST_PART = 45  # a chapter's title or subtitle on a line of its own
_PARTS = 4
_NAME = re.compile(
    r"[一-龥々ヶ]{1,4}[ \u3000][一-龥々ヶぁ-ヶー]{1,5}(?:[、,，][ \u3000]?[一-龥々ヶ]{1,4}[ \u3000][一-龥々ヶぁ-ヶー]{1,5})*"
)
_SIGNED = re.compile(rf"[（(]({_NAME.pattern})[)）]")
_TOLD = -100  # ranks of headings that the source's format tells lie above all that are known by their form
_LONGEST_TOLD = 200
_COUNTED = {"numbered", "parenthesised", "half-parenthesised", "circled"}
_WIDE = str.maketrans("（）０１２３４５６７８９", "()0123456789")


@dataclass(slots=True)
class Draft:
    """A heading as lines: its rank, its label and title as printed, and the authors named under it."""

    rank: int
    label: str
    heading: str
    lines: list[Line]
    rule: str
    authors: tuple[str, ...] = ()
    front: bool = False


@dataclass(slots=True)
class _State:
    """What has been read so far: which numbers each kind of heading has reached, and whether a summary is open."""

    reached: dict[str, int] = field(default_factory=dict)
    chapter: str = ""
    chapters: set[str] = field(default_factory=set)
    summary: bool = False
    summarised: int = 0

    def open(self, draft: Draft) -> None:
        """Begins a chapter."""
        self.summary, self.summarised, self.chapter, self.reached = draft.front, 0, key(draft.label), {}
        self.chapters.add(key(draft.label + draft.heading))

    def printed_again(self, draft: Draft) -> bool:
        """Whether a chapter's head is that of a chapter already open: at the top of a page, not of a chapter."""
        if draft.heading and draft.heading != draft.label:
            return key(draft.label + draft.heading) in self.chapters
        return bool(draft.label) and key(draft.label) == self.chapter

    def in_summary(self, label: str, comes_later: bool) -> bool:
        """Whether a chapter's label heads its part of the open summary: the chapter comes later, or its number continues the summary's."""
        number = _number(label) or 0
        if not self.summary or not (comes_later or (self.summarised and number == self.summarised + 1)):
            return False
        self.summarised = number
        return True


def claim(layout: Layout, entries: Sequence[Entry], authors: Sequence[str], extra: Sequence[Line]) -> list[Draft]:
    """Claims headings and gives them in order. `extra` are lines other passes know to be heads (略語表, 注)."""
    state = _State()
    known = {entry.key for entry in entries}
    later = _last_chapters(layout)
    lists = [line for line in extra if role(line.text, "notes")]
    drafts = [Draft(_OPENING if len(lists) > 1 and line in lists else CHAPTER, line.text, line.text, [line], "region") for line in extra]
    told = any(line.hinted("heading") for line in layout.free())
    for line in list(layout.free()):
        if layout.claims[line.index] or (told and line.hinted("paragraph", "list")):
            continue
        found = _told(line, state) if line.hinted("heading") else _heading(layout, line, state, known)
        if found is None:
            if line.hinted("heading") and len(line.text) <= _LONGEST_TOLD and not line.text.endswith("。"):
                layout.claim("heading", line.index)
                drafts.append(Draft(CHAPTER, "", bare(line.text), [line], "told"))
            continue
        rule, match = found
        draft = _draft(line, rule, match)
        if (
            rule.fields["rank"] <= CHAPTER
            and not draft.front
            and state.in_summary(draft.label, later.get(key(draft.label), -1) > line.index)
        ):
            draft = replace(draft, rank=_OPENING + 1, label="", heading=f"{draft.label}\u3000{draft.heading}", rule="summary")
        elif rule.fields["rank"] <= CHAPTER:
            if state.printed_again(draft):
                layout.claim("running-head", line.index)
                continue
            state.open(draft)
        layout.claim("heading", line.index)
        if draft.rule == "summary" or (rule.fields["rank"] <= CHAPTER and not draft.front):
            _parts(layout, draft, authors, known)
        drafts.append(draft)
    for draft in drafts:
        if draft.lines[0].hinted("heading") and (hint := draft.lines[0].hint):
            draft.rank = _TOLD + hint.number
    drafts.sort(key=lambda draft: draft.lines[0].index)
    _signed(layout, drafts)
    _closing(layout, drafts)
    return drafts


def _closing(layout: Layout, drafts: Sequence[Draft]) -> None:
    """Date and office under a preface (はしがき) are front matter: the short lines after its last sentence."""
    ends = [*(draft.lines[0].index for draft in drafts), len(layout.lines)][1:]
    for draft, end in zip(drafts, ends, strict=True):
        lines = list(layout.free(draft.lines[-1].index + 1, end)) if draft.front else []
        while lines and not lines[-1].ends_sentence and len(lines[-1].text) <= _LONGEST_PART:
            layout.claim("front", lines.pop().index)


def _signed(layout: Layout, drafts: Sequence[Draft]) -> None:
    """An author's name in brackets, alone on a line, signs the section above it."""
    for line in list(layout.free()):
        found = _SIGNED.fullmatch(line.text)
        above = next((draft for draft in reversed(drafts) if draft.lines[0].index < line.index), None) if found else None
        if found and above and not above.authors:
            above.authors = tuple(re.sub(r"\s+", "", name) for name in re.split("[、,，]", found[1]))
            layout.claim("front", line.index)


def _last_chapters(layout: Layout) -> dict[str, int]:
    """Each chapter label with the last line that prints it."""
    last = {}
    for line in layout.free():
        if found := chapter(line.text):
            last[key(found.groupdict().get("label") or "")] = line.index
    return last


def _heading(layout: Layout, line: Line, state: _State, known: set[str]) -> tuple[rules.Rule, re.Match[str]] | None:
    text = bare(line.text)
    if len(text) > _LONGEST_HEADING or text.endswith(("。", "、", "，", "；")) or "\t" in text:
        return None
    found = rules.first(rules.load("headings"), text)
    if found is None:
        return None
    if key(text) in known or found[0].fields["rank"] <= _OPENING:
        _count(found, state)
        return found
    if not _stands_alone(layout, line) or _in_list(layout, line, found[0]) or not _next_in_order(found, state):
        return None
    _count(found, state)
    return found


def _told(line: Line, state: _State) -> tuple[rules.Rule, re.Match[str]] | None:
    """The form of a line that the source's format says is a heading, where it has one that is known."""
    found = rules.first(rules.load("headings"), bare(line.text))
    if found is not None:
        _count(found, state)
    return found


def _stands_alone(layout: Layout, line: Line) -> bool:
    """A blank line above, or a line above that is complete in itself."""
    if line.gap or line.index == 0:
        return True
    above = layout.lines[line.index - 1]
    return above.ends_sentence or bool(layout.claims[line.index - 1])


def _in_list(layout: Layout, line: Line, rule: rules.Rule) -> bool:
    """Lines of one form directly one after the other are a list, not headings."""
    following = layout.next_free(line.index)
    if following is None:
        return True
    return rule.pattern.fullmatch(following.text) is not None and rule.id in _COUNTED


def _number(label: str) -> int | None:
    digits = re.sub(r"[^0-9]", "", label.translate(_WIDE))
    if digits:
        return int(digits)
    return ord(label) - ord("①") + 1 if "①" <= label <= "⑳" else None


def _next_in_order(found: tuple[rules.Rule, re.Match[str]], state: _State) -> bool:
    """A counted heading is 1 or one more than the last of its kind in this section."""
    rule, match = found
    number = _number(match.groupdict().get("label") or "") if rule.id in _COUNTED else None
    return number is None or number in (1, state.reached.get(rule.id, 0) + 1)


def _count(found: tuple[rules.Rule, re.Match[str]], state: _State) -> None:
    rule, match = found
    if (number := _number(match.groupdict().get("label") or "")) is not None:
        state.reached[rule.id] = number
    for other in rules.load("headings"):
        if other.fields["rank"] > rule.fields["rank"]:
            state.reached.pop(other.id, None)


def _draft(line: Line, rule: rules.Rule, match: re.Match[str]) -> Draft:
    groups = match.groupdict()
    label = re.sub(r"\s+", "", groups.get("label") or "").translate(_WIDE)
    heading = (groups.get("heading") or groups.get("rule") or "").strip()
    front = bool(rule.fields.get("front"))
    if front or (rule.fields["rank"] == _OPENING and rule.id == "opening"):
        label = label or heading
        heading = f"{label}{heading}" if heading != label else label
    return Draft(rule.fields["rank"], label, heading, [line], rule.id, (), front)


def _parts(layout: Layout, draft: Draft, authors: Sequence[str], known: set[str]) -> None:
    """A chapter's title, subtitle and author may stand on the lines below its label."""
    for line in layout.free(draft.lines[-1].index + 1, min(draft.lines[-1].index + 1 + _PARTS, len(layout.lines))):
        if line.hinted("heading") and not _same_level(line, draft.lines[-1]):
            return
        name = re.sub(r"\s+", "", line.text)
        if _NAME.fullmatch(line.text) or name in authors:
            draft.authors = tuple(re.split("[、,，]", name))
            draft.lines.append(line)
            layout.claim("heading", line.index)
            return
        if (
            len(line.text) > _LONGEST_PART
            or line.ends_sentence
            or rules.first(rules.load("headings"), line.text)
            or role(line.text, "bullet")
        ):
            return
        if (
            draft.heading
            and not line.text.startswith(("—", "―", "─", "～", "-"))
            and key(draft.label + draft.heading + line.text) not in known
        ):
            return
        draft.heading += line.text
        draft.lines.append(line)
        layout.claim("heading", line.index)


def _same_level(line: Line, above: Line) -> bool:
    return line.hint is not None and above.hint is not None and above.hinted("heading") and line.hint.number == above.hint.number


def sections(drafts: Sequence[Draft]) -> tuple[Section, ...]:
    """Levels and parents: a heading lies in the nearest heading above it of a lower rank; はじめに and おわりに hold nothing."""
    made: list[Section] = []
    open_: list[tuple[int, int]] = []  # (rank, index of section)
    for index, draft in enumerate(drafts):
        rank = draft.rank
        open_ = [entry for entry in open_ if entry[0] < rank]
        parent = open_[-1][1] if open_ else None
        start, end = draft.lines[0].raw[0], draft.lines[-1].raw[1]
        made.append(Section(index, len(open_) + 1, draft.label, _tidy(draft.heading), start, end, parent, draft.authors))
        if draft.rule not in ("opening", "region"):
            open_.append((rank, index))
    return tuple(made)


def _tidy(heading: str) -> str:
    """A heading in one line: no note markers, no stray spaces between Japanese characters."""
    text, _ = markers.take(Text.of(bare(heading)), markers.Scope(frozenset()))
    return close_spaces(text).text


def missing(entries: Sequence[Entry], made: Sequence[Section]) -> Iterator[Problem]:
    """Entries of the table of contents that no heading of the text answers to."""
    labelled = {key(section.label + section.heading) for section in made if section.label}
    headings = {key(section.heading) for section in made}
    for entry in entries:
        if not entry.paged and not entry.label:
            continue  # subtitles and authors stand in the table too, without label and page
        full = key(entry.label + entry.heading).translate(_WIDE)
        if not any(one.startswith(full) for one in (labelled if entry.label else headings | labelled)):
            printed = " ".join(entry.line.text.split())
            yield Problem("warning", "contents-entry-missing", f"no heading in the text for 「{printed[:40]}」", *entry.line.raw)
