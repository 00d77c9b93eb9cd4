"""The browser of tests/browser, for the tutorial's review and the site."""

from tests.browser.conftest import chromium, pages

__all__ = ["chromium", "pages"]
