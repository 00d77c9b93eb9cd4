"""Saved web pages: what surrounds the article goes and is told, the article stays whole; a report never loses a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.model import Source
from pipeline.structure.lines import split
from pipeline.structure.noise import claim

RAW = Path(__file__).parents[2] / "raw"
HEAD = [
    "本文へ移動",
    "メニュー",
    "ログイン",
    "会員登録",
    "汐見オンライン",
    "国際",
    "経済",
    "ホーム > 国際 > 北極海",
    "【速報】株価が大きく下落、専門家の見方は",
    "北極海航路の競争と日本の備え | 汐見オンライン",
    "Xでシェア",
    "Facebookでシェア",
    "当サイトではCookieを使用しています。",
]
TITLE = ["北極海航路の競争と日本の備え", "――砕氷船と港湾をめぐって", "2025年3月4日 10時30分", "山田 太郎（汐見安全保障研究所 主任研究員）"]
OPENING = [
    "北極海の海氷は減り続け、航路を使える日数は2010年の20日から2024年の90日に増えた¹。砕氷船を持つ国は存在感を強めている。",
    "ロシアは2024年、港湾の整備に約30億ドルを投じた。中国の企業も融資に加わったとされる²。",
]
LINKS = ["あわせて読みたい", "海底ケーブルを守る三つの手立て", "太平洋の島々はいま何を求めるか"]
SECTION = [
    "1 港湾をめぐる競争",
    "砕氷船は2024年末までに4隻となり、港湾の拡張も着実に進んでいる。",
    "表1 北極海航路の貨物量の推移",
    "年\t貨物量",
    "2024年\t3,789万トン",
]
ADVERTISEMENT = ["［PR］", "資産運用ならおまかせ、無料セミナー開催中"]
CLOSING = ["もっとも、通過貨物は310万トンにとどまり、スエズ運河にはなお遠く及ばない。日本は観測の分野で協力を保つべきであろう。"]
NOTES = ["注", "1 北方海運協会編『北極海運年報2024』（北方海運協会、2025年）9頁。", "2 同上、12頁。"]
TAIL = [
    "この記事をシェア",
    "いいね！ 120",
    "#北極海 #航路",
    "関連記事",
    "北極海の航路で新記録、貨物が過去最多に",
    "砕氷船の建造が遅れる理由を専門家に聞いた。",
    "アクセスランキング",
    "1 為替が急落した理由",
    "2 人気俳優が語る休日",
    "3 大雪の恐れ、交通に乱れも",
    "お問い合わせ",
    "© 2025 汐見オンライン All rights reserved.",
]


def outcome(text: str) -> tuple[list[str], list[str]]:
    """The lines kept and the lines cut."""
    layout = split(clean(Source("d", "d.txt", "", "text/plain", "utf-8", text)))
    claim(layout)
    pairs = list(zip(layout.lines, layout.claims, strict=True))
    assert {claimed for _, claimed in pairs} <= {"", "boilerplate"}
    return [line.text for line, claimed in pairs if not claimed], [line.text for line, claimed in pairs if claimed]


def page(*parts: list[str]) -> str:
    """Parts of a page with a blank line between paragraphs and none inside a menu or list."""
    apart = (OPENING, CLOSING, SECTION[:3])
    return "\n\n".join(("\n\n" if part in apart else "\n").join(part) for part in parts) + "\n"


def test_the_article_is_what_stays() -> None:
    kept, cut = outcome(page(HEAD, TITLE, OPENING, LINKS, SECTION, ADVERTISEMENT, CLOSING, NOTES, TAIL))
    assert kept == [*TITLE, *OPENING, *SECTION, *CLOSING, *NOTES]
    assert cut == [*HEAD, *LINKS, *ADVERTISEMENT, *TAIL]


@pytest.mark.parametrize("parts", [(HEAD, TITLE, OPENING, CLOSING), (TITLE, OPENING, CLOSING, TAIL)], ids=["head", "tail"])
def test_noise_at_one_end(parts: tuple[list[str], ...]) -> None:
    assert outcome(page(*parts))[0] == [*TITLE, *OPENING, *CLOSING]


REPORTS = [
    page(TITLE, OPENING, SECTION, CLOSING, NOTES),
    page(TITLE, OPENING, CLOSING, ["© 2025 汐見安全保障研究所", "本書の無断転載を禁じます。", "お問い合わせ"]),
    page(TITLE, ["メニュー"], OPENING, ["関連記事"], CLOSING),
    "目次\n\nはじめに\t1\n1 競争\t3\n2 協力\t5\n\nはじめに\n\n" + page(OPENING, SECTION),
    page(["利用した資料", "・検索", "・人気", "・ランキングの推移"], OPENING, CLOSING),
    "1 X\n2 LINE\n3 Facebook\n\n" + page(OPENING),
    *((RAW / f"sample-{name}.txt").read_text(encoding="utf-8") for name in ("annual-report", "commentary", "memo")),
]


@pytest.mark.parametrize("text", REPORTS, ids=[text[:12] for text in REPORTS])
def test_a_report_loses_no_line(text: str) -> None:
    assert outcome(text)[1] == []


@pytest.mark.skipif(not (RAW.parents[1] / "shared" / "reports").is_dir(), reason="no shared reports")
def test_shared_reports_lose_no_line() -> None:
    for file in sorted((RAW.parents[1] / "shared" / "reports").glob("*.txt")):
        assert outcome(file.read_text(encoding="utf-8-sig"))[1] == []


@given(st.lists(st.sampled_from([*HEAD, *TITLE, *OPENING, *LINKS, *NOTES, *TAIL, "", "\u3000字下げ"]), max_size=40))
def test_any_mixture_ends(lines: list[str]) -> None:
    kept, cut = outcome("\n".join(lines))
    assert len(kept) + len(cut) == sum(bool(line.strip()) for line in lines)
