"""A web page → Source: the article in reading order, its notes linked, the site's menus and rankings told apart and kept as such."""

from __future__ import annotations

from pipeline.model import HintKind, PipelineError, Problem, Source
from pipeline.read.building import Builder
from pipeline.read.html import article, blocks, charset, listing, metadata, notes, tree
from pipeline.read.html.blocks import Draft
from pipeline.read.html.runs import pieces
from pipeline.read.text import stray
from pipeline.settings import Settings

_LONGEST_CUT = 300  # characters of one line of left-out text: the items of a menu stand together


def read(data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
    """The page's text, one line a block.

    Raises `PipelineError` for pages that are too deep or too large, that hold no text, and for bytes in no known encoding.
    """
    decoded = charset.read(data, settings.encoding)
    root = tree.parse(decoded.text, settings)
    made = blocks.drafts(root, notes.find(root))
    if not any(draft.text.strip() for draft in made):
        raise PipelineError(
            "the page holds no text; if a program in the page makes it, open the page in a browser and save or print it from there"
        )
    listing.number(made)
    declared, heads = metadata.declared(root, made)
    article.leave_out(root, made, heads)
    listing.link(made)
    for place in heads:
        made[place].titled = True
    builder = Builder(settings)
    _write(builder, made)
    builder.problems += stray(decoded, builder.text())
    if decoded.cut:
        message = f"the file ends inside a character: its last {decoded.cut} bytes are left out"
        builder.problems.append(Problem("warning", "last-character-cut", message))
    return Source(
        doc_id,
        name,
        sha256,
        "text/html",
        decoded.encoding,
        builder.text(),
        hints=builder.sorted_hints(),
        declared=declared,
        problems=tuple(builder.problems),
    )


def _write(builder: Builder, drafts: list[Draft]) -> None:
    levels = sorted({draft.number for draft in drafts if draft.kind == "heading" and not draft.left_out and not draft.titled})
    cut: list[Draft] = []
    for draft in drafts:
        if draft.left_out and (not cut or (cut[-1].node.parent is draft.node.parent and sum(len(one.text) for one in cut) < _LONGEST_CUT)):
            cut.append(draft)
            continue
        _write_cut(builder, cut)
        cut = [draft] if draft.left_out else []
        if not draft.left_out:
            _write_kept(builder, draft, levels)
    _write_cut(builder, cut)


def _write_cut(builder: Builder, drafts: list[Draft]) -> None:
    """Blocks of one part of the site on one line."""
    if drafts:
        builder.block(" ".join(draft.label + draft.text.replace("\t", " ") for draft in drafts), "left-out", key="boilerplate")


def _write_kept(builder: Builder, draft: Draft, levels: list[int]) -> None:
    if draft.kind == "table":
        builder.table([[pieces(cell) for cell in row] for row in draft.rows])
        return
    kind: HintKind = "title" if draft.titled else draft.kind
    number = levels.index(draft.number) + 1 if kind == "heading" else draft.number if kind == "note" else 0
    builder.block(pieces(draft.runs), kind, number=number, key=draft.key, label=draft.label)
