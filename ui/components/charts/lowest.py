"""Which areas stand lowest, as far as the printed figures tell them apart."""

from collections.abc import Sequence

from content.model import Pack
from reports.wording import join, level
from scoring.model import AreaScore


def lowest(areas: Sequence[AreaScore], pack: Pack) -> tuple[str, ...]:
    """Names of the areas with the lowest index as printed (one decimal); empty without answers."""
    shown = {area.id: level(area.band.level) for area in areas if area.band}
    least = level(min((area.band.level for area in areas if area.band), default=0.0))
    return tuple(pack.area(name).name for name, value in shown.items() if value == least)


def stands_lowest(names: Sequence[str]) -> str:
    """*X stands lowest*, or all that share the figure: *X and Y stand lowest, alike*."""
    return (
        f"{join(names)} stands lowest" if len(names) == 1 else f"{join(names)} stand lowest, alike"
    )
