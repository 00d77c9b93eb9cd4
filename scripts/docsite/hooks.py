"""Hooks of MkDocs: pages of docs/ and what the code declares → the site.

Generated when the site is built and never committed: the reference, and the pages made of the README, CONTRIBUTING and CHANGELOG.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pygments.formatters import HtmlFormatter

from scripts.docsite import api, reference, searching

ROOT = Path(__file__).parents[2]
COPIED = {"README.md": "index.md", "README.ja.md": "ja.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
GENERATED: Mapping[str, Callable[[], str]] = {
    "reference/tables.md": reference.tables,
    "reference/cli.md": reference.command_line,
    "reference/settings.md": reference.settings_file,
    "reference/python.md": api.python,
}
_COLOURS = {"light": "default", "dark": "github-dark"}  # Pygments' styles of code
_REST = "How it works"  # the part of the navigation for pages that mkdocs.yml does not name
_UP = re.compile(rf"\]\((?:\.\./)+({'|'.join(map(re.escape, COPIED))})")

_sections: list[searching.Section] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts pages that the navigation does not name at the end of the explanations."""
    _sections.clear()
    docs = Path(config.docs_dir)
    named = set(_named(config.nav))
    parts: list[Any] = config.nav or []
    for part in parts:
        if _REST in part:
            part[_REST] += sorted(page for path in docs.rglob("*.md") if (page := path.relative_to(docs).as_posix()) not in named)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that are generated."""
    for source, page in COPIED.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_from_root(text)))
    for page, make in GENERATED.items():
        files.append(File.generated(config, page, content=make()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links out of docs/ to the README and its like lead to their pages."""
    up = "../" * page.file.src_uri.count("/")
    return _UP.sub(lambda found: f"]({up}{COPIED[found[1]]}", markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keeps the page's text for the search."""
    _sections.extend(searching.sections(html, page.url, str(page.title)))
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the index of the search, and the colours of code in light and dark."""
    site = Path(config.site_dir)
    (site / "search-index.js").write_text(searching.script(_sections), encoding="utf-8")
    for name, style in _COLOURS.items():
        (site / f"code-{name}.css").write_text(HtmlFormatter(style=style).get_style_defs(".codehilite"), encoding="utf-8")


def _from_root(text: str) -> str:
    """The links of a page beside docs/ as they are within it."""
    for source, page in COPIED.items():
        text = re.sub(rf"\]\({re.escape(source)}", f"]({page}", text)
    return text.replace("](docs/", "](")


def _named(nav: Any) -> list[str]:
    match nav:
        case str():
            return [nav]
        case list():
            return [page for part in nav for page in _named(part)]
        case dict():
            return [page for part in nav.values() for page in _named(part)]
    return []
