"""Persons of one sentence by what stands beside them: offices, states nothing parts them from, readings, initials, Latin letters."""

from __future__ import annotations

import pytest

from pipeline.extract.entities import find
from tests.extract.entity_mentions import name, read

BESIDE_OFFICES = [
    # a state or its organ glued to a katakana name
    ("ドロノフアメリカ下院議長が着いた。", ["ドロノフ|PERSON", "アメリカ下院|ORG"]),
    ("ドロノフロシア首相が着いた。", ["ドロノフ|PERSON", "ロシア|GPE"]),
    ("アンナ・ドロノフイラン外相が着いた。", ["アンナ・ドロノフ|PERSON", "イラン|GPE"]),
    ("アンナ・ドロノフ・インド外相が着いた。", ["アンナ・ドロノフ|PERSON", "インド|GPE"]),
    ("ニュージャージー州知事が着いた。", ["ニュージャージー州|GPE"]),
    # a city's name before what no city has
    ("ワシントン大統領は去った。", ["ワシントン|PERSON"]),
    ("ヒューストン氏は去った。", ["ヒューストン|PERSON"]),
    ("ワシントンの大統領は去った。", ["ワシントン|GPE"]),
    ("ワシントン大統領府は黙った。", ["ワシントン大統領府|ORG"]),
    ("神聖ローマ皇帝は去った。", ["ローマ|GPE"]),
    ("ローマ教皇は祈った。", ["ローマ|GPE"]),
    # an office written in katakana, joined by ・
    ("サウジのドロノフ・エネルギー相は答えた。", ["サウジ|GPE", "ドロノフ|PERSON"]),
    # an office before the name
    ("元国防相であるドロノフは答えた。", ["ドロノフ|PERSON"]),
    ("委員長だった陳明遠は答えた。", ["陳明遠|PERSON"]),
    ("首相であるメンバーは答えた。", []),
    ("第二次陳内閣は倒れた。", ["陳|PERSON"]),
    ("秋葉前広島市長が着いた。", ["秋葉|PERSON", "広島|GPE"]),
    ("ドロノフ駐サウジアラビア大使が着いた。", ["ドロノフ|PERSON", "サウジアラビア|GPE"]),
    ("アンドレイ・ドロノフインド太平洋調整官が着いた。", ["アンドレイ・ドロノフ|PERSON", "太平洋|LOC"]),
]

CUES = [
    # a full name in kanji glued to the state it is of
    ("陳明遠韓国外交部長が着いた。", ["陳明遠|PERSON", "韓国外交部|ORG"]),
    ("元在米韓国大使が着いた。", ["米|GPE", "韓国|GPE"]),
    # two kanji no list of family names has, before what only persons have
    ("逢魔知事は答えた。", ["逢魔|PERSON"]),
    ("逢魔氏は答えた。", ["逢魔|PERSON"]),
    ("歴代知事と両県知事は答えた。", []),
    ("住所氏名を書く。", []),
    ("ドロノフ陸軍参謀長は答えた。", ["ドロノフ|PERSON"]),
    # a minister of matters no list has, with a reading or without; a former governor; a government by its kind
    ("ドロノフ経済担当調整相は答えた。", ["ドロノフ|PERSON"]),
    ("ドロノフ（Ivan Dronov）産業・先端技術相は答えた。", ["ドロノフ|PERSON", "Ivan Dronov|PERSON"]),
    ("メディア様相は変わった。", []),
    ("ドロノフ前ジャカルタ州知事は答えた。", ["ドロノフ|PERSON", "ジャカルタ州|GPE"]),
    ("北ゴルナオ州知事は答えた。", ["北ゴルナオ州|GPE"]),
    ("ドロノフ軍事独裁政権を倒した。", ["ドロノフ|PERSON"]),
    ("シリア・ドロノワ大統領夫人は答えた。", ["シリア・ドロノワ|PERSON"]),
    ("科学者ドーラ・サラヴィの推薦による。", ["ドーラ・サラヴィ|PERSON"]),
    ("王者ドーラ・サラヴィが勝った。", []),
    ("選挙人がバ・ヌダルを大統領に指名した。", ["バ・ヌダル|PERSON"]),
    ("バ・ヌダルを会場に選んだ。", []),
]

FAMILIES = [
    # family names of Chinese, Koreans and Japanese, also in their old forms
    ("外交部の欧霧安報道官は答えた。", ["外交部|ORG", "欧霧安|PERSON"]),
    ("鄔霧興国防部長が着いた。", ["鄔霧興|PERSON"]),
    ("令狐霧次官が着いた。", ["令狐霧|PERSON"]),
    ("蒋霧石総統は答えた。", ["蒋霧石|PERSON"]),
    ("曺霧煥法務部長官は答えた。", ["曺霧煥|PERSON"]),
    ("服部外相は答えた。", ["服部|PERSON"]),
    # words are no names
    ("成長戦略担当大臣は答えた。", []),
    ("安全委員長は答えた。", []),
    ("高官は答えた。", []),
    ("欧米首脳は集まった。", ["欧米|GPE"]),
    # a reading between name and office; a body has one too
    ("霧永健（むえいけん）外相は答えた。", ["霧永健|PERSON"]),
    ("霧会館（むかいかん）会長は答えた。", []),
    ("安全（あんぜん）委員長は答えた。", []),
    # a city and its offices
    ("豊田市長は答えた。", []),
    ("渋谷区長は答えた。", []),
    ("豊田議員は答えた。", ["豊田|PERSON"]),
    # cabinets and administrations
    ("三木武夫内閣は決めた。", ["三木武夫|PERSON"]),
    ("中曽根内閣は決めた。", ["中曽根|PERSON"]),
    ("羽田内閣は決めた。", ["羽田|PERSON"]),
    ("尹政権は決めた。", ["尹|PERSON"]),
    ("海部内閣は決めた。", ["海部|PERSON"]),
    ("元政権の幹部と連立内閣の閣僚、中国内閣は集まった。", ["中国|GPE"]),
]

IN_OFFICE = [
    # an office at once before the name
    (
        "駐フィリピン米大使ハンス・オルブリヒトとフィリピン国防相ドーラ・サラヴィが調印した。",
        ["フィリピン|GPE", "米|GPE", "ハンス・オルブリヒト|PERSON", "フィリピン|GPE", "ドーラ・サラヴィ|PERSON"],
    ),
    # becoming or leaving an office
    ("新たにドーラ・サラヴィが大統領に就任した。", ["ドーラ・サラヴィ|PERSON"]),
    ("ドーラ・アハム・サラヴィ(Dora Aham Saravi)が首相に就任した。", ["ドーラ・アハム・サラヴィ|PERSON", "Dora Aham Saravi|PERSON"]),
    ("ドーラ・サラヴィが5月の選挙で当選した。", ["ドーラ・サラヴィ|PERSON"]),
    ("ドーラ・サラヴィは第9代大統領となった。", ["ドーラ・サラヴィ|PERSON"]),
    ("ドーラ・サラヴィの再選を認めた。", ["ドーラ・サラヴィ|PERSON"]),
    ("後任にドーラ・サラヴィを据えた。", ["ドーラ・サラヴィ|PERSON"]),
    ("大統領選でドーラ・サラヴィが勝利した。", ["ドーラ・サラヴィ|PERSON"]),
    ("決勝でドーラ・サラヴィが勝利した。", []),
    ("ドーラ・サラヴィが社長を解任した。", []),
    ("ドーラ・サラヴィが社長の辞任を発表した。", []),
    ("サプライ・チェーンが選出された。", []),
]

OF_STATES = [
    # a state in one character between the name and the office
    ("アンドレイ印国防大臣が着いた。", ["アンドレイ|PERSON", "印|GPE"]),
    ("ドロノフ印首相が着いた。", ["ドロノフ|PERSON", "印|GPE"]),
    ("ドロノフ伊国防相とサラヴィ越国家主席が着いた。", ["ドロノフ|PERSON", "伊|GPE", "サラヴィ|PERSON", "越|GPE"]),
    ("ドロノフ駐日米大使が着いた。", ["ドロノフ|PERSON", "日|GPE", "米|GPE"]),
    ("林首相が着いた。", ["林|PERSON"]),
]

OF_BODIES = [
    # a body and an office glued to a name in kanji or katakana
    ("山田一郎外務省北米局長が着いた。", ["山田一郎|PERSON", "外務省|ORG", "北米|LOC"]),
    ("陳明遠大韓民国外交部極地交渉本部長が着いた。", ["陳明遠|PERSON", "大韓民国外交部|ORG"]),
    ("山田国家安全保障会議議長が着いた。", ["山田|PERSON", "国家安全保障会議|ORG"]),
    ("ドロノフ国家安全保障会議議長が着いた。", ["ドロノフ|PERSON", "国家安全保障会議|ORG"]),
    ("ナザルバエフ国家安全保障会議議長が着いた。", ["ナザルバエフ|PERSON", "国家安全保障会議|ORG"]),
    ("中央大学教授が着いた。", ["中央大学|ORG"]),
    # those beside a minister
    ("山田国土交通副大臣が着いた。", ["山田|PERSON"]),
    ("金子国土交通大臣政務官が着いた。", ["金子|PERSON"]),
    ("ドロノフ財務副大臣が着いた。", ["ドロノフ|PERSON"]),
]

INITIALS = [
    ("S・ドロノフ外相が着いた。", ["S・ドロノフ|PERSON"]),
    ("J.F.ドロノフ氏が着いた。", ["J.F.ドロノフ|PERSON"]),
    ("G.ナセルが宣言した。", ["G.ナセル|PERSON"]),
    ("エドワード・M・ドロノフ少将が着いた。", ["エドワード・M・ドロノフ|PERSON"]),
    ("エドワード・M・ドロノフは着いた。", ["エドワード・M・ドロノフ|PERSON"]),
    ("AI・ロボットを論じる。", []),
]

READINGS = [
    ("ゴラン（Assad Goran）大佐は離れた。", ["ゴラン|PERSON", "Assad Goran|PERSON"]),
    ("陳明遠（チェン・ミンユアン）外相は離れた。", ["陳明遠|PERSON", "チェン・ミンユアン|PERSON"]),
    ("ゴラン大佐（当時）は離れた。", ["ゴラン|PERSON"]),
    ("DKX（極地投資審査委員会）が決めた。", ["DKX|ORG", "極地投資審査委員会|ORG"]),
    ("GDP（国内総生産）が伸びた。", []),
]

LATIN = [
    ("Voronin財務大臣は述べた。", ["Voronin|PERSON"]),
    ("Daniel Voronin氏は述べた。", ["Daniel Voronin|PERSON"]),
    ("法律家、Daniel van der Meerは述べた。", ["Daniel van der Meer|PERSON"]),
    ("Denver市長は述べた。", []),
    ("Microsoft社長は述べた。", ["Microsoft|ORG"]),
    ("Tidal Waveは速い。", []),
]

CASES = BESIDE_OFFICES + CUES + FAMILIES + IN_OFFICE + OF_STATES + OF_BODIES + INITIALS + READINGS + LATIN

IDS = [
    ("ペロシアメリカ下院議長が着いた。", ["PERSON:ナンシー・ペロシ", "ORG:米下院"]),
    ("モディインド首相が着いた。", ["PERSON:ナレンドラ・モディ", "IND"]),
    ("モーディー首相とグアイド暫定大統領が着いた。", ["PERSON:ナレンドラ・モディ", "PERSON:フアン・グアイド"]),
    ("ルラ大統領とバイニマラマ首相が着いた。", ["PERSON:ルイス・イナシオ・ルーラ・ダ・シルヴァ", "PERSON:フランク・バイニマラマ"]),
    ("王毅（ワン・イー）外相が着いた。", ["PERSON:王毅", "PERSON:王毅"]),
    ("DKX（極地投資審査委員会）が決めた。", ["ORG:極地投資審査委員会", "ORG:極地投資審査委員会"]),
]

ROLES = [
    ("苺谷防衛大臣政務官（当時）が着いた。", "防衛大臣政務官"),
    ("霧永健（むえいけん）外相は答えた。", "外相"),
    ("ドロノフ・エネルギー相は答えた。", "エネルギー相"),
    ("ペロシアメリカ下院議長が着いた。", "下院議長"),
    ("Daniel Voronin外相は述べた。", "外相"),
    ("国防相ドーラ・サラヴィは述べた。", "国防相"),
    ("ナザルバエフ国家安全保障会議議長が着いた。", "国家安全保障会議議長"),
    ("金子国土交通大臣政務官が着いた。", "国土交通大臣政務官"),
    ("山田一郎外務省アジア大洋州局長が着いた。", "アジア大洋州局長"),
    ("アンドレイ印国防大臣が着いた。", "国防大臣"),
    ("ドロノフ駐日米大使が着いた。", "大使"),
    ("ドロノフ駐インド大使が着いた。", "大使"),
    ("ドロノフ前駐日米大使が着いた。", "前駐日米大使"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_finds(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), IDS, ids=[text for text, _ in IDS])
def test_identity(text: str, expected: list[str]) -> None:
    assert [name(mention).ids[0][0] for mention in find(text)] == expected


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[text for text, _ in ROLES])
def test_role(text: str, role: str) -> None:
    assert [name(mention).role for mention in find(text) if name(mention).label == "PERSON"] == [role]
