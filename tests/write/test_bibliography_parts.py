"""Dates and names of a bibliography: nothing invented, nothing cut in doubt."""

from __future__ import annotations

import json
from typing import Any

import pybtex.database
import pytest

from pipeline.write.bibliography.bibtex import bibtex
from pipeline.write.bibliography.csl import csl_json
from pipeline.write.bibliography.names import PersonName, read_name
from pipeline.write.bibliography.ris import ris
from pipeline.write.bibliography.works import Work

# Dates

DATES: list[tuple[str, Any, str, str, str, bool]] = [  # EDTF, CSL, RIS DA, BibTeX date, year, whether the note repeats it
    ("2023-12-29", {"date-parts": [[2023, 12, 29]]}, "2023/12/29", "2023-12-29", "2023", False),
    ("2023-12", {"date-parts": [[2023, 12]]}, "2023/12", "2023-12", "2023", False),
    ("2015", {"date-parts": [[2015]]}, "2015", "2015", "2015", False),
    ("2024-05/2024-06", {"date-parts": [[2024, 5], [2024, 6]]}, "2024-05 - 2024-06", "2024-05/2024-06", "2024", True),
    ("2023/2024", {"date-parts": [[2023], [2024]]}, "2023 - 2024", "2023/2024", "", True),
    ("2022-21", {"date-parts": [[2022]], "season": 1}, "2022-21", "2022-21", "2022", True),
    ("2022-24", {"date-parts": [[2022]], "season": 4}, "2022-24", "2022-24", "2022", True),
    ("2020-XX", {"date-parts": [[2020]]}, "2020-XX", "2020-XX", "2020", True),
    ("2020-05-XX", {"date-parts": [[2020, 5]]}, "2020-05-XX", "2020-05-XX", "2020", True),
    ("1999~", {"date-parts": [[1999]], "circa": True}, "1999~", "1999~", "1999", True),
    ("201X", {"literal": "201X"}, "201X", "201X", "", False),
    ("XXXX-03-29", {"literal": "XXXX-03-29"}, "XXXX-03-29", "XXXX-03-29", "", False),
    ("2018/..", {"literal": "2018/.."}, "2018 - ..", "2018/..", "", False),
    ("FY2020", {"literal": "FY2020"}, "FY2020", "", "FY2020", False),
    ("2023-02-30", {"literal": "2023-02-30"}, "2023-02-30", "2023-02-30", "", False),
]


@pytest.mark.parametrize(("edtf", "csl", "da", "date", "year", "noted"), DATES, ids=lambda value: value if isinstance(value, str) else "")
def test_dates_invent_nothing_and_lose_nothing(edtf: str, csl: dict[str, Any], da: str, date: str, year: str, noted: bool) -> None:
    work = Work("src-1", "book", title="湖", issued=edtf)
    [item] = json.loads(csl_json([work]))
    assert item["issued"] == csl
    assert item.get("note", "") == (f"issued: {edtf}" if noted else "")
    assert f"DA  - {da}\n" in ris([work])
    [entry] = pybtex.database.parse_string(bibtex([work]), "bibtex").entries.values()
    assert (entry.fields.get("date", ""), entry.fields.get("year", "")) == (date, year)


# Names

PEOPLE: list[tuple[str, str, PersonName | None]] = [  # name, language of the work, parts (None: the name whole)
    ("Ann Smith", "en", PersonName("Smith", "Ann")),
    ("John F. Kennedy", "en", PersonName("Kennedy", "John F.")),
    ("J.-P. Lac", "fr", PersonName("Lac", "J.-P.")),
    ("Ursula von der Aa", "de", PersonName("von der Aa", "Ursula")),
    ("J. Paul Lake", "en", PersonName("Lake", "J. Paul")),
    ("A.B. Glacial Union", "en", None),
    ("U.S. Hydrology", "en", None),
    ("Nadège Dulac", "en", PersonName("Dulac", "Nadège")),
    ("Smith, Ann", "en", PersonName("Smith", "Ann")),
    ("García Lago, Pablo", "es", PersonName("García Lago", "Pablo")),
    ("Ann Smith, Jr.", "en", PersonName("Smith", "Ann", "Jr.")),
    ("Smith, Ann, Jr.", "en", PersonName("Smith", "Ann", "Jr.")),
    ("Озеров И. П.", "ru", PersonName("Озеров", "И. П.")),
    ("И.П. Озеров", "ru", PersonName("Озеров", "И.П.")),
    ("Озеров, И. П.", "ru", PersonName("Озеров", "И. П.")),
    ("Иван Петрович Озеров", "ru", PersonName("Озеров", "Иван Петрович")),
    ("Озеров Иван Петрович", "ru", PersonName("Озеров", "Иван Петрович")),
    ("Иван Озеров", "ru", None),  # either order is usual
    ("Pablo García Lago", "es", None),  # which of the two are the family name?
    ("Pablo de la Vega", "es", PersonName("de la Vega", "Pablo")),
    ("Kim Hae-jin", "en", None),
    ("Wang Huming", "en", None),
    ("山田一郎", "ja", None),
    ("ジョン・スミス", "ja", None),
    ("김호수", "ko", None),
    ("European Commission", "en", None),
    ("Human Rights Watch", "en", None),
    ("Ann Smith Stiftung", "de", None),
    ("Ministry of Lakes, Japan", "en", None),
    ("Lake Town, Virginia", "en", None),
    ("A, B, and C Council", "en", None),
    ("Ann and Bob Smith", "en", None),
    ("Ann", "en", None),
    ("", "", None),
]


@pytest.mark.parametrize(("name", "language", "parts"), PEOPLE)
def test_names_are_cut_only_where_it_is_certain(name: str, language: str, parts: PersonName | None) -> None:
    assert read_name(name, language) == (parts or PersonName(literal=name))


@pytest.mark.parametrize(("name", "language", "parts"), PEOPLE[:-1])
def test_bibtex_reads_the_same_parts(name: str, language: str, parts: PersonName | None) -> None:
    entries = pybtex.database.parse_string(bibtex([Work("src-1", "book", (name,), language=language)]), "bibtex").entries
    [person] = entries["src-1"].persons["author"]
    read = [
        " ".join(words)
        for words in (person.prelast_names + person.last_names, person.first_names + person.middle_names, person.lineage_names)
    ]
    assert read == ([parts.family, parts.given, parts.suffix] if parts else [f"{{{name}}}", "", ""])
