"""spaCy without its command line, in a process of its own: here it is loaded already."""

from __future__ import annotations

import subprocess
import sys

import pytest

FIRST = "import sys; from pipeline.parse import alone; spacy = alone.spacy(); "
CASES = {
    "the command line stays away": (FIRST + "print('spacy.cli' in sys.modules, 'typer' in sys.modules)", "False False"),
    "it comes when it is asked for": (
        FIRST + "import spacy.cli; print(spacy.cli.info.__module__, spacy.cli.app.info.name)",
        "spacy.cli.info spacy",
    ),
    "so does spacy.info": (FIRST + "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)", "True"),
    "what is loaded stays": ("import spacy as first; from pipeline.parse import alone; print(alone.spacy() is first)", "True"),
}


@pytest.mark.parametrize(("code", "printed"), CASES.values(), ids=CASES)
def test_spacy_is_whole_but_for_its_command_line(code: str, printed: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == (printed, "")
