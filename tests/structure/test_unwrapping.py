"""Hard-wrapped text: the sentences and notes of the samples survive being wrapped at any width; unwrapped text is left alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.model import Source, Text
from pipeline.sentences import sentences
from pipeline.structure.joining import Joiner
from pipeline.structure.lines import Layout, split
from pipeline.structure.unwrapping import unwrap
from tests.structure.documents import report, texts
from tests.structure.wrapping import WAYS, wrapped

RAW = Path(__file__).parents[2] / "raw"
SAMPLES = ["annual-report", "commentary", "memo"]
SHARE = 0.99

# Two pieces, what they are joined to where nothing is known of the document.
JOINED = [
    (("首脳会談は延期", "となった。"), "首脳会談は延期となった。"),
    (("the Ministry of", "Defense"), "the Ministry of Defense"),
    (("pp. 12-", "15."), "pp. 12-15."),
    (("2023年は2,4", "01億ドル"), "2023年は2,401億ドル"),
    (("1,", "902億ドル"), "1,902億ドル"),
    (("前年比29.", "3%"), "前年比29.3%"),
    (("February 23,", "2022."), "February 23, 2022."),
    (("“Back Online,”", "*The Times*"), "“Back Online,” *The Times*"),
    (("*The", "Times*", "12"), "*The Times* 12"),
    (("September 10,", "<https://a.example/"), "September 10, <https://a.example/"),
    (("https://a.example/cable/", "restored-2022.html", "を参照"), "https://a.example/cable/restored-2022.htmlを参照"),
    (("https://a.example/cable-res", "tored-20220222/ind", "ex"), "https://a.example/cable-restored-20220222/index"),
    (("https://a.example/index.html", "accessed May 1"), "https://a.example/index.html accessed May 1"),
    (("https://a.example/index.html", "（2024年8月閲覧）"), "https://a.example/index.html（2024年8月閲覧）"),
    (("欧州連合のGDP", "Rを遵守する"), "欧州連合のGDPRを遵守する"),
    (("China’", "s policy"), "China’s policy"),
]


def pieces(lines: tuple[str, ...]) -> list[Text]:
    made, at = [], 0
    for line in lines:
        made.append(Text.of(line, at))
        at += len(line) + 1
    return made


@pytest.mark.parametrize(("lines", "expected"), JOINED, ids=[expected for _, expected in JOINED])
def test_pieces_are_joined(lines: tuple[str, ...], expected: str) -> None:
    joined = Joiner().join(pieces(lines))
    assert joined.text == expected
    assert len(joined.starts) == len(joined.ends) == len(expected)


def layout(text: str) -> Layout:
    return split(clean(Source("d", "d.txt", "", "text/plain", "utf-8", text)))


def unwrapped(text: str) -> str:
    """The text with wrapped lines put together, a blank line where one was."""
    return "\n".join("\n" * line.gap + line.text for line in unwrap(layout(text)).lines)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [20, 28, 36, 50])
@pytest.mark.parametrize("way", WAYS)
def test_samples_survive_being_wrapped(name: str, width: int, way: str) -> None:
    text = (RAW / f"sample-{name}.txt").read_text(encoding="utf-8")
    plain, cut = report(text), report(wrapped(text, width, way))
    expected, found = (Counter((s.kind, s.text) for s in sentences(made.blocks, "d")) for made in (plain, cut))
    assert sum((expected & found).values()) >= SHARE * sum(expected.values()) - 1
    assert sum((found - expected).values()) <= (1 - SHARE) * sum(expected.values()) + 2
    assert [(note.number, note.scope) for note in cut.notes] == [(note.number, note.scope) for note in plain.notes]
    assert [m.number for b in cut.blocks for m in b.markers] == [m.number for b in plain.blocks for m in b.markers]


@pytest.mark.parametrize("name", SAMPLES)
def test_unwrapped_text_is_left_alone(name: str) -> None:
    before = layout((RAW / f"sample-{name}.txt").read_text(encoding="utf-8"))
    assert unwrap(before) is before


LISTS = [
    "参加した機関は次の通りである。\n" + "\n".join(f"第{n}海洋政策研究センター地域研究部門" for n in "一二三四五六七八九"),
    "\n".join(f"汐見安全保障研究所の第{n}回研究会の報告の要旨" for n in "一二三四五六七八九"),
    "目次\n" + "\n".join(f"{n} 海の競争と宇宙の競争の現在と将来………………{n}" for n in range(1, 9)),
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_lines_of_one_length_is_no_wrapped_text(text: str) -> None:
    assert unwrapped(text) == text


PARAGRAPH = (
    "両国は二〇二四年の首脳会談で協力を進めることで合意した。しかし具体策は示されず、実務者の協議は翌年に持ち越された。"
    "各国の海軍は演習を重ね、参加した艦艇の数は前の年の一・五倍に増えた。観測筋は、これを抑止の意思の表れとみている。"
)


@pytest.mark.parametrize("way", WAYS)
def test_headings_items_and_paragraphs_keep_apart(way: str) -> None:
    text = f"1 背景\n{PARAGRAPH}\n\n2 経過\n\n・{PARAGRAPH}\n・{PARAGRAPH}\n\n　{PARAGRAPH}\n　{PARAGRAPH}"
    made = report(wrapped(text, 22, way))
    assert [section.heading for section in made.sections] == ["背景", "経過"]
    assert texts(made, "list") == [PARAGRAPH] * 2
    assert texts(made, "body") == [PARAGRAPH] * 3


def test_a_page_number_inside_a_paragraph() -> None:
    lines = wrapped(PARAGRAPH * 2, 20, "characters").split("\n")
    made = report("\n".join([*lines[:5], "- 3 -", *lines[5:]]))
    assert texts(made, "body") == [PARAGRAPH * 2]


@given(st.text("あ漢aB 1。、・\n\u3000", max_size=400))
def test_nothing_is_lost(text: str) -> None:
    whole = layout(text)
    before = "".join(line.text for line in whole.lines)
    after = "".join(line.text for line in unwrap(whole).lines)
    assert before.replace(" ", "") == after.replace(" ", "")
