"""Microsoft's EUC-JP (CP51932) and ISO-2022-JP (CP50221), which Python has no codecs for: ① ㈱ 髙 and half-width kana among JIS X 0208."""

from __future__ import annotations

import re

# One piece of EUC: ASCII, half-width kana, a character of JIS X 0212, a pair.
_EUC = re.compile(rb"(?P<ascii>[\x00-\x7f]+)|(?P<kana>(?:\x8e[\xa1-\xdf])+)|(?P<extra>\x8f[\xa1-\xfe]{2})|(?P<pairs>(?:[\xa1-\xfe]{2})+)")
# One piece of ISO-2022-JP: an escape and what stands under it.
_ESCAPED = re.compile(rb"\x1b(?P<set>\$[@B]|\$\(D|\([BJI])(?P<text>[^\x1b]*)|(?P<plain>[^\x1b]+)")
_LINES = re.compile(rb"([\x00-\x20]+)")


def decode_euc(data: bytes) -> str:
    """EUC-JP with the rows that Microsoft added. Raises `UnicodeDecodeError` where a byte does not fit."""
    parts, at = [], 0
    while at < len(data):
        found = _EUC.match(data, at)
        if found is None:
            raise UnicodeDecodeError("cp51932", data, at, at + 1, "illegal multibyte sequence")
        match found.lastgroup:
            case "ascii":
                parts.append(found[0].decode("ascii"))
            case "kana":
                parts.append(found[0].replace(b"\x8e", b"").decode("cp932"))
            case "extra":
                parts.append(_told(found[0], "euc_jp", data, at))
            case "pairs":
                parts.append(_told(_shifted(found[0]), "cp932", data, at))
        at = found.end()
    return "".join(parts)


def decode_escaped(data: bytes) -> str:
    """ISO-2022-JP with Microsoft's rows, half-width kana and JIS X 0212. Raises `UnicodeDecodeError` where a byte does not fit."""
    parts, at = [], 0
    while at < len(data):
        found = _ESCAPED.match(data, at)
        if found is None or any(byte > 0x7F for byte in found[0]):
            raise UnicodeDecodeError("cp50221", data, at, at + 1, "illegal escape or byte")
        inside = found.start("plain") if found["plain"] is not None else found.start("text")
        parts.append(_piece(found["set"], found["plain"] or found["text"] or b"", data, inside))
        at = found.end()
    return "".join(parts)


def _piece(charset: bytes | None, text: bytes, data: bytes, at: int) -> str:
    """What stands under one escape."""
    if charset is None or charset in (b"(B", b"(J"):
        return text.decode("ascii")
    parts = []
    for piece in _LINES.split(text):
        if piece.strip(b"\x00\t\n\r\x0c ") == b"":
            parts.append(piece.decode("ascii"))
        elif charset == b"(I":
            parts.append(_told(bytes(byte | 0x80 for byte in piece), "cp932", data, at))
        elif len(piece) % 2:
            raise UnicodeDecodeError("cp50221", data, at + len(piece) - 1, at + len(piece), "incomplete multibyte sequence")
        else:
            high = bytes(byte | 0x80 for byte in piece)
            if charset == b"$(D":
                high = b"".join(b"\x8f" + high[i : i + 2] for i in range(0, len(high), 2))
            parts.append(_told(high if charset == b"$(D" else _shifted(high), "euc_jp" if charset == b"$(D" else "cp932", data, at))
        at += len(piece)
    return "".join(parts)


def _shifted(pairs: bytes) -> bytes:
    """Pairs of EUC as those of Shift_JIS."""
    shifted = bytearray()
    for row, cell in zip(pairs[::2], pairs[1::2], strict=True):
        row -= 0xA1
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        trail = cell - 2 if row % 2 else cell - 0x61 + (cell >= 0xE0)
        shifted += bytes((lead, trail))
    return bytes(shifted)


def _told(piece: bytes, encoding: str, data: bytes, at: int) -> str:
    """`piece` decoded, an error told at its place in the whole."""
    try:
        return piece.decode(encoding)
    except UnicodeDecodeError as error:
        place = min(at + error.start, len(data) - 1)
        raise UnicodeDecodeError(encoding, data, place, place + 1, error.reason) from error
