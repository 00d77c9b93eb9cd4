"""The sample reports in raw/ → as many reports, or one as long, as one wants. Always the same, and no paragraph twice.

Each copy has its own years, amounts, pages, people and titles: nothing read once helps with the next, neither in the cache of
parses nor within one document. Copy 0 is the sample as it is. A paragraph that holds nothing to vary gets a sentence of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from scripts.bench import notes, texts

LONG = "sample-annual-report"  # has chapters, a table of contents and notes: what a long report is made of
PAIR = 2  # chapters of it

COPIES = 60  # until a year, and soon an amount of two digits, comes again
_SMALL = 31  # numbers up to here are days, months and labels, and stay
_NUMBER = re.compile(r"(?<![A-Za-z0-9\-.])[0-9]{2,4}(?![0-9]|年代)")
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]|- [0-9]+ \S")
_LABELLED = re.compile(r"(?P<label>第 ?[0-9]+ ?章\s|\t?\(?[0-9]\)?\s|(?=——))(?P<title>.+?)(?P<rest>\t[0-9]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?")
_PLAIN = re.compile("(?P<label>)(?P<title>.+)(?P<rest>)")
_CHAPTER = re.compile(r"(?P<before>第 ?|[表図] ?)(?P<number>[0-9]+)(?P<after> ?章|-[0-9])")
_PEOPLE = ("八重樫", "三輪田", "樫村", "汐見")
_FIRST, _SECOND = "浅石岩植江大岡金北黒小清", "井川木倉坂崎沢島田谷野原"  # of family names


def reports(count: int) -> list[tuple[str, str]]:
    """`count` reports, file name and text: the samples in turn, copy by copy. A smaller corpus is the beginning of a larger one."""
    samples = sorted(texts.RAW.glob("*.txt"))
    given = [sample.read_text(encoding="utf-8") for sample in samples]
    made = []
    for index in range(count):
        copy, which = divmod(index, len(samples))
        made.append((f"{index + 1:03d}-{samples[which].stem}.txt", varied(given[which], copy)))
    return made


def long_reports(count: int, times: int) -> list[tuple[str, str]]:
    """`count` reports of `times` the sample's length, file name and text."""
    return [(f"{index + 1:03d}-{times}-{LONG}.txt", report(times, first=index * times)) for index in range(count)]


def report(times: int, *, first: int = 0) -> str:
    """One report with `times` as many chapters and notes as the sample, made of its copies from `first` on.

    The headings of every chapter stand in the table of contents.
    """
    lines = (texts.RAW / f"{LONG}.txt").read_text(encoding="utf-8").splitlines()
    listed, after_list = lines.index(next(line for line in lines if line.startswith("第1章 "))), _starting(lines, "注\t")
    begin, end = lines.index("第1章"), lines.index("注")
    noted, after_notes = lines.index("[第1章]"), lines.index("著者一覧")
    titles = _titles(lines[listed:after_list])
    made = _copied(lines[:listed], first)
    for part, up_to in (((listed, after_list), begin), ((begin, end), noted), ((noted, after_notes), len(lines))):
        for place in range(times):
            made += _numbered(_marked(lines[slice(*part)], first + place, titles), PAIR * place)
        made += _copied(lines[part[1] : up_to], first)
    return "\n".join(made) + "\n"


def write(folder: Path, made: list[tuple[str, str]]) -> int:
    """Writes reports into a new folder; returns their characters."""
    folder.mkdir(parents=True)
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8")
    return sum(len(text) for _, text in made)


def varied(text: str, copy: int) -> str:
    """The copy numbered `copy` of a report; 0 is the report. Raises `ValueError` where paragraphs would come again."""
    return "\n".join(_copied(text.split("\n"), copy))


def _copied(lines: list[str], copy: int) -> list[str]:
    return [_line(line, copy) for line in lines] if copy else lines


def _line(line: str, copy: int) -> str:
    if copy >= COPIES:
        raise ValueError(f"no more than {COPIES} copies of a sample differ in every paragraph")
    for person, other in zip(_PEOPLE, _names(copy), strict=True):
        line = line.replace(person, other)
    if _NOTE.match(line):
        return notes.vary(line, copy)
    changed = _NUMBER.sub(lambda found: _number(found[0], copy), line)
    if line.endswith("。") and not any(int(found[0]) > _SMALL for found in _NUMBER.finditer(line)):
        return f"{changed}資料の番号は{1000 + copy}である。"
    return changed


def _names(copy: int) -> list[str]:
    """A family name for each person of the samples."""
    every = [first + second for first in _FIRST for second in _SECOND]
    return [every[(copy * len(_PEOPLE) + index) % len(every)] for index in range(len(_PEOPLE))]


def _number(digits: str, copy: int) -> str:
    """Another number of the same kind and length: an earlier year for a year, a day or label as it was, an amount moved."""
    value = int(digits)
    if _is_year(value):
        return str(value - copy)
    if value <= _SMALL:
        return digits
    least = _SMALL + 1
    return str(least + (value - least + copy) % (10 ** len(digits) - least)).zfill(len(digits))


def _is_year(value: int) -> bool:
    return 1900 <= value <= 2100


def _starting(lines: list[str], beginning: str) -> int:
    return next(index for index, line in enumerate(lines) if line.startswith(beginning))


def _titles(contents: list[str]) -> frozenset[str]:
    """The titles of a table of contents that belong to one chapter alone."""
    return frozenset(found["title"] for line in contents if (found := _LABELLED.fullmatch(line)))


def _marked(lines: list[str], copy: int, titles: frozenset[str]) -> list[str]:
    """A copy of two chapters, of their contents or of their notes, with titles of its own."""
    made = []
    for line, varied_line in zip(lines, _copied(lines, copy), strict=True):
        found = _LABELLED.fullmatch(line) or _PLAIN.fullmatch(line)
        is_title = copy and found and found["title"] in titles
        made.append(f"{found['label']}{_title(found['title'], copy)}{found['rest'] or ''}" if found and is_title else varied_line)
    return made


def _numbered(lines: list[str], by: int) -> list[str]:
    """The lines with their chapters, tables and figures `by` numbers later."""
    return [_CHAPTER.sub(lambda found: f"{found['before']}{int(found['number']) + by}{found['after']}", line) for line in lines]


def _title(title: str, copy: int) -> str:
    """A heading of its own: one that came back in every chapter would be taken for a running head."""
    bare = title.removesuffix("——")
    return f"{bare}・{notes.mark(copy)}{title[len(bare) :]}"
