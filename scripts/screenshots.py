"""Pictures of each view of the review app on the sample reports → docs/screens/*.png, in a window and on a phone.

Needs Chromium (`apt-get install chromium fonts-noto-cjk`). Look at the pictures before you commit them: nothing may overlap.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from pipeline.engine.run import run
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "docs" / "screens"
WIDTHS = {"wide": (1280, 860), "narrow": (390, 780)}
_MEMO, _REPORT = "sample-memo", "sample-annual-report"
# name → (address below the app's, what is clicked there)
VIEWS: dict[str, tuple[str, str]] = {
    "documents": ("", ""),
    "reading": (f"d/{_REPORT}", ".text .m.dates-undecided"),
    "note": (f"d/{_REPORT}", ".note-marker"),
    "queue": (f"queue?doc={_MEMO}&table=dates", ""),
    "edit": (f"queue?doc={_MEMO}&table=quantities", "[data-key=e]"),
    "notes": (f"d/{_REPORT}/notes", ""),
    "table": (f"d/{_MEMO}/table/dates", ""),
    "search": ("search?q=NATO", ""),
}


def main() -> None:
    """Makes all pictures anew."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        outputs = Path(folder) / "outputs"
        run([ROOT / "raw"], outputs, settings=Settings(workers=1))
        server, url = _serve(outputs)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        shutil.rmtree(SCREENS, ignore_errors=True)
        SCREENS.mkdir(parents=True)
        for size, (width, height) in WIDTHS.items():
            page = browser.new_context(viewport={"width": width, "height": height}, locale="ja-JP").new_page()
            for name, (view, clicked) in VIEWS.items():
                _show(page, url + view, clicked)
                page.screenshot(path=SCREENS / f"{name}-{size}.png")
        browser.close()
        server.terminate()


def _serve(outputs: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "pipeline", "review", str(outputs), "--no-browser", "--reviewer", "佐藤"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found
    return server, found[0]


def _show(page: Page, address: str, clicked: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if clicked:
        page.locator(clicked).first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # what is swapped in takes its place


if __name__ == "__main__":
    main()
