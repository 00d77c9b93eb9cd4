"""Files for annotation tools, read back as the tools read them: spaCy itself, Label Studio's and doccano's formats by schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from pipeline.model import PipelineError
from pipeline.review.rows import MENTIONS
from pipeline.review.tools import docbin, doccano, label_studio
from pipeline.review.tools.tasks import LABELS, Annotated, Task, tasks
from tests.review.small import date, document, entity

# 𠮷 (U+20BB7) is one code point and two UTF-16 code units; 中露 is two rows; a date overlaps an entity.
LINES = ["𠮷田氏は2024年3月に中露を訪れた。", "<script>alert(1)</script>{{7*7}}=1+1\u202e\x00終", "第20回党大会の話。"]
ROWS = document(
    LINES,
    entities=[
        (0, "𠮷田", entity("PERSON:𠮷田茂", mention_id="m1")),
        (0, "中露", entity("CHN", mention_id="m2", score="0.7")),
        (0, "中露", entity("RUS", mention_id="m2")),
        (2, "第20回党大会", entity("EVENT:中国共産党第20回全国代表大会")),
    ],
    dates=[(0, "2024年3月", date("2024-03"))],
    quantities=[(2, "20回", {"kind": "count", "value": "20", "unit": "回"})],
)
TASKS = list(tasks(ROWS))


def expected() -> list[Annotated]:
    """What an export read back says: marks as shown."""
    return [
        Annotated(
            task.doc_id, task.sentence_id, task.text, MENTIONS, frozenset(s.mark for s in task.spans), frozenset(s.mark for s in task.spans)
        )
        for task in TASKS
    ]


def test_tasks_have_marks_in_code_points_and_context() -> None:
    first, second, third = TASKS
    assert [(first.text[s.mark.start : s.mark.end], s.mark.label, s.meaning, s.score) for s in first.spans] == [
        ("𠮷田", "PERSON", "PERSON:𠮷田茂", 0.9),
        ("2024年3月", "DATE", "2024-03", 0.9),
        ("中露", "GPE", "CHN|RUS", 0.7),
    ]
    assert (first.before, first.after, third.before, third.after) == ("", LINES[1], LINES[1], "")
    assert second.spans == ()
    assert next(task.spans for task in tasks(ROWS, ["quantities"])) == ()


def test_labels_of_the_tables_have_no_name_in_common() -> None:
    assert set(LABELS.values()) == set(MENTIONS)
    assert len(LABELS) == 10 + 4 + 10


def test_docbin_is_read_by_spacy() -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    nlp = spacy.blank("xx")
    docs = list(DocBin().from_bytes(docbin.write(TASKS)).get_docs(nlp.vocab))
    assert [doc.text for doc in docs] == LINES
    first, _, third = docs
    assert [(span.text, span.label_, span.kb_id_, span.id_) for span in first.spans["entities"]] == [
        ("𠮷田", "PERSON", "PERSON:𠮷田茂", "m1"),
        ("中露", "GPE", "CHN|RUS", "m2"),
    ]
    assert [(span.text, span.label_) for span in first.spans["dates"]] == [("2024年3月", "DATE")]
    assert next((ent.text, ent.label_, ent.kb_id_) for ent in first.ents) == ("𠮷田", "PERSON", "PERSON:𠮷田茂")
    assert [(span.start_char, span.end_char) for span in third.spans["quantities"]] == [(1, 4)]
    assert [ent.text for ent in third.ents] == ["第20回党大会"]  # the longer of two that overlap
    assert first.user_data["sentence_id"] == "doc:s0"
    assert first.char_span(12, 13) is not None


def test_docbin_aligns_with_another_tokenization() -> None:
    """What a trainer does: the marks of the export on the tokens of a pipeline."""
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc, DocBin
    from spacy.training import Example

    nlp = spacy.blank("xx")
    reference = next(iter(DocBin().from_bytes(docbin.write(TASKS)).get_docs(nlp.vocab)))
    words = ["𠮷田", "氏", "は", "2024", "年", "3", "月", "に", "中露", "を", "訪れ", "た", "。"]
    example = Example(Doc(nlp.vocab, words=words, spaces=[False] * len(words)), reference)
    assert [ent.text for ent in example.get_aligned_spans_y2x(reference.ents)] == ["𠮷田", "2024年3月", "中露"]


LABEL_STUDIO = {  # what the import of tasks with predictions asks for
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "additionalProperties": False,
        "properties": {
            "data": {"type": "object", "required": ["text", "before", "after"], "properties": {"text": {"type": "string"}}},
            "predictions": {
                "type": "array",
                "maxItems": 1,
                "items": {
                    "type": "object",
                    "required": ["result", "model_version", "score"],
                    "properties": {
                        "score": {"type": "number", "minimum": 0, "maximum": 1},
                        "result": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["id", "from_name", "to_name", "type", "value"],
                                "properties": {
                                    "type": {"const": "labels"},
                                    "from_name": {"const": "label"},
                                    "to_name": {"const": "text"},
                                    "value": {
                                        "type": "object",
                                        "required": ["start", "end", "labels", "text"],
                                        "properties": {
                                            "start": {"type": "integer"},
                                            "end": {"type": "integer"},
                                            "labels": {"type": "array", "items": {"enum": list(LABELS)}, "minItems": 1},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_label_studio_tasks_fit_its_format_and_the_interface() -> None:
    made = json.loads(label_studio.write(TASKS))
    jsonschema.validate(made, LABEL_STUDIO)
    values = [result["value"] for task in made for one in task["predictions"] for result in one["result"]]
    assert [value["text"] for value in values] == ["𠮷田", "2024年3月", "中露", "第20回党大会", "20回"]
    for task in made:
        for result in (result for one in task["predictions"] for result in one["result"]):
            assert task["data"]["text"][result["value"]["start"] : result["value"]["end"]] == result["value"]["text"]
    root = ElementTree.fromstring(label_studio.config(MENTIONS))
    assert {label.get("value") for label in root.iter("Label")} == set(LABELS)
    (labels,) = root.iter("Labels")
    texts = {text.get("name"): text.get("value") for text in root.iter("Text")}
    assert (labels.get("name"), labels.get("toName")) == ("label", "text")
    assert texts == {"before": "$before", "text": "$text", "after": "$after"}
    assert {label.get("value") for label in ElementTree.fromstring(label_studio.config(["dates"])).iter("Label")} == {
        "DATE",
        "TIME",
        "DURATION",
        "SET",
    }


def by_label_studio() -> list[Any]:
    """The tasks as an annotator confirmed them, who took nothing away."""
    exported = json.loads(label_studio.write(TASKS))
    for number, task in enumerate(exported):
        results = [dict(result, origin="prediction") for one in task["predictions"] for result in one["result"]]
        task |= {
            "id": number,
            "annotations": [{"id": 1, "completed_by": {"email": "a@example.org"}, "was_cancelled": False, "result": results}],
        }
    return exported


def test_label_studio_comes_back() -> None:
    read = list(label_studio.read(json.dumps(by_label_studio()).encode(), "x.json"))
    assert [(one.text, one.shown, one.marks, one.annotator) for one in read] == [
        (one.text, one.shown, one.marks, "a@example.org") for one in expected()
    ]


def test_label_studio_leaves_out_what_was_not_annotated_or_skipped() -> None:
    exported = by_label_studio()
    exported[0]["annotations"] = []
    exported[1]["annotations"][0]["was_cancelled"] = True
    assert [one.text for one in label_studio.read(json.dumps(exported).encode(), "x")] == LINES[2:]


def test_label_studio_marks_in_other_units_are_faults() -> None:
    exported = by_label_studio()
    value = exported[0]["annotations"][0]["result"][1]["value"]
    value["start"] += 1
    value["end"] += 1
    (fault,) = next(iter(label_studio.read(json.dumps(exported).encode(), "x"))).faults
    assert fault.startswith("'2024年3月' does not stand at 5-12")


def test_doccano_counts_utf16_and_is_ascii() -> None:
    data = doccano.write(TASKS)
    assert data.isascii()
    lines = [json.loads(line) for line in data.splitlines()]
    assert len(lines) == len(LINES)
    for line in lines:
        units = line["text"].encode("utf-16-le")
        for start, end, label in line["label"]:
            assert units[start * 2 : end * 2].decode("utf-16-le") in ("𠮷田", "2024年3月", "中露", "第20回党大会", "20回")
            assert label in LABELS
    assert lines[0]["label"][0] == [0, 3, "PERSON"]


def test_doccano_comes_back_with_and_without_relations() -> None:
    sent = [json.loads(line) for line in doccano.write(TASKS).splitlines()]
    plain = [{"id": n, **line, "Comments": []} for n, line in enumerate(sent)]
    related = [
        {key: value for key, value in line.items() if key != "label"}
        | {
            "entities": [{"id": 9, "label": label, "start_offset": start, "end_offset": end} for start, end, label in line["label"]],
            "relations": [],
        }
        for line in sent
    ]
    for lines in (plain, related):
        data = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
        assert list(doccano.read(data, "x")) == expected()


def test_doccano_mark_that_cuts_a_character_is_a_fault() -> None:
    line = json.loads(doccano.write(TASKS).splitlines()[0])
    line["label"] = [[1, 3, "PERSON"]]
    (read,) = doccano.read(json.dumps(line).encode(), "x")
    assert read.marks == frozenset()
    assert read.faults == ("'PERSON' at 1-3: no place between characters of the sentence, counted in UTF-16 code units",)


def test_docbin_comes_back() -> None:
    assert list(docbin.read(docbin.write(TASKS), "x")) == expected()


BROKEN = [
    (docbin.read, b"no", "x: no DocBin"),
    (label_studio.read, b"{", "x: no JSON"),
    (label_studio.read, b'[{"text": "a", "label": []}]', "JSON-MIN"),
    (label_studio.read, b'[{"data": {"text": "a"}, "annotations": [{"result": []}]}]', "x, task 1: not exported by nids-pipeline"),
    (doccano.read, b"\n{", "x:2: no JSON"),
    (doccano.read, b'{"text": "a", "labels": ["b"]}', "x:1: not doccano's JSONL"),
    (doccano.read, b'{"text": "a", "label": []}', "x:1: not exported by nids-pipeline"),
    (doccano.read, b"\xff", "x: not UTF-8"),
]


@pytest.mark.parametrize(("read", "data", "told"), BROKEN, ids=[case[2] for case in BROKEN])
def test_what_is_no_export_is_told(read: Callable[[bytes, str], Iterable[Annotated]], data: bytes, told: str) -> None:
    with pytest.raises(PipelineError) as error:
        list(read(data, "x"))
    assert told in str(error.value)


def test_task_of_a_hostile_text_is_plain_data() -> None:
    task = Task("d", "s", LINES[1], "", "", MENTIONS, ())
    assert json.loads(label_studio.write([task]))[0]["data"]["text"] == LINES[1]
    assert json.loads(doccano.write([task]))["text"] == LINES[1]
    assert next(iter(docbin.read(docbin.write([task]), "x"))).text == LINES[1]
