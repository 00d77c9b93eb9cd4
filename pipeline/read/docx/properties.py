"""`docProps/core.xml` and `docProps/app.xml` → what a file says of itself, without what programs fill in by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from pipeline.model import Metadata
from pipeline.read.docx.xml import Node, named

_JAPAN = timezone(timedelta(hours=9))
_STAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?)?")
_EARLIEST = 1990  # clocks that were never set say 1601, 1970 or 1980
_JUNK_TITLE = re.compile(
    r"(?:Microsoft (?:Office )?Word.*|Word (?:文書|Document).*|(?:文書|Document|Doc|無題|名称未設定|新規).{0,3}[0-9]*"
    r"|untitled.*|no title|[\[［]?(?:タイトル|表題|題名|title)[\]］]?|PowerPoint.*|スライド.*"
    r"|.*\.(?:docx?|dotx?|rtf|odt|pdf|jtd|txt)"
    r"|[0-9０-９\s_.-]*|.{0,2})",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TITLE = 200
_JAPANESE_NAME = re.compile(r"[一-鿿々ヶ]{1,4}[ \u3000]?[一-鿿々ぁ-ゖァ-ヺー]{1,5}")
_NO_NAME = re.compile(
    r"[省庁局課室部係会社所院校署団]$|研究|大学|委員|事務|管理|担当|防衛|政策|利用|作成|編集|株式|有限|財団|協会|機構|センター"
)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'’-]{0,30}(?: [A-Z][A-Za-z.'’-]{0,30}){1,3}")
_NO_LATIN_NAME = re.compile(
    r"user|admin|office|microsoft|owner|windows|author|guest|institute|ministry|universi|\b(?:inc|ltd|corp)\b", re.IGNORECASE
)
_PUBLISHER = re.compile(r"\S.{0,58}(?:研究所|研究センター|大学|大学院|[省庁]|内閣府|内閣官房|機構|財団|協会|学会|委員会|研究会)")
_BETWEEN_NAMES = re.compile(r"[;；、,，・/／\n]+")


def metadata(core: Node | None, app: Node | None) -> Metadata:
    """Title, authors, publisher and date (EDTF) as far as the properties surely tell them."""
    said = _values(core)
    if "python-docx" in (said.get("dc:creator", ""), said.get("cp:lastModifiedBy", "")):
        said = {}  # the library's template, with its own title and date
    company = _values(app).get("ep:Company", "")
    title = said.get("dc:title", "")
    return Metadata(
        title="" if _JUNK_TITLE.fullmatch(title) or len(title) > _LONGEST_TITLE else title,
        authors=_authors(said.get("dc:creator", "")),
        publisher=company if _PUBLISHER.fullmatch(company) else "",
        published=_published(said.get("dcterms:created", ""), said.get("dcterms:modified", "")),
    )


def _values(root: Node | None) -> Mapping[str, str]:
    return {named(node): re.sub(r"\s+", " ", node.text or "").strip() for node in root} if root is not None else {}


def _authors(creator: str) -> tuple[str, ...]:
    """Names of persons; the name of a login or an office is none, and one such makes the others doubtful."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(creator) if name.strip()]
    return tuple(names) if names and all(map(_is_name, names)) else ()


def _is_name(name: str) -> bool:
    if _JAPANESE_NAME.fullmatch(name):
        return len(name) > 2 and not _NO_NAME.search(name)
    return bool(_LATIN_NAME.fullmatch(name)) and not _NO_LATIN_NAME.search(name)


def _published(created: str, modified: str) -> str:
    """The day, month or year in which the file was both begun and last saved; files that took longer tell no date of their text."""
    first, last = _day(created), _day(modified)
    if not first or not last:
        return ""
    return next((first[:length] for length in (10, 7, 4) if first[:length] == last[:length]), "")


def _day(stamp: str) -> str:
    """The day in Japan of a time as properties write it; "" for what is none or cannot be."""
    found = _STAMP.fullmatch(stamp)
    if not found:
        return ""
    try:
        if found[2] is None:
            moment = datetime.fromisoformat(found[1])
        else:
            moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '').replace('Z', '+00:00')}")
            moment = moment.astimezone(_JAPAN) if moment.tzinfo is not None else moment
    except (ValueError, OverflowError):
        return ""
    return moment.date().isoformat() if moment.year >= _EARLIEST else ""
