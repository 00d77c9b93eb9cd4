"""CoNLL-U, read back by the `conllu` package and held against the rules of the format."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import conllu
import pytest

from pipeline.model import PipelineError
from pipeline.parse.columns import Columns
from pipeline.write.exports import stream
from pipeline.write.exports.words import Word, words
from tests.write.exports.folders import dicts

UPOS = {
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
    "_",
}
LAYERS = {"entities": ("NE", "label"), "dates": ("Date", "type"), "quantities": ("Quantity", "kind")}


def exported(folder: Path) -> tuple[list[conllu.TokenList], str, list[str]]:
    told: list[str] = []
    text = b"".join(stream("conllu", folder, (), told.append)).decode()
    return conllu.parse(text), text, told


def one_line(text: str) -> str:
    return " ".join(re.sub("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "\ufffd", text).split())


def text_of(sentence: conllu.TokenList) -> str:
    made = "".join(token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ") for token in sentence)
    return made.strip()


@pytest.mark.model
def test_every_sentence_is_read_back(outputs: Path) -> None:
    found, text, _ = exported(outputs)
    running = {row["sentence_id"]: row for row in dicts(outputs, "sentences") if row["kind"] in ("body", "list")}
    assert [sentence.metadata["sent_id"] for sentence in found] == list(running)
    assert [sentence.metadata["newdoc id"] for sentence in found if "newdoc id" in sentence.metadata] == list(
        dict.fromkeys(row["doc_id"] for row in running.values())
    )
    for sentence in found:
        assert sentence.metadata["text"] == one_line(running[sentence.metadata["sent_id"]]["text"]) == text_of(sentence)
        assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))
        assert [token["deprel"] for token in sentence if token["head"] == 0] == ["root"]
        assert all(0 <= token["head"] <= len(sentence) and token["head"] != token["id"] for token in sentence)
        sentence.to_tree()  # raises where it is none
        assert {token["upos"] or "_" for token in sentence} <= UPOS
        assert all(re.fullmatch(r"[a-z]+(:[a-z]+)?", token["deprel"]) for token in sentence)
    for line in text.split("\n"):
        assert line == "" or line.startswith("# ") or (len(line.split("\t")) == 10 and all(line.split("\t")))
        assert len(line.splitlines()) <= 1  # whatever a reader takes for the end of a line


@pytest.mark.model
def test_mentions_stand_on_their_words(sample_outputs: Path) -> None:
    found, _, told = exported(sample_outputs)
    sentences = {sentence.metadata["sent_id"]: sentence for sentence in found}
    left_out: Counter[str] = Counter()
    for table, (prefix, kind) in LAYERS.items():
        marks = {
            token["misc"][f"{prefix}Mention"]: (sentence, at)
            for sentence in found
            for at, token in enumerate(sentence)
            if token["misc"] and f"{prefix}Mention" in token["misc"]
        }
        rows = [row for row in dicts(sample_outputs, table) if row["sentence_id"] in sentences]
        assert marks.keys() <= {row["mention_id"] for row in rows}
        left_out[table] = len({row["mention_id"] for row in rows}) - len(marks)
        for row in (row for row in rows if row["mention_id"] in marks):
            sentence, at = marks[row["mention_id"]]
            assert sentence.metadata["sent_id"] == row["sentence_id"]
            assert sentence[at]["misc"][prefix] == f"B-{row[kind]}"
            covered = sentence[at]["form"]
            while at + 1 < len(sentence) and (sentence[at + 1]["misc"] or {}).get(prefix) == f"I-{row[kind]}":
                at += 1
                covered += sentence[at]["form"]
            assert "".join(row["text"].split()) in covered
            if table == "entities":
                ids = unquote(
                    sentence[[t["misc"].get("NEMention") if t["misc"] else None for t in sentence].index(row["mention_id"])]["misc"]["NEId"]
                )
                assert row["entity_id"] in ids.split(",")
    assert sum(left_out.values()) < 5
    for table, count in left_out.items():
        assert not count or f"{count} mentions of {table}.csv are left out: they share a word with a longer one" in told


@pytest.mark.model
def test_parses_are_taken_from_the_run_or_it_is_told(sample_outputs: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample_outputs, tmp_path / "outputs")
    _, kept, told = exported(folder)
    assert not any("parse" in line for line in told)
    shutil.rmtree(folder / ".cache")
    _, anew, told = exported(folder)
    assert anew == kept
    assert told[0].endswith("no parses are kept there; all is parsed again with ja_ginza")
    assert not (folder / ".cache").exists()


def test_a_folder_that_does_not_say_its_model(hostile: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(hostile, tmp_path / "outputs")
    (folder / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"run\.json: does not say which model"):
        exported(folder)


def columns(text: str, given: Sequence[tuple[str, str, str, int]]) -> Columns:
    """The parse of a text: form, tag, relation and the place of the head of each word."""
    starts = []
    for form, *_ in given:
        starts.append(text.index(form, starts[-1] + 1 if starts else 0))
    ends = [start + len(form) for start, (form, *_) in zip(starts, given, strict=True)]
    forms, tags, labels, heads = zip(*given, strict=True)
    return Columns(text, tuple(starts), tuple(ends), forms, tags, labels, heads, ())


def made(text: str, given: Sequence[tuple[str, str, str, int]]) -> list[tuple[Any, ...]]:
    found = words(columns(text, given), 0, len(given), 0, text)
    assert found is not None
    return [(word.upos, word.head, word.relation) for word in found]


NOUN, VERB, LIGHT = "名詞-普通名詞-一般", "動詞-一般", "動詞-非自立可能"
CASES: list[tuple[str, list[tuple[str, str, str, int]], list[tuple[Any, ...]]]] = [
    ("海進む", [("海", NOUN, "nsubj_bunsetu", 1), ("進む", VERB, "ROOT", 1)], [("NOUN", 1, "nsubj"), ("VERB", None, "root")]),
    ("海 進む", [("海", NOUN, "nsubj", 1), (" ", "空白", "dep", 2), ("進む", VERB, "ROOT", 2)], [("NOUN", 1, "nsubj"), ("VERB", None, "root")]),
    ("海進む", [("海", NOUN, "ROOT", 0), ("進む", VERB, "ROOT", 1)], [("NOUN", None, "root"), ("VERB", 0, "dep")]),
    ("でする", [("で", "助動詞", "cop", 1), ("する", LIGHT, "ROOT", 1)], [("AUX", 1, "cop"), ("VERB", None, "root")]),
    ("点検する", [("点検", "名詞-普通名詞-サ変可能", "ROOT", 0), ("する", LIGHT, "aux", 0)], [("VERB", None, "root"), ("AUX", 0, "aux")]),
    ("ゼレン", [("ゼレン", "未知語", "ROOT", 0)], [("PROPN", None, "root")]),
    ("ゼレン", [("ゼレン", "新しい品詞", "ROOT", 0)], [("_", None, "root")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given", "expected"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_words(text: str, given: list[tuple[str, str, str, int]], expected: list[tuple[Any, ...]]) -> None:
    assert made(text, given) == expected


def test_a_word_across_the_bounds_of_a_sentence() -> None:
    parse = columns("海進む", [("海進", NOUN, "nsubj", 1), ("む", VERB, "ROOT", 1)])
    assert words(parse, 0, 1, 0, "海") is None
    assert words(parse, 1, 2, 2, "む") == [Word(0, 1, "む", "VERB", VERB, None, "root")]
