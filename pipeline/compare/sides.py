"""What is known of a document in each of two folders while its rows are paired."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.compare.align import Alignment
from pipeline.compare.model import Row
from pipeline.tables import schema

KEYS: Mapping[str, tuple[str, ...]] = {table.name: table.key for table in schema.TABLES}


@dataclass(slots=True)
class Side:
    """The rows of a document in one folder, by table (one that is not compared is missing), and what they share with the other's.

    `shared` numbers rows by table and id: a row and its partner have one number. `regions` are numbers of what stands between
    the same two sentences, by sentence_id; `unchanged` the sentences that read the same in both. `steady`: ids that are equal in
    both folders name the same place.
    """

    tables: Mapping[str, Sequence[Row]]
    shared: dict[str, dict[str, int]] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    steady: bool = True

    def number(self, table: str, row_id: str) -> Hashable:
        """What a row shares with its partner: its number; the id itself where its table is not compared; None without a partner."""
        if not row_id or table not in self.tables:
            return row_id
        return self.shared[table].get(row_id)

    def region(self, sentence_id: str) -> Hashable:
        """What a sentence shares with all that stands between the same neighbours."""
        if not sentence_id or "sentences" not in self.tables:
            return sentence_id
        return self.regions.get(sentence_id)


@dataclass(slots=True)
class Pairing:
    """A document in both folders, and the partner of each row that has one, by table, as places in its lists."""

    old: Side
    new: Side
    partner: dict[str, dict[int, int]] = field(default_factory=dict)

    def free(self, table: str) -> tuple[list[int], list[int]]:
        """The rows of both folders that have no partner."""
        pairs = self.partner[table]
        taken = set(pairs.values())
        olds = [i for i in range(len(self.old.tables[table])) if i not in pairs]
        return olds, [j for j in range(len(self.new.tables[table])) if j not in taken]

    def number(self, table: str) -> None:
        """Gives the rows of a table and their partners their numbers, once all are paired."""
        key = KEYS[table][:1]
        olds, news = dict[str, int](), dict[str, int]()
        for column in key:
            for i, j in self.partner[table].items():
                olds.setdefault(self.old.tables[table][i][column], i)
                news.setdefault(self.new.tables[table][j][column], i)
        self.old.shared[table], self.new.shared[table] = olds, news

    def place(self, aligned: Alignment) -> None:
        """Keeps where the sentences stand."""
        olds, news = self.old.tables["sentences"], self.new.tables["sentences"]
        self.old.regions = {row["sentence_id"]: region for row, region in zip(olds, aligned.old_regions, strict=True)}
        self.new.regions = {row["sentence_id"]: region for row, region in zip(news, aligned.new_regions, strict=True)}
        same = [(olds[i], news[j]) for i, j in aligned.partner.items() if olds[i]["text"] == news[j]["text"]]
        self.old.unchanged, self.new.unchanged = {row["sentence_id"] for row, _ in same}, {row["sentence_id"] for _, row in same}
        self.old.steady = self.new.steady = bool(same) and all(old["sentence_id"] == new["sentence_id"] for old, new in same)

    def turned(self) -> Pairing:
        """The same seen from the other folder."""
        return Pairing(self.new, self.old, {name: {j: i for i, j in pairs.items()} for name, pairs in self.partner.items()})
