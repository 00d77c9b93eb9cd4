"""A predicate in its sentence → whether it tells something done: no purpose, ability, habit, condition or description."""

from __future__ import annotations

import re

from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import LASTING, UNTIL, UP_TO_NOW, is_sample, sayings
from pipeline.model import Modality
from pipeline.resolve.events.chains import governor, is_sequel, is_told_as_done, last_of
from pipeline.resolve.events.classes import dictionary_form, is_said_by
from pipeline.resolve.events.roles import Roles
from pipeline.resolve.events.scene import Scene
from pipeline.resolve.events.times import is_cleft

_HAD_TO = re.compile(r"ざるを得(?:なかった|ず)")
_PURPOSES = frozenset({"ため", "為", "場合", "限り", "よう"})
_MEANS = frozenset({"用いる", "使う", "使用する", "利用する", "活用する", "駆使する"})
_LASTS = (*LASTING, "つつあ")
_BECOMES = frozenset({"なる", "始める", "至る", "決まる"})
_STANDS = frozenset({"方針", "原則", "重要性", "必要性", "合意", "立場", "認識", "こと"})
_DECIDED = frozenset({"決定する", "決まる", "確定する", "内定する"})
_FACTS = frozenset({"こと", "事", "点", "事実", "の"})
_IN_WRITING = frozenset({"に", "で", "において"})
_SEEN = frozenset({"確認する", "観測する", "検出する", "探知する", "発見する", "特定する"})


def counts(scene: Scene, roles: Roles, predicate: Predicate, *, dated: bool, modality: Modality, listless: bool) -> bool:
    """Whether a predicate is told as something done, or planned, at a time; `listless`: of no class but other."""
    planned = modality == "planned"
    if (predicate.form in ("condition", "asked") and not is_sequel(scene, predicate)) or predicate.able or _ought(scene, predicate):
        return False
    seen = predicate.passive and dictionary_form(predicate.lemma) in _SEEN and roles.subject(predicate) is None
    if seen and not _is_stated(scene, roles, predicate):
        return False
    if dictionary_form(predicate.lemma) in _MEANS and (scene.clauses.text.startswith("て", predicate.end) or _describes(predicate, dated)):
        return False
    if _is_of_the_text(scene, predicate) or (not predicate.past and _has_condition(scene, predicate)):
        return False
    if _is_until(scene, predicate) or _is_habit(scene, predicate) or _is_hearsay(scene, roles, predicate):
        return False
    if not predicate.passive and _is_about_facts(scene, roles, predicate):
        return False
    last = last_of(scene, predicate)
    if not last.past and is_sample(scene.chunk(predicate.chunk)):
        return False
    if not dated and not last.past and (listless or (predicate.passive and _lasts(scene, last))):
        return False
    if (last.able and (last is predicate or not last.past)) or (last is not predicate and last.form in ("condition", "asked")):
        return False
    if last.form in ("condition", "asked"):
        return dated
    if not dated and ((last.form == "content" and planned) or scene.clauses.text.startswith("ながら", predicate.end)):
        return False
    if last.names and not last.past:  # …するという覚書
        return _is_plan(scene, last, planned=planned)
    if last.form == "modifies":
        return _describes_act(scene, last, dated=dated, planned=planned)
    if last.form == "while" and scene.chunk(last.chunk + 1).words[0].text == "場合":
        over = governor(scene, last.chunk)
        done = over is not None and is_told_as_done(scene, over) and not over.able
        return dated and last.past and done and scene.particle(last.chunk + 1) != "の"
    if last.past or last.bare:
        return True
    if last.form == "while":
        if not dated or (not last.past and _is_general(scene, last)):
            return False
        return scene.chunk(last.chunk + 1).words[0].text not in _PURPOSES if last.before_noun else True
    if last.form in ("content", "quoted"):
        return _is_said_act(scene, last, modality, dated=dated)
    return dated or planned or _lasts(scene, last)


def _describes_act(scene: Scene, last: Predicate, *, dated: bool, planned: bool) -> bool:
    """Whether a clause that describes a noun tells an act: one that is past or planned, or of an incident that was."""
    head = scene.head(last.chunk)
    if head is not None and scene.is_case(head):
        over = governor(scene, head)
        return dated and over is not None and over.past  # 侵入する事案が発生した
    return last.past or _is_plan(scene, last, planned=planned)


def _is_said_act(scene: Scene, last: Predicate, modality: Modality, *, dated: bool) -> bool:
    """Whether a clause that is not in the past, and that another says or goes on from (こと, と, よう), tells an act."""
    if is_cleft(scene, last):
        return False
    over = governor(scene, last.chunk)
    if scene.is_means(last):
        return over is not None and (over.past or dated)
    if over is not None and "ざる" in scene.clauses.text[last.end : last.stop]:
        return is_told_as_done(scene, over)  # せざるを得なかった
    if over is not None and over.lemma == "ある" and over.past:  # …することもあった
        return True
    if over is not None and over.form == "modifies" and not over.past:  # …することを内容とする声明, …を目指す宣言
        return False
    if over is not None and "よう" in scene.clauses.text[last.end : last.stop]:
        if is_said_by(dictionary_form(last.lemma)) and scene.chunk(last.chunk).comma:  # A氏が述べるように、
            return True
        becomes = dictionary_form(over.lemma) in _BECOMES and (over.past or over.form == "goes-on")
        return becomes or sayings().get(dictionary_form(over.lemma)) == "planned"
    if over is None:
        return modality != "asserted"
    return is_said_by(dictionary_form(over.lemma)) or dictionary_form(over.lemma) in _BECOMES


def _describes(predicate: Predicate, dated: bool) -> bool:
    """Whether a clause without a date says what a thing is like: AIを活用したサービス."""
    return predicate.form == "modifies" and not dated


def _has_condition(scene: Scene, predicate: Predicate) -> bool:
    """Whether something is done only if something else is: 手続きが終われば、60日後に発効する."""
    under = (scene.predicate(inner) for inner in scene.under(predicate.chunk))
    return any(found is not None and found.form == "condition" and scene.chunk(found.chunk).tail[-1].text != "と" for found in under)


def _is_of_the_text(scene: Scene, predicate: Predicate) -> bool:
    """Whether the author speaks of what is written: 前稿で紹介した."""
    return any(scene.is_of_author(inner) for inner in scene.under(predicate.chunk))


def _is_about_facts(scene: Scene, roles: Roles, predicate: Predicate) -> bool:
    """Whether that something is the case shows or means something, which is a conclusion: …したことは…を示唆した."""
    patients = roles.patients(predicate)
    for inner in () if patients else reversed(scene.under(predicate.chunk)):
        before = scene.predicate(inner)
        if before is not None and before.form == "goes-on":
            patients = roles.patients(before)  # …したことは…を刺激し、…を示唆した
            break
    written = [scene.chunk(inner).core.text for inner in patients]
    return bool(written) and written[-1] in _FACTS and dictionary_form(predicate.lemma) not in _DECIDED


def _is_habit(scene: Scene, predicate: Predicate) -> bool:
    """Whether something is told as done again and again, or up to now: 4年に1回開催される, 2年ごとに発表されてきた."""
    tail = scene.clauses.text[predicate.end : predicate.stop]
    again = any(word in tail for word in UP_TO_NOW) or (predicate.form == "end" and not (predicate.past or predicate.bare))
    return again and any(scene.is_frequency(inner) for inner in scene.under(predicate.chunk))


def _is_hearsay(scene: Scene, roles: Roles, predicate: Predicate) -> bool:
    """Whether nobody is named who says something and it is said at no time: …と言われている."""
    said = predicate.passive and not predicate.past and is_said_by(dictionary_form(predicate.lemma)) and _lasts(scene, predicate)
    written = (inner for inner in scene.under(predicate.chunk) if scene.particle(inner).rstrip("はも") in _IN_WRITING)
    if any(scene.is_dated(inner) for inner in written):
        return False  # 3月の共同声明にはうたわれている
    return said and any(_is_words(scene, inner) for inner in scene.under(predicate.chunk)) and roles.subject(predicate) is None


def _is_words(scene: Scene, index: int) -> bool:
    found = scene.predicate(index)
    return found is not None and found.form == "quoted"


def _is_general(scene: Scene, last: Predicate) -> bool:
    """Whether 際 behind a clause in the present tells when something has to be done, not when it was: 移転する際に必要となる."""
    over = governor(scene, last.chunk)
    return scene.chunk(last.chunk + 1).words[0].text == "際" and over is not None and not is_told_as_done(scene, over)


def _is_stated(scene: Scene, roles: Roles, predicate: Predicate) -> bool:
    """Whether what is 確認される is a stand that people take, not a thing that is seen."""
    objects = (inner for inner in scene.under(predicate.chunk) if scene.particle(inner) == "を")
    return any(scene.chunk(inner).core.text in _STANDS for inner in (*roles.patients(predicate), *objects))


def _is_until(scene: Scene, predicate: Predicate) -> bool:
    """Whether a clause only says up to when: 解決されるまで; not what came to be done, 締結するまでに至った."""
    over = governor(scene, predicate.chunk)
    comes = over is not None and dictionary_form(over.lemma) in _BECOMES
    return not predicate.past and not comes and scene.clauses.text[predicate.end : predicate.stop].endswith(UNTIL)


def _ought(scene: Scene, predicate: Predicate) -> bool:
    tail = _HAD_TO.sub("", scene.clauses.text[predicate.end : predicate.stop + 6])  # what had to be done was
    return any(word in tail for word in ("べき", "なければな", "てはなら", "ざるを得", "べく", "たはず"))


def _is_plan(scene: Scene, last: Predicate, *, planned: bool) -> bool:
    """Whether a clause in the present is what a sentence says is planned: 派遣する計画である, 派遣する計画を発表した."""
    head = scene.head(last.chunk)
    found = scene.predicate(head) if head is not None else None
    if not planned or head is None:
        return False
    over = governor(scene, head) if found is None else None
    told = over is not None and (over.past or over.bare) and is_said_by(dictionary_form(over.lemma))
    return scene.chunk(head).closes or told or (found is not None and not found.act)


def _lasts(scene: Scene, last: Predicate) -> bool:
    tail = scene.clauses.text[last.end : last.stop]
    return any(word in tail for word in _LASTS)
