"""What authors call the parts of their pages, and the lines that pages are made of, read by `data/rules/html.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline import rules
from pipeline.read.html.tree import Node
from pipeline.read.html.vocabulary import HEADINGS

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTING = re.compile(r"_+|-{2,}")
_LONGEST_NAME = 80
_LONGEST_LINE = 200
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)


def called(node: Node, *roles: str) -> bool:
    """Whether one of the element's names has one of the roles of html.toml: id="globalNav" is `furniture`."""
    return any(named(name, role) for name in node.names for role in roles)


def furniture(node: Node) -> tuple[float, bool]:
    """The share of the page's prose up to which the element is no article by its names, and whether prose in it does not matter.

    0 where they do not say that it is none. The id of a section is the topic of its heading and says nothing.
    """
    topical = node.tag in ("section", *HEADINGS) or "section" in node.get("class").split()
    names = [name for name in node.names if not topical or name != node.get("id")]
    return max((_part(name) for name in names), default=(0.0, False))


@lru_cache(maxsize=20_000)
def _part(name: str) -> tuple[float, bool]:
    folded = _fold(name)
    read = [rule.fields for rule in _rules("furniture") if rule.pattern.fullmatch(folded)]
    return max(((float(fields["most"]), bool(fields["sure"])) for fields in read), default=(0.0, False))


@lru_cache(maxsize=20_000)
def named(name: str, role: str) -> bool:
    """The same for one name; case, humps and underscores make no difference."""
    folded = _fold(name)
    return any(rule.pattern.fullmatch(folded) for rule in _rules(role))


def reading(line: str, *roles: str) -> tuple[rules.Rule, re.Match[str]] | None:
    """The first rule with one of the roles that reads the whole line."""
    if len(line) <= _LONGEST_LINE:
        for role in roles:
            if found := rules.first(_rules(role), line):
                return found
    return None


def label(line: str) -> tuple[rules.Rule, re.Match[str]] | None:
    """How a note's text begins: the groups `label`, `number` and `rest` (within the first characters of a long line)."""
    return rules.first(_rules("label"), line[:_LONGEST_LINE])


def hidden(node: Node) -> bool:
    """Whether a person who looks at the page does not see the element."""
    attributes = node.attributes
    return bool(attributes) and (
        ("hidden" in attributes and node.get("hidden").lower() != "until-found")
        or node.get("aria-hidden").lower() == "true"
        or bool(_HIDING.search(node.get("style")))
        or called(node, "hidden")
    )


def _fold(name: str) -> str:
    return _PARTING.sub("-", _HUMP.sub("-", name[:_LONGEST_NAME])).lower()


@lru_cache(maxsize=32)
def _rules(role: str) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in rules.load("html") if rule.fields["role"] == role)
