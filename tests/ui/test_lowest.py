"""A title names what the printed figures show, and no more."""

import pytest

from content.loading import load_shipped
from scoring.model import AreaScore, Band, Verdict
from ui.components.charts.lowest import lowest, stands_lowest

PACK = load_shipped("ai-production")
GAPS = [area.id for area in PACK.areas if area.kind == "gap"]


def _area(name: str, index: float | None) -> AreaScore:
    return AreaScore(
        id=name, kind="gap", verdict=Verdict.NOT_READY, weakest=None, weakest_p3=None,
        band=None if index is None else Band(level=index, low=index, high=index),
        blocking=False, coverage=1, not_applicable_share=0, not_applicable_warning=False,
        below_target=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("indices", "many"),
    [((2.61, 2.58, 3.0), 2), ((2.64, 2.66, 3.0), 1), ((None, 3.0, 3.4), 1), ((None,) * 3, 0)],
)
def test_areas_that_print_alike_are_named_together(
    indices: tuple[float | None, ...], many: int
) -> None:
    areas = [_area(name, index) for name, index in zip(GAPS, indices, strict=True)]
    assert len(lowest(areas, PACK)) == many


def test_the_verb_agrees() -> None:
    assert stands_lowest(["Observable"]) == "Observable stands lowest"
    assert (
        stands_lowest(["Observable", "Scalable"]) == "Observable and Scalable stand lowest, alike"
    )
