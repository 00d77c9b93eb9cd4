"""A predicate in its sentence → its date: that of its clause, or the one that clauses before it have told."""

from __future__ import annotations

from itertools import islice

from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import HOLDS, LASTING, UP_TO_NOW, outlooks
from pipeline.model import Date, Mention
from pipeline.resolve.events.chains import governor, is_main, is_sequel, is_told_as_done
from pipeline.resolve.events.classes import (
    action_class,
    befalls,
    begins,
    dictionary_form,
    is_agreeing,
    is_gathering,
    is_phase,
    is_said_by,
    moves_dates,
)
from pipeline.resolve.events.doers import doer_of
from pipeline.resolve.events.moments import hour, is_compared, is_deadline, is_due, is_moment, is_since, is_told_to, listed
from pipeline.resolve.events.roles import Roles
from pipeline.resolve.events.scene import SUBJECTS, Scene

_FRAMES = frozenset({"で", "において", "に際し", "に際して", "における", "にて"})
_PASSES = frozenset({"経る"})
_OF_IT = frozenset({"の", "との", "への", "での", "からの", "をめぐる", "に関する"})
_COMING = ("来", "明年", "明後")
_LASTS = (*UP_TO_NOW, "ようにな")
_AFTER = frozenset({"後", "のち", "あと"})
_HOW = ("副詞", "名詞-普通名詞-副詞可能")
_SINCE = ("以降", "以来")
_NOW = frozenset({"現在", "今後", "目下", "今なお", "依然"})
_OCCASIONS = ("時", "際", "機会", "折", "席上")
_LATER = ("その後", "そのあと", "のちに", "以後", "これまで", "それ以来", "て以来", "て以降", "た以降")
_MOST_STEPS, _TAIL = 8, 6
_NOT_AT = frozenset({"を", "に向けて", "に向け", "に向けた", "までを", "までと", "にわたる"})
_WITHIN = frozenset({"に", "には", "にも"})
_OPENS = 2  # the last phrase that still opens a sentence
_THERE = _WITHIN | {"で", "では", "でも", "において"}
_COMES = frozenset({"入る", "なる"})
_COMES_TO = frozenset({"なる", "する"})  # …することとなった
_SHARED = frozenset({"goes-on", "while"})


class Times:
    """When what a sentence tells was done. Each predicate is looked at once."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.scene = roles.scene
        self._known: dict[int, tuple[Mention, ...]] = {}
        self._refused: dict[int, set[Mention | None]] = {}  # None: any of the sentence
        dates = [chunk.index for chunk in self.scene.clauses.chunks if self.scene.date(chunk.index) is not None]
        self._first, self._second = (*dates[:2], None, None)[:2]  # the phrases of the first two dates of a sentence

    def dates(self, predicate: Predicate, *, event: int | None = None) -> tuple[Mention, ...]:
        """Its dates, several where it was done several times; `event` is a phrase whose noun is what is done, so that its dates are too."""
        return self._dates(predicate, _MOST_STEPS, event)

    def refuses(self, predicate: Predicate, date: Mention, index: int) -> bool:
        """Whether something tells that a date in the phrase `index` is not the predicate's; to be asked after `dates`.

        A noun has its dates for itself (3月の会談), and so has a clause that describes one (3月に発足した政権は…), which itself has those
        that rules give it; what is told by nobody has not the date of what it tells (3月に採択されたと報じられた).
        """
        if not self._refused.get(predicate.chunk, frozenset()).isdisjoint({date, None}):
            return True
        if self.scene.particle(index) == "の":
            return True
        clause = governor(self.scene, index)
        if clause is None or clause is predicate:
            return False
        said = clause.form in ("quoted", "content") and predicate.passive and is_said_by(dictionary_form(predicate.lemma))
        return said or "modifies" in (clause.form, predicate.form)

    def _refuse(self, predicate: Predicate, *dates: Mention | None) -> tuple[Mention, ...]:
        """No date, as something tells that it is none of these; None: none of the sentence."""
        self._refused.setdefault(predicate.chunk, set()).update(dates)
        return ()

    def _dates(self, predicate: Predicate, steps: int, event: int | None = None) -> tuple[Mention, ...]:
        if predicate.chunk not in self._known:
            self._known[predicate.chunk] = ()
            found = self._own(predicate, event) or (self._shared(predicate, steps) if steps else ())
            self._known[predicate.chunk] = found or (self._described(predicate) if steps == _MOST_STEPS else ())
        return self._known[predicate.chunk]

    def _own(self, predicate: Predicate, event: int | None) -> tuple[Mention, ...]:
        scene = self.scene
        head = scene.head(predicate.chunk)
        if predicate.form == "modifies" and head is not None and scene.date(head):
            return listed(scene, head)
        if head is not None and is_cleft(scene, predicate):
            return listed(scene, head)
        if predicate.past and (aside := scene.date_aside(predicate.chunk)) is not None:
            return (aside,)
        nouns = [inner for inner in scene.under(predicate.chunk) if scene.predicate(inner) is None]
        acts = not predicate.passive
        agreed = is_agreeing(predicate.lemma) and any(scene.date(inner) is not None for inner in nouns)  # 2007年に12年4月の移譲で合意した
        until = moves_dates(dictionary_form(predicate.lemma)) and any(is_due(scene, inner) for inner in nouns)
        for inner in reversed(nouns):
            beside = inner == predicate.chunk - 1 or (inner == predicate.chunk - 2 and scene.chunk(inner + 1).words[0].tag.startswith(_HOW))
            set_or_counted = beside and ((until and scene.particle(inner) == "に") or scene.particle(inner) == "と")
            apart = scene.particle(inner) in _NOT_AT or is_compared(scene, inner)
            if set_or_counted or apart or is_deadline(scene, inner, predicate) or is_since(scene, inner, predicate):
                self._refuse(predicate, *listed(scene, inner))
                continue  # 期限を2月と定めた, 2月に一度延期した
            if (date := scene.date(inner)) is not None:
                if date.text.startswith(_COMING) and is_told_as_done(scene, predicate):
                    self._refuse(predicate, date)
                    continue  # 来年、減産する方向で調整した
                return listed(scene, inner)
            if scene.own_ids(inner) and (glued := scene.glued_date(inner)) is not None:
                return (glued,)
            if (part_of := hour(scene, inner)) is not None:
                return listed(scene, part_of)
            if (
                inner == event
                or (scene.particle(inner).rstrip("はも") in _FRAMES and (not agreed or scene.is_dated(inner)))
                or is_moment(scene, inner, _OCCASIONS)
                or (scene.particle(inner) in SUBJECTS and scene.is_dated(inner) and (acts or predicate.lemma in HOLDS))
                or (predicate.passive and scene.particle(inner) in _WITHIN and scene.is_dated(inner))
            ):
                found = self.of_noun(inner)
                if found:
                    return found
        lasts = (
            predicate.lemma in _COMES
            or any(word in scene.clauses.text[predicate.end : predicate.stop + _TAIL] for word in _LASTS)
            or not acts
        )
        moments = [inner for inner in nouns if lasts and is_moment(scene, inner, _SINCE)]
        since = next((found for inner in moments if (found := self.of_noun(inner))), ())
        return since or self._scene_of_object(predicate) or self._of_visit(predicate)

    def _lasts(self, predicate: Predicate) -> bool:
        return any(word in self.scene.clauses.text[predicate.end : predicate.stop] for word in LASTING)

    def _deadline(self, over: Predicate, before: int) -> tuple[Mention, ...]:
        scene = self.scene
        dates = (inner for inner in scene.under(over.chunk) if is_deadline(scene, inner, over) and scene.chunk(inner).start < before)
        return next((listed(scene, inner) for inner in dates if scene.date(inner) is not None), ())

    def _of_visit(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The date of a visit or meeting at which its subject does something: 3月に訪中した大統領は協定に署名した."""
        scene = self.scene
        there = self.roles.patients(predicate) if not predicate.passive else []
        if is_gathering(dictionary_form(predicate.lemma)):
            there += [inner for inner in scene.under(predicate.chunk) if scene.particle(inner) == "と"]  # 訪日したA氏と会談した
        for inner in there:
            clauses = (scene.predicate(at) for at in scene.under(inner))
            for clause in clauses:
                if clause is not None and clause.form == "modifies" and clause.past and is_gathering(dictionary_form(clause.lemma)):
                    return self._dates(clause, 0)
        return ()

    def _scene_of_object(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The date of what an object was done at: 3月2日の総会における決議案に反対票を投じた."""
        scene = self.scene
        for at in range(predicate.chunk - 1, max(-1, predicate.chunk - 2 * _MOST_STEPS), -1):
            found = scene.predicate(at)
            if found is not None and found.form in _SHARED:
                break
            if scene.particle(at) == "における":
                return self.of_noun(at)
        return ()

    def of_noun(self, index: int, steps: int = 3) -> tuple[Mention, ...]:
        """The dates that a noun, and those listed with it, have before them: 2024年11月の会議, 5月に開かれた会議.

        Over `steps` nouns: 3月のA大統領とのB国での会談の際.
        """
        scene = self.scene
        dated = scene.glued_date(index)
        if dated is not None:
            return (dated,)
        found: list[Mention] = []
        clauses: list[Mention] = []
        scenic = scene.is_doing(index) or scene.particle(index).rstrip("はも") not in _FRAMES
        for inner in scene.under(index) if steps else ():
            clause = scene.predicate(inner)
            if clause is not None:
                told = clause.form in ("modifies", "while") and clause.past and (scenic or not _is_origin(clause))
                clauses += self._dates(clause, 0) if told else ()
            elif scene.particle(inner) in ("と", "や") and self._is_like(inner, index):
                found += self.of_noun(inner, 1)
            elif scene.particle(inner) in _OF_IT or not scene.particle(inner) or is_told_to(scene, inner):
                found += listed(scene, inner) if scene.date(inner) else self.of_noun(inner, steps - 1)
        return (*self._of_listed(index, steps), *(found or clauses))

    def _of_listed(self, index: int, steps: int) -> tuple[Mention, ...]:
        """The dates of a noun listed before one of the same kind: 3月の会談、5月の会談では."""
        scene = self.scene
        at = min((inner for inner in scene.under(index)), default=index) - 1
        if steps and at >= 0 and scene.particle(at) == "" and scene.chunk(at).comma and scene.predicate(at) is None:
            return self.of_noun(at, 1) if self._is_like(at, index) else ()
        return ()

    def _is_like(self, index: int, other: int) -> bool:
        """Whether two phrases name things of one kind: 全体会議と拡大会議."""
        return self.scene.chunk(index).core.text[-2:] == self.scene.chunk(other).core.text[-2:]

    def of_act(self, index: int) -> tuple[Mention, ...]:
        """The dates of what a noun names, also those before its doer: 2022年のロシアによる侵攻."""
        scene = self.scene
        doers = [inner for inner in scene.under(index) if scene.particle(inner) in ("による", "からの")]
        found = self.of_noun(index) or tuple(date for inner in doers for date in self.of_noun(inner, 1))
        before = doers[0] - 1 if doers else -1  # 2014年の, of 2014年のA国による併合からの流れ
        dated = before >= 0 and scene.particle(before) == "の" and scene.date(before) is not None
        return found or (listed(scene, before) if dated else ())

    def _shared(self, predicate: Predicate, steps: int) -> tuple[Mention, ...]:
        """The date of the clause before in the same chain, else one that stands before both in the clause it goes on to."""
        scene = self.scene
        goes_on = predicate.form == "end" and predicate.passive and not predicate.past
        if goes_on and not is_phase(dictionary_form(predicate.lemma)) and self._lasts(predicate):
            return self._refuse(predicate, None)  # 2021年9月に協議会が設立され、整備が進められている
        if any(scene.chunk(inner).words[0].text in _NOW for inner in scene.under(predicate.chunk)):
            return self._refuse(predicate, None)
        for inner in reversed(scene.under(predicate.chunk)):
            before = scene.predicate(inner)
            if before is None:
                under = scene.predicate(inner - 1) if inner else None
                before = under if under is not None and under.form in _SHARED and scene.head(inner - 1) == inner else None
            goes_on = before is not None and (before.form in _SHARED or before.lemma in _COMES or is_sequel(scene, before))
            if before is not None and goes_on:  # 10月に入ると, 5月になり
                if self._is_later(before, predicate) or self._is_example(before):
                    return self._refuse(predicate, None)
                found = self._dates(before, steps - 1)[-1:]
                if found:
                    its_own = self._is_its_own(before, predicate, found[0]) or self._is_since(before, found[0])
                    its_own = its_own or self._is_of_before(before, found[0])
                    return self._refuse(predicate, *found) if its_own else found
        over = governor(scene, predicate.chunk)
        if over is None:
            return ()
        if predicate.form in _SHARED or (predicate.form == "quoted" and over.passive):
            found = self._beside(predicate, over, steps)
            if found:
                return found
        if predicate.form == "modifies":
            head = scene.head(predicate.chunk)
            whole = self._whole(head) if head is not None and predicate.passive else head
            told = head is not None and whole is not None and (scene.particle(whole) in SUBJECTS or self._is_venue(predicate, head))
            if head is not None and predicate.past and told:
                return self._opening(predicate) if is_main(scene, over) else ()
            if head is None or not (scene.chunk(head).core.text in outlooks() or scene.is_case(head)):
                return ()
            told = scene.particle(head) == "を" or (over.passive and scene.particle(head) == "が")
            if told and is_said_by(dictionary_form(over.lemma)):
                return self._deadline(over, predicate.start)  # 3月に、配備する計画を発表した
            found = self._own(scene.predicate(head) or over, None)
            return found if found and found[-1].start < predicate.start else ()
        if predicate.form == "content" and (scene.is_means(predicate) or not is_said_by(dictionary_form(over.lemma))):
            return self._dates(over, steps - 1)[-1:]
        if predicate.form not in _SHARED:
            return ()
        if is_cleft(scene, over):
            return self._own(over, None)
        found = self._own(over, None) or (self._over(over, steps - 1) if over.form in _SHARED or scene.is_means(over) else ())
        return found if found and found[-1].start < predicate.start else self._parted(predicate, over)

    def _parted(self, predicate: Predicate, over: Predicate) -> tuple[Mention, ...]:
        """The date before a comma and before a clause, of which the clause it goes on to has another: 3月、署名が行われ、5月に発効した."""
        scene = self.scene
        further = governor(scene, over.chunk) if over.form == "content" else None
        further = further if further is not None and further.lemma in _COMES_TO else None
        under = [*scene.under(over.chunk), *(scene.under(further.chunk) if further is not None else ())]  # 開始し、6月に決めることとなった
        before = (inner for inner in under if inner < predicate.chunk and scene.chunk(inner).comma)
        return next((listed(scene, inner) for inner in before if scene.date(inner) is not None), ())

    def _is_example(self, before: Predicate) -> bool:
        """Whether a clause is only an example of what the next one says of a longer time: 法を定めるなど、施策を進めてきた."""
        return self.scene.clauses.text[before.end : before.stop].endswith("など")

    def _described(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The date that opens a sentence in a clause that describes a noun: 3月に北京で行われた式典に両首脳が出席した.

        Not behind another date, nor where that clause has a subject of its own, or says since when or from when on something is
        what it is (1月に発足した政権は…).
        """
        scene = self.scene
        if self._first is None or not is_main(scene, predicate) or not is_told_as_done(scene, predicate):
            return ()
        at = self._first
        if self._second is not None and self._second < predicate.chunk:
            return ()
        inner = scene.predicate(scene.clauses.heads[at])
        opens = at <= _OPENS and scene.particle(at) in ("に", "") and at < predicate.chunk
        if not opens or inner is None or inner.form != "modifies" or not inner.past or inner is predicate:
            return ()
        if self._is_within_words(inner):
            return self._refuse(predicate, *listed(scene, at))  # 3月に開かれた会議で採択されたと、B社が報じた
        own = "が" in scene.particles(inner.chunk)
        there = scene.chunk(at).comma or scene.particle(scene.clauses.heads[inner.chunk]) in _THERE
        if own or _is_origin(inner):
            return self._refuse(predicate, *listed(scene, at))
        return listed(scene, at) if there else ()

    def _is_within_words(self, clause: Predicate) -> bool:
        """Whether what a clause describes belongs to what is only said."""
        over: Predicate | None = clause
        for _ in range(_MOST_STEPS):
            if over is None or over.form == "end":
                return False
            if over.form == "quoted":
                return True
            over = governor(self.scene, over.chunk)
        return False

    def _whole(self, index: int) -> int:
        """The noun that a noun belongs to in the end: 合意 of A国とB国の合意は."""
        scene, at = self.scene, index
        for _ in range(_MOST_STEPS):
            further = scene.head(at)
            if further is None or scene.predicate(further) is not None or scene.particle(at) not in {*_OF_IT, "と", "に向けての"}:
                break
            at = further
        return at

    def _is_venue(self, predicate: Predicate, head: int) -> bool:
        """Whether a clause tells of the meeting or document at or in which something is done: 3月5日、A市で行われた会合で…合意した."""
        scene = self.scene
        return predicate.passive and scene.is_dated(head) and scene.particle(head).rstrip("はも") in (*_FRAMES, "に")

    def _opening(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The date that opens a sentence, of what its topic did as well: 3月、B国を訪問したA国大統領は…."""
        scene = self.scene
        for chunk in islice(scene.clauses.chunks, predicate.chunk):
            if chunk.comma and (found := scene.date(chunk.index)):
                return (found,)
            if not chunk.core.tag.startswith("接続詞"):
                return ()
        return ()

    def _beside(self, predicate: Predicate, over: Predicate, steps: int) -> tuple[Mention, ...]:
        """The date of the clause before that goes on to the same one: 3月にA国が接近し、B国が発進して対応した.

        Where a date stands between the two, that: …を通過し、26日に海峡を抜けて南シナ海に入り.
        """
        for inner in reversed(self.scene.under(over.chunk)):
            if inner < predicate.chunk and self.scene.date(inner) is not None and self.scene.particle(inner) not in _NOT_AT:
                return listed(self.scene, inner)
            before = self.scene.predicate(inner) if inner < predicate.chunk else None
            if before is not None and before.form in _SHARED:
                found = self._dates(before, steps - 1)[-1:]
                its_own = found and (self._is_later(before, predicate) or self._is_its_own(before, predicate, found[0]))
                return self._refuse(predicate, *(found or (None,))) if its_own else found
        return ()

    def _is_later(self, before: Predicate, predicate: Predicate) -> bool:
        """Whether something is told as done later than, or in answer to, what the clause before tells: その後; 攻撃を受け."""
        scene = self.scene
        between = scene.clauses.text[before.end : predicate.start]
        if before.lemma in _PASSES or any(word in between for word in _LATER) or self._is_counted_from(before, predicate):
            return True
        acts = (inner for inner in scene.under(before.chunk) if scene.particle(inner) == "を")
        return before.lemma == "受ける" and any(doer_of(scene, inner) for inner in acts)

    def _is_its_own(self, before: Predicate, predicate: Predicate, date: Mention) -> bool:
        """Whether a date is that of one clause only: it stands behind the subject of that, and the next has another."""
        held = before.passive and dictionary_form(before.lemma) in HOLDS  # 署名式は5月に行われ、A国は署名した
        own = [inner for inner in self.roles.patients(predicate) if inner > before.chunk]
        if is_said_by(dictionary_form(predicate.lemma)):
            own = [inner for inner in own if self.scene.ids(inner, works=True)]  # …と述べた上で、問題は「…」と語った
        if held or not own:
            return False
        first = [self.scene.chunk(inner).start for inner in self.roles.patients(before)]
        subject = self.roles.subject(before)
        if subject is not None and subject.start >= 0:
            first.append(subject.start)
        return bool(first) and min(first) < date.start

    def _is_counted_from(self, before: Predicate, predicate: Predicate) -> bool:
        """Whether so much time has passed since the clause before: 発表してから1年以上経過した後に出された."""
        if "から" not in self.scene.clauses.text[before.end : before.stop]:
            return False
        spans = (date for date in self.scene.dates if before.stop <= date.start < predicate.start)
        return any(isinstance(date.value, Date) and date.value.type == "DURATION" for date in spans)

    def _is_of_before(self, before: Predicate, date: Mention) -> bool:
        """Whether a clause tells what was done in the year before, after which the next was: 前年に署名した後、実施した."""
        after = before.chunk + 1 < len(self.scene.clauses.chunks) and self.scene.chunk(before.chunk + 1).words[0].text in _AFTER
        return before.form == "while" and after and date.text.startswith("前")

    def _is_since(self, before: Predicate, date: Mention) -> bool:
        """Whether a date only says since when something lasts: 2012年の会議以降、議論を主導してきており、議長に選ばれた."""
        moments = (inner for inner in self.scene.under(before.chunk) if is_moment(self.scene, inner, _SINCE))
        return any(date in self.of_noun(inner) for inner in moments)

    def _over(self, over: Predicate, steps: int) -> tuple[Mention, ...]:
        """The date of the first clause that has one, of those that a chain of clauses goes on to."""
        further = governor(self.scene, over.chunk)
        if further is None or not steps:
            return ()
        return self._own(further, None) or (self._over(further, steps - 1) if further.form in _SHARED else ())


def _is_origin(clause: Predicate) -> bool:
    """Whether a clause says since when somebody or something is what it is: 3月に発足した政権."""
    lemma = dictionary_form(clause.lemma)
    return befalls(lemma) or begins(lemma) or action_class(lemma, ()) == "appoint"


def is_cleft(scene: Scene, predicate: Predicate) -> bool:
    """Whether a clause says what was done at the date behind it: 合意を決めたのは2020年2月だった."""
    head = scene.head(predicate.chunk)
    if head is None or predicate.form != "content" or scene.date(head) is None:
        return False
    return "".join(word.text for word in scene.chunk(predicate.chunk).tail).endswith("のは")
