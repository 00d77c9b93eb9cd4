"""Expressions that stand for what was named before: 同国, 同氏, 同大統領, 同省, 両国, 両首脳, 両社, 両軍, 3カ国.

A case is a passage and, for each such expression in order, what it stands for; None means that it must not be resolved.
A text that begins with + continues the paragraph before it, one that begins with # is the heading of a new section.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import rules
from pipeline.extract.entities import find
from pipeline.model import Mention, Name, Sentence, Text
from pipeline.resolve.names import resolve

Case = tuple[list[str], list[tuple[str, str | None]]]

ONE_STATE: list[Case] = [
    (["ベトナムは声明を出した。", "+同国は譲らない構えである。"], [("同国", "ベトナム")]),
    (["フィリピンは抗議した。", "+同国防衛省は声明を出した。"], [("同国", "フィリピン")]),
    (["北朝鮮が朝に上げた気球は、同国西部から流れてきた。"], [("同国", "北朝鮮")]),
    (["チリの議会は、同国が条約を結ばないことを決めた。"], [("同国", "チリ")]),
    (["社長はセルビアに工場を建てることで同国と折り合った。"], [("同国", "セルビア")]),
    (["エジプトの改革の裏には、同国とスーダンとの水争いがある。"], [("同国", "エジプト")]),
    (["ケニアで会合が開かれた。", "+参加者は多かった。", "+同国の外相が議長を務めた。"], [("同国", "ケニア")]),
    # the organ of a state brings that state
    (["ロシア国防省は損害を認めた。", "+同国は増援を送った。"], [("同国", "ロシア")]),
    # a body that is no state is no rival, nor is a person
    (["NATOはウクライナに装備を送った。", "+同国は謝意を示した。"], [("同国", "ウクライナ")]),
    (["国連の使節がスーダンに入った。", "+同国では戦闘が続く。"], [("同国", "スーダン")]),
    # a city or a region is no state
    (["代表団はモンゴルのウランバートルに着いた。", "+同国は中立を掲げる。"], [("同国", "モンゴル")]),
    # the same state named twice is one candidate
    (["ポーランドは派兵を拒み、ポーランド軍は国境に残った。", "+同国は支援を続ける。"], [("同国", "ポーランド")]),
    # the sentence's topic would call itself 自国: the other one is meant
    (["中国はカンボジアに資金を貸し、同国の港を整えた。"], [("同国", "カンボジア")]),
    (["インドはロシアから原油を買い、同国との決済を通貨で行う。"], [("同国", "ロシア")]),
    # so it is where the topic is the only state of the sentence
    (["カンボジアは資金を求めた。", "+中国は同国に港を整える資金を貸した。"], [("同国", "カンボジア")]),
    # a state in a compound word is not in focus where another is
    (["米国製の兵器を受け取ったウクライナで、同国の部隊が訓練を受けた。"], [("同国", "ウクライナ")]),
    (["対露制裁に加わったスイスでは、同国の銀行が口座を閉じた。"], [("同国", "スイス")]),
    # a quotation that has ended does not hide what it names
    (["首相は「フィンランドは友だ」と述べ、同国への支援を約束した。"], [("同国", "フィンランド")]),
]

ONE_STATE_LEFT_OPEN: list[Case] = [
    (["同国は声明を出した。"], [("同国", None)]),
    # subject or object
    (["中国は米国を批判した。", "+同国は態度を変えていない。"], [("同国", None)]),
    (["日本とフィリピンは協定に署名した。", "+同国は批准を急ぐ。"], [("同国", None)]),
    (["ロシアが北朝鮮から砲弾を得たと、同国は否定した。"], [("同国", None)]),
    (["カンボジアはラオスに資金を求めた。", "+中国は同国に港を整える資金を貸した。"], [("同国", None)]),
    # three candidates
    (["中国は、米国が台湾に武器を売ったことを受け、同国の企業に制裁を科した。"], [("同国", None)]),
    (["フランス、ドイツ、ポーランドの外相が会った。", "+同国は文書を公表した。"], [("同国", None)]),
    (["中露は演習を行った。", "+同国は艦艇を送った。"], [("同国", None)]),
    # only a word made from the state's name
    (["米国製の兵器が届いた。", "+同国は沈黙した。"], [("同国", None)]),
    (["使節団が訪朝した。", "+同国は歓迎した。"], [("同国", None)]),
    (["フランス語の授業が始まった。", "+同国の文化も学ぶ。"], [("同国", None)]),
    # a body that is no state
    (["NATOは声明を出した。", "+同国は署名しなかった。"], [("同国", None)]),
    (["欧州では反発が広がった。", "+同国は沈黙した。"], [("同国", None)]),
    # another section, another paragraph
    (["ベトナムは声明を出した。", "#第2節 経済", "同国は輸出を増やした。"], [("同国", None)]),
    (["ベトナムは声明を出した。", "物価は上がった。", "同国は輸出を増やした。"], [("同国", None)]),
    # too far back
    (
        ["ケニアで会合が開かれた。", "+参加者は多かった。", "+議題も多かった。", "+食事も出た。", "+同国の名は出なかった。"],
        [("同国", None)],
    ),
    # inside a quotation the speaker's words count, not the writer's
    (["カナダの報道官は、「同国には失望した」と述べた。"], [("同国", None)]),
    # a state inside an agency's name, or inside the name of a war
    (["中国商務省は輸出を許可制にした。", "+米海運庁によると、同国の船は減った。"], [("同国", "中国")]),
    (["ウクライナ侵攻が続く。", "+同国は沈黙した。"], [("同国", None)]),
    # the state is named only afterwards
    (["同国と隣り合うモンゴルは中立を掲げる。"], [("同国", None)]),
    # other words
    (["ベトナムは声明を出し、同国民の不安を鎮めた。"], [("同国", None)]),
    (["ベトナムは声明を出し、同国防相は会見した。"], [("同国", None)]),
    (["ベトナムは声明を出し、同国会は法案を通した。"], [("同国", None)]),
    (["ベトナムは共同国際会議を開いた。"], [("同国", None)]),
    (["ベトナムは同時に、同盟国と同年の同日に動いた。"], [("同時", None), ("同盟", None), ("同年", None), ("同日", None)]),
]

TWO_STATES: list[Case] = [
    (["ブラジルとチリの接近が続く。", "+選挙の後も、両国は取引を広げた。"], [("両国", "ブラジル+チリ")]),
    (["中露関係は深まった。", "+両国は宣言に署名した。"], [("両国", "中国+ロシア")]),
    (["中露関係は深まった。", "両国は宣言に署名した。"], [("両国", "中国+ロシア")]),
    (["ロシアは武器を求めた。", "+中国は慎重だったが、両国関係は続いた。"], [("両国", "ロシア+中国")]),
    (["ペルーによる漁をチリが妨げ、両国の船がぶつかった。"], [("両国", "ペルー+チリ")]),
    (["インド・パキスタン関係は冷え、両国の大使は去った。"], [("両国", "インド+パキスタン")]),
    (["ザンビアからタンザニアまでの道が開き、両国の商いを助ける。"], [("両国", "ザンビア+タンザニア")]),
    (["日韓首脳は会談し、両国首脳は往来を再開した。"], [("両国", "日本+韓国")]),
    # the organs of two states bring the two
    (["ロシア外務省と中国外交部は覚書を交わした。", "+両国は毎年会う。"], [("両国", "ロシア+中国")]),
    # between the speakers of a quotation
    (["中露首脳の声明は「両国関係は最良である」とうたう。"], [("両国", "中国+ロシア")]),
    # inside the name of a war or a treaty, where no other state is named
    (["中印国境紛争が始まった。", "+両国は川まで退いた。"], [("両国", "中国+インド")]),
    (["日ソ共同宣言が結ばれ、両国は大使を送った。"], [("両国", "日本+ソビエト連邦")]),
    (["イラン・イラク戦争が終わった。", "+両国は捕虜を返した。"], [("両国", "イラン+イラク")]),
    # the pair named last, after other states
    (["米国は懸念を示した。", "+中露は演習を行い、両国の艦艇が並んだ。"], [("両国", "中国+ロシア")]),
]

TWO_STATES_LEFT_OPEN: list[Case] = [
    (["両国は宣言に署名した。"], [("両国", None)]),
    (["中国は宣言に署名した。", "+両国は協力を深めた。"], [("両国", None)]),
    # the last pair is stale: another state has come since
    (["日韓の溝が深まる中で、日本にはインドとの取引も重い。", "+両国は宣言に署名した。"], [("両国", None)]),
    (["米国とフィリピンは演習を行った。", "+中国は両国を非難した。"], [("両国", None)]),
    (["日本と韓国は協定に署名し、オーストラリアも続いた。", "+両国は批准を急ぐ。"], [("両国", None)]),
    (["日米韓は会合を開いた。", "+両国は声明を出した。"], [("両国", None)]),
    # two that are no two states
    (["NATOとロシアは対話を絶った。", "+両国は非難し合った。"], [("両国", None)]),
    (["モスクワと北京の距離は縮んだ。", "+両国は声明を出した。"], [("両国", None)]),
    (["ロシア製の機体と米国製の部品を使う。", "+両国は輸出を止めた。"], [("両国", None)]),
    # already said by the names directly before it
    (["中露両国は宣言に署名した。"], [("両国", None)]),
    (["インド、パキスタン両国は宣言に署名した。"], [("両国", None)]),
    # a third state beside the war's name, two wars, a war of one state's parts
    (["中印国境紛争が始まり、パキスタンは歓迎した。", "+両国は退いた。"], [("両国", None)]),
    (["中印国境紛争と中越戦争が終わった。", "+両国は退いた。"], [("両国", None)]),
    (["南北戦争が始まった。", "+両国は対立した。"], [("両国", None)]),
    # a leader whose state nobody named
    (["ゴルド大統領はウクライナを訪れた。", "+両国は協定に署名した。"], [("両国", None)]),
    (["中露関係は深まった。", "#第2節 経済", "両国の貿易は増えた。"], [("両国", None)]),
    # other words
    (["中国とロシアは川の両岸で、両方の側面から両面に備えた。"], [("両岸", None), ("両方", None), ("両面", None)]),
    (["中国とロシアの力士が両国国技館に立った。"], [("両国", None)]),
]

PERSONS: list[Case] = [
    (["セルゲイ・ドロノフ外相が来た。", "+同氏は記者会見を開いた。"], [("同氏", "セルゲイ・ドロノフ")]),
    (["市は地主のセルゲイ・ドロノフ氏と話し合い、同氏は土地を譲った。"], [("同氏", "セルゲイ・ドロノフ")]),
    # an administration is no second person
    (["バイデン政権はジェフリー・ハイントンを起用し、同氏は就任を受け入れた。"], [("同氏", "ジェフリー・ハイントン")]),
    # a title picks the one who bears it
    (
        ["アンナ・ベルク大統領はジェフリー・ハイントン外相を伴った。", "+同大統領は演説した。", "+同外相は黙っていた。"],
        [("同大統領", "アンナ・ベルク"), ("同外相", "ジェフリー・ハイントン")],
    ),
    (["陳明遠報道官が答えた。", "+同報道官は質問を遮った。"], [("同報道官", "陳明遠")]),
    (["陳明遠教授が論じた。", "+賛同は少なかった。", "+同教授は撤回した。"], [("同教授", "陳明遠")]),
    (["アンナ・ベルク副大統領が来た。", "+同副大統領は帰国した。"], [("同副大統領", "アンナ・ベルク")]),
    (
        ["アンナ・ベルク大統領とジェフリー・ハイントン大統領が会談した。", "+両大統領は文書に署名した。"],
        [("両大統領", "アンナ・ベルク+ジェフリー・ハイントン")],
    ),
    (
        ["アンナ・ベルク大統領はジェフリー・ハイントン首相と会談した。", "+両首脳は文書に署名した。"],
        [("両首脳", "アンナ・ベルク+ジェフリー・ハイントン")],
    ),
    (["陳明遠教授とセルゲイ・ドロノフ研究員が論じた。", "+両氏は対立した。"], [("両氏", "陳明遠+セルゲイ・ドロノフ")]),
]

PERSONS_LEFT_OPEN: list[Case] = [
    (["同氏は答えた。"], [("同氏", None)]),
    (["アンナ・ベルクとジェフリー・ハイントンが来た。", "+同氏は答えた。"], [("同氏", None)]),
    (["アンナ・ベルクがジェフリー・ハイントンを批判した。", "+同氏は答えなかった。"], [("同氏", None)]),
    # nobody with that title
    (["セルゲイ・ドロノフ外相が来た。", "+同大統領は答えた。"], [("同大統領", None)]),
    (["セルゲイ・ドロノフ外相が来た。", "+同副外相は答えた。"], [("同副外相", None)]),
    (["アンナ・ベルク大統領とジェフリー・ハイントン大統領が会談した。", "+同大統領は演説した。"], [("同大統領", None)]),
    (["アンナ・ベルク大統領が来た。", "#第2節 反応", "同大統領は演説した。"], [("同大統領", None)]),
    (["アンナ・ベルク大統領が来た。", "+同大統領府は黙っていた。"], [("同大統領", None)]),
    # leaders without names
    (["中露首脳会談が開かれた。", "+両首脳は文書に署名した。"], [("両首脳", None)]),
    (["アンナ・ベルク大統領は陳明遠教授と会った。", "+両首脳は文書に署名した。"], [("両首脳", None)]),
    (["アンナ・ベルク氏、陳明遠教授、セルゲイ・ドロノフ氏が論じた。", "+両氏は対立した。"], [("両氏", None)]),
    (["アンナ・ベルク大統領が来た。", "+同氏名は伏せられた。"], [("同氏", None)]),
    # the former and the latter may be anything
    (["中国とロシアの関係には経済と軍事がある。", "+前者は伸び、後者は止まった。"], [("前者", None), ("後者", None)]),
]

PRONOUNS: list[Case] = [
    (["陳明遠報道官は会見した。", "+翌日には、彼は質問を遮った。", "+彼は去った。"], [("彼", "陳明遠"), ("彼", "陳明遠")]),
    (["アンナ・ベルク大統領は演説した。", "+彼女が帰ると、雨がやんだ。"], [("彼女", "アンナ・ベルク")]),
    # not the subject, two persons, somebody else since, too far back, in a quotation, another paragraph
    (["アンナ・ベルク大統領を批判した。", "+彼女は黙った。"], [("彼女", None)]),
    (["アンナ・ベルク大統領は陳明遠報道官と会った。", "+彼は黙った。"], [("彼", None)]),
    (["陳明遠報道官は会見した。", "+アンナ・ベルク大統領が来ると、彼は黙った。"], [("彼", None)]),
    (["陳明遠報道官は会見した。", "+雨が降った。", "+彼は黙った。"], [("彼", None)]),
    (["陳明遠報道官は会見した。", "+記者は「彼は黙った」と書いた。"], [("彼", None)]),
    (["陳明遠報道官は会見した。", "彼は黙った。"], [("彼", None)]),
    (["バイデン政権は発足した。", "+彼は黙った。"], [("彼", None)]),
    (["陳明遠報道官は会見した。", "+彼らは黙った。", "+彼我の差は開いた。"], [("彼", None), ("彼", None)]),
]

BODIES: list[Case] = [
    (["防衛省は発射を確かめた。", "+同省によると、被害はない。"], [("同省", "防衛省")]),
    (["ロシア国防省は中国外交部に文書を送り、同省の立場を伝えた。"], [("同省", "ロシア国防省")]),
    (["『人民日報』は論評を載せた。", "+同紙は警告を繰り返した。"], [("同紙", "人民日報")]),
    (["中国共産党は会議を開き、同党の規約を改めた。"], [("同党", "中国共産党")]),
    (["ウクライナ軍は反撃し、同軍の部隊が川を渡った。"], [("同軍", "ウクライナ軍")]),
    (["ノルドマリン社が受注した。", "+同社は増産する。"], [("同社", "ノルドマリン")]),
    (["露朝海洋協力条約に署名した。", "+同条約は秋に発効した。"], [("同条約", "露朝海洋協力条約")]),
    # two of the kind
    (["ロシア国防省とロシア外務省が発表した。", "+同省は損害を認めた。"], [("同省", None)]),
    (["ロシア軍とウクライナ軍が衝突した。", "+同軍は川を渡った。"], [("同軍", None)]),
    # none of the kind
    (["『人民日報』は論評を載せた。", "+同省は黙っていた。"], [("同省", None)]),
    (["共同声明を発表した。", "+同条約は発効しない。"], [("同条約", None)]),
    # other words
    (["ロシア軍は退いた。", "+同軍事演習は終わった。", "+同社会の不安は残った。"], [("同軍", None), ("同社", None)]),
]

COMPANIES: list[Case] = [
    (["トヨタ自動車とパナソニックは提携した。", "+両社は工場を建てる。"], [("両社", "トヨタ自動車+パナソニック")]),
    (["ノルドガス社はマリンテク社と提携し、両社の株価が上がった。"], [("両社", "ノルドガス+マリンテク")]),
    (
        ["トヨタ自動車とパナソニックは提携した。", "+トヨタ自動車は資金を出した。", "+両社は工場を建てる。"],
        [("両社", "トヨタ自動車+パナソニック")],
    ),
    # a paper that tells of them is none of the two
    (["ロイター通信によればトヨタ自動車とパナソニックは提携した。", "+両社は工場を建てる。"], [("両社", "トヨタ自動車+パナソニック")]),
    # one, three, a third since, one that may be a company, another paragraph
    (["トヨタ自動車は工場を建てた。", "+両社は歓迎した。"], [("両社", None)]),
    (["トヨタ自動車、パナソニック、ソニーは提携した。", "+両社は工場を建てる。"], [("両社", None)]),
    (["トヨタ自動車とパナソニックは提携した。", "+ソニーも加わった。", "+両社は工場を建てる。"], [("両社", None)]),
    (["トヨタ自動車と朝日新聞は提携した。", "+両社は催しを開く。"], [("両社", None)]),
    (["トヨタ自動車とパナソニックは鉄鋼大手ノルドマリンを買う。", "+両社は工場を建てる。"], [("両社", None)]),
    (["トヨタ自動車とパナソニックは提携した。", "両社は工場を建てる。"], [("両社", None)]),
    (["トヨタ自動車とパナソニックは提携した。", "+両社長は会った。"], [("両社", None)]),
]

FORCES_AND_MORE: list[Case] = [
    (["中露両軍は演習を行った。"], [("両軍", "中国人民解放軍+ロシア軍")]),
    (["中国とロシアは演習を行った。", "+両軍の艦艇が並んだ。"], [("両軍", "中国人民解放軍+ロシア軍")]),
    (["ロシア軍はウクライナ軍と衝突し、両軍とも損害を出した。"], [("両軍", "ロシア軍+ウクライナ軍")]),
    (["両軍は川を挟んで向かい合った。"], [("両軍", None)]),
    (["日米韓は会合を開いた。", "+3カ国は声明を出した。"], [("3カ国", "日本+米国+韓国")]),
    (["エストニア、ラトビア、リトアニアは合意した。", "+3か国は通貨を替えた。"], [("3か国", "エストニア+ラトビア+リトアニア")]),
    (["日米豪印は会合を開き、4カ国は演習を続ける。"], [("4カ国", "日本+米国+オーストラリア+インド")]),
    # already said, another number, a count, another group
    (["日米韓3カ国は声明を出した。"], [("3カ国", None)]),
    (["日米韓は会合を開いた。", "+5カ国は声明を出した。"], [("5カ国", None)]),
    (["日米韓は会合を開いた。", "+3カ国以上が声明を出した。"], [("3カ国", None)]),
    (["日米韓は会合を開いた。", "+ほかの3カ国は声明を出した。"], [("3カ国", None)]),
    (["日米韓は会合を開いた。", "+中国も動いた。", "+3カ国は声明を出した。"], [("3カ国", None)]),
]

CASES = [
    *ONE_STATE,
    *ONE_STATE_LEFT_OPEN,
    *TWO_STATES,
    *TWO_STATES_LEFT_OPEN,
    *PERSONS,
    *PERSONS_LEFT_OPEN,
    *PRONOUNS,
    *BODIES,
    *COMPANIES,
    *FORCES_AND_MORE,
]


def document(texts: list[str]) -> list[tuple[Sentence, list[Mention]]]:
    lines: list[tuple[Sentence, list[Mention]]] = []
    paragraph = section = offset = 0
    for number, text in enumerate(texts):
        paragraph += not text.startswith("+")
        heading = text.startswith("#")
        section += heading
        text = text.lstrip("+#")
        kind = "heading" if heading else "body"
        lines.append((Sentence(f"s{number}", kind, Text.of(text, offset), paragraph, 1, section), find(text)))
        offset += len(text)
    return lines


def stands_for(texts: list[str], expressions: list[str]) -> list[str | None]:
    """What each expression, sought from left to right, stands for: names joined with +; None where it has no row."""
    lines = document(texts)
    found, _ = resolve(lines)
    rows = {(number, m.start): m for number, mentions in enumerate(found) for m in mentions if m.method == "coreference"}
    answers: list[str | None] = []
    number = at = 0
    for expression in expressions:
        while (start := lines[number][0].text.find(expression, at)) < 0:
            number, at = number + 1, 0
        at = start + len(expression)
        mention = rows.get((number, start))
        answers.append("+".join(name for _, name in value(mention).ids) if mention and mention.text == expression else None)
    return answers


def value(mention: Mention) -> Name:
    assert isinstance(mention.value, Name)
    return mention.value


@pytest.mark.parametrize(("texts", "expected"), CASES)
def test_what_an_expression_stands_for(texts: list[str], expected: list[tuple[str, str | None]]) -> None:
    assert stands_for(texts, [expression for expression, _ in expected]) == [name for _, name in expected]


def test_an_expression_left_open_is_no_problem_row() -> None:
    for texts, _ in [*ONE_STATE_LEFT_OPEN, *TWO_STATES_LEFT_OPEN]:
        assert resolve(document(texts))[1] == []


def test_a_title_is_the_role_of_the_row() -> None:
    found, _ = resolve(document(["アンナ・ベルク大統領が来た。", "+同大統領は演説した。"]))
    assert [value(m).role for m in found[1]] == ["大統領"]


def test_rules_give_their_examples_and_leave_their_rejects() -> None:
    """An example's `name` is the expression the rule finds; rules of context are read right behind a name."""
    behind = {"word-after", "no-person", "joint", "topic"}
    for rule in rules.load("coreference"):
        read = rule.pattern.match if rule.fields["kind"] in behind else rule.pattern.search
        for example in rule.examples:
            found = read(example["text"])
            assert found, (rule.id, example)
            assert found["name"] == example["name"], rule.id
        for reject in rule.rejects:
            assert not read(reject), (rule.id, reject)


@given(
    st.lists(
        st.sampled_from(
            ["中国は", "ロシアと", "中露", "両国", "同国", "同氏", "両軍", "プーチン大統領", "彼は", "日露戦争", "「", "」", "。", "3カ国"]
        ),
        max_size=30,
    )
)
def test_any_passage_keeps_its_spans_sorted_and_disjoint(parts: list[str]) -> None:
    text = "".join(parts) or "。"
    found, _ = resolve(document([text]))
    at = 0
    for mention in found[0]:
        assert at <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        at = mention.end
