"""A small language for chains of notes: `check(["著者『書名』…", "同上。"], [(0, None), (1, 0)])`.

Each pair is one citation in order: the note it stands in, and the citation it refers to, both counted from 0. None is a citation
that must not be linked: a full one, or a back reference that leads nowhere or to more than one work.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract import citations
from pipeline.model import Note, Problem, ReadNote, Section, Text
from pipeline.resolve.citations import resolve

Pair = tuple[int, int | None]
Chain = tuple[list[str], list[Pair]]

BOOK = "山田一郎『海の政治学』（海辺書店、2010年）35頁。"
LATER_BOOK = "山田一郎『陸の政治学』（海辺書店、2012年）。"
ARTICLE = "佐藤花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。"
PAPER = "山田一郎「海の論理」『湖沼政治』第180号（2015年3月）1-8頁。"
NEWS = "「首相、湖へ」『読売新聞』2019年4月5日。"
AGENCY = "「湖の首脳会談」新華社、2019年9月27日。"
REUTERS = "“Thousands of Boats,” Reuters, April 15, 2019."
ENGLISH_BOOK = "John Smith, *Power at Sea* (Oxford: LUP, 2015), 33."
ENGLISH_ARTICLE = "Ann Lee, “Ships and Harbours of the North,” *Survival* 61, no. 2 (2019): 7–22."
CHAPTER = "川本真「湖の章」森山聡編『湖沼論』（北京：湖沼出版社、2020年）12頁。"
OTHER_BOOK = "川本真「岸の章」森山聡編『湖岸論』（北京：湖沼出版社、2012年）3頁。"
SPEECH = "王一「論湖」（2019年1月10日）王一『王一選集（第2巻）』（北京：湖泊出版社、2020年）476頁。"
RUSSIAN_BOOK = "Лесов П. Р. Озёрная держава: история. М.: Водный мир, 2018. С. 45–60."
RUSSIAN_ARTICLE = "Лесов П. Р. Флот // Вопросы озероведения. 2021. № 3. С. 10–25."
CHINESE_BOOK = "王一：《湖泊论》，北京：湖泊出版社，2020年，第12页。"
KOREAN_BOOK = "김강변, 『호수의 정치』, 서울: 호반출판사, 2018, 35쪽."
WEBPAGE = "湖沼省「湖の統計」2019年4月5日、<https://example.com/lakes>。"
UNREADABLE = "同、1月7日。"
COMMENT = "湖の面積には諸説ある。"


def linked(
    notes: Sequence[str],
    *,
    scopes: Sequence[str] = (),
    numbers: Sequence[int] = (),
    sections: Sequence[Section] = (),
    authors: Sequence[str] = (),
) -> tuple[list[ReadNote], list[Problem]]:
    """The notes read and resolved; numbered from 1 through one scope, unless told otherwise."""
    where = scopes or [""] * len(notes)
    count = numbers or range(1, len(notes) + 1)
    labels = [section.label for section in sections]
    made = [
        Note(number, scope, Text.of(text), labels.index(scope) if scope in labels else None)
        for text, scope, number in zip(notes, where, count, strict=True)
    ]
    return resolve([citations.read(note) for note in made], sections=sections, authors=authors)


def check(
    notes: Sequence[str],
    expected: Sequence[Pair],
    *,
    scopes: Sequence[str] = (),
    numbers: Sequence[int] = (),
    sections: Sequence[Section] = (),
    authors: Sequence[str] = (),
) -> None:
    """Every citation refers to what is expected, and every back reference without a target is a problem."""
    read, problems = linked(notes, scopes=scopes, numbers=numbers, sections=sections, authors=authors)
    found = [(place, citation) for place, note in enumerate(read) for citation in note.citations]
    assert [(place, citation.refers_to) for place, citation in found] == list(expected)
    flat = [citation for _, citation in found]
    assert all(flat[citation.refers_to].form == "full" for citation in flat if citation.refers_to is not None)
    assert len(problems) == sum(citation.form != "full" and citation.refers_to is None for citation in flat)
    assert {problem.code for problem in problems} <= {"citation-unresolved"}
