"""Bytes of plain text → text and the name of its encoding: told by marks, by escapes, by what decodes strictly, at last by likelihood."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.model import PipelineError
from pipeline.read import jis
from pipeline.read.likelihood import likelihood, mostly_rare

# UTF-32 before UTF-16: the mark of one begins with that of the other.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPE = re.compile(rb"\x1b(?:\$[@B(]|\([BIJ])")
_LONGEST = 4  # bytes of the longest character that the end of a file can cut
_MOSTLY = 0.9  # share of bytes beyond ASCII in whole UTF-8 characters: damaged UTF-8, and no other encoding
_REPLACEMENT = "\ufffd"
_STRAY = 300  # characters at least for one that does not fit; with more of them it is another encoding, or no text
_SAMPLE = 20_000  # bytes whose likelihood decides
_LEAST_LIKELY = -12.0  # per character, natural logarithm; below is no text that a person wrote in this encoding

# Encodings of one family, the usual one first; a later one is tried only where those before cannot read the bytes.
_ESCAPED = ("iso2022_jp", "iso2022_jp_ext", "cp50221", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_2")
_SHIFT_JIS = ("cp932", "shift_jis_2004")
_EUC = ("euc_jp", "cp51932", "euc_jis_2004")
_OWN: dict[str, Callable[[bytes], str]] = {"cp51932": jis.decode_euc, "cp50221": jis.decode_escaped}
_NAMES = "UTF-8, UTF-16, CP932 (Shift_JIS), EUC-JP and ISO-2022-JP"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text and the encoding it was in.

    `cut` bytes at the file's end were half a character and are left out; `lost` places that do not fit the encoding are U+FFFD.
    """

    encoding: str
    text: str
    cut: int = 0
    lost: int = 0


def decode(data: bytes, forced: str = "") -> Decoded:
    """Bytes as text, by a strict staircase; `forced` names the encoding instead.

    A byte-order mark decides; then the escapes of ISO-2022-JP; then strict UTF-8 with a character beyond ASCII; at last the
    likeliest of UTF-16, UTF-32, ASCII, CP932 and EUC-JP that decodes without error. Where none does, a text that fits but for a
    few stray bytes has U+FFFD in their place; a character that the end of the file cuts is left out. Raises `PipelineError`
    saying why the bytes cannot be read.
    """
    if forced:
        return _forced(data, forced)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if _ESCAPE.search(data) and b"\x00" not in data and (found := _first(data, _ESCAPED)):
        return found
    if (found := _try(data, "utf-8")) and not found.text.isascii():
        return found
    if _damaged_utf8(data):
        if found := _nearly(data, "utf-8"):
            return found
        raise PipelineError(f"the file is UTF-8 but for {_fault(data, 'utf-8')}: it is damaged; mend it, or name its encoding (--encoding)")
    return _likeliest(data)


def check(name: str) -> str:
    """The encoding's own name for a name that a person gave. Raises `PipelineError` for one that is not known."""
    if name.lower() in _OWN:
        return name.lower()
    try:
        known = codecs.lookup(name)
        bytes(4).decode(known.name)  # says so where it is no encoding of text, as rot13
    except (LookupError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise PipelineError(
            f"setting encoding: unknown encoding {name!r}; known are utf-8, cp932, euc_jp, iso2022_jp and others"
        ) from error
    return known.name


def _forced(data: bytes, name: str) -> Decoded:
    """The bytes in the encoding that the settings name; a byte-order mark is never text."""
    encoding = check(name)
    if encoding == "utf-8" and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    if found := _try(data, encoding):
        return found
    raise PipelineError(f"the file is not in {name}, the encoding that was named: {_fault(data, encoding)} does not fit")


def _marked(data: bytes, encoding: str) -> Decoded:
    if found := _try(data, encoding):
        return found
    shown = encoding.removesuffix("-sig").upper()
    raise PipelineError(f"the file begins like {shown} but breaks off: {_fault(data, encoding)}; it is damaged")


def _likeliest(data: bytes) -> Decoded:
    """Whichever encoding that decodes the bytes, or all but a few of them, makes the likeliest text of them."""
    nearly = (found for encoding in ("cp932", "euc_jp", "utf-8") if (found := _nearly(data, encoding)) is not None)
    best = _best(found for found in _readings(data) if found is not None) or _best(nearly)
    if best is None:
        raise PipelineError(f"the file is binary, or text in an encoding other than {_NAMES}; name it with --encoding")
    return best


def _best(readings: Iterable[Decoded]) -> Decoded | None:
    """The likeliest reading, the first of equals; None where it is no text that a person wrote."""
    scored = [(likelihood(_sample(found)), -place, found) for place, found in enumerate(readings)]
    score, _, best = max(scored, default=(0.0, 0, None))
    if best is None or score < _LEAST_LIKELY * len(_sample(best)) or mostly_rare(_sample(best)):
        return None
    return best


def _readings(data: bytes) -> Iterator[Decoded | None]:
    yield _try(data, "utf-8")
    yield _first(data, _SHIFT_JIS)
    yield _first(data, _EUC)
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        yield _try(data, encoding)


def _sample(found: Decoded) -> str:
    """The characters behind the first bytes: the same bytes in every reading, but for one character."""
    text = found.text
    if len(text) * 4 <= _SAMPLE:
        return text
    raw, characters = 0, 0
    for piece in range(0, len(text), 500):
        raw += len(text[piece : piece + 500].encode(found.encoding if found.encoding not in _OWN else "euc_jis_2004", "replace"))
        characters = piece + 500
        if raw >= _SAMPLE:
            break
    return text[:characters]


def _first(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    """The first encoding of a family that reads the bytes; one that reads all of them before one that leaves out a cut character."""
    found = [reading for encoding in encodings if (reading := _try(data, encoding)) is not None]
    return min(found, key=lambda reading: reading.cut, default=None)


def _try(data: bytes, encoding: str) -> Decoded | None:
    """The bytes decoded strictly, without a character that the end of the file cuts; None where another byte does not fit."""
    try:
        return Decoded(encoding, _decode(data, encoding))
    except UnicodeDecodeError as error:
        cut = len(data) - error.start
        if not 0 < cut < _LONGEST or error.start == 0:
            return None
    try:
        kept = _decode(data[:-cut], encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(encoding, kept, cut) if kept.strip() else None


def _nearly(data: bytes, encoding: str) -> Decoded | None:
    """The bytes in an encoding that all but a few of them fit, as in pages put together from two sources."""
    text = data.decode(encoding, "replace")
    lost = text.count(_REPLACEMENT)
    return Decoded(encoding, text, lost=lost) if 0 < lost * _STRAY <= len(text) else None


def _decode(data: bytes, encoding: str) -> str:
    own = _OWN.get(encoding)
    return own(data) if own else data.decode(encoding)


def _fault(data: bytes, encoding: str) -> str:
    """Which byte does not fit, in plain words."""
    try:
        _decode(data, encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"byte {error.start:,} (0x{data[error.start]:02x}, line {line:,})"
    except UnicodeError as error:  # codecs such as idna and punycode say no position
        return str(error)
    return "its end"


def _damaged_utf8(data: bytes) -> bool:
    """Whether almost all bytes beyond ASCII are whole UTF-8 characters of more than two bytes, as no other encoding's are."""
    beyond = sum(1 for byte in data[:_SAMPLE] if byte > 0x7F)
    text = data[:_SAMPLE].decode("utf-8", "ignore")
    return beyond > 0 and sum(len(char.encode()) for char in text if char > "\u07ff") >= _MOSTLY * beyond
