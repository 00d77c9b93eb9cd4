"""A sentence's clauses and its mentions → which things, dates and amounts stand in which phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.events import Chunk, Clauses, Predicate
from pipeline.model import Date, Mention, Name
from pipeline.resolve.events.classes import dictionary_form, is_act, is_said_by

SUBJECTS = frozenset({"が", "は", "も"})
_DOERS = frozenset({"GPE", "ORG", "PERSON"})
_SPEAKING = _DOERS | {"EVENT", "LAW", "WORK_OF_ART", "POLICY"}
_OWNERS = frozenset({"GPE", "ORG"})
_AUTHORS_STATE = frozenset({"我が国", "わが国"})
_JAPAN = "JPN"  # reports are in Japanese, of Japanese institutions
_QUOTES = "「」『』“”〈〉《》 "
_COUNTING = re.compile(r"(?:延べ|のべ|合計|計|約|少なくとも)\Z")
_KATAKANA = re.compile(r"[ァ-ヺー]\Z")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LISTING = frozenset({"と", "や", "", "および", "及び", "・", "も", "または", "並びに"})
_CASES = frozenset({"事件", "事案", "事態", "事例", "出来事", "事故"})
_MOMENTS = frozenset({"後", "前", "時", "中", "以降", "以後"})
_MOST = 16
_YEAR = 4  # characters of a year alone, which is part of a name (2010年再検討会議)
_POINTS = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The clauses of a sentence, and the mentions of each layer in order."""

    clauses: Clauses
    names: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    amounts: tuple[Mention, ...]

    @classmethod
    def of(cls, clauses: Clauses, mentions: Sequence[Mention]) -> Scene:
        """The clauses of a sentence with its mentions of every layer."""
        ordered = sorted(mentions, key=lambda mention: mention.start)
        names, dates, amounts = (tuple(m for m in ordered if m.layer == layer) for layer in ("entities", "dates", "quantities"))
        return cls(clauses, names, dates, amounts)

    def under(self, index: int) -> list[int]:
        """What depends on a phrase, in order; of very many the last before it."""
        return list(self.clauses.under[index][-4 * _MOST :])

    def particle(self, index: int) -> str:
        """The particle of a phrase."""
        return self.clauses.particles[index]

    def chunk(self, index: int) -> Chunk:
        """A phrase."""
        return self.clauses.chunks[index]

    def predicate(self, index: int) -> Predicate | None:
        """The predicate of a phrase, where it is one."""
        return self.clauses.predicates.get(index)

    def head(self, index: int) -> int | None:
        """What a phrase depends on; None at the end of the sentence."""
        head = self.clauses.heads[index]
        return None if head == index else head

    def ids(self, index: int, *, works: bool = False) -> tuple[str, ...]:
        """The ids of those that a phrase names as doers, with those listed before it; empty where its noun is something else.

        `works`: documents and meetings, which say and decide things, count too.
        """
        found = self.own_ids(index, works)
        if not found and not self._and_others(index):
            return ()
        at = self._listed_before(index, index)
        for _ in range(_MOST):
            if at is None:
                break
            before = self.own_ids(at, works)
            if not before or (self.particle(index) == "の" and _is_person(before) != _is_person(found)):
                break  # A首相とB国の: B国 belongs to what follows
            found = (*before, *found)
            at = self._listed_before(at, index)
        return tuple(dict.fromkeys(found))

    def _listed_before(self, at: int, index: int) -> int | None:
        """The phrase listed before one of a list that ends at `index`: right before it, or before what describes it (A国の首相とB国の大統領)."""
        before = at - 2 if at > 1 and self._is_and(at - 1) else at - 1
        if before >= 0 and self._is_listed(before):
            return before
        listed = (inner for inner in sorted({*self.under(at), *self.under(index)}, reverse=True) if inner < at and self._is_listed(inner))
        return next(listed, None) if before >= 0 and self.particle(before) == "の" else None

    def _is_listed(self, index: int) -> bool:
        chunk = self.chunk(index)
        follows = bool(chunk.tail) or chunk.comma or self._is_and(index + 1)
        return self.particle(index) in _LISTING and self.predicate(index) is None and follows

    def _is_and(self, index: int) -> bool:
        return self.clauses.text[self.chunk(index).start : self.chunk(index).stop] in _LISTING

    def _is_part(self, mention: Mention, chunk: Chunk) -> bool:
        """Whether a name is only the end of a longer one that nobody knows: ミサイル防衛庁."""
        before = self.clauses.text[chunk.start : mention.start]
        return bool(before) and _KATAKANA.search(before) is not None and not self.named_in(chunk.start, mention.start)

    def _and_others(self, index: int) -> bool:
        """Whether a phrase names others with those listed before it: 報道官や外交官ら."""
        chunk = self.chunk(index)
        return chunk.core.text in ("ら", "等", "など") or any(word.text in ("ら", "等", "など") for word in chunk.tail[:1])

    def own_ids(self, index: int, works: bool = False) -> tuple[str, ...]:
        """As `ids`, without those listed before."""
        chunk = self.chunk(index)
        mention = self._named(chunk)
        if mention is None:
            if self.clauses.text[chunk.start : chunk.end] in _AUTHORS_STATE:
                return (_JAPAN,)
            return self._of_owner(index, self._without_amount(chunk.start, chunk))
        value = mention.value
        if isinstance(value, Name) and value.label == "PRODUCT":
            around = self.clauses.text[chunk.start : mention.start], self._without_amount(mention.end, chunk)
            return self._of_owner(index, "".join(part.strip(_QUOTES) for part in around), named=True)
        if not isinstance(value, Name) or value.label not in (_SPEAKING if works else _DOERS):
            return ()
        if value.label == "ORG" and self._is_part(mention, chunk):
            return ()
        behind = self._without_amount(mention.end, chunk).strip(_QUOTES)
        if _actors()["group"].pattern.search(behind):
            return self._of_owner(index, behind)
        if behind and not (_stands_for(value.label, behind) or (value.label in _OWNERS and _own().search(behind))):
            return ()
        return (*self._joined(mention), *(one for one, _ in value.ids))

    def _joined(self, mention: Mention) -> tuple[str, ...]:
        """The ids of the names joined to one by dots before it: 中国・ブラジル."""
        found: tuple[str, ...] = ()
        for at in range(bisect_left(self.names, mention.start, key=lambda name: name.start) - 1, -1, -1):
            before = self.names[at]
            dotted = self.clauses.text[before.end : mention.start] == "・"
            alike = isinstance(before.value, Name) and isinstance(mention.value, Name) and before.value.label == mention.value.label
            if not (dotted and alike) or not isinstance(before.value, Name) or before.value.label not in _DOERS:
                break  # 米国・国立科学財団: whose it is
            found = (*(one for one, _ in before.value.ids), *found)
            mention = before
        return found

    def _named(self, chunk: Chunk) -> Mention | None:
        """The name that a phrase is about: its last, or a person with an office behind (A安全保障会議書記)."""
        found = list(self._within(self.names, chunk))
        for mention in reversed(found):
            if isinstance(mention.value, Name) and mention.value.label == "PERSON":
                behind = self.clauses.text[mention.end : chunk.end]
                if mention is found[-1] or _actors()["office"].pattern.fullmatch(behind):
                    return mention
        return found[-1] if found else None

    def _of_owner(self, index: int, written: str, *, named: bool = False) -> tuple[str, ...]:
        """Of a part that acts for a whole named before it, or a number of such: 中国の海軍, ロシアの側, 両国海軍の11隻, A国など13カ国.

        `written` is what the part is called, `named` says that a ship or an aircraft is called by its name.
        """
        part = not written or _actors()["group"].pattern.search(written) or _stands_for("GPE", written) or _own().search(written)
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
        return _COUNTING.sub("", self.clauses.text[start:end]) if end < chunk.end else self.clauses.text[start:end]

    def event_type(self, index: int) -> str:
        """The subtype of the event that a phrase names; empty where it names none."""
        mention = self._last(self.names, self.chunk(index))
        value = mention.value if mention else None
        return value.subtype if isinstance(value, Name) and value.label == "EVENT" else ""

    def named_in(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of the parties and places that are named between two offsets."""
        found = (m.value for m in self.names if start <= m.start and m.end <= end)
        return tuple(one for value in found if isinstance(value, Name) and value.label in _DOERS for one, _ in value.ids)

    def places(self, index: int) -> tuple[str, ...]:
        """The ids of the places that a phrase names."""
        mention = self._last(self.names, self.chunk(index))
        value = mention.value if mention else None
        if not isinstance(value, Name) or value.label not in _PLACES:
            return ()
        return tuple(one for one, _ in value.ids)

    def date(self, index: int) -> Mention | None:
        """The point in time that a phrase is; None where it is something else."""
        chunk = self.chunk(index)
        for mention in self._within(self.dates, chunk):
            value = mention.value
            if not isinstance(value, Date) or value.type not in _POINTS or mention.end > chunk.stop:
                continue
            behind = self.clauses.text[mention.end : chunk.end] if mention.end < chunk.end else ""
            if (mention.start <= chunk.start or not mention.end < chunk.end) and (not behind or _time_tail().fullmatch(behind)):
                return mention
        return None

    def glued_date(self, index: int) -> Mention | None:
        """The date that a meeting or document begins with: 9月19日付人民日報, 5月会合."""
        chunk = self.chunk(index)
        first = next((m for m in self._within(self.dates, chunk) if m.start == chunk.start and m.end < chunk.end), None)
        point = first is not None and isinstance(first.value, Date) and first.value.type in _POINTS and len(first.value.value) > _YEAR
        return first if point and self.is_dated(index) else None

    def is_hour(self, index: int) -> bool:
        """Whether a phrase is a part of a day, a month or a year: 未明, 前半."""
        chunk = self.chunk(index)
        return bool(_time_tail().fullmatch(self.clauses.text[chunk.start : chunk.end]))

    def is_of_author(self, index: int) -> bool:
        """Whether a phrase is the text itself, or one of its author's: 前稿, 本章."""
        chunk = self.chunk(index)
        return bool(_actors()["author"].pattern.fullmatch(self.clauses.text[chunk.start : chunk.end]))

    def is_case(self, index: int) -> bool:
        """Whether a phrase's noun is an incident, which tells in the past of what a clause in the present says: 事件, 事案."""
        return self.chunk(index).core.text in _CASES

    def is_doing(self, index: int) -> bool:
        """Whether a phrase names an act, a meeting or a document, which has its date where it acts."""
        chunk = self.chunk(index)
        return "サ変" in chunk.core.tag or self.is_dated(index)

    def is_dated(self, index: int) -> bool:
        """Whether a phrase names a meeting or a document, which acts at its date."""
        chunk = self.chunk(index)
        mention = self._last(self.names, chunk)
        if mention is not None and isinstance(mention.value, Name) and mention.value.label in _SPEAKING - _DOERS:
            return True
        return bool(_dated().search(self.clauses.text[chunk.start : chunk.end].strip(_QUOTES)))

    def is_document(self, index: int) -> bool:
        """Whether a phrase is called a document or something said: 報告書, 声明."""
        chunk = self.chunk(index)
        return bool(_actors()["document"].pattern.search(self.clauses.text[chunk.start : chunk.end]))

    def is_means(self, predicate: Predicate) -> bool:
        """Whether a clause tells by what the next is done: …することで, …することによって."""
        at = predicate.chunk + 1
        if predicate.form != "content" or self.head(predicate.chunk) != at:
            return False
        over = self.predicate(self.clauses.heads[at])
        if self.chunk(at).core.text != "こと" or over is None or (self.particle(at) == "で" and is_said_by(dictionary_form(over.lemma))):
            return False  # …することで合意した
        return self.particle(at) in ("で", "によって", "により")

    def amounts_in(self, index: int) -> list[Mention]:
        """The amounts in a phrase."""
        return list(self._within(self.amounts, self.chunk(index)))

    def is_time(self, index: int) -> bool:
        """Whether a phrase is a date, a length of time, how often something is done, or an occasion (際, 場合)."""
        chunk = self.chunk(index)
        if chunk.words[0].text in _occasions():
            return True
        named = self._last(self.names, chunk)
        return any(mention.start <= chunk.start and not (named and named.end > mention.end) for mention in self._within(self.dates, chunk))

    def act(self, index: int) -> tuple[str, int] | None:
        """The act that a phrase's noun names, and where that begins: 攻撃 of サイバー攻撃, 会談 of 首脳会談後; None where it names none."""
        words = self.chunk(index).words
        core = words[-2] if len(words) > 1 and words[-1].text in _MOMENTS else words[-1]
        if "サ変" in core.tag:
            return core.text, core.start
        if not core.tag.startswith("名詞-普通名詞"):
            return None
        tails = (core.text[at:] for at in range(1, len(core.text) - 1))
        return next(((tail, core.end - len(tail)) for tail in tails if is_act(f"{tail}する")), None)

    def _within(self, mentions: Sequence[Mention], chunk: Chunk) -> Iterator[Mention]:
        at = bisect_left(mentions, chunk.start, key=lambda mention: mention.end - 1)
        while at < len(mentions) and mentions[at].start < chunk.end:
            yield mentions[at]
            at += 1

    def _last(self, mentions: Sequence[Mention], chunk: Chunk) -> Mention | None:
        found = None
        for mention in self._within(mentions, chunk):
            found = mention
        return found


def _is_person(ids: Sequence[str]) -> bool:
    return all(one.startswith("PERSON:") for one in ids)


def _stands_for(label: str, behind: str) -> bool:
    """Whether what stands behind a name is one who acts for it: 側, 首脳, 政府; a title behind a person."""
    return any(label in rule.fields["labels"] and rule.pattern.fullmatch(behind) for rule in _actors().values())


@cache
def _occasions() -> frozenset[str]:
    """Nouns that make a time or condition of the clause before them."""
    return frozenset(row["noun"] for row in rules.words("event_nouns") if row["role"] != "content")


@cache
def _actors() -> dict[str, rules.Rule]:
    return {rule.id: rule for rule in rules.load("events_actors")}


@cache
def _time_tail() -> re.Pattern[str]:
    return _actors()["time"].pattern


@cache
def _own() -> re.Pattern[str]:
    """What of somebody's stands for themselves when it does or says something: 兵, 爆撃機, 報告書."""
    return _actors()["own"].pattern


@cache
def _dated() -> re.Pattern[str]:
    """Nouns of meetings and documents."""
    return _actors()["dated"].pattern
