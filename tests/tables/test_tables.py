"""Tables: the contract's names, what datapackage.json says of them, numbers and guards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import frictionless
import pytest

from pipeline.rules import words
from pipeline.tables import schema
from pipeline.tables.cells import guarded, number
from pipeline.write.datapackage import datapackage
from scripts.document_problems import render

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
CONTRACT = {
    "documents": "doc_id source_file sha256 media_type encoding status error title subtitle series number authors publisher published pages chars "
    "sections paragraphs sentences notes",
    "sections": "section_id doc_id parent_id level label heading authors page raw_start raw_end",
    "sentences": "sentence_id doc_id section_id paragraph sentence kind text page raw_start raw_end",
    "entities": "mention_id doc_id sentence_id text start end label subtype entity_id name role method score page raw_start raw_end",
    "entity_index": "entity_id label subtype name aliases iso3166 mentions documents",
    "dates": "mention_id doc_id sentence_id text start end type value mod earliest latest anchor_id method score page raw_start raw_end",
    "quantities": "mention_id doc_id sentence_id text start end kind value value_max unit unit_text mod per change basis item method score page "
    "raw_start raw_end",
    "events": "event_id doc_id sentence_id text start end action action_class date_id earliest latest actors targets objects quantities place "
    "polarity modality said_by method score page raw_start raw_end",
    "notes": "note_id doc_id section_id number sentence_id marker_start text comment citations page raw_start raw_end",
    "citations": "citation_id note_id doc_id sequence form type authors editors translators title container publisher place issued volume issue pages "
    "url accessed language refers_to source_id raw score",
    "sources": "source_id type authors editors translators title container publisher place issued volume issue pages url language citations documents",
    "evidence": "sentence_id doc_id note_id citation_id source_id",
    "claims": "sentence_id doc_id quantities events sourced citations source_ids kinds languages countries",
    "figures": "figure_id doc_id section_id kind label caption credit page raw_start raw_end",
    "table_cells": "figure_id doc_id row column header text",
    "problems": "doc_id severity code message sentence_id raw_start raw_end",
    "review_log": "decision_id doc_id table row_id verdict scope state reviewer time sentence_id quote raw_start raw_end machine values reason comment",
}


def test_columns_are_those_of_the_contract() -> None:
    """A table may gain columns at its right end, never lose or rename one."""
    declared = {table.name: table.names for table in schema.TABLES}
    assert list(declared) == list(CONTRACT)
    for name, columns in CONTRACT.items():
        assert declared[name][: len(columns.split())] == columns.split()


def test_the_data_package_validates(tmp_path: Path) -> None:
    for file in GOLDEN.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "datapackage.json").write_bytes(datapackage())
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


NUMBERS = [
    (190200000000, "190200000000"),
    (1902e8, "190200000000"),
    (29.3, "29.3"),
    (0.3333, "0.3333"),
    (0.0, "0"),
    (-3.5, "-3.5"),
    (1e-7, "0.0000001"),
    (0.984, "0.984"),
]


@pytest.mark.parametrize(("value", "expected"), NUMBERS)
def test_numbers_in_plain_digits(value: float, expected: str) -> None:
    assert number(value) == expected


GUARDED = [
    ("=1+1", " =1+1"),
    ("@user", " @user"),
    ("-x", " -x"),
    ("+81", "+81"),
    ("-3.5", "-3.5"),
    ("普通の文", "普通の文"),
    ("\t表", " \t表"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), GUARDED)
def test_formulas_are_guarded(text: str, expected: str) -> None:
    assert guarded(text) == expected


CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Codes as the program writes them: before their message in a tuple or in a call that makes a problem."""
    for node in ast.walk(tree):
        parts = (
            node.elts
            if isinstance(node, ast.Tuple)
            else node.args
            if isinstance(node, ast.Call) and "roblem" in ast.unparse(node.func)
            else []
        )
        for part, following in pairwise(parts):
            told = isinstance(following, ast.JoinedStr) or isinstance(node, ast.Call)
            if told and isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value):
                yield part.value


def test_every_problem_code_is_declared_and_documented() -> None:
    declared = [row["code"] for row in words("problems")]
    assert declared == sorted(set(declared))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "pipeline").rglob("*.py")]
    assert {code for tree in trees for code in codes_in(tree)} <= set(declared)
    assert set(declared) <= {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == render(), "run: python -m scripts.document_problems"
