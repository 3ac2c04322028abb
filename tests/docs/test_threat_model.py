"""Every threat of the model is attacked by tests that exist, and every boundary is crossed by a flow."""

import pytest

from docs.safety import places
from docs.threats import Threat, model

KNOWN = model()
THREATS = [threat for flow in KNOWN.flows for threat in flow.threats]


@pytest.mark.parametrize("threat", THREATS, ids=lambda item: item.threat[:50])
def test_a_threat_is_held_off_by_tests_that_there_are(threat: Threat) -> None:
    assert threat.tests
    assert [name for name in threat.tests if name not in places()] == []


def test_all_six_questions_are_asked() -> None:
    assert len({threat.kind for threat in THREATS}) == 6
