"""Pages as HTML → the index of the site's search: one entry a section, as a script so that it works from a folder too.

MkDocs' own search does not find Japanese words in running text, with its setting for Japanese neither, nor `--options`. Here the
browser looks for the words of a query anywhere in a section, as whole texts: the site is small enough for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from lxml import html as markup

_HEADINGS = ("h1", "h2", "h3", "h4")
_WRAPPED = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uffef]) (?=[\u3001-\u9fff\uff01-\uffef])")  # a line's end within Japanese
_LEFT_OUT = "headerlink"  # the ¶ beside a heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it: where it is, and the page it is of."""

    url: str
    page: str
    heading: str
    text: str


def sections(html: str, url: str, page: str) -> Iterator[Section]:
    """The sections of a page in order; what stands before the first heading has the page's title."""
    anchor, heading, texts = "", page, list[str]()
    for element in markup.fragment_fromstring(html, create_parent="div"):
        if element.tag in _HEADINGS:
            if texts:
                yield Section(url + anchor, page, heading, "\n".join(texts))
            anchor, heading, texts = f"#{element.get('id')}", _text(element), []
        else:
            texts.append(_text(element))
    yield Section(url + anchor, page, heading, "\n".join(texts))


def script(found: Sequence[Section]) -> str:
    """The index as a script. A `<` is escaped, so that no text ends the script it stands in."""
    return f"window.searchIndex = {json.dumps([asdict(section) for section in found], ensure_ascii=False)};\n".replace("<", "\\u003c")


def _text(element: markup.HtmlElement) -> str:
    for link in element.find_class(_LEFT_OUT):
        link.drop_tree()
    return _WRAPPED.sub("", " ".join(" ".join(element.itertext()).split()))
