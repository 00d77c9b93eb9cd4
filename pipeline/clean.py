"""Source → Text: characters made uniform, each with the way back to where it came from.

Only what is certain changes: full-width letters and digits, half-width kana, compatibility
ideographs and radicals, unit ligatures (㎞), wave dashes, odd spaces; soft hyphens,
zero-width and control characters go. There is no blanket NFKC: ¹ stays a note marker and
² after km a unit. Lines stay as they are: what a line is (heading, running head, paragraph
cut by a page) is for `structure` to say. `close_spaces` then takes the stray spaces out of
a line once its role is known.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache

from pipeline.model import Source, Text
from pipeline.rules import words

# Characters that join or shape others and stand for nothing in plain text.
_DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_WAVES = "\u301c\u223c\u223d\u3030\u02dc"
_COMPATIBLE = (
    "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"  # radicals and ideographs with a unified twin
    "\u32ff\u3300-\u33ff\u2103\u2109\u2113\ufb00-\ufb06"  # ㋿ ㎞ ℃ ℓ ﬁ
    "\uff05\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"  # full-width %, digits, letters
)
_HALF_KANA = "\uff65-\uff9f"
_COMBINING = "\u3099\u309a\u0300-\u036f"
_CHANGED = re.compile(
    f"(?P<gone>[{_DROPPED}{_CONTROLS}]+)|(?P<space>[{_SPACES}])|(?P<page>[\\f\x85])|(?P<wave>[{_WAVES}])"
    f"|(?P<same>[{_COMPATIBLE}])|(?P<kana>[{_HALF_KANA}][\uff9e\uff9f]?)|(?P<composed>[^\\s{_COMBINING}][{_COMBINING}]+)"
    "|(?P<comma>(?<=[0-9０-９])[，．](?=[0-9０-９]))|(?P<tilde>(?<=[^\x00-\x7f])~++|(?<![/~])~++(?=[^\x00-\x7f])|(?<=[0-9])~(?=[0-9]))"
)
_EXPONENTS = {
    "\u33a0": "cm²",
    "\u33a1": "m²",
    "\u33a2": "km²",
    "\u339f": "mm²",
    "\u33a3": "mm³",
    "\u33a4": "cm³",
    "\u33a5": "m³",
    "\u33a6": "km³",
}

JAPANESE = "\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\uff5e\u2010-\u2015\u2026\u25cb\u2460-\u2473"
_STRAY = re.compile(f"(?<=[{JAPANESE}])[ \t]+(?=\\S)|(?<=\\S)[ \t]+(?=[{JAPANESE}]|[/:][ \t]*[{JAPANESE}])|(?<=[！？!?])\u3000+")
_STRAY_IN_NOTES = re.compile(
    "(?<=[0-9])[ \t]+(?=[\u3001-\u303f\u30a1-\u30ff\u4e00-\u9fff])|(?<=[\u3001-\u303f\u30a1-\u30ff\u4e00-\u9fff])[ \t]+(?=[0-9])"
    "|(?<=[、。「」『』（）；：])[ \t]+|[ \t]+(?=[、。「」『』（）；：])"
)
_RUNS = re.compile(r"[ \t]{2,}")


def clean(source: Source) -> Text:
    """The source's text with uniform characters; line breaks stay, a form feed becomes one."""
    return uniform(source.text)


def uniform(text: str) -> Text:
    """`text` with uniform characters; offsets of the result lead back into `text`."""
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    at = 0
    for found in _CHANGED.finditer(text):
        start, end = found.span()
        replacement = _replacement(found)
        if replacement == found[0]:
            continue
        parts += (text[at:start], replacement)
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        if len(replacement) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(replacement))
            ends.extend([end] * len(replacement))
        at = end
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Text("".join(parts), starts, ends)


def close_spaces(text: Text, *, note: bool = False) -> Text:
    """`text` without the stray spaces that PDF copies leave in Japanese (`2022 年 2 月` → `2022年2月`).

    In a note only spaces beside digits and brackets go: between two words of a Chinese or Korean title a space has meaning.
    """
    pattern = _STRAY_IN_NOTES if note else _STRAY
    closed = text.without(found.span() for found in pattern.finditer(text.text))
    return closed.without((found.start() + 1, found.end()) for found in _RUNS.finditer(closed.text))


def _replacement(found: re.Match[str]) -> str:
    char = found[0]
    match found.lastgroup:
        case "gone":
            return ""
        case "space":
            return " "
        case "page":
            return "\n"
        case "wave" | "tilde":
            return "\uff5e" * len(char)
        case "comma":
            return "," if char == "，" else "."
        case "same":
            return _EXPONENTS.get(char) or _radicals().get(char) or unicodedata.normalize("NFKC", char)
        case "kana":
            return unicodedata.normalize("NFKC", char)
    return unicodedata.normalize("NFC", char)


@cache
def _radicals() -> dict[str, str]:
    """CJK radicals that PDF fonts put in place of ideographs and that NFKC leaves alone."""
    return {row["radical"]: row["ideograph"] for row in words("radicals")}
