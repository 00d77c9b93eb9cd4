"""scripts/compare_ner.py: a BIO file is read into spans, and the table counts exact spans of one label."""

from __future__ import annotations

import pytest

from scripts.compare_ner import read, scores, table

BIO = ["ゾラ\tB-PERSON\n", "・\tI-PERSON\n", "ミル\tI-PERSON\n", "は\tO\n", "五日\tB-DATE\n", "\n", "東\tB-GPE\n", "西\tB-GPE\n"]


def test_a_bio_file_is_read_sentence_by_sentence() -> None:
    assert list(read(BIO)) == [("ゾラ・ミルは五日", {(0, 5, "PERSON")}), ("東西", {(0, 1, "GPE"), (1, 2, "GPE")})]


@pytest.mark.parametrize(
    ("right", "found", "wanted", "expected"), [(1, 2, 4, (0.5, 0.25, 1 / 3)), (0, 0, 3, (0.0, 0.0, 0.0)), (0, 0, 0, (0.0, 0.0, 0.0))]
)
def test_scores(right: int, found: int, wanted: int, expected: tuple[float, float, float]) -> None:
    assert scores(right, found, wanted) == pytest.approx(expected)


def test_table_counts_a_span_of_another_label_as_wrong() -> None:
    gold = [{(0, 2, "GPE"), (3, 5, "PERSON")}]
    lines = table(gold, {"one": [{(0, 2, "GPE"), (3, 5, "ORG")}]})
    cells = {line.split()[0]: line.split()[1:] for line in lines}
    assert cells["GPE"] == ["1", "|", "1.000", "1.000", "1.000"]
    assert cells["PERSON"] == ["1", "|", "0.000", "0.000", "0.000"]
    assert cells["all"] == ["2", "|", "0.500", "0.500", "0.500"]
