"""CLDR territory names (Babel) and ISO 3166 (pycountry) → pipeline/data/gazetteer/states.csv.

    python scripts/build_gazetteer.py           rewrite states.csv
    python scripts/build_gazetteer.py --check   exit 1 when states.csv is not what the libraries and its own kept rows give

Each present-day territory becomes one row: its usual Japanese name, the other names that
CLDR and the iso-codes translations give it, and whatever aliases people added to the row
by hand. Rows of states that are no more, and any row whose source does not name CLDR,
are kept as they stand. The script is a fixed point: run on its own output it changes nothing.
"""

from __future__ import annotations

import csv
import gettext
import io
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pycountry
from babel import Locale

STATES = Path(__file__).resolve().parent.parent / "pipeline" / "data" / "gazetteer" / "states.csv"
COLUMNS = ("name", "aliases", "label", "subtype", "id", "source")
SOURCE = "CLDR via Babel; ISO 3166-1 via pycountry"

# CLDR heads a few rows with a form that Japanese reports rarely use; the usual name comes first, CLDR's stays an alias.
USUAL = {
    "HK": "香港",
    "GB": "英国",
    "MO": "マカオ",
    "PS": "パレスチナ",
    "US": "米国",
}

# Kosovo has no ISO code; XKX is the user-assigned code in general use.
USER_ASSIGNED = {"XK": "XKX"}

# ISO 3166 entries that are not UN members: dependencies, special regions and the like; the Holy See and Kosovo count as states here.
_NOT_MEMBERS = """
AI AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR
PS RE SH SJ SX TC TF TK TW UM VG VI WF YT
"""
TERRITORIES = frozenset(_NOT_MEMBERS.split())

# Library names that are misprints, ambiguous (see ambiguous.csv) or no reader's word for the place.
UNUSED = frozenset({"コンゴ", "ドミニカ", "タニザニア連合共和国", "中国領・台湾", "香港・中国特別行政区", "マカオ・中国特別行政区"})

# Codes whose place has no government: Antarctica is a LOC and stands in places.csv.
NOT_GOVERNED = frozenset({"AQ"})

# Brackets that tell two states apart (コンゴ共和国(ブラザビル)) or hold half a name are no second name of the state.
NO_SECOND_NAME = frozenset({"キンシャサ", "ブラザビル", "キーリング"})

_BRACKETED = re.compile(r"\s*[（(]([^（）()]*)[）)]")

Row = dict[str, str]


def usable(name: str) -> bool:
    """Whether a library's name is Japanese running text: no brackets, no commas, no untranslated English, two characters at least."""
    return len(name) > 1 and not re.search(r"[()（）,，、A-Za-z]", name)


def cldr_names(code: str, territories: Mapping[str, str]) -> list[str]:
    """The Japanese names CLDR gives an alpha-2 code, the usual one first; a name in brackets is a name too: ミャンマー (ビルマ)."""
    names = []
    for key in (code, f"{code}-alt-short", f"{code}-alt-variant"):
        full = territories.get(key, "")
        names += [_BRACKETED.sub("", full), *_BRACKETED.findall(full)] if full else []
    if code in USUAL:
        names.insert(0, USUAL[code])
    return names


def iso_names(alpha_2: str, translate: gettext.NullTranslations) -> list[str]:
    """The Japanese short, official and common names that iso-codes gives an alpha-2 code, untranslated ones left out."""
    country = pycountry.countries.get(alpha_2=alpha_2)
    if country is None:
        return []
    english = [getattr(country, field, "") for field in ("name", "official_name", "common_name")]
    return [name for word in english if word and (name := translate.gettext(word)) != word]


def alpha_3(code: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of an alpha-2 code, or None where CLDR's key is not a territory of ISO 3166 or governs nothing."""
    if code in NOT_GOVERNED:
        return None
    country = pycountry.countries.get(alpha_2=code)
    return USER_ASSIGNED.get(code) if country is None else str(country.alpha_3)


def territory(code: str, kept: Mapping[str, Row], territories: Mapping[str, str], translate: gettext.NullTranslations) -> Row | None:
    """The row of one CLDR territory key, with the aliases its present row already has; None where the key is no territory."""
    state = alpha_3(code)
    if state is None:
        return None
    from_libraries = [*cldr_names(code, territories), *(name for name in iso_names(code, translate) if usable(name))]
    name = from_libraries[0]
    old = kept.get(state)
    by_hand = old["aliases"].split("|") if old and old["aliases"] else []
    others = {*from_libraries, *by_hand} - {name} - UNUSED - NO_SECOND_NAME
    # クウェート国 would also be read in クウェート国内 and クウェート国民; the short name alone is safe.
    aliases = sorted(other for other in others if other.removesuffix("国") not in (name, *others) or not other.endswith("国"))
    subtype = "territory" if code in TERRITORIES else "state"
    return {"name": name, "aliases": "|".join(aliases), "label": "GPE", "subtype": subtype, "id": state, "source": SOURCE}


def build(rows: Iterable[Row]) -> list[Row]:
    """The gazetteer's rows of states, from its present rows and the libraries; sorted by id, then name."""
    present = list(rows)
    kept = {row["id"]: row for row in present if row["source"] == SOURCE}
    territories: dict[str, str] = dict(Locale("ja").territories)
    translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["ja"])
    generated = [territory(code, kept, territories, translate) for code in territories if re.fullmatch("[A-Z]{2}", code)]
    both = [row for row in generated if row is not None] + [row for row in present if row["source"] != SOURCE]
    return sorted(both, key=lambda row: (row["id"], row["name"]))


def to_csv(rows: Iterable[Row]) -> str:
    """The rows as CSV text with a header line and `\\n` line ends."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main() -> int:
    """Rewrite states.csv, or with --check only compare."""
    before = STATES.read_text(encoding="utf-8") if STATES.exists() else to_csv([])
    after = to_csv(build(csv.DictReader(before.splitlines())))
    if "--check" in sys.argv[1:]:
        return int(before != after)
    STATES.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
