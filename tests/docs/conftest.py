"""The pages of tests/browser, for the review in the tutorial."""

from tests.browser.conftest import pages

__all__ = ["pages"]
