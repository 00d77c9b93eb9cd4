"""Editions of newspapers, joined citations, places of publication, months of further languages, papers of institutes: invented notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import rules
from pipeline.extract.citations import places
from tests.extract.test_citations import given_fields, read

# (note, its citations: the fields that are not empty; form only where it is not full)
# fmt: off
CASES: list[tuple[str, list[dict[str, str]]]] = [
    # newspapers: what is printed beside the day is neither publisher nor title
    ("『朝日新聞』2022年8月9日付朝刊。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2022-08-09"}]),
    ("『毎日新聞』2021年6月7日付夕刊、3面。", [{"type": "article-newspaper", "container": "毎日新聞", "issued": "2021-06-07", "pages": "3"}]),
    ("「川の会談」『日本経済新聞』2020年2月3日付電子版。", [{"type": "article-newspaper", "title": "川の会談", "container": "日本経済新聞", "issued": "2020-02-03"}]),
    ("「川の会談」『読売新聞』2020年2月3日朝刊4面。", [{"type": "article-newspaper", "title": "川の会談", "container": "読売新聞", "issued": "2020-02-03", "pages": "4"}]),
    ("「川の会談」『産経新聞』2020年2月3日付、第14版、2面。", [{"type": "article-newspaper", "title": "川の会談", "container": "産経新聞", "issued": "2020-02-03", "pages": "2"}]),
    ("小島海「川の会談」『東京新聞』2020年2月3日日付朝刊第5面。", [{"type": "article-newspaper", "authors": "小島海", "title": "川の会談", "container": "東京新聞", "issued": "2020-02-03", "pages": "5"}]),
    ("『朝日新聞』朝刊、2020年2月3日。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2020-02-03"}]),
    ("『読売新聞』（大阪本社版）2020年2月3日付夕刊12面。", [{"type": "article-newspaper", "container": "読売新聞（大阪本社版）", "issued": "2020-02-03", "pages": "12"}]),
    ("『朝日新聞』2020年2月3日付デジタル版。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2020-02-03"}]),
    ("『毎日新聞』2020年2月3日東京朝刊、国際面。", [{"type": "article-newspaper", "container": "毎日新聞", "issued": "2020-02-03"}]),
    ("「川の会談」『北海道新聞』2020年2月3日、朝刊、全道版、7頁。", [{"type": "article-newspaper", "title": "川の会談", "container": "北海道新聞", "issued": "2020-02-03", "pages": "7"}]),
    ("2023年4月5日付『朝日新聞』朝刊。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2023-04-05"}]),
    ("「橋の完成」『朝日新聞』（2023年4月5日付朝刊、7面）。", [{"type": "article-newspaper", "title": "橋の完成", "container": "朝日新聞", "issued": "2023-04-05", "pages": "7"}]),
    ("朝日新聞、2023年4月5日付朝刊、14版、2面。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2023-04-05", "pages": "2"}]),
    ("「橋の完成」朝日新聞朝刊、2023年4月5日。", [{"type": "article-newspaper", "title": "橋の完成", "container": "朝日新聞", "issued": "2023-04-05"}]),
    ("「橋の完成」『毎日新聞』2023年4月5日付朝刊1面、および「橋と港」『読売新聞』同日付夕刊3面。", [{"type": "article-newspaper", "title": "橋の完成", "container": "毎日新聞", "issued": "2023-04-05", "pages": "1"}, {"type": "article-newspaper", "title": "橋と港", "container": "読売新聞", "pages": "3"}]),
    ("「橋の完成」『日経新聞』2023年4月5日付け朝刊第13版1面。", [{"type": "article-newspaper", "title": "橋の完成", "container": "日経新聞", "issued": "2023-04-05", "pages": "1"}]),
    ("陈桥：《桥的故事》，《光明日报》2021年6月7日第14版。", [{"type": "article-newspaper", "authors": "陈桥", "title": "桥的故事", "container": "光明日报", "issued": "2021-06-07", "pages": "14"}]),
    ("橋本渡『橋の思想』第2版（架橋出版、2012年）20頁。", [{"type": "book", "authors": "橋本渡", "title": "橋の思想", "publisher": "架橋出版", "issued": "2012", "pages": "20"}]),
    ("橋本渡『橋の思想』架橋出版、2012年。", [{"type": "book", "authors": "橋本渡", "title": "橋の思想", "publisher": "架橋出版", "issued": "2012"}]),
    ("「橋の完成」『沖縄タイムス』2023年4月5日付、総合面。", [{"type": "article-newspaper", "title": "橋の完成", "container": "沖縄タイムス", "issued": "2023-04-05"}]),
    ("『朝日新聞』2024年6月7日付朝刊", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2024-06-07"}]),
    ("森田「森の声」『中日新聞』2024年6月7日付朝刊、第12版、国際面8頁。", [{"type": "article-newspaper", "authors": "森田", "title": "森の声", "container": "中日新聞", "issued": "2024-06-07", "pages": "8"}]),
    ("「森の声」『朝日新聞デジタル』2024年6月7日付、https://www.example.com/a。", [{"type": "article-newspaper", "title": "森の声", "container": "朝日新聞デジタル", "issued": "2024-06-07", "url": "https://www.example.com/a"}]),
    ("「森の声」『解放軍報』2024年6月7日付第1版。", [{"type": "article-newspaper", "title": "森の声", "container": "解放軍報", "issued": "2024-06-07", "pages": "1"}]),
    ("「森の声」時事通信、2024年6月7日付。", [{"type": "article-newspaper", "title": "森の声", "container": "時事通信", "issued": "2024-06-07"}]),
    ("「森の声」『琉球新報』2024年6月7日（電子版）。", [{"type": "article-newspaper", "title": "森の声", "container": "琉球新報", "issued": "2024-06-07"}]),
    ("『産経新聞』2023年11月2日付朝刊（東京本社版）4面。", [{"type": "article-newspaper", "container": "産経新聞", "issued": "2023-11-02", "pages": "4"}]),
    ("谷川峰「峰の防衛」『読売新聞』2023年11月2日付朝刊13版11面。", [{"type": "article-newspaper", "authors": "谷川峰", "title": "峰の防衛", "container": "読売新聞", "issued": "2023-11-02", "pages": "11"}]),
    ("「峰の道」『信濃毎日新聞』2023年11月2日付、社会面、23頁。", [{"type": "article-newspaper", "title": "峰の道", "container": "信濃毎日新聞", "issued": "2023-11-02", "pages": "23"}]),
    ("『日本経済新聞』電子版、2023年11月2日付。", [{"type": "article-newspaper", "container": "日本経済新聞", "issued": "2023-11-02"}]),
    # citations joined by an “and”, or by a change of script
    ("川の協定については、小島海「川の法」『河川研究』第8号、2023年、およびPaul Brook, “River Law,” *Orbis* 60, no. 4 (2016): 5-9を参照。", [{"type": "article-journal", "authors": "小島海", "title": "川の法", "container": "河川研究", "issued": "2023", "issue": "8"}, {"type": "article-journal", "authors": "Paul Brook", "title": "River Law", "container": "Orbis", "issued": "2016", "volume": "60", "issue": "4", "pages": "5-9"}]),
    ("この点は、小島海『川の法』（流域書房、2019年）と三浦岳『山の法』（峰書房、2020年）に詳しい。", [{"type": "book", "authors": "小島海", "title": "川の法", "publisher": "流域書房", "issued": "2019"}, {"type": "book", "authors": "三浦岳", "title": "山の法", "publisher": "峰書房", "issued": "2020"}]),
    ("小島海『川の法』（流域書房、2019年）12頁、及び三浦岳「山の法」『山岳研究』第3号（2018年）4-9頁を参照。", [{"type": "book", "authors": "小島海", "title": "川の法", "publisher": "流域書房", "issued": "2019", "pages": "12"}, {"type": "article-journal", "authors": "三浦岳", "title": "山の法", "container": "山岳研究", "issued": "2018", "issue": "3", "pages": "4-9"}]),
    ("詳細は、小島海「川の法」『河川研究』第8号（2023年）ならびにPaul Brook, *River Law* (London: Reed Press, 2016), 33を参照されたい。", [{"type": "article-journal", "authors": "小島海", "title": "川の法", "container": "河川研究", "issued": "2023", "issue": "8"}, {"type": "book", "authors": "Paul Brook", "title": "River Law", "place": "London", "publisher": "Reed Press", "issued": "2016", "pages": "33"}]),
    ("Paul Brook, “River Law,” *Orbis* 60, no. 4 (2016): 5-9 および小島海「川の法」『河川研究』第8号、2023年を参照。", [{"type": "article-journal", "authors": "Paul Brook", "title": "River Law", "container": "Orbis", "issued": "2016", "volume": "60", "issue": "4", "pages": "5-9"}, {"type": "article-journal", "authors": "小島海", "title": "川の法", "container": "河川研究", "issued": "2023", "issue": "8"}]),
    ("外務省「川の会談」2020年2月3日、および防衛省「川の演習」2020年2月5日。", [{"type": "document", "authors": "外務省", "title": "川の会談", "issued": "2020-02-03"}, {"type": "document", "authors": "防衛省", "title": "川の演習", "issued": "2020-02-05"}]),
    ("『朝日新聞』2020年2月3日および『毎日新聞』2020年2月4日。", [{"type": "article-newspaper", "container": "朝日新聞", "issued": "2020-02-03"}, {"type": "article-newspaper", "container": "毎日新聞", "issued": "2020-02-04"}]),
    ("Paul Brook, *River Law* (London: Reed Press, 2016), 33, and Eva Bach, “Rhine,” *Orbis* 61, no. 1 (2017): 7.", [{"type": "book", "authors": "Paul Brook", "title": "River Law", "place": "London", "publisher": "Reed Press", "issued": "2016", "pages": "33"}, {"type": "article-journal", "authors": "Eva Bach", "title": "Rhine", "container": "Orbis", "issued": "2017", "volume": "61", "issue": "1", "pages": "7"}]),
    ("小島海および三浦岳『川と山の法』（流域書房、2019年）。", [{"type": "book", "authors": "小島海|三浦岳", "title": "川と山の法", "publisher": "流域書房", "issued": "2019"}]),
    ("小島海「川と海」三浦岳および林空編『自然論』（峰書房、2020年）3頁。", [{"type": "chapter", "authors": "小島海", "editors": "三浦岳|林空", "title": "川と海", "container": "自然論", "publisher": "峰書房", "issued": "2020", "pages": "3"}]),
    ("川の協定の経緯については小島海「川の法」『河川研究』第8号、2023年と、Paul Brook, “River Law,” *Orbis* 60, no. 4 (2016): 5-9がある。", [{"type": "article-journal", "authors": "小島海", "title": "川の法", "container": "河川研究", "issued": "2023", "issue": "8"}, {"type": "article-journal", "authors": "Paul Brook", "title": "River Law", "container": "Orbis", "issued": "2016", "volume": "60", "issue": "4", "pages": "5-9"}]),
    ("橋梁史の概観としては、橋本渡『橋の思想』（架橋社、2012年）、港一郎『港の思想』（港湾社、2013年）およびJohn Pier, *Bridges of Europe* (Oxford: Pier Press, 2014)を参照。", [{"type": "book", "authors": "橋本渡", "title": "橋の思想", "publisher": "架橋社", "issued": "2012"}, {"type": "book", "authors": "港一郎", "title": "港の思想", "publisher": "港湾社", "issued": "2013"}, {"type": "book", "authors": "John Pier", "title": "Bridges of Europe", "place": "Oxford", "publisher": "Pier Press", "issued": "2014"}]),
    ("橋本渡「橋と港の関係」『橋梁研究』第5号（2020年）と橋本渡「続・橋と港の関係」『橋梁研究』第6号（2021年）を比較されたい。", [{"type": "article-journal", "authors": "橋本渡", "title": "橋と港の関係", "container": "橋梁研究", "issued": "2020", "issue": "5"}, {"type": "article-journal", "authors": "橋本渡", "title": "続・橋と港の関係", "container": "橋梁研究", "issued": "2021", "issue": "6"}]),
    ("John Pier, “Bridges,” *Survival* 60, no. 2 (2018): 3-9, and Mary Dock, *Ports* (London: Dock Press, 2019), 7.", [{"type": "article-journal", "authors": "John Pier", "title": "Bridges", "container": "Survival", "issued": "2018", "volume": "60", "issue": "2", "pages": "3-9"}, {"type": "book", "authors": "Mary Dock", "title": "Ports", "place": "London", "publisher": "Dock Press", "issued": "2019", "pages": "7"}]),
    ("John Pier and Mary Dock, *Bridges and Ports* (London: Dock Press, 2019), 7 and 9.", [{"type": "book", "authors": "John Pier|Mary Dock", "title": "Bridges and Ports", "place": "London", "publisher": "Dock Press", "issued": "2019", "pages": "7, 9"}]),
    ("John Pier, “Bridges and Ports,” in *War and Peace*, ed. Mary Dock and Ann Quay (London: Dock Press, 2019), 7-9.", [{"type": "chapter", "authors": "John Pier", "editors": "Mary Dock|Ann Quay", "title": "Bridges and Ports", "container": "War and Peace", "place": "London", "publisher": "Dock Press", "issued": "2019", "pages": "7-9"}]),
    ("橋本渡「橋」『橋梁研究』第5号、2020年、John Pier, “Bridges,” *Survival* 60, no. 2 (2018): 3-9.", [{"type": "article-journal", "authors": "橋本渡", "title": "橋", "container": "橋梁研究", "issued": "2020", "issue": "5"}, {"type": "article-journal", "authors": "John Pier", "title": "Bridges", "container": "Survival", "issued": "2018", "volume": "60", "issue": "2", "pages": "3-9"}]),
    ("これについては、John Pier, *Bridges of Europe* (Oxford: Pier Press, 2014), 33、橋本渡『橋の思想』（架橋社、2012年）を参照。", [{"type": "book", "authors": "John Pier", "title": "Bridges of Europe", "place": "Oxford", "publisher": "Pier Press", "issued": "2014", "pages": "33"}, {"type": "book", "authors": "橋本渡", "title": "橋の思想", "publisher": "架橋社", "issued": "2012"}]),
    ("橋本渡「橋」（架橋大学博士論文、2009年）および同『橋の思想』（架橋社、2012年）。", [{"type": "document", "authors": "橋本渡", "title": "橋", "publisher": "架橋大学", "issued": "2009"}, {"type": "book", "title": "橋の思想", "publisher": "架橋社", "issued": "2012"}]),
    ("王橋「論橋」『橋梁論壇』2019年第3期、12頁、及び李港「論港」『港口研究』2020年第1期、3頁。", [{"type": "article-journal", "authors": "王橋", "title": "論橋", "container": "橋梁論壇", "issued": "2019", "issue": "3", "pages": "12"}, {"type": "article-journal", "authors": "李港", "title": "論港", "container": "港口研究", "issued": "2020", "issue": "1", "pages": "3"}]),
    ("森政策の変遷については、森田一「森の変遷」『森林政策』2024年春号、および Mark Wood, “Forest Shift,” *Forest Affairs* 12, no. 3 (2023) を参照。", [{"type": "article-journal", "authors": "森田一", "title": "森の変遷", "container": "森林政策", "issued": "2024-21"}, {"type": "article-journal", "authors": "Mark Wood", "title": "Forest Shift", "container": "Forest Affairs", "issued": "2023", "volume": "12", "issue": "3"}]),
    ("木下葉『森と人』（緑社、2018年）、ならびに木下葉・森田一『人と森』（緑社、2020年）30頁。", [{"type": "book", "authors": "木下葉", "title": "森と人", "publisher": "緑社", "issued": "2018"}, {"type": "book", "authors": "木下葉|森田一", "title": "人と森", "publisher": "緑社", "issued": "2020", "pages": "30"}]),
    ("木下葉「森と人」森田一編『森林論』（緑社、2018年）3-9頁、および Mark Wood, *Forests* (New York: Wood Press, 2001), chap. 2。", [{"type": "chapter", "authors": "木下葉", "editors": "森田一", "title": "森と人", "container": "森林論", "publisher": "緑社", "issued": "2018", "pages": "3-9"}, {"type": "book", "authors": "Mark Wood", "title": "Forests", "place": "New York", "publisher": "Wood Press", "issued": "2001"}]),
    ("Mark Wood, *Forests and Men* (London, 2010), 3; Ann Leaf, *Trees* (Berlin: Leaf Verlag, 2012), 9.", [{"type": "book", "authors": "Mark Wood", "title": "Forests and Men", "place": "London", "issued": "2010", "pages": "3"}, {"type": "book", "authors": "Ann Leaf", "title": "Trees", "place": "Berlin", "publisher": "Leaf Verlag", "issued": "2012", "pages": "9"}]),
    ("Mark Wood, “Forests,” *Orbis* 60, no. 1 (2016): 7; see also Ann Leaf and Tom Root, “Trees,” *Orbis* 61, no. 2 (2017): 8.", [{"type": "article-journal", "authors": "Mark Wood", "title": "Forests", "container": "Orbis", "issued": "2016", "volume": "60", "issue": "1", "pages": "7"}, {"type": "article-journal", "authors": "Ann Leaf|Tom Root", "title": "Trees", "container": "Orbis", "issued": "2017", "volume": "61", "issue": "2", "pages": "8"}]),
    ("Mark Wood, “Forests,” *New York Times*, May 3, 2020, and “Trees,” *Washington Post*, May 4, 2020.", [{"type": "article-newspaper", "authors": "Mark Wood", "title": "Forests", "container": "New York Times", "issued": "2020-05-03"}, {"type": "article-newspaper", "title": "Trees", "container": "Washington Post", "issued": "2020-05-04"}]),
    ("峠の歴史については、谷川峰『峠の歴史』（山脈書院、2015年）、および Peter Crag, “Mountain Passes,” *Alpine Review* 12, no. 3 (2023): 5-9 を参照されたい。", [{"type": "book", "authors": "谷川峰", "title": "峠の歴史", "publisher": "山脈書院", "issued": "2015"}, {"type": "article-journal", "authors": "Peter Crag", "title": "Mountain Passes", "container": "Alpine Review", "issued": "2023", "volume": "12", "issue": "3", "pages": "5-9"}]),
    ("谷川峰「峠の法」『山岳法学』第12号、2018年、5頁と峰岸谷「谷の法」『山岳法学』第13号、2019年、8頁を見よ。", [{"type": "article-journal", "authors": "谷川峰", "title": "峠の法", "container": "山岳法学", "issued": "2018", "issue": "12", "pages": "5"}, {"type": "article-journal", "authors": "峰岸谷", "title": "谷の法", "container": "山岳法学", "issued": "2019", "issue": "13", "pages": "8"}]),
    ("例えば、Peter Crag, *Alps* (Zurich: Crag Verlag, 2011) および谷川峰『峠の歴史』（山脈書院、2015年）20頁。", [{"type": "book", "authors": "Peter Crag", "title": "Alps", "place": "Zurich", "publisher": "Crag Verlag", "issued": "2011"}, {"type": "book", "authors": "谷川峰", "title": "峠の歴史", "publisher": "山脈書院", "issued": "2015", "pages": "20"}]),
    ("「峠の会談」新華社、2023年11月2日、及び「峠の合意」『人民日報』2023年11月3日。", [{"type": "article-newspaper", "title": "峠の会談", "container": "新華社", "issued": "2023-11-02"}, {"type": "article-newspaper", "title": "峠の合意", "container": "人民日報", "issued": "2023-11-03"}]),
    ("防衛省「峠の演習について」2023年11月2日、https://example.jp/a、および外務省「峠の会談」2023年11月3日、https://example.jp/b。", [{"type": "webpage", "authors": "防衛省", "title": "峠の演習について", "issued": "2023-11-02", "url": "https://example.jp/a"}, {"type": "webpage", "authors": "外務省", "title": "峠の会談", "issued": "2023-11-03", "url": "https://example.jp/b"}]),
    # imprints: a city is a place, never a publisher
    ("Paul Brook, *Rivers at War* (Brussels, 2019).", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "Brussels", "issued": "2019"}]),
    ("Paul Brook, *Rivers at War*, Geneva, 2019, 14.", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "Geneva", "issued": "2019", "pages": "14"}]),
    ("Paul Brook, *Rivers at War*, London: Reed Press, 2019, p. 14.", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "London", "publisher": "Reed Press", "issued": "2019", "pages": "14"}]),
    ("Paul Brook, *Rivers at War* (Washington, DC: Reed Institute, 2019), 14.", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "Washington, DC", "publisher": "Reed Institute", "issued": "2019", "pages": "14"}]),
    ("Paul Brook, “Rivers at War,” Crisis Group Europe Report N°261, Brussels, 4 March 2019.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers at War", "container": "Crisis Group Europe Report", "place": "Brussels", "issued": "2019-03-04", "issue": "261"}]),
    ("European Commission, *River Outlook* (Brussels: European Union, 2021).", [{"type": "report", "authors": "European Commission", "title": "River Outlook", "place": "Brussels", "publisher": "European Union", "issued": "2021"}]),
    ("Paul Brook, *Rivers at War* (Cambridge, MA: Reed Press, 2019).", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "Cambridge, MA", "publisher": "Reed Press", "issued": "2019"}]),
    ("Paul Brook, *Rivers at War* (London and New York: Reed Press, 2019).", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "London and New York", "publisher": "Reed Press", "issued": "2019"}]),
    ("Paul Brook, *Rivers at War* (Reed Press, London, 2019), 14.", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "place": "London", "publisher": "Reed Press", "issued": "2019", "pages": "14"}]),
    ("Paul Brook, *Rivers at War* (Reed Press, 2019), 14.", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "publisher": "Reed Press", "issued": "2019", "pages": "14"}]),
    ("Paul Brook, *Rivers at War*, Reed Press, London, 2019.", [{"type": "book", "authors": "Paul Brook", "title": "Rivers at War", "publisher": "Reed Press", "place": "London", "issued": "2019"}]),
    ("Paul Brook, “Rivers at War: Final Report” (Stockholm: SIPRI, March 2019), 4.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers at War: Final Report", "place": "Stockholm", "publisher": "SIPRI", "issued": "2019-03", "pages": "4"}]),
    ("John Pier, *Ports in Crisis: Final Report* (Geneva: Pier Foundation, 2021).", [{"type": "report", "authors": "John Pier", "title": "Ports in Crisis: Final Report", "place": "Geneva", "publisher": "Pier Foundation", "issued": "2021"}]),
    ("NATO, *Port Concept* (Brussels, 2022).", [{"type": "report", "authors": "NATO", "title": "Port Concept", "place": "Brussels", "issued": "2022"}]),
    ("NATO, *Port Concept*, Brussels, 29 June 2022.", [{"type": "report", "authors": "NATO", "title": "Port Concept", "place": "Brussels", "issued": "2022-06-29"}]),
    ("Marie Quai, *Les ponts* (Paris, Éditions du Quai, 2017), p. 12.", [{"type": "book", "authors": "Marie Quai", "title": "Les ponts", "place": "Paris", "publisher": "Éditions du Quai", "issued": "2017", "pages": "12"}]),
    ("橋本渡『橋の思想』（東京、架橋社、2012年）。", [{"type": "book", "authors": "橋本渡", "title": "橋の思想", "place": "東京", "publisher": "架橋社", "issued": "2012"}]),
    ("John Pier, *Bridges* (Santa Monica, CA: RAND Corporation, 2014), 5.", [{"type": "report", "authors": "John Pier", "title": "Bridges", "place": "Santa Monica, CA", "publisher": "RAND Corporation", "issued": "2014", "pages": "5"}]),
    ("John Pier, *Bridges* (Washington, D.C., 2014).", [{"type": "book", "authors": "John Pier", "title": "Bridges", "place": "Washington, D.C.", "issued": "2014"}]),
    ("John Pier, “Opening Remarks,” Singapore, 3 June 2022.", [{"type": "speech", "authors": "John Pier", "title": "Opening Remarks", "place": "Singapore", "issued": "2022-06-03"}]),
    ("John Pier, “Bridges,” Lowy Institute, Sydney, 3 June 2022.", [{"type": "report", "authors": "John Pier", "title": "Bridges", "container": "Lowy Institute", "place": "Sydney", "issued": "2022-06-03"}]),
    ("“Bridge Opens,” *Global Times*, Beijing, June 3, 2022.", [{"type": "article-newspaper", "title": "Bridge Opens", "container": "Global Times", "place": "Beijing", "issued": "2022-06-03"}]),
    ("OSCE, *Forest Monitoring Report 2019* (Vienna: OSCE Secretariat, 2020), 8.", [{"type": "report", "authors": "OSCE", "title": "Forest Monitoring Report 2019", "place": "Vienna", "publisher": "OSCE Secretariat", "issued": "2020", "pages": "8"}]),
    ("Mark Wood, *Forests*, Brussels: European Forest Institute, 2024, p. 3.", [{"type": "book", "authors": "Mark Wood", "title": "Forests", "place": "Brussels", "publisher": "European Forest Institute", "issued": "2024", "pages": "3"}]),
    ("Mark Wood, *Forest Law* (Cambridge: Cambridge University Press, 2003), 12.", [{"type": "book", "authors": "Mark Wood", "title": "Forest Law", "place": "Cambridge", "publisher": "Cambridge University Press", "issued": "2003", "pages": "12"}]),
    ("Peter Crag, *Alps and Men* (Bern, 1999), 12.", [{"type": "book", "authors": "Peter Crag", "title": "Alps and Men", "place": "Bern", "issued": "1999", "pages": "12"}]),
    ("Peter Crag, *Alps*, Vienna: Crag Verlag, 2011, 3-4.", [{"type": "book", "authors": "Peter Crag", "title": "Alps", "place": "Vienna", "publisher": "Crag Verlag", "issued": "2011", "pages": "3-4"}]),
    ("European External Action Service, *Alpine Compass* (Brussels: EEAS, 2024), 15.", [{"type": "report", "authors": "European External Action Service", "title": "Alpine Compass", "place": "Brussels", "publisher": "EEAS", "issued": "2024", "pages": "15"}]),
    ("Peter Crag, *Final Report on Alps* (Geneva: Crag Centre, May 2020), 5.", [{"type": "report", "authors": "Peter Crag", "title": "Final Report on Alps", "place": "Geneva", "publisher": "Crag Centre", "issued": "2020-05", "pages": "5"}]),
    ("UNIDIR, *Alpine Arms*, Geneva, 2020.", [{"type": "report", "authors": "UNIDIR", "title": "Alpine Arms", "place": "Geneva", "issued": "2020"}]),
    # months in further languages
    ("Ayşe Nehir, “Nehirler,” *Anadolu Ajansı*, 17 Mart 2023.", [{"type": "article-newspaper", "authors": "Ayşe Nehir", "title": "Nehirler", "container": "Anadolu Ajansı", "issued": "2023-03-17"}]),
    ("“Rzeki Europy,” *Gazeta Wyborcza*, 5 marca 2022.", [{"type": "article-newspaper", "title": "Rzeki Europy", "container": "Gazeta Wyborcza", "issued": "2022-03-05"}]),
    ("“Sungai Kita,” *Kompas*, 3 Mei 2021.", [{"type": "article-newspaper", "title": "Sungai Kita", "container": "Kompas", "issued": "2021-05-03"}]),
    ("“Fiumi d’Europa,” *Corriere della Sera*, 8 luglio 2020.", [{"type": "article-newspaper", "title": "Fiumi d’Europa", "container": "Corriere della Sera", "issued": "2020-07-08"}]),
    ("“Rios do mundo,” *Folha de S.Paulo*, 8 de agosto de 2020.", [{"type": "article-newspaper", "title": "Rios do mundo", "container": "Folha de S.Paulo", "issued": "2020-08-08"}]),
    ("“Sông Hồng,” *Nhân Dân*, 12 tháng 5 năm 2021.", [{"type": "article-newspaper", "title": "Sông Hồng", "container": "Nhân Dân", "issued": "2021-05-12"}]),
    ("Jan Most, “Mosty,” *Rzeczpospolita*, 12 października 2021 r.", [{"type": "article-newspaper", "authors": "Jan Most", "title": "Mosty", "container": "Rzeczpospolita", "issued": "2021-10-12"}]),
    ("“Köprüler,” *Hürriyet*, 2 Ağustos 2020.", [{"type": "article-newspaper", "title": "Köprüler", "container": "Hürriyet", "issued": "2020-08-02"}]),
    ("“Jembatan Baru,” Antara, 9 Oktober 2022, https://example.co.id/1.", [{"type": "article-newspaper", "title": "Jembatan Baru", "container": "Antara", "issued": "2022-10-09", "url": "https://example.co.id/1"}]),
    ("“Ponti,” *La Repubblica*, 1° maggio 2021, p. 3.", [{"type": "article-newspaper", "title": "Ponti", "container": "La Repubblica", "issued": "2021-05-01", "pages": "3"}]),
    ("“Cầu mới,” *Tuổi Trẻ*, ngày 9 tháng 10 năm 2022.", [{"type": "article-newspaper", "title": "Cầu mới", "container": "Tuổi Trẻ", "issued": "2022-10-09"}]),
    ("“Hutan Kita,” *Jakarta Post*, 3 Maret 2020.", [{"type": "article-newspaper", "title": "Hutan Kita", "container": "Jakarta Post", "issued": "2020-03-03"}]),
    ("“Lasy,” *Polityka*, 7 sierpnia 2019.", [{"type": "article-newspaper", "title": "Lasy", "container": "Polityka", "issued": "2019-08-07"}]),
    ("Zeynep Dağ, “Dağlar,” *Cumhuriyet*, 4 Kasım 2022, s. 7.", [{"type": "article-newspaper", "authors": "Zeynep Dağ", "title": "Dağlar", "container": "Cumhuriyet", "issued": "2022-11-04", "pages": "7"}]),
    ("“Góry,” *Gazeta Prawna*, 30 września 2022.", [{"type": "article-newspaper", "title": "Góry", "container": "Gazeta Prawna", "issued": "2022-09-30"}]),
    ("“Gunung Kita,” *Tempo*, 21 Desember 2022.", [{"type": "article-newspaper", "title": "Gunung Kita", "container": "Tempo", "issued": "2022-12-21"}]),
    ("“Montanhas,” *O Globo*, 2 de dezembro de 2021.", [{"type": "article-newspaper", "title": "Montanhas", "container": "O Globo", "issued": "2021-12-02"}]),
    # papers of institutes, journals, books of persons and of offices
    ("Paul Brook, “Rivers and Arms,” SIPRI Policy Paper no. 61, March 2022, 4.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers and Arms", "container": "SIPRI Policy Paper", "issued": "2022-03", "issue": "61", "pages": "4"}]),
    ("Paul Brook, *Rivers and Arms*, SIPRI Fact Sheet, March 2022.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers and Arms", "container": "SIPRI Fact Sheet", "issued": "2022-03"}]),
    ("Paul Brook, “Rivers and Arms,” SIPRI Insights on Peace and Security, no. 2022/3, March 2022.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers and Arms", "container": "SIPRI Insights on Peace and Security", "issued": "2022-03", "issue": "2022/3"}]),
    ("Paul Brook, “Rivers and Arms,” SIPRI Backgrounder, 4 March 2022.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers and Arms", "container": "SIPRI Backgrounder", "issued": "2022-03-04"}]),
    ("Paul Brook, “Rivers and Arms,” *Occasional Paper* no. 12 (Geneva: Reed Institute, 2018).", [{"type": "report", "authors": "Paul Brook", "title": "Rivers and Arms", "container": "Occasional Paper", "place": "Geneva", "publisher": "Reed Institute", "issued": "2018", "issue": "12"}]),
    ("International Crisis Group, “Rivers at War,” Asia Report N°312, 5 July 2020.", [{"type": "report", "authors": "International Crisis Group", "title": "Rivers at War", "container": "Asia Report", "issued": "2020-07-05", "issue": "312"}]),
    ("Paul Brook, “Rivers,” *EUISS Brief* 7, May 2021.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers", "container": "EUISS Brief 7", "issued": "2021-05", "volume": "7"}]),
    ("小島海「川の戦略」『NIDSブリーフィング・メモ』2019年8月号。", [{"type": "report", "authors": "小島海", "title": "川の戦略", "container": "NIDSブリーフィング・メモ", "issued": "2019-08"}]),
    ("小島海「川の戦略」『防衛研究所紀要』第21巻第1号（2018年12月）3-9頁。", [{"type": "article-journal", "authors": "小島海", "title": "川の戦略", "container": "防衛研究所紀要", "issued": "2018-12", "volume": "21", "issue": "1", "pages": "3-9"}]),
    ("防衛省編『令和4年版 防衛白書』（日経印刷、2022年）45頁。", [{"type": "report", "editors": "防衛省", "title": "令和4年版 防衛白書", "publisher": "日経印刷", "issued": "2022", "pages": "45"}]),
    ("防衛研究所編『東アジア戦略概観2018』（ジャパンタイムズ、2018年）5頁。", [{"type": "report", "editors": "防衛研究所", "title": "東アジア戦略概観2018", "publisher": "ジャパンタイムズ", "issued": "2018", "pages": "5"}]),
    ("小島海『川の防衛史』（防衛省防衛研究所、2015年）。", [{"type": "book", "authors": "小島海", "title": "川の防衛史", "publisher": "防衛省防衛研究所", "issued": "2015"}]),
    ("小島海『川と外交』（外務省、1990年）8頁。", [{"type": "book", "authors": "小島海", "title": "川と外交", "publisher": "外務省", "issued": "1990", "pages": "8"}]),
    ("Paul Brook, “Rivers,” *The RUSI Journal* 165, no. 2 (2020): 10-20.", [{"type": "article-journal", "authors": "Paul Brook", "title": "Rivers", "container": "The RUSI Journal", "issued": "2020", "volume": "165", "issue": "2", "pages": "10-20"}]),
    ("Paul Brook, “Rivers,” *Policy Studies* 41, no. 2 (2020): 10-20.", [{"type": "article-journal", "authors": "Paul Brook", "title": "Rivers", "container": "Policy Studies", "issued": "2020", "volume": "41", "issue": "2", "pages": "10-20"}]),
    ("Paul Brook, “Rivers,” CSIS Briefs, June 2020.", [{"type": "report", "authors": "Paul Brook", "title": "Rivers", "container": "CSIS Briefs", "issued": "2020-06"}]),
    ("小島海「川の経済」『RIETIディスカッション・ペーパー』19-J-012、2019年。", [{"type": "report", "authors": "小島海", "title": "川の経済", "container": "RIETIディスカッション・ペーパー", "issued": "2019", "issue": "19-J-012"}]),
    ("小島海「川の経済」『JIIAポリシーブリーフ』第4号、2019年6月。", [{"type": "report", "authors": "小島海", "title": "川の経済", "container": "JIIAポリシーブリーフ", "issued": "2019-06", "issue": "4"}]),
    ("John Pier, “Bridges,” IISS Research Paper, May 2021, 5.", [{"type": "report", "authors": "John Pier", "title": "Bridges", "container": "IISS Research Paper", "issued": "2021-05", "pages": "5"}]),
    ("John Pier, “Bridges,” *Chatham House Briefing Paper*, May 2021.", [{"type": "report", "authors": "John Pier", "title": "Bridges", "container": "Chatham House Briefing Paper", "issued": "2021-05"}]),
    ("John Pier, “Bridges,” RSIS Policy Report, 4 May 2021.", [{"type": "report", "authors": "John Pier", "title": "Bridges", "container": "RSIS Policy Report", "issued": "2021-05-04"}]),
    ("John Pier, “Bridges,” *ISEAS Perspective*, no. 45 (2020): 3.", [{"type": "report", "authors": "John Pier", "title": "Bridges", "container": "ISEAS Perspective", "issued": "2020", "issue": "45", "pages": "3"}]),
    ("John Pier, “Bridges,” *Foreign Policy Perspectives* 12, no. 3 (2020): 3-9.", [{"type": "article-journal", "authors": "John Pier", "title": "Bridges", "container": "Foreign Policy Perspectives", "issued": "2020", "volume": "12", "issue": "3", "pages": "3-9"}]),
    ("橋本渡「橋の安保」『NIDSコメンタリー』第99号（2020年1月）1-3頁。", [{"type": "report", "authors": "橋本渡", "title": "橋の安保", "container": "NIDSコメンタリー", "issued": "2020-01", "issue": "99", "pages": "1-3"}]),
    ("橋本渡「橋の安保」『ブリーフィング・メモ』第200号（防衛研究所、2016年5月）。", [{"type": "report", "authors": "橋本渡", "title": "橋の安保", "container": "ブリーフィング・メモ", "publisher": "防衛研究所", "issued": "2016-05", "issue": "200"}]),
    ("John Pier, *Bridges and Missiles*, SIPRI Policy Paper no. 55 (Stockholm: SIPRI, 2020), 8.", [{"type": "report", "authors": "John Pier", "title": "Bridges and Missiles", "container": "SIPRI Policy Paper", "place": "Stockholm", "publisher": "SIPRI", "issued": "2020", "issue": "55", "pages": "8"}]),
    ("John Pier, “Trends in Bridges,” SIPRI Fact Sheet (Stockholm: SIPRI, March 2020).", [{"type": "report", "authors": "John Pier", "title": "Trends in Bridges", "container": "SIPRI Fact Sheet", "place": "Stockholm", "publisher": "SIPRI", "issued": "2020-03"}]),
    ("外務省『外交青書2020』（日経印刷、2020年）20頁。", [{"type": "report", "authors": "外務省", "title": "外交青書2020", "publisher": "日経印刷", "issued": "2020", "pages": "20"}]),
    ("防衛庁編『防衛白書 昭和52年版』（大蔵省印刷局、1977年）。", [{"type": "report", "editors": "防衛庁", "title": "防衛白書 昭和52年版", "publisher": "大蔵省印刷局", "issued": "1977"}]),
    ("防衛省『令和3年版防衛白書』2021年、12頁。", [{"type": "report", "authors": "防衛省", "title": "令和3年版防衛白書", "issued": "2021", "pages": "12"}]),
    ("橋本渡『自衛隊の橋』（防衛省、2011年）3頁。", [{"type": "book", "authors": "橋本渡", "title": "自衛隊の橋", "publisher": "防衛省", "issued": "2011", "pages": "3"}]),
    ("Department of Bridges, *Bridge Strategy* (Washington, DC, 2018), 4.", [{"type": "report", "authors": "Department of Bridges", "title": "Bridge Strategy", "place": "Washington, DC", "issued": "2018", "pages": "4"}]),
    ("International Crisis Group, *Forest Wars*, Africa Report N°290, 3 August 2020, 7.", [{"type": "report", "authors": "International Crisis Group", "title": "Forest Wars", "container": "Africa Report", "issued": "2020-08-03", "issue": "290", "pages": "7"}]),
    ("Mark Wood, “Forests,” CNAS Working Paper, Washington, DC, May 2020.", [{"type": "report", "authors": "Mark Wood", "title": "Forests", "container": "CNAS Working Paper", "place": "Washington, DC", "issued": "2020-05"}]),
    ("森田一「森の防衛」『防衛学研究』第60号、2019年3月、3-20頁。", [{"type": "article-journal", "authors": "森田一", "title": "森の防衛", "container": "防衛学研究", "issued": "2019-03", "issue": "60", "pages": "3-20"}]),
    ("国土交通省編『国土交通白書2021』（日経印刷、2021年）。", [{"type": "report", "editors": "国土交通省", "title": "国土交通白書2021", "publisher": "日経印刷", "issued": "2021"}]),
    ("Peter Crag, “Alps and Arms,” *SIPRI Insights on Peace and Security*, No. 2021/5, May 2021.", [{"type": "report", "authors": "Peter Crag", "title": "Alps and Arms", "container": "SIPRI Insights on Peace and Security", "issued": "2021-05", "issue": "2021/5"}]),
    ("Peter Crag, “Alps,” SIPRI Backgrounder, 9 May 2021, <https://example.org/x>.", [{"type": "report", "authors": "Peter Crag", "title": "Alps", "container": "SIPRI Backgrounder", "issued": "2021-05-09", "url": "https://example.org/x"}]),
    ("Peter Crag, *Alps in Flux*, Occasional Paper no. 7 (Washington, DC: Crag Center, 2016).", [{"type": "report", "authors": "Peter Crag", "title": "Alps in Flux", "container": "Occasional Paper", "place": "Washington, DC", "publisher": "Crag Center", "issued": "2016", "issue": "7"}]),
    ("International Crisis Group, “Alps on Fire,” Crisis Group Europe Report N°245, Brussels, 11 May 2017, 6.", [{"type": "report", "authors": "International Crisis Group", "title": "Alps on Fire", "container": "Crisis Group Europe Report", "place": "Brussels", "issued": "2017-05-11", "issue": "245", "pages": "6"}]),
    ("谷川峰「峠の戦略」『RIPSポリシー・ブリーフ』第9号、2021年3月。", [{"type": "report", "authors": "谷川峰", "title": "峠の戦略", "container": "RIPSポリシー・ブリーフ", "issued": "2021-03", "issue": "9"}]),
    ("谷川峰『峠の防衛』（防衛研究所、2009年）10頁。", [{"type": "book", "authors": "谷川峰", "title": "峠の防衛", "publisher": "防衛研究所", "issued": "2009", "pages": "10"}]),
    ("防衛省『日本の防衛（防衛白書）令和5年版』（日経印刷、2023年）120頁。", [{"type": "report", "authors": "防衛省", "title": "日本の防衛（防衛白書）令和5年版", "publisher": "日経印刷", "issued": "2023", "pages": "120"}]),
    ("Peter Crag, “Alps,” *Journal of Alpine Policy* 3, no. 2 (2020): 1-9.", [{"type": "article-journal", "authors": "Peter Crag", "title": "Alps", "container": "Journal of Alpine Policy", "issued": "2020", "volume": "3", "issue": "2", "pages": "1-9"}]),
    ("Peter Crag, “Alps,” NBER Working Paper 21000, March 2016.", [{"type": "report", "authors": "Peter Crag", "title": "Alps", "container": "NBER Working Paper 21000", "issued": "2016-03", "volume": "21000"}]),
    # a city alone makes no report of a person's book
    ("橋本渡『橋』東京、2012年。", [{"type": "book", "authors": "橋本渡", "title": "橋", "place": "東京", "issued": "2012"}]),
]

# What an “and” stands in without joining two citations: two authors, two editors, two pages, a title, a sentence.
WHOLE = [
    "小島海および三浦岳『川と山の法』（流域書房、2019年）。",
    "小島海「川と海」三浦岳および林空編『自然論』（峰書房、2020年）3頁。",
    "John Pier and Mary Dock, *Bridges and Ports* (London: Dock Press, 2019), 7 and 9.",
    "John Pier, “Bridges and Ports,” in *War and Peace*, ed. Mary Dock and Ann Quay (London: Dock Press, 2019), 7-9.",
    "王一「論橋」（2021年11月29日）橋梁文献研究院編『橋梁文献選編』（北京：橋梁出版社、2024年）15頁。",
    "木下葉『森と人』（緑社、2018年）は、森田一『森林論』（緑社、2010年）を批判している。",
]

COMMENTS = [
    ("橋梁史については、橋本渡『橋の思想』（架橋社、2012年）、および John Pier, *Bridges* (Oxford, 2014) を参照。", "橋梁史については"),
    ("森林省は2019年3月5日と6日に「森の集い」を開催した。", "森林省は2019年3月5日と6日に「森の集い」を開催した"),
]

PLACES = [
    (["Brussels"], ([], "Brussels")),
    (["Washington", "DC"], ([], "Washington, DC")),
    (["Reed Press", "London"], (["Reed Press"], "London")),
    (["Reed Press", "Cambridge", "MA"], (["Reed Press"], "Cambridge, MA")),
    (["Paris", "Éditions du Quai"], (["Éditions du Quai"], "Paris")),
    (["London and New York"], ([], "London and New York")),
    (["London", "UK", "Reed Press"], (["Reed Press"], "London, UK")),
    (["東京", "架橋社"], (["架橋社"], "東京")),
    (["Reed Press"], (["Reed Press"], "")),
    (["London Review"], (["London Review"], "")),
    (["Press and London"], (["Press and London"], "")),
    ([], ([], "")),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_fields(text: str, expected: list[dict[str, str]]) -> None:
    assert [given_fields(citation) for citation in read(text).citations] == expected


@pytest.mark.parametrize("text", WHOLE)
def test_an_and_inside_a_citation_does_not_cut_it(text: str) -> None:
    assert len(read(text).citations) == 1


@pytest.mark.parametrize(("text", "comment"), COMMENTS)
def test_comment(text: str, comment: str) -> None:
    assert read(text).comment == comment


@pytest.mark.parametrize(("names", "expected"), PLACES)
def test_places_are_told_from_publishers(names: list[str], expected: tuple[list[str], str]) -> None:
    assert places.split(names) == expected


@pytest.mark.parametrize("row", rules.words("publishing_places"), ids=lambda row: row["name"])
def test_every_listed_city_is_a_place_and_no_publisher(row: dict[str, str]) -> None:
    (citation,) = read(f"Ann Lee, *Lakes* ({row['name']}, 2015), 3.").citations
    assert (citation.place, citation.publisher) == (row["name"], "")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["London", "Reed Press", "DC", "Washington", "東京", "架橋社", ""]), max_size=6))
def test_no_name_is_lost_between_place_and_publisher(names: list[str]) -> None:
    rest, place = places.split(names)
    assert sorted([*rest, *place.split(", ")] if place else rest) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "『湖』2019年および" * 5_000,
        "『a』" + "1、" * 20_000 + "『b』2019年",
        "*A* " + "2019 and " * 10_000 + "*B*",
        "*A*, " + "London, " * 10_000 + "2019",
        "*A* (" + "London and " * 10_000 + "2019)",
        "『朝日新聞』2019年3月5日" + "付朝刊1面" * 5_000,
    ],
)
def test_hostile_text_ends(text: str) -> None:
    assert read(text).note.content.text == text
