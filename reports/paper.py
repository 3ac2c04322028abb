"""The papers that a report is set on."""

from typing import Literal

PageSize = Literal["A4", "Letter"]
SIZES: dict[PageSize, tuple[float, float]] = {"A4": (595.2756, 841.8898), "Letter": (612.0, 792.0)}
"""Width and height in points."""
