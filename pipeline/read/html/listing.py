"""Notes by what is printed: labels taken off, lists of notes that nothing links to, and the markers that point to them by number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from pipeline import rules
from pipeline.read.html.blocks import INLINE, Draft
from pipeline.read.html.names import called, label
from pipeline.read.html.runs import Run, cut, plain, strip
from pipeline.read.html.tree import Node

_LEFT_OVER = re.compile(r"(?:[\[［(（〔【][ ]*[\]］)）〕】]|[)\]］）〕】.．:：、，,^↑ \u3000])+")  # of a label whose number was a link back
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹０１２３４５６７８９", "01234567890123456789")
_UNMISTAKABLE = ("word", "superscript")  # labels that open nothing but notes
_JUMP = 3  # numbers that a list of notes may skip
_MARKED = 0.7  # share of a headless list's numbers that stand raised in the text above it
_EXPONENT_OF = re.compile(r"(?<![A-Za-z])(?:[kcmdμ]?m|ft|mi|in|yd|s)$")
_POWER_OF = re.compile(r"(?:[×xX*・][ ]?|(?<![0-9.,]))10$")
_VARIABLE = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]|[a-z]{2})$")  # x², mc²
_EXPONENTS = 3  # the highest power that stands behind a number that is not ten
_PRINTED = re.compile(
    r"[（(\[［〔【](?:注釈?|註|脚注|[*＊※])[ \u3000]?(?P<word>[0-9０-９]{1,3})[)）\]］〕】]|[\[［](?P<bare>[0-9０-９]{1,3})[\]］]"
)
_BETWEEN = re.compile(r"[ ]?[,，、・][ ]?")
_OPENING, _CLOSING = "[［(（〔【", "]］)）〕】"


@dataclass(slots=True)
class _Lists:
    """The numberings of the page's notes: for each number, where the lists that hold it begin, and its key in each."""

    begins: dict[int, list[int]] = field(default_factory=dict)
    keys: dict[int, list[str]] = field(default_factory=dict)

    def add(self, number_: int, begin: int, key: str) -> None:
        """Adds a note to the list that begins at block `begin`."""
        if begin not in self.begins.setdefault(number_, [])[-1:]:
            self.begins[number_].append(begin)
            self.keys.setdefault(number_, []).append(key)

    def key(self, place: int, number_: int) -> str | None:
        """The key of the note of that number in the first list below, else in the last above; None where there is none."""
        begins = self.begins.get(number_)
        return self.keys[number_][min(bisect_right(begins, place), len(begins) - 1)] if begins else None


def number(drafts: list[Draft]) -> None:
    """Takes the labels off notes that links lead to, and makes notes of the lists that are printed as such."""
    for draft in drafts:
        if draft.kind == "note":
            _labelled(draft)
    known = _Containers()
    drafts[:] = list(_with_labels(drafts, known))
    lists = 0
    for place, draft in enumerate(drafts):
        opens = _is_head(draft.text) or (known.holds(draft.node) and not (place and known.holds(drafts[place - 1].node)))
        if opens and draft.kind != "note":
            begin = place + 1 if _is_head(draft.text) else place
            lists += _make(_listed(drafts, begin, known), lists)
    if not any(draft.kind == "note" for draft in drafts):
        for begin, found in _headless(drafts):
            lists += _make(found, lists) if _marked(drafts, begin, found) else 0


def link(drafts: Sequence[Draft]) -> None:
    """Makes markers of raised numbers and of （注1） where a note of that number is there."""
    lists = _lists(drafts)
    due = 1
    for place, draft in enumerate(drafts):
        if draft.kind == "note" or draft.left_out:
            continue
        for runs in (draft.runs, *(cell for row in draft.rows for cell in row)):
            made: list[Run] = []
            for run in runs:
                if run.role == "raised":
                    _decide(run, plain(made[-4:])[-12:], lists.key(place, run.number), due, bool(lists.begins))
                made += _printed(run, lists, place, first=not made) if run.role == "text" else [run]
                if run.role == "marker":
                    due = run.number + 1
            runs[:] = _bracketed(made)


def _labelled(draft: Draft) -> None:
    """A note's text without the number printed before it, and that number as its label."""
    runs, sign = draft.runs, draft.label.strip()
    draft.label = ""
    text = plain(runs)
    if (rest := _LEFT_OVER.match(text)) and rest.end() < len(text):
        runs, text = cut(runs, rest.end()), text[rest.end() :]
    found = label(text)
    if found and _is_label(found, runs, draft.number):
        draft.number = draft.number or int(found[1]["number"].translate(_LOWERED))
        draft.label = f"{found[1]['label'].strip()} "
        runs = cut(runs, found[1].start("rest")) if found[1].start("rest") < len(text) else runs
    elif not draft.label:
        draft.label = f"{draft.number or sign} ".lstrip()
    draft.runs = strip(runs)


def _is_label(found: tuple[rules.Rule, re.Match[str]], runs: Sequence[Run], due: int) -> bool:
    """Whether the number a note begins with is its own: 20カ国 opens no note 20 unless the 20 stands apart."""
    rule, read = found
    if due and int(read["number"].translate(_LOWERED)) != due:
        return False
    apart = not read["label"][-1:].isdigit() or read.end("label") < read.start("rest") or runs[0].text.strip() == read["label"]
    return rule.fields["family"] != "bare" or apart


class _Containers:
    """Which blocks stand in an element that is called notes."""

    def __init__(self) -> None:
        self._known: dict[Node, bool] = {}

    def holds(self, node: Node) -> bool:
        """Whether the element or one around it is called so."""
        path = []
        for around in (node, *node.ancestors()):
            path.append(around)
            if around in self._known:
                break
        held = False
        for around in reversed(path):
            held = self._known[around] = self._known.get(around, False) or held or called(around, "notes")
        return held


def _with_labels(drafts: Sequence[Draft], known: _Containers) -> Iterator[Draft]:
    """The blocks; in an element called notes, a number that stands alone is put before the block that it is the number of."""
    alone: list[Run] = []
    for draft, below in zip_longest(drafts, drafts[1:]):
        found = label(draft.text) if draft.kind in ("paragraph", "list") and known.holds(draft.node) else None
        if found and not found[1]["rest"] and below is not None and below.kind == "paragraph" and known.holds(below.node):
            alone = [*draft.runs, Run(" ")]
            continue
        draft.runs, alone = [*alone, *draft.runs], []
        yield draft


def _is_head(text: str) -> bool:
    return len(text) <= 20 and any(rule.pattern.fullmatch(text.strip()) for rule in rules.load("lines") if rule.fields["role"] == "notes")


_Found = list[tuple[Draft, int, bool]]  # a block, the number of the note it is, and whether that note began before it


def _listed(drafts: Sequence[Draft], begin: int, known: _Containers) -> _Found:
    """The notes from `begin` on: numbered items or labelled paragraphs that climb; in an element called notes, what follows too."""
    found: _Found = []
    last = 0
    for draft in drafts[begin:]:
        if draft.kind in ("heading", "table", "caption", "note"):
            break
        own = _own_number(draft)
        if own and last < own <= last + _JUMP:
            found.append((draft, own, False))
            last = own
        elif last and not own and known.holds(draft.node):
            found.append((draft, last, True))
        else:
            break
    return found


def _own_number(draft: Draft, *families: str) -> int:
    """The number an item or paragraph begins with, 0 where it has none."""
    if draft.ordinal and not families:
        return draft.ordinal
    found = label(draft.text)
    if not found or (families and found[0].fields["family"] not in families) or not _is_label(found, draft.runs, 0):
        return 0
    return int(found[1]["number"].translate(_LOWERED))


def _headless(drafts: Sequence[Draft]) -> Iterator[tuple[int, _Found]]:
    """Runs of blocks 1, 2 … without a head above them."""
    place = 0
    while place < len(drafts):
        begin = place
        found: _Found = []
        while place < len(drafts) and drafts[place].kind in ("paragraph", "list") and _own_number(drafts[place]) == len(found) + 1:
            found.append((drafts[place], len(found) + 1, False))
            place += 1
        if found:
            yield begin, found
        else:
            place += 1


def _marked(drafts: Sequence[Draft], begin: int, found: _Found) -> bool:
    """Whether the numbers of a list stand raised, or in brackets as （注1）, in the text above it."""
    wanted = {number_ for _, number_, _ in found}
    seen = {run.number for draft in drafts[:begin] for run in draft.runs if run.role == "raised"}
    if all(_own_number(draft, *_UNMISTAKABLE) for draft, _, _ in found):
        seen |= {int(read["word"] or 0) for draft in drafts[:begin] for read in _PRINTED.finditer(draft.text)}
    return len(wanted & seen) >= max(1, _MARKED * len(wanted))


def _make(found: _Found, lists: int) -> bool:
    """The blocks as notes of one more list."""
    for draft, number_, goes_on in found:
        draft.kind, draft.number, draft.key = "note", number_, f"notes{lists + 1}:{number_}"
        if draft.ordinal:
            draft.runs = draft.runs[1:] if draft.runs[0].text == f"{draft.ordinal}. " else draft.runs
        if goes_on:
            draft.label = ""
        else:
            _labelled(draft)
    return bool(found)


def _lists(drafts: Sequence[Draft]) -> _Lists:
    """The numberings of the page's notes, in order; a number that does not climb opens another."""
    made = _Lists()
    begin, last, key = -1, 0, ""
    for place, draft in enumerate(drafts):
        if draft.kind != "note" or not draft.number or draft.key.startswith(INLINE):
            continue
        if begin < 0 or draft.number < last or (draft.number == last and draft.key != key):
            begin = place
        made.add(draft.number, begin, draft.key)
        last, key = draft.number, draft.key
    return made


def _decide(run: Run, before: str, key: str | None, due: int, noted: bool) -> None:
    """A raised number as a marker, or as the power that it is."""
    expected = key is not None and run.number == due
    if run.number <= _EXPONENTS and _EXPONENT_OF.search(before):
        return
    if _POWER_OF.search(before) and not expected:
        return
    if before[-1:].isdigit() and not expected and (run.number <= _EXPONENTS or key is None):
        return
    if _VARIABLE.search(before) and not expected:
        return
    if noted:
        run.role, run.key = "marker", key or ""


def _printed(run: Run, lists: _Lists, place: int, *, first: bool) -> Iterator[Run]:
    """A text run cut at （注1） and [1] to which a note answers."""
    at = 0
    for found in _PRINTED.finditer(run.text) if lists.begins else ():
        number_ = int(found["word"] or found["bare"])
        key = lists.key(place, number_)
        if key is None or (first and found.start() == 0):
            continue
        if at < found.start():
            yield replace(run, text=run.text[at : found.start()])
        yield Run(found[0], "marker", number_, key)
        at = found.end()
    if at < len(run.text):
        yield replace(run, text=run.text[at:])


def _bracketed(runs: Sequence[Run]) -> list[Run]:
    """Brackets printed around a marker belong to it, and so does the comma between two."""
    made = list(runs)
    for before, run, after in zip(made, made[1:], made[2:], strict=False):
        if before.role == after.role == "marker" and _BETWEEN.fullmatch(run.text):
            after.text, run.text = run.text + after.text, ""
        if run.role != "marker" or before.role != "text" or after.role != "text" or not before.text or not after.text:
            continue
        pair = _OPENING.find(before.text[-1])
        if pair >= 0 and after.text[0] == _CLOSING[pair]:
            raised = not run.text.strip("⁰¹²³⁴⁵⁶⁷⁸⁹")
            run.text = run.text if raised else before.text[-1] + run.text + after.text[0]
            before.text, after.text = before.text[:-1], after.text[1:]
    return [run for run in made if run.text]
