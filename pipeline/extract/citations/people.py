"""The names before or between titles → authors, editors and translators: 川本真、森山聡編; 王一ほか主編; Ann Lee and John Smith, eds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from pipeline import rules

_SEPARATORS = " \u3000、，,：:;；。/／・（("
_INITIALS = re.compile(r"\b[A-Z]\.$")
_SPLIT = re.compile(r"[、，,；;]|\s?(?:および|及び|ならびに)\s?")
_AND = re.compile(r",?\s(?:and|&|und|et|и|та|y)\s(?!others|al\b|др|ін)")
_SUFFIX = re.compile(r"(?:Jr|Sr|Ph\.?D|II|III|IV|Esq)\.?|(?:[A-ZА-ЯІЇЄ]\.[\s-]?){1,3}")
# Characters of names: with the compatibility forms (﨑), those beyond the basic plane (𠮷), and the kana inside 三ヶ島 and 一ノ瀬.
_HAN = r"(?:[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆](?:[ヶケノツ](?=[\u3400-\u9fff]))?)"
_HAN_NAME = re.compile(rf"{_HAN}{{2,6}}")
_KANA_GIVEN = re.compile(rf"{_HAN}{{1,4}}[ぁ-ん]{{2,4}}|{_HAN}{{1,4}}[ァ-ヴー]{{2,4}}")
_HAN_PERSON = re.compile(rf"{_HAN}{{2,3}}(?:{_HAN}|[ぁ-んァ-ヴー]){{0,4}}")
# How publishers are called: 湖岸書房, 湖沼社, 湖沼新書.
_PUBLISHES = re.compile(r"(?:出版|書[店房院林館]|新書|文庫|選書|[社堂閣館舎房局会])$")
_HANGUL_NAME = re.compile(r"[\uac00-\ud7af]{2,4}")
# The account behind its holder's name: 在日大使館（@embassy）, Ministry of Lakes, @lakemin.
_HANDLE = re.compile(r"(?<=[^\s、，,])(?:\s?[、，,]\s?|\s?[（(]\s?|\s)[@＠][\w.]+\s?[）)]?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_FAMILY = re.compile(rf"{_HAN}{{1,6}}")
_KANA_NAME = re.compile(r"[ァ-ヴー・＝]{2,20}")
_PAPER_BY = re.compile(r"(?<=.)(?:の)?(?:論文|論稿|論考|著書|報告書?|書|稿|記事|文献)$")
_SAME = frozenset({"同", "同上", "拙稿", "拙著", "拙論", "拙書", "拙文", "拙訳", "Id", "Idem"})
# One who wrote in another language than the translator's: ピーター・レイク, P. Lake, 김강; a name in Han may be a second translator's.
_FOREIGN = re.compile(r"[A-Za-zÀ-ž.\s-]*+[ァ-ヴー・＝=\s]{3,}|[A-ZÀ-ž][A-Za-zÀ-ž.’'\s-]+|[\uac00-\ud7af]{2,4}")
_PARTICLE_END = re.compile(r"(?:[はがをにでもや]|として|における|については|による)$")
_GROUPS = re.compile(r"\s?[／/]\s?|(?<=[編编著訳譯译])\s?[・･·‐–—―－-]\s?")


ROLES = ("authors", "editors", "translators")


@dataclass(slots=True)
class People:
    """Names as written, by what their bearers did; `rules` names the rule of the word that tells it (編, trans.), where there is one."""

    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    translators: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)

    def add(self, role: str, names: list[str], rule: str = "") -> None:
        """Puts names under a role: author, editor or translator."""
        {"author": self.authors, "editor": self.editors, "translator": self.translators}[role].extend(names)
        if rule and names:
            self.rules.setdefault(f"{role}s", f"citations_people.toml:{rule}")


@cache
def _rule(name: str) -> rules.Rule:
    return next(rule for rule in rules.load("citations_people") if rule.id == name)


def is_organisation(name: str) -> bool:
    """Whether a name is a body's (国家統計局, European Commission) by its last or a telling word."""
    if _CJK.search(name):
        return len(name) >= 3 and bool(_rule("organisation").pattern.search(name))
    return bool(_rule("organisation-latin").pattern.search(name))


def is_eastern_person(name: str) -> bool:
    """Whether a name looks like that of one person in Japan or China (川本真, 森山さくら), and not like a publisher's or a body's."""
    return bool(_HAN_PERSON.fullmatch(name)) and not _PUBLISHES.search(name) and not is_organisation(name)


def names_event(name: str) -> bool:
    """Whether the text names a meeting or a declaration, which wrote nothing (Tenth Lake Summit Declaration)."""
    return bool(_rule("not-an-author").pattern.search(name))


def names_speech(name: str) -> bool:
    """Whether the text names what was said somewhere (Выступление министра на форуме) and no author."""
    return bool(_rule("said-there").pattern.search(name))


def role_of(text: str) -> str | None:
    """editor, translator or author where the text ends in a word for it (森山聡編, 山田一郎訳, John Smith, ed.), else None."""
    for name in ("editor", "translator", "author", "editor-latin"):
        if _rule(name).pattern.search(text):
            return str(_rule(name).fields["role"])
    return None


def names_someone(text: str) -> bool:
    """Whether a run of text before a title is people's or a body's names, and no word such as 特に or 第3章."""
    bare = _strip_others(text)
    return bool(bare) and not _rule("not-a-person").pattern.search(bare) and not _PARTICLE_END.search(bare)


def cited_by_name(text: str) -> list[str]:
    """The family names in 山田論文, 山田・佐藤書 or 山田 that tell which work a back reference means; none where the text is no name."""
    name, worded = _PAPER_BY.subn("", text.strip(_SEPARATORS))
    found = read("、".join(name.split("・")) if all(_HAN_FAMILY.fullmatch(part) for part in name.split("・")) else name).authors
    named = found and all(_HAN_FAMILY.fullmatch(one) or _KANA_NAME.fullmatch(one) or one.istitle() or is_organisation(one) for one in found)
    return found if named and (worded or not _rule("not-a-person").pattern.search(name)) else []


def read(text: str) -> People:
    """The people in a run of names; a role word covers every name before it that has none of its own (A、B編 → two editors)."""
    people = People()
    text = _HANDLE.sub("", text.strip(_SEPARATORS)).strip(_SEPARATORS)
    if not text:
        return people
    if _CJK.search(text):
        _read_eastern(text, people)
    else:
        _read_western(text, people)
    return people


def _read_eastern(text: str, people: People) -> None:
    """Author／translator訳 and editor編・translator訳 are groups of their own: the role word does not reach back over the stroke."""
    for group in _GROUPS.split(text):
        _read_group(group, people)


def _read_group(text: str, people: People) -> None:
    waiting: list[str] = []
    for item in _SPLIT.split(text):
        word, name = (None, item) if item.strip(_SEPARATORS) in _SAME else _strip_role(item)
        name = _strip_others(_rule("particle").pattern.sub("", name)).rstrip(".") if not _INITIALS.search(name) else name
        if word and word.id == "translator" and not _FOREIGN.fullmatch(name):
            wrote = list(takewhile(_FOREIGN.fullmatch, waiting))
            people.add("author", wrote)
            waiting = waiting[len(wrote) :]
        if name and name not in _SAME:
            waiting.extend(_split_dots(name))
        if word:
            people.add(str(word.fields["role"]), waiting, word.id)
            waiting = []
    people.add("author", waiting)


def _strip_role(item: str) -> tuple[rules.Rule | None, str]:
    item = _strip_others(item)
    for name in ("editor", "translator", "author"):
        stripped = _rule(name).pattern.sub("", item, count=1)
        if stripped != item:
            return _rule(name), _strip_others(stripped)
    return None, item


def _strip_others(name: str) -> str:
    return _rule("others").pattern.sub("", name.strip(_SEPARATORS)).strip(_SEPARATORS)


def _split_dots(name: str) -> list[str]:
    """川本真一・森山聡, 川本真一＝森山さくら and 박호수·김강변 are two people; 謝・尼・岡, ジョン・スミス and 约翰·莱克 are one."""
    korean = re.split(r"\s?[·・･ㆍ]\s?", name)
    if len(korean) > 1 and all(_HANGUL_NAME.fullmatch(part) for part in korean):
        return korean
    parts = re.split(r"[・＝]", name)
    named = all(_HAN_NAME.fullmatch(part) or _KANA_GIVEN.fullmatch(part) for part in parts)
    if len(parts) > 1 and named and any(len(part) > 2 for part in parts):
        return parts
    return [name]


def _read_western(text: str, people: People) -> None:
    role, rule = "author", ""
    for name in ("editor-before", "translator-before", "editor-latin"):
        stripped = _rule(name).pattern.sub("", text, count=1)
        if stripped != text:
            role, rule, text = str(_rule(name).fields["role"]).removesuffix("-before"), name, stripped.strip(_SEPARATORS)
            break
    text = _strip_others(text)
    if names_event(text) or not text:
        return
    people.add(role, _split_western(text), rule)


def _split_western(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if len(names) > 1 and is_organisation(names[0]) and not all(is_organisation(name) for name in names):
        return [text]
    if is_organisation(text) and len(names) == 1:
        return [text]
    merged: list[str] = []
    for part in _AND.split(text):
        for name in part.split(","):
            name = name.strip(_SEPARATORS)
            if name and merged and _SUFFIX.fullmatch(name):
                merged[-1] = f"{merged[-1]}, {name}"
            elif name:
                merged.append(name.removeprefix("and ").strip())
    if len(merged) > 2 and " " not in merged[0] + merged[1] and all(" " in name for name in merged[2:]):
        merged[:2] = [f"{merged[0]}, {merged[1]}"]  # Lee, Ann, and Bob Ray
    inverted = len(merged) == 2 and len(names) == 2 and not _AND.search(text) and all(" " not in name for name in merged)
    return [", ".join(merged)] if inverted else merged
