"""Entities of one sentence: what is found, what is left alone, which identity and role a mention carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.entities import Evidence, find
from pipeline.extract.entities.arbitrate import arbitrate
from pipeline.extract.entities.claims import Claim
from tests.extract.entity_mentions import name, read

STATES = [
    ("中国は会議を招集した。", ["中国|GPE"]),
    ("ロシアとウクライナの代表が会った。", ["ロシア|GPE", "ウクライナ|GPE"]),
    ("中露関係を論じる。", ["中露|GPE"]),
    ("露中の貿易が増えた。", ["露中|GPE"]),
    ("中ロは声明を出した。", ["中ロ|GPE"]),
    ("日ロ間の往来が絶えた。", ["日ロ|GPE"]),
    ("米中対立が深まる。", ["米中|GPE"]),
    ("日米韓の連携を強める。", ["日米韓|GPE"]),
    ("日米豪印の枠組みを使う。", ["日米豪印|GPE"]),
    ("中露朝の接近を警戒する。", ["中露朝|GPE"]),
    ("米朝首脳会談は決裂した。", ["米朝|GPE"]),
    ("米欧の制裁が続く。", ["米欧|GPE"]),
    ("欧米の企業が退いた。", ["欧米|GPE"]),
    ("英仏独が仲介した。", ["英仏独|GPE"]),
    ("対露制裁を延長した。", ["露|GPE"]),
    ("対ロ制裁を延長した。", ["ロ|GPE"]),
    ("対中輸出を絞る。", ["中|GPE"]),
    ("対日感情が悪化した。", ["日|GPE"]),
    ("対米交渉に臨む。", ["米|GPE"]),
    ("対北制裁を強める。", ["北|GPE"]),
    ("訪朝を取りやめた。", ["朝|GPE"]),
    ("訪中の日程を調整する。", ["中|GPE"]),
    ("訪日した代表団を迎えた。", ["日|GPE"]),
    ("親露派の動きを追う。", ["露|GPE"]),
    ("反米の世論が広がる。", ["米|GPE"]),
    ("親ロシア派の動きを追う。", ["ロシア|GPE"]),
    ("対北朝鮮政策を見直す。", ["北朝鮮|GPE"]),
    ("在韓米軍を視察した。", ["韓|GPE", "米軍|ORG"]),
    ("駐米大使が交代した。", ["米|GPE"]),
    ("駐ロシア大使が交代した。", ["ロシア|GPE"]),
    ("中国製の部品を使う。", ["中国|GPE"]),
    ("ロシア人の技師が働く。", ["ロシア|GPE"]),
    ("米国防長官が辞任した。", ["米|GPE"]),
    ("米国務長官が訪れた。", ["米|GPE"]),
    ("英首相が訪れた。", ["英|GPE"]),
    ("独首相が訪れた。", ["独|GPE"]),
    ("米本土に届く射程を持つ。", ["米|GPE"]),
    ("米企業が投資した。", ["米|GPE"]),
    ("南北会談が開かれた。", ["南北|GPE"]),
    ("米・英・仏の三者が署名した。", ["米|GPE", "英|GPE", "仏|GPE"]),
    ("日EUの首脳が会った。", ["日|GPE", "EU|ORG"]),
    ("ソ連の崩壊から学ぶ。", ["ソ連|GPE"]),
    ("中ソの国境で衝突した。", ["中ソ|GPE"]),
    ("中露国防相が署名した。", ["中露|GPE"]),
    ("米中国交の樹立から学ぶ。", ["米中|GPE"]),
    ("日韓国交正常化を祝った。", ["日韓|GPE"]),
    ("米駆逐艦が通過した。", ["米|GPE"]),
    ("オルバン米政権の方針を論じる。", ["オルバン|PERSON", "米|GPE"]),
    ("台湾の総統が演説した。", ["台湾|GPE"]),
    ("モスクワで式典を開いた。", ["モスクワ|GPE"]),
    ("ドネツク州で戦闘が続く。", ["ドネツク州|GPE"]),
    ("ノヴァリスク州で選挙があった。", ["ノヴァリスク州|GPE"]),
    ("中國の代表が来た。", ["中國|GPE"]),
    ("韩国の代表が来た。", ["韩国|GPE"]),
]

PLACES = [
    ("南シナ海で訓練した。", ["南シナ海|LOC"]),
    ("日本海で訓練した。", ["日本海|LOC"]),
    ("台湾海峡の情勢を注視する。", ["台湾海峡|LOC"]),
    ("朝鮮半島の非核化を求める。", ["朝鮮半島|LOC"]),
    ("インド太平洋の秩序を守る。", ["インド太平洋|LOC"]),
    ("欧州と東アジアを結ぶ。", ["欧州|LOC", "東アジア|LOC"]),
    ("グローバルサウスに訴える。", ["グローバルサウス|LOC"]),
    ("ロシア極東の開発を進める。", ["ロシア極東|LOC"]),
    ("クリミア半島に橋を架けた。", ["クリミア半島|LOC"]),
    ("クリミアを併合した。", ["クリミア|GPE"]),
    ("ドリスカ海峡を封鎖した。", ["ドリスカ海峡|LOC"]),
    ("ゴルノフ原発が止まった。", ["ゴルノフ原発|FAC"]),
    ("ザレスク港から出航した。", ["ザレスク港|FAC"]),
    ("「北の光」パイプラインが止まった。", ["北の光|FAC"]),
    ("ラドガ宇宙基地から打ち上げた。", ["ラドガ宇宙基地|FAC"]),
]

ORGANISATIONS = [
    ("中国外交部が抗議した。", ["中国外交部|ORG"]),
    ("ロシア国防省が発表した。", ["ロシア国防省|ORG"]),
    ("中国の外交部が抗議した。", ["中国|GPE", "外交部|ORG"]),
    ("米国務省が発表した。", ["米国務省|ORG"]),
    ("ロシア軍が撤退した。", ["ロシア軍|ORG"]),
    ("人民解放軍の演習を見る。", ["人民解放軍|ORG"]),
    ("モンゴル国防省が発表した。", ["モンゴル国防省|ORG"]),
    ("ウクライナ国防省情報総局によれば増えた。", ["ウクライナ国防省情報総局|ORG"]),
    ("国連安保理が協議した。", ["国連安保理|ORG"]),
    ("国連安保理決議に反する。", ["国連安保理|ORG"]),
    ("NATOが声明を出した。", ["NATO|ORG"]),
    ("北大西洋条約機構（NATO）が声明を出した。", ["北大西洋条約機構|ORG", "NATO|ORG"]),
    ("BRICSが拡大した。", ["BRICS|ORG"]),
    ("米韓同盟を強める。", ["米韓同盟|ORG"]),
    ("国連大使が演説した。", ["国連|ORG"]),
    ("『青海ポスト』が報じた。", ["青海ポスト|ORG"]),
    ("ノルドマリン社が受注した。", ["ノルドマリン|ORG"]),
    ("オーシャン・データ・センターの分析を引く。", ["オーシャン・データ・センター|ORG"]),
    ("第9旅団と北部戦区が参加した。", ["第9旅団|ORG", "北部戦区|ORG"]),
    ("極地航路研究所の試算を引く。", ["極地航路研究所|ORG"]),
]

PERSONS = [
    ("習近平国家主席が演説した。", ["習近平|PERSON"]),
    ("習国家主席が演説した。", ["習|PERSON"]),
    ("習総書記が演説した。", ["習|PERSON"]),
    ("プーチン大統領が演説した。", ["プーチン|PERSON"]),
    ("セルゲイ・ドロノフが論じた。", ["セルゲイ・ドロノフ|PERSON"]),
    ("ドロノフ外相が訪れた。", ["ドロノフ|PERSON"]),
    ("ドロノフ露外相が訪れた。", ["ドロノフ|PERSON", "露|GPE"]),
    ("陳明遠外相が訪れた。", ["陳明遠|PERSON"]),
    ("報道官の林正勇は答えた。", ["林正勇|PERSON"]),
    ("呉明達国防部長が述べた。", ["呉明達|PERSON"]),
    ("呉明達副総参謀長が述べた。", ["呉明達|PERSON"]),
    ("カシム=ジョマルト・ドゥラト大統領が述べた。", ["カシム=ジョマルト・ドゥラト|PERSON"]),
    ("カーター政策担当国防次官が述べた。", ["カーター|PERSON"]),
    ("田中一郎氏が述べた。", ["田中一郎|PERSON"]),
    ("呉立徳副院長が論じた。", ["呉立徳|PERSON"]),
    ("第2次トランプ政権が発足した。", ["トランプ|PERSON"]),
    ("バイデン政権の方針を引き継ぐ。", ["バイデン|PERSON"]),
    ("習近平政権の方針を論じる。", ["習近平|PERSON"]),
]

EVENTS = [
    ("朝鮮戦争の休戦を祝った。", ["朝鮮戦争|EVENT"]),
    ("ウクライナ戦争が長引く。", ["ウクライナ戦争|EVENT"]),
    ("ロシア・ウクライナ戦争が長引く。", ["ロシア・ウクライナ戦争|EVENT"]),
    ("冷戦後の秩序を論じる。", ["冷戦|EVENT"]),
    ("第二次世界大戦後の秩序を論じる。", ["第二次世界大戦|EVENT"]),
    ("第21回党大会が閉幕した。", ["第21回党大会|EVENT"]),
    ("中国共産党第21回全国代表大会が閉幕した。", ["中国共産党第21回全国代表大会|EVENT"]),
    ("第9回共同飛行を実施した。", ["第9回共同飛行|EVENT"]),
    ("BRICS首脳会議に出た。", ["BRICS首脳会議|EVENT"]),
    ("上海協力機構外相会合に出た。", ["上海協力機構外相会合|EVENT"]),
    ("第7回朝鮮労働党大会で決めた。", ["第7回朝鮮労働党大会|EVENT"]),
    ("第2回米朝首脳会談は決裂した。", ["第2回米朝首脳会談|EVENT"]),
    ("六者会合は止まったままだ。", ["六者会合|EVENT"]),
    ("長野冬季オリンピックの開会式に出た。", ["長野冬季オリンピック|EVENT"]),
    ("演習「北の嵐2031」を始めた。", ["北の嵐2031|EVENT"]),
    ("「東の盾」演習に加わった。", ["東の盾|EVENT"]),
    ("三中全会の公報を読む。", ["三中全会|EVENT"]),
]

LAWS_AND_WORKS = [
    ("国連憲章第51条を援用した。", ["国連憲章第51条|LAW"]),
    ("国連憲章に反する。", ["国連憲章|LAW"]),
    ("安保理決議1874に反する。", ["安保理決議1874|LAW"]),
    ("海底資源保護条約を批准した。", ["海底資源保護条約|LAW"]),
    ("大統領令第812号に署名した。", ["大統領令第812号|LAW"]),
    ("「海洋協力の深化に関する共同声明」を出した。", ["海洋協力の深化に関する共同声明|LAW"]),
    ("『海洋秩序の行方』を刊行した。", ["海洋秩序の行方|WORK_OF_ART"]),
    ("論文「新しい海図」を公表した。", ["新しい海図|WORK_OF_ART"]),
    ("国防白書を発表した。", ["国防白書|WORK_OF_ART"]),
]

POLICIES_AND_PRODUCTS = [
    ("一帯一路構想を進める。", ["一帯一路|POLICY"]),
    ("「緑の回廊」構想を掲げた。", ["緑の回廊|POLICY"]),
    ("グローバル海洋イニシアティブに賛同した。", ["グローバル海洋イニシアティブ|POLICY"]),
    ("第15次5カ年計画を採択した。", ["第15次5カ年計画|POLICY"]),
    ("主体思想を説く。", ["主体思想|POLICY"]),
    ("Su-35戦闘機を輸出した。", ["Su-35|PRODUCT"]),
    ("爆撃機H-6Kが飛んだ。", ["H-6K|PRODUCT"]),
    ("S-400を配備した。", ["S-400|PRODUCT"]),
    ("KN-23を撃った。", ["KN-23|PRODUCT"]),
    ("火星15を撃った。", ["火星15|PRODUCT"]),
    ("「雷鳥」巡航ミサイルを撃った。", ["雷鳥|PRODUCT"]),
    ("空母「白鯨」が出港した。", ["白鯨|PRODUCT"]),
]

NOTHING = [
    "中央と地方の格差を縮める。",
    "中立の立場を保つ。",
    "中期の見通しを示す。",
    "中間の報告をまとめた。",
    "中心となる課題を示す。",
    "中小企業を支える。",
    "10日中に返答する。",
    "朝刊に記事が載った。",
    "朝食をともにした。",
    "結果を比較した。",
    "高い比率を占める。",
    "強い印象を残した。",
    "資料を印刷した。",
    "独自の判断を下した。",
    "独立を宣言した。",
    "独占を禁じる。",
    "新たに加盟を申請した。",
    "加速する軍拡を憂える。",
    "車両の台数を数えた。",
    "台頭する勢力を警戒する。",
    "台風が近づく。",
    "部隊が北上した。",
    "北部で雪が降った。",
    "北側の斜面を登る。",
    "在日の歴史を学ぶ。",
    "日常の業務を続ける。",
    "日程を調整する。",
    "仏教の経典を読む。",
    "英雄をたたえる。",
    "越境した避難民を助ける。",
    "露骨な圧力をかけた。",
    "弱点が露呈した。",
    "対立を避ける。",
    "対比を際立たせる。",
    "反比例の関係にある。",
    "西側諸国が反発した。",
    "専門家パネルを設けた。",
    "両国の首脳会談が開かれた。",
    "軍事パレードを行った。",
    "共同声明を出した。",
    "専門家の意見を聞いた。",
    "口径122mmの砲弾を撃った。",
    "COVID-19の流行が収まった。",
    "AIとGDPの関係を論じる。",
    "「テロとの戦い」を名目とした。",
    "外相は答えた。",
    "前大統領が語った。",
    "各国首脳が集まった。",
    "副部長と局長が出た。",
    "現職大統領が敗れた。",
    "サイバー部隊を作った。",
    "ミサイル基地を作った。",
    "同条約を批准した。",
    "国際法に従う。",
    "方法を示す。",
    "戦略的コミュニケーションを重んじる。",
    "参謀総長の解任を求めた。",
    "友好国と同盟国を分ける。",
    "島嶼の奪取を訓練した。",
    "会談は3回に及んだ。",
    "決議は15カ国が支持した。",
    "米ドル建てで払う。",
    "ロシア語で書いた。",
    "同盟を強める。",
    "民間企業が投資した。",
    "首都の空港に着いた。",
    "軍の装備を改める。",
    "海の安全を守る。",
]

CASES = STATES + PLACES + ORGANISATIONS + PERSONS + EVENTS + LAWS_AND_WORKS + POLICIES_AND_PRODUCTS

IDS = [
    ("中露は協議した。", [("CHN", "RUS")]),
    ("露中は協議した。", [("RUS", "CHN")]),
    ("日米韓は協議した。", [("JPN", "USA", "KOR")]),
    ("米欧は協議した。", [("USA", "EUROPE")]),
    ("欧米は反発した。", [("EUROPE", "USA")]),
    ("南北会談が開かれた。", [("KOR", "PRK")]),
    ("対北制裁を強める。", [("PRK",)]),
    ("ソ連が崩壊した。", [("SUN",)]),
    ("米ソと中ソと日ソと独ソの対立。", [("USA", "SUN"), ("CHN", "SUN"), ("JPN", "SUN"), ("DEU", "SUN")]),
    ("西独と旧東独と南越政府と北越政府が動いた。", [("DEU",), ("DDR",), ("GPE:南ベトナム",), ("VDR",)]),
    ("ソビエトとソヴィエトとユーゴが動いた。", [("SUN",), ("SUN",), ("YUG",)]),
    ("朝鮮民主主義人民共和国と北朝鮮", [("PRK",), ("PRK",)]),
    ("中國は反発した。", [("CHN",)]),
    ("アメリカと米国と米", [("USA",), ("USA",)]),
    ("欧州へ向かう。", [("EUROPE",)]),
    ("ゴルノフ原発が止まった。", [("FAC:ゴルノフ原発",)]),
    ("露国防省と露外務省が動いた。", [("ORG:ロシア国防省",), ("ORG:ロシア外務省",)]),
]

# One thing under names of different spelling, script, width or age.
VARIANTS = [
    ("PRK", ["北朝鮮は反発した。", "朝鮮民主主義人民共和国は反発した。", "北朝鲜は反発した。"]),
    ("KOR", ["韓国は反発した。", "韓國は反発した。", "韩国は反発した。", "大韓民國は反発した。"]),
    ("TWN", ["台湾は反発した。", "臺灣は反発した。", "台灣は反発した。"]),
    ("TUR", ["トルコは反発した。", "トルキエは反発した。"]),
    ("MMR", ["ミャンマーは反発した。", "ビルマは反発した。"]),
    ("GPE:キーウ", ["キーウに着いた。", "キエフに着いた。"]),
    ("ORG:中国国防部", ["中国国防部は否定した。", "中國國防部は否定した。", "中国国防部は否定した。"]),
    ("ORG:国際連合安全保障理事会", ["国連安保理は決めた。", "國連安保理は決めた。", "国連安全保障理事会は決めた。"]),
    ("PERSON:習近平", ["習近平国家主席は答えた。", "习近平国家主席は答えた。"]),
    (
        "PERSON:ウォロディミル・ゼレンスキー",
        [
            "ゼレンスキー大統領は答えた。",
            "ゼレンスキイ大統領は答えた。",
            "ゼレンスキ大統領は答えた。",
            "ヴォロディミル・ゼレンスキー大統領は答えた。",
            "ボロディミル・ゼレンスキー大統領は答えた。",
        ],
    ),
    (
        "PERSON:セルゲイ・ショイグ",
        [
            "セルゲイ・ショイグ国防相は答えた。",
            "セルゲイ＝ショイグ国防相は答えた。",
            "セルゲイ･ショイグ国防相は答えた。",
            "セルゲイショイグ国防相は答えた。",
        ],
    ),
    ("ORG:トタルエナジーズ", ["トタルエナジーズは出資した。", "トタル・エナジーズは出資した。", "トタルは出資した。"]),
    ("ORG:アプライド・マテリアルズ", ["アプライド・マテリアルズは出資した。", "アプライドマテリアルズは出資した。"]),
    ("ORG:マイクロン・テクノロジー", ["マイクロンは出資した。", "マイクロンテクノロジーは出資した。", "Micronは出資した。"]),
    (
        "PERSON:スロボダン・ミロシェヴィッチ",
        ["ミロシェヴィッチ大統領は答えた。", "ミロシェビッチ大統領は答えた。", "ミロシェビチ大統領は答えた。"],
    ),
]

ROLES = [
    ("習近平国家主席が演説した。", "国家主席"),
    ("習総書記が演説した。", "総書記"),
    ("ドロノフ国防相が来た。", "国防相"),
    ("ドロノフ露国防相が来た。", "国防相"),
    ("ドロノフ国務副長官が来た。", "国務副長官"),
    ("報道官の林正勇は答えた。", "報道官"),
    ("陳明遠政治局委員兼外相が来た。", "政治局委員兼外相"),
    ("カーター政策担当国防次官が来た。", "政策担当国防次官"),
    ("呉明達副総参謀長が来た。", "副総参謀長"),
    ("法務部長官の林正勇氏は答えた。", "法務部長官"),
    ("エンリケ・ドロノフ法務・治安相が来た。", "法務・治安相"),
    ("ドロノフ（Ivan Dronov）大佐が来た。", "大佐"),
    ("陳明遠（チェン・ミンユアン）大統領が来た。", "大統領"),
    ("陳明遠（54）社長が来た。", "社長"),
    ("李輝アフリカ事務特別代表が来た。", "アフリカ事務特別代表"),
    ("李輝・全国人民代表大会（全人代）常務委員会副委員長が来た。", "副委員長"),
    ("ドロノフ主任専門家が来た。", "主任専門家"),
    ("ドロノフ氏が来た。", ""),
    ("バイデン政権が動いた。", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_finds(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "expected"), IDS, ids=[text for text, _ in IDS])
def test_identity(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [tuple(one for one, _ in name(mention).ids) for mention in find(text)] == expected


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[text for text, _ in ROLES])
def test_role(text: str, role: str) -> None:
    people = [mention for mention in find(text) if name(mention).label == "PERSON"]
    assert name(people[0]).role == role


def test_a_short_name_in_brackets_is_the_full_name() -> None:
    full, short = find("北極航路管理委員会（以下、管理委）が決めた。")
    assert short.text == "管理委"
    assert short.method == "abbreviation"
    assert name(full).ids == name(short).ids


def test_known_abbreviations_are_read_with_their_full_name() -> None:
    assert [m.text for m in find("ZZQの決定に従う。")] == []
    (mention,) = find("ZZQの決定に従う。", known=[("ZZQ", "北大西洋条約機構")])
    assert (mention.text, mention.method) == ("ZZQ", "abbreviation")
    assert name(mention).ids == name(find("北大西洋条約機構が動いた。")[0]).ids


GINZA = [
    # alone: a label measured as good stands with that precision, a poor one does not
    ("ベラトリアが独立した。", Evidence(0, 5, "Country"), ["ベラトリア|GPE"]),
    ("ベラトリアが独立した。", Evidence(0, 5, "Weapon"), []),
    ("ベラトリアが独立した。", Evidence(0, 5, "Position_Vocation"), []),
    # against a name that is sure, it gives way
    ("中露貿易が伸びた。", Evidence(0, 4, "Company"), ["中露|GPE"]),
    ("歩兵戦闘車を送った。", Evidence(0, 5, "Person"), []),
    # punctuation is no part of a name
    ("「ベラトリア」が独立した。", Evidence(0, 7, "Country"), ["ベラトリア|GPE"]),
    ("12歳の子がいた。", Evidence(0, 2, "Country"), []),
]


@pytest.mark.parametrize(("text", "evidence", "expected"), GINZA)
def test_ginza_is_evidence_not_truth(text: str, evidence: Evidence, expected: list[str]) -> None:
    assert [f"{m.text}|{name(m).label}" for m in find(text, [evidence])] == expected


def test_what_ginza_alone_claims_scores_low() -> None:
    (alone,) = find("ベラトリアが独立した。", [Evidence(0, 5, "Country")])
    (known,) = find("ベラルーシが独立した。", [Evidence(0, 5, "Country")])
    assert alone.method == "ginza"
    assert alone.score < 0.8 < known.score


ARBITRATION = [
    # a sure longer name swallows what it holds
    ([("A", 0, 5, 0.95), ("B", 0, 2, 0.97)], ["A"]),
    # a doubtful one does not
    ([("A", 0, 5, 0.3), ("B", 0, 2, 0.97)], ["B"]),
    # two short names give way to a likely long one and beat a doubtful one
    ([("A", 0, 5, 0.6), ("B", 0, 2, 0.97), ("C", 2, 5, 0.95)], ["A"]),
    ([("A", 0, 5, 0.46), ("B", 0, 2, 0.97), ("C", 3, 5, 0.95)], ["B", "C"]),
    # crossing claims: the likelier
    ([("A", 0, 3, 0.8), ("B", 2, 5, 0.9)], ["B"]),
    # below the floor nothing stands
    ([("A", 0, 3, 0.4)], []),
    # an ordinary word keeps its inside and what cuts it from standing
    ([("", 1, 3, 0.97), ("A", 0, 2, 0.97), ("B", 0, 1, 0.93)], ["B"]),
    ([("", 0, 2, 0.9), ("A", 0, 1, 0.95)], []),
]


@pytest.mark.parametrize(("claims", "expected"), ARBITRATION)
def test_arbitration(claims: list[tuple[str, int, int, float]], expected: list[str]) -> None:
    made = [Claim(start, end, label, f"rule:{label}", score) for label, start, end, score in claims]
    assert [claim.label for claim in arbitrate(made)] == expected


def test_agreeing_sources_raise_the_score() -> None:
    (claim,) = arbitrate([Claim(0, 2, "ORG", "rule:a", 0.6), Claim(0, 2, "ORG", "ginza", 0.5)])
    assert claim.score == pytest.approx(0.8)
    assert claim.method == "rule:a"


@given(st.text(alphabet="中露日米国の防省・（）「」、。ロシア戦争第2回会議A-3習近平大統領軍港", max_size=60))
def test_any_text_gives_sorted_disjoint_spans(text: str) -> None:
    at = 0
    for mention in find(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert 0 < mention.score <= 1
        assert name(mention).ids
        at = mention.end


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "「" * 20_000, "（" * 10_000 + "）" * 10_000, "ア" * 100_000, "中露" * 20_000, "漢字" * 20_000]
)
def test_long_odd_text_is_read(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find(text))


@pytest.mark.parametrize(("entity", "text"), [(entity, text) for entity, texts in VARIANTS for text in texts])
def test_variants_are_one_thing(entity: str, text: str) -> None:
    assert [one for mention in find(text) for one, _ in name(mention).ids] == [entity]
