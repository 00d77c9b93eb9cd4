"""What each sheet of the workbook holds: its columns, which of them are typed in, and the words of its drop-downs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.review.fields import FIELDS
from pipeline.review.model import Scope, Verdict
from pipeline.review.rows import READING, SPANS

FORMAT = "nids-review 1"  # of the workbook: another one is not read
KEY = "row"  # the hidden column that says which row a line is
GUIDE, LISTS, SENTENCES = "guide", "lists", "sentences"
ADDED_LINES = 300  # empty lines to type missed mentions in
MACHINE = "machine:"  # before the name of a field: the hidden column with what the machine read
Look = Literal["machine", "edit", "context", "number", "before", "key"]

VERDICTS: Mapping[str, Verdict] = {"accept 承認": "accept", "correct 修正": "correct", "reject 却下": "reject"}
SCOPES: Mapping[str, Scope] = {"mention この箇所": "mention", "document この文書": "document", "all 全文書": "all"}
_JAPANESE = {
    "verdict": "判定", "scope": "範囲", "comment": "コメント", "context": "文脈", "score": "確信度", "method": "方法", "page": "頁",
    "section": "節", "decided": "これまでの判定", "decided_by": "判定者", "decided_at": "判定日時", "decided_comment": "その時のコメント",
    "doc_id": "文書", "sentence_id": "文ID", "source_file": "ファイル", "note": "注", "which": "何番目", "kind": "種類", "sentence": "文",
    "text": "語句", "label": "ラベル", "subtype": "細分", "entity_id": "ID", "name": "名称", "role": "肩書",
    "type": "型", "value": "値", "mod": "修飾", "earliest": "最早", "latest": "最遅", "value_max": "上限値", "unit": "単位",
    "unit_text": "単位表記", "per": "当たり", "change": "増減", "basis": "基準", "item": "対象", "form": "形式", "authors": "著者",
    "editors": "編者", "translators": "訳者", "title": "表題", "subtitle": "副題", "container": "収録誌・書", "publisher": "発行者",
    "place": "場所・発行地", "issued": "発行日", "volume": "巻", "issue": "号", "pages": "頁", "url": "URL", "accessed": "閲覧日",
    "language": "言語", "series": "シリーズ", "number": "番号", "affiliations": "所属", "published": "発行日", "severity": "程度",
    "code": "コード", "message": "内容", "action": "行為", "action_class": "行為の種類", "date_id": "日付ID", "actors": "主体",
    "targets": "相手", "objects": "対象", "polarity": "肯否", "modality": "述べ方", "said_by": "発言者",
}  # fmt: skip
_WIDTHS = {
    "context": 64, "sentence": 90, "comment": 24, "message": 44, "title": 30, "subtitle": 24, "container": 22, "authors": 22, "name": 20,
    "text": 18, "entity_id": 20, "url": 26, "method": 20, "section": 22, "decided": 16, "decided_at": 18, "decided_comment": 24,
    "doc_id": 20, "sentence_id": 24, "source_file": 24, "affiliations": 24, "value": 16, "verdict": 13, "scope": 16, "code": 18,
    "page": 6, "score": 8, "note": 6, "sequence": 6, "which": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, how it looks, and the values of its drop-down (none: anything can be typed)."""

    name: str
    look: Look
    choices: tuple[str, ...] = ()
    hint: str = ""

    @property
    def header(self) -> str:
        """What stands on top: its Japanese name, then on a line of its own the name it is found by."""
        japanese = _JAPANESE.get(self.name.removeprefix(MACHINE))
        return f"{japanese}\n{self.name}" if japanese else self.name

    @property
    def width(self) -> int:
        """In characters."""
        return _WIDTHS.get(self.name.removeprefix(MACHINE), 12)

    @property
    def hidden(self) -> bool:
        """Whether it is there for the import only, or to be unfolded."""
        return self.look in ("before", "key")


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a reviewed table's sheet, in order."""
    fields = FIELDS.get(table, ())
    changed = [field.name for field in fields]
    judged = [name for name in READING[table] if name not in changed]
    made = [Column("verdict", "edit", tuple(name for name, verdict in VERDICTS.items() if verdict not in _NO_USE.get(table, ())))]
    made.append(Column("context", "context"))
    made += [Column(name, "machine") for name in judged]
    made += [Column(field.name, "edit", field.choices, _HINTS.get(field.kind, "")) for field in fields]
    if table == "entities":
        made.append(Column("scope", "edit", tuple(SCOPES)))
    made.append(Column("comment", "edit"))
    if table not in ("documents", "problems"):
        made.append(Column("score", "number"))
    made += [Column(name, "machine") for name in ("decided", "decided_by", "decided_at", "decided_comment")]
    made += [Column(name, "machine") for name in _WHERE[table]]
    made += [Column(MACHINE + name, "before") for name in changed]
    return (*made, Column(KEY, "key"))


_NO_USE: Mapping[str, tuple[Verdict, ...]] = {"documents": ("reject",), "problems": ("correct",)}
_FOUND = ("method", "page", "section", "doc_id", "sentence_id")
_WHERE = dict.fromkeys(SPANS, _FOUND) | {
    "citations": ("note", "page", "section", "doc_id"),
    "documents": ("source_file", "doc_id"),
    "problems": ("doc_id", "sentence_id"),
}


def told_by(columns: Iterable[Column]) -> list[str]:
    """The columns that nobody types in and that tell a row from others: with another row's hidden cell they show that lines were mixed."""
    return [column.name for column in columns if column.look in ("context", "before") or column.name in ("doc_id", "sentence_id")]


def added(table: str) -> tuple[Column, ...]:
    """The columns of the sheet in which missed mentions of a table are typed."""
    made = [
        Column("sentence_id", "edit", hint="the sheet “sentences” has it · 「sentences」シートから写す"),
        Column("text", "edit", hint="the words as in the sentence · 文にあるとおりの語句"),
        Column("which", "edit", hint="2 for the second place with these words · 文中に二度以上あるとき、何番目か"),
    ]
    made += [Column(field.name, "edit", field.choices, _HINTS.get(field.kind, "")) for field in FIELDS[table] if field.name != "text"]
    return (*made, Column("comment", "edit"), Column(KEY, "key"))


READ = (
    Column("sentence_id", "machine"),
    Column("sentence", "context"),
    *(Column(name, "machine") for name in ("kind", "page", "section", "doc_id")),
)


_HINTS = {
    "edtf": "EDTF: 2024-03, 2023/2024, 201X, FY2020",
    "iso-date": "2024-03-01",
    "number": "plain digits · 数字のみ: 190200000000, 0.5",
    "date-id": "mention_id of the sheet “dates”, or the date's words · 「dates」シートのID、または日付の語句",
    "things": "entity_id or names, joined with | · entity_id か名称、複数は | で区切る",
    "list": "joined with | · 複数は | で区切る",
}
