"""Anchors: what is quoted of a row, and which places are found again, which are lost, and none by a guess."""

from __future__ import annotations

import pytest

from pipeline.review.anchors import CONTEXT, Found, Lost, Stream, anchor_of, find
from pipeline.review.model import Anchor, Row
from pipeline.review.rows import MENTIONS, DocumentRows
from tests.formats.sample import NAMES, RAW
from tests.review.readings import rows_of

TEXT = (
    "はじめに",
    "島嶼国の港では、2023年に修理船の到着が3週間遅れ、回線の復旧に時間を要した。",
    "中国は空母を2隻保有し、海軍の活動を広げている。",
    "中国は原子力潜水艦の建造も続けているとみられる。",
    "マルク・ルッテ事務総長は、加盟国の支出を5億ドル増やすと述べた。",
    "（出所）各種資料から筆者作成。",
    "ロシアは2024年3月に共同訓練を行い、潜水艦2隻を派遣した。",
    "（出所）各種資料から筆者作成。",
    "おわりに、各国の予算をまとめて示し、今後の課題を検討する。",
)


def stream_of(*sentences: str, name: str = "s") -> Stream:
    """Sentences that follow each other in the source, a line each, named by their places there."""
    at, units = 0, []
    for text in sentences:
        units.append((f"{name}{at}", {"text": text, "raw_start": str(at), "raw_end": str(at + len(text))}))
        at += len(text) + 1
    return Stream(units, "\n".join(sentences) + "\n")


def anchored(stream: Stream, words: str, nth: int = 0) -> Anchor:
    """The anchor of the n-th place of the words."""
    at = -1
    for _ in range(nth + 1):
        at = stream.text.index(words, at + 1)
    unit = stream.unit_at(at)
    start = at - unit.at
    raw = unit.raw_start + start
    return stream.anchor(unit.id, start, start + len(words), {"raw_start": str(raw), "raw_end": str(raw + len(words))})


def sought(stream: Stream, *anchors: Anchor, same_source: bool = False) -> list[str]:
    """Where each is found, as the text with the place in brackets; `-` where it is lost."""
    found = find(stream, anchors, same_source=same_source)
    return [_marked(stream, place) if isinstance(place, Found) else "-" for place in found]


def _marked(stream: Stream, place: Found) -> str:
    text = stream.by_id[place.sentence_id].text
    assert text[place.start : place.end] == place.text
    return f"{text[: place.start]}[{place.text}]{text[place.end :]}"


def test_an_anchor_quotes_the_words_and_what_stands_around_them() -> None:
    stream = stream_of(*TEXT)
    anchor = anchored(stream, "中国", 1)
    assert anchor.quote == "中国"
    assert anchor.prefix == stream.text[: stream.text.index("中国は原子力")][-CONTEXT:]
    assert anchor.prefix.endswith("海軍の活動を広げている。 ")
    assert anchor.suffix.startswith("は原子力潜水艦の建造も続けているとみられる。 マルク")
    assert len(anchor.prefix) == len(anchor.suffix) == CONTEXT
    assert (anchor.start, anchor.end) == (0, 2)
    assert stream.source[anchor.raw_start : anchor.raw_end] == "中国"


def test_a_sentence_of_no_document_has_no_anchor() -> None:
    with pytest.raises(KeyError):
        stream_of(*TEXT).anchor("s1", 0, 2)


def test_words_after_the_space_that_guards_a_cell_are_quoted_without_it() -> None:
    stream = stream_of(" =SUM(A1)は数式である。", *TEXT)
    anchor = anchored(stream, "数式")
    assert anchor.quote == "数式"
    assert sought(stream_of("=SUM(A1)は数式である。", *TEXT), anchor) == ["=SUM(A1)は[数式]である。"]


@pytest.mark.parametrize("name", NAMES)
def test_each_row_of_a_report_is_quoted_and_found(name: str) -> None:
    rows = rows_of(RAW / f"{name}.txt")
    for table in (*MENTIONS, "citations"):
        stream = rows.note_stream if table == "citations" else rows.sentence_stream
        anchors = [anchor_of(rows, table, row) for row in rows.tables[table]]
        column = "raw" if table == "citations" else "text"
        assert [anchor.quote for anchor in anchors] == [row[column].strip() for row in rows.tables[table]]
        for same_source in (True, False):
            found = find(stream, anchors, same_source=same_source)
            assert [(place.sentence_id, place.start, place.end) for place in found if isinstance(place, Found)] == [
                (anchor.sentence_id, anchor.start, anchor.end) for anchor in anchors
            ]


def test_citations_that_read_alike_have_each_its_own_place() -> None:
    note = {"note_id": "n0", "text": "同上、3頁；山田太郎『海』（海書房、2020年）；同上、3頁。", "raw_start": "0", "raw_end": "34"}
    cited = ["同上、3頁", "山田太郎『海』（海書房、2020年）", "同上、3頁"]
    rows = _document(
        note["text"], notes=[note], citations=[{"note_id": "n0", "sequence": str(n), "raw": raw} for n, raw in enumerate(cited, 1)]
    )
    spans = [(anchor.start, anchor.end) for anchor in (anchor_of(rows, "citations", row) for row in rows.tables["citations"])]
    assert spans == [(0, 5), (6, 24), (25, 30)]
    assert [note["text"][start:end] for start, end in spans if start is not None] == cited


@pytest.mark.parametrize(
    ("problem", "quote"),
    [
        ({"sentence_id": "s0", "raw_start": "9", "raw_end": "14"}, "6月25日"),
        ({"sentence_id": "s0", "raw_start": "0", "raw_end": "5"}, "6月25日"),
        ({"sentence_id": "s0", "raw_start": "", "raw_end": ""}, "6月25日と、また6月25日。"),
        ({"sentence_id": "", "raw_start": "16", "raw_end": "21"}, "- 4 -"),
        ({"sentence_id": "", "raw_start": "", "raw_end": ""}, ""),
    ],
    ids=["second of two places", "first of two places", "a sentence", "what was left out of the text", "the document"],
)
def test_a_problem_quotes_what_it_is_about(problem: Row, quote: str) -> None:
    sentence = {"sentence_id": "s0", "text": "6月25日と、また6月25日。", "raw_start": "0", "raw_end": "15"}
    rows = _document("6月25日と、また6月25日。\n- 4 -", sentences=[sentence])
    anchor = anchor_of(rows, "problems", problem)
    assert anchor.quote == quote
    if problem["raw_start"] and problem["sentence_id"]:
        assert (anchor.start, anchor.end) == (int(problem["raw_start"]), int(problem["raw_end"]))


def test_a_document_has_an_empty_anchor() -> None:
    rows = _document("", documents=[{"doc_id": "d"}])
    assert anchor_of(rows, "documents", rows.document) == Anchor()
    assert find(stream_of(*TEXT), [Anchor()], same_source=True) == [Lost("it quotes no words")]


# what changes of TEXT: (words whose n-th place is anchored, sentences taken out from .. to, sentences put in) → where they are found
READ_ANEW = [
    ("other white space", "修理船", "修理船の到着が3週間", "修理船 の\t到着が 3 週間", "[修理船] の"),
    ("other widths", "2023年", "2023年に", "２０２３年に", "[２０２３年]に"),
    ("old characters", "島嶼国", "島嶼国の港", "島嶼國の港", "[島嶼國]の港"),
    ("characters that scans confuse", "マルク・ルッテ", "マルク・ルッテ事務", "マルク･ルツテ事務", "[マルク･ルツテ]事務"),
    ("one misread character of many", "マルク・ルッテ事務総長", "マルク・ルッテ事務", "マルク・ルッチ事務", "[マルク・ルッチ事務総長]"),
    ("a misread character beside them", "空母", "空母を2隻", "空母を2雙", "[空母]を"),
]


@pytest.mark.parametrize(("words", "before", "after", "there"), [case[1:] for case in READ_ANEW], ids=[case[0] for case in READ_ANEW])
@pytest.mark.parametrize("inserted", [0, 3])
def test_words_are_found_in_another_reading(words: str, before: str, after: str, there: str, inserted: int) -> None:
    anchor = anchored(stream_of(*TEXT), words)
    changed = ["新しい版のための序文を、ここに置く。"] * inserted + [text.replace(before, after) for text in TEXT]
    assert sum(before in text for text in TEXT) == 1
    (found,) = sought(stream_of(*changed, name="p"), anchor)
    assert there in found


def test_where_words_were_put_into_a_sentence_neighbours_are_needed() -> None:
    old = stream_of(*TEXT)
    changed = stream_of("新しい序文を置く。", *[text.replace("遅れ、回線", "遅れ、そのために回線") for text in TEXT], name="p")
    anchor, others = anchored(old, "修理船"), [anchored(old, words) for words in ("空母", "原子力潜水艦", "島嶼国")]
    assert sought(changed, anchor) == ["-"]
    assert "[修理船]の到着が3週間遅れ、そのために" in sought(changed, anchor, *others)[0]


LOST = [
    ("a number with another digit", "2023年", 0, "2023年", "2024年"),
    ("a sum with another digit", "5億ドル", 0, "5億ドル", "6億ドル"),
    ("a numeral in a long quotation", "加盟国の支出を5億ドル増やすと", 0, "5億", "7億"),
    ("a short name that became another", "中国", 0, "中国は空母", "韓国は空母"),
    ("a sentence that went, before one that begins alike", "中国", 0, TEXT[2], ""),
    ("a sentence that went, after one that begins alike", "中国", 1, TEXT[3], ""),
    ("a sentence that was written anew", "潜水艦2隻", 0, TEXT[6], "モスクワは訓練に潜水艦2隻と航空機を送ったと伝えられる。"),
]


@pytest.mark.parametrize(("words", "nth", "before", "after"), [case[1:] for case in LOST], ids=[case[0] for case in LOST])
@pytest.mark.parametrize("company", [False, True], ids=["by itself", "with others"])
def test_words_that_are_gone_are_lost(words: str, nth: int, before: str, after: str, company: bool) -> None:
    old = stream_of(*TEXT)
    anchors = [anchored(old, words, nth)]
    if company:
        anchors += [anchored(old, other) for other in ("島嶼国", "修理船", "海軍", "原子力潜水艦", "事務総長", "ロシア", "予算", "課題")]
    changed = [text.replace(before, after) for text in TEXT]
    assert sum(before in text for text in TEXT) == 1
    assert sought(stream_of(*filter(None, changed), name="p"), *anchors)[0] == "-"


def test_neighbours_tell_places_apart_that_read_alike() -> None:
    """The source line stands twice; the first is lost with what was around it, unless its neighbours are known."""
    rows = [f"{country}\t該当なし\t－" for country in ("米国", "英国", "仏国", "独国")]
    table = [cell for row in rows for cell in (row, "（出所）各種資料から筆者作成。")]
    old, new = stream_of(*TEXT, *table), stream_of("新しい序文を置く。", *TEXT, *table, name="p")
    anchors = [anchored(old, "該当なし", n) for n in range(4)]
    assert sought(new, *anchors) == [f"{country}\t[該当なし]\t－" for country in ("米国", "英国", "仏国", "独国")]


def test_of_two_places_that_are_equally_good_none_is_taken() -> None:
    old = stream_of(*TEXT)
    anchor = anchored(old, "潜水艦2隻")
    twice = stream_of(*TEXT, *TEXT, *TEXT, name="p")
    assert find(twice, [anchor], same_source=False) == [Lost("its words are in several places that are equally like the one meant")]


def test_two_quotations_do_not_share_a_place() -> None:
    """A passage stood twice, each with a decision; one is left: it is not known which."""
    passage = TEXT[1:5]
    old = stream_of(*passage, *TEXT[5:], *passage)
    anchors = [anchored(old, "修理船", n) for n in (0, 1)]
    left = stream_of(*passage, name="p")
    assert sought(left, *anchors) == ["-", "-"]


def test_decisions_about_one_place_share_it() -> None:
    """One of them was added by hand: it has no place in the source."""
    old = stream_of(*TEXT)
    anchor = anchored(old, "修理船")
    by_hand = old.anchor(anchor.sentence_id, anchor.start or 0, anchor.end or 0)
    found = sought(stream_of("新しい序文を置く。", *TEXT, name="p"), anchor, by_hand, anchor)
    assert len(set(found)) == 1
    assert "[修理船]" in found[0]


def test_a_section_that_moved_takes_its_decisions_with_it() -> None:
    old = stream_of(*TEXT)
    anchors = [anchored(old, words) for words in ("島嶼国", "空母", "原子力潜水艦", "ロシア", "予算")]
    moved = stream_of(TEXT[0], *TEXT[4:], *TEXT[1:4], name="p")
    assert all(found != "-" for found in sought(moved, *anchors))


def test_places_come_in_the_order_of_the_anchors() -> None:
    old = stream_of(*TEXT)
    words = ("ロシア", "無い言葉", "島嶼国", "ロシア")
    anchors = [
        anchored(old, "ロシア"),
        Anchor(quote="無い言葉", prefix="ここに", suffix="がある"),
        anchored(old, "島嶼国"),
        anchored(old, "ロシア"),
    ]
    found = find(old, anchors, same_source=False)
    assert [place.text if isinstance(place, Found) else place.reason for place in found] == [
        words[0], "its words are not in the text any more", words[2], words[3],
    ]  # fmt: skip


def test_the_same_source_says_which_of_several_places_is_meant() -> None:
    """Sentences are parted otherwise than when it was decided; the words stand three times."""
    text = "艦艇と艦艇、そして艦艇。"
    old = stream_of(text)
    anchors = [anchored(old, "艦艇", n) for n in range(3)]
    parted = Stream(
        [("s0", {"text": text[:3], "raw_start": "0", "raw_end": "3"}), ("s3", {"text": text[3:], "raw_start": "3", "raw_end": "12"})], text
    )
    assert sought(parted, *anchors, same_source=True) == ["[艦艇]と", "[艦艇]、そして艦艇。", "艦艇、そして[艦艇]。"]
    assert sought(parted, *anchors) == ["-", "-", "-"]


def test_offsets_are_not_trusted_where_other_words_are_next_to_them() -> None:
    """The reader changed: a sentence with that name begins with those words, but it is another sentence."""
    old = stream_of(*TEXT)
    anchor = anchored(old, "中国", 1)
    sentences = [TEXT[0], *TEXT[2:4], "中国については別に述べることとし、ここでは論じない。", TEXT[1]]
    rows = [(f"x{n}", {"text": text, "raw_start": str(n * 100), "raw_end": str(n * 100 + len(text))}) for n, text in enumerate(sentences)]
    rows[3] = (anchor.sentence_id, rows[3][1])
    assert sought(Stream(rows, ""), anchor, same_source=True) == [f"[中国]{TEXT[3][2:]}"]


@pytest.mark.parametrize("words", ["(.*", "[", "\\", "=cmd|' /C calc'!A0", "\ud800", "<b>"])
def test_text_is_never_taken_for_a_pattern(words: str) -> None:
    old = stream_of(*TEXT, f"最後の文には{words}という文字の列があり、そのままの形で引用される。", TEXT[1])
    new = stream_of("新しい序文を置く。", *[unit.text for unit in old.units], name="p")
    assert sought(new, anchored(old, words)) == [f"最後の文には[{words}]という文字の列があり、そのままの形で引用される。"]


def test_a_document_without_text_has_no_places() -> None:
    assert sought(stream_of(), anchored(stream_of(*TEXT), "中国")) == ["-"]
    assert sought(stream_of(), anchored(stream_of(*TEXT), "中国"), same_source=True) == ["-"]


def _document(text: str, **tables: list[dict[str, str]]) -> DocumentRows:
    return DocumentRows("d", {"sentences": [], "notes": [], **tables}, text)
