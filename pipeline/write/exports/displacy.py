"""Tables → a page a document, its sentences with their mentions drawn by spaCy's displaCy. One file, nothing from any network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.model import PipelineError
from pipeline.review.kinds import KINDS
from pipeline.review.rows import MENTIONS
from pipeline.review.tools.tasks import LABELS
from pipeline.write.exports.documents import Row, Whole, wholes
from pipeline.write.exports.tables import Tables
from pipeline.write.files import Batch

_COLOURS = {
    "PERSON": "#f6c1c7", "GPE": "#bcd7f5", "LOC": "#bfe3d0", "FAC": "#d9d2ec", "ORG": "#cfe2b3", "PRODUCT": "#f3cfa4", "EVENT": "#f5c4e4",
    "LAW": "#e3d3b8", "WORK_OF_ART": "#d5cfc6", "POLICY": "#b9e0e6", "DATE": "#c9f0c2", "TIME": "#c9f0c2", "DURATION": "#ddf0a8",
    "SET": "#ddf0a8",
}  # fmt: skip
_QUANTITY = "#ffe49c"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NAME = re.compile(r"[\w-]+")  # of a document: it becomes that of a file
_MARK = '<mark class="entity" id="{id}" title="{title}" style="background:{bg}">{text}<small>{label}</small></mark>'
_ALSO = '<li id="{id}" title="{title}"><q>{text}</q> {label}</li>'
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/2 "Noto Sans CJK JP","Noto Sans JP","Hiragino Sans","Yu Gothic","Meiryo","IPAexGothic",sans-serif;max-width:46em;
margin:0 auto;padding:1.5em;color:#1c1c1c;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.5em;line-height:1.4}h2{font-size:1.15em;line-height:1.5;margin-top:2em}
header p,.also{font-size:.8em;color:#555;line-height:1.7}.caption,.table,.front{font-size:.9em}
.block{white-space:pre-wrap}
mark.entity{color:#1c1c1c;padding:.15em .3em;border-radius:.3em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
mark small{font-size:.65em;font-weight:bold;margin-left:.35em;color:#333}
header .legend{line-height:2.3}
.also{margin:0 0 1em;padding-left:1.5em}.legend mark{margin-right:.4em;white-space:nowrap}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}header p,.also{color:#aaa}}
@media print{body{font-size:10pt}mark.entity{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PAGE = (
    '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    "<header>\n<h1>{title}</h1>\n<p>{about}</p>\n<p class=legend>{legend}</p>\n</header>\n<main>\n{body}</main>\n</body>\n</html>\n"
)


def write(tables: Tables, folder: Path, batch: Batch) -> None:
    """Writes `<doc_id>.html` for every document. The same rows give the same bytes."""
    for whole in wholes(tables):
        if not _NAME.fullmatch(whole.doc_id):
            raise PipelineError(f"{tables.folder / 'documents.csv'}: {whole.doc_id!r} is no doc_id; run nids-pipeline run again")
        file = batch.open(folder / f"{whole.doc_id}.html")
        file.write(page(whole).encode())
        file.close()


def page(whole: Whole) -> str:
    """The page of a document. A mention within another one is told below its paragraph; every mention has its id."""
    from spacy.displacy.render import EntityRenderer

    colours = {label: _colour(label) for label in LABELS}
    renderer = EntityRenderer(options={"colors": colours, "template": _MARK})
    body = []
    for number, rows in groupby(whole.tables["sentences"], key=lambda row: row["paragraph"]):
        sentences = list(rows)
        drawn = "".join(_sentence(renderer, whole, row) for row in sentences)
        also = "".join(_also(whole, sentences))
        tag, kind = ("h2" if sentences[0]["kind"] == "heading" else "p"), escape(str(sentences[0]["kind"]))
        body.append(f'<{tag} class="block {kind}" data-paragraph="{number}">{drawn}</{tag}>\n')
        if also:
            body.append(f'<ul class="also">{also}</ul>\n')
    return _PAGE.format(
        policy=_POLICY,
        title=_escaped(whole.row["title"] or whole.doc_id),
        style=_STYLE,
        about=" · ".join(_escaped(whole.row[name]) for name in ("authors", "publisher", "published", "source_file") if whole.row[name]),
        legend="".join(f'<mark class="entity" style="background:{colours[label]}">{label}</mark>' for label in _present(whole)),
        body="".join(body),
    )


def _sentence(renderer: Any, whole: Whole, row: Row) -> str:
    sentence_id = str(row["sentence_id"])
    shown, _ = _laid(_marks(whole, sentence_id))
    drawn: str = renderer.render_ents(_printable(str(row["text"])), shown, None)
    inner = drawn.strip("\n").partition(">")[2].removesuffix("</div>")  # displaCy's box of its own would break the line
    return f'<span id="{_escaped(sentence_id)}">{inner}</span>'


def _also(whole: Whole, sentences: Sequence[Row]) -> Iterator[str]:
    for row in sentences:
        for mark in _laid(_marks(whole, str(row["sentence_id"])))[1]:
            text = str(row["text"])[mark["start"] : mark["end"]]
            yield _ALSO.format(text=_escaped(text), label=mark["label"], **mark["params"])


def _marks(whole: Whole, sentence_id: str) -> list[dict[str, Any]]:
    """The mentions of a sentence as displaCy takes them; one that names several things is one."""
    found: dict[str, dict[str, Any]] = {}
    for table in MENTIONS:
        for row in whole.mentions(table, sentence_id):
            mention_id = str(row["mention_id"])
            title = _title(table, row)
            if mention_id in found:
                found[mention_id]["params"]["title"] += f" | {title}"
                continue
            params = {"id": _escaped(mention_id), "title": title}
            found[mention_id] = {"start": row["start"], "end": row["end"], "label": str(row[KINDS[table]]), "params": params}
    return list(found.values())


def _laid(marks: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that are drawn, the longer before the shorter, none across another, in order; and those that are not."""
    drawn: list[dict[str, Any]] = []
    for mark in sorted(marks, key=lambda mark: (mark["start"] - mark["end"], mark["start"])):
        if all(mark["end"] <= other["start"] or other["end"] <= mark["start"] for other in drawn):
            drawn.append(mark)
    return sorted(drawn, key=lambda mark: mark["start"]), [mark for mark in marks if not any(mark is one for one in drawn)]


def _title(table: str, row: Row) -> str:
    """What a mention means, in a few words."""
    match table:
        case "entities":
            parts = (row["entity_id"], row["name"], row["role"])
        case "dates":
            parts = (row["value"], row["mod"], None)
        case "quantities":
            high = None if row["value_max"] is None else f"–{row['value_max']:g}"
            parts = (None if row["value"] is None else f"{row['value']:g}{high or ''}", row["unit"], row["item"])
        case _:
            raise ValueError(table)
    return _escaped(" ".join(str(part) for part in parts if part))


def _present(whole: Whole) -> list[str]:
    found = {str(row[KINDS[table]]) for table in MENTIONS for row in whole.tables[table]}
    return [label for label in LABELS if label in found]


def _colour(label: str) -> str:
    return _COLOURS.get(label, _QUANTITY)


def _escaped(value: object) -> str:
    return escape(_printable(str(value)))


def _printable(text: str) -> str:
    """Text of the same length without the characters that HTML has no place for."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
