"""A predicate in its sentence → who does it: its own subject, or that of the clauses around it where that is certain."""

from __future__ import annotations

from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import ANSWERS, HOLDS, VIEWS, outlooks, sayings
from pipeline.resolve.events.chains import governor, is_main
from pipeline.resolve.events.classes import action_class, dictionary_form, is_agreeing, is_gathering, is_said_by, moves
from pipeline.resolve.events.doers import Subject, agent, body, doer_of, home, met, sender
from pipeline.resolve.events.naming import actor_rules, is_person
from pipeline.resolve.events.scene import Scene

_MOST_STEPS = 8
_OVER_WORDS = 2
_NEAR = 4  # phrases between a subject and what it does, where that only describes a noun
_SUBJECTS = frozenset({"が", "は", "も", "こそ", "側は", "だけが", "までもが"})
_GOING_ON = frozenset({"goes-on", "while"})
_LISTED = frozenset({"と", "や", "との", "および", "及び"})
_UNDER = frozenset({"下", "もと", "際", "時"})
_GOALS = frozenset({"を", "に", "へ", "が"})
_MOMENTS = frozenset({"際", "時", "とき", "折"})
_ADVERBS = ("副詞", "接続詞")
_SAID = frozenset({"quoted", "content"})


class Roles:
    """Who does what in a sentence, each predicate looked at once; `before` are those that the sentence before was about."""

    def __init__(self, scene: Scene, before: tuple[str, ...] = ()) -> None:
        self.scene = scene
        self._known: dict[int, Subject | None] = {}
        self._lacking: list[int] = []  # what had no subject while another was asked for, which may be what it lacked
        self._depth = 0
        self._before_it = Subject(before, -1, 2, topic=True) if before else None
        self._named_at = self._first_named()

    def subject(self, predicate: Predicate) -> Subject | None:
        """Who does it; None where nothing tells."""
        if predicate.chunk in self._known:
            return self._known[predicate.chunk]
        if self._depth == _MOST_STEPS:
            return None  # too far away to be certain
        self._known[predicate.chunk] = None  # ends a way that turns back on itself
        self._depth += 1
        if predicate.passive:
            found = agent(self.scene, predicate)
        else:
            found = self._own(predicate) or self._agreed_there(predicate) or self._shared(predicate, _MOST_STEPS)
            found = found or (body(self.scene, predicate) if is_main(self.scene, predicate) else None)
            found = found or self._of_host(predicate)
        self._depth -= 1
        if found is None and self._before_it is not None and not predicate.passive and self._goes_before(predicate):
            found = self._before_it
        self._known[predicate.chunk] = found
        if self._depth:
            if found is None:
                self._lacking.append(predicate.chunk)
            return found
        for chunk in self._lacking:
            if chunk != predicate.chunk:
                self._known.pop(chunk, None)
        self._lacking.clear()
        return found

    def _agreed_there(self, predicate: Predicate) -> Subject | None:
        """Those who agree at their meeting, whoever acts in the clause before: …し、10月の日韓首脳会談では、…で一致した."""
        if not is_agreeing(predicate.lemma):
            return None
        for inner in self.scene.under(predicate.chunk):
            ids = met(self.scene, inner) if self.scene.particle(inner).rstrip("はも") in ("で", "において") else ()
            if ids:
                return Subject(ids, self.scene.chunk(inner).start, 1, topic=True)
        return None

    def _of_host(self, predicate: Predicate) -> Subject | None:
        """Who does, in or by what they held or issued, what nobody else is named for: A国が開いた会議で、支援を表明した."""
        scene = self.scene
        frames = [inner for inner in scene.under(predicate.chunk) if scene.particle(inner).rstrip("はも") == "で"]
        if not frames or not is_main(scene, predicate) or not scene.is_doing(frames[-1]):
            return None
        clauses = (scene.predicate(inner) for inner in reversed(scene.under(frames[-1])))
        clause = next((found for found in clauses if found is not None and found.form == "modifies" and found.past), None)
        if clause is None or clause.passive or "が" not in scene.particles(clause.chunk):
            return None
        return _later(self._own(clause))

    def patients(self, predicate: Predicate) -> list[int]:
        """The phrases that are the subject of a predicate, or its topic."""
        scene = self.scene
        under = [inner for inner in scene.under(predicate.chunk) if scene.predicate(inner) is None and not scene.is_time(inner)]
        own = [inner for inner in under if not (scene.is_around(inner) or scene.chunk(inner).core.tag.startswith(_ADVERBS))]  # 更には
        marked = [inner for inner in own if scene.particle(inner) == "が"]
        if marked:
            return marked
        return [
            inner
            for inner in own
            if scene.particle(inner) in _SUBJECTS and (scene.particle(inner) != "も" or predicate.passive or scene.ids(inner, works=True))
        ]

    def giver(self, predicate: Predicate, noun: int) -> Subject | None:
        """From whom what a noun names is received: ウクライナから攻撃を受けた, ウクライナによる攻撃を受けた."""
        return agent(self.scene, predicate) or doer_of(self.scene, noun)

    def _goes_before(self, predicate: Predicate) -> bool:
        """Whether a main clause can be that of those who the sentence before was about."""
        over = governor(self.scene, predicate.chunk) if predicate.form == "while" else predicate
        return predicate.chunk < self._named_at and over is not None and is_main(self.scene, over)

    def _first_named(self) -> int:
        """The first phrase that is a topic, or the subject of a clause that modifies no noun; 0 where one of them does things.

        Not 0 for a subject in が behind a clause and its comma: 発表し、A国が交渉を開始した.
        """
        scene = self.scene
        first, parted = len(scene.clauses.chunks), False
        for chunk in scene.clauses.chunks:
            parted = parted or (scene.predicate(chunk.index) is not None and chunk.comma)
            particle = scene.particle(chunk.index)
            head = scene.head(chunk.index)
            inner = scene.predicate(head) if head is not None else None
            if scene.is_time(chunk.index) or scene.is_around(chunk.index):
                continue
            lands = self._landing(inner) if particle == "が" else inner
            within = lands is not None and (
                lands.form in ("modifies", "while", "content") or (lands.form == "quoted" and self._is_said(lands))
            )
            within = within and lands is not None and (lands.chunk - chunk.index <= _NEAR or self._is_answered(lands))
            known = bool(scene.ids(chunk.index, works=True))
            if particle == "は" or (particle == "も" and known) or (particle == "が" and not within):
                if not (parted and particle == "が") and (known or inner is None or not inner.passive):
                    return 0
                first = min(first, chunk.index)
        return first

    def _landing(self, clause: Predicate | None) -> Predicate | None:
        """The clause that a chain of clauses comes to."""
        for _ in range(_MOST_STEPS):
            if clause is None or clause.form != "goes-on":
                break
            clause = governor(self.scene, clause.chunk) or clause
            if clause.form == "end":
                break
        return clause

    def _is_answered(self, clause: Predicate) -> bool:
        """Whether what a clause tells is only answered to: …したことを受け、."""
        over = governor(self.scene, clause.chunk) if clause.form == "content" else None
        return over is not None and over.lemma in ANSWERS and self.scene.particle(clause.chunk + 1).endswith("を")

    def _is_said(self, predicate: Predicate) -> bool:
        """Whether a clause is what another verb says, which has no subject of its own."""
        over = governor(self.scene, predicate.chunk)
        return over is not None and is_said_by(dictionary_form(over.lemma)) and not self.patients(over)

    def _own(self, predicate: Predicate) -> Subject | None:
        found = self.patients(predicate)
        if found and self._is_within_words(predicate, found[-1]):
            found = found[:-1]
        if not found:
            return sender(self.scene, predicate)
        topics = [
            inner for inner in self.scene.under(predicate.chunk) if self.scene.particle(inner) == "は" and not self.scene.is_time(inner)
        ]
        if topics and len(topics + found) > 1 and is_said_by(dictionary_form(predicate.lemma)) and self._speaks(topics[0], found[-1]):
            found = topics[:1]  # the other is of what is said: A国は、B国が「…」と述べた
        several = [inner for inner in found if self.scene.particle(inner) == "も"]
        if len(several) == len(found):
            ids = tuple(dict.fromkeys(one for inner in found for one in self.scene.ids(inner, works=True)))
        else:
            ids = self.scene.ids(found[-1], works=True) or self._issuer(found[-1]) or self._whose(predicate, found[-1])
        if not ids and (from_there := home(self.scene, predicate)) is not None:
            return from_there
        last = found[-1]
        return Subject(ids, self.scene.chunk(last).start, 0, topic=self.scene.particle(last) != "が")

    def _is_within_words(self, predicate: Predicate, index: int) -> bool:
        """Whether a topic is that of the words quoted behind it: 緊張が続いていると述べた上で、問題は「両国で解決する」と語った."""
        scene = self.scene
        said = is_said_by(dictionary_form(predicate.lemma)) and not predicate.passive and index + _OVER_WORDS == predicate.chunk
        return said and scene.particle(index) == "は" and scene.chunk(index + 1).quotes and not scene.ids(index, works=True)

    def _speaks(self, topic: int, subject: int) -> bool:
        """Whether the topic says something and not the subject: not in 中国は、鄧小平が「…」と述べた."""
        said_by = self.scene.ids(subject)
        another = bool(said_by) and is_person(said_by) and not is_person(self.scene.ids(topic))
        return bool(self.scene.ids(topic, works=True)) and not another

    def _whose(self, predicate: Predicate, index: int) -> tuple[str, ...]:
        """Those whose part acts, or whose views agree, told by the topic: A国とB国は、国境警備部隊が衝突した; …で意見が一致した."""
        scene, chunk = self.scene, self.scene.chunk(index)
        own = actor_rules()["own"].pattern.search(scene.clauses.text[chunk.start : chunk.end])
        if scene.particle(index) != "が" or not (own or chunk.core.text in VIEWS):
            return ()
        over: Predicate | None = predicate
        for _ in range(_NEAR):
            if over is None:
                break
            topics = (inner for inner in scene.under(over.chunk) if inner < index and scene.particle(inner) == "は")
            found = next((ids for inner in topics if (ids := scene.ids(inner)) and not is_person(ids)), ())
            if found:
                return found
            over = governor(scene, over.chunk)
        return ()

    def _issuer(self, index: int) -> tuple[str, ...]:
        """Those who issued a document that has no name: A国が公表した報告書は."""
        if not self.scene.is_document(index):
            return ()
        for inner in self.scene.under(index):
            clause = self.scene.predicate(inner)
            if clause is not None and clause.form == "modifies" and clause.past and not clause.passive:
                found = self.subject(clause)
                return found.ids if found else ()
        return ()

    def _shared(self, predicate: Predicate, steps: int) -> Subject | None:
        """The subject that a predicate without one has from the clause before it, or from the one it belongs to."""
        if not steps or predicate.passive:
            return None
        found = self._before(predicate)
        if found is not None:
            return found
        head = self.scene.head(predicate.chunk)
        if head is None:
            return None
        if predicate.form == "modifies":
            return self._modified(predicate, head)
        over = governor(self.scene, predicate.chunk)
        if over is None:
            return None
        if predicate.form in _GOING_ON or self.scene.is_means(predicate):
            topics = self._topics(over, predicate.start) or self._around(predicate, over) or self._beside(predicate, over)
            if self.scene.is_means(predicate) and topics is None and not over.passive:
                return _later(self._own(over))  # …することで、A国は…した
            if topics is not None or predicate.form == "while":
                return topics
            if self._has_own(over):
                return None
            shared = self._shared(over, steps - 1)
            return _later(shared) if over.form == "modifies" else self._further(shared, predicate)
        if predicate.form in _SAID:
            if sayings().get(dictionary_form(over.lemma)) == "possible":
                return None
            found = self.subject(over)
            says = sayings().get(dictionary_form(over.lemma)) == "reported"
            own_plan = says and not predicate.past and predicate.form == "quoted"  # A国が再開すると発表した
            return self._further(found, predicate) if found and (found.topic or own_plan) else None
        return None

    def _around(self, predicate: Predicate, over: Predicate) -> Subject | None:
        """The subject in が that stands before a clause without one and belongs to what it goes on to: 大統領が会談し合意した."""
        own = None if over.passive or predicate.form == "while" else self._own(over)
        if own is None or own.topic or own.start >= predicate.start or self.scene.chunk(predicate.chunk).comma:
            return None
        return _later(own)

    def _beside(self, predicate: Predicate, over: Predicate) -> Subject | None:
        """The topic of the clause before that goes on to the same one."""
        for inner in reversed(self.scene.under(over.chunk)):
            before = self.scene.predicate(inner) if inner < predicate.chunk else None
            if before is not None and before.form in _GOING_ON:
                found = self.subject(before) if before.act and not before.passive else None
                return _later(found) if found and found.topic else None
        return None

    def _before(self, predicate: Predicate) -> Subject | None:
        """The subject of the clause right before in the same chain."""
        scene = self.scene
        for inner in reversed(scene.under(predicate.chunk)):
            before = scene.predicate(inner) or self._inside(inner)
            if before is None or before.form not in _GOING_ON:
                continue
            if before.form == "while":
                if before.passive:
                    return None
                found = self._own(before) if self._has_own(before) else self._before(before)
                if found and (found.topic or self._is_done_there(before, predicate)):
                    return _later(found)
                continue  # Aは、Bが求めた後、…: nothing is told of A
            if before.passive:
                return self._undergoes(before) or self._of_meeting(before)
            return self._having(before) or (_later(self.subject(before)) if before.act else None)
        return None

    def _of_meeting(self, before: Predicate) -> Subject | None:
        """Those who met, where their meeting was held and they then agree: 日中首脳会談が開かれ、…で一致した."""
        if before.lemma not in HOLDS:
            return None
        for inner in self.patients(before):
            ids = met(self.scene, inner)
            if ids:
                return Subject(ids, self.scene.chunk(inner).start, 1, topic=True)
        return None

    def _having(self, before: Predicate) -> Subject | None:
        """The topic of what is necessary or possible: A国は撤退する必要があり、…で一致した."""
        if before.lemma != "ある":
            return None
        for noun in self.scene.under(before.chunk):
            for inner in self.scene.under(noun):
                clause = self.scene.predicate(inner)
                found = self._own(clause) if clause is not None and clause.form in ("modifies", "content") else None
                if found is not None and found.topic and found.ids:
                    return _later(found)
        return None

    def _is_done_there(self, before: Predicate, predicate: Predicate) -> bool:
        """Whether those who meet or visit do what is told of nobody else: A国とB国が会談した際、再開することで合意した."""
        then = self.scene.chunk(before.chunk + 1).words[0].text in _MOMENTS
        return then and is_gathering(dictionary_form(before.lemma)) and not self._has_own(predicate)

    def _undergoes(self, before: Predicate) -> Subject | None:
        """The topic that something is done to, and that then does something: A国は資格の停止を解除され、会議に出席した."""
        topics = [inner for inner in self.patients(before) if self.scene.particle(inner) == "は"]
        ids = self.scene.ids(topics[-1]) if topics else ()
        return Subject(ids, self.scene.chunk(topics[-1]).start, 1, topic=True) if ids else None

    def _inside(self, index: int) -> Predicate | None:
        """The clause before 後, ほか and the like that stand at `index`."""
        inner = [at for at in self.scene.under(index) if at == index - 1]
        found = self.scene.predicate(inner[0]) if inner else None
        return found if found and found.form in _GOING_ON else None

    def _modified(self, predicate: Predicate, head: int) -> Subject | None:
        """A clause that modifies a noun is done by that noun, if it names a doer; else by the topic of the clause that noun is in."""
        scene = self.scene
        noun = scene.chunk(head).core.text
        if noun in outlooks():
            over = scene.predicate(head) or governor(self.scene, head)
            found = self._lasting(over, predicate.start) if over is not None else None
            return found or (self._further(self.subject(over), predicate) if over is not None and is_said_by(over.lemma) else None)
        first = predicate.chunk + 1 if scene.clauses.heads[predicate.chunk + 1] == head and self._is_listed(predicate.chunk + 1) else head
        while self._is_listed(head) and scene.head(head) is not None and scene.predicate(head) is None:
            head = scene.clauses.heads[head]  # what it modifies is all that is listed: 開始したA国とB国との交渉
        after = scene.head(head)
        part = scene.particle(head) == "の" and after == head + 1 and bool(scene.ids(after))  # 活動していたAの部隊
        head = head + 1 if part else head
        ids = () if self._is_goal(predicate) else scene.ids(head)
        under = after is not None and after == head + 1 and scene.chunk(after).core.text in _UNDER  # 再任されたA大統領の下
        if ids and (part or under or scene.particle(head) != "の" or scene.amounts_in(head)):
            return Subject(ids, scene.chunk(head).start, 1, topic=False)
        between = not ids or scene.particle(head) == "の"
        if between and first != head and is_gathering(predicate.lemma) and (alone := scene.own_ids(first)):  # 訪印したA首相とB首相の間で
            return Subject(alone, scene.chunk(first).start, 1, topic=False)
        if ids or scene.particle(head) in _SUBJECTS or moves(dictionary_form(predicate.lemma)):
            return None
        told = scene.predicate(head)
        if told is not None and actor_rules()["kind"].pattern.fullmatch(noun) and not predicate.passive:  # 日本は…を策定した国である
            return self._further(self._topics(told, predicate.start), predicate)
        over = governor(self.scene, head)
        topic = self._topics(over, predicate.start) if over else None
        return _later(topic)

    def _is_listed(self, index: int) -> bool:
        """Whether a noun is listed with the next: A国と, A国 及び."""
        chunk = self.scene.chunk(index)
        last = index + 1 == len(self.scene.clauses.chunks)
        names = chunk.comma and not (chunk.tail or last) and self.scene.own_ids(index) and self.scene.own_ids(index + 1)
        if names:
            return True  # 断交したA国、B国の
        return self.scene.particle(index) in _LISTED or (not (chunk.tail or chunk.comma or last) and self.scene.is_and(index + 1))

    def _is_goal(self, predicate: Predicate) -> bool:
        """Whether the place that a clause describes is the one visited: 3月に訪問したパリで."""
        visits = action_class(dictionary_form(predicate.lemma), ()) == "visit" and not predicate.passive
        around = {self.scene.particle(inner) for inner in self.scene.under(predicate.chunk) if not self.scene.is_time(inner)}
        return visits and not around & _GOALS and bool(self.scene.places(self.scene.clauses.heads[predicate.chunk]))

    def _lasting(self, over: Predicate, before: int) -> Subject | None:
        """The topic of a clause that only says how sure or how planned it is: 韓国は派遣した可能性がある."""
        scene = self.scene
        for inner in scene.under(over.chunk):
            if scene.particle(inner) in ("は", "も") and not scene.is_time(inner) and scene.chunk(inner).start < before:
                return Subject(scene.ids(inner, works=True), scene.chunk(inner).start, 1, topic=True)
        return None

    def _topics(self, over: Predicate, before: int) -> Subject | None:
        """The topic of a clause that stands before a place, where no subject in が takes its place."""
        found = [inner for inner in self.patients(over) if self.scene.chunk(inner).start < before]
        if over.passive or not found or self.scene.particle(found[-1]) == "が":
            return None
        own = self._own(over)
        return _later(own)

    def _has_own(self, predicate: Predicate) -> bool:
        return bool(self.patients(predicate))

    def _further(self, found: Subject | None, predicate: Predicate) -> Subject | None:
        return _later(found) if found and found.start < predicate.start else None


def _later(found: Subject | None) -> Subject | None:
    return Subject(found.ids, found.start, found.steps + 1, found.topic) if found else None
