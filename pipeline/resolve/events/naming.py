"""A phrase of a sentence → the ids of those it names as doers, with those listed before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.events import Chunk
from pipeline.model import Mention, Name
from pipeline.resolve.events.phrases import Phrases

SUBJECTS = frozenset({"が", "は", "も"})
DOERS = frozenset({"GPE", "ORG", "PERSON"})
SPEAKING = DOERS | {"EVENT", "LAW", "WORK_OF_ART", "POLICY"}
QUOTES = "「」『』“”〈〉《》 "
_OWNERS = frozenset({"GPE", "ORG"})
_AUTHORS_STATE = frozenset({"我が国", "わが国"})
_JAPAN = "JPN"  # reports are in Japanese, of Japanese institutions
_GOVERNMENT, _STATE, _ERAS = "政府", re.compile(r"[A-Z]{3}"), ("令和", "平成", "昭和")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")
_ADDS, _PAIR = "加える", 2
_SEAT = "seat"  # a building that stands for those who rule from it: ホワイトハウス
_PARTING = frozenset("()（）、，,・と及びおよび／/ ")  # names in a list
_CALLED = re.compile(r"「[^「」]*」\Z")  # フリゲート艦「甲」
_COUNTING = re.compile(r"(?:延べ|のべ|合計|計|約|少なくとも)\Z")
_KATAKANA = re.compile(r"[ァ-ヺー]\Z")
_LISTING = frozenset({"と", "や", "", "および", "及び", "・", "も", "または", "並びに"})
_FIRST = ("はじめ", "始め")
_MOST = 16


@dataclass(frozen=True, slots=True)
class Naming(Phrases):
    """A sentence's phrases, and whom each names."""

    def ids(self, index: int, *, works: bool = False) -> tuple[str, ...]:
        """The ids of those that a phrase names as doers, with those listed before it; empty where its noun is something else.

        `works`: documents and meetings, which say and decide things, count too.
        """
        found = self.own_ids(index, works)
        others = not found and self._and_others(index)
        if not found and not others:
            return ()
        at = self._listed_before(index, index)
        for _ in range(_MOST):
            if at is None:
                break
            before = self.own_ids(at, works)
            if self._is_apposed(at):
                break
            if others and not before:  # A国首相など、各国の首脳や代表らが
                at = self._listed_before(at, index)
                continue
            if not before or (self.particle(index) == "の" and is_person(before) != is_person(found)):
                break  # A首相とB国の: B国 belongs to what follows
            found = (*before, *found)
            at = self._listed_before(at, index)
        return tuple(dict.fromkeys(found))

    def _listed_before(self, at: int, index: int) -> int | None:
        """The phrase listed before one of a list that ends at `index`, or before what describes that: A国の首相とB国の大統領."""
        before = at - 2 if at > 1 and self.is_and(at - 1) else at - 1
        if before >= 0 and self._is_listed(before):
            return before
        if before < 0 or self.particle(before) != "の":
            return None
        listed = (inner for inner in sorted({*self.under(at), *self.under(index)}, reverse=True) if inner < at and self._is_listed(inner))
        return next(listed, before - 1 if before and at == index and self._is_alike(before - 1, at) else None)

    def _is_apposed(self, at: int) -> bool:
        """Whether a phrase only says what the name behind it is: A国の分析グループ、B社は."""
        chunk = self.chunk(at)
        named = self.particle(at + 1) != "の" and self._named(self.chunk(at + 1)) is not None
        return chunk.comma and not chunk.tail and named and self._named(chunk) is None

    def _is_alike(self, before: int, at: int) -> bool:
        """Whether a person in と stands with another of a state who is a subject: A国の首相とB国の首相は."""
        persons = [ids for index in (before, at) if (ids := self.own_ids(index)) and is_person(ids)]
        return len(persons) > 1 and self.particle(before) == "と" and not self.chunk(before).comma and self.particle(at) in SUBJECTS

    def _is_listed(self, index: int) -> bool:
        chunk = self.chunk(index)
        follows = bool(chunk.tail) or chunk.comma or self.is_and(index + 1)
        return self.particle(index) in _LISTING and self.predicate(index) is None and follows

    def is_and(self, index: int) -> bool:
        """Whether a phrase only joins two others: 及び."""
        return self.clauses.text[self.chunk(index).start : self.chunk(index).stop] in _LISTING

    def own_ids(self, index: int, works: bool = False) -> tuple[str, ...]:
        """As `ids`, without those listed before."""
        chunk = self.chunk(index)
        mention = self._named(chunk)
        if mention is None:
            begin = self.chunk(index - 1).start if index and self.chunk(index - 1).stop == chunk.start else chunk.start
            if any(self.clauses.text[at : chunk.end] in _AUTHORS_STATE for at in (begin, chunk.start)):
                return (_JAPAN,)
            if actor_rules()["number"].pattern.search(self.clauses.text[chunk.start : chunk.end]):
                return self._counted(index)
            found = self._of_owner(index, _CALLED.sub("", self._without_amount(chunk.start, chunk)))
            return found or ((_JAPAN,) if self._is_authors_government(index) else ())
        value = mention.value
        if isinstance(value, Name) and value.label == "PRODUCT":
            before = next((name for name in self._within(self.names, chunk) if name.start == chunk.start and name is not mention), None)
            begin = before.end if before is not None else chunk.start
            kind = self.clauses.text[begin : mention.start].strip(QUOTES) + self._without_amount(mention.end, chunk).strip(QUOTES)
            if before is not None:  # 中国海軍空母「遼寧」
                return self._ids_of(before) if kind and actor_rules()["own"].pattern.search(kind) else ()
            return self._of_owner(index, kind, named=True)
        if not isinstance(value, Name) or not (value.label in (SPEAKING if works else DOERS) or value.subtype == _SEAT):
            return ()
        if value.label == "ORG" and self._is_part(mention, chunk):
            return ()
        if value.label == "GPE" and self.clauses.text[chunk.start : mention.start].endswith("・") and not self._joined(mention):
            return ()  # 甲某・A国特使: of nobody knows whom
        behind = self._without_amount(mention.end, chunk)
        behind = (_CALLED.sub("", behind) or behind).strip(QUOTES).removesuffix("等")  # 中国練習艦「甲」
        if actor_rules()["group"].pattern.search(behind):
            return self._of_owner(index, behind)
        if behind and not (_stands_for(value.label, behind) or (value.label in _OWNERS and actor_rules()["own"].pattern.search(behind))):
            return ()
        return (*self._joined(mention), *(one for one, _ in value.ids))

    def _counted(self, index: int) -> tuple[str, ...]:
        """Those whom a number of states, companies or persons is: 3カ国（A国、B国、C国）, A国とB国にC国を加えた3カ国, A国など5カ国."""
        chunk = self.chunk(index)
        aside = _ASIDE.match(self.clauses.text, chunk.end)
        listed = self.named_in(aside.start(), aside.end()) if aside is not None and _is_list(aside, self._named_at(aside)) else ()
        if listed:
            return listed
        for inner in self.under(index):
            clause = self.predicate(inner)
            if clause is not None and clause.form == "modifies" and clause.lemma == _ADDS:
                parts = [at for at in self.under(inner) if self.particle(at) in ("に", "を")]
                found = [self.ids(at) for at in parts]
                return tuple(one for ids in found for one in ids) if len(found) > 1 and all(found) else ()
        return self._of_owner(index, self._without_amount(chunk.start, chunk))

    def _named_at(self, aside: re.Match[str]) -> list[tuple[int, int]]:
        """Where names stand in a bracket, from its beginning."""
        return [(m.start - aside.start(), m.end - aside.start()) for m in self.names if aside.start() < m.start and m.end < aside.end()]

    def _is_authors_government(self, index: int) -> bool:
        """Whether 政府 by itself is that of Japan: the paragraph speaks of Japan, and of no other state before it."""
        chunk = self.chunk(index)
        alone = chunk.start < self.home and self.clauses.text[chunk.start : chunk.end] == _GOVERNMENT
        return alone and not any(self.particle(inner) == "の" or self.predicate(inner) for inner in self.under(index))

    def _ids_of(self, mention: Mention) -> tuple[str, ...]:
        value = mention.value
        return tuple(one for one, _ in value.ids) if isinstance(value, Name) and value.label in _OWNERS else ()

    def _is_part(self, mention: Mention, chunk: Chunk) -> bool:
        """Whether a name is only the end of a longer one that nobody knows: ミサイル防衛庁."""
        before = self.clauses.text[chunk.start : mention.start]
        return bool(before) and _KATAKANA.search(before) is not None and not self.named_in(chunk.start, mention.start)

    def _and_others(self, index: int) -> bool:
        """Whether a phrase names others with those listed before it: 報道官や外交官ら."""
        chunk = self.chunk(index)
        return chunk.core.text in ("ら", "等", "など") or any(word.text in ("ら", "等", "など") for word in chunk.tail[:1])

    def _joined(self, mention: Mention) -> tuple[str, ...]:
        """The ids of the names joined to one by dots before it: 中国・ブラジル."""
        found: tuple[str, ...] = ()
        for at in range(bisect_left(self.names, mention.start, key=lambda name: name.start) - 1, -1, -1):
            before = self.names[at]
            dotted = self.clauses.text[before.end : mention.start] == "・"
            alike = isinstance(before.value, Name) and isinstance(mention.value, Name) and before.value.label == mention.value.label
            if not (dotted and alike) or not isinstance(before.value, Name) or before.value.label not in DOERS:
                break  # 米国・国立科学財団: whose it is
            found = (*(one for one, _ in before.value.ids), *found)
            mention = before
        return found

    def _named(self, chunk: Chunk) -> Mention | None:
        """The name that a phrase is about: its last, or a person with an office behind (A安全保障会議書記)."""
        found = list(self._within(self.names, chunk))
        if len(found) > 1 and found[-2].end == found[-1].start and found[-1].text.startswith("両"):
            return found[-2]  # 中露両軍
        for mention in reversed(found):
            if isinstance(mention.value, Name) and mention.value.label == "PERSON":
                behind = self.clauses.text[mention.end : chunk.end]
                if mention is found[-1] or actor_rules()["office"].pattern.fullmatch(behind):
                    return mention
        return found[-1] if found else None

    def _of_owner(self, index: int, written: str, *, named: bool = False) -> tuple[str, ...]:
        """Of a part that acts for a whole named before it, or a number of such: 中国の海軍, ロシアの側, 両国海軍の11隻, A国など13カ国.

        `written` is what the part is called, `named` says that a ship or an aircraft is called by its name.
        """
        if written.startswith(_FIRST) and index and self.particle(index - 1) == "を":
            return self.ids(index - 1)  # A国やB国をはじめ9カ国が
        part = (
            not written
            or actor_rules()["group"].pattern.search(written)
            or _stands_for("GPE", written)
            or actor_rules()["own"].pattern.search(written)
        )
        if not part:
            return ()
        owners = [inner for inner in self.under(index) if inner < index and self.particle(inner) == "の"]
        if owners:
            return self.ids(owners[-1])
        listed = [inner for inner in self.under(index) if inner == index - 1 and self.chunk(inner).tail and not self.particle(inner)]
        return self.ids(listed[-1]) if listed and not written and not named else ()

    def _without_amount(self, start: int, chunk: Chunk) -> str:
        """What is written from a place to the end of a phrase, up to an amount in it."""
        end = next((amount.start for amount in self._within(self.amounts, chunk) if amount.start >= start), chunk.end)
        written = _ASIDE.sub("", self.clauses.text[start:end]).removesuffix("同士").removesuffix("自ら")  # A氏（第3代首相）ら
        return _COUNTING.sub("", written) if end < chunk.end else written

    def named_in(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of the parties and places that are named between two offsets."""
        found = (m.value for m in self.names if start <= m.start and m.end <= end)
        return tuple(one for value in found if isinstance(value, Name) and value.label in DOERS for one, _ in value.ids)


def _is_list(aside: re.Match[str], names: Sequence[tuple[int, int]]) -> bool:
    """Whether a bracket holds nothing but names and what parts them."""
    left = aside.group()
    for start, end in reversed(names):
        left = left[:start] + left[end:]
    return len(names) > 1 and set(left) <= _PARTING


def is_foreign(mention: Mention) -> bool:
    """Whether a state other than Japan is named."""
    value = mention.value
    return isinstance(value, Name) and value.label == "GPE" and any(_STATE.fullmatch(one) and one != _JAPAN for one, _ in value.ids)


def pairs(mentions: Sequence[Mention]) -> Iterator[tuple[str, ...]]:
    """The two states that one name stands for, in order: 両国, 中露."""
    for mention in mentions:
        value = mention.value
        if (
            isinstance(value, Name)
            and value.label == "GPE"
            and len(value.ids) == _PAIR
            and all(_STATE.fullmatch(one) for one, _ in value.ids)
        ):
            yield tuple(one for one, _ in value.ids)


def is_at_home(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence speaks of Japan: by name, as 我が国, or in its years."""
    named = any(isinstance(m.value, Name) and any(one == _JAPAN for one, _ in m.value.ids) for m in mentions)
    return (
        named
        or any(word in text for word in (*_AUTHORS_STATE, "閣議決定"))
        or any(m.layer == "dates" and m.text.startswith(_ERAS) for m in mentions)
    )


def is_person(ids: Sequence[str]) -> bool:
    """Whether all that are named are persons."""
    return all(one.startswith("PERSON:") for one in ids)


def _stands_for(label: str, behind: str) -> bool:
    """Whether what stands behind a name is one who acts for it: 側, 首脳, 政府; a title behind a person."""
    return any(label in rule.fields["labels"] and rule.pattern.fullmatch(behind) for rule in actor_rules().values())


@cache
def actor_rules() -> dict[str, rules.Rule]:
    """What may stand between a name and its particle, by the rule's id."""
    return {rule.id: rule for rule in rules.load("events_actors")}
