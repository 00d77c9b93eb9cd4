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
    ("インドは2020年6月に署名した協定を2021年7月に破棄した。", "署名する sign 2020-06 IND", "破棄する other 2021-07 IND"),
    ("2019年9月、イラン外相は、米国が2018年に制裁を再開したと批判した。",
     "再開する sanction 2018 USA reported>IRN", "批判する criticise 2019-09 IRN"),
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
     "申請する announce 2021-09-16 CHN", "申請する announce 2021-09-22 TWN", "申請する announce 2021-12-17 ECU"),
    ("日本は2019年6月に「甲原則」を、2021年9月に「乙規範」を発表した。", "発表する announce 2019-06 JPN", "発表する announce 2021-09 JPN"),
    ("朝鮮中央通信は2023年5月30日、北朝鮮が2023年6月に衛星を打ち上げると報じた。",
     "打ち上げる launch 2023-06 PRK planned>ORG:朝鮮中央通信", "報じる announce 2023-05-30 ORG:朝鮮中央通信"),
    ("ウクライナ軍は、2022年3月に攻勢を撃退した後、5月に部隊を撤退させた。", "撃退する attack 2022-03 ORG:ウクライナ軍", "撤退する deploy 2022-05 ORG:ウクライナ軍"),
    ("2018年3月8日に協定がチリにて署名。", "署名する sign 2018-03-08 "),
    # several who act, and what is listed with what
    ("2023年11月、カナダのトルドー首相とイタリアのメローニ首相は、ローマで会談した。",
     "会談する meet 2023-11 PERSON:ジャスティン・トルドー|PERSON:ジョルジャ・メローニ"),
    ("2022年6月、ノルウェーの外相、デンマークの外相およびスウェーデンの外相は共同声明を発表した。", "発表する announce 2022-06 NOR|DNK|SWE"),
    ("米国・国防高等研究計画局は2020年5月に計画を公表した。", "公表する announce 2020-05 ORG:米国防高等研究計画局"),
    ("2021年8月、トルコの大統領自身、撤退を表明した。", "表明する announce 2021-08 TUR"),
    ("2013年9月の日印の協議では、輸出を増やすことで合意した。", "合意する agree 2013-09 JPN|IND"),
    ("2019年2月、フィリピン大統領による演説が行われた。", "演説する announce 2019-02 PHL"),
    ("2015年7月の英国によるイラン訪問であった。", "訪問する visit 2015-07 GBR"),
    # acts that a clause modifies
    ("安保理は2016年3月2日、北朝鮮が1月6日に行った核実験を非難する決議を採択した。",
     "実験する launch 2016-01-06 PRK", "採択する legislate 2016-03-02 ORG:国際連合安全保障理事会"),
    ("2012年4月に行われた日露外相会談後、両国は覚書に署名した。", "会談する meet 2012-04 "),
    ("2006年から数年おきに行ってきた核実験を2016年には北朝鮮が2回実施した。", "実験する launch 2016 PRK"),
    # clauses that tell why, how much or in view of what
    ("2025年1月、チェコとハンガリーが侵入阻止を目的にブルガリアの拠点を空爆し、3月にはベルギーが、ルーマニアが違反したとして、制裁を発動した。",
     "空爆する attack 2025-01 CZE|HUN", "発動する sanction 2025-03 BEL"),
    ("2018年5月、モンゴルが全長200キロにも及ぶ柵を設置し、往来を妨げる事件が発生した。", "設置する other 2018-05 MNG"),
    ("2017年10月にスペインが、翌年春に施設を返還することにポルトガルと合意した。",
     "返還する other 2018-21  planned>ESP", "合意する agree 2017-10 ESP"),
    ("2024年4月9日付の人民日報が、会談の中止を報じた。", "報じる announce 2024-04-09 ORG:人民日報"),
    ("前稿で紹介したように、NATOは2004年4月に拡大した。", "拡大する other 2004-04 ORG:北大西洋条約機構"),
    ("手続きが終われば、協定は2026年1月に発効する。",),
    # when
    ("米国は2021年9月にフランスとの契約を破棄したため、フランスは大使を召還した。", "破棄する other 2021-09 USA"),
    ("2022年10月、英国を訪問した岸田首相は、首脳会談を行い、連携することを確認した。",
     "訪問する visit 2022-10 PERSON:岸田文雄", "会談する meet 2022-10 PERSON:岸田文雄", "確認する announce 2022-10 PERSON:岸田文雄"),
    ("米国が合意に署名し、撤退を決めたのは、2020年2月だった。", "署名する sign 2020-02 USA", "決める agree 2020-02 USA"),
    ("ミャンマー国軍が2021年2月に首都を制圧すると、米国はこれを批判した。", "制圧する attack 2021-02 ORG:ミャンマー国軍"),
    ("2019年2月の会談は合意なく終わり、その後、北朝鮮は発射を再開した。", "終わる meet 2019-02 "),
    ("EU理事会は2022年10月6日、制裁を採択したと発表した。", "発表する announce 2022-10-06 ORG:欧州連合理事会"),
    ("2024年2月には、日本が新法を制定したと報じられた。", "制定する legislate 2024-02 JPN reported"),
    ("フランスは2023年夏、条件が満たされなければ参加しないと表明した。", "表明する announce 2023-22 FRA"),
    ("2023年末、新しい方針を確認することによって、カナダ政府は新しい戦略を提示した。",
     "確認する announce 2023 CAN", "提示する announce 2023 CAN"),
    ("海難が増えたため、エジプトは2024年10月にも隣国に対策を講じるよう要望した。", "要望する announce 2024-10 EGY"),
    ("インドは1996年には、企業から装置を入手しましたが、完成しなかったとしています。", "入手する other 1996 IND reported>IND"),
    ("2019年、メキシコは4月24日を記念日と定めた。", "定める legislate 2019 MEX"),
    ("ペルーは2016年11月30日開催の総会で減産に合意した。", "合意する agree 2016-11-30 PER"),
    ("カナダは2018年7月以降、1974年通商法に基づく制裁を発動した。", "発動する sanction 2018-07/.. CAN"),
    ("チリは2021年3月5日の記者団に対する会見で協定への支持を表明した。", "表明する support 2021-03-05 CHL"),
    ("2024年3月5日、トルコ軍は海峡を通過し、6日に水道を抜けて黒海に入った。",
     "通過する deploy 2024-03-05 ORG:トルコ軍", "抜ける deploy 2024-03-06 ORG:トルコ軍", "入る deploy 2024-03-06 ORG:トルコ軍"),
    ("ペルーは、2030年までに基地を建設する計画を2018年3月に発表した。", "建設する other 2030 PER planned>PER", "発表する announce 2018-03 PER"),
    ("2024年3月25日、トルコは隣国に部隊を駐留させる計画を発表した。", "発表する announce 2024-03-25 TUR"),
    ("2022年1月から3月末までの期間に、カナダは演習を実施した。", "演習する exercise 2022-01/2022-03 CAN"),
    ("2022年10月7日、ノルウェーは、スペインが部品を入手したり、開発したりする計画を公表した。", "公表する announce 2022-10-07 NOR"),
    ("1885年、労働者が集まって鉄道が完成すると、オランダで新税が導入された。", "導入する legislate 1885 "),
    ("2023年5月7日、カイロで開かれた外相会合において、チュニジアが決議を採択した。",
     "開く meet 2023-05-07 ", "採択する legislate 2023-05-07 TUN"),
    ("2022年1月の会議では、改正を前進させることが合意された。", "合意する agree 2022-01 "),
    ("2022年1月に始まったデモは、各地に拡大した。", "始まる other 2022-01 "),
    ("2004年9月に開かれた全体会議と拡大会議では、改革が決定された。", "開く meet 2004-09 ", "決定する legislate 2004-09 "),
    ("2014年のロシアによるクリミア併合からの流れが続く。", "併合する attack 2014 RUS"),
    ("ペルーは、使節を派遣した2019年7月以降の情勢を調査した。", "派遣する deploy 2019-07/.. PER"),
    ("日本は、2001年11月に署名し、2012年7月に締結した条約を改めた。", "署名する sign 2001-11 JPN", "締結する sign 2012-07 JPN"),
    ("署名式は2022年5月12日にパリで行われ、ベルギーは、協定に署名した。", "行う sign 2022-05-12 ", "署名する sign 2022-05-12 BEL"),
    ("この問題は1992年AMMの共同声明で言及された。", "言及する announce 1992 "),
    ("トルコは1991年12月に関与を開始するも、1995年3月に撤退した。", "開始する other 1991-12 TUR", "撤退する deploy 1995-03 TUR"),
    ("2012年9月には衛星観測が始まって以来最小の面積となった。",),
    ("2022年末の党中央委員会全員会議は、2024年に3基を追加する方針を決めた。",
     "追加する other 2024 EVENT:朝鮮労働党中央委員会全員会議 planned>EVENT:朝鮮労働党中央委員会全員会議",
     "決める agree 2022 EVENT:朝鮮労働党中央委員会全員会議"),
    # who it is
    ("インドと中国は、2020年6月、国境警備部隊が衝突した。", "衝突する attack 2020-06 IND|CHN"),
    ("2003年7月、オーストラリア等が支援団を派遣した。", "派遣する deploy 2003-07 AUS"),
    ("シリアは、2023年5月に資格の停止を解除され、首脳会議に出席した。", "解除する other 2023-05 ", "出席する meet 2023-05 SYR"),
    ("わが国は、1998年9月に条約を批准した。", "批准する legislate 1998-09 JPN"),
    ("2012年5月に再任されたプーチン大統領の下、政府は改革を進めた。", "再任する appoint 2012-05 "),
    # nouns made of verbs, and verbs in other spellings
    ("米国は、2001年4月25日、上級委員会に申立てを行った。", "申し立てる announce 2001-04-25 USA"),
    ("2019年7月にカナダが約束を取消した。", "取り消す other 2019-07 CAN"),
    ("首脳会談は2021年6月にスイスで行われた。", "会談する meet 2021-06 "),
    ("2024年3月、第81回海洋環境保護委員会（MEPC81）が開かれた。", "開く meet 2024-03 "),
    # whose ship, whose attack
    ("ロシア海軍フリゲート「ネウストラシムイ」が2024年5月に対馬海峡を抜けた。", "抜ける deploy 2024-05 ORG:ロシア海軍"),
    ("2022年2月3日には、フランスの空爆により、指導者が殺害された。", "殺害する attack 2022-02-03 FRA"),
    ("2022年2月には、フランスの支援により、橋が建設された。", "建設する other 2022-02 "),
    ("ベルギーは、2024年1月に国境の町に飛来したミサイルを調査した。", "飛来する patrol 2024-01 "),
    # the act that begins or succeeds gives the class
    ("ノルウェーは2011年11月に天然ガスの供給を開始した。", "開始する supply 2011-11 NOR"),
    ("1970年4月、中国は人工衛星の打ち上げに成功した。", "成功する launch 1970-04 CHN"),
    ("スウェーデンは2017年11月の白書において、開かれ、包摂的で、安定した地域を掲げた。", "掲げる announce 2017-11 SWE"),
    ("2017年11月の会談で、スペインとポルトガルは協力を強化することで一致した。", "一致する agree 2017-11 ESP|PRT"),
    # what counts
    ("2023年3月にサウジアラビアとイランが正常化に合意したことは、影響力の高まりを示した。", "合意する agree 2023-03 SAU|IRN"),
    ("2014年5月、中国は海警船を派遣せざるを得なかった。", "派遣する deploy 2014-05 CHN"),
    ("2025年9月に北京で行われた式典に、フランスとカナダの首脳が出席した。", "行う meet 2025-09 ", "出席する meet 2025-09 FRA|CAN"),
    ("2021年1月に発足した政権との協定に、メキシコは署名した。", "発足する other 2021-01 "),
    ("エジプトは、2022年8月に訪印し、首脳会談を行った後、協定に署名した。",
     "訪印する visit 2022-08 EGY", "会談する meet 2022-08 EGY", "署名する sign 2022-08 EGY"),
    # none of these is an event
    ("2022年の輸出額は前年より増加した。",),
    ("日本は2020年に資源を守る法を有していた。",),
    ("2024年の情勢については次節で述べる。",),
    ("中国が2030年に攻撃するかどうかは分からない。",),
    # dates that stand in clauses or on nouns beside what is told
    ("首脳会合は2024年10月カナダのオタワで開催されたサミットの機会に設定された。",
     "開催する meet 2024-10 ",
     "設定する other 2024-10 "),
    ("ペルーは2003年に条約からの脱退を宣言し、決議で求められている「早期の復帰」に応じていない。",
     "宣言する announce 2003 PER"),
    ("2020年8月22日にチリがペルーへ協定の延長を行わないことを発表し、ペルーでは市民から非難が湧き上がった。",
     "発表する announce 2020-08-22 CHL"),
    ("2018年8月にエジプトは委員会を設置する方針を示したが、翌月に大統領が退陣すると一方的に延期した。",
     "示す announce 2018-08 EGY",
     "退陣する appoint 2018-09 ",
     "延期する other 2018-09 EGY"),
    ("オランダは2017年に世界で初めて水素戦略を策定した国である。",
     "策定する legislate 2017 NLD"),
    ("この訴えは、ベトナムが2013年1月に条約に基づいて提起していたもので、中国は参加を拒んだ。",
     "提起する announce 2013-01 VNM"),
    ("2021年7月26日にカナダの首相が訪日し、東京で外相と会ったことは前回の記事で書いた。",
     "訪日する visit 2021-07-26 CAN",
     "会う meet 2021-07-26 CAN"),
    ("2019年9月にイタリアでは宇宙司令部が、同年12月にはスペインで宇宙軍が創設された。",
     "創設する other 2019-09 ",
     "創設する other 2019-12 "),
    ("2015年には、イランが部隊を、また同年、イラクも宇宙軍を創設した。",
     "創設する other 2015 IRN",
     "創設する other 2015 IRQ"),
    ("加盟していない国は、1998年に実験を実施し、保有を公表したインド及びパキスタン、並びに保有していると広く考えられているイスラエルの4カ国である。",
     "実験する launch 1998 IND|PAK",
     "公表する announce 1998 IND|PAK"),
    ("2019年4月11日にスペインが公表した報告書で、是正を求めた第一審の判断が破棄された。",
     "公表する announce 2019-04-11 ESP",
     "破棄する other 2019-04-11 "),
    ("2018年12月6日に開いた総会で、来年、原油を減産する方向でイランは調整した。",
     "開く meet 2018-12-06 ",
     "調整する other 2018-12-06 IRN"),
    ("インド外相は2022年6月29日、緊張が続いていると述べた上で、問題は「両国で解決する」と語った。",
     "述べる announce 2022-06-29 IND",
     "語る announce 2022-06-29 IND"),
    ("2015年9月に北京で行われた軍事パレードに北朝鮮が代表を派遣し、10月には韓国外相が訪朝。",
     "派遣する deploy 2015-09 PRK",
     "訪朝する visit 2015-10 KOR"),
    ("2021年10月にブラジルの大統領とチリの大統領がローマで会談した際、協議を再開することで合意した。",
     "会談する meet 2021-10 BRA|CHL",
     "合意する agree 2021-10 BRA|CHL"),
    ("2021年7月30日にマニラを訪問した米国の国防長官と会談したフィリピン国防相が維持を表明した。",
     "訪問する visit 2021-07-30 USA",
     "会談する meet 2021-07-30 PHL",
     "表明する announce 2021-07-30 PHL"),
    ("2022年11月11日に発表されたEUによる声明では、「進展が見られない」と評価した。",
     "発表する announce 2022-11-11 ",
     "評価する announce 2022-11-11 ORG:欧州連合"),
    ("2021年4月17日、会談を受けて発表された共同声明には「平和の重要性」が明記された。",
     "発表する announce 2021-04-17 ",
     "明記する announce 2021-04-17 "),
    ("2021年3月、米国は、2020年12月に発射実験を実施した北朝鮮に対する制裁を強化する決議案に賛成した。",
     "実験する launch 2020-12 PRK",
     "賛成する vote 2021-03 USA"),
    ("1978年11月27日の委員会で了承された指針は、協議の結果として策定された。",
     "了承する other 1978-11-27 "),
    ("2023年2月にこれを実現するための法律案が国会に提出され、審議を経て、6月7日に成立した。",
     "提出する other 2023-02 ",
     "成立する legislate 2023-06-07 "),
    ("カナダ首相は2015年10月21日に訪問したパリでの会談で、支持を表明した。",
     "訪問する visit 2015-10-21 CAN",
     "表明する support 2015-10-21 CAN"),
    ("サウジアラビアは2020年10月に、会合で産油国が約束した場合に減産できる、と提案した。",
     "提案する announce 2020-10 SAU"),
    ("2020年3月、ノルウェーは部隊を派遣する、と発表した。",
     "発表する announce 2020-03 NOR"),
    ("2003年5月の首脳会談において、日米両国は強化していくことで意見が一致した。",
     "一致する agree 2003-05 JPN|USA"),
    ("2023年5月26日に発足した新政権でメキシコ大統領は支持を表明した。",
     "発足する other 2023-05-26 "),
    ("英国とフランスは、2020年6月、国境で警備部隊が衝突し、多数が負傷したと言われている。",
     "衝突する attack 2020-06 GBR|FRA reported",
     "負傷する other 2020-06  reported"),
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


CARRIED = [
    (["アイスランドは脱退を決断し、2018年12月に公式発表した。脱退後は捕鯨を2019年7月から再開するとしている。"],
     [("発表する", "ISL"), ("再開する", "ISL")]),
    (["フランスは2020年に部隊を派遣した。2021年には撤退した。", "2022年には演習を行った。"], [("派遣する", "FRA"), ("撤退する", "FRA"), ("演習する", "")]),
    (["2011年5月、韓国国防省が資料を公開した。同年8月には、追加の資料を公表した。"], [("公開する", "ORG:韓国国防部"), ("公表する", "ORG:韓国国防部")]),
    (["オーストラリア政府は、規制を強めている。2020年12月には、新法を制定し、2021年3月時点でも審査は続けられている。"], [("制定する", "AUS")]),
    (["ウクライナ軍は2023年6月4日に攻勢を開始した。そして、5日の未明には、東部の拠点を制圧した。"],
     [("開始する", "ORG:ウクライナ軍"), ("制圧する", "ORG:ウクライナ軍")]),
    (["モンゴルは2012年に鉱区の権利を取得した。2015年9月に計画を申請したところ、2016年4月に変更を要請された。"],
     [("取得する", "MNG"), ("申請する", "MNG"), ("要請する", "")]),
    (["5カ国が批准してから30日後に発効する。"], []),  # a date of which nothing is known
    (["ドイツは2019年に声明を発表した。2020年3月には、批判が高まり、協定が破棄された。"], [("発表する", "DEU"), ("破棄する", "")]),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("paragraphs", "expected"), CARRIED)
def test_the_subject_of_the_sentence_before_lasts_in_its_paragraph_only(
    paragraphs: list[str], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    document = read(tmp_path, paragraphs)
    assert [(event.action, "|".join(event.actors)) for _, event in document.events] == expected


TARGETS = [
    ("2000年、ロシアは北朝鮮の金正日国防委員長との間で条約に署名した。", ["PERSON:金正日"]),
    ("2022年2月にプーチン大統領が訪中した。", ["CHN"]),
    ("2024年5月に中国外交部はブラジル外務省と共同で文書を発出した。", ["ORG:ブラジル外務省"]),
    ("2025年6月、イスラエルはイランの核関連施設を空爆した。", ["IRN"]),
    ("2023年5月、北朝鮮はロシアの立場を支持した。", ["RUS"]),
    ("2021年9月に中国、10月に台湾が、ニュージーランドに対して要請を通報した。", ["NZL", "NZL"]),
    ("2021年に日本は韓国の提案を公表した。", [""]),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_targets(sentence: str, expected: list[str], tmp_path: Path) -> None:
    document = read(tmp_path, [sentence])
    assert ["|".join(event.targets) for _, event in document.events] == expected


@pytest.mark.model
def test_roles(tmp_path: Path) -> None:
    document = read(tmp_path, ["米国は2023年にワルシャワでポーランドに戦車30両を供与した。"])
    ((_, event),) = document.events
    assert (event.targets, event.objects, [m.text for m in event.quantities]) == (("POL",), ("戦車30両",), ["30両"])
    assert [place for place in event.places if "ワルシャワ" in place]
