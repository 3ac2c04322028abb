"""The product's mark as a picture: drawn here, so that it needs no file and follows the theme."""

from functools import cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from ui.routes.fonts import font_file


@cache
def logo(*, dark: bool, word: bool = True) -> str:
    """The mark as SVG; with ``word`` the product's name stands beside it as outlines."""
    ink, accent = ("#E8EDF2", "#6FB4EE") if dark else ("#1B2733", "#0F62A8")
    name, width = _outlines("Prodworthy") if word else ("", 0.0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {32 + width:.0f} 32" '
        f'width="{32 + width:.0f}" height="32" role="img" aria-label="Prodworthy">'
        f'<g fill="none" stroke="{accent}" stroke-width="2.6" stroke-linecap="round" '
        'stroke-linejoin="round"><path d="M5 28V14a10 10 0 0 1 20 0V28"/>'
        '<path d="M10.5 17.5l3.6 3.6 6-6.4"/></g>'
        f'<g fill="{ink}" transform="translate(38 23) scale(1 -1)">{name}</g></svg>'
    )


@cache
def _outlines(text: str) -> tuple[str, float]:
    file = font_file("plex-sans.ttf")
    if file is None:
        return "", 0.0
    font = TTFont(file)
    # Only these letters are moved to the weight: cutting the whole font would take seconds.
    glyphs = font.getGlyphSet(location={"wght": 600, "wdth": 100})
    letters, scale = font.getBestCmap(), 19 / font["head"].unitsPerEm
    drawn, x = [], 0.0
    for letter in text:
        pen = SVGPathPen(glyphs)
        glyph = glyphs[letters[ord(letter)]]
        glyph.draw(pen)
        drawn.append(
            f'<path transform="translate({x:.2f} 0) scale({scale:.5f})" d="{pen.getCommands()}"/>'
        )
        x += glyph.width * scale
    return "".join(drawn), x + 8
