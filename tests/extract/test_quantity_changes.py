"""What a quantity is per, whether it is a growth or a fall, and against what: said beside it or shared with its neighbours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.quantities import find
from pipeline.model import Mention
from tests.extract.quantity_rows import quantity, row

# sentence, then span|per for each quantity in order
PER = [
    ("年間84回の離着陸に備える。", "84回|P1Y"),
    ("この港の年間入港回数は310回だった。", "310回|P1Y"),
    ("施設の年間受け入れ数（団体を除く）が4万人を超えた。", "4万人|P1Y"),
    ("年間の売り上げは約7億円になる。", "約7億円|P1Y"),
    ("年間予算が90億円を超えた。", "90億円|P1Y"),
    ("年平均6回の台風が近づく。", "6回|P1Y"),
    ("年産12万台の工場を建てた。", "12万台|P1Y"),
    ("月産800個に増やす。", "800個|P1M"),
    ("月間の来場は3,000人だ。", "3,000人|P1M"),
    ("1カ月当たり25件の相談がある。", "25件|P1M"),
    ("日量60万バレルを汲み上げる。", "60万バレル|P1D"),
    ("1日平均900人が渡った。", "900人|P1D"),
    ("1日10キロを歩いた。", "10キロ|P1D"),
    ("1時間に250トンの水を送る。", "250トン|PT1H"),
    ("毎分450発を撃てる。", "450発|PT1M"),
    ("毎秒70トンを放流した。", "70トン|PT1S"),
    ("列車は毎時70キロで走る。", "70キロ|"),
    ("1台あたりの搭載量を80リットルとする。", "80リットル|台"),
    ("1隻につき25人を乗せる。", "25人|隻"),
    ("人口10万人当たり14人が罹患した。", "14人|10万人"),
    ("世帯当たりの支出は月額で3万円だ。", "3万円|P1M"),
    ("3年間の受け入れは500人だ。", "500人|"),
    ("5月1日に90発を撃った。", "90発|"),
    ("年間を通じて30度を超えない。", "30度|"),
    ("この年12隻を造った。", "12隻|"),
]

# sentence, then span|change|basis for each quantity in order
CHANGES = [
    ("会員は70人（4%）減少した。", "70人|decrease|", "4%|decrease|"),
    ("会員が前年より70人（4%）増えた。", "70人|increase|前年", "4%|increase|前年"),
    ("前年比で300件、5%増えた。", "300件|increase|前年比", "5%|increase|前年比"),
    ("水揚げは前年同期比（7・2%）増だった。", "7・2%|increase|前年同期比"),
    ("住民が600人減少している。", "600人|decrease|"),
    ("1年で4,000人が減少した。", "4,000人|decrease|"),
    ("毎時80トンの水が失われた。", "80トン|decrease|"),
    ("12社が減少したと答えた。", "12社||"),
    ("2割の店が減ったと答えた。", "2割||"),
    ("職員の90人の増強を求めた。", "90人|increase|"),
    ("燃費は3割もの大幅な伸びを見せた。", "3割|increase|"),
    ("距離で3割、日数で9日も短縮できる。", "3割|decrease|"),
    ("所要時間は2割短縮した。", "2割|decrease|"),
    ("運賃を60円値上げした。", "60円|increase|"),
    ("相場は8%上がった。", "8%|increase|"),
    ("株価は4%下がった。", "4%|decrease|"),
    ("効率は6%向上した。", "6%|increase|"),
    ("出荷は9%と3年連続の減少となった。", "9%|decrease|"),
    ("売り上げは14%という高い伸びを示した。", "14%|increase|"),
    ("西部が21%、東部が18%と突出した伸びだった。", "21%|increase|", "18%|increase|"),
    ("会員は600万人に増加した。", "600万人||"),
    ("税率を3%に引き下げた。", "3%||"),
    ("比率は12%から20%に上がった。", "12%||", "20%||"),
    ("会員は3倍に増えた。", "3倍|increase|"),
    ("赤字は半減した。", "半減|decrease|"),
    ("横ばいの4%だった。", "4%||"),
    ("5%減税を掲げた。", "5%||"),
    ("20人を増員部隊に移した。", "20人||"),
    ("鉄鋼は6%、機械は11%減少した。", "6%|decrease|", "11%|decrease|"),
    ("鉄鋼が6%、機械が11%、薬品が2%増えた。", "6%|increase|", "11%|increase|", "2%|increase|"),
    ("鉄鋼と機械はそれぞれ6%、11%減少した。", "6%|decrease|", "11%|decrease|"),
    ("鉄鋼は前年比6%、機械は同11%の増加だった。", "6%|increase|前年比", "11%|increase|前年比"),
    ("普及率は61%、販売は9%増加した。", "61%||", "9%|increase|"),
    ("売上は300億円、利益は20億円増加した。", "300億円||", "20億円|increase|"),
    ("支持は45%で、前回比3%減少した。", "45%||", "3%|decrease|前回比"),
    ("鉄鋼は6%増え、機械は2%減った。", "6%|increase|", "2%|decrease|"),
    ("取引の伸びは前年比3.4%、翌年は同4.1%となった。", "3.4%|increase|前年比", "4.1%|increase|前年比"),
    ("支出の伸び率は7%だった。", "7%|increase|"),
    ("支出の減少率は2%にとどまる。", "2%|decrease|"),
    ("支出の増減率は2%だった。", "2%||"),
    ("成長率は5%だった。", "5%||"),
    ("成長率は前年比5%だった。", "5%|increase|前年比"),
    ("成長率はマイナス2%だった。", "マイナス2%||"),
    ("伸び率はマイナス2%だった。", "マイナス2%||"),
    ("件数の前年比増加率は、昨年（6%）を超えた。", "6%|increase|前年比"),
    ("販売は前月比+0.4%だった。", "+0.4%||前月比"),
    ("輸出は前月比+0.4%、輸入は同▲0.2%だった。", "+0.4%||前月比", "▲0.2%||前月比"),
    ("債務は対GDP比80%、隣国は同60%だ。", "80%||対GDP比", "60%||対GDP比"),
    ("輸入同4%増だった。", "4%|increase|"),
    ("昨年は30発増え、同20発を失った。", "30発|increase|", "20発||"),
    ("販売前年比4%増だった。", "4%|increase|前年比"),
    ("前年度当初予算比1.4兆円増とした。", "1.4兆円|increase|前年度当初予算比"),
    ("2015年比で4割減らす。", "4割|decrease|2015年比"),
    ("従来比3倍の速さだ。", "3倍||従来比"),
    ("前年同月比で2%、灯油は9%上昇した。", "2%|increase|前年同月比", "9%|increase|前年同月比"),
    ("昨年同期の1.4倍となった。", "1.4倍||昨年同期"),
    ("2年前の約3倍に増えた。", "約3倍|increase|2年前"),
    ("前年の3分の1に減った。", "3分の1|decrease|前年"),
    ("ピーク時の半分に減った。", "半分|decrease|ピーク時"),
    ("昨年の3人を含む。", "3人||"),
    ("隣国の5倍の広さだ。", "5倍||"),
    ("前年に比べて、米は5%増え、麦は3%減った。", "5%|increase|前年", "3%|decrease|前年"),
    ("前年に比べて5%減り、麦は8%、豆は9%減少した。", "5%|decrease|前年", "8%|decrease|前年", "9%|decrease|前年"),
    ("前年比で米が5%増、麦が3%減となった。", "5%|increase|前年比", "3%|decrease|前年比"),
    ("平成20年と比べると、住民は4%少ない。", "4%|decrease|平成20年"),
    ("5年前に比べ3割高い。", "3割|increase|5年前"),
    ("ピーク時より800人少ない。", "800人|decrease|ピーク時"),
    ("5年前より2割高い。", "2割|increase|5年前"),
    ("2012年より6%減った。", "6%|decrease|2012年"),
    ("前回から7ポイント上がった。", "7ポイント|increase|前回"),
    ("前回調査より0.3人減った。", "0.3人|decrease|前回調査"),
    ("計画より5人多い。", "5人|increase|計画"),
    ("平年より2度高い。", "2度|increase|平年"),
    ("岸壁より30人が降りた。", "30人||"),
    ("費用に3%を充てる。", "3%||"),
]

# sentence, span|kind|value|value_max|unit|mod: a unit that the words around it settle, or that is written apart
UNITS = [
    ("射程300～900キロの弾を撃つ。", "300～900キロ|length|300|900|km|"),
    ("濃縮ウランの貯蔵量は31・5キロで、20・2キロの上限を超えた。", "31・5キロ|mass|31.5||kg|", "20・2キロ|mass|20.2||kg|"),
    ("プルトニウムを推定40キロ保有する。", "40キロ|mass|40||kg|"),
    ("沖に40海里（約74キロ）の海。", "40海里|length|40||[nmi_i]|", "約74キロ|length|74||km|APPROX"),
    ("金塊60キロを奪い、3キロ逃げた。", "60キロ|mass|60||kg|", "3キロ|length|3||km|"),
    ("目盛りは20キロを指した。", "20キロ|other|20|||"),
    ("上限を大幅に超える20キロだ。", "20キロ|other|20|||"),
    ("列車は毎時70キロで走る。", "70キロ|speed|70||km/h|"),
    ("投票率は 61.2 %だった。", "61.2 %|percent|61.2||%|"),
    ("高さ 45 mの塔", "45 m|length|45||m|"),
    ("約3×10^8 m/sで進む。", "約3×10^8 m/s|speed|300000000||m/s|APPROX"),
    ("10 kmから20 kmまで", "10 kmから20 km|length|10|20|km|"),
    ("推力は70ミリニュートンだ。", "70ミリニュートン|other|70||mN|"),
    ("出力4フェムトワットの光", "4フェムトワット|other|4||fW|"),
    ("抵抗は6メガオームだ。", "6メガオーム|other|6||MOhm|"),
    ("倉庫は－30℃に保つ。", "－30℃|other|-30||Cel|"),
    ("マグニチュード8・1の地震", "マグニチュード8・1|other|8.1||マグニチュード|"),
    ("名刀5振りを納めた。", "5振り|count|5||振り|"),
    ("12年ぶりに勝った。",),
    ("1・2号機が止まった。",),
    ("7回2死から打たれた。",),
    ("314便の捜索が続く。",),
    ("彼女は24話で登場する。",),
    ("国は316計画を進めた。",),
    ("年に5回開く。",),
]


def per(mention: Mention) -> str:
    return f"{mention.text}|{quantity(mention).per}"


def change(mention: Mention) -> str:
    value = quantity(mention)
    return f"{mention.text}|{value.change}|{value.basis}"


@pytest.mark.parametrize(("text", "expected"), [(text, list(found)) for text, *found in PER])
def test_rates_have_their_base(text: str, expected: list[str]) -> None:
    assert [per(mention) for mention in find(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [(text, list(found)) for text, *found in CHANGES])
def test_growth_and_fall_have_their_basis(text: str, expected: list[str]) -> None:
    assert [change(mention) for mention in find(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [(text, list(found)) for text, *found in UNITS])
def test_units_apart_and_units_that_context_settles(text: str, expected: list[str]) -> None:
    assert [row(mention) for mention in find(text)] == expected


PIECES = [
    "前年比",
    "同",
    "3%",
    "5%",
    "40人",
    "（",
    "）",
    "、",
    "輸入は",
    "増え",
    "減少した",
    "に比べ",
    "前年",
    "と",
    "それぞれ",
    "伸びは",
    "約",
    "▲",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_what_neighbours_share_changes_no_span(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(quantity(mention).change in ("", "increase", "decrease") for mention in found)


def test_a_long_list_ends() -> None:
    text = "前年に比べ、" + "輸出は3%、" * 5_000 + "輸入は5%増えた"
    found = find(text)
    assert {quantity(mention).change for mention in found} == {"increase"}
