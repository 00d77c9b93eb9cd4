"""Plain text that means harm: endless lines, endless brackets, runs that tempt a pattern to try everything, broken encodings.

Each maker takes a number of characters (or lines) and gives the file's bytes.
"""

from __future__ import annotations

_HEAD = "海の秩序\n\n1 背景\n\n"
_NOTE = "海の秩序\n\n1 背景\n\n両国は会談した¹。\n\n注\n\n- 1 "

# name → what is repeated in one line of body text
RUNS = {
    "digits": "1", "wide digits": "１", "kanji digits": "一", "zeros": "〇", "powers": "1億", "grouped": "1,", "decimals": "1.", "signs": "+-±",
    "superscripts": "¹", "marked": "る¹", "spaces": " ", "wide spaces": "\u3000", "digit space": "1 ", "tabs": "1\t", "stops": "。", "commas": "、",
    "quotes": "「", "closing": "」", "pairs": "「」", "double quotes": "『", "brackets": "（", "ascii brackets": "(", "square": "[", "lenticular": "【",
    "bracket pairs": "（）", "curly": "“", "guillemets": "«", "asterisks": "*", "mixed brackets": "「（『【[(", "dots": "・", "leaders": "…", "dashes": "―",
    "hyphens": "-", "waves": "～", "tildes": "~", "slashes": "/", "colons": ":", "equals": "=", "kana": "あ", "katakana": "ア", "long vowel": "ー", "kanji": "国",
    "latin": "a", "capitals": "A", "initials": "A. ", "words": "Aa ", "percent": "%", "half kana": "ｶﾞ", "voiced": "ﾞ", "combining": "\u0301", "letters combined": "e\u0301",
    "right to left": "\u202eあ", "zero width": "\u200b", "joiner": "\U0001f468\u200d", "bom": "\ufeff", "selectors": "\ufe0f", "radicals": "⺀", "units": "㎞",
    "nul": "\0", "controls": "\x01", "escapes": "\x1b", "replacement": "\ufffd", "private": "\ue000", "form feeds": "\f", "returns": "\r", "separators": "\u2028",
}  # fmt: skip

# words of the layers, over and over without an end of sentence
PHRASES = {
    "years": "2020年", "days": "2020年1月1日", "ranges": "2020年から", "months": "3月", "year tails": "年", "fiscal": "年度", "eras": "令和", "era years": "令和2年",
    "times": "10時", "clock": "10:30", "slashed": "1/2/", "dotted": "1・2", "listed": "1、2、", "same year": "同年", "weekdays": "（月）", "halves": "前半", "mods": "約",
    "counters": "3人", "money": "5兆3,400億円", "measures": "10km", "rates": "前年同期比3%増", "fractions": "3分の2", "multiples": "3倍", "points": "3ポイント", "numbers": "第3次",
    "states": "中国", "contracted": "日米中露", "bodies": "国防省", "persons": "田中太郎首相", "titles": "国家主席", "suffixes": "大学", "katakana names": "ウラジーミル・プーチン",
    "abbreviations": "北大西洋条約機構（NATO）", "nested": "（NATO（NATO", "laws": "国連憲章第51条", "events": "第20回党大会", "products": "Su-35", "articles": "第1条第2項",
    "and": "と", "of": "の", "sorts": "及び", "ditto": "同上、", "above": "前掲書、", "note numbers": "前掲注1、", "pages": "1頁、", "page ranges": "1-2頁", "pp": "pp. 1-2, ",
    "ibid": "Ibid., ", "apa": "(Smith, 2020)", "vol": "vol. 1, no. 2, ", "months west": "March 5, 2020, ", "urls": "https://example.org/", "long address": "https://example.org/a?b=",
    "works": "山田「題」『誌』2020年、", "books": "山田『書』（東京、書房、2020年）3頁、", "western": "Ann Poe, “Cold,” Reuters, May 2, 2022; ", "semicolons": "; ", "see": "See ",
}  # fmt: skip

# lines over and over: each is read for what it could open
LINES = {
    "empty": "", "numbers": "12", "page numbers": "- 12 -", "chapters": "第1章", "chapters titled": "第1章 海", "counted": "1 背景", "bracketed": "(1) 経緯", "deep": "1.1.1.1.1.1 深",
    "contents": "第1章 海……4", "leaders only": "………………", "captions": "図1-1 海", "sources": "(出所) 筆者作成", "rows": "a\tb\tc", "notes head": "注", "notes": "- 1 甲「題」2020年。",
    "superscript notes": "¹ 乙『書』。", "abbreviations": "LNG\t液化天然ガス", "items": "・会談", "one word": "年報", "indented": "　文である。", "cut": "合意することで", "form feed": "\f12",
    "scopes": "[第1章]", "authors": "谷 花子", "bibliography": "参考文献", "summary": "要旨", "blank": "　 ", "long": "両国は会談した。" * 20, "menu": "トップ | ニュース | 会社案内",
    "also read": "あわせて読みたい", "copyright": "Copyright © 2024 All rights reserved.", "ranking": "1位 記事の題", "units": "（単位：億ドル）", "rules": "----------",
}  # fmt: skip


def run(repeated: str, characters: int) -> bytes:
    """One line of body text that repeats something."""
    return (_HEAD + (repeated * (characters // len(repeated) + 1))[:characters] + "\n").encode()


def note(repeated: str, characters: int) -> bytes:
    """A note that repeats something."""
    return (_NOTE + (repeated * (characters // len(repeated) + 1))[:characters] + "\n").encode()


def lines(line: str, count: int) -> bytes:
    """Many lines of one kind."""
    return (_HEAD + (line + "\n") * count).encode()
