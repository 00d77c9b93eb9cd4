"""What is counted, read from GiNZA's dependencies: sentences written for the guideline (docs/items.md), and the gold quantities."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse
from pipeline.annotation import annotate
from pipeline.extract import quantities
from pipeline.extract.quantities import Word
from pipeline.model import Quantity, Sentence, Text
from pipeline.parse.cache import Cache
from pipeline.settings import Settings

EXPECTED = Path(__file__).parents[1] / "gold" / "quantity_items.csv"
GOLD = sorted((Path(__file__).parents[3] / "shared" / "gold").glob("body_*.jsonl"))
FLOOR = 0.95

# sentence, then the item of each of its quantities ("" where nothing in it is counted, or the dependencies leave doubt)
ITEMS = [
    ("インドの国防予算は前年度比9.5%増の6兆8,000億ルピーに達した。", "国防予算", "国防予算"),
    ("政府は防衛費を2027年度に国内総生産の2%とする方針を示した。", "防衛費"),
    ("韓国は2023年に計130億ドル分の武器を輸出した。", "武器"),
    ("イランは濃縮度60%のウランを約140キログラム保有している。", "濃縮度", "ウラン"),
    ("海上自衛隊の護衛艦3隻と米海軍の空母1隻が共同訓練を行った。", "護衛艦", "空母"),
    ("訓練には12カ国から約4,000人の兵士が加わった。", "", "兵士"),
    ("同年の原油輸入量は1日当たり1,130万バレルで、過去最高となった。", "原油輸入量"),
    ("中国海軍は2030年までに艦艇を435隻に増やす計画だ。", "艦艇"),
    ("ウクライナ軍は1日に約2,000発の砲弾を消費している。", "砲弾"),
    ("世論調査では、回答者の67%が増税に反対した。", "回答者"),
    ("台湾の半導体生産は世界全体の6割を占める。", "半導体生産"),
    ("ロシアの兵力は開戦前の2倍に膨らんだ。", "兵力"),
    ("5隻のうち2隻は新型で、残る3隻は改修中である。", "", "", ""),
    ("駆逐艦5隻のうち2隻が退役した。", "駆逐艦", "駆逐艦"),
    ("ミサイルの射程は1,500キロメートルに延びた。", "射程"),
    ("北朝鮮は弾道ミサイルを3発発射した。", "弾道ミサイル"),
    ("北朝鮮は2022年に弾道ミサイルを70発以上発射した。", "弾道ミサイル"),
    ("決議案には141カ国が賛成し、5カ国が反対した。", "", ""),
    ("地震による死者は5万人を超え、負傷者は10万人に上った。", "死者", "負傷者"),
    ("EUは500億ユーロの支援を承認した。", "支援"),
    ("米国は新たに3億ドルを拠出する。", ""),
    ("フィリピンは4カ所の基地を新たに提供した。", "基地"),
    ("日本は豪州と11隻のフリゲートの建造で協力する。", "フリゲート"),
    ("海軍は原子力潜水艦を2040年までに12隻建造する。", "原子力潜水艦"),
    ("2024年の成長率は前年の5.2%から4.8%に低下した。", "成長率", "成長率"),
    ("外貨準備は3兆2,000億ドル、対外債務は2兆5,000億ドルだった。", "外貨準備", "対外債務"),
    ("志願兵の数は2万人に届かなかった。", "志願兵"),
    ("その法案は賛成320票、反対110票で可決された。", "賛成", "反対"),
    ("参加した将兵は1万8,000人で、前回の1.5倍だった。", "将兵", ""),
    ("地下施設は深さ80mに位置する。", "深さ"),
    ("移民は人口の約15%に当たる。", "移民"),
    ("国防相は兵員を5万人削減すると述べた。", "兵員"),
    ("衛星は高度500kmの軌道を周回する。", "高度"),
    ("同社は今年、前年より3割多い120機を納入した。", "", ""),
    ("戦闘機の稼働率は5割を下回る。", "稼働率"),
    ("日本は無人機を含む装備品の輸出を4割増やした。", "輸出"),
    ("両国間の直行便は週70便から30便に減った。", "直行便", "直行便"),
    ("議会は2回にわたり採決を延期した。", "延期"),
    ("ロシア軍は1カ月で約400平方キロメートルを占領した。", ""),
    ("領土の約2割がロシアの支配下にある。", "領土"),
    ("海警船は領海に4回侵入した。", "侵入"),
    ("国連の報告書は、避難民を600万人と推計している。", "避難民"),
    ("核弾頭は2035年に1,500発となる見通しである。", "核弾頭"),
    ("合意は3つの柱からなる。", "柱"),
    ("協定は7項目で構成され、うち2項目は非公開である。", "", ""),
    ("主力戦車レオパルト2を18両供与する。", "主力戦車レオパルト2"),
    ("石炭火力は発電量の3分の1を占める。", "石炭火力"),
    ("新型ロケットは20トンの貨物を低軌道に運べる。", "貨物"),
    ("港の取扱量は4,300万TEUに達した。", "取扱量"),
    ("120mm迫撃砲と155mm榴弾砲が供与された。", "迫撃砲", "榴弾砲"),
    ("ドイツは国防費をGDP比3.5%に引き上げる。", "国防費"),
    ("失業率は16.5%と高止まりしている。", "失業率"),
    ("軍事費は過去10年で75%増加した。", "軍事費"),
    ("政府は1,200億円の補正予算を組んだ。", "補正予算"),
    ("前線では毎日1,000人以上の死傷者が出ている。", "死傷者"),
    ("駐留米軍は約2万8,500人である。", "駐留米軍"),
    ("工場の従業員は300人から450人に増えた。", "従業員", "従業員"),
    ("輸出の4割弱が中国向けである。", "輸出"),
    ("サイバー攻撃の件数は前年の2.4倍に増えた。", "サイバー攻撃"),
    # brackets: what a noun, a date or another amount before them measures
    ("訓練機（1,900kg）を40機導入する。", "訓練機", "訓練機"),
    ("港の取扱貨物量は、平成12年（3,100万トン）をピークに減少している。", "取扱貨物量"),
    ("州の教育予算は280億元（約5,600億円）となった。", "教育予算", "教育予算"),
    ("鉄鋼の輸入額は約70億ドル（前年同期比12%減）にとどまった。", "輸入額", "輸入額"),
    ("志願者の数が最も多いのは大阪府（300人）で、次いで京都府（250人）だった。", "志願者", "志願者"),
    ("灯台船「はるかぜ」（1,800トン）が就役した。", "はるかぜ"),
    ("農産物の輸入（数量ベース、速報値）は、前年比6.2%増となった。", "輸入"),
    ("隊員の数（年度末時点）は6,200人だった。", "隊員"),
    # words that are no item: marks, plans, ranks, times, grades, the world
    ("同国は出生率を1.8%へ引き上げる目標を掲げる。", "出生率"),
    ("2030年に3%へ達する計画を公表した。", ""),
    ("3%の経済成長率目標を見直した。", "経済成長率"),
    ("3位の港は年に900万トンを扱った。", ""),
    ("再稼働率は58%で、事故当時の12%と比べて上昇した。", "再稼働率", "再稼働率"),
    ("濃度は医療級の95%に近い。", "濃度"),
    ("電池の生産は世界の7割を占める。", "生産"),
    ("5億ドルの日本円を引き出した。", "日本円"),
    # people: acts and arrangements are none
    ("追加の派兵は2,000人規模とされる。", ""),
    ("新しい局は80人体制で発足した。", ""),
    ("年間5,000人規模で予備役を招集する。", "予備役"),
    # clauses
    ("井戸が2本しかない村では水が足りない。", "井戸"),
    ("12万人だった労働者は、翌年には9万人に減った。", "労働者", "労働者"),
    ("2兆円という赤字額は過去最大である。", "赤字額"),
    ("80機ものヘリコプターが参加した。", "ヘリコプター"),
    ("40万人のシリアの避難民が帰還した。", "避難民"),
    ("被害額についても約30億円と推計される。", "被害額"),
    ("機械の輸出額をみると、ドイツが前年比8%増の90億ドルに達した。", "輸出額", "輸出額"),
    ("処理量を現状の300トンの2倍となる600トンに引き上げる。", "処理量", "処理量", "処理量"),
    ("契約額のうち3億ドルは訓練に充てられる。", "契約額"),
    # what is counted together, restated or told anew
    ("医薬品3,000箱・20トンの救援物資を送った。", "医薬品", "救援物資"),
    ("攻撃機、Su-25やA-10など延べ14機が飛来した。", "攻撃機"),
    ("貿易額は前年比4%成長し、2兆ドルに達した。", "貿易額", "貿易額"),
    ("輸入依存度は20%、5分の1である。", "輸入依存度", "輸入依存度"),
    ("港湾使用料は30億ドルで、前年の25億ドルから増えた。", "港湾使用料", "港湾使用料"),
    ("失業率は5.1%で、前回より0.3ポイント低下した。", "失業率", "失業率"),
    ("海底ケーブルの事故は年100件ほど報告され、その6割は漁具による。", "事故", "事故"),
]

# text, words as (text, tag, label, head), the item of its quantity
TREES = [
    (
        "物資を3隻で運ぶ",
        [
            ("物資", "名詞", "obj_bunsetu", 4),
            ("を", "助詞", "case", 0),
            ("3隻", "名詞", "obl_bunsetu", 4),
            ("で", "助詞", "case", 2),
            ("運ぶ", "動詞", "ROOT", 4),
        ],
        "",
    ),
    (
        "3隻の船",
        [("3", "名詞", "nummod", 1), ("隻", "名詞", "nmod_bunsetu", 3), ("の", "助詞", "case", 1), ("船", "名詞", "ROOT", 3)],
        "船",
    ),
    (
        "これが3隻ある",
        [("これ", "代名詞", "nsubj_bunsetu", 3), ("が", "助詞", "case", 0), ("3隻", "名詞", "obl_bunsetu", 3), ("ある", "動詞", "ROOT", 3)],
        "",
    ),
    # heads that turn in a circle, and one that is its own
    (
        "3隻の船",
        [("3", "名詞", "compound", 1), ("隻", "名詞", "compound", 0), ("の", "助詞", "case", 2), ("船", "名詞", "compound", 0)],
        None,
    ),
]


def words(text: str, parts: list[tuple[str, str, str, int]]) -> list[Word]:
    found, at = [], 0
    for part, tag, label, head in parts:
        at = text.index(part, at)
        found.append(Word(at, at + len(part), tag, label, head))
        at += len(part)
    return found


def items(text: str, parsed: list[Word]) -> list[str]:
    return [m.value.item for m in quantities.find(text, words=parsed) if isinstance(m.value, Quantity)]


@pytest.mark.parametrize(("text", "parts", "expected"), TREES)
def test_any_tree_is_read(text: str, parts: list[tuple[str, str, str, int]], expected: str | None) -> None:
    found = items(text, words(text, parts))
    assert len(found) == 1
    if expected is not None:
        assert found == [expected]


TAGS = (
    "名詞-普通名詞-一般",
    "名詞-普通名詞-サ変可能",
    "名詞-固有名詞-地名-国",
    "代名詞",
    "助詞-係助詞",
    "動詞-一般",
    "形容詞-一般",
    "接頭辞",
)
LABELS = (
    "nsubj_bunsetu",
    "obj_bunsetu",
    "obl_bunsetu",
    "nmod_bunsetu",
    "acl_bunsetu",
    "advcl_bunsetu",
    "ROOT",
    "compound",
    "case",
    "nummod",
)
CHARACTERS = "輸出は前年比3%増の（）()「」=、：など延べ国船隻人億ドル0123456789。のうち8倍となるをみると同推定目標数"


@given(st.data())
def test_any_text_and_any_tree_give_an_item_of_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet=CHARACTERS, min_size=1, max_size=50))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=30)) | {0, len(text)})
    bounds = list(pairwise(cuts))
    parsed = [
        Word(start, end, data.draw(st.sampled_from(TAGS)), data.draw(st.sampled_from(LABELS)), data.draw(st.integers(0, len(bounds) - 1)))
        for start, end in bounds
    ]
    assert all(item in text for item in items(text, parsed))


def parsed_words(sentences: list[Sentence], cache: Cache | None = None) -> dict[str, list[Word]]:
    ids = {sentence.id for sentence in sentences}
    return {
        key: found for run in parse.parse(sentences, model=Settings().model, batch_size=8, cache=cache) for key, found in run.words(ids)
    }


@pytest.fixture(scope="module")
def by_parse() -> dict[str, list[Word]]:
    return parsed_words([Sentence(text, "body", Text.of(text), number, 1) for number, (text, *_) in enumerate(ITEMS)])


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [(text, list(expected)) for text, *expected in ITEMS])
def test_what_is_counted_by_dependencies(text: str, expected: list[str], by_parse: dict[str, list[Word]]) -> None:
    assert items(text, by_parse[text]) == expected


@pytest.mark.model
def test_words_come_from_the_cache_as_they_went_in(tmp_path: Path) -> None:
    texts = ["訓練には12カ国から約4,000人の兵士が加わった。", "国防費は前年比5%増えた。", ""]
    sentences = [Sentence(f"s{n}", "body", Text.of(text), 1, n + 1) for n, text in enumerate(texts)]
    with Cache(tmp_path / "parses.sqlite", fingerprint="test", max_bytes=10**7) as cache:
        fresh = parsed_words(sentences, cache)
    with Cache(tmp_path / "parses.sqlite", fingerprint="test", max_bytes=10**7) as cache:
        assert cache.get(texts) is not None
        assert parsed_words(sentences, cache) == fresh
    assert fresh["s2"] == []
    for sentence in sentences:
        assert "".join(sentence.text[word.start : word.end] for word in fresh[sentence.id]) == sentence.text
        assert all(0 <= word.head < len(fresh[sentence.id]) for word in fresh[sentence.id])


@pytest.mark.model
def test_the_gold_quantities_have_their_items() -> None:
    if not GOLD:
        pytest.skip("the shared gold is not here")
    texts = {row["id"]: row["text"] for file in GOLD for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    expected = list(csv.DictReader(EXPECTED.read_text(encoding="utf-8").splitlines()))
    found = {key: annotate(texts[key], ["entities", "quantities"])["quantities"] for key in {row["id"] for row in expected}}
    right = 0
    for row in expected:
        start, end = int(row["start"]), int(row["end"])
        given = [m.value.item for m in found[row["id"]] if m.start < end and start < m.end and isinstance(m.value, Quantity)]
        right += given == [row["item"]]
    assert right / len(expected) >= FLOOR
