"""Identity over a document: who 習 is after 習近平, what GUR stands for, whose 国防省 it is."""

from __future__ import annotations

import pytest

from pipeline.extract.entities import find
from pipeline.model import Mention, Name, Problem, Sentence, Text
from pipeline.resolve.names import resolve


def document(*texts: str) -> list[tuple[Sentence, list[Mention]]]:
    """Sentences of one paragraph each; a text that begins with + continues the paragraph before it."""
    lines: list[tuple[Sentence, list[Mention]]] = []
    paragraph, offset = 0, 0
    for number, text in enumerate(texts):
        paragraph += not text.startswith("+")
        text = text.lstrip("+")
        lines.append((Sentence(f"s{number}", "body", Text.of(text, offset), paragraph, 1), find(text)))
        offset += len(text)
    return lines


def resolved(*texts: str, abbreviations: list[tuple[str, str]] | None = None) -> tuple[list[list[str]], list[Problem]]:
    """Mentions as `text=canonical name`, a list for each sentence."""
    lines, problems = resolve(document(*texts), abbreviations or [])
    return [[f"{m.text}={'+'.join(n for _, n in value(m).ids)}" for m in line] for line in lines], problems


def value(mention: Mention) -> Name:
    assert isinstance(mention.value, Name)
    return mention.value


PERSONS = [
    # a family name goes to the person introduced
    (["陳明遠外相が来た。", "陳外相は答えた。"], [["陳明遠=陳明遠"], ["陳=陳明遠"]]),
    (["陳明遠外相が来た。", "陳は答えた。"], [["陳明遠=陳明遠"], ["陳=陳明遠"]]),
    (
        ["セルゲイ・ドロノフ外相が来た。", "ドロノフは答えた。"],
        [["セルゲイ・ドロノフ=セルゲイ・ドロノフ"], ["ドロノフ=セルゲイ・ドロノフ"]],
    ),
    (
        ["セルゲイ・ドロノフ外相が来た。", "ドロノフ外相は答えた。"],
        [["セルゲイ・ドロノフ=セルゲイ・ドロノフ"], ["ドロノフ=セルゲイ・ドロノフ"]],
    ),
    (["佐々木一郎教授が論じた。", "佐々木教授は答えた。"], [["佐々木一郎=佐々木一郎"], ["佐々木=佐々木一郎"]]),
    # the gazetteer knows one by a short name
    (["プーチン大統領が来た。"], [["プーチン=ウラジーミル・プーチン"]]),
    # the document's own person of that name comes first
    (["アンナ・プーチン教授が論じた。", "プーチン教授は答えた。"], [["アンナ・プーチン=アンナ・プーチン"], ["プーチン=アンナ・プーチン"]]),
    # the title tells two of one family apart
    (
        ["陳明遠外相と陳大文国防相が来た。", "陳外相は答えた。", "陳国防相は黙った。"],
        [["陳明遠=陳明遠", "陳大文=陳大文"], ["陳=陳明遠"], ["陳=陳大文"]],
    ),
    # a family name is found before its person is introduced, if there is only one
    (["陳外相は答えた。", "陳明遠は帰国した。陳明遠外相である。"], [["陳=陳明遠"], ["陳明遠=陳明遠"]]),
    # what a title told once is a name without it, but not inside a compound
    (["ドロノフ外相は答えた。", "ドロノフは帰国した。"], [["ドロノフ=ドロノフ"], ["ドロノフ=ドロノフ"]]),
    (["ドロノフ外相は答えた。", "ドロノフ調査団は帰国した。"], [["ドロノフ=ドロノフ"], []]),
    (["陳明遠氏は答えた。", "陳明遠は帰国した。"], [["陳明遠=陳明遠"], ["陳明遠=陳明遠"]]),
    (["ドロノフは黙った。"], [[]]),
    # a family name no list has: the first two of four characters
    (["井筒俊司が答えた。", "井筒は去った。"], [["井筒俊司=井筒俊司"], ["井筒=井筒俊司"]]),
    (["昭和天皇が答えた。", "昭和は長い。"], [["昭和天皇=昭和天皇"], []]),
    # an office of another kind is another person's: who led a state is no member of parliament, who was a minister no company's head
    (["クラーク首相は答えた。"], [["クラーク=ヘレン・クラーク"]]),
    (["クラーク議員は答えた。"], [["クラーク=クラーク"]]),
    (["佐藤外相は答えた。"], [["佐藤=佐藤栄作"]]),
    (["佐藤監督は答えた。"], [["佐藤=佐藤"]]),
    # nobody was introduced: the name keeps its own identity
    (["ドロノフ外相は答えた。"], [["ドロノフ=ドロノフ"]]),
    # so do several of them, and one with others
    (
        ["ジェフリー・ハイントンは警告した。", "ハイントンらは署名した。"],
        [["ジェフリー・ハイントン=ジェフリー・ハイントン"], ["ハイントン=ジェフリー・ハイントン"]],
    ),
    (["陳明遠教授が論じた。", "陳らはこれを退けた。"], [["陳明遠=陳明遠"], ["陳=陳明遠"]]),
    (
        ["ヨシュア・ハマダ・トロント大学教授が来た。", "ハマダは答えた。"],
        [["ヨシュア・ハマダ=ヨシュア・ハマダ", "トロント大学=トロント大学"], ["ハマダ=ヨシュア・ハマダ"]],
    ),
    # an ordinary word is no person
    (["金明遠外相が来た。", "金は値上がりした。"], [["金明遠=金明遠"], []]),
    (["陳明遠外相が来た。", "陳列が終わった。"], [["陳明遠=陳明遠"], []]),
    (["セルゲイ・ドロノフ外相が来た。", "ドロノフスクを訪れた。"], [["セルゲイ・ドロノフ=セルゲイ・ドロノフ"], []]),
]

SHORTS = [
    (
        ["北極航路管理委員会（以下、管理委）が決めた。", "管理委は決めた。"],
        [["北極航路管理委員会=北極航路管理委員会", "管理委=北極航路管理委員会"], ["管理委=北極航路管理委員会"]],
    ),
    (
        ["極地航路研究所（PRX）の試算を引く。", "PRXは増えると見た。"],
        [["極地航路研究所=極地航路研究所", "PRX=極地航路研究所"], ["PRX=極地航路研究所"]],
    ),
    # of two names the gazetteer does not know, or knows as something else
    (
        ["国民防災サービス（NDS）を設けた。", "NDSは職員を増やした。"],
        [["国民防災サービス=国民防災サービス", "NDS=国民防災サービス"], ["NDS=国民防災サービス"]],
    ),
    (
        ["海洋に関するグローバル・パートナーシップ（GPOX）ができた。", "GPOXは提言した。"],
        [
            [
                "海洋に関するグローバル・パートナーシップ=海洋に関するグローバル・パートナーシップ",
                "GPOX=海洋に関するグローバル・パートナーシップ",
            ],
            ["GPOX=海洋に関するグローバル・パートナーシップ"],
        ],
    ),
    (
        ["深海学習研究所（Milda）の試算を引く。", "Mildaは増えると見た。"],
        [["深海学習研究所=深海学習研究所", "Milda=深海学習研究所"], ["Milda=深海学習研究所"]],
    ),
    # the short name first, the full name in the bracket
    (
        ["DKX（極地投資審査委員会）が決めた。", "DKXは黙った。"],
        [["DKX=極地投資審査委員会", "極地投資審査委員会=極地投資審査委員会"], ["DKX=極地投資審査委員会"]],
    ),
    # not before it is defined
    (["PRXは増えると見た。", "極地航路研究所（PRX）の試算を引く。"], [[], ["極地航路研究所=極地航路研究所", "PRX=極地航路研究所"]]),
    # not inside another word
    (["極地航路研究所（PRX）の試算を引く。", "PRXYは増えると見た。"], [["極地航路研究所=極地航路研究所", "PRX=極地航路研究所"], []]),
    # the tail of one longer name given before
    (
        ["露朝海洋協力条約に署名した。", "海洋協力条約は発効した。"],
        [["露朝海洋協力条約=露朝海洋協力条約"], ["海洋協力条約=露朝海洋協力条約"]],
    ),
    # the tail of two is nobody's
    (
        ["露朝海洋協力条約と日韓海洋協力条約を比べる。", "海洋協力条約は発効した。"],
        [["露朝海洋協力条約=露朝海洋協力条約", "日韓海洋協力条約=日韓海洋協力条約"], ["海洋協力条約=海洋協力条約"]],
    ),
]

REPEATS = [
    (["ノルドマリン社が受注した。", "ノルドマリンは増産する。"], [["ノルドマリン=ノルドマリン"], ["ノルドマリン=ノルドマリン"]]),
    (["「東の盾」演習に加わった。", "東の盾は毎年開かれる。"], [["東の盾=東の盾"], []]),
    (["「東方の盾」演習に加わった。", "東方の盾は毎年開かれる。"], [["東方の盾=東方の盾"], ["東方の盾=東方の盾"]]),
    (["チホスク飛行場に運んだ。", "チホスクの衛星画像を見る。"], [["チホスク飛行場=チホスク飛行場"], ["チホスク=チホスク"]]),
    # not inside another word
    (["ノルドマリン社が受注した。", "ノルドマリンスクを訪れた。"], [["ノルドマリン=ノルドマリン"], []]),
    # one name, two readings: neither is repeated
    (
        [
            "ノルドマリン社が受注した。",
            "ノルドマリン海峡とノルドマリン州を訪れた。",
            "空母「ノルドマリン」が出た。",
            "ノルドマリンは増える。",
        ],
        [
            ["ノルドマリン=ノルドマリン"],
            ["ノルドマリン海峡=ノルドマリン海峡", "ノルドマリン州=ノルドマリン州"],
            ["ノルドマリン=ノルドマリン"],
            [],
        ],
    ),
]

ORGANS = [
    (["ロシアの国防省が発表した。"], [["ロシア=ロシア", "国防省=ロシア国防省"]]),
    (["ロシアが反発した。", "+国防省は声明を出した。"], [["ロシア=ロシア"], ["国防省=ロシア国防省"]]),
    # another paragraph has another focus
    (["ロシアが反発した。", "国防省は声明を出した。"], [["ロシア=ロシア"], ["国防省=国防省"]]),
    # の and the focus are nearer than a longer name told before
    (
        ["ドイツ国防省が発表した。", "フランスの国防省は黙った。", "+国防省は動いた。", "国防省は退いた。"],
        [["ドイツ国防省=独国防省"], ["フランス=フランス", "国防省=仏国防省"], ["国防省=仏国防省"], ["国防省=独国防省"]],
    ),
]


@pytest.mark.parametrize(("texts", "expected"), PERSONS + SHORTS + REPEATS + ORGANS)
def test_identity(texts: list[str], expected: list[list[str]]) -> None:
    assert resolved(*texts)[0] == expected


def test_two_candidates_give_no_link_and_a_problem() -> None:
    lines, problems = resolved("陳明遠外相と陳大文国防相が来た。", "陳報道官は答えた。")
    assert lines[1] == ["陳=陳"]
    assert [problem.code for problem in problems] == ["ambiguous-person"]
    assert problems[0].sentence_id == "s1"


def test_an_organ_of_two_states_is_left_and_reported() -> None:
    lines, problems = resolved("ロシアとウクライナが反発した。", "+国防省は声明を出した。")
    assert lines[1] == ["国防省=国防省"]
    assert [problem.code for problem in problems] == ["ambiguous-organ"]


def test_the_report_s_abbreviations_are_read() -> None:
    lines, _ = resolved("ZZQは決めた。", abbreviations=[("ZZQ", "極地航路研究所")])
    assert lines == [["ZZQ=極地航路研究所"]]


def test_an_abbreviation_defined_twice_is_left_and_reported() -> None:
    texts = ["極地航路研究所（PRX）の試算を引く。", "深海資源研究所（PRX）の試算を引く。", "PRXは増えると見た。"]
    lines, problems = resolved(*texts)
    assert lines[2] == []
    assert {problem.code for problem in problems} == {"ambiguous-abbreviation"}


def test_spans_stay_sorted_and_disjoint_and_problems_lie_in_the_source() -> None:
    lines = document("陳明遠外相と陳大文国防相が来た。", "陳は陳報道官に答え、陳外相とは話さなかった。")
    found, problems = resolve(lines)
    for (sentence, _), mentions in zip(lines, found, strict=True):
        at = 0
        for mention in mentions:
            assert at <= mention.start < mention.end
            assert sentence.text[mention.start : mention.end] == mention.text
            at = mention.end
    assert all(problem.raw_start is not None and problem.raw_end is not None for problem in problems)
