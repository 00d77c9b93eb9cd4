"""Tables and the parses of their run → CoNLL-U: the words of every sentence that GiNZA parsed, with the mentions in MISC.

Parses are read from the run's cache; what is not there is parsed again, and told.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pipeline import parse
from pipeline.model import BlockKind, PipelineError, Sentence, Text
from pipeline.parse.cache import Cache
from pipeline.review.kinds import KINDS
from pipeline.review.rows import MENTIONS
from pipeline.tables.cells import guarded
from pipeline.write.exports.documents import Row, Whole, wholes
from pipeline.write.exports.tables import Tables
from pipeline.write.exports.words import Word, words

_LAYERS: Mapping[str, tuple[str, Mapping[str, str]]] = {  # what the keys of MISC begin with, and which columns they tell
    "entities": ("NE", {"Id": "entity_id", "Mention": "mention_id"}),
    "dates": ("Date", {"Value": "value", "Mention": "mention_id"}),
    "quantities": ("Quantity", {"Value": "value", "ValueMax": "value_max", "Unit": "unit", "Mention": "mention_id"}),
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_IN_MISC = re.compile(r"[%|\s\x00-\x1f\x7f]")
_SPACES = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}  # as UDPipe writes them in SpacesAfter

Tell = Callable[[str], None]


def lines(tables: Tables, tell: Tell) -> Iterator[str]:
    """The blocks of the file, a sentence each. `tell` is told of what was parsed again, and of what is left out.

    Raises `PipelineError` where the model is not installed, or the folder does not say how it was made.
    """
    made = _Made.of(tables.folder)
    left: Counter[str] = Counter()
    with ExitStack() as stack:
        parses = None
        if made.parses is not None and made.parses.exists():
            parses = stack.enter_context(_Parses(made, tell))
        else:
            tell(f"{made.parses or 'cache = false'}: no parses are kept there; all is parsed again with {made.model}")
        for whole in wholes(tables):
            yield from _document(whole, made, parses, left)
    for what, count in left.items():
        tell(f"{count:,} {what}")


@dataclass(frozen=True, slots=True)
class _Made:
    """How the tables were made: the model, how many paragraphs it was given at a time, and where the parses are kept, if anywhere."""

    model: str
    batch_size: int
    parses: Path | None
    max_bytes: int

    @classmethod
    def of(cls, folder: Path) -> _Made:
        file = folder / "run.json"
        try:
            told = json.loads(file.read_bytes())["settings"]
            path = (Path(told["cache_dir"]) if told["cache_dir"] else folder / ".cache") / "parses.sqlite"
            return cls(str(told["model"]), int(told["batch_size"]), path if told["cache"] else None, int(told["cache_bytes"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PipelineError(
                f"{file}: does not say which model the tables were made with ({error}); run nids-pipeline run again"
            ) from error


class _Parses(Cache):
    """The parses of a run; says when the first is missing."""

    def __init__(self, made: _Made, tell: Tell) -> None:
        assert made.parses is not None
        super().__init__(made.parses, fingerprint=parse.fingerprint(made.model), max_bytes=made.max_bytes)
        self._file, self._model, self._tell, self._told = made.parses, made.model, tell, False

    def get(self, texts: Sequence[str]) -> parse.Columns | None:
        found = super().get(texts)
        if found is None and not self._told:
            self._told = True
            self._tell(f"{self._file}: not all parses are there; those that are missing are made again with {self._model}")
        return found


def _document(whole: Whole, made: _Made, parses: Cache | None, left: Counter[str]) -> Iterator[str]:
    rows = {str(row["sentence_id"]): row for row in whole.tables["sentences"]}
    sentences = [_sentence(row) for row in whole.tables["sentences"]]
    head, paragraph = [f"# newdoc id = {_line(whole.doc_id)}"], 0
    running = sum(sentence.kind in parse.PARSED_KINDS for sentence in sentences)
    for parsed in parse.parse(sentences, model=made.model, batch_size=made.batch_size, cache=parses):
        offset = first = 0
        for sentence in parsed.sentences:
            running -= 1
            last, end = first, offset + len(sentence.text)
            while last < len(parsed.columns.starts) and parsed.columns.starts[last] < end:
                last += 1
            found = words(parsed.columns, first, last, offset, sentence.text)
            if found:
                if sentence.paragraph != paragraph:
                    head.append(f"# newpar id = {_line(whole.doc_id)}:{sentence.paragraph}")
                    paragraph = sentence.paragraph
                yield _block(head, sentence, found, _misc(whole, sentence, rows[sentence.id], found, left))
                head = []
            else:
                left[
                    "sentences are left out: a word crosses their bounds" if found is None else "sentences without a word are left out"
                ] += 1
            offset, first = end, last
    if running:
        left["sentences are left out: they are too long for GiNZA"] += running


def _sentence(row: Row) -> Sentence:
    """A sentence as it was parsed: without the space that keeps a spreadsheet from running it."""
    text = str(row["text"])
    bare = text[1:] if text[:1] == " " and guarded(text[1:]) == text else text
    kind = cast(BlockKind, row["kind"])  # one that is none is parsed as little as a heading
    return Sentence(str(row["sentence_id"]), kind, Text.of(bare), int(row["paragraph"] or 0), int(row["sentence"] or 0))


def _block(head: Sequence[str], sentence: Sentence, found: Sequence[Word], misc: Sequence[str]) -> str:
    text = sentence.text
    made = [*head, f"# sent_id = {_line(sentence.id)}", f"# text = {_line(text)}"]
    for number, (word, told) in enumerate(zip(found, misc, strict=True), 1):
        form = _line(text[word.start : word.end])
        lemma = _line(word.lemma) or form
        above = 0 if word.head is None else word.head + 1
        made.append("\t".join((str(number), form, lemma, word.upos, word.xpos or "_", "_", str(above), word.relation, "_", told)))
    return "\n".join(made) + "\n\n"


def _misc(whole: Whole, sentence: Sentence, row: Row, found: Sequence[Word], left: Counter[str]) -> list[str]:
    """The column MISC of each word: the mentions it is part of, and the space behind it."""
    shift = len(str(row["text"])) - len(sentence.text)
    told: list[list[str]] = [[] for _ in found]
    for table in MENTIONS:
        left[f"mentions of {table}.csv are left out: they share a word with a longer one"] += _lay(table, whole, row, shift, found, told)
    for number, word in enumerate(found):
        behind = found[number + 1].start if number + 1 < len(found) else len(sentence.text)
        before = sentence.text[: word.start] if number == 0 else ""
        told[number] += [f"SpacesBefore={_spaces(before)}"] if before else []
        gap = sentence.text[word.end : behind]
        told[number] += ["SpaceAfter=No"] if not gap else [f"SpacesAfter={_spaces(gap)}"] if gap != " " else []
    left += Counter()  # without what is nought
    return ["|".join(sorted(one, key=str.lower)) or "_" for one in told]


def _lay(table: str, whole: Whole, row: Row, shift: int, found: Sequence[Word], told: Sequence[list[str]]) -> int:
    """Tells the words of each mention that they are part of it; gives how many mentions had no place."""
    prefix, columns = _LAYERS[table]
    mentions: dict[str, list[Row]] = {}
    for one in whole.mentions(table, str(row["sentence_id"])):
        mentions.setdefault(str(one["mention_id"]), []).append(one)
    taken: set[int] = set()
    missing = 0
    for rows in sorted(mentions.values(), key=lambda rows: int(rows[0]["start"] or 0) - int(rows[0]["end"] or 0)):
        start, end = int(rows[0]["start"] or 0) - shift, int(rows[0]["end"] or 0) - shift
        places = [number for number, word in enumerate(found) if word.start < end and start < word.end]
        if not places or not taken.isdisjoint(places):
            missing += 1
            continue
        taken.update(places)
        for number in places:
            told[number].append(f"{prefix}={'B' if number == places[0] else 'I'}-{rows[0][KINDS[table]]}")
        for name, column in columns.items():
            values = dict.fromkeys(_number(one[column]) for one in rows if one[column] is not None)
            if values:
                told[places[0]].append(f"{prefix}{name}={','.join(map(_value, values))}")
    return missing


def _number(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _value(text: str) -> str:
    """A value of MISC: what would end it or the line is written as in URLs; a comma too, which stands between values."""
    return _IN_MISC.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text).replace(",", "%2C")


def _spaces(gap: str) -> str:
    return "".join(_SPACES.get(char, char if not char.isspace() or char == "　" else r"\s") for char in gap)


def _line(text: str) -> str:
    """Text on one line: each run of white space one space, none at the ends, control characters U+FFFD."""
    return " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).split())
