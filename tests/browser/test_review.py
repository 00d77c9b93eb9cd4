"""A reviewer's session from the first page to the tables of the next run, by keyboard and mouse in a real browser."""

from __future__ import annotations

import csv
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run as run_command

import pytest
from playwright.sync_api import Page, expect

from pipeline.review.decisions import read
from tests.browser.conftest import Server
from tests.conftest import RAW

pytestmark = pytest.mark.model

MEMO = "sample-memo"


def rows(outputs: Path, table: str) -> list[dict[str, str]]:
    with (outputs / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def told(page: Page) -> str:
    """The message of what was saved, once it is there."""
    message = page.locator("#message .saved")
    expect(message).to_be_visible()
    return message.inner_text()


def card(page: Page) -> str:
    """What the queue's card is about."""
    return page.locator(".queue-card .row-title [lang=ja]").inner_text()


def press(page: Page, key: str) -> str:
    """A key; gives what the card that follows is about."""
    page.evaluate("document.querySelector('#queue').dataset.before = 'yes'")
    page.keyboard.press(key)
    expect(page.locator("#queue:not([data-before]):not(.htmx-settling)")).to_be_visible()
    return card(page)


def select(page: Page, words: str) -> None:
    """Words of the text marked with the mouse."""
    place = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode());) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                node.parentElement.scrollIntoView({ block: 'center' });
                const boxes = [...range.getClientRects()];
                const [first, last] = [boxes[0], boxes.at(-1)];
                return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
            }
        }""",
        words,
    )
    assert place, f"{words} is not among the text that is shown"
    page.mouse.move(place[0], place[1])
    page.mouse.down()
    page.mouse.move(place[2], place[3], steps=5)
    page.mouse.up()


def test_a_session_and_the_run_after_it(outputs: Path, serve: Callable[[], Server], pages: Callable[..., Page]) -> None:
    machine = {table: rows(outputs, table) for table in ("dates", "entities")}
    server = serve()
    page = pages()
    page.goto(server.url)
    expect(page.locator("h1")).to_have_text("文書")

    # the queue by keyboard: accept, reject, undo
    page.goto(f"{server.url}queue?table=entities&doc={MEMO}")
    accepted = card(page)
    rejected = press(page, "a")
    kept = press(page, "r")
    assert len({accepted, rejected, kept}) == 3
    assert press(page, "r") != kept
    assert press(page, "u") == kept
    assert press(page, "n") != kept

    # a date is corrected; what is no date is told beside its field, and nothing is saved
    page.goto(f"{server.url}queue?table=dates&doc={MEMO}")
    corrected = card(page)
    page.keyboard.press("e")
    value = page.locator("form[data-edit] [name=value]")
    value.fill("2031-02-30")
    before = len(read(outputs.parent / "reviews").decisions)
    value.press("Enter")
    expect(page.locator("form[data-edit] [aria-invalid=true]")).to_be_visible()
    assert len(read(outputs.parent / "reviews").decisions) == before
    for field in page.locator("form[data-edit] [name=earliest], form[data-edit] [name=latest]").all():
        field.fill("")
    page.locator("form[data-edit] [name=value]").fill("2031-02")
    page.locator("form[data-edit] [name=comment]").fill("原典を確認")
    page.locator("form[data-edit] [name=value]").press("Enter")
    assert "保存" in told(page)

    # a mention that was missed is added from the text
    page.goto(f"{server.url}d/{MEMO}")
    sentence = page.locator(".s", has_text="加盟32カ国の首脳").first
    expect(sentence).to_be_visible()
    select(page, "首脳が集")
    page.locator("#add-bar [data-add=entities]").click()
    form = page.locator("#new")
    expect(form).to_be_visible()
    form.locator("[name=label]").select_option("ORG")
    form.locator("[name=name]").fill("首脳の集い")
    form.locator("button[type=submit]").click()
    expect(page.locator("#new")).to_have_count(0)
    expect(page.locator(".text .m", has_text="首脳が集")).to_be_visible()

    # all rows of one rule are accepted after a preview
    page.goto(f"{server.url}queue?table=quantities&doc={MEMO}")
    page.locator(".bulk-links a").first.click()
    listed = page.locator("ol.bulk li").count()
    assert listed > 1
    page.locator(".bulk-go button").click()
    expect(page.locator(".notice.good")).to_contain_text(str(listed))

    # the server is killed and started again: what was decided is there
    page.goto("about:blank")  # a page that still loads something would tell of the dead server
    server.stop(signal.SIGKILL)
    server = serve()
    decisions = read(outputs.parent / "reviews").decisions
    assert [decision.verdict for decision in decisions] == ["accept", "reject", "reject", "undo", "correct", "add", *["accept"] * listed]
    assert {decision.reviewer for decision in decisions} == {"検査"}
    page.goto(f"{server.url}queue?table=dates&doc={MEMO}")
    assert card(page) != corrected
    page.goto("about:blank")
    assert "no decisions were made" in server.stop()

    # the next run holds the decisions
    command = [sys.executable, "-m", "pipeline", "run", str(RAW), "-o", str(outputs)]
    said = run_command(command, capture_output=True, text=True, check=True).stdout
    assert "none of them new or changed" in said
    (date,) = [row for row in rows(outputs, "dates") if row["method"] == "review"]
    assert (date["text"], date["value"], date["earliest"], date["latest"]) == (corrected, "2031-02", "2031-02-01", "2031-02-28")
    left = rows(outputs, "entities")
    (added,) = [row for row in left if row["method"] == "review"]
    assert (added["text"], added["label"], added["entity_id"], added["name"]) == ("首脳が集", "ORG", "ORG:首脳の集い", "首脳の集い")
    gone = [row for row in machine["entities"] if row["mention_id"] not in {row["mention_id"] for row in left}]
    assert [row["text"] for row in gone] == [rejected]
    log = rows(outputs, "review_log")
    assert sorted({row["state"] for row in log}) == ["applied", "unchanged", "undone"]
    (correction,) = [row for row in log if row["verdict"] == "correct"]
    assert (correction["state"], correction["comment"], json.loads(correction["values"])["value"]) == ("applied", "原典を確認", "2031-02")
    assert json.loads(correction["machine"])["text"] == corrected


VIEWS = [
    "",
    "queue",
    f"d/{MEMO}",
    f"d/{MEMO}/notes",
    "d/sample-annual-report/notes",
    f"d/{MEMO}/table/dates",
    f"queue?table=events&doc={MEMO}",
    "search?q=NATO",
]


@pytest.mark.parametrize("language", ["ja-JP", "en-GB"])
def test_every_view_fits_its_window(language: str, serve: Callable[[], Server], pages: Callable[..., Page]) -> None:
    """Nothing is cut off at the right or lies over something else, and every text is shown in the reader's language."""
    server = serve()
    page = pages(language=language)
    for view in VIEWS:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(server.url + view)
            expect(page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
            assert page.locator("html").get_attribute("lang") == language[:2]
            wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{view or 'documents'} is {wide} px wider than a window of {width} px"


def test_two_reviewers_in_two_tabs(outputs: Path, serve: Callable[[], Server], pages: Callable[..., Page]) -> None:
    """The later decision holds, and whoever made it is told that there was another."""
    server = serve()
    here, there = pages(), pages()
    for page in (here, there):
        page.goto(f"{server.url}queue?table=entities&doc={MEMO}")
    words = card(here)
    assert card(there) == words
    press(here, "a")
    press(there, "r")
    assert "検査" in there.locator("[role=alert], #message").first.inner_text()
    found = read(outputs.parent / "reviews").decisions
    assert [(decision.verdict, decision.anchor.quote) for decision in found] == [("accept", words), ("reject", words)]


def test_help_is_shown_and_closed_by_key(serve: Callable[[], Server], pages: Callable[..., Page]) -> None:
    page = pages()
    page.goto(f"{serve().url}queue")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    for key in "arenu":
        expect(page.locator("dialog[open] kbd", has_text=key).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
