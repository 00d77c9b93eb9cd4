"""A phrase of a sentence → whether it is a date, a meeting, a document, a place or an act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.events import Predicate
from pipeline.model import Date, Mention, Name
from pipeline.resolve.events.classes import dictionary_form, is_act, is_agreeing, is_said_by, verb_of
from pipeline.resolve.events.naming import DOERS, QUOTES, SPEAKING, SUBJECTS, Naming, actor_rules

__all__ = ["SUBJECTS", "Scene"]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CASES = frozenset({"事件", "事案", "事態", "事例", "出来事", "事故"})
_MOMENTS = frozenset({"後", "前", "時", "中", "以降", "以後", "直前", "直後", "以前"})
_MAKES = "化"
_YEAR = 4  # characters of a year alone, which is part of a name (2010年再検討会議)
_OPENS = ("(", "（")  # 2020年(令和2年)
_CLOSES, _DAYS = (")", "）"), ("日", "節", "デー")
_POINTS = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Scene(Naming):
    """A sentence's phrases, whom each names, and what each is."""

    def topic(self) -> tuple[str, ...]:
        """Ids of those whom the sentence has as its first topic."""
        topics = (c.index for c in self.clauses.chunks if self.particle(c.index) == "は" and not self.is_time(c.index))
        first = next(topics, None)
        return self.ids(first, works=True) if first is not None else ()

    def event_type(self, index: int) -> str:
        """The subtype of the event that a phrase names; empty where it names none."""
        mention = self._last(self.names, self.chunk(index))
        value = mention.value if mention else None
        return value.subtype if isinstance(value, Name) and value.label == "EVENT" else ""

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
            if not isinstance(value, Date) or value.type not in _POINTS or self._begins_name(mention):
                continue
            if mention.end > chunk.stop and not self.clauses.text.startswith(_OPENS, chunk.stop):
                continue
            behind = self.clauses.text[mention.end : chunk.end] if mention.end < chunk.end else ""
            if (mention.start <= chunk.start or not mention.end < chunk.end) and (
                not behind or actor_rules()["time"].pattern.fullmatch(behind)
            ):
                return mention
        return None

    def _begins_name(self, date: Mention) -> bool:
        """Whether a date is the beginning of a name: 1974年通商法."""
        at = bisect_right(self.names, date.start, key=lambda name: name.start) - 1  # no two names meet
        return at >= 0 and date.end < self.names[at].end

    def glued_date(self, index: int) -> Mention | None:
        """The date that a meeting, document or name begins with, or has in a bracket behind it.

        9月19日付人民日報, 2024年米国政府, 首脳会談（2019年6月）; no part of it (2010年再検討会議).
        """
        chunk = self.chunk(index)
        first = next((m for m in self._within(self.dates, chunk) if m.start == chunk.start and m.end < chunk.end), None)
        if first is None or not isinstance(first.value, Date) or first.value.type not in _POINTS:
            return self._date_behind(index)
        behind = next((m for m in self._within(self.names, chunk) if m.start == first.end), None)
        rest = self.clauses.text[first.end : chunk.end]
        if rest.isascii() and rest.isupper() and not self.named_in(first.end, chunk.end):
            return first  # 1992年AMM
        if self.act(index) == (rest, first.end):
            return first  # 11月30日開催の総会
        kind = behind.value.label if behind is not None and isinstance(behind.value, Name) else ""
        if kind in DOERS:
            return first if self.own_ids(index) else None
        return first if self.is_dated(index) and not (kind and len(first.value.value) == _YEAR) else None

    def _date_behind(self, index: int) -> Mention | None:
        """The date that a meeting, document or day has in a bracket behind it: 首脳会談（2019年6月）, 記念日（9月3日）."""
        return self.date_aside(index) if self.is_dated(index) or self.chunk(index).core.text.endswith(_DAYS) else None

    def date_aside(self, index: int) -> Mention | None:
        """The date that is all that a bracket behind a phrase's noun holds, or behind the whole of a predicate: 採択された（9月2日）."""
        chunk = self.chunk(index)
        text, start = self.clauses.text, (chunk.stop if index in self.clauses.predicates else chunk.end) + 1
        if not text.startswith(_OPENS, start - 1):
            return None
        at = bisect_left(self.dates, start, key=lambda mention: mention.start)
        date = self.dates[at] if at < len(self.dates) and self.dates[at].start == start else None
        if date is None or not isinstance(date.value, Date) or date.value.type not in _POINTS:
            return None
        return date if text.startswith(_CLOSES, date.end) else None

    def is_hour(self, index: int) -> bool:
        """Whether a phrase is a part of a day, a month or a year: 未明, 前半."""
        chunk = self.chunk(index)
        return bool(actor_rules()["time"].pattern.fullmatch(self.clauses.text[chunk.start : chunk.end]))

    def is_around(self, index: int) -> bool:
        """Whether a phrase says before or after what something is: 脱退後は."""
        return len(self.chunk(index).words) > 1 and self.chunk(index).words[-1].text in _MOMENTS

    def is_of_author(self, index: int) -> bool:
        """Whether a phrase is the text itself, or one of its author's: 前稿, 本章."""
        chunk = self.chunk(index)
        return bool(actor_rules()["author"].pattern.fullmatch(self.clauses.text[chunk.start : chunk.end]))

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
        value = mention.value if mention else None
        if isinstance(value, Name) and (value.label in SPEAKING - DOERS or value.subtype == "media"):
            return True
        return bool(actor_rules()["dated"].pattern.search(self.clauses.text[chunk.start : chunk.end].strip(QUOTES)))

    def is_document(self, index: int) -> bool:
        """Whether a phrase is called a document or something said: 報告書, 声明."""
        chunk = self.chunk(index)
        return bool(actor_rules()["document"].pattern.search(self.clauses.text[chunk.start : chunk.end]))

    def is_means(self, predicate: Predicate) -> bool:
        """Whether a clause tells by what the next is done: …することで, …することによって."""
        at = predicate.chunk + 1
        if predicate.form != "content" or self.head(predicate.chunk) != at:
            return False
        over = self.predicate(self.clauses.heads[at])
        if self.chunk(at).core.text != "こと" or over is None or (self.particle(at) == "で" and _is_agreed(over.lemma)):
            return False  # …することで合意した
        return self.particle(at) in ("で", "によって", "により")

    def is_time(self, index: int) -> bool:
        """Whether a phrase is a date, a length of time, how often something is done, or an occasion (際, 場合)."""
        chunk = self.chunk(index)
        if chunk.words[0].text in _occasions():
            return True
        named = self._last(self.names, chunk)
        return any(mention.start <= chunk.start and not (named and named.end > mention.end) for mention in self._within(self.dates, chunk))

    def is_frequency(self, index: int) -> bool:
        """Whether a phrase says how often something is done: 2年ごとに."""
        found = (mention.value for mention in self._within(self.dates, self.chunk(index)))
        return any(isinstance(value, Date) and value.type == "SET" for value in found)

    def act(self, index: int) -> tuple[str, int] | None:
        """The act that a phrase's noun names, and where that begins: 攻撃 of サイバー攻撃, 会談 of 首脳会談後; None where it names none."""
        words = self.chunk(index).words
        core = words[-2] if len(words) > 1 and words[-1].text in _MOMENTS else words[-1]
        if core.text == _MAKES and len(words) > 1 and words[-2].end == core.start:
            return words[-2].text + _MAKES, words[-2].start  # 拠点化
        if "サ変" in core.tag:
            return core.text, core.start
        written = core.text
        if core.tag == "quote" and not self.chunk(index).quotes:
            written = core.text.rstrip(QUOTES)  # 「大枠合意」に至った
        elif not core.tag.startswith("名詞-普通名詞"):
            return None
        elif not (verb := verb_of(core.text)).endswith("する") and is_act(verb):
            return core.text, core.start  # 申し立て
        tails = ((written[at:], core.start + at) for at in range(1, len(written) - 1))
        return next((tail for tail in tails if is_act(f"{tail[0]}する")), None)


def _is_agreed(lemma: str) -> bool:
    return is_said_by(dictionary_form(lemma)) or is_agreeing(lemma)


@cache
def _occasions() -> frozenset[str]:
    """Nouns that make a time or condition of the clause before them."""
    return frozenset(row["noun"] for row in rules.words("event_nouns") if row["role"] != "content")
