"""data/problems.csv → docs/problems.md."""

from __future__ import annotations

from pathlib import Path

from pipeline.rules import words

TARGET = Path(__file__).parents[1] / "docs" / "problems.md"


def render() -> str:
    """The page as Markdown."""
    lines = [
        "# Problems",
        "",
        "What `problems.csv` can say, and what to do about it.",
        "Written by `scripts/document_problems.py` from `pipeline/data/problems.csv`.",
        "",
        "| code | what it means | what to do |",
        "|---|---|---|",
        *(f"| `{row['code']}` | {row['meaning']} | {row['action']} |" for row in words("problems")),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
