"""A sentence's words → its phrases (bunsetsu): content words with the particles and auxiliaries behind them.

Phrases are cut by the words' tags, which are surer than dependencies. What stands in brackets is passed over; a quotation is one word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.events.tokens import Token

_PAIRS = {"「": "」", "『": "』", "“": "”", "〈": "〉", "《": "》"}
_ASIDES = {"（": "）", "(": ")", "［": "］", "[": "]"}
_QUOTE = "quote"
_NOUNS = (_QUOTE, "名詞", "代名詞", "接尾辞-名詞的", "接尾辞-形状詞的", "接頭辞", "形状詞", "記号", "補助記号-一般", "未知語")
_PARTICLES = ("助詞", "助動詞")
_WEAK = ("動詞-非自立可能", "形容詞-非自立可能", "接尾辞-動詞的", "接尾辞-形容詞的")
_VERBS = ("動詞", "形容詞")
_ALONE = ("副詞", "連体詞", "接続詞", "感動詞")
_LIGHT = frozenset({"する", "す", "できる", "為る", "出来る", "致す", "いたす", "なさる"})
_ASPECTS = frozenset({"始める", "続ける", "終える", "はじめる", "つづける", "出す", "つつある", "得る", "うる"})
_VOICES = frozenset({"れる", "られる", "せる", "させる", "する"})
_BEING = frozenset({"ある", "ない"})
_HEAD = ("_bunsetu", "ROOT")
_MEASURES = ("名詞-普通名詞-副詞可能", "名詞-普通名詞-助数詞可能", "接尾辞-名詞的-助数詞", "接尾辞-名詞的-副詞可能", "名詞-数詞")
MAYBE = frozenset({"しれる", "知れる"})  # かもしれない
_ONLY = frozenset({"だけ", "のみ", "ばかり"})
_AS_LONG = 2  # として, としては
_EDITION = "版"
_NUMBER, _OF_DATES = "名詞-数詞", "年月日"
_COMMA, _STOP, _SPACE = "補助記号-読点", "補助記号-句点", "空白"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A phrase: content words `words`, function words `tail` behind them, whether a comma or a full stop follows.

    `start`–`end` are the content's characters, `stop` is where the function words end; `toward` is the phrase GiNZA makes it depend on.
    `quotes` says that it holds a quotation with a clause of its own.
    """

    index: int
    words: tuple[Token, ...]
    tail: tuple[Token, ...]
    comma: bool
    closes: bool
    quotes: bool
    toward: int

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.words[-1].end

    @property
    def stop(self) -> int:
        """Where its function words end."""
        return self.tail[-1].end if self.tail else self.end

    @property
    def core(self) -> Token:
        """Its last content word."""
        return self.words[-1]

    @property
    def is_verb(self) -> bool:
        """Whether its last content word is a verb or an adjective."""
        return self.core.tag.startswith(_VERBS)

    @property
    def does(self) -> bool:
        """Whether its noun is made a verb by する."""
        return bool(self.tail) and self.tail[0].lemma in _LIGHT and self.core.tag.startswith(_NOUNS)


def chunks(text: str, tokens: Sequence[Token]) -> tuple[Chunk, ...]:
    """The phrases in order."""
    groups: list[list[list[Token]]] = []  # content, function, punctuation
    for token in _folded(text, tokens):
        _add(groups, token)
    groups = _merged([part for group in groups for part in _apart(group)])
    owner = {word.start: index for index, group in enumerate(groups) for part in group for word in part}
    return tuple(_chunk(text, index, group, owner, tokens) for index, group in enumerate(groups))


def _apart(group: list[list[Token]]) -> Iterator[list[list[Token]]]:
    """The phrase as two where the verb of its particle is told as done or going on: 要請 + に | 応じ + た."""
    content, tail, marks = group
    verbs = (
        at for at in range(1, len(tail)) if tail[at].tag.startswith("動詞-一般") and (tail[at - 1].text, tail[at].lemma) in _compounds()
    )
    verb = next(verbs, len(tail))
    behind = [word.text for word in tail[verb + 1 :]]
    closes = any(mark.tag in (_COMMA, _STOP) for mark in marks)
    goes_on = behind[:1] in (["て"], ["で"], ["ない"], ["なかっ"]) and behind[1:2] not in ([], ["は"], ["も"], ["の"])
    undergone = behind[:1] in (["られ"], ["れ"])  # 対象に加えられた
    if not (goes_on or undergone) and not (behind in (["た"], ["だ"]) and closes):
        yield group
        return
    yield [content, tail[:verb], []]
    yield [[tail[verb]], tail[verb + 1 :], marks]


def _merged(groups: list[list[list[Token]]]) -> list[list[list[Token]]]:
    """The phrases with として behind a noun as its particle, ものの behind a verb as its conjunction."""
    found: list[list[list[Token]]] = []
    for content, tail, marks in groups:
        before = found[-1] if found else None
        as_ = len(content) == 1 and content[0].text == "し" and bool(tail) and tail[0].text == "て" and len(tail) <= _AS_LONG
        if as_ and before and not before[2] and [word.text for word in before[1]] == ["と"] and before[0][-1].tag.startswith(_NOUNS):
            before[1] += [*content, *tail]
            before[2] += marks
        elif before and not before[2] and marks and [word.text for word in (*content, *tail)] == ["もの", "の"]:
            before[1] += [*content, *tail]  # したものの、
            before[2] += marks
        else:
            found.append([content, tail, marks])
    return found


def _chunk(text: str, index: int, group: list[list[Token]], owner: dict[int, int], tokens: Sequence[Token]) -> Chunk:
    content, tail, marks = group
    toward = index
    for word in reversed(content):
        over = owner.get(tokens[word.head].start, index)
        if over > index:
            toward = over
            break
    comma = any(mark.tag == _COMMA for mark in marks)
    quotes = any(word.tag == _QUOTE and word.label == "clause" for word in content)
    return Chunk(index, tuple(content), tuple(tail), comma, any(mark.tag == _STOP for mark in marks), quotes, toward)


def _add(groups: list[list[list[Token]]], token: Token) -> None:
    """The word to the last phrase, or as the first of a new one."""
    if token.tag == _SPACE:
        return
    if token.tag.startswith("補助記号") and not token.tag.startswith("補助記号-一般"):
        if groups:
            groups[-1][2].append(token)
        return
    if not groups:
        groups.append([[token], [], []])
        return
    content, tail, marks = groups[-1]
    if not marks and _is_function(token, content, tail):
        tail.append(token)
    elif marks or tail or (_splits(content[-1], token) and not _is_of_name(content)):
        groups.append([[token], [], []])
    else:
        content.append(token)


def _is_function(token: Token, content: Sequence[Token], tail: Sequence[Token]) -> bool:
    if token.tag.startswith(_PARTICLES):
        return True
    if token.tag.startswith(("形状詞-助動詞語幹", "名詞-助動詞語幹")):
        return bool(tail) or content[-1].tag.startswith(_VERBS)
    last = tail[-1] if tail else content[-1]
    if last.tag.startswith("助詞") and (last.text, token.lemma) in _compounds():
        return True
    if token.lemma in MAYBE and [word.text for word in tail[-2:]] == ["か", "も"]:
        return True  # かもしれない
    if token.lemma == "ない" and [word.text in _ONLY or word.text == "で" for word in tail[-2:]] == [True, True]:
        return True
    if last.text == "で" and token.lemma in _BEING and (token.lemma != "ない" or last.label == "cop"):
        return True
    if token.lemma in _ASPECTS and token.tag.startswith(_VERBS) and (last.tag.startswith(_VERBS) or last.lemma in _VOICES):
        return True
    if token.tag.startswith("接尾辞-形容詞的") and last.tag.startswith(("動詞", "助動詞")):
        return True
    if token.tag.startswith(_WEAK) or token.lemma in _LIGHT:
        if not tail and last.tag.startswith(_NOUNS):
            return token.lemma in _LIGHT or token.tag.startswith("接尾辞")
        if not tail:
            return last.tag.startswith(_VERBS) and not token.label.endswith(_HEAD)
        return _joins(tail)
    return False


def _joins(tail: Sequence[Token]) -> bool:
    """Whether a verb goes on with another: て of している, では of していはない."""
    kept = [word for word in tail[-2:] if word.text not in ("は", "も")]
    return bool(kept) and kept[-1].tag.startswith("助詞-接続助詞") and kept[-1].text in ("て", "で")


def _splits(last: Token, token: Token) -> bool:
    """Whether a content word right behind another begins a phrase of its own."""
    if last.tag.startswith(_ALONE) or token.tag.startswith(_ALONE):
        return True
    if last.tag.startswith(_VERBS):
        return last.label != "compound"
    if last.tag.startswith(_NUMBER) and token.text[0] in _OF_DATES:
        return False  # 10（平成22）年5月
    if token.text == _EDITION:
        return False  # 令和5年版『白書』
    if token.text[0] in "付づ" and token.tag.startswith("動詞") and last.end == token.start and len(last.text) > 1:
        return not last.tag.startswith("名詞-普通名詞")  # 位置付ける
    ends = last.label.endswith(_HEAD) and (last.tag.startswith(_MEASURES) or token.tag.startswith(_VERBS))
    return ends or (last.tag.startswith("名詞-普通名詞-副詞可能") and token.tag.startswith("名詞-固有名詞"))


def _is_of_name(content: Sequence[Token]) -> bool:
    """Whether 日 is Japan behind a number of meetings, not a day: 第12回日中韓会合."""
    return len(content) > 1 and content[-1].text == "日" and content[-2].text == "回"


def _folded(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """The words without what stands in brackets, each quotation as one word; a bracket that is not closed is passed over."""
    closes = _closings(tokens)
    if 0 in closes and tokens[0].text in _ASIDES and closes[0] >= len(tokens) - 2:
        del closes[0]  # a sentence that stands in brackets: （第1回会合は、6月に開催された。）
    index = 0
    while index < len(tokens):
        token = tokens[index]
        last = closes.get(index)
        if last is None:
            if token.text not in _ASIDES.values() and token.text not in _PAIRS.values() and token.text not in (*_PAIRS, *_ASIDES):
                yield token
            index += 1
            continue
        if token.text in _PAIRS:
            inner = tokens[index + 1 : last]
            clause = any(word.tag.startswith(("助動詞", "動詞")) for word in inner)
            heads = [word for word in inner if not index < word.head < last]
            head = heads[-1].head if heads else index
            end = tokens[last].end
            yield Token(token.start, end, text[token.start : end], "", _QUOTE, "clause" if clause else "", head)
        index = last + 1


def _closings(tokens: Sequence[Token]) -> dict[int, int]:
    """For each outer opening bracket the place of the one that closes it."""
    found: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    both = _PAIRS | _ASIDES
    for index, token in enumerate(tokens):
        if token.text in both:
            waiting.append((index, both[token.text]))
        elif waiting and token.text == waiting[-1][1]:
            found[waiting.pop()[0]] = index
    return found


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    """Particles of several words: に and 対する of に対して."""
    return frozenset((row["particle"], row["word"]) for row in rules.words("event_particles"))
