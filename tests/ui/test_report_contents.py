"""What the Report page says is in a report is what is in it, in that order."""

import pytest

from reports.lengths import Length
from reports.sections import build
from tests.reports.example_report import report
from ui.components.report_contents import APPENDIX, BODY, SUMMARY, Part


def place(section: str, parts: tuple[Part, ...]) -> int | None:
    return next(
        (place for place, part in enumerate(parts) if section.startswith(part.sections)), None
    )


@pytest.mark.parametrize(("length", "parts"), [(Length.SUMMARY, SUMMARY), (Length.REPORT, BODY)])
def test_every_section_is_told_of_in_the_order_of_the_report(
    length: Length, parts: tuple[Part, ...]
) -> None:
    held = [item.id for item in build(report(), length) if item.id != "cover"]
    places = [place(item, parts) for item in held]
    assert None not in places, held[places.index(None)]
    assert places == sorted(places, key=lambda one: one or 0)


def test_what_is_told_of_the_appendix_is_in_it() -> None:
    held = {item.id for item in build(report())}
    assert {one for part in APPENDIX for one in part.sections} <= held
