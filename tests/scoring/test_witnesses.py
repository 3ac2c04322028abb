"""Which findings count, and what those on one anchor say together."""

from datetime import timedelta
from typing import Any

import pytest

from assessment.model import Bearing, Finding
from content.judgement import ProbeJudgement
from scoring.witnesses import Witness, heard, standing, witnesses
from tests.scoring.builders import NOW, finding, overrule

DEFAULTS = ProbeJudgement(reason="")


def seen(*findings: Finding) -> tuple[Witness, ...]:
    said = heard(standing(findings, (), NOW), "small")
    return witnesses(said.get("c", ()), DEFAULTS, NOW)


def later(outcome: str, **changes: Any) -> Finding:
    moment = NOW - timedelta(hours=1)
    return finding("c", 3, outcome, observed_at=moment, **{"probe": "same", **changes})


def test_a_newer_reading_of_the_same_probe_and_source_replaces_the_older() -> None:
    old = finding("c", 3, "absent", probe="same")
    (witness,) = seen(later("present"), old)
    assert witness.present


def test_the_same_probe_at_another_source_is_another_witness() -> None:
    old = finding("c", 3, "absent", probe="same")
    new = later("present", source="elsewhere")
    assert len(standing([old, new], (), NOW)) == 2


def test_of_two_that_miss_it_the_one_that_would_rather_have_seen_it_decides() -> None:
    # (1 − .9) / (1 − .9) against (1 − .3) / (1 − .5): the second moves a belief, the first does not.
    blunt = finding("c", 3, "absent", bearing={"sensitivity": 0.9, "false_pass": 0.9})
    keen = finding("c", 3, "absent", bearing={"sensitivity": 0.5, "false_pass": 0.3})
    for both in ((blunt, keen), (keen, blunt)):
        (witness,) = seen(*both)
        assert witness.finding == keen.id


@pytest.mark.parametrize("outcome", ["unavailable", "error"])
def test_a_probe_that_could_not_look_does_not_lift_what_it_saw(outcome: str) -> None:
    old = finding("c", 3, "absent", probe="same")
    (witness,) = seen(old, later(outcome))
    assert not witness.present


def test_a_probe_that_no_longer_applies_withdraws_what_it_saw() -> None:
    old = finding("c", 3, "absent", probe="same")
    assert not seen(old, later("not_applicable"))


@pytest.mark.parametrize("outcome", ["unavailable", "error", "not_applicable"])
def test_an_inconclusive_finding_is_no_witness(outcome: str) -> None:
    assert not seen(finding("c", 3, outcome))


def test_an_overruled_finding_does_not_stand() -> None:
    found = finding("c", 3, "absent")
    assert not standing([found], [overrule(found)], NOW)


def test_an_overrule_that_has_run_out_or_not_begun_lifts_nothing() -> None:
    found = finding("c", 3, "absent")
    over = overrule(found, until=NOW - timedelta(minutes=1))
    early = overrule(found, at=NOW + timedelta(minutes=1))
    assert standing([found], [over, early], NOW) == (found,)


def test_an_absent_required_finding_outweighs_any_pass_on_its_anchor() -> None:
    (witness,) = seen(
        finding("c", 3, "absent", bearing={"required": True}), finding("c", 3, "present")
    )
    assert not witness.present


def test_a_pass_outweighs_an_absent_finding_that_is_not_required() -> None:
    (witness,) = seen(finding("c", 3, "absent"), finding("c", 3, "present"))
    assert witness.present


def test_of_several_passes_the_one_with_the_best_error_rates_decides() -> None:
    strong = finding("c", 3, "present", bearing={"false_pass": 0.05})
    (witness,) = seen(finding("c", 3), strong, finding("c", 3))
    assert witness.finding == strong.id


def test_of_several_absent_findings_the_strongest_decides() -> None:
    strong = finding("c", 3, "absent", bearing={"sensitivity": 0.99})
    (witness,) = seen(finding("c", 3, "absent"), strong)
    assert witness.finding == strong.id


def test_a_stale_pass_counts_with_half_its_weight_and_a_stale_absence_with_all() -> None:
    past = NOW - timedelta(seconds=1)
    passed, absent = seen(
        finding("c", 3, "present", valid_until=past), finding("c", 4, "absent", valid_until=past)
    )
    assert (passed.power, passed.stale) == (0.5, True)
    assert (absent.power, absent.stale) == (1.0, True)


def test_a_bearing_on_another_pack_or_capability_is_not_heard() -> None:
    other = (
        Bearing(pack="other", capability="c", anchor=3),
        Bearing(pack="small", capability="d", anchor=3),
    )
    assert not seen(finding(bearings=other))


def test_anchors_are_heard_one_by_one_lowest_first() -> None:
    found = seen(finding("c", 4), finding("c", 2), finding("c", 3, "absent"))
    assert [(item.anchor, item.present) for item in found] == [(2, True), (3, False), (4, True)]
