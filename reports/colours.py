"""The palette of the report: one hue for levels, one colour and one shape a verdict."""

from typing import Literal

from reportlab.lib.colors import Color, HexColor

Tone = Literal["ready", "conditional", "not_ready", "insufficient_evidence", "quiet"]
"""Which shape and colour a state has; *quiet* is a hollow circle for what could not be read."""

INK = HexColor("#1B2733")
SOFT = HexColor("#3B4857")
QUIET = HexColor("#5A6774")
LINE = HexColor("#D5DCE3")
MIST = HexColor("#F4F6F8")
FREEZE = HexColor("#EBEFF3")
PAPER = HexColor("#FFFFFF")
ACCENT = HexColor("#0F62A8")
BLUE = HexColor("#2B6CAD")
LIGHT = HexColor("#82AED6")
DEEP = HexColor("#0B4A86")
BAND = HexColor("#BAD1E8")
QUIET_BAR = HexColor("#9AA7B4")
"""What lies on the lower side, beside the blue of the higher one: darker than the band in grey."""

LEVELS = tuple(HexColor(code) for code in ("#DCE8F3", "#BAD1E8", "#82AED6", "#3F7FBF", "#0B4A86"))
"""Level 1 to 5 on the cover, light to dark."""

SHADES = tuple(HexColor(code) for code in ("#F4F6F8", "#DBE8F4", "#B2CEE8", "#6FA3D3", "#2B6CAD"))
SHADE_LIMITS = (0.05, 0.20, 0.40, 0.65)
SHADE_LABELS = ("< 5 %", "5–19", "20–39", "40–64", "≥ 65 %")

VERDICTS: dict[str, Color] = {
    "ready": HexColor("#1A7F5A"),
    "conditional": HexColor("#B7791F"),
    "not_ready": HexColor("#B3362B"),
    "insufficient_evidence": HexColor("#6B7783"),
    "quiet": HexColor("#6B7783"),
}

VERDICT_WORDS: dict[str, Color] = {
    "ready": HexColor("#176F4F"),
    "conditional": HexColor("#8F5D14"),
    "not_ready": HexColor("#A32E24"),
    "insufficient_evidence": HexColor("#56626E"),
    "quiet": HexColor("#56626E"),
}
"""The same hues, darker where needed, so that small words keep a contrast of 4.5 : 1 on white."""


def shade(probability: float) -> Color:
    """The colour of a probability (0–1) in five classes."""
    return SHADES[sum(probability >= limit for limit in SHADE_LIMITS)]
