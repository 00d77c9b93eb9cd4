"""What reports hold → HTML pages that load nothing: style, scripts and data stand in them, and nothing else may run.

Text of reports is escaped wherever it stands; characters that would hide or turn what follows are shown as signs.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report import charts
from pipeline.report.overview import Overview
from pipeline.report.report import Report
from pipeline.report.sources import kinds_of
from pipeline.report.spoken import Spoken, seen
from pipeline.report.text import Text
from pipeline.report.together import IN_MATRIX, IN_NETWORK, strongest
from pipeline.tables.cells import number

MARK = '<meta name="generator" content="nids-pipeline report">'  # by which a page is known for one of ours
_LIBRARY = "d3-7.9.2.min.js"
_LANGUAGE = "language.js"
_SCRIPTS = (_LANGUAGE, "base.js", "timeline.js", "network.js", "amounts.js", "years.js", "text.js")
_ACTORS, _PLACES, _PAIRS = 25, 40, 30  # rows of a list before the rest is counted


def page(report: Report, language: str) -> bytes:
    """The page of one document."""
    spoken = Spoken(language)
    scripts = [_static(_LIBRARY), "\n".join(_static(name) for name in _SCRIPTS)]
    names = {thing.entity_id: thing.name for thing in report.actors}
    return _rendered(
        "report.html",
        spoken,
        scripts,
        report=report,
        doc=report.document,
        text=Text(report.rows, spoken),
        data=Markup(charts.embedded(charts.data(report, spoken))),
        matrix=report.together.first(IN_MATRIX),
        network=report.together.first(IN_NETWORK),
        pairs=strongest(report.together.first(IN_NETWORK), _PAIRS),
        year_kinds=kinds_of(report.sources.years),
        names=names,
        on_line=charts.on_line(report),
        most={"actors": _ACTORS, "places": _PLACES},
    )


def index(overview: Overview, language: str) -> bytes:
    """The page that lists all documents."""
    return _rendered("index.html", Spoken(language), [_static(_LANGUAGE)], overview=overview, shown=_ACTORS)


def _run(text: str) -> str:
    """A run of the text; the tab that ends a cell of a table is no part of it, others are spaces."""
    return " ".join(seen(part) for part in text.rstrip("\t").split("\t"))


def _rendered(template: str, spoken: Spoken, scripts: Sequence[str], **context: Any) -> bytes:
    style = _static("report.css")
    allowed = {"style": f"'{_digest(style)}'", "script": " ".join(f"'{_digest(script)}'" for script in scripts)}
    shown = {"t": spoken, "name": spoken.name, "lang": spoken.language, "style": Markup(style), "allowed": allowed, "mark": Markup(MARK)}
    shown["scripts"] = [Markup(script) for script in scripts]
    text: str = _environment().get_template(template).render(shown | context)
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate of a damaged source


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters: dict[str, Callable[..., str]] = {"seen": seen, "seen_text": _run, "embedded": charts.embedded, "plain": number}
    made.filters |= filters
    return made


@cache
def _static(name: str) -> str:
    """A file of the package; line ends are those that are hashed."""
    return files("pipeline.report").joinpath("static", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
