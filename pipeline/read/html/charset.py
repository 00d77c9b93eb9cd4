"""Bytes of a page → text: the encoding asked for, or what the bytes prove, or what the page declares, or the likeliest."""

from __future__ import annotations

import re

from pipeline.model import PipelineError
from pipeline.read.encodings import Decoded, decode

_HEAD = 8192  # bytes in which a page declares its encoding
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w:.-]{2,40})|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Names that pages use, and the encodings that browsers read under them.
_MEANT = {
    "shift_jis": ("cp932", "shift_jis_2004"),
    "shift-jis": ("cp932", "shift_jis_2004"),
    "sjis": ("cp932", "shift_jis_2004"),
    "x-sjis": ("cp932", "shift_jis_2004"),
    "windows-31j": ("cp932", "shift_jis_2004"),
    "euc-jp": ("euc_jp", "cp51932", "euc_jis_2004"),
    "x-euc-jp": ("euc_jp", "cp51932", "euc_jis_2004"),
    "gb2312": ("gbk", "gb18030"),
    "ks_c_5601-1987": ("cp949",),
    "iso-8859-1": ("cp1252",),
}


def read(data: bytes, forced: str = "") -> Decoded:
    """The page's text and its encoding. Raises `PipelineError` where no encoding fits the bytes."""
    if forced or data.startswith(_MARKS) or b"\x00" in data or b"\x1b" in data or _is_utf8(data):
        return decode(data, forced)
    for name in _declared(data):
        try:
            return decode(data, name)
        except PipelineError:  # the page declares an encoding that its bytes do not fit, or one that nobody knows
            continue
    return decode(data)


def _declared(data: bytes) -> tuple[str, ...]:
    found = _DECLARED.search(data[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    return _MEANT.get(name, (name,) if name else ())


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 beyond ASCII: no other encoding's text is, whatever the page declares."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
