"""DOCX files beside what an office program makes of them: lists print the same labels, and a file it saved again reads the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.read.docx_files import STYLES, docx, footnote, lists, numbered, paragraph, row, run, source, table

OFFICE = shutil.which("soffice")
FORMS = (
    "decimal decimalZero upperRoman lowerRoman upperLetter lowerLetter decimalFullWidth"
    " decimalEnclosedCircle aiueoFullWidth irohaFullWidth japaneseCounting"
)


def converted(data: bytes, folder: Path, kind: str) -> bytes:
    """The file as the office program saves it in another format."""
    if OFFICE is None:
        pytest.skip("no office program is installed")
    (folder / "given.docx").write_bytes(data)
    command = [
        OFFICE,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
    ]
    try:
        subprocess.run([*command, str(folder / "given.docx")], capture_output=True, timeout=120, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        pytest.skip("the office program does not run here")
    return (folder / "out" / f"given.{kind.partition(':')[0]}").read_bytes()


def printed(text: str) -> list[str]:
    return [re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()]


def test_labels_of_lists(tmp_path: Path) -> None:
    forms = FORMS.split()
    outline = [("decimal", "第%1章"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("aiueoFullWidth", "%4)")]
    which = len(forms) + 1
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    extra = f'<w:num w:numId="90"><w:abstractNumId w:val="{which}"/>{anew}</w:num><w:num w:numId="91"><w:abstractNumId w:val="{which}"/></w:num>'
    body = [numbered(f"項目{form}", number) for number, form in enumerate(forms, 1) for _ in range(23)]
    body += [numbered("段", which, depth) for depth in (0, 1, 1, 2, 2, 1, 2, 3, 3, 0, 1, 2, 0, 2, 2, 1, 3)]
    body += [numbered("再", 90, depth) for depth in (0, 0, 1)] + [numbered("続", 91, depth) for depth in (0, 1)] + [numbered("元", which)]
    data = docx(*body, numbering=lists(*([(form, "［%1］")] for form in forms), outline, extra=extra))
    theirs = converted(data, tmp_path, "txt:Text").decode("utf-8-sig")
    assert printed(source(data).text) == printed(theirs)


def test_saved_again(tmp_path: Path) -> None:
    data = docx(
        paragraph("海洋の秩序", style="a3"),
        paragraph("はじめに", style="1"),
        paragraph(
            "本稿は論じる",
            footnote(2),
            "。面積は5km",
            run("2", '<w:vertAlign w:val="superscript"/>'),
            "である",
            footnote(1, "endnote"),
            "。",
        ),
        numbered("一つ目"),
        numbered("二つ目"),
        table(row("国", "額"), row("日本", "5兆円")),
        paragraph("結び", style="2"),
        paragraph("終わりの文。", properties='<w:ind w:firstLineChars="100" w:firstLine="210"/>'),
        styles=STYLES,
        footnotes={2: "山田『海』2頁。"},
        endnotes={1: "国の統計による。"},
        numbering=lists([("decimalEnclosedCircle", "%1")]),
    )
    mine, again = source(data), source(converted(data, tmp_path, "docx"))
    assert again.text == mine.text
    assert [(hint.kind, hint.start, hint.end, hint.number) for hint in again.hints] == [
        (hint.kind, hint.start, hint.end, hint.number) for hint in mine.hints
    ]
