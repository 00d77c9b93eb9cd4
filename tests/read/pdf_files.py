"""Small PDF files for tests: text at places, no embedded fonts; Japanese by the predefined encodings, upright or vertical."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Sheet:
    """One page: what is drawn on it, in points from the lower left of its media box."""

    width: float = 400
    height: float = 600
    box: tuple[float, float] = (0, 0)
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = 10, *, vertical: bool = False, white: bool = False, bold: bool = False
    ) -> Sheet:
        """A line that begins at x on the baseline y (vertical: the middle of the line's first character's upper edge)."""
        font = "V" if vertical else "B" if bold else "J"
        paint = "1 1 1 rg" if white else "0 0 0 rg"
        self.parts.append(f"BT {paint} /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def column(self, x: float, y: float, lines: Sequence[str], size: float = 10, pitch: float = 16) -> Sheet:
        """Lines one below the other."""
        for at, line in enumerate(lines):
            self.text(x, y - at * pitch, line, size)
        return self

    def tint(self, left: float, bottom: float, right: float, top: float) -> Sheet:
        """A grey box under what is drawn after it."""
        self.parts.append(f"0.8 0.8 0.8 rg {left} {bottom} {right - left} {top - bottom} re f")
        return self


def pdf(sheets: Sequence[Sheet], properties: str = "") -> bytes:
    """The bytes of a file with these pages; `properties` is the inside of its information dictionary."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    fonts = {
        name: _font(add, face, way)
        for name, face, way in (("J", "Ryumin-Light", "H"), ("B", "GothicBBB-Bold", "H"), ("V", "Ryumin-Light", "V"))
    }
    resources = "<< /Font << " + " ".join(f"/{name} {number} 0 R" for name, number in fonts.items()) + " >> >>"
    pages_number = len(objects) + 2 * len(sheets) + 1
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.parts).encode("latin-1")
        stream = add(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        x, y = sheet.box
        crop = "/CropBox [{} {} {} {}]".format(*sheet.crop) if sheet.crop else ""
        media = f"[{x} {y} {x + sheet.width} {y + sheet.height}]"
        kids.append(
            add(
                f"<< /Type /Page /Parent {pages_number} 0 R /MediaBox {media} {crop} /Rotate {sheet.rotate} "
                f"/Resources {resources} /Contents {stream} 0 R >>"
            )
        )
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = add(f"<< /Type /Catalog /Pages {pages_number} 0 R >>")
    info = add(f"<< {properties} >>")
    return _written(objects, f"/Root {root} 0 R /Info {info} 0 R")


def _font(add, face: str, way: str) -> int:
    descriptor = add(
        f"<< /Type /FontDescriptor /FontName /{face} /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
    )
    inner = add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{face} /DW 1000 /W [1 [250] 2 94 500 231 632 500] "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >> /FontDescriptor {descriptor} 0 R >>"
    )
    return add(f"<< /Type /Font /Subtype /Type0 /BaseFont /{face} /Encoding /UniJIS-UTF16-{way} /DescendantFonts [{inner} 0 R] >>")


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
