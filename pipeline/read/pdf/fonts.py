"""A font's name and flags → its weight and whether it is a gothic (sans serif), by data/rules/pdf_fonts.toml."""

from __future__ import annotations

import re

from pipeline.read.pdf.page import Font
from pipeline.rules import load

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FORCE_BOLD = 1 << 18
_BOLD = 700
_SPOKEN = 500  # PDFium says 400 of most fonts for want of a better: only more is a statement of the file


def described(name: str, weight: int, flags: int) -> Font:
    """The font as the rules know its name; `weight` as PDFium gives it counts where the name is silent."""
    plain = _SUBSET.sub("", name)
    told, gothic = 0, False
    for rule in load("pdf_fonts"):
        if rule.pattern.search(plain):
            told = max(told, rule.fields.get("weight", 0))
            gothic = gothic or rule.fields.get("gothic", False)
    if flags > 0 and flags & _FORCE_BOLD:
        told = max(told, _BOLD)
    return Font(plain, told or (weight if weight > _SPOKEN else 0), gothic)
