"""data/gazetteer/*.csv: columns, vocabularies, identities, order, and surfaces that name one thing each."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "pipeline" / "data" / "gazetteer"

COLUMNS = ["name", "aliases", "label", "subtype", "id", "source"]
LABELS = {"PERSON", "GPE", "LOC", "FAC", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "POLICY"}
OTHER_COLUMNS = {
    "short_forms": ["char", "id", "name", "source"],
    "titles": ["title", "kind", "source"],
    "suffixes": ["suffix", "label", "subtype", "source"],
    "subtypes": ["label", "subtype", "meaning"],
    "risky": ["name", "label", "id", "why"],
    "ambiguous": ["surface", "ids", "why"],
}
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv") if path.stem not in OTHER_COLUMNS)
ALL = sorted([*NAMES, *OTHER_COLUMNS])

# Words, and tails and heads of words, that must never be a name of their own.
_COMMON = """
北 南 東 西 中 米 英 日 独 印 比 台 加 中央 中立 中心 中国地方 日常 日中 米中 米朝 日米 米価 英語 英雄 独自 独立 単独 印象 印刷 比較 比率 台数 台風 加盟 加速
朝刊 朝食 北上 北部 南北 西側 東西 在日 訪日 共同 聯合 連合 協力 首相 大統領 外相 国家 政府 議会 与党 野党 本部 委員会 研究所 大学 同国 両国 同盟 軍事 国防 防衛
新聞 通信 電視 放送 高分 金星 先鋒 金策 石垣 墨子 長征 千里馬 北極星 アーム シェル サーブ イオン
ホーク サード ゴマ ストライカー 平和 安全 発展 協定 条約 宣言 声明 決議 会談 会議 首脳会談 演習 戦争 計画 戦略 構想 政策
"""
COMMON = frozenset(_COMMON.split())

# What some names must stand for, whoever edits the files: (surface, label, id).
KNOWN = [
    ("米国", "GPE", "USA"),
    ("アメリカ", "GPE", "USA"),
    ("英国", "GPE", "GBR"),
    ("ロシア連邦", "GPE", "RUS"),
    ("中華人民共和国", "GPE", "CHN"),
    ("朝鮮民主主義人民共和国", "GPE", "PRK"),
    ("南朝鮮", "GPE", "KOR"),
    ("ソ連", "GPE", "SUN"),
    ("東ドイツ", "GPE", "DDR"),
    ("香港", "GPE", "HKG"),
    ("台湾", "GPE", "TWN"),
    ("ミャンマー", "GPE", "MMR"),
    ("ビルマ", "GPE", "MMR"),
    ("バハレーン", "GPE", "BHR"),
    ("マレイシア", "GPE", "MYS"),
    ("コソボ", "GPE", "XKX"),
    ("コンゴ民主共和国", "GPE", "COD"),
    ("欧州", "LOC", "EUROPE"),
    ("ヨーロッパ", "LOC", "EUROPE"),
    ("樺太", "LOC", "LOC:樺太"),
    ("キエフ", "GPE", "GPE:キーウ"),
    ("NATO", "ORG", "ORG:北大西洋条約機構"),
    ("安保理", "ORG", "ORG:国際連合安全保障理事会"),
    ("露国防省", "ORG", "ORG:ロシア国防省"),
    ("ペンタゴン", "ORG", "ORG:米国防総省"),
    ("解放軍", "ORG", "ORG:中国人民解放軍"),
    ("プーチン", "PERSON", "PERSON:ウラジーミル・プーチン"),
    ("キム・ジョンウン", "PERSON", "PERSON:金正恩"),
    ("THAAD", "PRODUCT", "PRODUCT:THAAD"),
    ("殲20", "PRODUCT", "PRODUCT:J-20"),
    ("6カ国協議", "EVENT", "EVENT:六者会合"),
    ("NPT", "LAW", "LAW:核兵器不拡散条約"),
    ("チュチェ思想", "POLICY", "POLICY:主体思想"),
]

SHORT_FORMS = {"米": "USA", "英": "GBR", "仏": "FRA", "独": "DEU", "露": "RUS", "ロ": "RUS", "中": "CHN", "韓": "KOR", "朝": "PRK"} | {
    "北": "PRK", "日": "JPN", "豪": "AUS", "印": "IND", "比": "PHL", "越": "VNM", "台": "TWN", "欧": "EUROPE", "加": "CAN", "伊": "ITA"
}  # fmt: skip


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def surfaces(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]


def every_row() -> Iterator[tuple[str, dict[str, str]]]:
    for name in NAMES:
        for row in rows(name):
            yield name, row


@cache
def meanings() -> dict[tuple[str, str], set[str]]:
    """(label, surface) → the ids it may stand for."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, row in every_row():
        for surface in surfaces(row):
            found[row["label"], surface].add(row["id"])
    return found


@cache
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "scripts" / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_thousands_of_facts() -> None:
    assert sum(1 for _ in every_row()) > 3000


@pytest.mark.parametrize("name", ALL)
def test_columns(name: str) -> None:
    header = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header.split(",") == OTHER_COLUMNS.get(name, COLUMNS)


@pytest.mark.parametrize("name", ALL)
def test_cells_are_clean(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not set("\r\t") & set(text)
    for row in rows(name):
        for column, cell in row.items():
            assert cell == cell.strip(), (column, row)
            assert column == "aliases" or cell or (name, column) in {("risky", "label"), ("risky", "id")}, (column, row)


@pytest.mark.parametrize("name", NAMES)
def test_files_are_sorted(name: str) -> None:
    keys = [(row["id"], row["name"]) for row in rows(name)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", NAMES)
def test_labels_and_subtypes_are_of_the_vocabulary(name: str) -> None:
    vocabulary = {(row["label"], row["subtype"]) for row in rows("subtypes")}
    assert {label for label, _ in vocabulary} == LABELS
    assert {(row["label"], row["subtype"]) for row in rows(name)} <= vocabulary


def test_every_subtype_is_used() -> None:
    used = {(row["label"], row["subtype"]) for _, row in every_row()}
    assert {(row["label"], row["subtype"]) for row in rows("subtypes")} == used


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_well_formed(name: str) -> None:
    for row in rows(name):
        if re.fullmatch("[A-Z]{3}", row["id"]):
            assert row["label"] == "GPE", row
        else:
            assert row["id"] in {f"{row['label']}:{row['name']}", "EUROPE"}, row


def test_an_id_has_one_row() -> None:
    seen: set[str] = set()
    for name, row in every_row():
        assert row["id"] not in seen, (name, row)
        seen.add(row["id"])


def test_a_surface_names_one_thing_of_its_label() -> None:
    assert {key: ids for key, ids in meanings().items() if len(ids) > 1} == {}


def test_no_surface_is_listed_twice() -> None:
    seen: set[tuple[str, str]] = set()
    for name, row in every_row():
        for surface in surfaces(row):
            assert (row["label"], surface) not in seen, (name, surface)
            seen.add((row["label"], surface))


@pytest.mark.parametrize("name", NAMES)
def test_no_surface_is_a_common_word(name: str) -> None:
    for row in rows(name):
        assert not set(surfaces(row)) & COMMON, row


@pytest.mark.parametrize("name", NAMES)
def test_surfaces_are_names_in_cleaned_text(name: str) -> None:
    for row in rows(name):
        for surface in surfaces(row):
            assert len(surface) > 1, row
            assert not re.search("[０-９Ａ-Ｚａ-ｚ()（）,]", surface), row
            assert not re.fullmatch("[「『].*[」』]", surface), row


def test_a_person_is_named_without_title() -> None:
    kinds = {"head_of_state", "head_of_government", "minister", "spokesperson"}
    titles = tuple(row["title"] for row in rows("titles") if row["kind"] in kinds)
    named_by_title = {"明治天皇", "大正天皇", "昭和天皇"}
    for row in rows("persons"):
        for surface in surfaces(row):
            assert surface in named_by_title or not surface.endswith(titles), row


@pytest.mark.parametrize(("surface", "label", "entity_id"), KNOWN)
def test_known_names(surface: str, label: str, entity_id: str) -> None:
    assert meanings()[label, surface] == {entity_id}


def test_states_are_what_the_libraries_give() -> None:
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    script: Any = builder()
    assert script.build(rows("states")) == list(rows("states"))
    assert script.to_csv(rows("states")) == (FOLDER / "states.csv").read_text(encoding="utf-8")


def test_every_territory_of_iso_3166_has_a_row_with_its_cldr_name() -> None:
    babel, pycountry = pytest.importorskip("babel"), pytest.importorskip("pycountry")
    script: Any = builder()
    names = babel.Locale("ja").territories
    for country in pycountry.countries:
        if country.alpha_2 in script.NOT_GOVERNED:
            continue
        usual = re.sub(r"\s*\(.*\)", "", names[country.alpha_2])
        assert meanings()["GPE", usual] == {country.alpha_3}, usual


def test_the_build_starts_from_nothing() -> None:
    pytest.importorskip("pycountry")
    script: Any = builder()
    fresh = {row["id"]: row["name"] for row in script.build([])}
    assert fresh == {row["id"]: row["name"] for row in rows("states") if row["source"] == script.SOURCE}


def test_short_forms_are_one_thing_each() -> None:
    forms = {row["char"]: row["id"] for row in rows("short_forms")}
    assert len(forms) == len(rows("short_forms"))
    assert SHORT_FORMS.items() <= forms.items()
    for row in rows("short_forms"):
        assert len(row["char"]) <= 2
        label = "LOC" if row["id"] == "EUROPE" else "GPE"
        assert meanings()[label, row["name"]] == {row["id"]}, row
        assert ("GPE", row["char"]) not in meanings(), row


@pytest.mark.parametrize(("name", "key"), [("short_forms", "char"), ("titles", "title"), ("risky", "name"), ("ambiguous", "surface")])
def test_lists_are_sorted_and_without_duplicates(name: str, key: str) -> None:
    words = [row[key] for row in rows(name)]
    assert words == sorted(set(words))


def test_suffixes_are_sorted_and_without_duplicates() -> None:
    keys = [(row["suffix"], row["label"]) for row in rows("suffixes")]
    assert keys == sorted(set(keys))
    assert {label for _, label in keys} <= LABELS


def test_risky_names_are_left_out_or_say_what_they_are() -> None:
    for row in rows("risky"):
        labels = [label for label in row["label"].split("|") if label]
        known = {i for label in LABELS for i in meanings().get((label, row["name"]), ())}
        assert known == {i for i in row["id"].split("|") if i}, row
        assert bool(labels) == bool(known), row


def test_ambiguous_ids_exist() -> None:
    ids = {row["id"] for _, row in every_row()}
    for row in rows("ambiguous"):
        assert set(row["ids"].split("|")) <= ids, row
