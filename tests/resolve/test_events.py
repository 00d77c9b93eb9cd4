"""Events of sentences written for the guideline (docs/events.md), each a paragraph of one report."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.model import Date, Document, Event
from pipeline.settings import Settings

# paragraph, then each event as "action class date actors": its marks follow (-: not done, modality and >who says so)
TOLD = [
    ("中国は2023年5月にロシアと共同声明に署名した。", "署名する sign 2023-05 CHN"),
    ("2024年3月5日、米国と韓国は合同演習を実施し、北朝鮮はこれを非難した。", "演習する exercise 2024-03-05 USA|KOR", "非難する criticise 2024-03-05 PRK"),
    ("日本政府は2022年4月1日に対露制裁を発表した。", "発表する announce 2022-04-01 JPN"),
    ("フランスは2021年にドイツを訪問し、翌2022年に協定に署名した。", "訪問する visit 2021 FRA", "署名する sign 2022 FRA"),
    ("インドは2020年6月に署名した協定を2021年7月に破棄した。", "署名する sign 2020-06 IND", "破棄する sanction 2021-07 IND"),
    ("2019年9月、イラン外相は、米国が2018年に制裁を再開したと批判した。",
     "再開する other 2018 USA reported>IRN", "批判する criticise 2019-09 IRN"),
    ("ロシアによれば、ウクライナは2023年8月に無人機で攻撃を行った。", "攻撃する attack 2023-08 UKR reported>RUS"),
    ("トルコは2016年に協定に署名しなかった。", "署名する sign 2016 TUR -"),
    ("日本は2027年に艦艇を派遣する計画である。", "派遣する deploy 2027 JPN planned>JPN"),
    ("韓国は2025年に部隊を派遣した可能性がある。", "派遣する deploy 2025 KOR possible"),
    ("米国は2024年5月に兵器を供与したことを否定した。", "供与する supply 2024-05 USA denied>USA"),
    ("2018年6月、シンガポールで首脳会談が開かれた。", "開く meet 2018-06 "),
    ("英国は2020年12月にインドから攻撃を受けた。", "攻撃する attack 2020-12 IND"),
    ("中露両国は2022年3月2日、4月5日に共同声明を発表した。",
     "発表する announce 2022-03-02 CHN|RUS", "発表する announce 2022-04-05 CHN|RUS"),
    ("2023年10月に東京で開かれた会議で日本は支援を表明した。", "開く meet 2023-10 ", "表明する announce 2023-10 JPN"),
    # who does it
    ("2024年9月10日、ロシアのセルゲイ・ショイグ安全保障会議書記は会談で提案を評価した。", "評価する announce 2024-09-10 PERSON:セルゲイ・ショイグ"),
    ("2025年5月、中国海軍のフリゲート艦2隻が海域に進出した。", "進出する deploy 2025-05 ORG:人民解放軍海軍"),
    ("2024年1月に米国に逮捕された男は、帰国した。", "逮捕する sanction 2024-01 USA"),
    ("2022年のロシアによるウクライナ侵略は、国際秩序を揺るがした。", "侵略する attack 2022 RUS"),
    ("中国は2024年3月に、ロシアは2024年5月に条約に署名した。", "署名する sign 2024-03 CHN", "署名する sign 2024-05 RUS"),
    ("2021年9月16日に中国、9月22日に台湾、12月17日にエクアドルが、加入を申請した。",
     "申請する other 2021-09-16 CHN", "申請する other 2021-09-22 TWN", "申請する other 2021-12-17 ECU"),
    ("日本は2019年6月に「甲原則」を、2021年9月に「乙規範」を発表した。", "発表する announce 2019-06 JPN", "発表する announce 2021-09 JPN"),
    ("朝鮮中央通信は2023年5月30日、北朝鮮が2023年6月に衛星を打ち上げると報じた。",
     "打ち上げる launch 2023-06 PRK planned>ORG:朝鮮中央通信", "報じる announce 2023-05-30 ORG:朝鮮中央通信"),
    ("ウクライナ軍は、2022年3月に攻勢を撃退した後、5月に部隊を撤退させた。", "撃退する attack 2022-03 ORG:ウクライナ軍", "撤退する deploy 2022-05 ORG:ウクライナ軍"),
    ("2018年3月8日に協定がチリにて署名。", "署名する sign 2018-03-08 "),
    # when
    ("米国は2021年9月にフランスとの契約を破棄したため、フランスは大使を召還した。", "破棄する sanction 2021-09 USA"),
    ("2022年10月、英国を訪問した岸田首相は、首脳会談を行い、連携することを確認した。",
     "訪問する visit 2022-10 PERSON:岸田文雄", "会談する meet 2022-10 PERSON:岸田文雄", "確認する announce 2022-10 PERSON:岸田文雄"),
    ("米国が合意に署名し、撤退を決めたのは、2020年2月だった。", "署名する sign 2020-02 USA", "決める agree 2020-02 USA"),
    ("ミャンマー国軍が2021年2月に首都を制圧すると、米国はこれを批判した。", "制圧する attack 2021-02 ORG:ミャンマー国軍"),
    ("2019年2月の会談は合意なく終わり、その後、北朝鮮は発射を再開した。", "終わる meet 2019-02 "),
    ("EU理事会は2022年10月6日、制裁を採択したと発表した。", "発表する announce 2022-10-06 ORG:欧州連合理事会"),
    ("2024年2月には、日本が新法を制定したと報じられた。", "制定する legislate 2024-02 JPN reported"),
    # what counts
    ("2023年3月にサウジアラビアとイランが正常化に合意したことは、影響力の高まりを示した。", "合意する agree 2023-03 SAU|IRN"),
    ("2014年5月、中国は海警船を派遣せざるを得なかった。", "派遣する deploy 2014-05 CHN"),
    # none of these is an event
    ("2022年の輸出額は前年より増加した。",),
    ("日本は2020年に資源を守る法を有していた。",),
    ("2024年の情勢については次節で述べる。",),
    ("中国が2030年に攻撃するかどうかは分からない。",),
]  # fmt: skip


def read(folder: Path, paragraphs: list[str]) -> Document:
    file = folder / "made.txt"
    file.write_text("\n\n".join(["はじめに", *paragraphs]), encoding="utf-8")
    return process(Input("made", "made.txt", file), Settings(), None)


def shown(event: Event) -> str:
    value = event.date.value.value if event.date and isinstance(event.date.value, Date) else ""
    told = "" if event.modality == "asserted" else f" {event.modality}"
    by = f">{'|'.join(event.said_by)}" if event.said_by else ""
    return f"{event.action} {event.action_class} {value} {'|'.join(event.actors)}{' -' if event.negative else ''}{told}{by}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    document = read(tmp_path_factory.mktemp("told"), [case[0] for case in TOLD])
    texts = {sentence.id: sentence.text for sentence in document.sentences}
    found: dict[str, list[str]] = defaultdict(list)
    for sentence_id, event in document.events:
        found[texts[sentence_id]].append(shown(event))
    return found


@pytest.mark.model
@pytest.mark.parametrize("case", TOLD, ids=[case[0] for case in TOLD])
def test_events(told: dict[str, list[str]], case: tuple[str, ...]) -> None:
    assert told[case[0]] == list(case[1:])


@pytest.mark.model
def test_the_subject_of_the_sentence_before_lasts_in_its_paragraph_only(tmp_path: Path) -> None:
    document = read(tmp_path, ["フランスは2020年に部隊を派遣した。2021年には撤退した。", "2022年には演習を行った。"])
    assert [(event.action, event.actors) for _, event in document.events] == [
        ("派遣する", ("FRA",)),
        ("撤退する", ("FRA",)),
        ("演習する", ()),
    ]


@pytest.mark.model
def test_roles(tmp_path: Path) -> None:
    document = read(tmp_path, ["米国は2023年にワルシャワでポーランドに戦車30両を供与した。"])
    ((_, event),) = document.events
    assert (event.targets, event.objects, [m.text for m in event.quantities]) == (("POL",), ("戦車30両",), ["30両"])
    assert [place for place in event.places if "ワルシャワ" in place]
