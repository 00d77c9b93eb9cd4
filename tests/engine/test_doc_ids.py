"""The ids of documents: made of the name alone, never shared, fit for a file's name."""

from __future__ import annotations

import re

import pytest

from pipeline.engine import inputs

IDS = [
    ("report.txt", "report"),
    ("防衛研究所紀要-第3号.txt", "防衛研究所紀要-第3号"),
    ("2024/report.txt", "2024-report-"),
    ("Report.txt", "Report-"),
    ("report.pdf", "report-pdf-"),
    ("x y.txt", "x-y-"),
    ("../../etc/passwd", "etc-passwd-"),
    ("....txt", "document-"),
    ("con.txt", "con-"),
    ("長" * 200 + ".txt", "長" * 40 + "-"),
]


@pytest.mark.parametrize(("name", "expected"), IDS)
def test_document_ids(name: str, expected: str) -> None:
    made = inputs.doc_id(name)
    assert made == expected if not expected.endswith("-") else re.fullmatch(re.escape(expected) + "[0-9a-f]{6}", made)
    assert len(made.encode()) < 150


def test_two_names_never_share_an_id() -> None:
    names = ["x-y.txt", "x y.txt", "x/y.txt", "X-y.txt", "x-y.pdf", "x-y", "x-y.TXT", "x--y.txt"]
    assert len({inputs.doc_id(name).casefold() for name in names}) == len(names)
