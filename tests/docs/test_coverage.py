"""Every item that the gaps and dimensions name is asked, looked at, planned and measured."""

import pytest

from assessment.only_asked import only_asked
from docs.coverage import Covered, covered

ASKED_ONLY = {item.capability for item in only_asked()}


@pytest.mark.parametrize("row", covered(), ids=lambda row: f"{row.part}: {row.item}")
def test_an_item_has_a_question_a_probe_an_initiative_and_a_metric(row: Covered) -> None:
    assert row.capabilities
    assert row.probes or {item.id for item in row.capabilities} <= ASKED_ONLY
    assert row.initiatives
    assert row.metrics
