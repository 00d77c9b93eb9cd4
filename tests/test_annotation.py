"""`annotate`: any text in, mentions with offsets into that very text out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.annotation import annotate
from pipeline.model import Date, PipelineError, Quantity

RULED = ("dates", "quantities")


def test_offsets_are_those_of_the_text_given() -> None:
    text = "　２０２２ 年 2 月、約１，９０２億ドルの貿易が確認された¹²。\n昨年は 106 カ国が加わった。"
    found = annotate(text, RULED, "2024-06-19")
    assert [(m.text, m.value.value) for m in found["dates"] if isinstance(m.value, Date)] == [
        ("２０２２ 年 2 月", "2022-02"),
        ("昨年", "2023"),
    ]
    counted = [(m.text, m.value.value, m.value.unit) for m in found["quantities"] if isinstance(m.value, Quantity)]
    assert counted == [("約１，９０２億ドル", 190200000000, "USD"), ("106 カ国", 106, "カ国")]
    for mentions in found.values():
        assert all(text[m.start : m.end] == m.text for m in mentions)


def test_only_the_layers_asked_for() -> None:
    assert list(annotate("2022年に3人が", ["quantities"])) == ["quantities"]
    assert annotate("", RULED) == {"dates": [], "quantities": []}


@pytest.mark.parametrize(
    ("layers", "reference", "message"),
    [(["date"], "", "unknown layer date"), (RULED, "last year", "not an ISO date"), (RULED, "2024-13", "not an ISO date")],
)
def test_what_is_asked_wrongly(layers: list[str], reference: str, message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        annotate("2022年", layers, reference)


@pytest.mark.model
def test_entities() -> None:
    text = "習近平国家主席は、中露関係を重視し、北大西洋条約機構（NATO）を批判した。"
    found = pipeline.annotate(text, ["entities"])["entities"]
    things = {m.text: [i for i, _ in m.value.ids] for m in found}
    assert things["中露"] == ["CHN", "RUS"]
    assert things["習近平"] == things["習近平"]
    assert things["北大西洋条約機構"] == things["NATO"]


def test_dates_do_not_wait_for_ginza() -> None:
    code = "import sys, pipeline.cli; from pipeline.annotation import annotate; annotate('2022年2月に3人が', ['dates', 'quantities']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "ginza", "sudachipy", "pandas"} & set(loaded)


@given(st.text(alphabet="12０年月日約億ドル人%～、。「」（）() \n¹²①A-・にの前同翌末", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for mentions in annotate(text, RULED).values():
        assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(
    "text",
    ["1" * 1_000_000, "（" * 10_000 + "2022年" + "）" * 10_000, "年" * 100_000, "2022年～" * 20_000, "十" * 200_000],
    ids=str.__len__,
)
def test_hostile_texts_end(text: str) -> None:
    assert set(annotate(text, RULED)) == set(RULED)
