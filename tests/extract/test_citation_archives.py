"""Papers kept in archives, acts named behind their titles and numbered papers of a series."""

from __future__ import annotations

import pytest

from tests.extract.test_citations import given_fields, read

FIELDS = ("type", "title", "container", "publisher", "place", "issued", "issue")
CASES = [
    (
        "“Ice Policy,” memo, May 4, 1966, folder 3, Box H-12, Lake Council Files, Reed Presidential Library, Springfield, IL.",
        ("document", "Ice Policy", "Reed Presidential Library", "", "Springfield, IL", "1966-05-04", ""),
    ),
    (
        "Telegram 120, Oslo to Department of Lakes, “Ferry Talks,” June 2, 1964, Central Files 1964-66, RG 84, National Archives, Riverdale, MD.",
        ("document", "Ferry Talks", "National Archives", "", "Riverdale, MD", "1964-06-02", ""),
    ),
    (
        "Lake Security Study Memorandum 9, “Ports,” March 3, 1970, Box 12, Ice Files, Lake National Archives.",
        ("document", "Ports", "Lake National Archives", "", "", "1970-03-03", ""),
    ),
    (
        "Telegram 31, Oslo to Department of Lakes, June 2, 1964, RG 84, National Archives, Riverdale, MD.",
        ("document", "Telegram 31, Oslo to Department of Lakes", "National Archives", "", "Riverdale, MD", "1964-06-02", ""),
    ),
    (
        "“Minutes of Ferry Talks,” May 5, 1960, OL 12/345, The National Archives, Kew.",
        ("document", "Minutes of Ferry Talks", "The National Archives", "", "Kew", "1960-05-05", ""),
    ),
    (
        "Лесов П. Р. Записка // Озёрный архив. Ф. 5. Оп. 30. Д. 12.",
        ("document", "Записка", "Озёрный архив", "", "", "", ""),
    ),
    (
        "«О льдах и озёрах», Указ Президента Озёрии № 12, 5 марта 2019 г.",
        ("legislation", "О льдах и озёрах", "", "", "", "2019-03-05", "12"),
    ),
    (
        "Ann Lee, *Ferries in Winter*, LFI Report 4/2019 (Oslo: Lake Ferry Institute, 2019), 12.",
        ("report", "Ferries in Winter", "LFI Report", "Lake Ferry Institute", "Oslo", "2019", "4/2019"),
    ),
    (
        "“Lake Day Address,” Office of the President, March 5, 2019.",
        ("speech", "Lake Day Address", "Office of the President", "", "", "2019-03-05", ""),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_fields(text: str, expected: tuple[str, ...]) -> None:
    (citation,) = read(text).citations
    given = given_fields(citation)
    assert tuple(given.get(name, "") for name in FIELDS) == expected
    assert given.get("authors", "") in ("", "Ann Lee", "Лесов П. Р.")


def test_number_of_a_document_contains_nothing() -> None:
    assert "container" not in given_fields(read("Ibid., Doc. 12.").citations[0])
