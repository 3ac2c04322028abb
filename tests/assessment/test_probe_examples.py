"""Every example of every probe is a test: its file name promises the outcome."""

import pytest

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
