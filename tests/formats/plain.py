"""Sample → plain text: in older encodings, and hard-wrapped as it comes out of a PDF by copying."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tests.formats.sample import RAW, Part, Run, Sample

# suffix of the file: codec, and what stands before the text
ENCODINGS = {"cp932": ("cp932", b""), "euc-jp": ("euc_jp", b""), "utf-16": ("utf-16-le", b"\xff\xfe"), "utf-16-bare": ("utf-16-be", b"")}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
GETA = "〓"  # what Japanese printers set for a character they lack

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EXPONENT = re.compile(r"(?<=km)[²³]|(?<= m)[²³]")
_MARKER = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_NOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+) ", re.MULTILINE)
_MEASURE = 70  # half-width columns of a line
_NEVER_FIRST = frozenset("、。，．）」』】〉》！？ーァィゥェォッャュョぁぃぅぇぉっゃゅょ")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NEVER_LAST = "（「『【〈《“"
_TOGETHER = ("contents", "abbreviation", "list")  # no blank line between two of them
_WORD = re.compile(r"https?://\S|[A-Za-z0-9\u00c0-\u024f\u0400-\u04ff.,%'’\-–]+|.", re.DOTALL)
_PAGE = 38  # lines of a page
_RULE = "―" * 20


def encodable(text: str, codec: str) -> str:
    """`text` as a typist writes it whose character set lacks some of its characters.

    Raised digits become 注1 in brackets, powers words, what is left 〓; a codec that has every character changes nothing.
    """
    if _fits(text, codec):
        return text
    text = _EXPONENT.sub(lambda found: {"²": "2", "³": "3"}[found[0]], text)
    text = _NOTE.sub(lambda found: f"注{found[1].translate(_SUPERSCRIPTS)} ", text)
    text = _MARKER.sub(lambda found: f"（注{found[1].translate(_SUPERSCRIPTS)}）", text)
    return "".join(char if _fits(char, codec) else _like(char, codec) for char in text)


def encoded(name: str, encoding: str) -> bytes:
    """The clean text of a sample in one of `ENCODINGS`; older files end their lines with CR LF."""
    codec, mark = ENCODINGS[encoding]
    text = encodable((RAW / f"{name}.txt").read_text(encoding="utf-8"), codec)
    return mark + b"".join(_bytes(char, codec) for char in text.replace("\n", "\r\n"))


def _bytes(char: str, codec: str) -> bytes:
    """EUC-JP as it is written has NEC's ①, which Python's strict codec lacks and JIS X 0213 has in the same place."""
    return char.encode("euc_jisx0213" if codec == "euc_jp" and char in _CIRCLED else codec)


def _fits(text: str, codec: str) -> bool:
    try:
        (text.translate(dict.fromkeys(map(ord, _CIRCLED))) if codec == "euc_jp" else text).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _like(char: str, codec: str) -> str:
    """A look-alike of the same meaning (wave dash, long dash, letter without accent), or 〓."""
    for other in (
        {"〜": "～", "—": "―", "–": "-", "“": '"', "”": '"', "«": "≪", "»": "≫"}.get(char, ""),
        unicodedata.normalize("NFD", char)[0],
    ):
        if other and _fits(other, codec):
            return other
    return GETA


def wrapped(sample: Sample) -> str:
    """The sample as copied from a PDF: short lines, blank lines between paragraphs, markers and note numbers as plain digits.

    Where notes restart by chapter, markers stand between spaces, page numbers and running heads are left in, and notes have half-width
    numbers; else markers touch the text and notes have full-width numbers. Tables keep tabs between their cells.
    """
    by_chapter = any(note.scope for note in sample.notes)
    parts = [part for part in sample.parts if part.role != "notes"]
    lines: list[str] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        close = following is not None and part.role == following.role and part.role in _TOGETHER
        for block in _block(part, spaced=by_chapter):
            lines += block if close else [*block, ""]
    if by_chapter:
        lines = list(_paged(lines, sample.title))
    if sample.notes:
        lines += [_RULE, ""]
    for scope in dict.fromkeys(note.scope for note in sample.notes):
        lines += [f"【{scope}】", ""] if scope else []
        for _, note in sample.noted(scope):
            number = str(note.number) if by_chapter else str(note.number).translate(_FULL_WIDTH)
            lines += [*_lines(f"{number} {''.join(run.text for run in note.runs)}"), *([] if by_chapter else [""])]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _block(part: Part, *, spaced: bool) -> Iterator[list[str]]:
    """A part as paragraphs of lines; what the page prints close together stays without blank lines."""
    if part.role == "figure":
        for block in (
            [line for runs in part.lines for line in _lines(_digits(runs, spaced))],
            ["\t".join(row) for row in part.rows],
            [line for runs in part.below for line in _lines(_digits(runs, spaced))],
        ):
            if block:
                yield block
    elif part.role == "abbreviation":
        yield ["\t".join(part.rows[0])]
    elif part.role == "contents":
        yield ["\t".join([_digits(part.lines[0], spaced), *(part.rows[0] if part.rows else ())])]
    elif part.role == "list":
        yield list(_lines(part.bullet + (" " if part.bullet == "-" else "") + _digits(part.lines[0], spaced)))
    else:
        for runs in part.lines:
            yield list(_lines(_digits(runs, spaced)))


def _digits(runs: Sequence[Run], spaced: bool) -> str:
    """The runs with markers as plain digits, between spaces or touching the text; a space between two markers, none before 。 and 、."""
    made, before = "", None
    for run in runs:
        apart = before is not None and run.note is not None
        made += f" {run.text} " if run.note is not None and spaced else f" {run.text}" if apart else run.text
        before = run.note
    return re.sub(r" +(?=[、。])|(?<= ) +", "", made).rstrip() if spaced else made


def _paged(lines: Sequence[str], head: str) -> Iterator[str]:
    """The lines with a page's number and the next page's running head after every `_PAGE` lines."""
    for number, line in enumerate(lines, start=1):
        yield line
        if number % _PAGE == 0:
            yield from ("", f"- {number // _PAGE} -", "", head, "")


def _lines(text: str) -> Iterator[str]:
    """Lines of at most `_MEASURE` columns: words and numbers stay whole, addresses do not, no line begins with 。 or a small kana."""
    line, width, address = "", 0, False
    for found in _WORD.finditer(text):
        for piece in found[0] if address and not found[0].isspace() else [found[0]]:
            size = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in piece)
            if width + size > _MEASURE and piece[0] not in _NEVER_FIRST:
                kept = line.rstrip(_NEVER_LAST)
                yield kept.rstrip()
                line, width = line[len(kept) :], 0
            if line or not piece.isspace():
                line, width = line + piece, width + size
        address = (address or found[0].startswith("http")) and not re.search(r"[\s>＞]", found[0])
    if line.strip():
        yield line.rstrip()
