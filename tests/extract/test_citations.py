"""Citations of invented works in every convention the reader knows, with the fields each must give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import citations
from pipeline.model import Citation, Note, ReadNote, Text

FIELDS = (
    "form", "type", "authors", "editors", "translators", "title", "container", "publisher", "place",
    "issued", "volume", "issue", "pages", "url", "accessed",
)  # fmt: skip

# (note, its citations: the fields that are not empty; form only where it is not full)
# fmt: off
CASES: list[tuple[str, list[dict[str, str]]]] = [
    # journals
    ("山田一郎「海の安全保障」『湖沼政治』第175号、2014年3月、45-58頁。", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "湖沼政治", "issued": "2014-03", "issue": "175", "pages": "45-58"}]),
    ("山田一郎「海の安全保障」『国際湖沼学』第46巻第2号（2018年9月）12-15頁。", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "国際湖沼学", "issued": "2018-09", "volume": "46", "issue": "2", "pages": "12-15"}]),
    ("山田一郎、佐藤花子「海の安全保障」『国際湖沼学』46巻2・3号（2018年）12～15頁。", [{"type": "article-journal", "authors": "山田一郎|佐藤花子", "title": "海の安全保障", "container": "国際湖沼学", "issued": "2018", "volume": "46", "issue": "2・3", "pages": "12-15"}]),
    ("山田一郎「海の安全保障」『湖沼問題』No.678、2019年1・2月、5-15頁。", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "湖沼問題", "issued": "2019-01/2019-02", "issue": "678", "pages": "5-15"}]),
    ("山田一郎「海の安全保障」『湖沼問題』2019年3月号、5-15頁", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "湖沼問題", "issued": "2019-03", "pages": "5-15"}]),
    ("山田一郎「海の安全保障」『季刊湖沼』2019年夏号、5頁。", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "季刊湖沼", "issued": "2019-22", "pages": "5"}]),
    ("王一「海洋強国与湖泊」『海洋与湖泊』2019年第3期、7、12頁。", [{"type": "article-journal", "authors": "王一", "title": "海洋強国与湖泊", "container": "海洋与湖泊", "issued": "2019", "issue": "3", "pages": "7, 12"}]),
    ("王一、李二等「海洋強国与湖泊」『海洋与湖泊』2019年第3-4期。", [{"type": "article-journal", "authors": "王一|李二", "title": "海洋強国与湖泊", "container": "海洋与湖泊", "issued": "2019", "issue": "3-4"}]),
    ("王一：《湖泊战略》，《湖泊研究》2019年第3期，第5-20页。", [{"type": "article-journal", "authors": "王一", "title": "湖泊战略", "container": "湖泊研究", "issued": "2019", "issue": "3", "pages": "5-20"}]),
    ("王一「論湖泊」『湖泊論壇』2019年3月下期。", [{"type": "article-journal", "authors": "王一", "title": "論湖泊", "container": "湖泊論壇", "issued": "2019-03", "issue": "下"}]),
    ("王一「論湖泊」『湖泊週報』第12期（2019年3月5日）8 頁。", [{"type": "article-journal", "authors": "王一", "title": "論湖泊", "container": "湖泊週報", "issued": "2019-03-05", "issue": "12", "pages": "8"}]),
    ("김일수, 「호수 안보」, 『호수연구』 제62권 제3호 (2019), 45-60쪽.", [{"type": "article-journal", "authors": "김일수", "title": "호수 안보", "container": "호수연구", "issued": "2019", "volume": "62", "issue": "3", "pages": "45-60"}]),
    ("김일수, “호수 안보,” 『호수연구』 제62권 제3호, 2019년, pp. 45-60.", [{"type": "article-journal", "authors": "김일수", "title": "호수 안보", "container": "호수연구", "issued": "2019", "volume": "62", "issue": "3", "pages": "45-60"}]),
    ("「海」、『湖沼研究』、2020年3月号、15頁。", [{"type": "article-journal", "title": "海", "container": "湖沼研究", "issued": "2020-03", "pages": "15"}]),
    ("拙稿「湖の理論」『湖沼研究』第3号（2019年）。", [{"type": "article-journal", "title": "湖の理論", "container": "湖沼研究", "issued": "2019", "issue": "3"}]),
    ("山田一郎「湖 —— 岸辺の政治」『湖沼研究』通巻第31号（2019年）1頁。", [{"type": "article-journal", "authors": "山田一郎", "title": "湖 —— 岸辺の政治", "container": "湖沼研究", "issued": "2019", "issue": "31", "pages": "1"}]),
    # books
    ("山田一郎『海の政治学』海辺書店、2010年、35-40頁。", [{"type": "book", "authors": "山田一郎", "title": "海の政治学", "publisher": "海辺書店", "issued": "2010", "pages": "35-40"}]),
    ("山田一郎・佐藤花子編『海の政治学』（海辺書房、2010年）35頁。", [{"type": "book", "editors": "山田一郎|佐藤花子", "title": "海の政治学", "publisher": "海辺書房", "issued": "2010", "pages": "35"}]),
    ("山田一郎ほか編著『海の政治学』（東京：海辺書房、2010年）。", [{"type": "book", "editors": "山田一郎", "title": "海の政治学", "publisher": "海辺書房", "place": "東京", "issued": "2010"}]),
    ("王一『湖泊概論』（北京：湖泊出版社・大海出版社、2021年）58頁。", [{"type": "book", "authors": "王一", "title": "湖泊概論", "publisher": "湖泊出版社・大海出版社", "place": "北京", "issued": "2021", "pages": "58"}]),
    ("湖泊統計局編『湖泊統計年鑑2020』（北京：湖泊出版社、2020年）345 頁。", [{"type": "book", "editors": "湖泊統計局", "title": "湖泊統計年鑑2020", "publisher": "湖泊出版社", "place": "北京", "issued": "2020", "pages": "345"}]),
    ("謝・尼・伊万主編『湖泊文集』（上海：湖泊出版社、2021 年）58-59 頁。", [{"type": "book", "editors": "謝・尼・伊万", "title": "湖泊文集", "publisher": "湖泊出版社", "place": "上海", "issued": "2021", "pages": "58-59"}]),
    ("ジョン・スミス（山田一郎訳）『湖の悲劇』（湖岸書房、2014年）35頁。", [{"type": "book", "authors": "ジョン・スミス", "translators": "山田一郎", "title": "湖の悲劇", "publisher": "湖岸書房", "issued": "2014", "pages": "35"}]),
    ("ジョン・スミス『湖の悲劇』山田一郎訳（湖岸書房、2014年）35頁。", [{"type": "book", "authors": "ジョン・スミス", "translators": "山田一郎", "title": "湖の悲劇", "publisher": "湖岸書房", "issued": "2014", "pages": "35"}]),
    ("ジョン・スミス著、山田一郎監訳『湖の悲劇』湖岸書房、2014年、35頁。", [{"type": "book", "authors": "ジョン・スミス", "translators": "山田一郎", "title": "湖の悲劇", "publisher": "湖岸書房", "issued": "2014", "pages": "35"}]),
    ("A・レイク／山田太郎訳『湖の罠』（湖岸書房、2017年）。", [{"type": "book", "authors": "A・レイク", "translators": "山田太郎", "title": "湖の罠", "publisher": "湖岸書房", "issued": "2017"}]),
    ("湖沼太郎『湖（上）』湖岸新社、2019年、12頁以下。", [{"type": "book", "authors": "湖沼太郎", "title": "湖（上）", "publisher": "湖岸新社", "issued": "2019", "volume": "上", "pages": "12"}]),
    ("湖沼太郎『湖〔新版〕』（湖岸新書、2019年）第3章。", [{"type": "book", "authors": "湖沼太郎", "title": "湖〔新版〕", "publisher": "湖岸新書", "issued": "2019"}]),
    ("同『海』（湖岸書店、2020年）。", [{"type": "book", "title": "海", "publisher": "湖岸書店", "issued": "2020"}]),
    # chapters
    ("山田一郎「海の章」佐藤花子編『海洋論』湖岸書房、2015年、12～34頁。", [{"type": "chapter", "authors": "山田一郎", "editors": "佐藤花子", "title": "海の章", "container": "海洋論", "publisher": "湖岸書房", "issued": "2015", "pages": "12-34"}]),
    ("山田一郎「海の章」佐藤花子、鈴木三郎編『海洋論』（大海大学出版会、2015年）12-34頁。", [{"type": "chapter", "authors": "山田一郎", "editors": "佐藤花子|鈴木三郎", "title": "海の章", "container": "海洋論", "publisher": "大海大学出版会", "issued": "2015", "pages": "12-34"}]),
    ("山田太郎「湖」山田太郎・佐藤花子編著『湖沼論』所収、湖岸書房、2017年、12頁。", [{"type": "chapter", "authors": "山田太郎", "editors": "山田太郎|佐藤花子", "title": "湖", "container": "湖沼論", "publisher": "湖岸書房", "issued": "2017", "pages": "12"}]),
    ("王一「論湖泊之治」（2021年11月29日）王一『王一選集（第2巻）』（北京：湖泊出版社、2023年）476頁。", [{"type": "chapter", "authors": "王一", "title": "論湖泊之治", "container": "王一選集（第2巻）", "publisher": "湖泊出版社", "place": "北京", "issued": "2023", "volume": "2", "pages": "476"}]),
    ("王一「論湖泊之治」（2021年11月29日）湖泊文献研究院編『湖泊文献選編（上）』（北京：湖泊出版社、2024年）15頁。", [{"type": "chapter", "authors": "王一", "editors": "湖泊文献研究院", "title": "論湖泊之治", "container": "湖泊文献選編（上）", "publisher": "湖泊出版社", "place": "北京", "issued": "2024", "volume": "上", "pages": "15"}]),
    ("湖東「湖について」（1956年4月25日）『湖東選集』第5巻（北京：湖泊出版社、1977年）267-288頁。", [{"type": "chapter", "authors": "湖東", "title": "湖について", "container": "湖東選集", "publisher": "湖泊出版社", "place": "北京", "issued": "1977", "volume": "5", "pages": "267-288"}]),
    ("周二、李三『「湖泊条約」の舞台裏』王四ほか主編『岸辺湖泊——湖泊文集』（北京：湖泊出版社、2019年）31-40頁。", [{"type": "chapter", "authors": "周二|李三", "editors": "王四", "title": "「湖泊条約」の舞台裏", "container": "岸辺湖泊——湖泊文集", "publisher": "湖泊出版社", "place": "北京", "issued": "2019", "pages": "31-40"}]),
    ("「湖泊共同声明」湖泊外交部湖岸司編『湖泊文件匯編』（北京：湖泊出版社、2020年）877頁。", [{"type": "chapter", "editors": "湖泊外交部湖岸司", "title": "湖泊共同声明", "container": "湖泊文件匯編", "publisher": "湖泊出版社", "place": "北京", "issued": "2020", "pages": "877"}]),
    # newspapers, agencies, broadcasters
    ("「湖の会議が開幕」『人民日報』2019年12月29日。", [{"type": "article-newspaper", "title": "湖の会議が開幕", "container": "人民日報", "issued": "2019-12-29"}]),
    ("「湖の会議が開幕」『人民日報（海外版）』2019 年 12 月 29 日。", [{"type": "article-newspaper", "title": "湖の会議が開幕", "container": "人民日報（海外版）", "issued": "2019-12-29"}]),
    ("李二「湖を守る」『湖泊日報』2019年5月15日；「湖の博覧会」『光明日報』2019年5月18日。", [{"type": "article-newspaper", "authors": "李二", "title": "湖を守る", "container": "湖泊日報", "issued": "2019-05-15"}, {"type": "article-newspaper", "title": "湖の博覧会", "container": "光明日報", "issued": "2019-05-18"}]),
    ("「首相、湖へ」『読売新聞』2019年4月5日朝刊、1面。", [{"type": "article-newspaper", "title": "首相、湖へ", "container": "読売新聞", "issued": "2019-04-05", "pages": "1"}]),
    ("『朝日新聞』2019年4月5日付。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2019-04-05"}]),
    ("「首相、湖へ」『日本経済新聞（電子版）』2019年4月5日、https://www.example.jp/article/XYZ/（2019年5月1日閲覧）。", [{"type": "article-newspaper", "title": "首相、湖へ", "container": "日本経済新聞（電子版）", "issued": "2019-04-05", "url": "https://www.example.jp/article/XYZ/", "accessed": "2019年5月1日"}]),
    ("「湖の首脳会談」新華社、2019年9月6日。", [{"type": "article-newspaper", "title": "湖の首脳会談", "container": "新華社", "issued": "2019-09-06"}]),
    ("「湖の首脳会談」ロイター、2019年9月6日。", [{"type": "article-newspaper", "title": "湖の首脳会談", "container": "ロイター", "issued": "2019-09-06"}]),
    ("朝鮮中央通信「湖の演説」2019年9月28日。", [{"type": "article-newspaper", "title": "湖の演説", "container": "朝鮮中央通信", "issued": "2019-09-28"}]),
    ("共同通信、2019年5月16日、<https://example.com/news/1.aspx>", [{"type": "article-newspaper", "container": "共同通信", "issued": "2019-05-16", "url": "https://example.com/news/1.aspx"}]),
    ("「湖の輸出急増」NHK、2019 年 5 月 8 日。", [{"type": "broadcast", "title": "湖の輸出急増", "container": "NHK", "issued": "2019-05-08"}]),
    ("NHK「首相が会見」2019年4月5日、https://example.jp/x。", [{"type": "broadcast", "title": "首相が会見", "container": "NHK", "issued": "2019-04-05", "url": "https://example.jp/x"}]),
    ("「湖湾訪問」VOA（中国語版）2019 年 6 月 3 日。", [{"type": "broadcast", "title": "湖湾訪問", "container": "VOA（中国語版）", "issued": "2019-06-03"}]),
    ("「湖湾放送」湖国中央電視台（LCTV）7、2019 年 6 月 3 日。", [{"type": "broadcast", "title": "湖湾放送", "container": "湖国中央電視台（LCTV）7", "issued": "2019-06-03"}]),
    ("「湖」BBC News Japan、2019年1月5日〈https://example.com/japanese/1〉2019年2月5日アクセス。", [{"type": "broadcast", "title": "湖", "container": "BBC News Japan", "issued": "2019-01-05", "url": "https://example.com/japanese/1", "accessed": "2019年2月5日"}]),
    ("「호수에서 연설」 『로동신문』 2019년 9월 28일.", [{"type": "article-newspaper", "title": "호수에서 연설", "container": "로동신문", "issued": "2019-09-28"}]),
    ("『로동신문』2019년 9월 28일.", [{"type": "article-newspaper", "container": "로동신문", "issued": "2019-09-28"}]),
    ("「湖泊動向」湖泊網、2019年1月15日；「湖泊近況」湖泊新聞、2019年4月21日。", [{"type": "webpage", "title": "湖泊動向", "container": "湖泊網", "issued": "2019-01-15"}, {"type": "webpage", "title": "湖泊近況", "container": "湖泊新聞", "issued": "2019-04-21"}]),
    ("「湖の談話」労働湖聞中文網、2019年9月5日。", [{"type": "webpage", "title": "湖の談話", "container": "労働湖聞中文網", "issued": "2019-09-05"}]),
    ("王一は「湖を守れ」新華社、2019年12月30日。", [{"type": "article-newspaper", "authors": "王一", "title": "湖を守れ", "container": "新華社", "issued": "2019-12-30"}]),
    ("「湖相の発言」『産経新聞』2020年1月5日、『毎日新聞』2020年1月6日。", [{"type": "article-newspaper", "title": "湖相の発言", "container": "産経新聞", "issued": "2020-01-05"}, {"type": "article-newspaper", "container": "毎日新聞", "issued": "2020-01-06"}]),
    ("『湖国対外法（2019 年 6 月 28 日採択）』『人民日報』2019 年 6 月 29 日。", [{"type": "article-newspaper", "title": "湖国対外法（2019 年 6 月 28 日採択）", "container": "人民日報", "issued": "2019-06-29"}]),
    # reports, official texts, web
    ("山田一郎「湖の停戦」『NIDS コメンタリー』第118号、2019年5月12日。", [{"type": "report", "authors": "山田一郎", "title": "湖の停戦", "container": "NIDS コメンタリー", "issued": "2019-05-12", "issue": "118"}]),
    ("山田一郎「湖の停戦」『NIDSコメンタリー』（防衛研究所、2019年4月15日）。", [{"type": "report", "authors": "山田一郎", "title": "湖の停戦", "container": "NIDSコメンタリー", "publisher": "防衛研究所", "issued": "2019-04-15"}]),
    ("山田一郎「湖のPKO」『ブリーフィング・メモ』（防衛研究所）2019年10月号。", [{"type": "report", "authors": "山田一郎", "title": "湖のPKO", "container": "ブリーフィング・メモ", "publisher": "防衛研究所", "issued": "2019-10"}]),
    ("湖泊問題研究院『湖泊構想進展報告（2019）』（2019年7月）42-47頁。", [{"type": "report", "authors": "湖泊問題研究院", "title": "湖泊構想進展報告（2019）", "issued": "2019-07", "pages": "42-47"}]),
    ("防衛省『令和元年版 湖沼白書』（湖岸印刷、2019年）123頁。", [{"type": "report", "authors": "防衛省", "title": "令和元年版 湖沼白書", "publisher": "湖岸印刷", "issued": "2019", "pages": "123"}]),
    ("総務省（2023）「令和5年版湖沼白書」 https://example.jp/x.html", [{"type": "report", "authors": "総務省", "title": "令和5年版湖沼白書", "issued": "2023", "url": "https://example.jp/x.html"}]),
    ("湖沼省「湖沼会談（概要）」（2019年4月10日）〈https://example.go.jp/page1.html〉。", [{"type": "webpage", "authors": "湖沼省", "title": "湖沼会談（概要）", "issued": "2019-04-10", "url": "https://example.go.jp/page1.html"}]),
    ("湖国外務省「湖の立場」2019年2月24日。", [{"type": "document", "authors": "湖国外務省", "title": "湖の立場", "issued": "2019-02-24"}]),
    ("湖国外務省、2019年3月22日、https://example.cn/web/t1.shtml", [{"type": "webpage", "authors": "湖国外務省", "issued": "2019-03-22", "url": "https://example.cn/web/t1.shtml"}]),
    ("湖国外務省 2019年11月12日、https://example.cn/web/t2.shtml", [{"type": "webpage", "authors": "湖国外務省", "issued": "2019-11-12", "url": "https://example.cn/web/t2.shtml"}]),
    ("湖沼省「湖沼軍の概況」（2019年4月）。", [{"type": "document", "authors": "湖沼省", "title": "湖沼軍の概況", "issued": "2019-04"}]),
    ("「湖上演習」湖国国防部ウェブサイト、2019 年 6 月 3 日。", [{"type": "webpage", "title": "湖上演習", "container": "湖国国防部ウェブサイト", "issued": "2019-06-03"}]),
    ("「統合湖沼戦略2023」（令和5年6月9日閣議決定）", [{"type": "document", "title": "統合湖沼戦略2023", "issued": "2023-06-09"}]),
    ("国家湖沼会議『国家湖沼戦略』2019年12月16日、5頁。", [{"type": "report", "authors": "国家湖沼会議", "title": "国家湖沼戦略", "issued": "2019-12-16", "pages": "5"}]),
    ("湖沼基本法（平成7年法律第130号）第3条。", [{"type": "legislation", "title": "湖沼基本法", "issued": "1995"}]),
    ("国連湖沼理事会決議第12号、L/RES/12 (2017)、2017年12月22日。", [{"type": "document", "title": "国連湖沼理事会決議第12号", "issued": "2017-12-22"}]),
    ("湖国情報院「호수 부대 파병 확인」2019年10月18日。", [{"type": "document", "authors": "湖国情報院", "title": "호수 부대 파병 확인", "issued": "2019-10-18"}]),
    ("国防部微信公衆号、2019年4月18日。", [{"type": "post", "container": "国防部微信公衆号", "issued": "2019-04-18"}]),
    ("湖岸における専門家との意見交換（2019年10月、同年12月）。", [{"type": "interview", "title": "湖岸における専門家との意見交換"}]),
    ("湖沼省関係者へのインタビュー（2019年5月10日、東京）。", [{"type": "interview", "title": "湖沼省関係者へのインタビュー", "place": "東京", "issued": "2019-05-10"}]),
    ("Ministry of Lakes “National Lake Strategy” https://example.gov/strategy", [{"type": "webpage", "authors": "Ministry of Lakes", "title": "National Lake Strategy", "url": "https://example.gov/strategy"}]),
    ("The Lake Institute   https://example.ac.uk/about-us", [{"type": "webpage", "authors": "The Lake Institute", "url": "https://example.ac.uk/about-us"}]),
    ("https://example.jp/index.html", [{"type": "webpage", "url": "https://example.jp/index.html"}]),
    # English
    ('Ann Lee, "Rowing to the Edge: New Lakes," *Lakes Today* 16, no. 4 (2018): 101-122.', [{"type": "article-journal", "authors": "Ann Lee", "title": "Rowing to the Edge: New Lakes", "container": "Lakes Today", "issued": "2018", "volume": "16", "issue": "4", "pages": "101-122"}]),
    ("Ann Lee, “Lakes over Seas,” *Lakeside*, Vol.48, No.6, pp.31-40.", [{"type": "article-journal", "authors": "Ann Lee", "title": "Lakes over Seas", "container": "Lakeside", "volume": "48", "issue": "6", "pages": "31-40"}]),
    ("Ann Lee, “Lakes over Seas,” *Lakeside*, No.9, Vol.4, pp.31-40.", [{"type": "article-journal", "authors": "Ann Lee", "title": "Lakes over Seas", "container": "Lakeside", "volume": "4", "issue": "9", "pages": "31-40"}]),
    ("Ann Lee, “Lakes over Seas,” *Lake Studies* 33, issue 2 (2019): 283.", [{"type": "article-journal", "authors": "Ann Lee", "title": "Lakes over Seas", "container": "Lake Studies", "issued": "2019", "volume": "33", "issue": "2", "pages": "283"}]),
    ("John Smith, “Ships and Power,” International Security, Vol. 44, No. 1 (Summer 2019), pp. 42–79.", [{"type": "article-journal", "authors": "John Smith", "title": "Ships and Power", "container": "International Security", "issued": "2019-22", "volume": "44", "issue": "1", "pages": "42-79"}]),
    ("John Smith, “Ships and Power,” International Security 44, no. 1 (2019): 42–79, https://doi.org/10.1000/abc.", [{"type": "article-journal", "authors": "John Smith", "title": "Ships and Power", "container": "International Security", "issued": "2019", "volume": "44", "issue": "1", "pages": "42-79", "url": "https://doi.org/10.1000/abc"}]),
    ('John Smith, "Ships and Power," Foreign Affairs, Vol. 98, No. 2, March/April 2019, pp. 10-20.', [{"type": "article-journal", "authors": "John Smith", "title": "Ships and Power", "container": "Foreign Affairs", "issued": "2019-03/2019-04", "volume": "98", "issue": "2", "pages": "10-20"}]),
    ("John A. Smith, Jr., “The Sea,” *Journal of Lakes*, vol. XII, no. 3 (Fall 2019), pp. 1–20.", [{"type": "article-journal", "authors": "John A. Smith, Jr.", "title": "The Sea", "container": "Journal of Lakes", "issued": "2019-23", "volume": "XII", "issue": "3", "pages": "1-20"}]),
    ("J. Smith, ‘The Sea and the States’ Rights’, Journal of Lakes, vol. 12, no. 3, 2019, p. 45.", [{"type": "article-journal", "authors": "J. Smith", "title": "The Sea and the States’ Rights", "container": "Journal of Lakes", "issued": "2019", "volume": "12", "issue": "3", "pages": "45"}]),
    ("Lake, J. and Smith, A., “The Sea,” Journal of Lakes, 12(3), 2019, pp. 1-20.", [{"type": "article-journal", "authors": "Lake, J.|Smith, A.", "title": "The Sea", "container": "Journal of Lakes", "issued": "2019", "volume": "12", "issue": "3", "pages": "1-20"}]),
    ("John Smith, *A History of Rowing: Oars and Rowers* (Geneva: Lakeside, 2018), 61", [{"type": "book", "authors": "John Smith", "title": "A History of Rowing: Oars and Rowers", "publisher": "Lakeside", "place": "Geneva", "issued": "2018", "pages": "61"}]),
    ("John Smith et al., *Power at Sea* (Cambridge, MA: Lake University Press, 2015), pp. 33-35, 40.", [{"type": "book", "authors": "John Smith", "title": "Power at Sea", "publisher": "Lake University Press", "place": "Cambridge, MA", "issued": "2015", "pages": "33-35, 40"}]),
    ("John Smith and Ann Lee, eds., *Power at Sea* (Oxford: Lake University Press, 2015), 33-35.", [{"type": "book", "editors": "John Smith|Ann Lee", "title": "Power at Sea", "publisher": "Lake University Press", "place": "Oxford", "issued": "2015", "pages": "33-35"}]),
    ("John Smith, “Ships and Power,” in *Power at Sea*, ed. Ann Lee and Bob Ray (Oxford: Lake University Press, 2015), 33-35.", [{"type": "chapter", "authors": "John Smith", "editors": "Ann Lee|Bob Ray", "title": "Ships and Power", "container": "Power at Sea", "publisher": "Lake University Press", "place": "Oxford", "issued": "2015", "pages": "33-35"}]),
    ("John Smith, “Ships and Power,” in Ann Lee (ed.), *Power at Sea*, Lake University Press, 2015, pp. 33-35.", [{"type": "chapter", "authors": "John Smith", "editors": "Ann Lee", "title": "Ships and Power", "container": "Power at Sea", "publisher": "Lake University Press", "issued": "2015", "pages": "33-35"}]),
    ("John Smith, Power at Sea (Oxford: Lake University Press, 2015), p. 33.", [{"type": "book", "authors": "John Smith", "title": "Power at Sea", "publisher": "Lake University Press", "place": "Oxford", "issued": "2015", "pages": "33"}]),
    ("John Smith, *Power at Sea*, trans. Ann Lee (Oxford: Lake University Press, 2015).", [{"type": "book", "authors": "John Smith", "translators": "Ann Lee", "title": "Power at Sea", "publisher": "Lake University Press", "place": "Oxford", "issued": "2015"}]),
    ("European Commission, *Lakes: Our Common Water* (April 2, 2018).", [{"type": "report", "authors": "European Commission", "title": "Lakes: Our Common Water", "issued": "2018-04-02"}]),
    ("The White House, *National Lake Strategy*, October 2019, p. 23.", [{"type": "report", "authors": "The White House", "title": "National Lake Strategy", "issued": "2019-10", "pages": "23"}]),
    ("Department of Lakes, *Lake Power 2019* (Washington, DC: Department of Lakes, 2019), 45.", [{"type": "report", "authors": "Department of Lakes", "title": "Lake Power 2019", "publisher": "Department of Lakes", "place": "Washington, DC", "issued": "2019", "pages": "45"}]),
    ("John Smith, “Lake Myths,” *Russie.Nei.Reports* 12, IFRI (March 2019): 17-18.", [{"type": "report", "authors": "John Smith", "title": "Lake Myths", "container": "Russie.Nei.Reports 12", "publisher": "IFRI", "issued": "2019-03", "volume": "12", "pages": "17-18"}]),
    ("John Smith, Ann Lee, and Bob Ray, “How Deep Is the Lake?,” Center for Strategic and International Studies (CSIS), June 3, 2019.", [{"type": "report", "authors": "John Smith|Ann Lee|Bob Ray", "title": "How Deep Is the Lake?", "container": "Center for Strategic and International Studies (CSIS)", "issued": "2019-06-03"}]),
    ("“Rail Traffic at the Lake,” Beyond Parallel, CSIS, June 3, 2019.", [{"type": "report", "title": "Rail Traffic at the Lake", "container": "Beyond Parallel", "publisher": "CSIS", "issued": "2019-06-03"}]),
    ("“Lake Transfers,” Lake Sanctions Monitoring Team, June 3, 2018, 27.", [{"type": "report", "title": "Lake Transfers", "container": "Lake Sanctions Monitoring Team", "issued": "2018-06-03", "pages": "27"}]),
    ("John Smith, “Ships and Power,” CSIS Briefs, April 2, 2019, <https://example.org/x>.", [{"type": "report", "authors": "John Smith", "title": "Ships and Power", "container": "CSIS Briefs", "issued": "2019-04-02", "url": "https://example.org/x"}]),
    ("John Smith, Ships and Power, RAND Corporation, RR-1234-AF, 2019, pp. 3-5.", [{"type": "report", "authors": "John Smith", "title": "Ships and Power", "publisher": "RAND Corporation", "issued": "2019", "issue": "RR-1234-AF", "pages": "3-5"}]),
    ("“Six Lakes Invited,” Reuters, June 3, 2019; “Las orillas del lago,” *La Nación*, 7 de mayo de 2019.", [{"type": "article-newspaper", "title": "Six Lakes Invited", "container": "Reuters", "issued": "2019-06-03"}, {"type": "article-newspaper", "title": "Las orillas del lago", "container": "La Nación", "issued": "2019-05-07"}]),
    ("“Rowers March at the Lake,” BBC, June 3, 2019.", [{"type": "broadcast", "title": "Rowers March at the Lake", "container": "BBC", "issued": "2019-06-03"}]),
    ("“Lake Wargames,” *Moscow Times*, June 3, 2019.", [{"type": "article-newspaper", "title": "Lake Wargames", "container": "Moscow Times", "issued": "2019-06-03"}]),
    ("*Politico*, June 3, 2019, <https://example.eu/article/lake/>", [{"type": "article-newspaper", "container": "Politico", "issued": "2019-06-03", "url": "https://example.eu/article/lake/"}]),
    ("“Ships and Power,” The Economist, 12 May 2019, https://example.com/x (accessed on 13 May 2019).", [{"type": "article-magazine", "title": "Ships and Power", "container": "The Economist", "issued": "2019-05-12", "url": "https://example.com/x", "accessed": "13 May 2019"}]),
    ("“Remarks by Minister Ann Lee at the Lake Dialogue,” Ministry of Foreign Affairs, The People’s Republic of China, June 3, 2019.", [{"type": "speech", "title": "Remarks by Minister Ann Lee at the Lake Dialogue", "container": "Ministry of Foreign Affairs, The People’s Republic of China", "issued": "2019-06-03"}]),
    ("“Notes on the Lake Regatta,” U.S. Department of State, June 3, 2019.", [{"type": "webpage", "title": "Notes on the Lake Regatta", "container": "U.S. Department of State", "issued": "2019-06-03"}]),
    ("“Final Report on the Northern Lakes,” United Nations, June 3, 2019.", [{"type": "report", "title": "Final Report on the Northern Lakes", "container": "United Nations", "issued": "2019-06-03"}]),
    ("“Lake Cooperation for All,” LLC/22/1, March 21, 2019.", [{"type": "document", "title": "Lake Cooperation for All", "issued": "2019-03-21"}]),
    ("“Joint Declaration on Lakes and Shores,” June 3, 2019.", [{"type": "document", "title": "Joint Declaration on Lakes and Shores", "issued": "2019-06-03"}]),
    ("XII Lake Summit Declaration, “Shores for Everyone,” Minsk, Belarus, June 3, 2018.", [{"type": "document", "title": "Shores for Everyone", "place": "Minsk, Belarus", "issued": "2018-06-03"}]),
    ("“Treaty between Lakeland and Seeland on Friendship,” signed on June 19, 2019.", [{"type": "treaty", "title": "Treaty between Lakeland and Seeland on Friendship", "issued": "2019-06-19"}]),
    ("Ann Lee, “Speech at the Lake Forum,” Beijing, 8 September 2019.", [{"type": "speech", "authors": "Ann Lee", "title": "Speech at the Lake Forum", "place": "Beijing", "issued": "2019-09-08"}]),
    ("U.S. Mission to the Lake, @lakemission, X, June 3, 2019, <https://x.com/lakemission/status/1>.", [{"type": "post", "authors": "U.S. Mission to the Lake", "container": "X", "issued": "2019-06-03", "url": "https://x.com/lakemission/status/1"}]),
    ("@LakeUA, Telegram, June 3, 2019, <https://t.me/LakeUA/4723>", [{"type": "post", "authors": "@LakeUA", "container": "Telegram", "issued": "2019-06-03", "url": "https://t.me/LakeUA/4723"}]),
    # Russian, Ukrainian, French, German
    ("«Указ о мерах на озере», President of Russia, June 3, 2019.", [{"type": "legislation", "title": "Указ о мерах на озере", "container": "President of Russia", "issued": "2019-06-03"}]),
    ("«Обращение Президента озера», President of Russia, June 3, 2019; «Озеро и море», BBC Russian, June 4, 2019.", [{"type": "speech", "title": "Обращение Президента озера", "container": "President of Russia", "issued": "2019-06-03"}, {"type": "broadcast", "title": "Озеро и море", "container": "BBC Russian", "issued": "2019-06-04"}]),
    ("«Совместное заявление двух озер», President of Russia, May 8, 2019.", [{"type": "document", "title": "Совместное заявление двух озер", "container": "President of Russia", "issued": "2019-05-08"}]),
    ("«Ответ на вопрос об озере», President of Russia, September 12, 2019.", [{"type": "interview", "title": "Ответ на вопрос об озере", "container": "President of Russia", "issued": "2019-09-12"}]),
    ("«Озеро подписало карту», *Kommersant*, June 3, 2019.", [{"type": "article-newspaper", "title": "Озеро подписало карту", "container": "Kommersant", "issued": "2019-06-03"}]),
    ("«Човни їдуть на озеро, рибалки їх чекають», ArmyInform, June 3, 2019.", [{"type": "article-newspaper", "title": "Човни їдуть на озеро, рибалки їх чекають", "container": "ArmyInform", "issued": "2019-06-03"}]),
    ("Иванов И.И. Озерная политика // Мировая экономика и международные отношения. 2019. № 3. С. 15–20.", [{"type": "article-journal", "authors": "Иванов И.И.", "title": "Озерная политика", "container": "Мировая экономика и международные отношения", "issued": "2019", "issue": "3", "pages": "15-20"}]),
    ("И. Иванов, «Озеро», *Международная жизнь*, No. 5, 2019, С. 12-20.", [{"type": "article-journal", "authors": "И. Иванов", "title": "Озеро", "container": "Международная жизнь", "issued": "2019", "issue": "5", "pages": "12-20"}]),
    ("“Озеро и море,” *Коммерсантъ*, 5 января 2019 г., https://example.ru/doc/1.", [{"type": "article-newspaper", "title": "Озеро и море", "container": "Коммерсантъ", "issued": "2019-01-05", "url": "https://example.ru/doc/1"}]),
    ("«Озерная политика», Министерство обороны РФ, 12.05.2019, https://example.ru/x.", [{"type": "webpage", "title": "Озерная политика", "container": "Министерство обороны РФ", "issued": "2019-05-12", "url": "https://example.ru/x"}]),
    ("Jean Dupont, « La mer et le lac », Le Monde, 12 mars 2019.", [{"type": "article-newspaper", "authors": "Jean Dupont", "title": "La mer et le lac", "container": "Le Monde", "issued": "2019-03-12"}]),
    ("Hans Müller, „Der See“, Frankfurter Allgemeine Zeitung, 12. März 2019.", [{"type": "article-newspaper", "authors": "Hans Müller", "title": "Der See", "container": "Frankfurter Allgemeine Zeitung", "issued": "2019-03-12"}]),
    # lead-ins, comment, several citations
    ("例えば以下の論文を参照。王一「湖泊」『湖泊研究』2019年第1期；李二「大海」『湖泊研究』2019年第2期。", [{"type": "article-journal", "authors": "王一", "title": "湖泊", "container": "湖泊研究", "issued": "2019", "issue": "1"}, {"type": "article-journal", "authors": "李二", "title": "大海", "container": "湖泊研究", "issued": "2019", "issue": "2"}]),
    ("たとえば中央通訊社、2019年5月16日、<https://example.tw/1.aspx>", [{"type": "article-newspaper", "container": "中央通訊社", "issued": "2019-05-16", "url": "https://example.tw/1.aspx"}]),
    ("湖沼政策については、山田一郎「海の安全保障」『湖沼政治』第175号（2014年3月）45-58頁を参照。", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "湖沼政治", "issued": "2014-03", "issue": "175", "pages": "45-58"}]),
    ("湖沼政策については、山田一郎「海の安全保障」『湖沼政治』第175号（2014年3月）45-58頁、佐藤花子「空」『湖沼問題』第600号（2013年4月）5-15頁を参照。", [{"type": "article-journal", "authors": "山田一郎", "title": "海の安全保障", "container": "湖沼政治", "issued": "2014-03", "issue": "175", "pages": "45-58"}, {"type": "article-journal", "authors": "佐藤花子", "title": "空", "container": "湖沼問題", "issued": "2013-04", "issue": "600", "pages": "5-15"}]),
    ("この点については山田一郎『海の政治学』（海辺書店、2010年）35頁を参照されたい。", [{"type": "book", "authors": "山田一郎", "title": "海の政治学", "publisher": "海辺書店", "issued": "2010", "pages": "35"}]),
    ("ここでの議論は山田太郎『湖』（海辺書店、2020年）に依拠している。", [{"type": "book", "authors": "山田太郎", "title": "湖", "publisher": "海辺書店", "issued": "2020"}]),
    ("湖の合意は、岸の中立を定めていたが、後に改められた。山田一郎『海の政治学』（海辺書店、2010年）35頁。", [{"type": "book", "authors": "山田一郎", "title": "海の政治学", "publisher": "海辺書店", "issued": "2010", "pages": "35"}]),
    ("Ann Lee, “Lakes,” *Lakeside*, Vol.48, No.6, pp.31-40. 別の意見として Bob Ray, “Seas,” *Lakeside*, Vol.3, No.1, pp.1-2.", [{"type": "article-journal", "authors": "Ann Lee", "title": "Lakes", "container": "Lakeside", "volume": "48", "issue": "6", "pages": "31-40"}, {"type": "article-journal", "authors": "Bob Ray", "title": "Seas", "container": "Lakeside", "volume": "3", "issue": "1", "pages": "1-2"}]),
    ("«Ответ об озере», President of Russia, September 12, 2019. 湖の面積には別の説もある。", [{"type": "webpage", "title": "Ответ об озере", "container": "President of Russia", "issued": "2019-09-12"}]),
    ("See, for example, John Smith, *Power at Sea* (Oxford: LUP, 2015); Ann Lee, “Ships,” *Survival* 61, no. 2 (2019): 7–22.", [{"type": "book", "authors": "John Smith", "title": "Power at Sea", "publisher": "LUP", "place": "Oxford", "issued": "2015"}, {"type": "article-journal", "authors": "Ann Lee", "title": "Ships", "container": "Survival", "issued": "2019", "volume": "61", "issue": "2", "pages": "7-22"}]),
    ("For a discussion of lakes, see John Smith, *Power at Sea* (Oxford: LUP, 2015). The author thanks Ann Lee for her comments.", [{"type": "book", "authors": "John Smith", "title": "Power at Sea", "publisher": "LUP", "place": "Oxford", "issued": "2015"}]),
    ("政府はこれを「戦略的利益」と位置付けた（『人民日報』2019年5月1日）。", [{"type": "article-newspaper", "container": "人民日報", "issued": "2019-05-01"}]),
    ("湖沼軍の鈴木は、湖には「（深い）底がない」と述べて、岸を「もっとも大切な場所」と呼んだ。王二「透視湖泊演習」『人民日報』2019年7月13日。", [{"type": "article-newspaper", "authors": "王二", "title": "透視湖泊演習", "container": "人民日報", "issued": "2019-07-13"}]),
    ("@lake47, Telegram, June 3, 2019, <https://t.me/lake47/1>. 位置の特定は利用者によるもの。", [{"type": "post", "authors": "@lake47", "container": "Telegram", "issued": "2019-06-03", "url": "https://t.me/lake47/1"}]),
    ("山田『湖』35-36頁および佐藤『海』12頁。", [{"type": "book", "authors": "山田", "title": "湖", "pages": "35-36"}, {"type": "book", "authors": "佐藤", "title": "海", "pages": "12"}]),
    ("同上、および『朝日新聞』2019年5月1日。", [{"form": "ibid", "type": "document"}, {"type": "article-newspaper", "container": "朝日新聞", "issued": "2019-05-01"}]),
    ("山田一郎「湖」JIIA戦略コメント（2019-12）、2019年5月1日。", [{"type": "report", "authors": "山田一郎", "title": "湖", "container": "JIIA戦略コメント", "issued": "2019-05-01"}]),
    ("朝日新聞デジタル「湖を守る」2019年5月1日。", [{"type": "article-newspaper", "title": "湖を守る", "container": "朝日新聞デジタル", "issued": "2019-05-01"}]),
    ("Interview with a senior official, Tokyo, June 29, 2019.", [{"type": "interview", "title": "Interview with a senior official", "place": "Tokyo", "issued": "2019-06-29"}]),
    ("John Smith, “Lakes,” *The Guardian*, June 29, 2019, p. A3.", [{"type": "article-newspaper", "authors": "John Smith", "title": "Lakes", "container": "The Guardian", "issued": "2019-06-29", "pages": "A3"}]),
    ("John Smith, *Lakes in War*, Adelphi Series 480, Routledge, 2019.", [{"type": "book", "authors": "John Smith", "title": "Lakes in War", "publisher": "Routledge", "issued": "2019"}]),
    # only comment
    ("この演説の全文が出たのは2019年の秋である。", []),
    ("本稿の引用するURLは全て2019年3月1日最終閲覧。", []),
    ("筆者作成。", []),
    ("The term “strategic lake” was first used by the minister in 1994.", []),
    ("この用語は「湖沼」とも訳される。", []),
    ("National Lake Service", []),
    ("例えば、2019年の湖畔会議や、その翌年の岸辺会議。", []),
    ("詳しくは、山田一郎『海の政治学』（海辺書店、2010年）を見よ。", [{"type": "book", "authors": "山田一郎", "title": "海の政治学", "publisher": "海辺書店", "issued": "2010"}]),
    ("山田一郎「湖」『湖沼政治』第1号（2014年）；鈴木三郎『湖』（海辺書店、2011年）など。", [{"type": "article-journal", "authors": "山田一郎", "title": "湖", "container": "湖沼政治", "issued": "2014", "issue": "1"}, {"type": "book", "authors": "鈴木三郎", "title": "湖", "publisher": "海辺書店", "issued": "2011"}]),
    ("出所：湖沼省「湖沼統計」2019年3月5日、https://example.go.jp/a.html（最終閲覧日：2019年4月1日）。", [{"type": "webpage", "authors": "湖沼省", "title": "湖沼統計", "issued": "2019-03-05", "url": "https://example.go.jp/a.html", "accessed": "2019年4月1日"}]),
    ("Иванов И. «Озеро», Коммерсантъ, 12 мая 2019 г.", [{"type": "article-newspaper", "authors": "Иванов И.", "title": "Озеро", "container": "Коммерсантъ", "issued": "2019-05-12"}]),
    ("王一「湖泊」『湖泊日報』2019年3月5日，第3版。", [{"type": "article-newspaper", "authors": "王一", "title": "湖泊", "container": "湖泊日報", "issued": "2019-03-05", "pages": "3"}]),
    ("山田一郎「湖」笹川平和財団、2019年1月5日、https://example.org/x。", [{"type": "report", "authors": "山田一郎", "title": "湖", "container": "笹川平和財団", "issued": "2019-01-05", "url": "https://example.org/x"}]),
    ("アーロン・レイク『湖の罠』藤原太郎訳、湖岸社、2017年、12頁。", [{"type": "book", "authors": "アーロン・レイク", "translators": "藤原太郎", "title": "湖の罠", "publisher": "湖岸社", "issued": "2017", "pages": "12"}]),
    # back references keep their fields as written; the resolver links them
    ("同上。", [{"form": "ibid", "type": "document"}]),
    ("同上、22-23 頁。", [{"form": "ibid", "type": "document", "pages": "22-23"}]),
    ("同書、36頁。", [{"form": "ibid", "type": "document", "pages": "36"}]),
    ("山田、前掲書、35頁。", [{"form": "supra", "type": "document", "authors": "山田", "pages": "35"}]),
    ("湖泊研究部編、前掲書、33 頁。", [{"form": "supra", "type": "document", "editors": "湖泊研究部", "pages": "33"}]),
    ("王一「論湖」（2019年2月7日）湖泊文献研究院編、前掲書、14、19頁。", [{"form": "supra", "type": "chapter", "authors": "王一", "editors": "湖泊文献研究院", "title": "論湖", "pages": "14, 19"}]),
    ("王一「論湖」（2019年2月7日）王一、同上書、39-41頁。", [{"form": "ibid", "type": "document", "authors": "王一", "title": "論湖", "pages": "39-41"}]),
    ("新華社前掲記事、2019年9月27日。", [{"form": "supra", "type": "article-newspaper", "container": "新華社", "issued": "2019-09-27"}]),
    ("山田前掲論文、40頁。", [{"form": "supra", "type": "document", "authors": "山田", "pages": "40"}]),
    ("山田、前掲注3、15頁。", [{"form": "supra", "type": "document", "authors": "山田", "pages": "15"}]),
    ("前掲注（12）、15頁。", [{"form": "supra", "type": "document", "pages": "15"}]),
    ("前掲 湖沼研究機構（2024）「主要国の湖沼政策（2024年）」", [{"form": "supra", "type": "document", "authors": "湖沼研究機構", "title": "主要国の湖沼政策（2024年）", "issued": "2024"}]),
    ("Ibid., 241.", [{"form": "ibid", "type": "document", "pages": "241"}]),
    ("Smith, op. cit., p. 240.", [{"form": "supra", "type": "document", "authors": "Smith", "pages": "240"}]),
    ("Там же. С. 35.", [{"form": "ibid", "type": "document", "pages": "35"}]),
    ("김일수, 앞의 책, 35쪽.", [{"form": "supra", "type": "document", "authors": "김일수", "pages": "35"}]),
    ("山田（2010）35頁。", [{"type": "document", "authors": "山田", "issued": "2010", "pages": "35"}]),
    # what no rule reads is kept, untyped and with nothing in its fields
    ("同、1月7日。", [{"type": "document"}]),
    # notes by number and by name, other alphabets, offices and institutes, posts, bodies with symbols, seasons, acts and courts
    ("前掲注（4）浜野論文、36頁。", [{"form": "supra", "type": "document", "authors": "浜野", "pages": "36"}]),
    ("前掲注4、浜野、36頁。", [{"form": "supra", "type": "document", "authors": "浜野", "pages": "36"}]),
    ("前掲・浜野論文、40頁。", [{"form": "supra", "type": "document", "authors": "浜野", "pages": "40"}]),
    ("前掲書（注3）、12頁。", [{"form": "supra", "type": "document", "pages": "12"}]),
    ("浜野・前掲注（4）36頁。", [{"form": "supra", "type": "document", "authors": "浜野", "pages": "36"}]),
    ("浜野・前掲書（注3）12-15頁。", [{"form": "supra", "type": "document", "authors": "浜野", "pages": "12-15"}]),
    ("前掲（注5）浜野・岸本論文、8頁。", [{"form": "supra", "type": "document", "authors": "浜野|岸本", "pages": "8"}]),
    ("Лесов П. Р. Озёрная держава: история и стратегия. М.: Водный мир, 2018. С. 45–60.", [{"type": "book", "authors": "Лесов П. Р.", "title": "Озёрная держава: история и стратегия", "place": "М.", "publisher": "Водный мир", "issued": "2018", "pages": "45-60"}]),
    ("Лесов П. Р., Берегов А. Н. Берега и воды. СПб.: Наука, 2020. 312 с.", [{"type": "book", "authors": "Лесов П. Р.|Берегов А. Н.", "title": "Берега и воды", "place": "СПб.", "publisher": "Наука", "issued": "2020"}]),
    ("Лесов П.Р. Флот на озере // Вопросы озероведения. 2021. Т. 12. № 3. С. 10–25.", [{"type": "article-journal", "authors": "Лесов П.Р.", "title": "Флот на озере", "container": "Вопросы озероведения", "issued": "2021", "volume": "12", "issue": "3", "pages": "10-25"}]),
    ("Озеренко В. М. Безпека озер: монографія. К.: НІСД, 2019. С. 7.", [{"type": "book", "authors": "Озеренко В. М.", "title": "Безпека озер: монографія", "place": "К.", "publisher": "НІСД", "issued": "2019", "pages": "7"}]),
    ("Лесов П. Р. Указ. соч. С. 88.", [{"form": "supra", "type": "document", "authors": "Лесов П. Р.", "pages": "88"}]),
    ("Там же. С. 12–14.", [{"form": "ibid", "type": "document", "pages": "12-14"}]),
    ("Цит. по: Лесов П. Р. Озёрная держава. М.: Водный мир, 2018. С. 5.", [{"type": "book", "authors": "Лесов П. Р.", "title": "Озёрная держава", "place": "М.", "publisher": "Водный мир", "issued": "2018", "pages": "5"}]),
    ("박호수·김강변, 「호수 안보의 변화」, 『호수정책연구』, 제12권 1호, 2021, 5-30쪽.", [{"type": "article-journal", "authors": "박호수|김강변", "title": "호수 안보의 변화", "container": "호수정책연구", "issued": "2021", "volume": "12", "issue": "1", "pages": "5-30"}]),
    ("박호수 등, 『호수의 정치』, 서울: 물결출판사, 2020년, 30쪽.", [{"type": "book", "authors": "박호수", "title": "호수의 정치", "place": "서울", "publisher": "물결출판사", "issued": "2020", "pages": "30"}]),
    ("赵湖主编：《湖泊治理研究》，北京：湖泊出版社，2020年，第45—60页。", [{"type": "book", "editors": "赵湖", "title": "湖泊治理研究", "place": "北京", "publisher": "湖泊出版社", "issued": "2020", "pages": "45-60"}]),
    ("赵湖、钱岸 编：《湖泊史》，上海：岸边书局，2018年版，第3页。", [{"type": "book", "editors": "赵湖|钱岸", "title": "湖泊史", "place": "上海", "publisher": "岸边书局", "issued": "2018", "pages": "3"}]),
    ("[美] 约翰·莱克著，赵湖译：《湖的悲剧》，上海：岸边出版社，2015年，第12页。", [{"type": "book", "authors": "约翰·莱克", "translators": "赵湖", "title": "湖的悲剧", "place": "上海", "publisher": "岸边出版社", "issued": "2015", "pages": "12"}]),
    ("钱岸：《湖泊外交新局面》，《光明日报》2022年3月4日，第1版。", [{"type": "article-newspaper", "authors": "钱岸", "title": "湖泊外交新局面", "container": "光明日报", "issued": "2022-03-04", "pages": "1"}]),
    ("「湖の春」『湖岸日報』2022年3月4日、A12面。", [{"type": "article-newspaper", "title": "湖の春", "container": "湖岸日報", "issued": "2022-03-04", "pages": "A12"}]),
    ("防衛省編『防衛白書（令和5年版）』（日経印刷、2023年）88頁。", [{"type": "report", "editors": "防衛省", "title": "防衛白書（令和5年版）", "publisher": "日経印刷", "issued": "2023", "pages": "88"}]),
    ("外務省『外交青書2022』2022年4月、45頁。", [{"type": "report", "authors": "外務省", "title": "外交青書2022", "issued": "2022-04", "pages": "45"}]),
    ("国务院新闻办公室：《新时代的湖泊》白皮书，2021年7月。", [{"type": "report", "authors": "国务院新闻办公室", "title": "新时代的湖泊", "issued": "2021-07"}]),
    ("中华人民共和国国务院新闻办公室：《新时代的中国湖泊治理》，北京：人民出版社，2021年，第12页。", [{"type": "report", "authors": "中华人民共和国国务院新闻办公室", "title": "新时代的中国湖泊治理", "place": "北京", "publisher": "人民出版社", "issued": "2021", "pages": "12"}]),
    ("통일부, 『2023 통일백서』, 서울: 통일부, 2023년, 50쪽.", [{"type": "report", "authors": "통일부", "title": "2023 통일백서", "place": "서울", "publisher": "통일부", "issued": "2023", "pages": "50"}]),
    ("International Institute for Strategic Studies, *The Military Balance 2024* (London: Routledge, 2024), p. 210.", [{"type": "report", "authors": "International Institute for Strategic Studies", "title": "The Military Balance 2024", "place": "London", "publisher": "Routledge", "issued": "2024", "pages": "210"}]),
    ("Ann Lee, “Lake Fog,” SWP Comment, no. 45, July 2022.", [{"type": "report", "authors": "Ann Lee", "title": "Lake Fog", "container": "SWP Comment", "issued": "2022-07", "issue": "45"}]),
    ("Jean Rivage, « Le lac et la mer », Notes de l’Ifri, n° 120, mars 2023.", [{"type": "report", "authors": "Jean Rivage", "title": "Le lac et la mer", "container": "Notes de l’Ifri", "issued": "2023-03", "issue": "120"}]),
    ("湖沼統計局編『湖国統計年鑑2022』（北京：中国統計出版社、2022年）15頁。", [{"type": "book", "editors": "湖沼統計局", "title": "湖国統計年鑑2022", "place": "北京", "publisher": "中国統計出版社", "issued": "2022", "pages": "15"}]),
    ("浜野花「湖の停戦」東京財団政策研究所、2023年2月1日。", [{"type": "report", "authors": "浜野花", "title": "湖の停戦", "container": "東京財団政策研究所", "issued": "2023-02-01"}]),
    ("在湖国米国大使館（@usembassylake）、X、2024年4月11日。", [{"type": "post", "authors": "在湖国米国大使館", "container": "X", "issued": "2024-04-11"}]),
    ("Defence of Lakeland (@DefenceLL), X, May 3, 2024.", [{"type": "post", "authors": "Defence of Lakeland", "container": "X", "issued": "2024-05-03"}]),
    ("湖沼省（@lakemin）「湖の日」X（旧Twitter）、2024年4月11日、https://x.com/lakemin/status/12。", [{"type": "post", "authors": "湖沼省", "title": "湖の日", "container": "X（旧Twitter）", "issued": "2024-04-11", "url": "https://x.com/lakemin/status/12"}]),
    ("Lake Navy, Facebook, May 3, 2024, https://facebook.com/lakenavy/1.", [{"type": "post", "authors": "Lake Navy", "container": "Facebook", "issued": "2024-05-03", "url": "https://facebook.com/lakenavy/1"}]),
    ("湖沼軍総司令部、テレグラム、2023年6月8日。", [{"type": "post", "authors": "湖沼軍総司令部", "container": "テレグラム", "issued": "2023-06-08"}]),
    ("湖沼チャンネル「湖の演習」YouTube、2023年6月8日。", [{"type": "post", "authors": "湖沼チャンネル", "title": "湖の演習", "container": "YouTube", "issued": "2023-06-08"}]),
    ("United Nations Security Council, Resolution 1234 (2017), S/RES/1234, December 22, 2017.", [{"type": "document", "authors": "United Nations Security Council", "title": "Resolution 1234 (2017)", "issued": "2017-12-22"}]),
    ("UN General Assembly, Lakes of the World, A/RES/75/12, 3 March 2021.", [{"type": "document", "authors": "UN General Assembly", "title": "Lakes of the World", "issued": "2021-03-03"}]),
    ("国連安全保障理事会「決議2270（2016）」S/RES/2270、2016年3月2日。", [{"type": "document", "authors": "国連安全保障理事会", "title": "決議2270（2016）", "issued": "2016-03-02"}]),
    ("国連安保理決議2270、S/RES/2270、2016年3月2日。", [{"type": "document", "title": "国連安保理決議2270", "issued": "2016-03-02"}]),
    ("Jean Rivage, « Le lac », Politique étrangère, vol. 88, n° 2, été 2023, p. 45-58.", [{"type": "article-journal", "authors": "Jean Rivage", "title": "Le lac", "container": "Politique étrangère", "issued": "2023-22", "volume": "88", "issue": "2", "pages": "45-58"}]),
    ("Hans Seemann, „Der See“, Sirius, Nr. 5, Frühjahr 2022, S. 12–20.", [{"type": "article-journal", "authors": "Hans Seemann", "title": "Der See", "container": "Sirius", "issued": "2022-21", "issue": "5", "pages": "12-20"}]),
    ("Hans Seemann, „Der See“, Zeitschrift für Seenkunde, 12. Jg., H. 3, 2020, S. 33.", [{"type": "article-journal", "authors": "Hans Seemann", "title": "Der See", "container": "Zeitschrift für Seenkunde", "issued": "2020", "volume": "12", "issue": "3", "pages": "33"}]),
    ("Ana Lago, “El lago,” Revista de Lagos, núm. 7, invierno de 2020, pp. 3-9.", [{"type": "article-journal", "authors": "Ana Lago", "title": "El lago", "container": "Revista de Lagos", "issued": "2020-24", "issue": "7", "pages": "3-9"}]),
    ("Ann Lee, “Lakes,” *Lake Quarterly* 44, no. 2 (Fall 2021): 7-9.", [{"type": "article-journal", "authors": "Ann Lee", "title": "Lakes", "container": "Lake Quarterly", "issued": "2021-23", "volume": "44", "issue": "2", "pages": "7-9"}]),
    ("浜野花「湖国外交の研究」大海大学博士論文、2018年、77頁。", [{"type": "document", "authors": "浜野花", "title": "湖国外交の研究", "publisher": "大海大学", "issued": "2018", "pages": "77"}]),
    ("Ann Lee, “Lake Power” (Ph.D. diss., Lake University, 2016), 88.", [{"type": "document", "authors": "Ann Lee", "title": "Lake Power", "publisher": "Lake University", "issued": "2016", "pages": "88"}]),
    ("Lake Defense Act of 2021, H.R. 1234, 117th Cong. (2021).", [{"type": "legislation", "title": "Lake Defense Act of 2021", "issued": "2021"}]),
    ("H.R. 4321, 118th Cong., 1st sess., June 5, 2023.", [{"type": "legislation", "title": "H.R. 4321", "issued": "2023-06-05"}]),
    ("50 U.S.C. § 1701.", [{"type": "legislation", "title": "50 U.S.C. § 1701"}]),
    ("National Lake Authorization Act for Fiscal Year 2022, Public Law 117-81, December 27, 2021.", [{"type": "legislation", "title": "National Lake Authorization Act for Fiscal Year 2022", "issued": "2021-12-27"}]),
    ("第213回国会衆議院予算委員会議録第3号（2024年2月5日）12頁。", [{"type": "document", "title": "第213回国会衆議院予算委員会議録", "issue": "3", "issued": "2024-02-05", "pages": "12"}]),
    ("「第208回国会参議院外交防衛委員会会議録第7号」2022年4月12日、5頁。", [{"type": "document", "title": "第208回国会参議院外交防衛委員会会議録第7号", "issued": "2022-04-12", "pages": "5"}]),
    ("最高裁判所大法廷判決昭和34年12月16日『刑集』第13巻第13号3225頁。", [{"type": "document", "title": "最高裁判所大法廷判決", "container": "刑集", "issued": "1959-12-16", "volume": "13", "issue": "13", "pages": "3225"}]),
    ("Lake v. Shore, 343 U.S. 579 (1952).", [{"type": "document", "title": "Lake v. Shore", "issued": "1952", "volume": "343", "pages": "579"}]),
    ("Hearing on Lake Security before the Senate Armed Services Committee, 118th Cong., 1st sess., March 9, 2023.", [{"type": "document", "title": "Hearing on Lake Security before the Senate Armed Services Committee", "issued": "2023-03-09"}]),
    ("同紙、2020年5月3日。", [{"type": "document", "issued": "2020-05-03"}]),
    ("岡崎・前掲注（12）78頁。", [{"form": "supra", "type": "document", "authors": "岡崎", "pages": "78"}]),
    ("岡崎（前掲注12）78頁。", [{"form": "supra", "type": "document", "authors": "岡崎", "pages": "78"}]),
    ("前掲注12・岡崎「湖の論理」80頁。", [{"form": "supra", "type": "document", "authors": "岡崎", "title": "湖の論理", "pages": "80"}]),
    ("前掲注（12）、岡崎ほか、80-82頁。", [{"form": "supra", "type": "document", "authors": "岡崎", "pages": "80-82"}]),
    ("岡崎論文（前掲注12）、80頁。", [{"form": "supra", "type": "document", "authors": "岡崎", "pages": "80"}]),
    ("前掲岡崎書、14頁。", [{"form": "supra", "type": "document", "authors": "岡崎", "pages": "14"}]),
    ("岡崎太郎、前掲『湖の論理』15頁。", [{"form": "supra", "type": "document", "authors": "岡崎太郎", "title": "湖の論理", "pages": "15"}]),
    ("前掲注3のスミス論文、21頁。", [{"form": "supra", "type": "document", "authors": "スミス", "pages": "21"}]),
    ("Тихонов А.Б. Каспийский узел. Л.: Берег, 1988. 210 с.", [{"type": "book", "authors": "Тихонов А.Б.", "title": "Каспийский узел", "place": "Л.", "publisher": "Берег", "issued": "1988"}]),
    ("Тихонов А. Б., Реков В. Г. Озёра в политике // Свободная мысль. 2022. № 4 (112). С. 33–47. URL: https://example.ru/a (дата обращения: 12.03.2023).", [{"type": "article-journal", "authors": "Тихонов А. Б.|Реков В. Г.", "title": "Озёра в политике", "container": "Свободная мысль", "issued": "2022", "issue": "4", "pages": "33-47", "url": "https://example.ru/a", "accessed": "12.03.2023"}]),
    ("Тихонов А. Б. Глава о реке // Реки мира: сб. ст. / под ред. В. Г. Рекова. М.: Наука, 2015. С. 101–120.", [{"type": "chapter", "authors": "Тихонов А. Б.", "editors": "В. Г. Рекова", "title": "Глава о реке", "container": "Реки мира: сб. ст", "place": "М.", "publisher": "Наука", "issued": "2015", "pages": "101-120"}]),
    ("Ставок О. П. Річки України. Київ: Хвиля, 2021. С. 14-16.", [{"type": "book", "authors": "Ставок О. П.", "title": "Річки України", "place": "Київ", "publisher": "Хвиля", "issued": "2021", "pages": "14-16"}]),
    ("Ставок О. П. Річкова політика // Стратегічна панорама. 2020. Вип. 2. С. 5-9.", [{"type": "article-journal", "authors": "Ставок О. П.", "title": "Річкова політика", "container": "Стратегічна панорама", "issued": "2020", "issue": "2", "pages": "5-9"}]),
    ("Новые берега // Независимая газета. 2021. 15 июня.", [{"type": "article-newspaper", "title": "Новые берега", "container": "Независимая газета", "issued": "2021-06-15"}]),
    ("См.: Тихонов А. Б. Указ. соч. С. 15; Реков В. Г. Берег. М., 2001. С. 7.", [{"form": "supra", "type": "document", "authors": "Тихонов А. Б.", "pages": "15"}, {"type": "book", "authors": "Реков В. Г.", "title": "Берег", "place": "М.", "issued": "2001", "pages": "7"}]),
    ("한강물·윤바다·서호수, 「바다의 힘」, 『해양전략』 제30집 (2020), 11-40쪽.", [{"type": "article-journal", "authors": "한강물|윤바다|서호수", "title": "바다의 힘", "container": "해양전략", "issued": "2020", "issue": "30", "pages": "11-40"}]),
    ("한강물 외, 『바다의 역사』 (서울: 파도, 2019), 55쪽.", [{"type": "book", "authors": "한강물", "title": "바다의 역사", "place": "서울", "publisher": "파도", "issued": "2019", "pages": "55"}]),
    ("孙岸等著：《海洋强国论》，北京：海浪出版社，2019年，第8页。", [{"type": "book", "authors": "孙岸", "title": "海洋强国论", "place": "北京", "publisher": "海浪出版社", "issued": "2019", "pages": "8"}]),
    ("孙岸编译：《海洋文献》，天津：海浪出版社，2012年，第80页。", [{"type": "book", "editors": "孙岸", "title": "海洋文献", "place": "天津", "publisher": "海浪出版社", "issued": "2012", "pages": "80"}]),
    ("孙岸、周浪：《论海洋合作》，载李洋主编：《海洋文集》，北京：海浪出版社，2019年，第8—20页。", [{"type": "chapter", "authors": "孙岸|周浪", "editors": "李洋", "title": "论海洋合作", "container": "海洋文集", "place": "北京", "publisher": "海浪出版社", "issued": "2019", "pages": "8-20"}]),
    ("《海上合作启航》，《经济日报》2023年5月6日，第3版。", [{"type": "article-newspaper", "title": "海上合作启航", "container": "经济日报", "issued": "2023-05-06", "pages": "3"}]),
    ("陳海「論海」『聯合報』2020年1月2日、A4版。", [{"type": "article-newspaper", "authors": "陳海", "title": "論海", "container": "聯合報", "issued": "2020-01-02", "pages": "A4"}]),
    ("防衛省『令和4年版 日本の防衛』（日経印刷、2022年）33頁。", [{"type": "report", "authors": "防衛省", "title": "令和4年版 日本の防衛", "publisher": "日経印刷", "issued": "2022", "pages": "33"}]),
    ("経済産業省『通商白書2021』（経済産業省、2021年）5頁。", [{"type": "report", "authors": "経済産業省", "title": "通商白書2021", "publisher": "経済産業省", "issued": "2021", "pages": "5"}]),
    ("防衛研究所編『東アジア戦略概観2020』（防衛研究所、2020年）41頁。", [{"type": "report", "editors": "防衛研究所", "title": "東アジア戦略概観2020", "publisher": "防衛研究所", "issued": "2020", "pages": "41"}]),
    ("Ministry of Foreign Affairs of Japan, *Diplomatic Bluebook 2022* (Tokyo: Ministry of Foreign Affairs, 2022), 77.", [{"type": "report", "authors": "Ministry of Foreign Affairs of Japan", "title": "Diplomatic Bluebook 2022", "place": "Tokyo", "publisher": "Ministry of Foreign Affairs", "issued": "2022", "pages": "77"}]),
    ("John Rivers, *Wargaming the Lake*, RAND Corporation, RR-A123-1, 2022.", [{"type": "report", "authors": "John Rivers", "title": "Wargaming the Lake", "publisher": "RAND Corporation", "issued": "2022", "issue": "RR-A123-1"}]),
    ("John Rivers, “Lake Deterrence,” CSIS, January 9, 2023, https://example.org/a.", [{"type": "report", "authors": "John Rivers", "title": "Lake Deterrence", "container": "CSIS", "issued": "2023-01-09", "url": "https://example.org/a"}]),
    ("大川海「湖と抑止」『NIDSコメンタリー』第300号、2024年2月6日。", [{"type": "report", "authors": "大川海", "title": "湖と抑止", "container": "NIDSコメンタリー", "issued": "2024-02-06", "issue": "300"}]),
    ("Institute for Lakes, “Lake Assessment, April 5, 2023,” Institute for Lakes, April 5, 2023.", [{"type": "report", "authors": "Institute for Lakes", "title": "Lake Assessment, April 5, 2023", "container": "Institute for Lakes", "issued": "2023-04-05"}]),
    ("湖沼外務省（@mfa_lake）、X（旧Twitter）、2023年10月7日、https://x.com/mfa_lake/status/9。", [{"type": "post", "authors": "湖沼外務省", "container": "X（旧Twitter）", "issued": "2023-10-07", "url": "https://x.com/mfa_lake/status/9"}]),
    ("General Staff of Lakeland, Telegram, 6 June 2023, https://t.me/gs/1.", [{"type": "post", "authors": "General Staff of Lakeland", "container": "Telegram", "issued": "2023-06-06", "url": "https://t.me/gs/1"}]),
    ("Ann Rivers (@annrivers), “The lake is quiet,” Twitter, January 2, 2021.", [{"type": "post", "authors": "Ann Rivers", "title": "The lake is quiet", "container": "Twitter", "issued": "2021-01-02"}]),
    ("@mod_lake、X、2022年3月1日。", [{"type": "post", "authors": "@mod_lake", "container": "X", "issued": "2022-03-01"}]),
    ("UN Security Council, Final Report of the Panel of Experts on Lakes, S/2024/215, March 7, 2024, p. 33.", [{"type": "report", "authors": "UN Security Council", "title": "Final Report of the Panel of Experts on Lakes", "issued": "2024-03-07", "pages": "33"}]),
    ("国連総会決議「湖の権利」A/RES/76/300、2022年7月28日。", [{"type": "document", "authors": "国連総会決議", "title": "湖の権利", "issued": "2022-07-28"}]),
    ("United Nations General Assembly, “Rights of Lakes,” A/RES/76/300, July 28, 2022.", [{"type": "document", "authors": "United Nations General Assembly", "title": "Rights of Lakes", "issued": "2022-07-28"}]),
    ("Pierre Source, « La guerre des lacs », Hérodote, n° 146-147, automne 2012, p. 12.", [{"type": "article-journal", "authors": "Pierre Source", "title": "La guerre des lacs", "container": "Hérodote", "issued": "2012-23", "issue": "146-147", "pages": "12"}]),
    ("Luis Río, «La laguna», Política Exterior, vol. 34, n.º 195, primavera 2020, págs. 4-8.", [{"type": "article-journal", "authors": "Luis Río", "title": "La laguna", "container": "Política Exterior", "issued": "2020-21", "volume": "34", "issue": "195", "pages": "4-8"}]),
    ("Eva Bach, „Strom und Staat“, Osteuropa, Jg. 72, H. 1-3, 2022, S. 5-19.", [{"type": "article-journal", "authors": "Eva Bach", "title": "Strom und Staat", "container": "Osteuropa", "issued": "2022", "volume": "72", "issue": "1-3", "pages": "5-19"}]),
    ("Ann Rivers, “Streams,” *Washington Quarterly* 45, no. 1 (Spring 2022), pp. 7–26.", [{"type": "article-journal", "authors": "Ann Rivers", "title": "Streams", "container": "Washington Quarterly", "issued": "2022-21", "volume": "45", "issue": "1", "pages": "7-26"}]),
    ("大川海『湖の近代』東川大学大学院博士学位論文、2011年。", [{"type": "document", "authors": "大川海", "title": "湖の近代", "publisher": "東川大学大学院", "issued": "2011"}]),
    ("Ann Rivers, “Streams of Power,” PhD thesis, University of Lakes, 2014, pp. 3-9.", [{"type": "document", "authors": "Ann Rivers", "title": "Streams of Power", "publisher": "University of Lakes", "issued": "2014", "pages": "3-9"}]),
    ("Lake Relations Act, Public Law 96-8, 93 Stat. 14 (1979), 22 U.S.C. § 3301.", [{"type": "legislation", "title": "Lake Relations Act", "issued": "1979"}]),
    ("Senate Armed Services Committee, Hearing on Lake Posture, 117th Cong., 2nd sess., March 8, 2022.", [{"type": "document", "authors": "Senate Armed Services Committee", "title": "Hearing on Lake Posture", "issued": "2022-03-08"}]),
    ("第190回国会参議院本会議録第10号（平成28年3月11日）4頁。", [{"type": "document", "title": "第190回国会参議院本会議録", "issue": "10", "issued": "2016-03-11", "pages": "4"}]),
    ("「湖沼の保全に関する法律」（平成10年法律第5号）第2条。", [{"type": "legislation", "title": "湖沼の保全に関する法律", "issued": "1998"}]),
    ("最判平成14年7月9日民集56巻6号1134頁。", [{"type": "document", "title": "最判", "container": "民集", "issued": "2002-07-09", "volume": "56", "issue": "6", "pages": "1134"}]),
    ("東京地方裁判所判決、令和2年3月5日。", [{"type": "document", "title": "東京地方裁判所判決", "issued": "2020-03-05"}]),
    ("「湖相、訪欧へ」『朝日新聞』2021年3月4日；「湖相、帰国」同紙、2021年3月9日。", [{"type": "article-newspaper", "title": "湖相、訪欧へ", "container": "朝日新聞", "issued": "2021-03-04"}, {"type": "document", "title": "湖相、帰国", "issued": "2021-03-09"}]),
    ("同年6月7日付。", [{"type": "document"}]),
    ("例えば、前掲注（7）小島論文、51頁を参照。", [{"form": "supra", "type": "document", "authors": "小島", "pages": "51"}]),
    ("小島・前掲注7、51頁以下；三浦・前掲注9、3頁。", [{"form": "supra", "type": "document", "authors": "小島", "pages": "51"}, {"form": "supra", "type": "document", "authors": "三浦", "pages": "3"}]),
    ("詳しくは、前掲書（注2）第3章を参照。", [{"form": "supra", "type": "document"}]),
    ("注（7）前掲、小島論文、51頁。", [{"form": "supra", "type": "document", "authors": "小島", "pages": "51"}]),
    ("小島、前掲論文（注7）、51頁。", [{"form": "supra", "type": "document", "authors": "小島", "pages": "51"}]),
    ("前掲注7、湖沼政策研究所、51頁。", [{"form": "supra", "type": "document", "authors": "湖沼政策研究所", "pages": "51"}]),
    ("Мостов К. Л. Дипломатия рек. М.: Международные отношения, 2016. Т. 2. С. 9.", [{"type": "book", "authors": "Мостов К. Л.", "title": "Дипломатия рек", "place": "М.", "publisher": "Международные отношения", "issued": "2016", "volume": "2", "pages": "9"}]),
    ("Мостов К.Л. Реки и люди / пер. с англ. А. Н. Лугова. СПб.: Питер, 2011. С. 77.", [{"type": "book", "authors": "Мостов К.Л.", "title": "Реки и люди", "place": "СПб.", "publisher": "Питер", "issued": "2011", "pages": "77"}]),
    ("История рек / отв. ред. К. Л. Мостов. — М. : Весло, 2009. — 400 с.", [{"type": "book", "editors": "К. Л. Мостов", "title": "История рек", "place": "М.", "publisher": "Весло", "issued": "2009"}]),
    ("Мостов К. Л. Река: путь к морю // Россия в глобальной политике. 2023. Т. 21. № 2. С. 8–22.", [{"type": "article-journal", "authors": "Мостов К. Л.", "title": "Река: путь к морю", "container": "Россия в глобальной политике", "issued": "2023", "volume": "21", "issue": "2", "pages": "8-22"}]),
    ("Цит. по: Мостов К. Л. Указ. соч. С. 12.", [{"form": "supra", "type": "document", "authors": "Мостов К. Л.", "pages": "12"}]),
    ("Там же, с. 44.", [{"form": "ibid", "type": "document", "pages": "44"}]),
    ("Гай В. І., Яр О. П. Море і право // Морське право. 2019. № 1. С. 3–9.", [{"type": "article-journal", "authors": "Гай В. І.|Яр О. П.", "title": "Море і право", "container": "Морське право", "issued": "2019", "issue": "1", "pages": "3-9"}]),
    ("이바람·최구름 편, 『구름의 정치』, 서울: 하늘, 2018, 12쪽.", [{"type": "book", "editors": "이바람|최구름", "title": "구름의 정치", "place": "서울", "publisher": "하늘", "issued": "2018", "pages": "12"}]),
    ("이바람, 「구름」, 최구름 편, 『하늘 연구』, 서울: 하늘, 2018년, 12-30쪽.", [{"type": "chapter", "authors": "이바람", "editors": "최구름", "title": "구름", "container": "하늘 연구", "place": "서울", "publisher": "하늘", "issued": "2018", "pages": "12-30"}]),
    ("이바람 외 3인, 『구름 연구』 (서울: 국토연구원, 2021).", [{"type": "book", "authors": "이바람", "title": "구름 연구", "place": "서울", "publisher": "국토연구원", "issued": "2021"}]),
    ("马云山：《河流与国家》（第2版），南京：江河出版社，2017年，第33—35页。", [{"type": "book", "authors": "马云山", "title": "河流与国家", "place": "南京", "publisher": "江河出版社", "issued": "2017", "pages": "33-35"}]),
    ("马云山、高岭：《河流外交》，《江河学刊》2021年第4期，第77页。", [{"type": "article-journal", "authors": "马云山|高岭", "title": "河流外交", "container": "江河学刊", "issued": "2021", "issue": "4", "pages": "77"}]),
    ("高岭：《江河的声音》，《人民日报》2021年6月7日第3版。", [{"type": "article-newspaper", "authors": "高岭", "title": "江河的声音", "container": "人民日报", "issued": "2021-06-07", "pages": "3"}]),
    ("Ann Rill, “Rivers Rise,” *New York Times*, May 6, 2021, A12.", [{"type": "article-newspaper", "authors": "Ann Rill", "title": "Rivers Rise", "container": "New York Times", "issued": "2021-05-06", "pages": "A12"}]),
    ("外務省編『外交青書（2019年版）』（外務省、2019年）7頁。", [{"type": "report", "editors": "外務省", "title": "外交青書（2019年版）", "publisher": "外務省", "issued": "2019", "pages": "7"}]),
    ("内閣府『令和3年度 年次経済財政報告』2021年9月。", [{"type": "report", "authors": "内閣府", "title": "令和3年度 年次経済財政報告", "issued": "2021-09"}]),
    ("国務院新聞弁公室「新時代の河川」白書、2020年5月。", [{"type": "report", "authors": "国務院新聞弁公室", "title": "新時代の河川", "issued": "2020-05"}]),
    ("The State Council Information Office, *China’s Rivers in the New Era* (Beijing: Foreign Languages Press, 2021).", [{"type": "report", "authors": "The State Council Information Office", "title": "China’s Rivers in the New Era", "place": "Beijing", "publisher": "Foreign Languages Press", "issued": "2021"}]),
    ("IISS, *The Military Balance 2020* (London: Routledge, 2020), 88.", [{"type": "report", "authors": "IISS", "title": "The Military Balance 2020", "place": "London", "publisher": "Routledge", "issued": "2020", "pages": "88"}]),
    ("Paul Brook, “River Wars,” Adelphi Paper 300, IISS, 2004.", [{"type": "report", "authors": "Paul Brook", "title": "River Wars", "container": "Adelphi Paper 300", "publisher": "IISS", "issued": "2004", "volume": "300"}]),
    ("Eva Bach, “Rhine Politics,” SWP Research Paper 4, April 2021, 12.", [{"type": "report", "authors": "Eva Bach", "title": "Rhine Politics", "container": "SWP Research Paper 4", "issued": "2021-04", "volume": "4", "pages": "12"}]),
    ("小島海「川の外交」『RIPS Policy Perspectives』第20号、2015年1月。", [{"type": "report", "authors": "小島海", "title": "川の外交", "container": "RIPS Policy Perspectives", "issued": "2015-01", "issue": "20"}]),
    ("駐日湖国大使館、Facebook、2022年2月3日。", [{"type": "post", "authors": "駐日湖国大使館", "container": "Facebook", "issued": "2022-02-03"}]),
    ("Embassy of Lakeland in Japan (@lakelandjp), “Statement,” X, February 3, 2024, https://x.com/lakelandjp/status/3.", [{"type": "post", "authors": "Embassy of Lakeland in Japan", "title": "Statement", "container": "X", "issued": "2024-02-03", "url": "https://x.com/lakelandjp/status/3"}]),
    ("River Watch, YouTube, March 3, 2022, https://youtube.com/watch?v=abc.", [{"type": "post", "authors": "River Watch", "container": "YouTube", "issued": "2022-03-03", "url": "https://youtube.com/watch?v=abc"}]),
    ("河川庁（@river_go_jp）、Twitter、2021年5月6日。", [{"type": "post", "authors": "河川庁", "container": "Twitter", "issued": "2021-05-06"}]),
    ("United Nations Security Council, S/PV.9000, March 3, 2022.", [{"type": "document", "authors": "United Nations Security Council", "issued": "2022-03-03"}]),
    ("UN Human Rights Council, “Situation of Rivers,” A/HRC/49/71, 3 March 2022, para. 12.", [{"type": "document", "authors": "UN Human Rights Council", "title": "Situation of Rivers", "issued": "2022-03-03"}]),
    ("国連安全保障理事会、決議第1718号、S/RES/1718、2006年10月14日。", [{"type": "document", "authors": "国連安全保障理事会", "title": "決議第1718号", "issued": "2006-10-14"}]),
    ("国連安保理決議第2371号（2017年8月5日）。", [{"type": "document", "title": "国連安保理決議第2371号", "issued": "2017-08-05"}]),
    ("Marie Rive, « Fleuves », Revue Défense Nationale, n° 850, mai 2022, p. 3-7.", [{"type": "article-journal", "authors": "Marie Rive", "title": "Fleuves", "container": "Revue Défense Nationale", "issued": "2022-05", "issue": "850", "pages": "3-7"}]),
    ("Marie Rive, « Fleuves et frontières », Focus stratégique, n° 99, Ifri, hiver 2021.", [{"type": "report", "authors": "Marie Rive", "title": "Fleuves et frontières", "container": "Focus stratégique", "publisher": "Ifri", "issued": "2021-24", "issue": "99"}]),
    ("Paul Brook, “Rivers,” *Orbis* 60, no. 4 (Autumn 2016): 5.", [{"type": "article-journal", "authors": "Paul Brook", "title": "Rivers", "container": "Orbis", "issued": "2016-23", "volume": "60", "issue": "4", "pages": "5"}]),
    ("S. 1260, 117th Cong. (2021).", [{"type": "legislation", "title": "S. 1260", "issued": "2021"}]),
    ("River Act, 22 U.S.C. §§ 8701-8795 (2018).", [{"type": "legislation", "title": "River Act", "issued": "2018"}]),
    ("Executive Order 14000, “Protecting Rivers,” May 3, 2021.", [{"type": "legislation", "title": "Protecting Rivers", "issued": "2021-05-03"}]),
    ("River v. Bank, 12 F.3d 45 (2d Cir. 1999).", [{"type": "document", "title": "River v. Bank", "issued": "1999", "volume": "12", "pages": "45"}]),
    ("小島海「川の外交史」（東川大学博士論文、2009年）10-12頁。", [{"type": "document", "authors": "小島海", "title": "川の外交史", "publisher": "東川大学", "issued": "2009", "pages": "10-12"}]),
    ("马云山：《河流治理研究》，江河大学博士学位论文，2016年，第5页。", [{"type": "document", "authors": "马云山", "title": "河流治理研究", "publisher": "江河大学", "issued": "2016", "pages": "5"}]),
    ("第201回国会衆議院外務委員会議録第5号、2020年4月3日、9頁（小島海外務大臣答弁）。", [{"type": "document", "title": "第201回国会衆議院外務委員会議録", "issue": "5", "issued": "2020-04-03", "pages": "9"}]),
    ("河川法（昭和39年法律第167号）第1条。", [{"type": "legislation", "title": "河川法", "issued": "1964"}]),
    ("湖沼基本法第5条。", [{"type": "legislation", "title": "湖沼基本法"}]),
    ("『朝日新聞』2022年3月4日。同紙、同月6日。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2022-03-04"}, {"type": "document"}]),
]
# fmt: on

# (note, what is left as comment)
COMMENTS = [
    ("湖沼政策については、山田一郎『海の政治学』（海辺書店、2010年）35頁を参照。", "湖沼政策については"),
    ("例えば、山田一郎『海の政治学』（海辺書店、2010年）。", ""),
    ("例えば以下の論文を参照。山田一郎『海の政治学』（海辺書店、2010年）。", ""),
    ("湖沼政策については以下を参照。山田一郎『海の政治学』（海辺書店、2010年）。", "湖沼政策については以下を参照"),
    ("湖の面積には諸説ある。山田一郎『海の政治学』（海辺書店、2010年）。", "湖の面積には諸説ある"),
    ("See also John Smith, *Power at Sea* (Oxford: LUP, 2015).", ""),
    ("本稿の引用するURLは全て2019年3月1日最終閲覧。", "本稿の引用するURLは全て2019年3月1日最終閲覧"),
    ("「湖」『湖沼日報』2019年5月9日；「岸」『湖沼日報』2019年5月10日。", ""),
]

# (note, languages of its citations)
LANGUAGES = [
    ("山田一郎「海の章」『湖沼研究』第3号（2019年）。", ["ja"]),
    ("王一「論中國湖泊與大海的關係」『湖泊研究』2019年第3期。", ["zh"]),
    ("「湖泊战略」『湖泊研究』2019年第3期。", ["zh"]),
    ("「湖沼白書」『湖沼年鑑』2019年3月。", [""]),
    ("「호수 안보」『호수연구』2019년.", ["ko"]),
    ("«Озеро и море», TASS, May 8, 2019; «Війська на озері», Ukrinform, May 8, 2019.", ["ru", "uk"]),
    ("“The Lake and the Sea,” Reuters, May 8, 2019; “Las orillas del lago,” *La Nación*, 7 de mayo de 2019.", ["en", "es"]),
    ("Jean Dupont, « La mer et le lac », Le Monde, 12 mars 2019.", ["fr"]),
    ("Hans Müller, „Der See und das Meer“, Handelsblatt, 12. März 2019.", ["de"]),
]


def read(text: str) -> ReadNote:
    return citations.read(Note(1, "", Text.of(text)))


def given_fields(citation: Citation) -> dict[str, str]:
    values = {name: getattr(citation, name) for name in FIELDS}
    shown = {name: "|".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: value for name, value in shown.items() if value and (name, value) != ("form", "full")}


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_fields(text: str, expected: list[dict[str, str]]) -> None:
    assert [given_fields(citation) for citation in read(text).citations] == expected


@pytest.mark.parametrize(("text", "comment"), COMMENTS)
def test_comment(text: str, comment: str) -> None:
    assert read(text).comment == comment


@pytest.mark.parametrize(("text", "languages"), LANGUAGES)
def test_language(text: str, languages: list[str]) -> None:
    assert [citation.language for citation in read(text).citations] == languages


def test_raw_is_the_slice_without_the_closing_full_stop() -> None:
    text = "たとえば、王一「湖」『湖沼研究』第3号（2019年）；Ibid., 35."
    first, second = read(text).citations
    assert first.raw == "王一「湖」『湖沼研究』第3号（2019年）"
    assert second.raw == "Ibid., 35"
    assert [text[c.start : c.end] for c in (first, second)] == [first.raw, second.raw]


def test_spaces_between_scripts_do_not_change_the_fields() -> None:
    close = read("山田一郎「海」『湖沼研究』第13号（2019年3月5日）24-27頁。").citations[0]
    wide = read("山田一郎「海」『湖沼研究』第 13 号（2019 年 3 月 5 日）24-27 頁。").citations[0]
    assert given_fields(close) == given_fields(wide)


def test_an_unread_citation_scores_below_every_read_one() -> None:
    unread = read("同、1月7日。").citations[0]
    named = [c for text, _ in CASES for c in read(text).citations if c.title or c.container or c.url or c.form != "full"]
    scores = [citation.score for citation in named]
    assert unread.score < min(scores)


PIECES = st.sampled_from(
    ["「", "」", "『", "』", "（", "）", "“", "”", "«", "»", "*", '"', "‘", "’", "、", "。", "；", ". ", ", ", "湖沼", "山田一郎", "編", "2019年", "第3号",
     "12頁", "同上", "前掲書", "は", "を参照", "Lee", "pp. 3-5", "March 5, 2019", "https://example.jp/a", "<", ">", "(Oxford: LUP, 2015)", " "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_keeps_offsets_and_order(text: str) -> None:
    found = read(text).citations
    assert all(text[citation.start : citation.end] == citation.raw for citation in found)
    assert all(0 <= citation.score <= 1 and citation.raw for citation in found)
    assert sorted(found, key=lambda citation: citation.start) == list(found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert all(text[citation.start : citation.end] == citation.raw for citation in read(text).citations)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "「" * 10_000 + "」" * 10_000,
        "1、" * 20_000 + "頁",
        "海" * 50_000,
        "「a」。" * 5_000,
        "“*" * 10_000,
        "Smith, " * 10_000,
    ],
)
def test_hostile_text_ends(text: str) -> None:
    assert read(text).note.content.text == text
