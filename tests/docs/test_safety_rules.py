"""Every rule of the safety page is attacked by tests that exist."""

import pytest

from docs.safety import Rule, parts, places

RULES = [rule for part in parts() for rule in part.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda item: item.rule[:50])
def test_a_rule_is_attacked_by_tests_that_there_are(rule: Rule) -> None:
    assert rule.tests
    assert [name for name in rule.tests if name not in places()] == []
