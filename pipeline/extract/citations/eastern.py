"""A citation in East Asian brackets → its fields.

著者「論文」『誌名』第46巻第2号（2018年）12-15頁; 著者「章」編者編『書名』（北京：出版社、2020年）35頁; 「記事」通信社、2019年3月5日;
官庁、2019年3月5日、https://…; 저자, 「논문」, 『학술지』 제12권 제3호.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract import calendar
from pipeline.extract.citations import kinds, parts, people, places, sentences
from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.brackets import Masked, Token
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.parts import Part

_EDITION = re.compile(r".{0,10}版|旧.{1,8}|[A-Za-z&\-. ]{2,12}")
_YEAR = re.compile(r"\s?((?:1[5-9]|20)\d\d)\s?年?\s?")
_DECIDED = re.compile(r"(?:決定|採択|発表|公表|署名|承認|可決|施行|改正|改定|締結|発効|通過|一部改正)$")
_REMARK = re.compile(
    r"[仮試拙全邦]訳|傍点|強調|下線|括弧|引用者|筆者|全文|抜粋|要旨|(?:中国語|英語|日本語|韓国語|ロシア語|朝鮮語|和文|英文|中文|邦文)(?:$|[：:版])|当時|原文|付$|以下|.{1,20}(?:答弁|発言|質問|質疑|陳述|証言)$"
)
_IN = re.compile(r"^(?:[载載](?:于|於)?|收[录錄]?[入于於])\s?")
_SAME_MEDIUM = re.compile(r"同(?:紙|誌|社|局|サイト)")
_PRINTING = re.compile(r"(?<=[聞報])(?:東京|大阪|名古屋|西部)?(?:朝刊|夕刊)$")
_VOLUME = re.compile(
    r"[（(](?:第\s?)?([上中下]|\d{1,3}|[一二三四五六七八九十]{1,3})\s?[巻卷冊辑集]?[）)]\s?$"
    r"|(?:第\s?(\d{1,3})\s?[巻卷冊集]|([上中下])[巻卷])\s?$"
)


def read(source: Masked, start: int, end: int, phrase: Phrase | None) -> Draft:
    """The fields between two offsets; `end` of the draft is where the citation stops being one."""
    draft = Draft(start, end, phrase=phrase)
    titles = _titles(source, start, end)
    if titles:
        after = _read_titles(draft, source, titles)
        if not (_read_judgment(draft, source, start, titles[0]) or (draft.issued and draft.container and not draft.title)):
            _read_head(draft, source, start, titles[0].start)
    else:
        after = start if phrase is None else phrase.end
        if phrase is not None and not _take_named(draft, source.text[start : phrase.start].rstrip("（( ")):
            _read_named(draft, source.text[start : phrase.start])
    _read_tail(draft, source, max(after, phrase.end if phrase else 0), end)
    _settle(draft)
    return draft


def _titles(source: Masked, start: int, end: int) -> list[Token]:
    bracketed = source.inside(start, end, "single", "double")
    if any(token.kind == "single" for token in bracketed):
        return bracketed
    return source.inside(start, end, "single", "double", "quote", "italic")


def _name(source: Masked, token: Token) -> str:
    """A title without its brackets, or the comma that Western quotations put inside."""
    name = source.inner(token).strip()
    return name.rstrip(",.") if token.kind == "quote" else name


def _read_titles(draft: Draft, source: Masked, titles: list[Token]) -> int:
    """Sets title and container from the bracketed names; gives the offset behind the last one used."""
    first = titles[0]
    name = _name(source, first)
    holder = next((t for t in titles[1:] if t.kind in ("double", "italic")), titles[1] if len(titles) > 1 else None)
    alone = first.kind in ("double", "italic")
    if holder is None:
        before = source.text[draft.start : first.start].strip(" 　、，,")
        if (
            alone
            and (not before or before == "同" or _read_day_before(draft, source, first))
            and kinds.kind(name) in ("newspaper", "magazine", "agency", "broadcaster", "journal")
        ):
            draft.container, draft.container_style = name, "bracketed"
        else:
            draft.title, draft.bracketed_title = name, alone
        return first.end
    if alone and holder.kind not in ("double", "italic"):
        draft.container, draft.container_style, draft.title = name, "bracketed", _name(source, holder)
    else:
        draft.title, draft.container = name, _name(source, holder)
        draft.container_style = "bracketed"
    for left, right in pairwise(titles[: titles.index(holder) + 1]):
        _read_between(draft, source, left.end, right.start)
    return holder.end


def _read_day_before(draft: Draft, source: Masked, first: Token) -> bool:
    """2023年4月5日付（の）『朝日新聞』: whether nothing but the day of a paper stands before its name."""
    before = parts.read(source, draft.start, first.start)
    day = [part.values["issued"] for part in before if "issued" in part.values]
    if len(day) != 1 or any(part.kind != "fields" for part in before) or not kinds.carries(_name(source, first)):
        return False
    draft.issued = day[0]
    return True


def _read_between(draft: Draft, source: Masked, start: int, end: int) -> None:
    """Between title and container: the date a speech was held, or who edited the book; a bare name repeats the author."""
    for token in source.inside(start, end, "paren"):
        draft.said = draft.said or calendar.edtf(source.inner(token))
    text = _IN.sub("", source.plain(start, end).strip(" 　、，,：:"))
    if people.role_of(text):
        found = people.read(text)
        draft.people.editors += found.editors or found.authors
        draft.people.translators += found.translators
    elif dated := parts.fields_at(text, 0, len(text)):
        draft.fill(dated[1])


def _read_judgment(draft: Draft, source: Masked, start: int, first: Token) -> bool:
    """最高裁判所大法廷判決昭和34年12月16日『刑集』…: a judgment named before the reports that print it."""
    judgment = parts.fields_at(source.text, start, first.start)
    if judgment is None or "title" not in judgment[1] or draft.title != _name(source, first):
        return False
    draft.title, draft.bracketed_title = "", False
    draft.container, draft.container_style = _name(source, first), "bracketed"
    draft.fill(judgment[1])
    for part in parts.read(source, judgment[0], first.start):
        draft.fill(part.values)
    return True


def _read_head(draft: Draft, source: Masked, start: int, end: int) -> None:
    """Before the title: people, or the medium that carries it (共同通信「…」)."""
    if draft.phrase is not None and draft.phrase.end <= end:
        _read_named(draft, source.text[start : draft.phrase.start])
        start = draft.phrase.end
    for token in source.inside(start, end, "paren"):
        if year := _YEAR.fullmatch(source.inner(token)):
            draft.issued = year[1]
        elif people.role_of(source.inner(token)):
            draft.people.translators += people.read(source.inner(token)).translators
    _read_named(draft, source.plain(start, end))


def _read_named(draft: Draft, text: str) -> None:
    """People, or a container that stands where an author would."""
    text = text.strip(" 　、，,：:（(")
    if kinds.carries(text) and not draft.container and not people.role_of(text):
        draft.container, draft.container_style = text, "plain"
        return
    found = people.read(text)
    draft.people.authors += found.authors
    draft.people.editors += found.editors
    draft.people.translators += found.translators


def _read_tail(draft: Draft, source: Masked, start: int, end: int) -> None:
    """After the last title: container in plain text, imprint, issue, date, pages, address; stops where a sentence goes on."""
    if draft.phrase is not None and start == draft.phrase.end:
        between = source.text[_titles_end(source, draft) : draft.phrase.start]
        if people.role_of(between.strip(" 　、，,（(）)")) or kinds.kind(between.strip(" 　、，,")):
            _read_named(draft, between)
    last: Part | None = None
    for part in parts.read(source, start, end):
        if part.kind == "text" and sentences.goes_on(part.text):
            draft.end = last.end if last else max(start, draft.start)
            return
        _take(draft, source, part, last)
        last = part


def _titles_end(source: Masked, draft: Draft) -> int:
    assert draft.phrase is not None
    ends = [token.end for token in source.inside(draft.start, draft.phrase.start)]
    return max(ends, default=draft.phrase.start)


def _take(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    if part.kind == "fields":
        draft.symbol = draft.symbol or (not part.values and "/" in part.text)
        draft.fill(part.values)
    elif part.kind == "number":
        _take_number(draft, source, part, last)
    elif part.kind == "url":
        draft.fill({"url": "".join(part.text.split())})
    elif part.kind == "paren":
        _take_paren(draft, source, part, last)
    elif part.kind == "text":
        _take_text(draft, source, part, last)
    else:
        draft.unread.append(part.text)


def _behind_name(draft: Draft, source: Masked, part: Part, last: Part) -> bool:
    """Whether a part stands directly behind brackets that belong to the container's name."""
    return last.end == part.start and draft.container.endswith(source.text[last.start : last.end])


def _take_number(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    """A number behind a name's bracket belongs to the name (湖沼放送（LBC）2); any other behind a date is a page."""
    if last is not None and _behind_name(draft, source, part, last):
        draft.container += source.text[part.start : part.end]
    elif draft.issued:
        draft.fill({"pages": part.text})


def _take_paren(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    text = part.text.strip()
    if text[:1] in ("@", "＠"):
        return
    attached = last is not None and last.kind == "text" and draft.container_style == "plain" and draft.container.endswith(last.text)
    if draft.container and (attached or draft.container_style == "bracketed") and _EDITION.fullmatch(text) and not calendar.edtf(text):
        if attached or (text.endswith("版") and last is None):
            draft.container += source.text[part.start : part.end]
        elif places.is_place(text):
            draft.fill({"place": text})
        elif not draft.publisher and not text.endswith("版"):
            draft.publisher = text
        return
    if attached and _YEAR.fullmatch(text) and parts.names_act(draft.container):
        draft.container += source.text[part.start : part.end]
        return
    if _REMARK.match(text):
        return
    found = parts.imprint(text)
    if _DECIDED.search(found.publisher):
        found.publisher = ""
    if not draft.container and not draft.bracketed_title and set(found.values) == {"issued"} and not found.publisher:
        draft.said = draft.said or found.values["issued"]
        return
    draft.people.translators += found.people.translators
    draft.people.editors += found.people.editors
    draft.fill({"place": found.place, "publisher": found.publisher} | found.values)


def _take_text(draft: Draft, source: Masked, part: Part, last: Part | None) -> None:
    text = part.text
    if people.role_of(text):
        found = people.read(text)
        draft.people.translators += found.translators
        draft.people.editors += found.editors
    elif last is not None and last.kind == "paren" and _behind_name(draft, source, part, last):
        draft.container += text
    elif not draft.place and (places.is_place(text) or _before_colon(draft, source, part)):
        draft.place = text
    elif _SAME_MEDIUM.fullmatch(text):
        draft.unread.append(text)
    elif draft.phrase is not None:
        if kinds.carries(text) and not draft.container:
            draft.container, draft.container_style = text, "plain"
        elif not _take_named(draft, text):
            draft.unread.append(text)
    elif draft.container_style == "plain" and not draft.title and not draft.people.authors and _take_behind_body(draft, text):
        return
    elif not draft.container and not draft.bracketed_title and not draft.url:
        draft.container, draft.container_style = text, "plain"
    elif not draft.publisher and (draft.bracketed_title or draft.container_style == "bracketed"):
        draft.publisher = text
    else:
        draft.unread.append(text)


def _before_colon(draft: Draft, source: Masked, part: Part) -> bool:
    return source.text[part.end : part.end + 1] in ("：", ":") and bool(draft.bracketed_title or draft.container)


def _take_named(draft: Draft, text: str) -> bool:
    """前掲注4、山田、36頁 and 前掲・山田論文: who wrote the work that is meant. Whether the text named anyone."""
    name = people.cited_by_name(text) if draft.phrase is not None and draft.phrase.form == "supra" else []
    if not name or kinds.carries(text) or draft.people.authors or draft.people.editors:
        return False
    draft.people.authors = name
    return True


def _take_behind_body(draft: Draft, text: str) -> bool:
    """湖沼省、X: an account and its platform; 国連総会、決議12号: a body and the act it passed. Whether the text was one of these."""
    if kinds.kind(text) == "social" and kinds.kind(draft.container) != "social":
        draft.people.authors, draft.container = people.read(draft.container).authors, text
        return True
    if kinds.names_body(draft.container) and kinds.from_title(text) in ("document", "legislation", "treaty", "report"):
        draft.people.authors, draft.title, draft.container, draft.container_style = [draft.container], text, "", ""
        return True
    return False


def _settle(draft: Draft) -> None:
    """What only the whole citation tells: a body named alone is the author, a date after a title alone its date, a volume in a name."""
    if draft.container_style == "plain" and not draft.title and not draft.people.authors and draft.phrase is None:
        if kinds.from_title(draft.container) in ("interview", "legislation", "treaty", "document"):
            draft.title, draft.container, draft.container_style = draft.container, "", ""
            draft.place, draft.publisher = draft.place or draft.publisher, ""
        elif kinds.names_body(draft.container):
            draft.people.authors, draft.container, draft.container_style = [draft.container], "", ""
    if draft.container_style == "plain":
        # The morning or evening edition is no part of a paper's name.
        draft.container = _PRINTING.sub("", draft.container)
    if draft.is_author_date() and not kinds.kind(draft.container):
        name, draft.container, draft.container_style = draft.container, "", ""
        _read_named(draft, name)
    if draft.is_unsupported() and kinds.kind(draft.container) in ("", "social"):
        draft.container, draft.container_style = "", ""
    draft.issued = draft.issued or draft.edition
    if draft.said and not draft.issued and not draft.container and draft.phrase is None:
        draft.issued = draft.said
    name = draft.container if draft.container_style == "bracketed" else draft.title if draft.bracketed_title else ""
    found = _VOLUME.search(name)
    if found and not draft.volume:
        draft.volume = next(group for group in found.groups() if group)
