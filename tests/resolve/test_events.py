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
