"""What stands beside a title in East Asian brackets → its fields: people or a medium; container, imprint, issue, date, pages, address."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract import calendar
from pipeline.extract.citations import kinds, parts, people, places, sentences
from pipeline.extract.citations.brackets import Masked
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.parts import Imprint, Part
from pipeline.extract.citations.people import People

_EDITION = re.compile(r".{0,10}版|旧.{1,8}|[A-Za-z&\-. ]{2,12}")
_YEAR = re.compile(r"\s?((?:1[5-9]|20)\d\d)\s?年?\s?")
_DECIDED = re.compile(r"(?:決定|採択|発表|公表|署名|承認|可決|施行|改正|改定|締結|発効|通過|一部改正)$")
_REMARK = re.compile(
    r"[^「」『』]{2,40}所蔵$|(?:分担)?執筆|担当|[仮試拙全邦]訳|傍点|強調|下線|括弧|引用者|筆者|全文|抜粋|要旨|(?:中国語|英語|日本語|韓国語|ロシア語|朝鮮語|和文|英文|中文|邦文)(?:$|[：:版])|当時|原文|付$|以下|.{1,20}(?:答弁|発言|質問|質疑|陳述|証言)$"
)
_VOLUME = re.compile(r"(?:第\s?)?([上中下]|\d{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})\s?[巻卷冊部編篇]?")
_PART = re.compile(r"[上中下][編篇]?")
_SERIES = re.compile(r".{1,14}(?:新書|文庫|選書|叢書|双書|ライブラリー|ブックス|ブックレット|シリーズ|全集|講座)\s?\d{0,4}")
_SAME_MEDIUM = re.compile(r"同(?:紙|誌|社|局|サイト|日|年|月)|同[年月][^、，]{0,8}")


def read_named(draft: Draft, text: str) -> None:
    """People, or a container that stands where an author would."""
    text = text.strip(" 　、，,：:（(")
    if kinds.carries(text) and not draft.container and not people.role_of(text):
        draft.contain(text, "plain", kinds.rule(text))
        return
    draft.add(people.read(text), "eastern_tail.py:before-title")


def read_tail(draft: Draft, source: Masked, start: int, end: int) -> None:
    """After the last title: container in plain text, imprint, issue, date, pages, address; stops where a sentence goes on."""
    if draft.phrase is not None and start == draft.phrase.end:
        between = source.text[_titles_end(source, draft) : draft.phrase.start]
        if people.role_of(between.strip(" 　、，,（(）)")) or kinds.kind(between.strip(" 　、，,")):
            read_named(draft, between)
    last: Part | None = None
    for part in _joined(parts.read(source, start, end)):
        if part.kind == "text" and sentences.goes_on(part.text):
            draft.end = last.end if last else max(start, draft.start)
            return
        _take(draft, source, part, last)
        last = part


def _joined(read: list[Part]) -> list[Part]:
    """『書名』川本真、森山聡訳（湖岸書房、1993年）: the names a comma parts from the translator's are one part with it."""
    joined: list[Part] = []
    for part in read:
        if part.kind == "text" and people.role_of(part.text) == "translator":
            while joined and joined[-1].kind == "text" and people.is_eastern_person(joined[-1].text):
                first = joined.pop()
                part = replace(part, start=first.start, text=f"{first.text}、{part.text}")
        joined.append(part)
    has_imprint = any(part.kind == "paren" or (part.kind == "text" and people.role_of(part.text) is None) for part in joined)
    return joined if has_imprint else read


def _titles_end(source: Masked, draft: Draft) -> int:
    assert draft.phrase is not None
    ends = [token.end for token in source.inside(draft.start, draft.phrase.start)]
    return max(ends, default=draft.phrase.start)


def _take(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    if part.kind == "fields":
        draft.symbol = draft.symbol or (not part.values and "/" in part.text)
        draft.fill(part.values, part.rule)
    elif part.kind == "number":
        _take_number(draft, source, part, last)
    elif part.kind == "url":
        draft.add_url(part)
    elif part.kind == "paren":
        _take_paren(draft, source, part, last)
    elif part.kind == "text":
        _take_text(draft, source, part, last)
    else:
        draft.unread.append(part.text)


def _behind_name(draft: Draft, source: Masked, part: Part, last: Part) -> bool:
    """Whether a part stands directly behind brackets that belong to the container's name."""
    return last.end == part.start and draft.container.endswith(source.text[last.start : last.end])


def _lengthen(draft: Draft, text: str) -> None:
    """Adds to the container's name what stands directly behind it and belongs to it (日本経済新聞（電子版）, 湖沼放送（LBC）2)."""
    draft.put("container", draft.container + text, draft.rules["container"])


def _take_number(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    """A number behind a name's bracket belongs to the name (湖沼放送（LBC）2); any other behind a date is a page."""
    if last is not None and _behind_name(draft, source, part, last):
        _lengthen(draft, source.text[part.start : part.end])
    elif draft.issued:
        draft.fill({"pages": part.text}, "eastern_tail.py:bare-number")


def _take_paren(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    text = part.text.strip()
    if text[:1] in ("@", "＠"):
        return
    if last is not None and last.kind == "url" and calendar.edtf(text) and (draft.issued or source.text[part.start] in "［["):
        draft.fill({"accessed": text}, "eastern_tail.py:behind-address")
        return
    if last is None and _read_behind_title(draft, source, part, text):
        return
    attached = last is not None and last.kind == "text" and draft.container_style == "plain" and draft.container.endswith(last.text)
    if draft.container and (attached or draft.container_style == "bracketed") and _EDITION.fullmatch(text) and not calendar.edtf(text):
        if attached or (text.endswith("版") and last is None):
            _lengthen(draft, source.text[part.start : part.end])
        elif places.is_place(text):
            draft.fill({"place": text}, "publishing_places.csv")
        elif not draft.publisher and not text.endswith("版"):
            draft.put("publisher", text, "eastern_tail.py:brackets-behind-container")
        return
    if attached and _YEAR.fullmatch(text) and parts.names_act(draft.container):
        _lengthen(draft, source.text[part.start : part.end])
        return
    if _REMARK.match(text):
        return
    decided = _decided(text)
    found = decided or parts.imprint(text)
    if _DECIDED.search(found.publisher):
        found.publisher = ""
    if not draft.container and (decided or not draft.bracketed_title) and set(found.values) == {"issued"} and not found.publisher:
        draft.fill({"said": found.values["issued"]}, found.rules["issued"])
        return
    draft.add_imprint(found, "parts.py:imprint")


def _decided(text: str) -> Imprint | None:
    """（2019年3月5日第12回湖沼会議採択）: when a text was passed and by whom, which says nothing of who printed it."""
    day = parts.fields_at(text, 0, len(text)) if _DECIDED.search(text) else None
    return Imprint(values={"issued": day.values["issued"]}, rules={"issued": day.rule}) if day and "issued" in day.values else None


def read_decided(draft: Draft, text: str) -> bool:
    """Notes the day a text was passed, where the bracket before its container says that; whether it does."""
    found = _decided(text)
    if found is not None:
        draft.fill({"said": found.values["issued"]}, found.rules["issued"])
    return found is not None


def _read_behind_title(draft: Draft, source: Masked, part: Part, text: str) -> bool:
    """『書名』（下） and 『書名』（湖沼新書）湖岸社、2019年: a volume, or a series before the publisher. Whether it was one."""
    if not (draft.bracketed_title or draft.container_style == "bracketed"):
        return False
    if volume := _VOLUME.fullmatch(text):
        draft.fill({"volume": volume[1]}, "eastern_tail.py:volume-behind-title")
        return True
    behind = source.mask[part.end : part.end + 1]
    if draft.container or not _SERIES.fullmatch(text) or behind in "、，,。（(" or behind.isdigit():
        return False
    draft.contain(text, "plain", "eastern_tail.py:series-before-publisher")
    draft.put("genre", "book", "eastern_tail.py:series-before-publisher")
    return True


def _take_text(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    text = part.text
    if last is None and _PART.fullmatch(text) and (draft.bracketed_title or draft.container_style == "bracketed"):
        draft.fill({"volume": text}, "eastern_tail.py:volume-behind-title")
    elif people.role_of(text):
        draft.add(people.read(text), "eastern_tail.py:behind-title", "translators", "editors")
    elif last is not None and last.kind == "paren" and _behind_name(draft, source, part, last):
        _lengthen(draft, text)
    elif not draft.place and (places.is_place(text) or _before_colon(draft, source, part)):
        draft.put("place", text, "publishing_places.csv" if places.is_place(text) else "eastern_tail.py:before-colon")
    elif _SAME_MEDIUM.fullmatch(text):
        draft.unread.append(text)
    elif draft.phrase is not None:
        if kinds.carries(text) and not draft.container:
            draft.contain(text, "plain", kinds.rule(text))
        elif not take_named(draft, text):
            draft.unread.append(text)
    elif draft.container_style == "plain" and not draft.title and not draft.people.authors and _take_behind_body(draft, text):
        return
    elif draft.genre == "document" and draft.title and not draft.publisher and people.is_organisation(text):
        draft.put("publisher", text, "eastern_tail.py:behind-thesis")
    elif not draft.container and not draft.bracketed_title and not draft.url:
        draft.contain(text, "plain", "eastern_tail.py:name-behind-title")
    elif not draft.publisher and (draft.bracketed_title or draft.container_style == "bracketed" or draft.genre == "book"):
        draft.put("publisher", text, "eastern_tail.py:name-behind-container")
    elif not draft.publisher and draft.title and kinds.kind(draft.container) == "thinktank" and people.is_organisation(text):
        draft.put("publisher", text, "eastern_tail.py:body-behind-paper")
    else:
        draft.unread.append(text)


def _before_colon(draft: Draft, source: Masked, part: Part) -> bool:
    return source.text[part.end : part.end + 1] in ("：", ":") and bool(draft.bracketed_title or draft.container)


def take_named(draft: Draft, text: str) -> bool:
    """前掲注4、山田、36頁 and 前掲・山田論文: who wrote the work that is meant. Whether the text named anyone."""
    name = people.cited_by_name(text) if draft.phrase is not None and draft.phrase.form == "supra" else []
    if not name or kinds.carries(text) or draft.people.authors or draft.people.editors:
        return False
    draft.add(People(name), "people.py:cited-by-name")
    return True


def _take_behind_body(draft: Draft, text: str) -> bool:
    """湖沼省、X: an account and its platform; 国連総会、決議12号: a body and the act it passed. Whether the text was one of these."""
    if kinds.kind(text) == "social" and kinds.kind(draft.container) != "social":
        draft.add(people.read(draft.container), "eastern_tail.py:account-before-platform", "authors")
        draft.contain(text, "plain", kinds.rule(text))
        return True
    if kinds.names_body(draft.container) and kinds.from_title(text) in ("document", "legislation", "treaty", "report"):
        draft.add(People([draft.container]), "eastern_tail.py:body-before-text")
        draft.put("title", text, "eastern_tail.py:names-a-text")
        draft.contain("", "", "")
        return True
    return False
