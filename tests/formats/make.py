"""Writes the sample reports of raw/ in every other format that is read: `python -m tests.formats.make`.

Needs `chromium` and `soffice` (LibreOffice Writer) and the fonts IPAex, Liberation, Nanum Myeongjo and Droid Sans Fallback,
whose licences allow parts of them inside documents. The files are committed, so tests need none of these.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from tests.formats import pages, plain, web, word
from tests.formats.sample import NAMES, Sample, load

FILES = Path(__file__).parent / "files"


def main() -> None:
    """Makes all files anew."""
    FILES.mkdir(exist_ok=True)
    for name in NAMES:
        sample = load(name)
        docx = word.make(sample)
        _write(f"{name}.docx", docx)
        _write(f"{name}.footnotes.pdf", _by_libreoffice(docx, sample))
        _write(f"{name}.columns.pdf", _by_chromium(pages.columns(sample)))
        _write(f"{name}.vertical.pdf", _by_chromium(pages.vertical(sample)))
        _write(f"{name}.html", web.make(sample).encode())
        _write(f"{name}.wrapped.txt", plain.wrapped(sample).encode())
        for encoding in plain.ENCODINGS:
            _write(f"{name}.{encoding}.txt", plain.encoded(name, encoding))


def _write(name: str, data: bytes) -> None:
    """The printing programs' clock is set to one day: long after the reports, so that only their printed dates are right."""
    if name.endswith(".pdf"):
        data = re.sub(rb"D:[0-9]{14}", b"D:20260401090000", data)
    (FILES / name).write_bytes(data)
    print(f"{name}: {len(data):,} bytes")


def _by_chromium(page: str) -> bytes:
    """Printed without tags: most reports have none."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-pdf-tagging", "--no-pdf-header-footer"]
        subprocess.run(["chromium", *options, f"--print-to-pdf={made}", source.as_uri()], check=True, capture_output=True)
        return made.read_bytes()


def _by_libreoffice(docx: bytes, sample: Sample) -> bytes:
    """Through LibreOffice's own XML, where the numbers of notes are written in: it cannot count them anew by section."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(docx)
        _convert(source, "fodt")
        flat = source.with_suffix(".fodt")
        numbers = iter(sample.notes)
        numbered = re.sub(
            "<text:note-citation>[0-9]*</text:note-citation>",
            lambda _: '<text:note-citation text:label="{0}">{0}</text:note-citation>'.format(next(numbers).number),
            flat.read_text(encoding="utf-8"),
        )
        flat.write_text(numbered, encoding="utf-8")
        _convert(flat, "pdf")
        return source.with_suffix(".pdf").read_bytes()


def _convert(source: Path, kind: str) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={source.parent.as_uri()}/profile", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(source.parent), str(source)], check=True, capture_output=True)


if __name__ == "__main__":
    main()
