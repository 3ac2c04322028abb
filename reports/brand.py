"""A client's logo, colour, mark and office templates, as far as a report can carry them."""

import io
import math
import re
import warnings

from PIL import Image
from pydantic import Field

from content import locales
from content.values import Value

LOGO_BYTES = 2 * 1024 * 1024
"""Bytes of a picture that is taken as a logo."""
_PIXELS = 25_000_000
_LARGEST = (1200, 400)
_FORMATS = ("PNG", "JPEG")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
INK = "#1b2733"
"""The ground of a logo that was made for a dark one, where the client has no colour."""
_WHITE = (255, 255, 255)
_SEEN, _NOTICED, _OPEN, _EDGE = 2.0, 0.01, 0.05, 0.16
"""Contrast at which a shape is seen, the share of the picture that has to be, the share that has to be
transparent before a ground is put below, and how far that goes beyond, as a share of its height."""
CONTRAST = 4.5
"""The least contrast of words on white (WCAG 2.2, 1.4.3)."""


class UnfitBrand(ValueError):
    """A logo or colour that cannot be taken; the message says what to give instead."""


class Brand(Value):
    """``logo`` is a PNG or empty, ``colour`` is ``#RRGGBB`` or empty.

    ``mark`` is printed at the head of every page and sheet in place of *Confidential to …*. The
    templates are a .docx and a .pptx that hold nothing but looks, or empty. ``locale`` is in whose
    manner figures and dates are written, one of :data:`content.locales.OFFERED`.
    """

    logo: bytes = b""
    colour: str = ""
    mark: str = Field(default="", max_length=120)
    word_template: bytes = b""
    slides_template: bytes = b""
    locale: str = locales.DEFAULT


def fit_logo(content: bytes) -> bytes:
    """The picture as a PNG of at most 1,200 × 400 points, without anything that was hidden in it.

    Raises :class:`UnfitBrand` for what is no PNG or JPEG, or too large.
    """
    if len(content) > LOGO_BYTES:
        raise UnfitBrand("The logo is larger than 2 MB; give a smaller PNG or JPEG.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _redrawn(content)
    except UnfitBrand:
        raise
    except Exception as error:  # whatever a decoder says of hostile bytes
        raise UnfitBrand("The logo is no PNG or JPEG that can be read; save it as PNG.") from error


def _redrawn(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        if picture.width * picture.height > _PIXELS or 0 in picture.size:
            raise UnfitBrand("The logo has more than 25 million points; give a smaller one.")
        drawn = picture.convert("RGBA")
    drawn.thumbnail(_LARGEST)
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    buffer = io.BytesIO()
    clean.save(buffer, "PNG")
    return buffer.getvalue()


def fit_for_white(logo: bytes, colour: str = "") -> bytes:
    """A logo (of :func:`fit_logo`) that can be seen on white, on which every format sets it.

    One that can hardly be seen there, but leaves its ground open, is set on ``colour``, or on our ink
    where there is none. :class:`UnfitBrand` where it brings a ground of its own and vanishes on it.
    """
    with Image.open(io.BytesIO(logo)) as picture:
        drawn = picture.convert("RGBA")
    if stands_out(drawn, _WHITE):
        return logo
    ground = _parts(colour or INK)
    edge = max(1, round(_EDGE * drawn.height))
    size = (drawn.width + 2 * edge, drawn.height + 2 * edge)
    base = Image.new("RGBA", size, (*ground, 255))
    base.alpha_composite(drawn, (edge, edge))
    open_share = sum(drawn.getchannel("A").histogram()[:128]) / (drawn.width * drawn.height)
    if open_share < _OPEN or not stands_out(drawn, ground):
        raise UnfitBrand(
            "The logo can hardly be seen on white, on which reports are printed; give its version for "
            "a white ground, or one whose ground is transparent."
        )
    base.thumbnail(_LARGEST)
    buffer = io.BytesIO()
    base.save(buffer, "PNG")
    return buffer.getvalue()


def stands_out(picture: Image.Image, ground: tuple[int, int, int]) -> bool:
    """Whether a part of a picture (RGBA) that can be noticed has a contrast of 2 to its ground."""
    small = picture.copy()
    small.thumbnail((200, 200))
    base = Image.new("RGBA", small.size, (*ground, 255))
    base.alpha_composite(small)
    white = contrast(_code(ground))
    counted = base.convert("RGB").getcolors(small.width * small.height) or []
    seen = sum(
        number
        for number, shade in counted
        if isinstance(shade, tuple) and _apart(contrast(_code(shade)), white) >= _SEEN
    )
    return seen >= _NOTICED * small.width * small.height


def _apart(first: float, second: float) -> float:
    """The contrast of two colours, of whose contrasts to white it follows."""
    return max(first, second) / min(first, second)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _code(shade: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in shade[:3])


def fit_colour(colour: str) -> str:
    """The colour in small letters; raises :class:`UnfitBrand` where words in it could not be read.

    What is refused comes with the nearest darker shade that can be taken.
    """
    colour = colour.strip().lower()
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        raise UnfitBrand("Give the colour as # and six digits, such as #0f62a8.")
    if contrast(colour) < CONTRAST:
        raise UnfitBrand(
            f"Words in {colour} are hard to read on white (contrast {_floored(contrast(colour)):.2f}, "
            f"{CONTRAST} is needed); {_darker(colour)} is the nearest shade that can be read."
        )
    return colour


def contrast(colour: str) -> float:
    """Contrast of a colour (``#RRGGBB``) on white, 1–21, by WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    shine = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (shine + 0.05)


def _floored(value: float) -> float:
    """Two decimals, never rounded up: what falls short of a limit must not look as if it met it."""
    return math.floor(value * 100) / 100


def _darker(colour: str) -> str:
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for share in range(99, -1, -1):
        found = "#" + "".join(f"{channel * share // 100:02x}" for channel in channels)
        if contrast(found) >= CONTRAST:
            return found
    return "#000000"
