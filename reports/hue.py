"""How a client's colour is used: one rule for the PDF, web page, Word, slides and workbook.

What is our blue becomes the client's: links, names of sections, bars and marks of charts take the
colour itself, in which words on white and white words can be read, or it would not have been taken
(:func:`reports.brand.fit_colour`). The lighter steps of our blue take its hue at the lightness that
they have, so that a level is as dark for every client, what is written on it can be read, and a print
in grey is the same. A band in the colour runs along the head of the cover and of each slide. Verdicts,
ink and greys mean something, and stay. A client's own template goes before its colour.
"""

import colorsys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor

from reports import colours
from reports.brand import contrast

_COLOUR: ContextVar[str] = ContextVar("the client's colour", default="")
_ITSELF = (colours.ACCENT, colours.BLUE)
_STEPS = (colours.LIGHT, colours.DEEP, colours.BAND, *colours.LEVELS, *colours.SHADES[1:])
_FULL = 0.8
"""The most of a hue's strength in a lighter step: a pale red of full strength would glare."""


@contextmanager
def of(colour: str) -> Iterator[None]:
    """Within the ``with`` our blue is this colour (``#rrggbb``); empty for ours."""
    token = _COLOUR.set(colour)
    try:
        yield
    finally:
        _COLOUR.reset(token)


def own() -> str:
    """The client's colour as ``#rrggbb``; empty where there is none."""
    return _COLOUR.get()


def dyed(colour: Color) -> Color:
    """One of the report's colours as this client sees it."""
    hue = _COLOUR.get()
    if not hue or colour is None:
        return colour
    if colour in _ITSELF:
        return HexColor(hue)
    if colour not in _STEPS:
        return colour
    # The deepest step stays the deepest where the colour itself is darker than it.
    light = min(_light(colour), _light(HexColor(hue))) if colour == colours.DEEP else _light(colour)
    return _at(hue, light)


def code(digits: str) -> str:
    """Six hexadecimal digits of one of the report's colours, likewise."""
    made: str = dyed(HexColor(f"#{digits}")).hexval()[2:].upper()
    return made


def on_dark(digits: str) -> str:
    """Six digits of the blue of a dark screen: the client's hue, as light as ours."""
    hue = _COLOUR.get()
    if not hue:
        return digits
    made: str = _at(hue, _light(HexColor(f"#{digits}"))).hexval()[2:]
    return made


def _light(colour: Color) -> float:
    """Relative luminance, 0–1 (WCAG 2.2)."""
    return 1.05 / contrast(f"#{colour.hexval()[2:]}") - 0.05


@lru_cache(maxsize=256)
def _at(hue: str, light: float) -> Color:
    """The hue at a luminance, found by halving."""
    held = HexColor(hue)
    tint, _, strength = colorsys.rgb_to_hls(held.red, held.green, held.blue)
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        made = Color(*colorsys.hls_to_rgb(tint, middle, min(strength, _FULL)))
        low, high = (middle, high) if _light(made) < light else (low, middle)
    return HexColor(f"#{made.hexval()[2:]}")
