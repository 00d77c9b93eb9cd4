"""Captions, credits and tables: claimed line by line and gathered into figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model import FigureKind
from pipeline.structure.lines import Layout, Line, role

_REMARK = re.compile(r"[（(\[［【]?[ ]?(?:注|備考|資料)")
_LONGEST_CAPTION = 160
_REACH = 40  # lines between a caption and the credit under its picture or table
_KINDS: dict[str, FigureKind] = {"表": "table", "Table": "table", "写真": "photo"}


@dataclass(slots=True)
class Draft:
    """A figure as lines: what prints its label, its caption, its credit and, for a table, its rows."""

    kind: FigureKind
    label: str
    caption: str
    credit: str
    lines: list[Line] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)


def claim(layout: Layout) -> list[Draft]:
    """Claims captions, table rows, units and credits, and gives the figures they make up, in order."""
    drafts: list[Draft] = []
    for line in list(layout.free()):
        if layout.claims[line.index] or line.hinted("title", "heading"):
            continue
        if line.hinted("table"):
            _told_row(layout, line, drafts)
        elif "\t" in line.text:
            _row(layout, line, drafts)
        elif not line.ends_sentence and len(line.text) <= _LONGEST_CAPTION and (known := role(line.text, "caption")):
            groups = known[1].groupdict()
            kind = _KINDS.get(groups["word"] or groups["wordbefore"], "figure")
            if not _captions_above(layout, line, drafts, groups["label"], groups["caption"] or ""):
                drafts.append(Draft(kind, groups["label"], groups["caption"] or "", "", [line]))
            layout.claim("caption", line.index)
            if not groups["caption"] and not line.hinted("caption"):
                _caption_below(layout, line, drafts[-1])
        elif line.hinted("caption") and not role(line.text, "credit", "unit", "photo-credit"):
            if not _captions_above(layout, line, drafts, "", line.text):
                drafts.append(Draft("table" if _heads_table(layout, line) else "figure", "", line.text, "", [line]))
            layout.claim("caption", line.index)
        elif known := role(line.text, "credit", "unit"):
            _belongs(layout, line, drafts, known[1].groupdict().get("credit") or "")
        else:
            _photo(layout, line, drafts)
    return drafts


def _row(layout: Layout, line: Line, drafts: list[Draft]) -> None:
    """A line with tabs is a row: of the table being read, of the table whose caption stands just above, or of one without caption."""
    last = drafts[-1] if drafts else None
    if last is None or not (_follows(last, line) or (last.rows and line.index - last.rows[-1].index == 1 and line.gap <= 1)):
        following = layout.next_free(line.index)
        if following is None or "\t" not in following.text or following.gap > 1:
            return  # one line with a tab is no table
        last = Draft("table", "", "", "")
        drafts.append(last)
    last.rows.append(line)
    layout.claim("table", line.index)


def _told_row(layout: Layout, line: Line, drafts: list[Draft]) -> None:
    """A row that the source's format tells: of the table it tells, under the caption that stands directly above."""
    last = drafts[-1] if drafts else None
    if last is None or not (_follows(last, line) or (last.rows and last.rows[-1].hint is line.hint)):
        last = Draft("table", "", "", "")
        drafts.append(last)
    last.rows.append(line)
    layout.claim("table", line.index)


def _heads_table(layout: Layout, line: Line) -> bool:
    following = layout.next_free(line.index)
    return following is not None and following.hinted("table")


def _captions_above(layout: Layout, line: Line, drafts: list[Draft], label: str, caption: str) -> bool:
    """Whether a caption that the format tells stands under its table: the table has none, and no other table follows."""
    last = drafts[-1] if drafts else None
    if last is None or not line.hinted("caption") or last.caption or last.label or not last.rows:
        return False
    if line.index != last.rows[-1].index + 1 or not last.rows[-1].hinted("table") or _heads_table(layout, line):
        return False
    last.label, last.caption = label, caption
    last.lines.append(line)
    return True


def _follows(draft: Draft, line: Line) -> bool:
    return draft.kind == "table" and not draft.rows and line.index - draft.lines[-1].index <= 2


def _caption_below(layout: Layout, line: Line, draft: Draft) -> None:
    """A label alone on its line has its caption on the next."""
    following = layout.next_free(line.index)
    if (
        following
        and following.gap <= 1
        and "\t" not in following.text
        and _short(following)
        and not role(following.text, "credit", "caption")
    ):
        draft.caption = following.text
        draft.lines.append(following)
        layout.claim("caption", following.index)


def _short(line: Line) -> bool:
    return len(line.text) <= _LONGEST_CAPTION and not line.ends_sentence


def _belongs(layout: Layout, line: Line, drafts: list[Draft], credit: str) -> None:
    """A credit or unit line belongs to the figure above it; a source without one is a figure's whose caption is lost, a remark is text."""
    if drafts and line.index - _last(drafts[-1]) <= _REACH and not _prose_between(layout, _last(drafts[-1]), line.index):
        draft = drafts[-1]
    elif _REMARK.match(line.text) or not credit:
        return
    else:
        draft = Draft("figure", "", "", "")
        drafts.append(draft)
    if credit:
        draft.credit = f"{draft.credit} {credit}".strip()
    draft.lines.append(line)
    layout.claim("caption", line.index)


def _prose_between(layout: Layout, start: int, end: int) -> bool:
    return any(line.ends_sentence for line in layout.free(start + 1, end))


def _last(draft: Draft) -> int:
    """The last line of a figure: lines and rows are gathered downwards."""
    return max(line.index for line in (*draft.lines[-1:], *draft.rows[-1:]))


def _photo(layout: Layout, line: Line, drafts: list[Draft]) -> None:
    """A photo's caption ends in its credit in brackets, on its own line or on the next; a credit may also stand alone."""
    if not _short(line):
        return
    known = role(line.text, "photo-credit")
    if known and known[1]["caption"]:
        drafts.append(Draft("photo", "", known[1]["caption"], known[1]["credit"], [line]))
        layout.claim("caption", line.index)
        return
    if role(line.text, "bare-credit") and line.gap:
        drafts.append(Draft("photo", "", "", line.text, [line]))
        layout.claim("caption", line.index)
        return
    following = layout.next_free(line.index)
    below = role(following.text, "photo-credit") if following and following.gap == 0 else None
    if following and below and not below[1]["caption"] and line.gap:
        drafts.append(Draft("photo", "", line.text, below[1]["credit"], [line, following]))
        layout.claim("caption", line.index, following.index)
    elif known and drafts and drafts[-1].kind != "table" and line.index - _last(drafts[-1]) == 1 and not drafts[-1].credit:
        drafts[-1].credit = known[1]["credit"]
        drafts[-1].lines.append(line)
        layout.claim("caption", line.index)
