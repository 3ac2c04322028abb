"""The used shapes of a font inside a PDF: one small font a document, numbered in order of use.

The engine embeds fonts letter by letter and only those with one kind of outlines. Joined letters
are shapes without a letter of their own, so they are numbered here, drawn over into the kind of
outlines that a PDF takes, and each says which letters it stands for, so that words can be searched
and copied.
"""

import io
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.roundTools import otRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reports.scripts.faces import Face
from reports.scripts.shaping import Glyph

_ERROR = 0.001
"""How far an outline may stray when it is drawn over, as a share of the size."""
_SIDES = ("xMin", "yMin", "xMax", "yMax")
_KEPT: "WeakKeyDictionary[Any, dict[Face, _Embedded]]" = WeakKeyDictionary()


class _Embedded:
    """A font in one document."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.numbers: dict[tuple[int, str], int] = {}
        self.widths: list[float] = []

    def number(self, glyph: Glyph) -> int:
        """The shape's number in the document, from 1 on."""
        key = (glyph.number, glyph.text)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            self.widths.append(glyph.width)
        return self.numbers[key]

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # the engine calls it by this name
        """Put the font into the document, which calls this once, when every page is drawn."""
        base = f"{_tag(self.name)}+{_plain_name(self.face)}"
        with self.face.opened() as told:
            descendant = self._descendant(doc, base, told)
        font = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": f"/{base}", "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([descendant]),
            "ToUnicode": _stream(doc, self._meanings(), f"toUnicode:{base}"),
        })  # fmt: skip
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, self.name)

    def _descendant(self, doc: Any, base: str, told: TTFont) -> Any:
        program = _program(told, self.face, [number for number, _ in self.numbers])
        scale = 1000 / self.face.engine.upem
        box = [otRound(getattr(told["head"], side) * scale) for side in _SIDES]
        reach = (told["hhea"].ascent * scale, told["hhea"].descent * scale)
        descriptor = pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": f"/{base}", "Flags": 4, "StemV": 80,
            "FontBBox": pdfdoc.PDFArray(box), "ItalicAngle": 0, "CapHeight": 700,
            "Ascent": otRound(reach[0]), "Descent": otRound(reach[1]),
            "FontFile2": _stream(doc, program, f"program:{base}", Length1=len(program)),
        })  # fmt: skip
        return doc.Reference(pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": f"/{base}",
            "CIDToGIDMap": "/Identity", "DW": 0,
            "CIDSystemInfo": pdfdoc.PDFDictionary({
                "Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"),
                "Supplement": 0}),
            "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([round(wide, 2) for wide in self.widths])]),
            "FontDescriptor": doc.Reference(descriptor, f"descriptor:{base}"),
        }), f"descendant:{base}")  # fmt: skip

    def _meanings(self) -> bytes:
        """The table from numbers to letters."""
        rows = [
            f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), number in self.numbers.items()
        ]
        parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        body = "\n".join(
            f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        ).encode("ascii")


def show(
    canvas: Canvas, face: Face, size: float, glyphs: Sequence[Glyph], x: float, y: float
) -> None:
    """The shapes from x on their base line at y, in the canvas's colour."""
    held = _of_document(canvas._doc, face)
    code = [f"BT /{held.name} {_n(size)} Tf 1 0 0 1 {_n(x)} {_n(y)} Tm"]
    parts: list[str] = []
    place = pen = rise = 0.0
    for glyph in glyphs:
        if glyph.up != rise:
            code += [f"[{' '.join(parts)}] TJ"] if parts else []
            code.append(f"{_n(glyph.up * size / 1000)} Ts")
            parts, rise = [], glyph.up
        if abs(back := pen - place - glyph.right) > 0.01:
            parts.append(_n(back))
        parts.append(f"<{held.number(glyph):04X}>")
        pen = place + glyph.right + glyph.width
        place += glyph.advance
    code.append(f"[{' '.join(parts)}] TJ" + (" 0 Ts" if rise else "") + " ET")
    canvas._code.append(" ".join(code))


def _of_document(doc: Any, face: Face) -> _Embedded:
    known = _KEPT.setdefault(doc, {})
    if face not in known:
        known[face] = _Embedded(face, f"S{len(known) + 1}")
        doc.delayedFonts.append(known[face])
    return known[face]


def _program(source: TTFont, face: Face, numbers: list[int]) -> bytes:
    """A font file with these shapes only, each at its new number."""
    outlines, order = source.getGlyphSet(), source.getGlyphOrder()
    names = [".notdef", *(f"g{place}" for place in range(1, len(numbers) + 1))]
    drawn = [_outline(outlines, order[number], face) for number in (0, *numbers)]
    widths = [round(outlines[order[number]].width) for number in (0, *numbers)]
    built = FontBuilder(face.engine.upem, isTTF=True)
    built.font.recalcTimestamp = False
    built.setupGlyphOrder(names)
    built.setupGlyf(dict(zip(names, drawn, strict=True)))
    sides = [getattr(glyph, "xMin", 0) or 0 for glyph in drawn]
    built.setupHorizontalMetrics(dict(zip(names, zip(widths, sides, strict=True), strict=True)))
    built.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    built.setupPost(keepGlyphNames=False)
    built.font["head"].created = built.font["head"].modified = 0
    buffer = io.BytesIO()
    built.save(buffer)
    return buffer.getvalue()


def _outline(outlines: Any, name: str, face: Face) -> Any:
    whole = DecomposingRecordingPen(outlines)
    outlines[name].draw(whole)
    pen = TTGlyphPen(None)
    cubic = any(kind == "curveTo" for kind, _ in whole.value)
    whole.replay(Cu2QuPen(pen, _ERROR * face.engine.upem, reverse_direction=True) if cubic else pen)
    return pen.glyph()


def _stream(doc: Any, content: bytes, name: str, **told: int) -> Any:
    made = pdfdoc.PDFStream()
    made.content = content
    for key, value in told.items():
        made.dictionary[key] = value
    if doc.compression:
        made.filters = [pdfdoc.PDFZCompress]
    return doc.Reference(made, name)


def _tag(name: str) -> str:
    """Six capitals before a name, as PDF asks for a font that is not whole."""
    return f"SCRIP{chr(ord('A') + int(name[1:]) % 26)}"


def _plain_name(face: Face) -> str:
    return "".join(char for char in face.name if char.isascii() and char.isalnum()) or "Font"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
