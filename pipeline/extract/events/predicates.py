"""Phrases → those that are predicates: the word that tells the action, voice, negation, and how the clause goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline import rules
from pipeline.extract.events.chunks import MAYBE, Chunk
from pipeline.extract.events.marks import is_time, sayings
from pipeline.extract.events.tokens import Token

Form = Literal["end", "goes-on", "modifies", "content", "quoted", "condition", "while", "asked"]

_COMING = frozenset({"来る", "来たる", "きたる"})
_OPENED, _DO = "開く", "する"
_SUFFIX = "接尾辞-名詞的"
_NOUNS = ("名詞", "接尾辞-名詞的", "代名詞", "quote", "接頭辞", "連体詞", "副詞", "形状詞", "未知語", "記号", "補助記号-一般")
_PASSIVE, _CAUSATIVE = frozenset({"れる", "られる"}), frozenset({"せる", "させる"})
_NOT = frozenset({"ない", "ぬ", "ず", "ん", "まい"})
_ADVERBS, _STATES, _OF_STATE = ("副詞", "形容詞"), frozenset({"いる", "おる", "ある", "ない", "だ"}), 2
_RESULT = "結果"
_AGAINST = ("のに対し", "のに対して")
_COPULAS = frozenset({"だ", "です", "ある"})
_ABLE = frozenset({"できる", "出来る", "べし", "たい", "得る", "うる", "まい", "がたい", "難い", "にくい", "やすい", "易い"})
_ADNOMINAL = frozenset(
    {
        "た",
        "だ",
        "れる",
        "られる",
        "せる",
        "させる",
        "ない",
        "する",
        "できる",
        "いる",
        "おる",
        "たい",
        "ぬ",
        "くる",
        "いく",
        "ある",
        "得る",
        "うる",
    }
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a phrase says is done: `start`–`end` is the word, `lemma` its dictionary form, `stop` where its phrase ends.

    `form` is how the clause goes on, `before_noun` whether the noun it stands before (こと, 後) is the next phrase. An `act` is a verb;
    others are states and nouns with だ. A `bare` one is a verbal noun that ends a clause by itself. One that `names` says what the noun
    behind it is (…という記述). `able`: it is told as a duty, wish or ability (できる, べき).
    """

    chunk: int
    start: int
    end: int
    stop: int
    lemma: str
    act: bool
    bare: bool
    passive: bool
    causative: bool
    negative: bool
    past: bool
    able: bool
    form: Form
    before_noun: bool
    names: bool


def predicate(found: Sequence[Chunk], index: int) -> Predicate | None:
    """The predicate of a phrase; None where it is a noun with particles, an adverb or a conjunction."""
    chunk = found[index]
    following = found[index + 1] if index + 1 < len(found) and not chunk.closes else None
    held = following is not None and _is_held(found, index)
    if index and _is_on_grounds(found[index - 1], chunk):
        return None
    if chunk.is_verb:
        word = chunk.core
        if (word.tag.startswith("形容詞") and not chunk.tail and word.text.endswith("く")) or _is_thing(found, index):
            return None
        if word.text in _COMING and not chunk.tail and following is not None and is_time(following):
            return None  # 来る10月に
        lemma = word.lemma
        if len(chunk.words) > 1 and _is_compound(chunk.words[-2], word):
            lemma = chunk.words[-2].text + lemma
        told = _predicate(chunk, following, word.start, word.end, lemma, act=word.tag.startswith("動詞"))
        told = replace(told, form="quoted") if held else told
        return replace(told, act=False, form="modifies") if lemma == _OPENED and _is_among_traits(found, index) else told
    if chunk.does:
        start = _noun_start(chunk)
        noun = "".join(word.text for word in chunk.words if word.start >= start)
        told = _predicate(chunk, following, start, chunk.end, f"{noun}する", act=chunk.core.tag != "quote")
        return replace(told, form="quoted") if held else told
    if any(word.text in ("だけ", "のみ", "ばかり") for word in chunk.tail) and chunk.tail[-1].text == "なく":
        return None  # Aだけでなく
    if chunk.core.text == "こと" and [word.text for word in chunk.tail] == ["で"] and _is_verbal(found, index - 1):
        return None  # …することで、
    says = following is not None and _says(following) and following.core.lemma != _DO  # not of 必要とする
    if says and "形状詞" in chunk.core.tag and [word.text for word in chunk.tail] == ["と"]:
        return replace(_predicate(chunk, following, chunk.core.start, chunk.end, chunk.core.lemma, act=False), form="quoted")
    if any(word.lemma in _COPULAS and word.text != "に" and word.tag.startswith(("助動詞", "動詞")) for word in chunk.tail):
        told = _predicate(chunk, following, chunk.core.start, chunk.end, chunk.core.lemma, act=False)
        return replace(told, form="modifies") if told.form == "goes-on" and _begins_traits(found, index) else told
    ends = following is None or chunk.comma
    before = index - 2 if index > 1 and _is_manner(found[index - 1]) else index - 1  # …を高く評価。
    stands = index > 0 and (_governs(found[before]) or (following is None and chunk.closes and _parts(found[index - 1])))
    if ends and not chunk.tail and _is_act(chunk.core) and stands:
        start = _noun_start(chunk)
        noun = "".join(word.text for word in chunk.words if word.start >= start)
        return _predicate(chunk, following, start, chunk.end, f"{noun}する", act=True, bare=True)
    return None


def _is_on_grounds(before: Chunk, chunk: Chunk) -> bool:
    """Whether a phrase is the して that makes a ground of a clause: 違反したとして、制裁を科した; 「…」として says so."""
    quoted = bool(before.tail) and before.tail[-1].text == "と" and not before.quotes and (before.is_verb or before.does)
    return quoted and not before.comma and len(chunk.words) == 1 and chunk.core.text == "し" and [w.text for w in chunk.tail] == ["て"]


def _says(chunk: Chunk) -> bool:
    """Whether a phrase says or thinks something: 不可欠と主張している."""
    return chunk.core.lemma in sayings() or f"{chunk.core.text}する" in sayings()


def _is_among_traits(found: Sequence[Chunk], index: int) -> bool:
    """Whether a verb is one of several traits of a thing: 自由で開かれた地域, 開かれ、包摂的で、安定した地域."""
    near = [found[at].core for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return any(core.tag.startswith("形状詞") or core.text.endswith("的") for core in near)


def _begins_traits(found: Sequence[Chunk], index: int) -> bool:
    """Whether a trait stands right before another, which modifies a noun: 包摂的で、安定した地域."""
    trait = found[index].core.tag.startswith("形状詞") or found[index].core.text.endswith("的")
    if not trait or [word.text for word in found[index].tail] != ["で"] or index + 1 >= len(found):
        return False
    beside = predicate(found, index + 1)
    return beside is not None and beside.form == "modifies"


def _is_verbal(found: Sequence[Chunk], index: int) -> bool:
    return index >= 0 and (found[index].is_verb or found[index].does)


def _is_compound(noun: Token, verb: Token) -> bool:
    """Whether a noun and a verb are one word: 位置付ける."""
    return noun.tag.startswith("名詞-普通名詞") and noun.end == verb.start and verb.text[0] in "付づ"


def _noun_start(chunk: Chunk) -> int:
    """Where the verbal noun begins: 署名, 具体化; 会談 of 首脳会談."""
    words = chunk.words
    if len(words) > 1 and words[-1].tag.startswith(_SUFFIX):
        return words[-2].start
    return words[-1].start


def _is_act(word: Token) -> bool:
    return word.tag.startswith("名詞") and "サ変" in word.tag


def _is_manner(chunk: Chunk) -> bool:
    """Whether a phrase only says how: 高く."""
    return not (chunk.comma or chunk.tail) and chunk.core.tag.startswith("形容詞") and chunk.core.text.endswith("く")


def _governs(before: Chunk) -> bool:
    """Whether the phrase before a bare verbal noun is an argument of it."""
    particle = "".join(word.text for word in before.tail)
    if (before.is_verb or before.does) and before.tail and before.tail[-1].text == "と":
        return not before.comma  # 実施すると発表。
    return not before.comma and particle in ("を", "に", "へ", "と", "で", "から", "にて", "が")


def _parts(before: Chunk) -> bool:
    """Whether a date or a clause stands before a comma, so that a verbal noun behind it is a clause of its own: …に敗れ、落選。"""
    return before.comma and (is_time(before) or (not before.tail and before.is_verb) or before.does)


def _predicate(chunk: Chunk, following: Chunk | None, start: int, end: int, lemma: str, *, act: bool, bare: bool = False) -> Predicate:
    verbs = [word for word in chunk.tail if not word.tag.startswith(("助詞-格助詞", "助詞-係助詞", "助詞-副助詞"))]
    told = next((at for at, word in enumerate(verbs) if word.lemma in MAYBE), len(verbs))
    verbs = verbs[:told]  # する of するかもしれない
    lemmas = [word.lemma for word in verbs]
    form = _form(chunk, following, bare)
    return Predicate(
        chunk=chunk.index,
        start=start,
        end=end,
        stop=chunk.stop,
        lemma=lemma,
        act=act,
        bare=bare,
        passive=any(word in _PASSIVE for word in lemmas),
        causative=any(word in _CAUSATIVE for word in lemmas),
        negative=sum(word.lemma in _NOT and word.text != "ざる" for word in verbs) % 2 == 1,
        past=any(word.lemma == "た" or (chunk.is_verb and _is_voiced_past(chunk, word)) for word in verbs),
        able=any(word in _ABLE for word in lemmas) and not any(word.text == "ざる" for word in verbs),  # せざるを得ない is no ability
        form=form,
        names=form in ("quoted", "content") and "".join(word.text for word in chunk.tail).endswith(("との", "という", "といった")),
        before_noun=form in ("content", "while", "modifies", "goes-on") and following is not None and _is_before(chunk, following),
    )


def _is_voiced_past(chunk: Chunk, word: Token) -> bool:
    """Whether だ is the past of a verb: 飛んだ; not that of 打ち出すのだが."""
    if not word.lemma == word.text == "だ":
        return False
    at = chunk.tail.index(word)
    return not (at and chunk.tail[at - 1].tag.startswith("助詞"))


def _is_thing(found: Sequence[Chunk], index: int) -> bool:
    """Whether a verb's stem is a noun: A国の切り崩しに成功した."""
    chunk = found[index]
    cased = len(chunk.tail) == 1 and chunk.tail[0].tag.startswith("助詞-格助詞") and chunk.tail[0].text in ("に", "を", "が")
    stem = chunk.core.tag.startswith("動詞") and chunk.core.text != chunk.core.lemma
    owned = index > 0 and not found[index - 1].comma and [word.text for word in found[index - 1].tail] == ["の"]
    return cased and stem and owned and not (found[index - 1].is_verb or found[index - 1].does)


def _is_held(found: Sequence[Chunk], index: int) -> bool:
    """Whether と behind a state parts it from who thinks or says so, with adverbs between: 保有していると広く考えられている."""
    tail = [word.lemma for word in found[index].tail[-2:]]
    if found[index].comma or len(tail) < _OF_STATE or tail[-1] != "と" or tail[-2] not in _STATES:
        return False
    behind = next((chunk for chunk in found[index + 1 : index + 4] if not chunk.core.tag.startswith(_ADVERBS) or chunk.comma), None)
    return behind is not None and _says(behind)


def _is_nominal(chunk: Chunk, following: Chunk) -> bool:
    """Whether a clause in the past is told as もの: 提訴していたもので、, 強化されたものである."""
    copula = [word.text for word in following.tail[:1]] == ["で"]
    past = bool(chunk.tail) and chunk.tail[-1].lemma == "た" and not chunk.comma
    return past and copula and [word.text for word in following.words] == ["もの"]


def _is_before(chunk: Chunk, following: Chunk) -> bool:
    """Whether a clause stands before the noun that says what it is: した後, することを."""
    if _is_nominal(chunk, following):
        return True
    return not any(word.tag.startswith("助詞") for word in chunk.tail[-1:]) and _role(following) is not None


def _form(chunk: Chunk, following: Chunk | None, bare: bool) -> Form:
    """How the clause goes on, by its last words and the first of the phrase that follows."""
    tail = [word for word in chunk.tail if word.text not in ("は", "も", "さえ")]
    last = tail[-1] if tail else chunk.core
    if following is None or chunk.closes:
        return "end"
    if [word.text for word in tail[-2:]] == ["もの", "の"] or _is_nominal(chunk, following):
        return "goes-on"
    if chunk.comma and following.words[0].text == "と" and following.words[0].tag.startswith("助詞-格助詞"):
        return "quoted"  # 派遣する、と発表した
    if last.lemma == "いう" and len(tail) > 1 and tail[-2].text == "と":
        return "content"
    if [word.text for word in tail if word.text.startswith("と")][-2:-1] == ["と"] or last.text in ("ともに", "共に"):
        return "goes-on"
    if "".join(word.text for word in tail).endswith(_AGAINST):
        return "goes-on"  # 発出したのに対し、
    if any(word.tag.startswith("助詞-準体助詞") for word in tail):
        if last.tag.startswith("助詞-接続助詞") and [word.text for word in tail[-3:-1]] == ["の", "だ"]:
            return "goes-on"  # 打ち出すのだが、
        return "while" if last.text == "で" else "content"
    if any(word.tag.startswith("形状詞-助動詞語幹") for word in tail):
        return "content" if last.text in ("に", "よう") else "goes-on"
    if last.text == "と" and following.words[0].text in ("共", "同時"):
        return "goes-on"
    if [word.text for word in tail[-2:]] in (["て", "から"], ["で", "から"]):
        return "goes-on"
    if last.tag.startswith("助詞-格助詞") and last.text in ("と", "との", "って"):
        return "quoted"
    if last.text == "の" and len(tail) > 1 and tail[-2].text == "と":
        return "quoted"
    if last.tag.startswith("助詞-副助詞") and last.text == "か":
        return "asked"
    if last.text == "と" and _says(following):
        return "quoted"
    if last.tag.startswith("助詞-接続助詞"):
        return "condition" if last.text in ("ば", "と", "とも") else "goes-on"
    if last.text in ("たら", "なら", "ければ"):
        return "condition"
    if last.tag.startswith("助詞-格助詞"):
        return "content"
    if bare:
        return "goes-on"
    if chunk.comma and chunk.tail and chunk.tail[-1].text == "も":
        return "goes-on"  # 宣言するも、
    conclusive = last.text == last.lemma and (last is chunk.core or last.lemma in _ADNOMINAL) and last.text not in ("ず",)
    if last.text in ("な", "ぬ"):
        conclusive = True
    if not conclusive or not following.words[0].tag.startswith(_NOUNS):
        return "goes-on"
    return _before(following)


def _before(noun: Chunk) -> Form:
    """What a clause in front of a noun is: one that modifies it, what is said (こと), or a time or reason (後, ため)."""
    role = _role(noun)
    if role is None:
        return "modifies"
    if role == "content":
        return "content"
    return "goes-on" if role == "goes-on" else "while"


def _role(noun: Chunk) -> str | None:
    """The role of a noun behind a clause; 結果 has none where it is a thing: 検討した結果を."""
    return None if noun.core.text == _RESULT and noun.tail else _roles().get(noun.words[0].text)


@cache
def _roles() -> dict[str, str]:
    return {row["noun"]: row["role"] for row in rules.words("event_nouns")}
