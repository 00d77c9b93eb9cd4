"""What a person should look at among a sentence's quantities; numbers of table cells under the unit their table states."""

from __future__ import annotations

import pytest

from pipeline.extract import quantities
from tests.extract.quantity_rows import row

# sentence, the codes of its doubts
DOUBTS = [
    ("輸入が全体の120%を占める。", ["share-over-whole"]),
    ("その割合は130%に達した。", ["share-over-whole"]),
    ("輸出は前年比150%増だった。", []),
    ("80%を占める。", []),
    ("500～300人が参加した。", ["range-reversed"]),
    ("300～500人が参加した。", []),
    ("1, 457億ドルとなった。", ["number-split"]),
    ("1,457億ドルとなった。", []),
    ("100人のうち120人が負傷した。", ["part-over-whole"]),
    ("100人のうち20人が負傷した。", []),
    ("300ペソを払う。", ["unit-unknown"]),
    ("シェアは105%になった。", ["share-over-whole"]),
    ("国民の110%が賛成した。", ["share-over-whole"]),
    ("回答者の103%が「はい」と答えた。", ["share-over-whole"]),
    ("稼働率は120%に達した。", []),
    ("前年の120%に増えた。", []),
    ("達成率は130%だった。", []),
    ("自給率は110%だ。", []),
    ("内訳は男性60%、女性50%である。", ["share-over-whole"]),
    ("120人の内訳は男性80人、女性60人だ。", ["part-over-whole"]),
    ("100人（うち女性120人）が参加した。", ["part-over-whole"]),
    ("予算は100億円で、うち120億円が人件費だ。", ["part-over-whole"]),
    ("全体の3割、残る8割が反対した。", ["share-over-whole"]),
    ("死者30人（民間人20人、兵士15人）が出た。", ["part-over-whole"]),
    ("死者30人（民間人20人、兵士10人）が出た。", []),
    ("総額500億円のうち600億円を借り入れた。", ["part-over-whole"]),
    ("500人中600人が賛成した。", ["part-over-whole"]),
    ("10%から5%の範囲だ。", ["range-reversed"]),
    ("10%～5%の範囲だ。", ["range-reversed"]),
    ("10億～5億ドルの支援。", ["range-reversed"]),
    ("1, 902億ドルとなった。", ["number-split"]),
    ("1 ,902億ドルとなった。", ["number-split"]),
    ("1,90 2億ドルとなった。", ["number-split"]),
    ("3.5〜2.1%の幅。", ["range-reversed"]),
    ("マイナス5〜10%の幅。", []),
    ("3分の4を占める。", ["share-over-whole"]),
    ("1,2345人が来た。", ["number-split"]),
    ("賛成60%、反対50%だった。", []),
    ("賛成60.5%、反対39.5%だった。", []),
    ("5人に7人が反対した。", []),
    ("10人のうち12人が落ちた。", ["part-over-whole"]),
    ("100人以上50人未満の事業所。", ["range-reversed"]),
    ("2～1割が反対した。", ["range-reversed"]),
    ("12,34人がいる。", ["number-split"]),
    ("3,00人がいる。", ["number-split"]),
    ("支持率は150%だった。", ["share-over-whole"]),
]


# unit of the table, cell, span|kind|value|value_max|unit|mod (or nothing)
CELLS = [
    ("（単位：億ドル）", "1,234", "1,234|money|123400000000||USD|"),
    ("単位:千人", "1,234", "1,234|count|1234000||人|"),
    ("(百万円)", "1,234", "1,234|money|1234000000||JPY|"),
    ("（％）", "1,234", "1,234|percent|1234||%|"),
    ("金額（億円）", "1,234", "1,234|money|123400000000||JPY|"),
    ("人口(千人)", "1,234", "1,234|count|1234000||人|"),
    ("輸出額［百万ドル］", "1,234", "1,234|money|1234000000||USD|"),
    ("億円", "1,234", "1,234|money|123400000000||JPY|"),
    ("構成比(%)", "1,234", "1,234|percent|1234||%|"),
    ("単位　百万トン", "1,234", "1,234|mass|1234000000||t|"),
    ("(千台)", "1,234", "1,234|count|1234000||台|"),
    ("重量(kg)", "1,234", "1,234|mass|1234||kg|"),
    ("単位：10億円", "1,234", "1,234|money|1234000000000||JPY|"),
    ("面積(km2)", "1,234", "1,234|area|1234||km2|"),
    ("（単位：1,000人）", "1,234", "1,234|count|1234000||人|"),
    ("発電量(億kWh)", "1,234", "1,234|other|123400000000||kW.h|"),
    ("US$ million", "1,234", "1,234|money|1234000000||USD|"),
    ("(千㌧)", "1,234", "1,234|mass|1234000||t|"),
    ("件", "1,234", "1,234|count|1234||件|"),
    ("件数", "1,234"),
    ("単位：百万米ドル、％", "1,234"),
    ("価格(円/kg)", "1,234"),
    ("(年)", "1,234"),
    ("順位", "1,234"),
    ("備考", "1,234"),
    ("単位：人・%", "1,234"),
    ("億ドル", "▲1.5", "▲1.5|money|-150000000||USD|"),
    ("億ドル", "△3", "△3|money|-300000000||USD|"),
    ("億ドル", "-"),
    ("億ドル", "—"),
    ("億ドル", "…"),
    ("億ドル", "n.a."),
    ("億ドル", "12.3", "12.3|money|1230000000||USD|"),
    ("億ドル", "(45.6)"),
    ("億ドル", "1234", "1234|money|123400000000||USD|"),
    ("億ドル", "2023"),
    ("億ドル", "約3", "約3|money|300000000||USD|APPROX"),
    ("億ドル", "3～5", "3～5|money|300000000|500000000|USD|"),
    ("億ドル", "−2.1", "−2.1|money|-210000000||USD|"),
    ("億ドル", "-2.1", "-2.1|money|-210000000||USD|"),
    ("億ドル", "0", "0|money|0||USD|"),
    ("億ドル", "*"),
    ("億ドル", "5人", "5人|count|5||人|"),
    ("億ドル", "3億円", "3億円|money|300000000||JPY|"),
    ("億ドル", "45.6%", "45.6%|percent|45.6||%|"),
    ("億ドル", "123(45.6)"),
]


@pytest.mark.parametrize(("text", "codes"), DOUBTS)
def test_doubtful_quantities_are_reported(text: str, codes: list[str]) -> None:
    mentions = quantities.find(text)
    doubts = quantities.check(mentions, text)
    assert [code for _, code, _ in doubts] == codes
    assert all(mention in mentions and message for mention, _, message in doubts)


@pytest.mark.parametrize(("unit", "cell", "expected"), [(unit, cell, list(found)) for unit, cell, *found in CELLS])
def test_cells_take_the_unit_of_their_table(unit: str, cell: str, expected: list[str]) -> None:
    assert [row(mention) for mention in quantities.find(cell, unit=unit)] == expected


def test_checks_of_many_quantities_end() -> None:
    text = "3割、残り4割、内訳は男3人、女4人（うち5人）" * 10_000
    quantities.check(quantities.find(text), text)
