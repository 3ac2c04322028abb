"""What each colour of a slide is: the theme's own where it has a part to play, else a fixed one.

With our own theme every colour is the report's, but for the one hue where the client has a colour.
In a client's template ink, paper and hue are the client's. Lighter steps of what is the client's are
mixed; verdicts keep their colours, which mean something, and always stand with a word and a shape.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from reportlab.lib.colors import Color, HexColor

from reports import colours, hue

Role = Literal["ink", "paper", "quiet", "soft", "line", "mist", "hue", "light", "band", "quiet_bar"]
Rgb = tuple[float, float, float]
"""Red, green and blue, 0–1."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {"ink": MSO_THEME_COLOR.TEXT_1, "paper": MSO_THEME_COLOR.BACKGROUND_1,
          "hue": MSO_THEME_COLOR.ACCENT_1}  # fmt: skip
_OWN: dict[Role, Color] = {
    "ink": colours.INK, "paper": colours.PAPER, "quiet": colours.QUIET, "soft": colours.SOFT,
    "line": colours.LINE, "mist": colours.MIST, "hue": colours.BLUE, "light": colours.LIGHT,
    "band": colours.BAND, "quiet_bar": colours.QUIET_BAR,
}  # fmt: skip
_MIXED: dict[Role, tuple[Role, float]] = {
    "quiet": ("ink", 0.72), "soft": ("ink", 0.88), "line": ("ink", 0.18), "mist": ("ink", 0.05),
    "light": ("hue", 0.58), "band": ("hue", 0.32), "quiet_bar": ("ink", 0.42),
}  # fmt: skip
"""In a client's template: how much of a colour is mixed into the paper."""
_OF_HUE = ("hue", "light", "band")
_STEPS, _DEEPEST = (0.14, 0.32, 0.58, 1.0), 0.7


@dataclass(frozen=True)
class Palette:
    """The colours of one deck; ``own`` where the theme is ours."""

    ink: Rgb
    paper: Rgb
    hue: Rgb
    own: bool = True

    def of(self, role: Role) -> Rgb:
        """What a role looks like."""
        if self.own:
            return rgb(hue.dyed(_OWN[role]))
        if role in _MIXED:
            base, share = _MIXED[role]
            return mixed(self._plain(base), self.paper, share)
        return self._plain(role)

    @property
    def dyed(self) -> bool:
        """Whether the one hue is a client's."""
        return self.hue != rgb(colours.BLUE)

    def _plain(self, role: Role) -> Rgb:
        return {"ink": self.ink, "paper": self.paper}.get(role, self.hue)

    def paint(self, target: Any, role: Role, *, words: bool = False) -> None:
        """Give a python-pptx colour the role: by theme slot where there is one, so that it follows.

        ``words`` are kept readable on the paper.
        """
        if words and role == "hue" and contrast(self.of(role), self.paper) < 4.5:
            tint(target, self.readable(self.of(role)))
        elif role in _SLOTS:
            target.theme_color = _SLOTS[role]
        else:
            tint(target, self.of(role))

    def level(self, level: int) -> Rgb:
        """The shade of a level from 1 to 5, light to dark."""
        if self.own:
            made = rgb(hue.dyed(colours.LEVELS[level - 1]))
            while hue.own() and contrast(self.on(made), made) < 4.5:
                made = mixed(made, self.paper, 0.97)
            return made
        if level == 5:
            return mixed(self.hue, self.ink, _DEEPEST)
        return self._ground(_STEPS[level - 1])

    def _ground(self, share: float) -> Rgb:
        """So much of the hue on the paper, a little less where no word on it could be read."""
        made = mixed(self.hue, self.paper, share)
        while share < 1 and contrast(self.on(made), made) < 4.5 and share > 0.1:
            share -= 0.02
            made = mixed(self.hue, self.paper, share)
        return made

    def readable(self, colour: Rgb, least: float = 4.5) -> Rgb:
        """The colour, moved towards the ink until words in it are read on the paper."""
        for share in (1.0, 0.8, 0.6, 0.4, 0.2):
            moved = mixed(colour, self.ink, share)
            if contrast(moved, self.paper) >= least:
                return moved
        return self.ink

    def on(self, ground: Rgb) -> Rgb:
        """Ink or paper, whichever is read better on a ground."""
        return max((self.ink, self.paper), key=lambda item: contrast(item, ground))


def rgb(colour: Color) -> Rgb:
    """The parts of one of the report's colours."""
    return colour.red, colour.green, colour.blue


def tint(target: Any, colour: Rgb) -> None:
    """Give a python-pptx colour a fixed colour."""
    target.rgb = RGBColor(*(round(255 * part) for part in colour))  # type: ignore[no-untyped-call]


def code(colour: Rgb) -> str:
    """A colour as six hexadecimal digits."""
    return "".join(f"{round(255 * part):02X}" for part in colour)


def mixed(colour: Rgb, ground: Rgb, share: float) -> Rgb:
    """So much (0–1) of a colour over a ground."""
    red, green, blue = (
        share * a + (1 - share) * b for a, b in zip(colour, ground, strict=True)
    )  # fmt: skip
    return red, green, blue


def contrast(first: Rgb, second: Rgb) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2, relative luminance)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


OWN = Palette(ink=rgb(colours.INK), paper=rgb(colours.PAPER), hue=rgb(colours.BLUE))


def of_brand(colour: str) -> Palette:
    """Ours with a client's colour (``#RRGGBB``, or empty for none) as the one hue.

    Words in it and on it are moved until they are read, whatever the colour is.
    """
    return replace(OWN, hue=rgb(HexColor(colour))) if colour else OWN


def of_theme(theme: bytes, mapping: dict[str, str]) -> Palette:
    """The palette of a client's theme (its XML); ``mapping`` is the master's colour map."""
    root: Any = parse_xml(theme)
    held = next(root.iter(f"{_A}clrScheme"), ())
    scheme = {str(item.tag).removeprefix(_A): item for item in held}
    return Palette(
        ink=_slot(scheme, mapping.get("tx1", "dk1"), OWN.ink),
        paper=_slot(scheme, mapping.get("bg1", "lt1"), OWN.paper),
        hue=_slot(scheme, mapping.get("accent1", "accent1"), OWN.hue),
        own=False,
    )


def _slot(scheme: dict[str, Any], name: str, otherwise: Rgb) -> Rgb:
    for held in scheme.get(name, ()):
        value = held.get("lastClr") or held.get("val") or ""
        if len(value) == 6 and all(char in "0123456789abcdefABCDEF" for char in value):
            red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
            return red, green, blue
    return otherwise
