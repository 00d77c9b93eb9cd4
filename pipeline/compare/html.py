"""The counts and examples of a comparison → one HTML file: no script, nothing loaded from elsewhere, readable on a telephone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.commands.terminal import visible
from pipeline.compare.model import KINDS
from pipeline.compare.report import clipped, marked
from pipeline.compare.tally import Tally

SHOWN = 100  # examples of each method and kind; the CSV has all


def page(tally: Tally, told: Sequence[str], old: str, new: str) -> bytes:
    """The page; report text in it is text, and characters that would hide or turn it are shown as signs."""
    folder = files("pipeline.compare")
    style = (folder / "compare.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"seen": visible, "clipped": clipped}
    template = environment.from_string((folder / "compare.html").read_text(encoding="utf-8"))
    text = template.render(
        tally=tally,
        told=told,
        old=old,
        new=new,
        kinds=KINDS,
        shown=SHOWN,
        marked=marked,
        style=Markup(style),
        digest=b64encode(sha256(style.encode()).digest()).decode(),
    )
    return text.encode("utf-8", "backslashreplace")
