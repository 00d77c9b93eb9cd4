"""Report pages in a browser: opened from the disk, nothing asked for, no error, nothing wider than the screen; charts that answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.report.write import write
from tests.report.test_pages import hostile

pytestmark = pytest.mark.model

_PAGES = ("sample-annual-report", "sample-commentary", "sample-memo", "index")


@pytest.fixture(scope="module")
def written(sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the sample reports."""
    folder = tmp_path_factory.mktemp("report")
    write(sample_outputs, folder, "ja")
    return folder


@pytest.fixture(params=[1280, 768, 390])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of each width; an error, a refusal of the page's own policy or any request but the file itself fails the test."""
    wrong: list[str] = []
    context = chromium.new_context(viewport={"width": request.param, "height": 900}, color_scheme="dark", locale="ja-JP")
    new = context.new_page()
    asked: list[str] = []
    new.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    new.on("pageerror", lambda error: wrong.append(str(error)))
    new.on("request", lambda made: asked.append(made.url))
    yield new
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith("file:")] == []


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("name", _PAGES)
def test_pages_open_without_error_and_fit(written: Path, page: Page, name: str) -> None:
    page.goto((written / f"{name}.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    assert _fits(page)


def test_the_matrix_is_shown_with_its_last_row(written: Path, page: Page) -> None:
    page.goto((written / "sample-annual-report.html").as_uri())
    frame = page.locator(".scroll:has(> .matrix)")
    assert frame.evaluate("frame => frame.scrollHeight - frame.clientHeight") == 0
    frame.evaluate(
        "frame => { while (frame.querySelectorAll('tbody tr').length < 15) frame.querySelector('tbody').append(frame.querySelector('tbody tr').cloneNode(true)) }"
    )
    assert frame.evaluate("frame => frame.scrollHeight - frame.clientHeight") == 0  # as many as a page has at most


def test_charts_are_drawn_and_answer(written: Path, page: Page) -> None:
    page.goto((written / "sample-annual-report.html").as_uri())
    for chart in ("timeline-chart", "network-chart", "years-chart"):
        expect(page.locator(f"#{chart} > svg")).to_be_visible()
    marks = page.locator("#timeline-chart .mark")
    page.get_by_role("button", name="全期間").click()
    everyone = marks.count()
    page.locator("#timeline-actor").select_option(index=1)
    assert 0 < marks.count() < everyone
    marks.last.dispatch_event("click")
    expect(page.locator("#timeline-picked")).to_be_visible()
    assert page.locator("#timeline-picked").inner_text().strip()
    page.get_by_role("button", name="＋ 拡大").click()
    assert marks.count() <= everyone
    page.locator("#network-chart .node").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#network-picked")).to_be_visible()
    assert page.locator(".series-chart svg").count() == page.locator(".multiple").count() > 0
    assert _fits(page)


@pytest.mark.parametrize("name", ["sample-annual-report", "index"])
def test_the_reader_changes_the_language_and_finds_it_again(written: Path, page: Page, name: str) -> None:
    """Nothing that is not the report's own stays in the other language, charts and tips included."""
    page.goto((written / f"{name}.html").as_uri())
    japanese = _ours(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    english = _ours(page)
    assert len(english) == len(japanese) > 5
    assert [text for text in english if re.search("[ぁ-んァ-ヶ一-龠]", text) and text != "日本語"] == []
    if name != "index":
        expect(page.locator("#timeline-count")).to_contain_text("shown")
        expect(page.locator("#timeline-chart .lane-name").first).to_have_text(re.compile("^[A-Z]"))
        page.locator("article .m.entities").first.click()
        expect(page.locator("#told")).to_have_text(re.compile(r" · [A-Z][a-z ]+$"))
        assert "注" not in (page.locator(".note-marker").first.get_attribute("aria-label") or "注")
        assert page.title().endswith("· Report overview")
    assert _fits(page)
    for _ in range(5):  # a browser keeps what a page stores in its own time: a reload at once may come before it
        page.reload()
        if page.locator("html").get_attribute("lang") == "en":
            break
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert _ours(page) == english
    page.get_by_role("button", name="日本語").click()
    assert _ours(page) == japanese


def test_where_the_browser_keeps_nothing_the_language_can_be_changed_all_the_same(written: Path, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });")
    page.goto((written / "sample-memo.html").as_uri())
    page.get_by_role("button", name="English").click()
    expect(page.locator("#summary-title")).to_have_text("Summary")
    page.reload()
    expect(page.locator("#summary-title")).to_have_text("概要")


def _ours(page: Page) -> list[str]:
    """The words of the page that are its own, in order: those of its elements, attributes and charts."""
    page.wait_for_function("[...document.querySelectorAll('.chart')].every((chart) => !chart.checkVisibility() || chart.firstChild)")
    found = page.evaluate(
        "() => [...document.querySelectorAll('[data-w]')].filter((one) => one.id !== 'language' && !one.dataset.v)"
        ".map((one) => (one.dataset.a ? one.getAttribute(one.dataset.a) : one.textContent))"
    )
    return [str(text) for text in found]


def test_notes_and_mentions_open_beside_the_text(written: Path, page: Page) -> None:
    page.goto((written / "sample-annual-report.html").as_uri())
    marker = page.locator(".note-marker").first
    marker.click()
    note = page.locator(".note:popover-open")
    expect(note).to_have_count(1)
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    page.locator("article .m.dates").first.click()
    expect(page.locator("#told")).to_be_visible()
    assert _fits(page)


def test_without_scripts_everything_can_be_read(written: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto((written / "sample-annual-report.html").as_uri())
    expect(page.locator(".matrix")).to_be_visible()
    expect(page.locator("#timeline-chart")).to_be_hidden()
    page.locator("#timeline summary").click()
    expect(page.locator("#timeline-rows tr").first).to_be_visible()
    context.close()


def test_printed_pages_have_the_notes_and_no_buttons(written: Path, page: Page) -> None:
    page.goto((written / "sample-annual-report.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator(".note").first).to_be_visible()
    expect(page.locator(".tools").first).to_be_hidden()
    expect(page.locator("#language")).to_be_hidden()


@pytest.mark.parametrize("number", range(5))
def test_hostile_text_runs_nowhere(page: Page, tmp_path: Path, number: int) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(list(hostile())[number])
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(file.as_uri())
    assert page.locator("img").count() == 0
    for chart in page.locator("#timeline-chart .mark").all()[:1]:
        chart.dispatch_event("click")
    assert _fits(page)
