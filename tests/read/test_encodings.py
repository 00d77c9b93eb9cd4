"""Encodings: found by content on short samples of many kinds of text, forced by a setting, damaged files told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import PipelineError
from pipeline.read import read
from pipeline.read.encodings import check, decode
from pipeline.read.html import read as read_page
from pipeline.settings import Settings

RAW = Path(__file__).parents[2] / "raw"
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "iso2022_jp_ext",
    "iso2022_jp_3",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
]
LENGTH, SAMPLES, SHARE = 200, 200, 0.995
PROSE = (
    "令和六年度の白書は、北朝鮮の弾道ミサイルについて詳しく述べ、各国の海軍が重ねた演習の回数を表に示している。",
    "Ｉ研究所は、２０２４年６月に捕虜の交換が行われたと発表し、①人数、②場所、③日時の３点を㈱の資料で確かめた。",
    "ｼｽﾃﾑの更新により、ﾃﾞｰﾀの取得が遅れた。担当者はｻｰﾊﾞｰの増設を求めている。",
    "代表はМарияとЛеонид、随員はJoséとBjörnである。",
)
TABLES = (
    "年度\t貨物量\t前年比\n",
    "令和四年\t3,403\t2.4%減\n",
    "令和五年\t3,625\t6.5%増\n",
    "国名\t人口\t面積\n",
    "海上保安庁長官\n",
    "第三管区海上保安本部横浜海上保安部\n",
    "外務省経済局国際貿易課\n",
)


def sources() -> list[str]:
    chosen = random.Random(4)
    texts = ["".join(chosen.choice(pieces) for _ in range(120)) for pieces in (PROSE, TABLES)]
    return texts + [file.read_text(encoding="utf-8") for file in sorted(RAW.glob("*.txt"))]


def samples(encoding: str) -> list[str]:
    """Pieces of the sources in what the encoding can hold."""
    chosen = random.Random(encoding)
    texts = [text.encode(encoding, "ignore").decode(encoding) for text in sources()]
    begins = [(text, chosen.randrange(len(text) - LENGTH)) for text in texts for _ in range(SAMPLES // len(texts))]
    return [text[begin : begin + LENGTH] for text, begin in begins]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_is_found(encoding: str) -> None:
    texts = samples(encoding)
    right = sum(decode(text.encode(encoding)).text == text for text in texts)
    assert right >= SHARE * len(texts), f"{right} of {len(texts)}"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be", "utf-16"])
def test_a_character_cut_by_the_end_is_left_out(encoding: str) -> None:
    text = PROSE[0] * 3
    found = decode(text.encode(encoding)[:-1])
    assert (found.text, found.cut > 0) == (text[:-1], True)


# Characters that Microsoft added to JIS X 0208, in bytes that Python has no codec for.
MICROSOFT = [
    (b"\xad\xa1\xca\xd4\xbd\xb8\xad\xea\xfc\xe2\xb6\xb6 \x8e\xb1\x8e\xdd", "①編集㈱髙橋 ｱﾝ", "cp51932"),
    (b"\x1b$B-!JT=8-j|b66\x1b(B \x1b(I1]\x1b(B", "①編集㈱髙橋 ｱﾝ", "cp50221"),
    (b"\x1b$BJT=8\x1b$(DG)\x1b(B", "編集" + b"\x8f\xc7\xa9".decode("euc_jp"), "iso2022_jp_ext"),
]


@pytest.mark.parametrize(("data", "text", "encoding"), MICROSOFT, ids=[encoding for _, _, encoding in MICROSOFT])
def test_rows_that_microsoft_added(data: bytes, text: str, encoding: str) -> None:
    found = decode(data)
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["cp932", "shift_jis", "euc_jp", "utf-16-le", "iso2022_jp", "latin-1", "cp51932"])
def test_the_setting_forces(encoding: str) -> None:
    data = "会談".encode("euc_jp" if encoding in ("latin-1", "cp51932") else encoding)
    expected = data.decode("latin-1") if encoding == "latin-1" else "会談"
    assert decode(data, encoding).text == expected


def test_a_forced_mark_is_no_text() -> None:
    assert decode("会談".encode("utf-8-sig"), "utf-8").text == "会談"


@pytest.mark.parametrize("name", ["utf-9", "", "会談", "utf\0", "rot13", "base64", "undefined"])
def test_unknown_names_are_refused(name: str) -> None:
    with pytest.raises(PipelineError, match="unknown encoding"):
        check(name)


FAULTS = [
    ("会談".encode("cp932"), "utf-8", "byte 0 "),
    ("会談\n".encode() + b"\xff" + "会談".encode(), "utf-8", r"byte 7 \(0xff, line 2\)"),
    ("会談".encode() * 50 + b"\xff" + "会談".encode() * 50, "", r"byte 300 \(0xff"),
    (b"\xff\xfe\x00", "", "damaged"),
    ("Совещание министров обороны состоялось в столице.".encode("cp1251"), "", "--encoding"),
    ("L'Élysée a précisé que la réunion s'était déroulée à huis clos.".encode("latin-1"), "", "--encoding"),
]


@pytest.mark.parametrize(("data", "forced", "reason"), FAULTS, ids=[reason for _, _, reason in FAULTS])
def test_faults_say_where(data: bytes, forced: str, reason: str) -> None:
    with pytest.raises(PipelineError, match=reason):
        decode(data, forced)


@pytest.mark.parametrize(("encoding", "bytes_"), [("utf-8", b"\xff"), ("cp932", b"\xfc\xfc"), ("euc_jp", b"\xff")])
def test_a_few_stray_bytes_cost_little(encoding: str, bytes_: bytes, tmp_path: Path) -> None:
    half = "港の倉庫は古く、町は修理の予算を認めた。" * 20
    data = half.encode(encoding) + bytes_ + half.encode(encoding)
    file = tmp_path / "report"
    file.write_bytes(data)
    source = read(file, doc_id="d", name="report", settings=Settings())
    assert source.text.startswith(half + "\ufffd")
    assert source.text.endswith(half[1:])  # a stray byte may take its neighbour with it
    assert source.encoding == encoding
    (problem,) = source.problems
    assert (problem.code, problem.raw_start) == ("bytes-unread", len(half))
    page = read_page(b"<html><body><p>" + data + b"</p></body></html>", doc_id="d", name="d", sha256="", settings=Settings())
    assert [one.code for one in page.problems] == ["bytes-unread"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except PipelineError:
        return
    assert found.cut < 4
