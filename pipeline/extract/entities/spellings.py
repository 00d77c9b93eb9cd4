"""A name of the gazetteer, folded → the ways it may be written: joiners, endings, sounds of v, a dot before a company's kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import rules

_JOINERS = re.compile("[・＝=]")
# Shorter names keep their one ending (スキー is none).
_LONG_NAME = 6
# Ways to write v, and the most of them in a name that is spelled in all those ways.
_B_SOUNDS, _MOST_SOUNDS = (("バ", "ヴァ"), ("ビ", "ヴィ"), ("ブ", "ヴ"), ("ベ", "ヴェ"), ("ボ", "ヴォ")), 3
_B, _SHORTEST_SPELLED = re.compile("[バビブベボ]"), 4
# What a company does, behind its own name: トタル|エナジーズ, アプライド|マテリアルズ.
_KINDS = re.compile(
    "(?<=[ァ-ヺー]{2})(?:エナジーズ?|エネルギー|システムズ|テクノロジーズ?|エレクトロニクス|エレクトリック|セミコンダクターズ?|マテリアルズ|ホールディングス|グループ"
    "|エアロスペース|インダストリーズ|ネットワークス|インスツルメンツ|ダイナミクス|ソリューションズ|リソーシズ|モーターズ|ケミカルズ|エアラインズ|バンク|パワー)$"
)


def spellings(name: str, company: bool = False) -> Iterator[str]:
    """The folded name and the other ways it may be written, a form perhaps twice; `company` says that it is a company's."""
    yield name
    if company:
        yield from _with_dot(name)
    if _JOINERS.search(name):
        yield from (_JOINERS.sub(joiner, name) for joiner in "・＝=" if _JOINERS.sub(joiner, name) != name)
        if "・" in name and len(name) >= 7:
            yield _JOINERS.sub("", name)
    if len(name) >= _LONG_NAME:
        yield from (name.removesuffix(ending) + variant for ending, variant in _endings() if name.endswith(ending))
    if "ヴ" in name:
        plain = name
        for old, new in (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ")):
            plain = plain.replace(old, new)
        yield plain
    elif len(name) >= _SHORTEST_SPELLED and any(old in name for old, _ in _B_SOUNDS):
        yield from _with_v(name)


def _with_v(name: str) -> Iterator[str]:
    """Katakana names with ヴ for one of the sounds of バ行, or for all: サラエボ, サラエヴォ."""
    places = [(found.start(), dict(_B_SOUNDS)[found[0]]) for found in _B.finditer(name)]
    for at, new in places if len(places) <= _MOST_SOUNDS else ():
        yield name[:at] + new + name[at + 1 :]
    if 1 < len(places) <= _MOST_SOUNDS:
        yield "".join(dict(places).get(at, char) for at, char in enumerate(name))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Endings of katakana names and other ways to write them, both ways: ゼレンスキー, ゼレンスキイ."""
    rows = [(row["ending"], row["variant"]) for row in rules.words("name_endings")]
    return tuple(rows + [(variant, ending) for ending, variant in rows])


def _with_dot(name: str) -> Iterator[str]:
    """A company's name in one piece with a dot before its kind: トタル・エナジーズ."""
    kind = _KINDS.search(name)
    if kind:
        yield f"{name[: kind.start()]}・{kind[0]}"
