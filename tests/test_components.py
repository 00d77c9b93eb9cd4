"""The layers as components of a spaCy pipeline, over any Japanese text."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.annotation import annotate
from pipeline.model import PipelineError

TEXT = "２０２２ 年 2 月、中露首脳は約１，９０２億ドルの貿易で合意した。昨年は翌月にも３隻の艦艇が派遣された。"
LAYERS = {"dates": "date", "quantities": "quantity", "entities": "entity"}


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("ja")
    nlp.add_pipe("nids_dates")
    nlp.add_pipe("nids_quantities", config={"reference": "2024-06-19"})
    nlp.add_pipe("nids_entities")
    return nlp


@pytest.fixture(scope="module")
def ginza() -> Language:
    nlp = spacy.load("ja_ginza")
    for layer in LAYERS:
        nlp.add_pipe(f"nids_{layer}")
    return nlp


def plain(doc: Doc) -> dict[str, list[dict[str, object]]]:
    return {layer: [span._.get(name) for span in doc.spans[layer]] for layer, name in LAYERS.items()}


def test_mentions_are_spans_with_values(blank: Language) -> None:
    doc = blank(TEXT)
    (first, *_) = doc.spans["dates"]
    assert (first.text, first.label_, first._.date["value"], first._.date["earliest"]) == (
        "２０２２ 年 2 月",
        "DATE",
        "2022-02",
        "2022-02-01",
    )
    money = doc.spans["quantities"][0]
    assert (money.label_, money._.quantity["value"], money._.quantity["unit"]) == ("money", 190200000000.0, "USD")
    pair = doc.spans["entities"][0]
    assert (pair.text, pair.label_, pair.kb_id_) == ("中露", "GPE", "")
    assert (pair._.entity["entity_id"], pair._.entity["name"]) == ("CHN|RUS", "中国|ロシア")
    for layer, name in LAYERS.items():
        for span in doc.spans[layer]:
            value = span._.get(name)
            assert doc.text[value["start_char"] : value["end_char"]] == value["text"]
            assert span.start_char <= value["start_char"] < value["end_char"] <= span.end_char


def test_the_day_of_publication_of_a_doc_goes_before_that_of_the_component() -> None:
    nlp = spacy.blank("ja")
    nlp.add_pipe("nids_dates", config={"reference": "2020-01-01"})
    doc = nlp("昨年の演習")
    assert [span._.date["value"] for span in doc.spans["dates"]] == ["2019"]
    doc = nlp.make_doc("昨年の演習")
    doc._.published = "2024-06-19"
    assert [span._.date["value"] for span in nlp(doc).spans["dates"]] == ["2023"]
    doc = nlp.make_doc("昨年の演習")
    doc._.published = "last week"
    with pytest.raises(PipelineError, match="not an ISO date"):
        nlp(doc)
    with pytest.raises(PipelineError, match="not an ISO date"):
        spacy.blank("ja").add_pipe("nids_dates", config={"reference": "someday"})


def test_a_mention_within_a_token_says_where_it_really_stands() -> None:
    nlp = spacy.blank("ja")
    nlp.add_pipe("nids_dates")
    doc = Doc(nlp.vocab, words=["演習は2023年に", "終わった"], spaces=[False, False])
    (span,) = nlp(doc).spans["dates"]
    assert span.text == "演習は2023年に"
    assert (span._.date["text"], span._.date["start_char"], span._.date["end_char"]) == ("2023年", 3, 8)


@pytest.mark.parametrize("text", ["", "　", "\n\n", "𠮷野家は2023年に", "A" * 300])
def test_any_text(blank: Language, text: str) -> None:
    assert set(blank(text).spans) == set(LAYERS)


def test_doc_bin_carries_values(blank: Language) -> None:
    doc = blank(TEXT)
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (read,) = DocBin().from_bytes(data).get_docs(spacy.blank("ja").vocab)
    assert plain(read) == plain(doc)
    assert [(span.start_char, span.label_) for span in read.spans["dates"]] == [
        (span.start_char, span.label_) for span in doc.spans["dates"]
    ]
    assert plain(pickle.loads(pickle.dumps(doc))) == plain(doc)


def test_a_pipeline_is_saved_and_loaded(blank: Language, tmp_path: object) -> None:
    blank.to_disk(f"{tmp_path}/nlp")
    assert plain(spacy.load(f"{tmp_path}/nlp")(TEXT)) == plain(blank(TEXT))


@pytest.mark.model
def test_the_example_in_the_documentation_gives_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[1] / "docs" / "spacy.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(example, "docs/spacy.md", "exec"), {})
    said = [line.split("  # ")[1] for line in example.splitlines() if "  # " in line]
    assert set(said) <= set(capsys.readouterr().out.splitlines())
    assert len(said) == 3


@pytest.mark.model
def test_ginza_with_two_processes_gives_what_annotate_gives(ginza: Language) -> None:
    texts = [TEXT, "習近平国家主席は、北大西洋条約機構（NATO）を批判した。", "原油を400万バレル輸入し、砲弾420万発を運んだ。"] * 3
    docs = list(ginza.pipe(texts, n_process=2, batch_size=2))
    assert [plain(doc) for doc in docs] == [plain(ginza(text)) for text in texts]
    for text, doc in zip(texts[:3], docs, strict=False):
        for layer, mentions in annotate(text).items():
            assert [(m.start, m.end) for m in mentions] == [(v["start_char"], v["end_char"]) for v in plain(doc)[layer]]
    assert [quantity["item"] for quantity in plain(docs[2])["quantities"]] == ["原油", "砲弾"]
