"""The Alertmanager connector against a real one, and its routes against the maker's own tool."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from assessment.connectors import alertmanager
from assessment.connectors.paging.answers import SilenceMatcher
from assessment.connectors.paging.evidence import PagingEvidence
from assessment.connectors.paging.routing import destinations, touches
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Options, Permission, Source, SourceUnavailable
from tests.live_alertmanager import CONFIG, Pager, serving

READER = "https://alertmanager.example.org"


@pytest.fixture(scope="module")
def pager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pager]:
    with serving(tmp_path_factory.mktemp("alertmanager")) as running:
        running.alert(70, alertname="ScoringSlow", job="scoring", severity="page")
        running.alert(900, alertname="Watchdog", job="scoring", severity="none")
        running.alert(90, alertname="RankingSlow", job="ranking", severity="page")
        running.alert(2, alertname="BillingSlow", job="billing")
        running.silence(3, "waits for INC-4711", alertname="RankingSlow", job="ranking")
        running.silence(90, "x", alertname="BillingSlow", job="billing")
        yield running


def _source(pager: Pager, **labels: str) -> Source:
    options: Options = {"labels": dict(labels)} if labels else {}
    return Source(
        id="a", kind="alertmanager", name="Alertmanager", address=pager.address, options=options,
        reader_address=READER,
    )  # fmt: skip


def _circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


def _read(pager: Pager, **labels: str) -> PagingEvidence:
    return alertmanager.read(_source(pager, **labels), _circumstances())


def _found(pager: Pager, **labels: str) -> dict[str, Finding]:
    seen = _read(pager, **labels)
    found = examine(discover(), _source(pager, **labels), seen, seen.read_at)
    return {item.probe: item for item in found}


def test_an_alert_left_firing_for_days_is_named_and_one_that_fires_by_design_is_not(
    pager: Pager,
) -> None:
    found = _found(pager, job="scoring")["alerts_are_answered_within_a_day"]
    assert found.outcome is Outcome.ABSENT
    assert found.observed.endswith(
        "1 of 1 firing alerts are left too long: ScoringSlow for 2.9 days"
    )
    assert found.places[0].url.startswith(f"{READER}/#/alerts?")


def test_a_silence_with_a_reason_is_an_answer_to_an_alert(pager: Pager) -> None:
    found = _found(pager, job="ranking")
    assert found["alerts_are_answered_within_a_day"].outcome is Outcome.PRESENT
    assert found["silences_end_and_say_why"].outcome is Outcome.PRESENT


def test_a_long_silence_without_a_reason_is_told_with_its_length(pager: Pager) -> None:
    found = _found(pager, job="billing")["silences_end_and_say_why"]
    assert found.outcome is Outcome.ABSENT
    assert found.observed.endswith("90 days without a reason")


@pytest.mark.parametrize(
    ("job", "outcome"), [("scoring", Outcome.PRESENT), ("billing", Outcome.ABSENT)]
)
def test_alerts_reach_somebody_only_where_their_receiver_has_an_integration(
    pager: Pager, job: str, outcome: Outcome
) -> None:
    assert _found(pager, job=job)["alerts_reach_somebody"].outcome is outcome


def test_without_the_services_labels_other_peoples_routes_decide_nothing(pager: Pager) -> None:
    assert _found(pager)["alerts_reach_somebody"].outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize(
    "labels",
    [
        {"job": "scoring", "severity": "page", "hours": "office"},
        {"job": "scoring", "severity": "page", "hours": "night"},
        {"job": "scoring", "severity": "info", "hours": "night"},
        {"job": "ranking", "severity": "critical", "hours": "night"},
        {"job": "billing", "severity": "page", "hours": "office"},
    ],
)
def test_an_alert_whose_labels_are_known_goes_where_the_makers_tool_says(
    pager: Pager, labels: dict[str, str]
) -> None:
    _, found = destinations(CONFIG, labels)
    assert {item.receiver for item in found} == pager.receivers(**labels)
    assert not any(item.when for item in found)


def test_a_route_that_depends_on_an_unknown_label_is_told_with_its_condition() -> None:
    _, found = destinations(CONFIG, {"job": "scoring"})
    told = {item.receiver: (item.ways, item.when) for item in found}
    assert told["on-call"] == (("pagerduty", "webhook"), "severity=~page|critical")
    assert told["mailbox"] == (("email",), "")
    assert "others" not in told


def test_a_regular_expression_of_the_configuration_is_never_run() -> None:
    evil = "route: {receiver: a, routes: [{receiver: b, match_re: {job: '(a+)+$'}}]}\nreceivers: []"
    _, found = destinations(evil, {"job": "a" * 60 + "!"})
    assert {item.receiver: item.when for item in found} == {"b": "job=~(a+)+$", "a": ""}


@pytest.mark.parametrize("text", ["", "- a", "receivers: []", "route: [", "{" * 100])
def test_a_text_that_is_no_configuration_is_unavailable(text: str) -> None:
    with pytest.raises(SourceUnavailable, match="does not show its routes"):
        destinations(text, {})


def test_nothing_of_an_integration_or_a_person_is_kept(pager: Pager) -> None:
    kept = _read(pager, job="scoring").model_dump_json()
    for text in ("hook-token-in-the-address", "somebody", "127.0.0.1:9", "INC-4711"):
        assert text not in kept


def test_the_survey_offers_the_labels_that_alerts_carry(pager: Pager) -> None:
    survey = alertmanager.survey(_source(pager), _circumstances())
    assert survey.told.startswith("Alertmanager 0.")
    assert survey.told.endswith("5 receivers, 4 alerts firing")
    assert [item.value for item in survey.choices["labels"]] == [
        "job=billing", "job=ranking", "job=scoring",
    ]  # fmt: skip


def test_every_request_was_announced_and_only_reads(pager: Pager) -> None:
    given = _circumstances()
    alertmanager.read(_source(pager), given)
    told = {(item.verb, item.what) for item in alertmanager.requests(_source(pager))}
    assert {(item.request.verb, item.request.what) for item in given.made} == told


@pytest.mark.parametrize(
    ("matcher", "touched"),
    [
        (SilenceMatcher(name="job", value="scoring"), True),
        (SilenceMatcher(name="job", value="billing"), False),
        (SilenceMatcher(name="job", value="scoring", is_equal=False), False),
        (SilenceMatcher(name="job", value="billing|scoring", is_regex=True), True),
        (SilenceMatcher(name="job", value="billing|scoring", is_regex=True, is_equal=False), False),
        (SilenceMatcher(name="alertname", value="Any"), True),
    ],
)
def test_a_silence_counts_where_it_can_touch_the_service(
    matcher: SilenceMatcher, touched: bool
) -> None:
    assert touches((matcher,), {"job": "scoring"}) is touched
