"""Endnotes: where they stand, which chapter they belong to, where one ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline import rules
from pipeline.model import Problem
from pipeline.structure.lines import Layout, Line, chapter, role

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Forms of note number that are never anything else: a list of them needs no heading 「注」 above it.
_UNMISTAKABLE = ("superscript", "dash", "word", "bracket")
_LOOKAHEAD = 12  # lines between two notes that may be a long note's own
_COMPLETE = re.compile(r"[。.．)）>」』]$")
_HIGHEST = 1000  # a number above this is a year
_JUMP = 3  # numbers a list may skip before it stops being one list


@dataclass(slots=True)
class Draft:
    """A note as lines: its number, its chapter's label as printed, and the offset in its first line where its text begins."""

    number: int
    scope: str
    region: int
    lines: list[Line] = field(default_factory=list)
    text_start: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Start:
    number: int
    family: str
    text_start: int


def claim(layout: Layout) -> tuple[list[Line], list[Draft], list[Problem]]:
    """Claims every list of notes; gives the heads 「注」, the notes as drafts and what is wrong with their numbering."""
    heads: list[Line] = []
    drafts: list[Draft] = []
    problems: list[Problem] = []
    regions = 0
    for line in list(layout.free()):
        if layout.claims[line.index]:
            continue
        headed = role(line.text, "notes") is not None
        if not headed and not role(line.text, "note-rule"):
            continue
        following = _first_note(layout, line.index + 1)
        if following and (headed or _lists(layout, line.index + 1, following.family)):
            regions += 1
            heads += [line] if headed else []
            layout.claim("heading" if headed else "note-rule", line.index)
            _region(layout, line.index + 1, following, regions, drafts, problems)
    if not drafts and (begin := _headless(layout) or _tail(layout)):
        _region(layout, begin[0].index, begin[1], 1, drafts, problems)
    return heads, drafts, problems


def start(line: str, family: str = "") -> _Start | None:
    """The note number a line begins with, in any form or in the one asked for."""
    for rule in rules.load("lines"):
        if rule.fields["role"] == "note" and family in ("", rule.fields["family"]) and (found := rule.pattern.fullmatch(line)):
            return _Start(int(found["number"].translate(SUPERSCRIPTS)), rule.fields["family"], found.start("rest"))
    return None


def _first_note(layout: Layout, index: int) -> _Start | None:
    """The form of note 1 on the first free line from `index`, a chapter's head skipped."""
    for line in layout.free(index, min(index + 3, len(layout.lines))):
        if not scope_of(line) and not _bare_scope(layout, line, ""):
            found = start(line.text)
            return found if found and found.number == 1 else None
    return None


def _headless(layout: Layout) -> tuple[Line, _Start] | None:
    """The last place where notes 1 and 2 of one unmistakable form follow each other, or a lone note 1 whose marker stands above."""
    lines = list(layout.free())
    best = None
    marked = False  # whether a marker ¹ stands in the text above
    for position, line in enumerate(lines):
        above, marked = marked, marked or "¹" in line.text[1:]
        found = start(line.text)
        if not found or found.number != 1 or found.family not in _UNMISTAKABLE:
            continue
        later = (start(other.text, found.family) for other in lines[position + 1 : position + 1 + _LOOKAHEAD])
        second = next((other for other in later if other), None)
        alone = found.family == "superscript" and above
        if (second and second.number == 2) or (second is None and alone):
            best = (line, found)
    return best


def _tail(layout: Layout) -> tuple[Line, _Start] | None:
    """Note 1 of a list with plain numbers that closes the text: the last line numbered 1, behind a blank line, only notes below it."""
    for line in reversed(list(layout.free())):
        found = start(line.text)
        if found and found.number == 1 and found.family not in _UNMISTAKABLE and line.gap:
            second = any((other := start(one.text, found.family)) and other.number == 2 for one in layout.free(line.index + 1))
            closes = not any(chapter(one.text) or role(one.text, "toc") for one in layout.free(line.index))
            return (line, found) if second and closes and _lists(layout, line.index, found.family) else None
    return None


def _lists(layout: Layout, index: int, family: str) -> bool:
    """Whether the lines from `index` on are notes and no numbered headings or demands.

    The numbers run 1, 2 …, anew under each chapter's label, most lines that bear one cite a source, and few paragraphs stand
    between them.
    """
    cited, due, count, between, others = 0, 1, 0, 0, 0
    for line in layout.free(index):
        found = start(line.text, family)
        if scope_of(line):
            due = 1
        elif found and found.number == due:
            following = layout.next_free(line.index)
            rest = following.text if following and not following.gap else ""
            cited += role(line.text, "cites") is not None or role(rest, "cites") is not None
            due += 1
            count += 1
            between += others
            others = 0
        elif role(line.text, "notes", "note-rule", "back"):
            break
        elif line.gap:
            others += 1
    return count > 0 and cited * 2 >= count and between * 3 <= count


def scope_of(line: Line) -> str:
    """The chapter's label that a line between lists of notes prints (［第1章］), "" for any other line."""
    found = role(line.text, "note-scope")
    return re.sub(r"\s+", "", found[1]["scope"]) if found else ""


def _region(layout: Layout, index: int, first: _Start, region: int, drafts: list[Draft], problems: list[Problem]) -> None:
    """Reads the notes from `index` on, until a line belongs neither to a note nor to a chapter's head."""
    scope, current = "", None
    for line in layout.free(index):
        if label := scope_of(line) or _bare_scope(layout, line, first.family):
            scope, current = label, None
            layout.claim("note-scope", line.index)
            continue
        found = start(line.text, first.family)
        expected = current.number + 1 if current else 1
        if found and _begins(found, expected) and not (current and _in_mid_note(layout, line, found)):
            if found.number != expected:
                problems.append(_odd_number(line, found.number, expected, scope))
            current = Draft(found.number, scope, region, [line], found.text_start)
            drafts.append(current)
        elif current and (line.gap == 0 or _goes_on(layout, line, first.family, current.number + 1)):
            current.lines.append(line)
        else:
            return
        layout.claim("note", line.index)


def _in_mid_note(layout: Layout, line: Line, found: _Start) -> bool:
    """Whether a number that begins a line is the note's own (a volume, a page): the line above breaks off, the number comes again."""
    above = layout.lines[line.index - 1]
    if found.family in _UNMISTAKABLE or line.gap or _COMPLETE.search(above.text):
        return False
    later = layout.free(line.index + 1, min(line.index + 1 + _LOOKAHEAD, len(layout.lines)))
    return any(other is not None and other.number == found.number for other in (start(one.text, found.family) for one in later))


def _begins(found: _Start, expected: int) -> bool:
    """Whether a number opens a note: the one expected, or one or two further; any number where its form is never anything else."""
    return expected <= found.number <= expected + _JUMP or (expected > 1 and found.number < _HIGHEST and found.family in _UNMISTAKABLE)


def _odd_number(line: Line, number: int, expected: int, scope: str) -> Problem:
    code = "note-number-jump" if number > expected else "note-number-repeated"
    return Problem("warning", code, f"note {number} follows note {expected - 1} {scope}".rstrip(), *line.raw)


def _bare_scope(layout: Layout, line: Line, family: str) -> str:
    """A chapter's label alone on a line, followed by note 1 again, heads a new chapter's notes."""
    known = chapter(line.text)
    if not known or not known.groupdict().get("label"):
        return ""
    if known.groupdict().get("heading") and family not in _UNMISTAKABLE:
        return ""  # a titled chapter followed by `1 …` opens its first section, not a list of notes
    following = layout.next_free(line.index)
    found = start(following.text, family) if following else None
    return re.sub(r"\s+", "", known["label"]) if found and found.number == 1 else ""


def _goes_on(layout: Layout, line: Line, family: str, expected: int) -> bool:
    """After a blank line a note goes on only where the next note, or the next chapter's first, still follows."""
    if role(line.text, "back", "notes", "toc"):
        return False
    for later in layout.free(line.index, min(line.index + _LOOKAHEAD, len(layout.lines))):
        if scope_of(later):
            return True
        found = start(later.text, family)
        if found and found.number == expected:
            return True
    return False
