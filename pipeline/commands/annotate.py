"""nids-pipeline annotate: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import TextIOWrapper
from typing import Any, TextIO, get_args

import click

from pipeline import settings
from pipeline.model import Date, Layer, Mention, Name, PipelineError, Quantity

_LAYERS: tuple[Layer, ...] = get_args(Layer)
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: JSON can escape it, UTF-8 cannot carry it


@click.command()
@click.option("--layers", default=",".join(_LAYERS), show_default=True, help="Layers to read, with commas between them.")
@click.option("--model", help="GiNZA model, for entities.  [default: ja_ginza]")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def annotate(layers: str, model: str | None, debug: bool) -> None:
    """Annotate texts: JSON Lines in, JSON Lines out.

    Each line of standard input is an object with "text" and, where known, "id" and "reference" (the date of
    publication). The same object comes out with "entities", "dates" and "quantities"; offsets are code points
    of "text". Without entities GiNZA is not loaded.

    \b
    echo '{"id":"1","text":"昨年3月、中露首脳が会談した。","reference":"2024-06-19"}' | nids-pipeline annotate
    """
    from pipeline import annotation  # it loads every rule: other commands must not wait for that

    chosen = settings.load().override(model=model)
    wanted = [layer.strip() for layer in layers.split(",") if layer.strip()]
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):  # JSON Lines are UTF-8 whatever the terminal speaks
            stream.reconfigure(encoding="utf-8-sig" if stream is sys.stdin else "utf-8", errors="strict")
    for given in _lines(sys.stdin):
        found = annotation.annotate(given["text"], wanted, given.get("reference") or "", settings=chosen)
        out = given | {layer: [_plain(mention) for mention in mentions] for layer, mentions in found.items()}
        line = json.dumps(out, ensure_ascii=False)
        click.echo(json.dumps(out) if _SURROGATE.search(line) else line)


def _lines(stream: TextIO) -> Iterator[dict[str, Any]]:
    try:
        yield from _objects(stream)
    except UnicodeDecodeError as error:
        raise PipelineError("the input is not UTF-8") from error


def _objects(stream: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except json.JSONDecodeError as error:
            raise PipelineError(f"line {number} of the input is not JSON: {error}") from error
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            raise PipelineError(f'line {number} of the input is not an object with a "text"')
        yield given


def _plain(mention: Mention) -> dict[str, Any]:
    """A mention as JSON: the fields of the tables, flat; an entity's things as `ids` and `names`."""
    plain: dict[str, Any] = {"start": mention.start, "end": mention.end, "text": mention.text}
    match mention.value:
        case Name(label, subtype, ids, role):
            plain |= {"label": label, "subtype": subtype, "ids": [i for i, _ in ids], "names": [n for _, n in ids], "role": role}
        case Date() as date:
            plain |= {k: v for k, v in asdict(date).items() if k not in ("relation", "anchor")}
        case Quantity() as quantity:
            plain |= asdict(quantity) | {"value": _number(quantity.value), "value_max": _number(quantity.value_max)}
    return plain | {"method": mention.method, "score": round(mention.score, 3)}


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
