"""Every example of every probe is a test: its file name promises the outcome."""

import pytest

from assessment.model import Outcome
from assessment.probing import Example, Probe, discover, examples

CASES = [(probe, example) for probe in discover() for example in examples(probe)]


@pytest.mark.parametrize(
    ("probe", "example"),
    CASES,
    ids=[f"{probe.definition.id}-{example.file.stem}" for probe, example in CASES],
)
def test_an_example_comes_out_as_its_name_says(probe: Probe, example: Example) -> None:
    seen = probe.observe(example.evidence)
    assert seen.outcome is example.outcome, f"{example.why}: {seen.observed}"
    assert seen.observed


def test_probes_that_judge_by_what_happened_say_where_too_little_has() -> None:
    """The others say that the question does not arise, which is something seen."""
    few = {
        probe.definition.id
        for probe, example in CASES
        if probe.observe(example.evidence).too_few and example.outcome is Outcome.NOT_APPLICABLE
    }
    assert few == {
        "alerts_are_answered_within_a_day", "changes_are_approved_by_another_person",
        "changes_are_reviewed", "deployments_are_recorded",
        "failed_deployments_are_recovered_within_a_day", "incidents_are_restored_in_time",
        "knowledge_is_shared", "pages_are_acknowledged_in_time",
    }  # fmt: skip


def test_only_what_is_not_applicable_can_have_had_too_few_cases() -> None:
    for probe, example in CASES:
        if example.outcome is not Outcome.NOT_APPLICABLE:
            assert not probe.observe(example.evidence).too_few
