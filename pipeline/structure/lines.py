"""Text → lines with the space around them, and the claims that later passes lay on them.

Structure is told line by line: each pass (furniture, contents, notes, figures, outline …)
claims the lines it is sure of, and only what nobody claimed becomes body text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline import rules
from pipeline.model import Hint, HintKind, Text
from pipeline.sentences import BARE_MARKS

CHAPTER = 1  # rank, in headings.toml, of chapters and of sections that stand beside them
LEFT_OUT = ("page-number", "running-head", "boilerplate", "figure-text", "note-rule")  # claims on lines that are no text of the report

_TERMINAL = re.compile(rf"[。！？!?…][」』）)】\]”’\"]*[⁰¹²³⁴⁵⁶⁷⁸⁹\s]*{BARE_MARKS}$")
_LATIN_END = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0400-\u04ff\uac00-\ud7a3,.;:!?)”’»…–—]$")
_LATIN_START = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0400-\u04ff\uac00-\ud7a3(“‘«]")
_OPEN_URL = re.compile(r"https?://\S*$")
_SPACES = re.compile(r"\s+")
_FOLD = str.maketrans("（）［］：－–—―", "()[]:----")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `gap` counts the blank lines before it; `indented` tells a paragraph's first line by its full-width space; `hint` is what
    the source's format says of the block it prints.
    """

    index: int
    content: Text
    gap: int
    indented: bool
    hint: Hint | None = None

    @property
    def text(self) -> str:
        """The cleaned line."""
        return self.content.text

    @property
    def raw(self) -> tuple[int, int]:
        """Its place in the source."""
        return self.content.raw(0, len(self.content))

    def hinted(self, *kinds: HintKind) -> bool:
        """Whether the source's format says that it is one of these."""
        return self.hint is not None and self.hint.kind in kinds

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, brackets and note markers aside."""
        return bool(_TERMINAL.search(self.text))


@dataclass(slots=True)
class Layout:
    """The lines of a document and who claimed each; "" is free."""

    lines: Sequence[Line]
    claims: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.claims = [""] * len(self.lines)

    def claim(self, role: str, *indexes: int) -> None:
        """Lays a claim on lines."""
        for index in indexes:
            self.claims[index] = role

    def free(self, start: int = 0, end: int | None = None) -> Iterator[Line]:
        """The lines nobody has claimed, in order."""
        for index in range(start, len(self.lines) if end is None else end):
            if not self.claims[index]:
                yield self.lines[index]

    def next_free(self, index: int) -> Line | None:
        """The first free line after `index`."""
        return next(self.free(index + 1), None)


def split(text: Text, hints: Sequence[Hint] = ()) -> Layout:
    """The text's lines that are not blank, each with the block hint that covers it or its part behind a label."""
    lines: list[Line] = []
    gap = 0
    blocks = deque(hint for hint in hints if hint.kind != "marker")
    for found in re.finditer(r"[^\n]*(?:\n|$)", text.text):
        content = text.slice(found.start(), found.start() + len(found[0].rstrip("\n"))).strip(" \u3000")
        if not content.text.strip():  # tabs stay at either end: they are the empty cells of a table's row
            gap += bool(found[0])
            continue
        begin, end = content.raw(0, len(content))
        while blocks and blocks[0].end <= begin:
            blocks.popleft()
        hint = blocks[0] if blocks and blocks[0].start < end else None
        lines.append(Line(len(lines), content, gap, found[0].startswith("\u3000"), hint))
        gap = 0
    return Layout(lines)


def role(line: str, *wanted: str) -> tuple[rules.Rule, re.Match[str]] | None:
    """The first rule of lines.toml with one of the wanted roles that reads the whole line."""
    for rule in rules.load("lines"):
        if rule.fields["role"] in wanted and (found := rule.pattern.fullmatch(line)):
            return rule, found
    return None


def chapter(line: str) -> re.Match[str] | None:
    """The reading of a line that heads a chapter, a part, or a section that stands beside chapters."""
    found = rules.first(rules.load("headings"), line)
    return found[1] if found and found[0].fields["rank"] <= CHAPTER else None


def key(text: str) -> str:
    """What two printings of one heading have in common: no spaces, no note markers, dashes and brackets of one kind."""
    return bare(_SPACES.sub("", text)).translate(_FOLD)


def bare(text: str) -> str:
    """A line without the raised note markers at its end."""
    return text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ \t\u3000") if text.rstrip()[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else text


def join(parts: Sequence[Text]) -> Text:
    """Lines that the printer broke, as one: with a space between words of an alphabet, without between Japanese or inside a URL."""
    pieces: list[Text] = []
    for part in parts:
        if pieces and _needs_space(pieces[-1].text, part.text):
            pieces.append(_space(pieces[-1], part))
        pieces.append(part)
    return Text.join(pieces)


def apart(parts: Sequence[Text]) -> Text:
    """Parts in one line with a space between each two."""
    pieces: list[Text] = []
    for part in parts:
        pieces += [_space(pieces[-1], part), part] if pieces else [part]
    return Text.join(pieces)


def _space(before: Text, after: Text) -> Text:
    """A space that stands for what the source has between two texts; nothing where they touch."""
    if before.ends[-1] >= after.starts[0]:
        return Text.of("")
    return Text(" ", before.ends[-1:], after.starts[:1])


def _needs_space(left: str, right: str) -> bool:
    return bool(_LATIN_END.search(left) and _LATIN_START.match(right) and not _OPEN_URL.search(left) and not left.endswith("-"))
