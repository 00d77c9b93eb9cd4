"""Bytes of a plain-text file → Source: encoding, newlines, pages at form feeds."""

from __future__ import annotations

import codecs
import re

from pipeline.model import PipelineError, Source

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([BJI]")
_NEWLINES = re.compile(r"\r\n?")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_UNUSUAL = re.compile(r"[\uff61-\uff9f\ue000-\uf8ff]")
_MAX_CONTROL_SHARE = 0.01  # more control characters than this, and it is no text


def read(data: bytes, *, doc_id: str, name: str, sha256: str) -> Source:
    r"""Decoded text with `\n` newlines; a form feed starts a page."""
    encoding, decoded = decode(data)
    if len(_BINARY.findall(decoded)) > _MAX_CONTROL_SHARE * len(decoded):
        raise PipelineError("the file is binary, not text")
    whole = _NEWLINES.sub("\n", decoded)
    return Source(doc_id, name, sha256, "text/plain", encoding, whole, _pages(whole))


def _pages(text: str) -> tuple[int, ...]:
    """Where pages start: at form feeds with text before and after them. A text without such has no pages."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    breaks = [found.end() for found in re.finditer("\f", text) if first < found.end() <= last]
    return (0, *breaks) if breaks else ()


def decode(data: bytes) -> tuple[str, str]:
    """Encoding name and text, by a strict staircase.

    A byte-order mark decides; then ISO-2022-JP's escapes; then UTF-16 by the parity of its
    zero and kana-block bytes; then strict UTF-8; at last whichever of CP932 and EUC-JP
    decodes without error and gives the more kana. No step replaces a byte it cannot read.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, _strict(data, encoding)
    if _ISO_2022_JP.search(data[:100_000]) and (text := _try(data, "iso2022_jp")) is not None:
        return "iso2022_jp", text
    if (encoding := _utf16(data)) and (text := _try(data, encoding)) is not None:
        return encoding, text
    if (text := _try(data, "utf-8")) is not None:
        return "utf-8", text
    readings = [(encoding, text) for encoding in ("cp932", "euc_jp") if (text := _try(data, encoding)) is not None]
    if not readings:
        raise PipelineError("the file is binary, or text in an encoding other than UTF-8, UTF-16, CP932, EUC-JP and ISO-2022-JP")
    return max(readings, key=lambda reading: _japanese(reading[1]))


def _strict(data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise PipelineError(f"the file begins like {encoding.removesuffix('-sig').upper()} but breaks off in the middle: it is damaged")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: one half of the byte pairs is almost all high bytes of ASCII, kana and CJK punctuation."""
    sample = data[: 20_000 & ~1]
    if len(sample) < 4 or len(data) % 2:
        return ""
    high = (0x00, 0x30)
    little = sum(byte in high for byte in sample[1::2]) / (len(sample) // 2)
    big = sum(byte in high for byte in sample[0::2]) / (len(sample) // 2)
    if max(little, big) < 0.4 or abs(little - big) < 0.2:
        return ""
    return "utf-16-le" if little > big else "utf-16-be"


def _japanese(text: str) -> float:
    """How much a decoding looks like Japanese prose: kana speak for it, half-width kana and private-use characters against."""
    return len(_KANA.findall(text)) - 2.0 * len(_UNUSUAL.findall(text))
