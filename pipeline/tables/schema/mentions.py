"""The tables of what is named, dated and measured in sentences, and the index of the things named."""

from __future__ import annotations

from pipeline.tables.columns import FOUND, PLACE, SPAN, Column, Table, count, text

_MODS = ("START", "MID", "END", "APPROX", "EQUAL_OR_MORE", "MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS")
_BOUNDS = ("APPROX", "EQUAL_OR_MORE", "MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS")
_KINDS = ("money", "percent", "count", "length", "area", "volume", "mass", "speed", "ratio", "other")
_LABELS = ("PERSON", "GPE", "LOC", "FAC", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "POLICY")

ENTITIES = Table(
    "entities",
    "mention and thing it names (中露 gives two rows)",
    (
        *SPAN,
        text("label", "OntoNotes label, or POLICY", required=True, enum=_LABELS),
        text("subtype", "finer kind: state, ministry, missile, treaty …"),
        text("entity_id", "the thing (entity_index.entity_id): an ISO 3166-1 alpha-3 code for a state", required=True),
        text("name", "its canonical name", required=True),
        text("role", "title or office the mention gives the person"),
        *FOUND,
        *PLACE,
    ),
    ("mention_id", "entity_id"),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("entity_id", "entity_index")),
)
ENTITY_INDEX = Table(
    "entity_index",
    "distinct thing",
    (
        text("entity_id", "the thing", required=True),
        text("label", "OntoNotes label, or POLICY", required=True, enum=_LABELS),
        text("subtype", "finer kind"),
        text("name", "canonical name", required=True),
        text("aliases", "other forms found in the documents, joined with |"),
        text("iso3166", "ISO 3166-1 alpha-3 code of a state or territory (SUN: the former code of the Soviet Union)"),
        count("mentions", "mentions in all documents", required=True),
        count("documents", "documents that mention it", required=True),
    ),
    ("entity_id",),
)
DATES = Table(
    "dates",
    "mention",
    (
        *SPAN,
        text(
            "type",
            "TIMEX3 type: DATE, TIME (of day), DURATION (a length of time), SET (a recurrence)",
            required=True,
            enum=("DATE", "TIME", "DURATION", "SET"),
        ),
        text(
            "value",
            "EDTF for DATE and TIME (2023/2024 a range, 2018/.. from 2018 on, 201X the 2010s, 2022-21 spring), FY2020 for a fiscal year; "
            "ISO 8601 for DURATION (P3Y); the period or the recurring date for SET (P1Y, XXXX-03); unknown digits are X",
        ),
        text("mod", "TIMEX3 modifier: 前半 START, 半ば MID, 末 END, 約 APPROX, 以上 EQUAL_OR_MORE, 未満 LESS_THAN …", enum=_MODS),
        text("earliest", "first day the words allow, START, MID and END counted in, ISO date; empty where open or unknown"),
        text("latest", "last day the words allow, START, MID and END counted in, ISO date; empty where open or unknown"),
        text("anchor_id", "the mention a relative or incomplete date leaned on (dates.mention_id); empty where it leaned on none"),
        *FOUND,
        *PLACE,
    ),
    ("mention_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("anchor_id", "dates")),
)
QUANTITIES = Table(
    "quantities",
    "mention",
    (
        *SPAN,
        text("kind", "what kind of number it is", required=True, enum=_KINDS),
        Column("value", "number", "the number, powers applied; the low end of a range; empty where its digits are unknown (数十人)"),
        Column("value_max", "number", "the high end of a range; empty for a single number"),
        text(
            "unit",
            "ISO 4217 for money, % for shares (割 times ten), UCUM for measures, x for multiples, the counter as written for counts; "
            "empty for fractions and where the text does not settle it",
        ),
        text("unit_text", "the unit as written"),
        text("mod", "modifier: 約 APPROX, 以上 EQUAL_OR_MORE, 余り MORE_THAN, 最大 EQUAL_OR_LESS, 未満 LESS_THAN …", enum=_BOUNDS),
        text("per", "what a rate is per: ISO 8601 duration (P1Y in 年380億立方メートル) or counter (人, 隻)"),
        text("change", "whether the text says it rose or fell", enum=("increase", "decrease")),
        text("basis", "what the change is measured against (前年比)"),
        text("item", "what is counted or measured (砲弾 in 砲弾420万発); empty where the text does not settle it"),
        *FOUND,
        *PLACE,
        Column("value_si", "number", "value in unit_si, 12 digits; of measures only, not of money, counts, shares and ratios"),
        text("unit_si", "SI unit of the same kind, UCUM code (m, m2, kg, m/s, J); what `per` says stays as it is"),
        Column("value_si_max", "number", "value_max in unit_si"),
    ),
    ("mention_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences")),
)
