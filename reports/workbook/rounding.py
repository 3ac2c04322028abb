"""Rounding as a spreadsheet does it."""

from decimal import ROUND_HALF_UP, Decimal


def half_up(number: float, places: int) -> float:
    """A number to this many places, halves away from zero, of what it shows in twelve figures."""
    shown = Decimal(f"{number:.12g}")
    return float(shown.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
