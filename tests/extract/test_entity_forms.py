"""Entities of one sentence, form by form: compounds of states, governments, services, quoted titles, affiliations, Latin names."""

from __future__ import annotations

import pytest

from pipeline.extract.entities import Evidence, find
from pipeline.model import Sentence, Text
from pipeline.parse import parse
from pipeline.settings import Settings
from tests.extract.entity_mentions import name, read

STATES = [
    # a dot between states of one character and others
    ("春の日・ベトナム首脳会談で決めた。", ["日|GPE", "ベトナム|GPE"]),
    ("日・EU首脳協議で決めた。", ["日|GPE", "EU|ORG"]),
    ("日・米・韓防衛相会談で決めた。", ["日|GPE", "米|GPE", "韓|GPE"]),
    ("米・中関係を論じる。", ["米|GPE", "中|GPE"]),
    ("その日・中国の代表が着いた。", ["中国|GPE"]),
    ("土日共同の営業とする。", []),
    # spellings of the Foreign Ministry
    ("バハレーンとヴィエトナムの外相が会った。", ["バハレーン|GPE", "ヴィエトナム|GPE"]),
    ("コートジボアールとボスニア・ヘルツェゴヴィナが加わった。", ["コートジボアール|GPE", "ボスニア・ヘルツェゴヴィナ|GPE"]),
    ("米中間では協議が続いた。", ["米中|GPE"]),
    ("米中間選挙の話ではない。", ["米|GPE"]),
    ("中朝間の往来を調べた。", ["中朝|GPE"]),
    ("独仏間で調整した。", ["独仏|GPE"]),
    ("旧ソ連諸国を回った。", ["ソ連|GPE"]),
    ("印パの首脳が会った。", ["印パ|GPE"]),
    ("日豪印パの四者で話した。", ["日豪印パ|GPE"]),
    ("露ウ間の交渉が止まった。", ["露ウ|GPE"]),
    ("米イスラエル関係を論じる。", ["米イスラエル|GPE"]),
    ("露ベラルーシ首脳が会った。", ["露ベラルーシ|GPE"]),
    ("中パキスタン国境を閉じた。", ["中パキスタン|GPE"]),
    ("米イスラエルの企業が組んだ。", ["米|GPE", "イスラエル|GPE"]),
    ("米メディア間の競争が激しい。", ["米|GPE"]),
    ("中国政府は抗議した。", ["中国|GPE"]),
    ("米政府と英米両政府が動いた。", ["米|GPE", "英米|GPE"]),
    ("ドイツ連邦政府が動いた。", ["ドイツ|GPE"]),
    ("米ランド研究所の試算を引く。", ["米|GPE", "ランド研究所|ORG"]),
    ("アラブ首長国連邦を訪れた。", ["アラブ首長国連邦|GPE"]),
    ("カンナ米下院議長が訪れた。", ["カンナ|PERSON", "米下院|ORG"]),
    ("在日・在韓米軍を視察した。", ["日|GPE", "韓|GPE", "米軍|ORG"]),
    ("在日米宇宙軍を視察した。", ["日|GPE", "米宇宙軍|ORG"]),
    ("英仏独米中露と協議した。", ["英仏独米中露|GPE"]),
    ("ドロノフ駐米インド大使が着いた。", ["ドロノフ|PERSON", "米|GPE", "インド|GPE"]),
    ("ドロノフ米国家安全保障問題担当大統領補佐官が着いた。", ["ドロノフ|PERSON", "米|GPE"]),
    ("ドロノフ米厚生長官が着いた。", ["ドロノフ|PERSON", "米|GPE"]),
]

ORGANISATIONS = [
    ("欧州委は案を示した。", ["欧州委|ORG"]),
    ("欧州委員は案を示した。", ["欧州|LOC"]),
    ("リドマー社が受注した。", ["リドマー|ORG"]),
    ("NDDresearch社が受注した。", ["NDDresearch|ORG"]),
    ("北海新聞社が伝えた。", ["北海新聞社|ORG"]),
    ("国民防災サービス（NBSQ）を設けた。", ["国民防災サービス|ORG", "NBSQ|ORG"]),
    ("海洋に関するグローバル・パートナーシップ（GPOX）を設けた。", ["海洋に関するグローバル・パートナーシップ|ORG", "GPOX|ORG"]),
    ("米国海洋安全研究所が署名した。", ["米国海洋安全研究所|ORG"]),
    ("米国AI規格研究所が署名した。", ["米国AI規格研究所|ORG"]),
    ("グローバル海洋・深海協力基金を作る。", ["グローバル海洋・深海協力基金|ORG"]),
    ("国家潮流観測センターを置く。", ["国家潮流観測センター|ORG"]),
    ("NRDSEC/CCが警告した。", ["NRDSEC/CC|ORG"]),
    ("Oxford Harbour Instituteの報告を引く。", ["Oxford Harbour Institute|ORG"]),
    ("Northern Tide LabとCentre for Tidal Lawが組んだ。", ["Northern Tide Lab|ORG", "Centre for Tidal Law|ORG"]),
    ("海洋データ戦略推進会議が決めた。", ["海洋データ戦略推進会議|ORG"]),
    ("北海地域政府（KQG）が決めた。", ["北海地域政府|ORG", "KQG|ORG"]),
    ("「北海地域政府」（KQG）が決めた。", ["北海地域政府|ORG", "KQG|ORG"]),
    ("連邦政府と北海地域政府（KQG）が決めた。", ["北海地域政府|ORG", "KQG|ORG"]),
    ("QN Semiconductorは出資した。", ["QN Semiconductor|ORG"]),
    ("QZXGは協力を表明した。", ["QZXG|ORG"]),
    ("QZXGは上がり、政府が対策を発表した。", []),
    ("QNPortの株式を買う。", ["QNPort|ORG"]),
    ("中国潮流港湾公司は受注した。", ["中国潮流港湾公司|ORG"]),
    ("トルコ軍参謀本部は否定した。", ["トルコ軍参謀本部|ORG"]),
    ("東京海上保安部は送致した。", ["東京海上保安部|ORG"]),
    # a word that only describes (府, 声明) bars what is inside it, not what it is inside
    ("イラク首相府が発表した。", ["イラク首相府|ORG"]),
    ("米国の共同声明が出た。", ["米国|GPE"]),
    # kanji before an unknown katakana name are a part of it
    ("関東学生マルベリー連盟に入る。", []),
    # companies built on companies, with their legal form, and what only looks like the end of one
    ("富士通セミコンは合意した。", ["富士通セミコン|ORG"]),
    ("株式会社リコーは合意した。", ["株式会社リコー|ORG"]),
    ("大蔵省証券局長が来た。", ["大蔵省|ORG"]),
    ("CSISエアロスペース・セキュリティを読む。", ["CSIS|ORG"]),
    ("海警は去り、海警船が残った。", ["海警|ORG"]),
    ("サウジアラムコは増産した。", ["サウジアラムコ|ORG"]),
    ("米ランド研究所は試算した。", ["米|GPE", "ランド研究所|ORG"]),
    # a company behind the state it is of, and a body behind what it is
    ("米テレゾグラフィーは調べた。", ["米|GPE", "テレゾグラフィー|ORG"]),
    ("米メディアは調べた。", ["米|GPE"]),
    ("鉄鋼大手ノルドマリンは調べた。", ["ノルドマリン|ORG"]),
    ("大手コンビニチェーンは調べた。", []),
    ("非政府組織「ノルド・ビジョン」は調べた。", ["ノルド・ビジョン|ORG"]),
    ("準軍事組織潮流支援部隊（QSF）が動く。", ["潮流支援部隊|ORG", "QSF|ORG"]),
    ("国軍（QAF）が動く。", ["国軍|ORG", "QAF|ORG"]),
    ("東京マーマレード取引所で買う。", ["東京マーマレード取引所|ORG"]),
    ("Bwarik Net Limited（QNL）と結ぶ。", ["Bwarik Net Limited|ORG", "QNL|ORG"]),
    ("ハルト・ザフリール・シャムル（HZS）が握った。", ["ハルト・ザフリール・シャムル|ORG", "HZS|ORG"]),
    ("サプライ・チェーン（SC）を守る。", []),
    ("アヌラ・ネオ・マテリアルズが建てる。", ["アヌラ・ネオ・マテリアルズ|ORG"]),
    ("ノルド・アノマリーのような企業に頼る。", ["ノルド・アノマリー|ORG"]),
    ("浙江潮友鈷業が建てる。", ["浙江潮友鈷業|ORG"]),
    # a state of one character before a newsroom is a name of its own
    ("英ノルドニュースが伝えた。", ["英|GPE", "ノルドニュース|ORG"]),
    # a word for what the name is before it
    ("野党共和党の議員が来た。", ["共和党|ORG"]),
]

PERSONS = [
    ("ヨシュア・ハマダ・トロント大学名誉教授が述べた。", ["ヨシュア・ハマダ|PERSON", "トロント大学|ORG"]),
    ("田中一郎・東京大学教授が述べた。", ["田中一郎|PERSON", "東京大学|ORG"]),
    ("アラン・チューリング研究所の所長が述べた。", ["アラン・チューリング研究所|ORG"]),
    ("ロッシ戦略広報調整官が述べた。", ["ロッシ|PERSON"]),
    ("ドロノフ将軍とベイラー司令官が会った。", ["ドロノフ|PERSON", "ベイラー|PERSON"]),
    ("ハリコフ軍管区司令官が述べた。", ["ハリコフ軍管区|ORG"]),
]

PLACES = [
    ("ペトロパヴロフスク＝カムチャツキーに着いた。", ["ペトロパヴロフスク＝カムチャツキー|GPE"]),
    ("スイスのブルンネンドルフで開かれた。", ["スイス|GPE", "ブルンネンドルフ|GPE"]),
    ("ザレチンスク近郊で爆発した。", ["ザレチンスク|GPE"]),
    ("トルコのカラスーン市を訪れた。", ["トルコ|GPE", "カラスーン市|GPE"]),
    ("南ラサオ州を拠点とする。", ["南ラサオ州|GPE"]),
    ("南のラサオ州を拠点とする。", ["ラサオ州|GPE"]),
    ("チャルワク地区に着いた。", ["チャルワク地区|GPE"]),
    ("オフィス地区に着いた。", []),
    ("スイス・ブルンネンドルフで開かれた。", ["スイス|GPE", "ブルンネンドルフ|GPE"]),
    # v written in either way, whichever the gazetteer has
    ("サラエヴォとサラエボは一つである。", ["サラエヴォ|GPE", "サラエボ|GPE"]),
    ("アルヴァを訪れた。", []),
    ("テキサス州知事は答えた。", ["テキサス州|GPE"]),
    ("リドゥナ冶金工場を攻めた。", ["リドゥナ冶金工場|FAC"]),
]

BEHIND_DATES = [
    ("令和6年白砂半島地震非常災害対策本部を置いた。", ["白砂半島地震非常災害対策本部|ORG"]),
    ("令和6年能登半島地震が起きた。", ["能登半島地震|EVENT"]),
    ("平成30年白砂半島北部地震災害に派遣した。", ["白砂半島北部地震|EVENT"]),
    ("2009年以来北極航路管理委員会が科した。", ["北極航路管理委員会|ORG"]),
    ("8日付沿岸日報による。", ["沿岸日報|ORG"]),
    ("令和6年白砂地震復旧・復興支援本部を置いた。", ["白砂地震復旧・復興支援本部|ORG"]),
    ("2025年度平和橋大学予算を組む。", ["平和橋大学|ORG"]),
    ("2024年岸田首相は述べた。", ["岸田|PERSON"]),
    ("2024年同首相は述べた。", []),
    ("1930年開港の町", []),
    ("G7日本海沿岸会議", ["G7|ORG", "日本海|LOC"]),
]

TITLES_AND_EVENTS = [
    # a meeting that recurs is not cut at its number
    ("第6回世界保健総会を開いた。", ["第6回世界保健総会|EVENT"]),
    ("オンライン第6回世界潮流総会（WCZ）を開いた。", ["第6回世界潮流総会|EVENT", "WCZ|EVENT"]),
    ("第5回アジア・アフリカ首脳会議を開いた。", ["第5回アジア・アフリカ首脳会議|EVENT"]),
    ("第3回日・ASEAN防衛次官級会合を開いた。", ["第3回日・ASEAN防衛次官級会合|EVENT"]),
    ("第2回極地航路管理委員会を開いた。", ["第2回極地航路管理委員会|EVENT"]),
    ("第2回委員会を開いた。", []),
    ("第7回国際潮流機関（ZQIA）の会場", []),
    # a state and a bloc
    ("夏の日・ASEAN首脳会議に出た。", ["日・ASEAN首脳会議|EVENT"]),
    ("日・GCC外相会合に出た。", ["日・GCC外相会合|EVENT"]),
    ("ロシア・NATO首脳会議に出た。", ["ロシア・NATO首脳会議|EVENT"]),
    ("10日ASEAN首脳会議に出た。", ["ASEAN首脳会議|EVENT"]),
    # declarations of places
    ("ノルド・マリノ宣言を出した。", ["ノルド・マリノ宣言|LAW"]),
    ("ロシア・アフリカ宣言を出した。", ["ロシア|GPE", "アフリカ|LOC"]),
    ("G20マニラ首脳宣言を出した。", ["G20マニラ首脳宣言|LAW"]),
    ("G20首脳宣言を出した。", ["G20|ORG"]),
    ("マニラ共同宣言を出した。", ["マニラ共同宣言|LAW"]),
    ("日・EU経済連携協定を結んだ。", ["日・EU経済連携協定|LAW"]),
    ("「重要鉱物の輸出管理に関する大統領令」に署名した。", ["重要鉱物の輸出管理に関する大統領令|LAW"]),
    ("「中国との海洋協力に関する共同声明」を出した。", ["中国との海洋協力に関する共同声明|LAW"]),
    ("「ガザ情勢の解決に関する中国の立場」を出した。", ["ガザ情勢の解決に関する中国の立場|WORK_OF_ART"]),
    ("「国家量子戦略」を出した。", ["国家量子戦略|POLICY"]),
    ("「自由で開かれた海に関する戦略」を出した。", ["自由で開かれた海に関する戦略|POLICY"]),
    ("「AI戦略2031」を決めた。", ["AI戦略2031|POLICY"]),
    ("「極地白書2031」を出した。", ["極地白書2031|WORK_OF_ART"]),
    ("「黒い稲妻作戦」を始めた。", ["黒い稲妻作戦|EVENT"]),
    ("第3回共同航行を終えた。", ["第3回共同航行|EVENT"]),
    ("第4回日中韓首脳会合に出た。", ["第4回日中韓首脳会合|EVENT"]),
    ("「海上演習2031（前段）」を終えた。", ["海上演習2031（前段）|EVENT"]),
    ("合同演習「剣―2032B」を終えた。", ["剣―2032B|EVENT"]),
    ("駆逐艦グレンモアが撃墜した。", ["グレンモア|PRODUCT"]),
    # a ship, whoever had the name
    ("空母ドワイト・アイゼンハワーが着いた。", ["ドワイト・アイゼンハワー|PRODUCT"]),
    ("「雷鳥」という戦闘機を作る。", ["雷鳥|PRODUCT"]),
    ("輸送機（C－17）が着いた。", ["C－17|PRODUCT"]),
    ("「国際潮流要覧2031」を発表した。", ["国際潮流要覧2031|WORK_OF_ART"]),
    ("2031年海防政策法案（Sea Defence Act of 2031）を可決した。", ["2031年海防政策法案|LAW", "Sea Defence Act of 2031|LAW"]),
    ("海底資源保護条約第9回締約国会議に出た。", ["海底資源保護条約第9回締約国会議|EVENT"]),
    ("ハリケーン「ゾルダ」が襲った。", ["ゾルダ|EVENT"]),
    ("投資計画「北洋2031」を決めた。", ["北洋2031|POLICY"]),
]

NOTHING = [
    "海軍拠点を設け、空軍機を飛ばした。",
    "海軍間の演習を重ねた。",
    "陸軍施設と海兵隊基地を視察した。",
    "同イニシアティブは同サミットで採択された。",
    "同条約と同研究所を論じる。",
    "両政府と各国政府が動いた。",
    "大規模言語モデル（QLMX）を使う。",
    "「統合作戦」を重んじる。",
    "能動的な防御を行う。",
    "TCP/IPで結ぶ。",
    "外国軍が侵攻した。",
    "病院船の整備を論じる。",
    "自動車メーカーはハイブリッド車の増産を決めた。",
    "海洋協力覚書（MOQ）を結んだ。",
    "「プラグマティズム、公開性の基本原則」を示した。",
]

CASES = STATES + ORGANISATIONS + PERSONS + PLACES + BEHIND_DATES + TITLES_AND_EVENTS

IDS = [
    ("米イスラエル関係を論じる。", [("USA", "ISR")]),
    ("印パの首脳が会った。", [("IND", "PAK")]),
    ("旧ソ連諸国を回った。", [("SUN",)]),
    ("ペトロパヴロフスク＝カムチャツキーに着いた。", [("GPE:ペトロパヴロフスク・カムチャツキー",)]),
    ("国民防災サービス（NBSQ）を設けた。", [("ORG:国民防災サービス",), ("ORG:国民防災サービス",)]),
    # a bracket decides over what the short name stands for elsewhere
    ("国民防災サービス（NDS）を設けた。", [("ORG:国民防災サービス",), ("ORG:国民防災サービス",)]),
]

ROLES = [
    ("ヨシュア・ハマダ・トロント大学名誉教授が述べた。", "名誉教授"),
    ("ロッシ戦略広報調整官が述べた。", "戦略広報調整官"),
    ("ドロノフ将軍が述べた。", "将軍"),
]

# what GiNZA alone claims, with and without a proper noun in the span
GINZA = [
    ("砲弾を積んだ。", 0, 2, "Company", False, []),
    ("海氷が溶けた。", 0, 2, "Country", False, []),
    ("原子力砕氷船が着いた。", 0, 6, "Company", False, []),
    ("前年比38%増となった。", 0, 7, "Person", True, []),
    ("スマートシティを作る。", 0, 7, "Person", False, []),
    ("海路を進む。", 0, 2, "Person", False, []),
    ("ベラトリアが独立した。", 0, 5, "Country", False, []),
    ("ベラトリアが独立した。", 0, 5, "Country", True, ["ベラトリア|GPE"]),
    ("ロドリスは答えた。", 0, 4, "Person", True, ["ロドリス|PERSON"]),
    ("JPSEC警報を出した。", 0, 5, "Person", True, []),
    # a suffix closes the name of an organisation, whatever its words are
    ("潮流観測庁が答えた。", 0, 5, "Government", False, ["潮流観測庁|ORG"]),
    ("株式会社潮流が答えた。", 0, 6, "Company", False, ["株式会社潮流|ORG"]),
    # a government by its head's name is the head, what was done to a town is no event
    ("潮流委員会を置く。", 0, 5, "Conference", False, []),
    ("桂政権が倒れた。", 0, 3, "Political_Organization_Other", True, ["桂|PERSON"]),
    ("リドゥナ占拠を終えた。", 0, 6, "War", True, []),
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
    assert [name(mention).role for mention in find(text) if name(mention).label == "PERSON"] == [role]


@pytest.mark.parametrize(("text", "start", "end", "label", "proper", "expected"), GINZA)
def test_ginza_alone(text: str, start: int, end: int, label: str, proper: bool, expected: list[str]) -> None:
    assert read(text, [Evidence(start, end, label, proper=proper)]) == expected


def test_ginza_gives_way_to_the_gazetteer_about_one_span() -> None:
    assert read("空挺軍は答えた。", [Evidence(0, 3, "Company", score=0.5)]) == ["空挺軍|ORG"]
    assert read("空挺軍は答えた。", [Evidence(0, 3, "Ship", score=0.5)]) == []


@pytest.mark.model
def test_the_parse_says_whether_a_name_is_among_an_entity_s_words() -> None:
    texts = ("田中一郎が大阪で講演した。", "スマートシティの実証が始まった。")
    sentences = [Sentence(str(number), "body", Text.of(text), number, 1) for number, text in enumerate(texts)]
    parses = parse(sentences, model=Settings().model, batch_size=2)
    found = {sentence_id: entities for parsed in parses for sentence_id, entities in parsed.evidence()}
    assert {texts[0][e.start : e.end]: e.proper for e in found["0"]} == {"田中一郎": True, "大阪": True}
    assert all(e.proper is False for e in found["1"])
