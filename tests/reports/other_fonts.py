"""Small fonts made on the spot: a test needs letters of a script, not their beauty."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

_UNITS, _WIDE = 1000, 600


def made(path: Path, letters: str, *, name: str = "Test Sans", weight: int = 400) -> Path:
    """A font in which each of the letters is a box of its own height.

    The ending of ``path`` says which outlines it has: ``.ttf`` or ``.otf``.
    """
    quadratic = path.suffix == ".ttf"
    names = [".notdef", *(f"u{ord(char):04X}" for char in letters)]
    built = FontBuilder(_UNITS, isTTF=quadratic)
    built.setupGlyphOrder(names)
    built.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in letters})
    heights = [300 + 10 * place for place in range(len(names))]
    if quadratic:
        built.setupGlyf({each: _box(high) for each, high in zip(names, heights, strict=True)})
    else:
        shapes = {each: _curved(high) for each, high in zip(names, heights, strict=True)}
        built.setupCFF(name.replace(" ", ""), {}, shapes, {})
    built.setupHorizontalMetrics(dict.fromkeys(names, (_WIDE, 50)))
    built.setupHorizontalHeader(ascent=900, descent=-250)
    built.setupNameTable({"familyName": name, "styleName": "Regular", "fullName": name})
    built.setupOS2(usWeightClass=weight)
    built.setupPost()
    built.save(path)
    return path


def _box(high: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, high), (550, high), (550, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def _curved(high: int) -> object:
    pen = T2CharStringPen(_WIDE, None)
    pen.moveTo((50, 0))
    pen.curveTo((50, high), (550, high), (550, 0))
    pen.closePath()
    return pen.getCharString()
