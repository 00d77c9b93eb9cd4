"""Western notes whose titles nothing marks, cases, volumes of documents, speeches, interviews, numbers in names: invented notes."""

from __future__ import annotations

import pytest

from tests.extract.test_citations import given_fields, read

# (note, the fields of its citation that are not empty; form only where it is not full)
# fmt: off
CASES: list[tuple[str, dict[str, str]]] = [
    # numbers of a title stay there; a year comes from an imprint or a date of its own
    ("A. Nord, “Northern Trade Before 1994,” in P. Lund, ed., Northern Policy After 1992 (Denver, 1997), pp. 11-13.", {"type": "chapter", "authors": "A. Nord", "editors": "P. Lund", "title": "Northern Trade Before 1994", "container": "Northern Policy After 1992", "place": "Denver", "issued": "1997", "pages": "11-13"}),
    ("Ann Lee, “Beyond Ice,” in The Lake Questions 2, ed. Mary Pine et al. (Cambridge, MA: Reed University Press, 2021), 75-83.", {"type": "chapter", "authors": "Ann Lee", "editors": "Mary Pine", "title": "Beyond Ice", "container": "The Lake Questions 2", "place": "Cambridge, MA", "publisher": "Reed University Press", "issued": "2021", "pages": "75-83"}),
    ("OLA, World Lake Outlook 2022, October 2022, p. 135.", {"type": "report", "authors": "OLA", "title": "World Lake Outlook 2022", "issued": "2022-10", "pages": "135"}),
    ("Ann Lee et al., Ocean Threats 2021, Washington, D.C.: CSIS, 2021.4, p.16. <https://www.example.org/threats>", {"type": "report", "authors": "Ann Lee", "title": "Ocean Threats 2021", "place": "Washington, D.C.", "publisher": "CSIS", "issued": "2021-04", "pages": "16", "url": "https://www.example.org/threats"}),
    ("George Marsh, 1984 and After (London: Reed, 1990), p. 2.", {"type": "book", "authors": "George Marsh", "title": "1984 and After", "place": "London", "publisher": "Reed", "issued": "1990", "pages": "2"}),
    ("Ann Lee, The Road to 2030: Lakes, Reed Press, 2021.", {"type": "book", "authors": "Ann Lee", "title": "The Road to 2030: Lakes", "publisher": "Reed Press", "issued": "2021"}),
    ("Ministry of the Lakes, Annual Report to Parliament: Developments Involving the Rivers 2019, May 2, 2019, p. 44.", {"type": "report", "authors": "Ministry of the Lakes", "title": "Annual Report to Parliament: Developments Involving the Rivers 2019", "issued": "2019-05-02", "pages": "44"}),
    ("Ann Lee, “Ice,” International Organization, 41-4, Autumn 1987, pp. 725-753.", {"type": "article-journal", "authors": "Ann Lee", "title": "Ice", "container": "International Organization", "issued": "1987-23", "volume": "41", "issue": "4", "pages": "725-753"}),
    # subtitles, places, publishers, commas without spaces
    ("Andrew Reed, The Lake State: Life in a Small Nation, Oxford University Press, 2013, pp. 120-125.", {"type": "book", "authors": "Andrew Reed", "title": "The Lake State: Life in a Small Nation", "publisher": "Oxford University Press", "issued": "2013", "pages": "120-125"}),
    ("Ann Lee, Ice, Water, and Steam, Oxford University Press, 2013.", {"type": "book", "authors": "Ann Lee", "title": "Ice, Water, and Steam", "publisher": "Oxford University Press", "issued": "2013"}),
    ("Peter Lund,The Northern Fleet:Ships of the Lake,1870-1945(Oslo:Fjord Press,1988),p.12.", {"type": "book", "authors": "Peter Lund", "title": "The Northern Fleet:Ships of the Lake,1870-1945", "place": "Oslo", "publisher": "Fjord Press", "issued": "1988", "pages": "12"}),
    ("N.J.Lund, Lake Strategy in World Politics,(1942).", {"type": "book", "authors": "N.J.Lund", "title": "Lake Strategy in World Politics", "issued": "1942"}),
    ("Peter Lund,“Northern Waters”,in A.Ray ed.,Lake Order(London:Reed,1990),pp.3-9.", {"type": "chapter", "authors": "Peter Lund", "editors": "A.Ray", "title": "Northern Waters", "container": "Lake Order", "place": "London", "publisher": "Reed", "issued": "1990", "pages": "3-9"}),
    ("Jean Dulac, La politique des lacs, Paris, Éditions du Quai, 2012, p. 33.", {"type": "book", "authors": "Jean Dulac", "title": "La politique des lacs", "place": "Paris", "publisher": "Éditions du Quai", "issued": "2012", "pages": "33"}),
    ("Henry Ford, The White Lake Years, Boston: Little, Brown and Company, 1979.", {"type": "book", "authors": "Henry Ford", "title": "The White Lake Years", "place": "Boston", "publisher": "Little, Brown and Company", "issued": "1979"}),
    ("Edgar L.Prin,A Focus on Lakes,Newsweek(March,1996),p.34.", {"type": "article-magazine", "authors": "Edgar L.Prin", "title": "A Focus on Lakes", "container": "Newsweek", "issued": "1996-03", "pages": "34"}),
    # who edited, translated, wrote; editions
    ("Bob Ray, ed., The Lake Reader: Rising Water (New York: Oxford University Press, 2016), pp. 1-10.", {"type": "book", "editors": "Bob Ray", "title": "The Lake Reader: Rising Water", "place": "New York", "publisher": "Oxford University Press", "issued": "2016", "pages": "1-10"}),
    ("Bob Ray and Ann Lee, eds., The Lake Reader (New York: Reed Press, 2016), p. 1.", {"type": "book", "editors": "Bob Ray|Ann Lee", "title": "The Lake Reader", "place": "New York", "publisher": "Reed Press", "issued": "2016", "pages": "1"}),
    ("Christine Hay, Lake Law, 3rd edition (London and New York: Routledge, 2014), pp. 43-78.", {"type": "book", "authors": "Christine Hay", "title": "Lake Law", "place": "London and New York", "publisher": "Routledge", "issued": "2014", "pages": "43-78"}),
    ("Ann Lee, Ice and Steam, translated by Bob Ray, Norton, 1999, p. 12.", {"type": "book", "authors": "Ann Lee", "translators": "Bob Ray", "title": "Ice and Steam", "publisher": "Norton", "issued": "1999", "pages": "12"}),
    ("Ministry of Lakes, Government of Lakeland, “Lake Joint Statement,” November 11, 2016, https://www.example.in/doc.", {"type": "document", "authors": "Ministry of Lakes, Government of Lakeland", "title": "Lake Joint Statement", "issued": "2016-11-11", "url": "https://www.example.in/doc"}),
    ("Department of Lakes, Office of Ice, Ice Report 2020 (Washington, D.C., 2020).", {"type": "report", "authors": "Department of Lakes, Office of Ice", "title": "Ice Report 2020", "place": "Washington, D.C.", "issued": "2020"}),
    # quotation marks inside a title that has none of its own
    ("Tom Rye, ‘Lake Attack’ and Article 5 of the Charter: Change in Practice (Cambridge: Cambridge University Press, 2010), p. 60.", {"type": "book", "authors": "Tom Rye", "title": "‘Lake Attack’ and Article 5 of the Charter: Change in Practice", "place": "Cambridge", "publisher": "Cambridge University Press", "issued": "2010", "pages": "60"}),
    ("Tom Rye, The ‘Lake Boom’ in World Trade, Oxford: Reed Press, 2010, p. 60.", {"type": "book", "authors": "Tom Rye", "title": "The ‘Lake Boom’ in World Trade", "place": "Oxford", "publisher": "Reed Press", "issued": "2010", "pages": "60"}),
    ("Tom Rye, ‘Lake Attack and the Charter’, Journal of Lake Law, Vol. 3, No. 2 (2010), pp. 60-70.", {"type": "article-journal", "authors": "Tom Rye", "title": "Lake Attack and the Charter", "container": "Journal of Lake Law", "issued": "2010", "volume": "3", "issue": "2", "pages": "60-70"}),
    # papers of series, reports, books that an institute brought out
    ("James Holm, “Energy of Lakes,” OLS Paper WPM 67, Oxford Institute for Lake Studies, August 2016, pp. 20-25.", {"type": "report", "authors": "James Holm", "title": "Energy of Lakes", "container": "OLS Paper", "publisher": "Oxford Institute for Lake Studies", "issued": "2016-08", "issue": "WPM 67", "pages": "20-25"}),
    ("Ann Lee, “Lake Navy,” LRS Report for Parliament, RL33153, March 8, 2022, pp.2-4.", {"type": "report", "authors": "Ann Lee", "title": "Lake Navy", "container": "LRS Report for Parliament", "issued": "2022-03-08", "issue": "RL33153", "pages": "2-4"}),
    ("Ann Lee, Ice Power, Adelphi Paper 333 (London: IISS, 2000), p. 12.", {"type": "report", "authors": "Ann Lee", "title": "Ice Power", "container": "Adelphi Paper 333", "place": "London", "publisher": "IISS", "issued": "2000", "volume": "333", "pages": "12"}),
    ("Bob Ray, Ice (Washington, D.C.: Carnegie Endowment for International Peace, 2012).", {"type": "book", "authors": "Bob Ray", "title": "Ice", "place": "Washington, D.C.", "publisher": "Carnegie Endowment for International Peace", "issued": "2012"}),
    ("Lake Union, The Lake Union and Rivers: 1992-1996 (The Lake Union Blue Books Series, Volume VIII), Reed Press, 1996, pp.264-266.", {"type": "book", "authors": "Lake Union", "title": "The Lake Union and Rivers: 1992-1996", "container": "The Lake Union Blue Books Series", "publisher": "Reed Press", "issued": "1996", "volume": "VIII", "pages": "264-266"}),
    ("Mike Green, “Lakes,” Center for Lake Studies, March 5, 2019, https://example.org/x.", {"type": "report", "authors": "Mike Green", "title": "Lakes", "container": "Center for Lake Studies", "issued": "2019-03-05", "url": "https://example.org/x"}),
    # what was said, decided and agreed
    ("Robert Reed, “Whither the Lake?” Remarks to the National Committee on Lake Relations, Boston, September 21, 2005.", {"type": "speech", "authors": "Robert Reed", "title": "Whither the Lake?", "issued": "2005-09-21"}),
    ("Robert Reed, “Whither?” speech at the Lake Forum, Oslo, 5 May 2019.", {"type": "speech", "authors": "Robert Reed", "title": "Whither?", "issued": "2019-05-05"}),
    ("Lake Fisheries Case (Lakeland v. Rivermark), Merits, Judgment, I.C.J. Reports 1974, p. 14, para. 17.", {"type": "document", "title": "Lake Fisheries Case (Lakeland v. Rivermark), Merits, Judgment", "container": "I.C.J. Reports 1974", "issued": "1974", "pages": "14"}),
    ("*Lake Fisheries (A v. B)*, Judgment, *I.C.J. Reports 1974*, p. 14.", {"type": "document", "title": "Lake Fisheries (A v. B), Judgment", "container": "I.C.J. Reports 1974", "issued": "1974", "pages": "14"}),
    ("“Memorandum by Mr. Reed,” July 8, 1937, Foreign Papers of the Isles, 1938, vol. III, The Far Lakes (Oslo: Reed Press, 1954), pp. 128-129.", {"type": "chapter", "title": "Memorandum by Mr. Reed", "container": "Foreign Papers of the Isles, 1938, vol. III, The Far Lakes", "place": "Oslo", "publisher": "Reed Press", "issued": "1954", "volume": "III", "pages": "128-129"}),
    ("Foreign Papers of the Isles, 1952-1954, vol. XIV, Ice and Rivers (Oslo: Reed Press, 1985), pp. 1-2.", {"type": "book", "title": "Foreign Papers of the Isles, 1952-1954, vol. XIV, Ice and Rivers", "place": "Oslo", "publisher": "Reed Press", "issued": "1985", "volume": "XIV", "pages": "1-2"}),
    ("S/RES/812, 24 April 1992, preamble para.7.", {"type": "document", "issued": "1992-04-24"}),
    ("UNGA Res. 2625 (XXV), 24 October 1970.", {"type": "document", "title": "UNGA Res. 2625 (XXV)", "issued": "1970-10-24"}),
    ("United Nations Security Council, Final report of the Panel of Lakes submitted pursuant to resolution 2627 (2022), S/2023/1, March 7, 2023, para. 45.", {"type": "report", "authors": "United Nations Security Council", "title": "Final report of the Panel of Lakes submitted pursuant to resolution 2627 (2022)", "issued": "2023-03-07"}),
    ("European Union, “Lake Strategy,” JOIN(2023) 9 final, 10 March 2023, p.3.", {"type": "document", "authors": "European Union", "title": "Lake Strategy", "issued": "2023-03-10", "pages": "3"}),
    ("“Joint Statement of the Lake Leaders,” White House Briefing Room, September 24, 2021.", {"type": "document", "title": "Joint Statement of the Lake Leaders", "container": "White House Briefing Room", "issued": "2021-09-24"}),
    ("“Treaty on Ice,” 12 May 1990, 1155 UNTS 331.", {"type": "treaty", "title": "Treaty on Ice", "issued": "1990-05-12", "volume": "1155", "pages": "331"}),
    ("筆者によるB氏（元湖沼省職員）へのインタビュー、上海、2015年4月10日。", {"type": "interview", "title": "筆者によるB氏（元湖沼省職員）へのインタビュー", "place": "上海", "issued": "2015-04-10"}),
    ("Bob Ray, Ice and Steam, Ph.D. dissertation, Lake University, 1999, p. 3.", {"type": "document", "authors": "Bob Ray", "title": "Ice and Steam", "publisher": "Lake University", "issued": "1999", "pages": "3"}),
    ("Ann Lee, “Ice,” paper presented at the Lake Conference, Oslo, May 5, 2019.", {"type": "document", "authors": "Ann Lee", "title": "Ice", "issued": "2019-05-05"}),
    ("Hearings before the Committee on Lakes, U.S. Senate, 98th Cong., 1st Sess., 1983, p. 3.", {"type": "document", "title": "Hearings before the Committee on Lakes", "issued": "1983", "pages": "3"}),
    ("Case of Lakes v. Rivers, ECtHR, Judgment of 5 May 2001, para. 3.", {"type": "document", "title": "Case of Lakes v. Rivers", "issued": "2001-05-05"}),
    ("Public Papers of the Leaders: Reed, 1962 (Washington, D.C.: GPO, 1963), p. 8.", {"type": "book", "title": "Public Papers of the Leaders: Reed, 1962", "place": "Washington, D.C.", "publisher": "GPO", "issued": "1963", "pages": "8"}),
    ("Joint Lake Staff, Joint Publication 3-32: Lake Operations, 8 June 2018, p. I-3.", {"type": "report", "authors": "Joint Lake Staff", "title": "Joint Publication 3-32: Lake Operations", "issued": "2018-06-08", "pages": "I-3"}),
    # dates
    ("Mike Moss, “Lake Strategy”, International Security, Vol.8, No.3, Winter 1983/1984.", {"type": "article-journal", "authors": "Mike Moss", "title": "Lake Strategy", "container": "International Security", "issued": "1983/1984", "volume": "8", "issue": "3"}),
    ("Ann Lee, “Ice,” Lake Studies, Winter 1998–99, pp. 3-9.", {"type": "article-journal", "authors": "Ann Lee", "title": "Ice", "container": "Lake Studies", "issued": "1998/1999", "pages": "3-9"}),
    ("山田一郎「湖の戦略」『レファレンス』803号, 2017.12, pp.31-50.", {"type": "article-journal", "authors": "山田一郎", "title": "湖の戦略", "container": "レファレンス", "issued": "2017-12", "issue": "803", "pages": "31-50"}),
    ("«Стратегія озер України», Урядовий кур’єр, 17 вересня 2020 р.", {"type": "article-newspaper", "title": "Стратегія озер України", "container": "Урядовий кур’єр", "issued": "2020-09-17"}),
    # an agency, a body's name, a family name with its year stay what they are
    ("Reuters, March 5, 2019.", {"type": "article-newspaper", "container": "Reuters", "issued": "2019-03-05"}),
    ("Lee, Ray, and Pine (2019), 45.", {"type": "document", "authors": "Lee|Ray|Pine", "issued": "2019", "pages": "45"}),
    ("Lee 2016, p. 205.", {"type": "document", "authors": "Lee", "issued": "2016", "pages": "205"}),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_fields(text: str, expected: dict[str, str]) -> None:
    assert [given_fields(citation) for citation in read(text).citations] == [expected]


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_every_field_knows_its_rule(text: str) -> None:
    for citation in read(text).citations:
        filled = {name for name in given_fields(citation) if name not in ("form", "language")}
        assert filled <= dict(citation.rules).keys()


@pytest.mark.parametrize(
    "text",
    [
        "Lakes 2019 " * 5_000,
        "Ann Lee, " * 10_000 + "(2019)",
        "Ann Lee, Lakes 2019, " * 5_000,
        "(ab 2019 cd) " * 5_000,
        "‘a’ and " * 5_000,
        "Papers of Ice, vol. 3, " * 5_000,
        "Lakes, I.C.J. Reports " * 5_000,
        "1, " * 10_000 + "Lakes (2019)",
        "筆者の" * 10_000 + "インタビュー、2019年",
    ],
)
def test_hostile_text_ends(text: str) -> None:
    assert read(text).note.content.text == text
