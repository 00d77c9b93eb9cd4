"""Sentences with their mentions → the files that annotation tools read, and what people changed there → decisions."""

from __future__ import annotations

from typing import Literal, get_args

Tool = Literal["docbin", "label-studio", "doccano"]
TOOLS: tuple[Tool, ...] = get_args(Tool)
