"""What one cause kept from several probes is told once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessment.blind_spots import BLIND, blind_spots, looked_at
from assessment.model import Finding, Outcome

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def _finding(
    number: int, outcome: Outcome, source: str = "s", observed: str = "no answer"
) -> Finding:
    return Finding(
        id=f"f{number}", probe=f"probe_{number}", source=source, source_kind="prometheus",
        statement=f"Statement {number}", outcome=outcome, observed=observed, expected="", observed_at=NOW,
        valid_until=NOW + timedelta(days=30),
    )  # fmt: skip


def test_one_dead_source_is_one_blind_spot() -> None:
    found = [_finding(number, Outcome.UNAVAILABLE) for number in range(13)]
    (spot,) = blind_spots(found)
    assert [item.id for item in spot.findings] == [item.id for item in found]


def test_causes_and_sources_are_kept_apart() -> None:
    found = [
        _finding(1, Outcome.UNAVAILABLE),
        _finding(2, Outcome.UNAVAILABLE, observed="no traffic"),
        _finding(3, Outcome.UNAVAILABLE, source="other"),
        _finding(4, Outcome.ERROR),
    ]
    assert len(blind_spots(found)) == 4


@given(
    st.lists(
        st.tuples(st.sampled_from(Outcome), st.sampled_from("ab"), st.sampled_from(["x", "y"])),
        max_size=30,
    )
)
def test_every_finding_is_told_once(drawn: list[tuple[Outcome, str, str]]) -> None:
    found = [_finding(n, *facts) for n, facts in enumerate(drawn)]
    blind = [item.id for spot in blind_spots(found) for item in spot.findings]
    seen = [item.id for item in looked_at(found)]
    assert sorted(blind + seen) == sorted(item.id for item in found)
    assert all(item.outcome in BLIND for spot in blind_spots(found) for item in spot.findings)
