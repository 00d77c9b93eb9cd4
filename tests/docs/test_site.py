"""The site: built without a warning, complete, all links leading somewhere, nothing from elsewhere, readable in a window and on a phone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import unquote, urlsplit

import click
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from pipeline.cli import whole
from pipeline.rules import words
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES, Table
from scripts.docsite import api
from scripts.docsite.reference import setting_meanings

ROOT = Path(__file__).parents[2]
CLI = whole()
BESIDE = [ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md")]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it: a warning is an error."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, html.HtmlElement]:
    return {path.relative_to(site).as_posix(): html.parse(str(path)).getroot() for path in sorted(site.rglob("*.html"))}


def below(page: html.HtmlElement, heading: str) -> list[html.HtmlElement]:
    """What stands between a heading and the next one of its rank."""
    (start,) = [element for element in page.iter("h2", "h3") if element.text_content().rstrip("¶") == heading]
    found: list[html.HtmlElement] = []
    for element in start.itersiblings():
        if element.tag in ("h1", start.tag):
            break
        found.append(element)
    return found


def defined(elements: list[html.HtmlElement]) -> dict[str, str]:
    """Terms of definition lists with what they mean."""
    return {
        term.text_content(): term.getnext().text_content().strip()
        for element in elements
        for term in element.iter("dt")
        if term.getnext() is not None and term.getnext().tag == "dd"
    }


def commands(group: click.Group = CLI, path: str = "nids-pipeline") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield from commands(command, f"{path} {name}") if isinstance(command, click.Group) else [(f"{path} {name}", command)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_documented(table: Table, documents: dict[str, html.HtmlElement]) -> None:
    cells = [
        [cell.text_content().strip() for cell in row.iter("td")]
        for element in below(documents["reference/tables.html"], table.name)
        for row in element.iter("tr")
        if row.find("td") is not None
    ]
    assert [(name, kind) for name, kind, _ in cells] == [(column.name, column.type) for column in table.columns]
    assert all(meaning for _, _, meaning in cells)
    assert table.row


@pytest.mark.parametrize(("path", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_documented(path: str, command: click.Command, documents: dict[str, html.HtmlElement]) -> None:
    section = below(documents["reference/cli.html"], path)
    assert any(element.tag == "p" and element.text_content().strip() for element in section), f"{path} has no help"
    told = defined(section)
    for parameter in command.params:
        for option in parameter.opts if isinstance(parameter, click.Option) and not parameter.hidden else ():
            assert any(option in re.split(r"[ ,]+", term) and meaning for term, meaning in told.items()), f"{path} {option} has no help"


def test_every_setting_is_documented(documents: dict[str, html.HtmlElement]) -> None:
    told = defined([documents["reference/settings.html"]])
    for field in fields(Settings):
        assert any(term.startswith(f"{field.name} = ") and meaning for term, meaning in told.items()), (
            f"setting {field.name} has no text under it"
        )
    assert set(setting_meanings()) == {field.name for field in fields(Settings)}


def test_every_problem_is_documented(documents: dict[str, html.HtmlElement]) -> None:
    rows = [[cell.text_content().strip() for cell in row.iter("td")] for row in documents["problems.html"].xpath("//*[@role='main']//tr")]
    told = {cells[0]: cells[1:] for cells in rows if cells}
    assert list(told) == [row["code"] for row in words("problems")]
    assert all(meaning and action for meaning, action in told.values())


@pytest.mark.parametrize("path", [path for path, _ in api.public()] + sorted(api.components()))
def test_every_public_name_is_documented(path: str, documents: dict[str, html.HtmlElement]) -> None:
    section = below(documents["reference/python.html"], path.rpartition(".")[2])
    thing = dict(api.public()).get(path)
    is_alias = bool(get_args(thing))  # of values that are all told
    assert is_alias or any(element.tag == "p" for element in section), f"{path} has no docstring"


def test_all_links_lead_somewhere(site: Path, documents: dict[str, html.HtmlElement]) -> None:
    """Pages, pictures, styles and scripts are there, with the places linked to; only links of the text lead to other sites."""
    for name, page in documents.items():
        for element, attribute, link, _ in page.iterlinks():
            where = urlsplit(link)
            if where.scheme in ("http", "https") or link.startswith("//"):
                assert (element.tag, attribute) == ("a", "href"), f"{name} asks for {link}"
                continue
            if where.path.startswith("/"):  # of the page for addresses that are none
                assert name == "404.html"
                continue
            target = (site / name).parent / unquote(where.path) if where.path else site / name
            assert target.resolve().is_file(), f"{name} links to {link}"
            if where.fragment:
                ids = documents[target.resolve().relative_to(site.resolve()).as_posix()].xpath("//@id")
                assert unquote(where.fragment) in ids, f"{name} links to {link}"


@pytest.mark.parametrize("page", [*BESIDE, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name)
def test_code_blocks_stand_at_the_margin(page: Path) -> None:
    """Markdown takes an indented fence, in a list, for code within a line."""
    assert not re.findall(r"^ +```", page.read_text(encoding="utf-8"), re.MULTILINE)


def typed() -> list[tuple[str, str]]:
    """Each call of the program in the code of the pages, with the page."""
    pages = [*BESIDE, *sorted((ROOT / "docs").rglob("*.md"))]
    found = []
    for page in pages:
        for block in re.findall(r"^ *```(?:console|sh)?\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            calls = re.findall(r"^ *(?:\$ )?(?:.*\| )?(nids-pipeline .*)$", block.replace("\\\n", ""), re.MULTILINE)
            found += [(page.name, call) for call in calls]
    return found


@pytest.mark.parametrize(("page", "call"), typed())
def test_every_command_that_is_shown_can_be_typed(page: str, call: str) -> None:
    """Its commands, options and choices are there; nothing is run."""
    command: click.Command = CLI
    arguments = call.partition(" #")[0].split()[1:]
    while isinstance(command, click.Group):
        command = command.commands[arguments.pop(0)]
    command.make_context(page, arguments)


def test_there_are_commands() -> None:
    assert len(typed()) > 30


@pytest.fixture
def opened(chromium: Browser, site: Path) -> Iterator[Callable[[int], Page]]:
    """New pages; an error, or a request that is for no file of the site, fails the test."""
    wrong: list[str] = []
    contexts = []

    def new(width: int) -> Page:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((site.as_uri(), "data:")) else wrong.append(request.url))
        return page

    yield new
    for context in contexts:
        context.close()
    assert wrong == []


def test_every_page_fits_its_window_and_asks_nobody(
    site: Path, opened: Callable[[int], Page], documents: dict[str, html.HtmlElement]
) -> None:
    page = opened(1280)
    for name in documents:
        if name == "404.html":  # its links are absolute, for a server
            continue
        page.goto((site / name).as_uri())
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} is {wide} px wider than a window of {width} px"


CONTRAST = """() => {
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const colour = (text) => light(text.match(/[\\d.]+/g).map(Number));
  const paper = colour(getComputedStyle(document.body).backgroundColor);
  return Object.fromEntries(["p", "h2", "[role=main] p a", "td", "dt code"].map((where) => [where, document.querySelector(where)])
    .filter(([, element]) => element)
    .map(([where, element]) => [where, colour(getComputedStyle(element).color)])
    .map(([where, ink]) => [where, (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)]));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_in_light_and_dark(scheme: Literal["light", "dark"], site: Path, opened: Callable[[int], Page]) -> None:
    page = opened(1280)
    page.emulate_media(color_scheme=scheme)
    for name in ("index", "reference/tables", "reference/cli"):
        page.goto((site / f"{name}.html").as_uri())
        assert page.locator("html").get_attribute("data-bs-theme") == scheme
        assert all(contrast >= 4.5 for contrast in page.evaluate(CONTRAST).values()), page.evaluate(CONTRAST)


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("どの文献に", "日本語 › 出力されるもの"),
        ("ｒｅｆｅｒｅｎｃｅ-date", "Command line › nids-pipeline run"),
        ("scheduler 計算機", "日本語 › 多数の計算機で"),
        ("前掲書", "Cite › How a citation was read"),
    ],
)
def test_the_search_finds_words_of_both_languages(query: str, result: str, site: Path, opened: Callable[[int], Page]) -> None:
    page = opened(1280)
    page.goto((site / "howto" / "cite.html").as_uri())
    page.get_by_role("link", name="Search").click()
    page.locator("#mkdocs-search-query").fill(query)
    link = page.locator("#mkdocs-search-results").get_by_role("link", name=result, exact=True)
    expect(link).to_be_visible()
    assert page.locator("#mkdocs-search-results mark").count() > 0
    link.click()
    expect(page.locator("h2:target, h1:target")).to_contain_text(result.partition(" › ")[2])


def test_the_search_says_when_there_is_nothing(site: Path, opened: Callable[[int], Page]) -> None:
    page = opened(390)
    page.goto((site / "index.html").as_uri())
    page.locator(".navbar-toggler").first.click()
    expect(page.locator(".navbar-collapse.collapse.show")).to_be_visible()  # a click while it unfolds opens nothing
    page.get_by_role("link", name="Search").click()
    page.locator("#mkdocs-search-query").fill("存在しない語句")
    expect(page.locator("#mkdocs-search-results")).to_have_text("No results found")
