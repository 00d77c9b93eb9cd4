"""A citation in East Asian brackets → its fields.

著者「論文」『誌名』第46巻第2号（2018年）12-15頁; 著者「章」編者編『書名』（北京：出版社、2020年）35頁; 「記事」通信社、2019年3月5日;
官庁、2019年3月5日、https://…; 저자, 「논문」, 『학술지』 제12권 제3호.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract import calendar
from pipeline.extract.citations import brackets, kinds, parts, people, places
from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.brackets import Masked, Token
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.eastern_tail import read_decided, read_named, read_tail, take_named
from pipeline.extract.citations.people import People

_YEAR = re.compile(r"\s?((?:1[5-9]|20)\d\d)\s?年?\s?")
_IN = re.compile(r"^(?:[载載](?:于|於)?|收[录錄]?[入于於])\s?")
# A named container that opens a bracket or follows names in it; behind a sentence it is what the words speak of.
_HOLDER = re.compile(r"^[^「」『』《》（）()。をはがに\d]{0,40}[『《][^『』《》]{1,80}[』》]")
# 特に「終章」 and 図3「湖の面積」 behind a title are parts of that work.
_PART_BEFORE = re.compile(r"(?:[、，）頁\s](?:特に|とくに|とりわけ|主に)|[図表]\s?\d{1,3})\s?$")
_PRESS = re.compile(r"(?:出版(?:社|会|局|部|公司)?|版社|書店|書房|書院|書林|書館|選書|新書|文庫|叢書|ブックス|プレス)$")
_LAW_BOOK = re.compile(
    r"(?P<people>[^\W\d_a-zA-Zぁ-んァ-ヴ]{2,6}(?:＝[^\W\d_a-zA-Zぁ-んァ-ヴ]{2,6}){0,3})・(?P<title>[^\s「」『』、，。（）()・＝]{2,60})"
    r"(?:〔[^〔〕]{1,12}〕)?(?=[（(][^（）()]{2,30}[、，]\s?(?:1[5-9]|20)\d\d\s?年?[）)])"
)
_PRINTING = re.compile(r"(?<=[聞報])(?:東京|大阪|名古屋|西部)?(?:朝刊|夕刊)$")
_VOLUME = re.compile(
    r"[（(](?:第\s?)?([上中下]|\d{1,3}|[一二三四五六七八九十]{1,3})\s?[巻卷冊辑集]?[）)]\s?$"
    r"|(?:第\s?(\d{1,3}|[一二三四五六七八九十]{1,3})\s?[巻卷冊集]|제\s?(\d{1,3})\s?권|([上中下])[巻卷])(?=\s?$|[\s:：―—–])"
    r"|[〈〔［](?:第\s?)?([上中下]|\d{1,3}|[一二三四五六七八九十]{1,3})\s?[巻卷冊]?[〉〕］]|[・\s]([上中下])$"
)


def read(source: Masked, start: int, end: int, phrase: Phrase | None) -> Draft:
    """The fields between two offsets; `end` of the draft is where the citation stops being one."""
    draft = Draft(start, end, phrase=phrase)
    given, source = source, _with_holder_in_sight(source, start, end)
    titles = _titles(source, start, end)
    if titles:
        after = _read_titles(draft, source, titles)
        if not (_read_judgment(draft, source, start, titles[0]) or (draft.issued and draft.container and not draft.title)):
            _read_head(draft, source, start, titles[0].start)
    else:
        after = _read_unbracketed(draft, source, start, end) if phrase is None else phrase.end
        if phrase is not None and not take_named(draft, source.text[start : phrase.start].rstrip("（( ")):
            read_named(draft, source.text[start : phrase.start])
    read_tail(draft, source, max(after, phrase.end if phrase else 0), end)
    if source is not given and draft.end < end and given.text[draft.end] in "）)":
        draft.end += 1  # the bracket that was opened
    _settle(draft)
    return draft


def _with_holder_in_sight(source: Masked, start: int, end: int) -> Masked:
    """The text with the bracket opened that holds what a title stands in: 「論文」（『誌名』第3号、2019年）, 「章」（編者編『書名』）."""
    titles = source.inside(start, end, "single", "double")
    if len(titles) != 1:
        return source
    holders = [token for token in source.inside(titles[0].end, end, "paren") if _HOLDER.search(source.inner(token))]
    if len(holders) != 1 or source.text[holders[0].start] not in "（(":
        return source
    behind = source.mask[titles[0].end : holders[0].start].strip(" 　、，,")
    return source if behind else brackets.opened(source, holders[0])


def _read_unbracketed(draft: Draft, source: Masked, start: int, end: int) -> int:
    """著者・書名（出版社、2019年）: the books of law reviews, without brackets; the offset behind the title, or the start."""
    found = _LAW_BOOK.match(source.text, start, end)
    if found is None or not people.cited_by_name(found["people"].replace("＝", "、")):
        return start
    draft.add(people.read(found["people"]), "eastern.py:author-before-dot", "authors")
    draft.entitle(found["title"], "eastern.py:title-behind-dot", alone=True)
    return found.end()


def _titles(source: Masked, start: int, end: int) -> list[Token]:
    bracketed = source.inside(start, end, "single", "double")
    if not any(token.kind == "single" for token in bracketed):
        bracketed = source.inside(start, end, "single", "double", "quote", "italic")
    return [t for t in bracketed if t is bracketed[0] or not _PART_BEFORE.search(source.mask, max(start, t.start - 8), t.start)]


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
            draft.contain(name, "bracketed", kinds.rule(name))
        else:
            draft.entitle(name, "eastern.py:bracketed-title", alone=alone)
        return first.end
    if alone and holder.kind not in ("double", "italic"):
        draft.contain(name, "bracketed", "eastern.py:brackets-before-title")
        draft.put("title", _name(source, holder), "eastern.py:bracketed-title")
    else:
        draft.put("title", name, "eastern.py:bracketed-title")
        draft.contain(_name(source, holder), "bracketed", "eastern.py:brackets-behind-title")
    for left, right in pairwise(titles[: titles.index(holder) + 1]):
        _read_between(draft, source, left.end, right.start)
    return holder.end


def _read_day_before(draft: Draft, source: Masked, first: Token) -> bool:
    """2023年4月5日付（の）『朝日新聞』: whether nothing but the day of a paper stands before its name."""
    before = parts.read(source, draft.start, first.start)
    day = [part for part in before if "issued" in part.values]
    if len(day) != 1 or any(part.kind != "fields" or "title" in part.values for part in before) or not kinds.carries(_name(source, first)):
        return False
    draft.fill(day[0].values, day[0].rule)
    return True


def _read_between(draft: Draft, source: Masked, start: int, end: int) -> None:
    """Between title and container: who translated, the date a speech was held, who edited the book; a bare name repeats the author."""
    for token in source.inside(start, end, "paren"):
        if read_decided(draft, source.inner(token)):
            continue
        if people.role_of(source.inner(token)):
            draft.add(people.read(source.inner(token)), "eastern.py:brackets-between-titles", "translators")
        draft.fill({"said": calendar.edtf(source.inner(token))}, parts.date_rule(source.inner(token)))
        printed = parts.imprint(source.inner(token))
        if printed.publisher and "issued" in printed.values and not draft.bracketed_title:
            draft.add_imprint(printed, "parts.py:imprint")
    text = _IN.sub("", source.plain(start, end).strip(" 　、，,：:"))
    if people.role_of(text):
        found = people.read(text)
        editors = People(editors=found.editors or found.authors, translators=found.translators, rules=found.rules)
        draft.add(editors, "eastern.py:between-titles")
    elif dated := parts.fields_at(text, 0, len(text)):
        draft.fill(dated.values, dated.rule)


def _read_judgment(draft: Draft, source: Masked, start: int, first: Token) -> bool:
    """最高裁判所大法廷判決昭和34年12月16日『刑集』…: a judgment named before the reports that print it."""
    judgment = parts.fields_at(source.text, start, first.start)
    if judgment is None or "title" not in judgment.values or draft.title != _name(source, first):
        return False
    draft.entitle("", "")
    draft.contain(_name(source, first), "bracketed", "eastern.py:brackets-behind-judgment")
    draft.fill(judgment.values, judgment.rule)
    for part in parts.read(source, judgment.end, first.start):
        draft.fill(part.values, part.rule)
    return True


def _read_head(draft: Draft, source: Masked, start: int, end: int) -> None:
    """Before the title: people, or the medium that carries it (共同通信「…」)."""
    if draft.phrase is not None and draft.phrase.end <= end:
        read_named(draft, source.text[start : draft.phrase.start])
        start = draft.phrase.end
    for token in source.inside(start, end, "paren"):
        if year := _YEAR.fullmatch(source.inner(token)):
            draft.put("issued", year[1], parts.date_rule(year[1]))
        elif people.role_of(source.inner(token)):
            draft.add(people.read(source.inner(token)), "eastern.py:brackets-behind-author", "translators", "editors")
    read_named(draft, source.plain(start, end))


def _settle(draft: Draft) -> None:
    """What only the whole citation tells: a body named alone is the author, a date after a title alone its date, a volume in a name."""
    if draft.container_style == "plain" and not draft.title and not draft.people.authors and draft.phrase is None:
        if kinds.from_title(draft.container) in ("interview", "legislation", "treaty", "document", "speech"):
            draft.put("title", draft.container, "eastern.py:names-a-text")
            draft.contain("", "", "")
            draft.fill({"place": draft.publisher}, "eastern.py:behind-text")
            draft.drop("publisher")
            if not draft.place and len(draft.unread) == 1:
                draft.put("place", draft.unread.pop(), "eastern.py:behind-text")
        elif kinds.names_body(draft.container):
            draft.add(People([draft.container]), "eastern.py:body-alone")
            draft.contain("", "", "")
    if draft.container_style == "plain":
        # The morning or evening edition is no part of a paper's name.
        draft.put("container", _PRINTING.sub("", draft.container), draft.rules.get("container", ""))
    if draft.is_author_date() and not kinds.kind(draft.container):
        name = draft.container
        draft.contain("", "", "")
        read_named(draft, name)
    if draft.is_unsupported() and kinds.kind(draft.container) in ("", "social"):
        draft.contain("", "", "")
    _drop_dateline(draft)
    _settle_book(draft)
    day = len(draft.issued) == len("2019-03-05")
    if draft.bracketed_title and day and not draft.container and not draft.place and _carries(draft.publisher):
        # 《…》 of a Chinese note may hold the title of a news story: 《会谈》，外交部网站，2022年3月2日.
        draft.contain(draft.publisher, "plain", draft.rules["publisher"])
        draft.drop("publisher")
        draft.bracketed_title = False
    draft.fill({"issued": draft.edition}, draft.rules.get("edition", ""))
    if draft.said and not draft.issued and not draft.container and draft.phrase is None:
        draft.put("issued", draft.said, draft.rules["said"])
    name = draft.container if draft.container_style == "bracketed" else draft.title if draft.bracketed_title else ""
    found = _VOLUME.search(name)
    if found and not draft.volume:
        draft.put("volume", next(group for group in found.groups() if group), "eastern.py:volume-in-name")


def _settle_book(draft: Draft) -> None:
    """「書名」（湖岸書房、1993年） and 「書名」湖岸書房、1993年: an imprint makes a book of it, whatever its title's brackets."""
    if draft.bracketed_title or not draft.title or draft.url or draft.phrase is not None or len(draft.issued) != 4:
        return
    if draft.container_style == "plain" and not draft.publisher and _PRESS.search(draft.container) and not draft.issue:
        draft.put("publisher", draft.container, draft.rules["container"])
        draft.contain("", "", "")
        draft.bracketed_title = True
    elif not draft.container and draft.rules.get("publisher") == "parts.py:imprint" and not kinds.kind(draft.publisher):
        draft.bracketed_title = not people.is_organisation(draft.publisher) or bool(_PRESS.search(draft.publisher))


def _drop_dateline(draft: Draft) -> None:
    """新华网北京2021年5月5日电: the city a story was filed from is no part of the agency's name."""
    for field, name in (("container", draft.container), ("publisher", draft.publisher)):
        for cut in (-2, -3):
            if len(name) > 3 and places.is_place(name[cut:]) and _carries(name[:cut]) and kinds.medium(name) is None:
                draft.put(field, name[:cut], kinds.rule(name[:cut]))


def _carries(name: str) -> bool:
    """Whether a name is that of a medium whose texts are dated to the day."""
    return kinds.kind(name) in ("newspaper", "agency", "broadcaster", "portal", "social")
