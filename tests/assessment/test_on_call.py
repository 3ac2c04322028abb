"""On-call: the arithmetic of hours by hand, PagerDuty and Jira Service Management over real HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.connectors import jira_service_management, pagerduty
from assessment.connectors.rota.covering import ALWAYS, WORKING_DAYS, Shift, cover, wanted
from assessment.connectors.rota.evidence import OnCallEvidence
from assessment.connectors.rota.jira_answers import moment
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.forge_api import TOKEN, Forge, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stamp(days: float, minutes: float = 0) -> str:
    """So many days before now, and so many minutes after that."""
    return (NOW - timedelta(days=days) + timedelta(minutes=minutes)).isoformat()


def shift(start: float, end: float, person: str = "ada") -> Shift:
    """Hours from now on."""
    return Shift(NOW + start * HOUR, NOW + end * HOUR, person)


STRETCH = [(NOW, NOW + 48 * HOUR)]


def test_shifts_that_touch_or_overlap_leave_no_gap() -> None:
    found = cover([shift(-5, 20), shift(20, 30, "bo"), shift(25, 100)], STRETCH)
    assert (found.hours, found.covered, found.gaps, found.people) == (48, 48, (), 2)


def test_gaps_at_the_start_in_the_middle_and_at_the_end_are_found() -> None:
    found = cover([shift(2, 10), shift(16, 40, "bo")], STRETCH)
    assert [(gap.start - NOW) / HOUR for gap in found.gaps] == [0, 10, 40]
    assert [gap.hours for gap in found.gaps] == [2, 6, 8]
    assert found.covered == 32


def test_a_short_shift_inside_a_long_one_ends_nothing() -> None:
    assert cover([shift(0, 48), shift(5, 6, "bo")], STRETCH).gaps == ()


def test_an_empty_rota_is_one_gap() -> None:
    found = cover([], STRETCH)
    assert (found.covered, found.people, len(found.gaps)) == (0, 0, 1)


def test_people_of_another_month_are_not_counted() -> None:
    assert cover([shift(0, 48), shift(900, 950, "bo")], STRETCH).people == 1


def test_working_days_are_counted_in_their_own_zone() -> None:
    # Monday 9:00 UTC is 11:00 in Berlin: seven hours of that day, ten of each of the four others.
    found = wanted(NOW, NOW + 7 * DAY, WORKING_DAYS, ZoneInfo("Europe/Berlin"))
    lengths = [(end - start) / HOUR for start, end in found]
    assert lengths == [7, 10, 10, 10, 10, 3]
    assert wanted(NOW, NOW + DAY, ALWAYS, ZoneInfo("UTC")) == [(NOW, NOW + DAY)]


def test_nights_are_no_gap_where_working_days_are_promised() -> None:
    days = wanted(NOW, NOW + 3 * DAY, WORKING_DAYS, ZoneInfo("UTC"))
    shifts = [shift(24 * day - 1, 24 * day + 9) for day in range(4)]
    assert cover(shifts, days).gaps == ()
    assert cover(shifts, [(NOW, NOW + 3 * DAY)]).gaps


@given(st.lists(st.tuples(st.integers(-20, 70), st.integers(1, 30), st.integers(0, 3)), max_size=8))
def test_hours_with_and_without_somebody_agree_with_counting_them(
    rows: list[tuple[int, int, int]],
) -> None:
    shifts = [shift(start, start + length, str(person)) for start, length, person in rows]
    found = cover(shifts, STRETCH)
    there = {
        hour
        for hour in range(48)
        if any(start <= hour < start + length for start, length, _ in rows)
    }
    assert found.covered == pytest.approx(len(there))
    assert sum(gap.hours for gap in found.gaps) == pytest.approx(48 - len(there))
    assert found.people == len(
        {who for start, length, who in rows if start < 48 and start + length > 0}
    )


@pytest.mark.parametrize(
    ("told", "minutes"),
    [("2026-06-01T09:07:00Z", 7), ("2026-06-01T09:07:00", 7), (420_000, 7), ("420000", 7),
     (1_780_304_820_000, 7), (None, None), ("soon", None), ("", None), (1e300, None), (0, None)],
)  # fmt: skip
def test_a_time_is_understood_in_each_form_that_the_api_gives(
    told: Any, minutes: int | None
) -> None:
    found = moment(told, NOW)
    assert found == (None if minutes is None else NOW + timedelta(minutes=minutes))


@pytest.fixture
def account() -> Iterator[Forge]:
    """A service with two people in turns, two levels, and six pages answered within minutes."""
    with serving("") as api:
        api.required = {"Authorization": f"Token token={TOKEN}"}
        api.answers = {
            "/services": {"services": [
                {"id": "PS1", "name": "returns scoring", "escalation_policy": {"id": "PE1"}}]},
            "/escalation_policies/PE1": {"escalation_policy": {"id": "PE1", "escalation_rules": [
                {"targets": [{"id": "S1", "type": "schedule_reference"}]},
                {"targets": [{"id": "U9", "type": "user_reference"}]}, {"targets": []}]}},
            "/oncalls": {"oncalls": [
                _oncall("U1", 1, -3, 10), _oncall("U2", 1, 10, 31), _oncall("U9", 2, None, None)]},
            "/incidents": {"incidents": [
                {"id": f"I{day}", "created_at": stamp(day), "status": "resolved"}
                for day in range(1, 7)]},
        }  # fmt: skip
        for day in range(1, 7):
            _log(api, day, acknowledge_log_entry=4, resolve_log_entry=90)
        yield api


def _oncall(user: str, level: int, start: float | None, end: float | None) -> dict[str, Any]:
    return {
        "user": {"id": user, "type": "user_reference", "summary": "Ada Lovelace"},
        "escalation_level": level, "schedule": {"id": "S1"},
        "start": None if start is None else stamp(-start), "end": None if end is None else stamp(-end),
    }  # fmt: skip


def _log(api: Forge, day: int, agent: str = "user_reference", **minutes: float) -> None:
    trigger = {"type": "trigger_log_entry", "created_at": stamp(day), "agent": {"id": "PS1"}}
    api.answers[f"/incidents/I{day}/log_entries"] = {"log_entries": [trigger, *(
        {"type": kind, "created_at": stamp(day, after), "agent": {"id": "U1", "type": agent}}
        for kind, after in minutes.items()
    )]}  # fmt: skip


def _source(kind: str, api: Forge, path: str = "", **options: Any) -> Source:
    return Source(
        id="p",
        kind=kind,
        name="On-call",
        address=api.address + path,
        secret="oncall",
        options=options,
    )


def _circumstances(entry: str) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=Permission(secrets={"oncall": entry}))


def duty(api: Forge, **options: Any) -> tuple[OnCallEvidence, dict[str, Finding]]:
    """PagerDuty as read, and what each probe says of it."""
    source = _source("pagerduty", api, **options)
    seen = pagerduty.read(source, _circumstances(f"header:Authorization: Token token={TOKEN}"))
    return seen, {item.probe: item for item in examine(discover(), source, seen, NOW)}


def test_a_well_kept_rota_is_present_in_every_probe(account: Forge) -> None:
    seen, found = duty(account)
    assert {item.outcome for item in found.values()} == {Outcome.PRESENT}
    assert found["on_call_rota_has_no_gaps"].readings[0].value == 1
    assert (seen.cover.people, seen.levels) == (2, 2)
    assert found["pages_are_acknowledged_in_time"].readings[0].value == 4
    assert found["incidents_are_restored_in_time"].readings[0].value == 1.5


def test_nobody_is_named(account: Forge) -> None:
    seen, found = duty(account)
    kept = seen.model_dump_json() + "".join(item.model_dump_json() for item in found.values())
    assert not [word for word in ("Lovelace", '"U1"', TOKEN) if word in kept]


def test_a_gap_is_told_with_its_hours(account: Forge) -> None:
    rota = account.answers["/oncalls"]["oncalls"]
    rota[1]["start"] = stamp(-12)
    finding = duty(account)[1]["on_call_rota_has_no_gaps"]
    assert finding.outcome is Outcome.ABSENT
    assert "48 hours have nobody: 11 Jun 09:00 to 13 Jun 09:00 UTC" in finding.observed


def test_the_second_level_fills_no_gap_of_the_first(account: Forge) -> None:
    account.answers["/oncalls"] = {"oncalls": [_oncall("U9", 2, None, None)]}
    assert duty(account)[1]["on_call_rota_has_no_gaps"].outcome is Outcome.ABSENT


def test_somebody_who_is_always_on_call_is_alone(account: Forge) -> None:
    account.answers["/oncalls"] = {"oncalls": [_oncall("U1", 1, None, None)]}
    _, found = duty(account)
    assert found["on_call_rota_has_no_gaps"].outcome is Outcome.PRESENT
    assert found["on_call_is_shared_by_two_or_more"].outcome is Outcome.ABSENT


def test_a_long_rota_is_read_to_its_end(account: Forge) -> None:
    rows = [_oncall(f"U{day % 3}", 1, day / 4, (day + 1) / 4) for day in range(130)]
    account.answers["/oncalls"] = lambda given: {
        "oncalls": rows[int(given["offset"]) :][:100], "more": int(given["offset"]) < 100,
    }  # fmt: skip
    seen, _ = duty(account)
    assert (seen.cover.gaps, seen.cover.people) == ((), 3)


def test_pages_that_end_by_themselves_need_nobody(account: Forge) -> None:
    for day in range(1, 7):
        _log(account, day, agent="service_reference", resolve_log_entry=20)
    _, found = duty(account)
    assert found["pages_are_acknowledged_in_time"].outcome is Outcome.NOT_APPLICABLE
    assert found["incidents_are_restored_in_time"].outcome is Outcome.PRESENT


def test_whoever_resolves_without_a_word_has_answered(account: Forge) -> None:
    for day in range(1, 7):
        _log(account, day, resolve_log_entry=10)
    seen, _ = duty(account)
    assert {page.acknowledged_min for page in seen.pages} == {10}


def test_pages_that_nobody_takes_on_are_absent(account: Forge) -> None:
    for day in range(1, 7):
        _log(account, day)
    _, found = duty(account)
    assert found["pages_are_acknowledged_in_time"].outcome is Outcome.ABSENT
    assert "6 were never" in found["pages_are_acknowledged_in_time"].observed
    assert found["incidents_are_restored_in_time"].outcome is Outcome.ABSENT


def test_a_part_that_is_forbidden_costs_its_own_findings_alone(account: Forge) -> None:
    account.refuse("/oncalls", 403)
    account.refuse("/incidents", 403)
    _, found = duty(account)
    outcomes = {name: item.outcome for name, item in found.items()}
    assert outcomes.pop("unanswered_pages_go_to_a_second_level") is Outcome.PRESENT
    assert set(outcomes.values()) == {Outcome.UNAVAILABLE}


def test_of_several_services_one_must_be_chosen(account: Forge) -> None:
    other = {"id": "PS2", "name": "billing", "escalation_policy": {"id": "PE1"}}
    account.answers["/services"]["services"].append(other)
    with pytest.raises(SourceUnavailable, match="this account has: billing, returns scoring"):
        duty(account)
    assert duty(account, service="returns scoring")[0].service == "returns scoring"
    told = pagerduty.survey(
        _source("pagerduty", account), _circumstances(f"header:Authorization: Token token={TOKEN}")
    )
    assert [item.value for item in told.choices["service"]] == ["billing", "returns scoring"]


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://acme.pagerduty.com", "https://api.pagerduty.com"),
        ("https://acme.eu.pagerduty.com/services", "https://api.eu.pagerduty.com"),
        ("https://api.pagerduty.com", "https://api.pagerduty.com"),
        ("https://pagerduty.com.evil.example", "https://pagerduty.com.evil.example"),
    ],
)
def test_the_api_is_found_from_the_accounts_address(address: str, api: str) -> None:
    source = Source(id="p", kind="pagerduty", name="", address=address)
    assert pagerduty.requests(source)[0].what == f"{api}/services"


def test_an_unknown_time_zone_is_told(account: Forge) -> None:
    with pytest.raises(SourceUnavailable, match="time zone 'Mars'"):
        duty(account, zone="Mars")


@pytest.fixture
def site() -> Iterator[Forge]:
    """A schedule with two people and an empty night, one escalation, and alerts of either form."""
    with serving("/jsm/ops/api/c1") as api:
        api.required = {"Authorization": "Basic YUBiLmM6cmVhZC1vbmx5LXRva2Vu"}
        api.answers = {
            "/v1/schedules": {"values": [{"id": "s1", "name": "returns", "enabled": True,
                                          "teamId": "t1", "timezone": "UTC"}], "links": {}},
            "/v1/schedules/s1/timeline": {"finalTimeline": {"rotations": [
                {"deleted": True, "periods": [_period(-9, 40, "u7")]},
                {"periods": [_period(-1, 10, "u1"), _period(10, 31, "u2")]}]}},
            "/v1/teams/t1/escalations": {"values": [
                {"enabled": True, "rules": [{"delay": 0, "recipient": {"id": "s1", "type": "schedule"}},
                                            {"delay": 10, "recipient": {"id": "u9", "type": "user"}}]}]},
            "/v1/alerts": {"values": [{"id": f"a{day}", "createdAt": stamp(day)}
                                      for day in range(1, 7)], "links": {}},
        }  # fmt: skip
        for day in range(1, 7):
            api.answers[f"/v1/alerts/a{day}"] = {
                "id": f"a{day}", "createdAt": stamp(day), "status": "closed", "acknowledged": True,
                "report": {"ackTime": 240_000, "closeTime": 5_400_000},
            }  # fmt: skip
        yield api


def _period(start: float, end: float, person: str, kind: str = "user") -> dict[str, Any]:
    return {"startDate": stamp(-start), "endDate": stamp(-end), "type": "base",
            "responder": {"id": person, "type": kind}}  # fmt: skip


def jira(api: Forge, **options: Any) -> tuple[OnCallEvidence, dict[str, Finding]]:
    """Jira Service Management as read, and what each probe says of it."""
    source = _source("jira_service_management", api, "/jsm/ops/api/c1", **options)
    seen = jira_service_management.read(source, _circumstances(f"basic:a@b.c:{TOKEN}"))
    return seen, {item.probe: item for item in examine(discover(), source, seen, NOW)}


def test_the_same_probes_are_carried_by_jira(site: Forge) -> None:
    seen, found = jira(site)
    assert {item.outcome for item in found.values()} == {Outcome.PRESENT}
    assert (seen.cover.people, seen.levels) == (2, 2)
    assert found["pages_are_acknowledged_in_time"].readings[0].value == 4
    assert found["incidents_are_restored_in_time"].readings[0].value == 1.5
    assert not [word for word in ('"u1"', "a@b.c", TOKEN) if word in seen.model_dump_json()]


def test_an_empty_place_in_the_rotation_is_a_gap(site: Forge) -> None:
    rotations = site.answers["/v1/schedules/s1/timeline"]["finalTimeline"]["rotations"]
    rotations[1]["periods"][1] = _period(10, 31, "x", "noone")
    _, found = jira(site)
    assert found["on_call_rota_has_no_gaps"].outcome is Outcome.ABSENT
    assert found["on_call_is_shared_by_two_or_more"].outcome is Outcome.ABSENT


def test_a_team_in_the_rota_covers_hours_and_hides_how_many_it_is(site: Forge) -> None:
    rotations = site.answers["/v1/schedules/s1/timeline"]["finalTimeline"]["rotations"]
    rotations[1]["periods"] = [_period(-1, 31, "t5", "team")]
    _, found = jira(site)
    assert found["on_call_rota_has_no_gaps"].outcome is Outcome.PRESENT
    assert found["on_call_is_shared_by_two_or_more"].outcome is Outcome.UNAVAILABLE


def test_a_schedule_that_is_switched_off_calls_nobody(site: Forge) -> None:
    site.answers["/v1/schedules"]["values"][0]["enabled"] = False
    assert jira(site)[1]["on_call_rota_has_no_gaps"].outcome is Outcome.ABSENT


def test_steps_at_the_same_minute_and_switched_off_escalations_are_no_second_level(
    site: Forge,
) -> None:
    escalations = site.answers["/v1/teams/t1/escalations"]["values"]
    escalations[0]["rules"][1]["delay"] = 0
    escalations.append({"enabled": False, "rules": [
        {"delay": at, "recipient": {"id": "u1", "type": "user"}} for at in range(5)]})  # fmt: skip
    seen, found = jira(site)
    assert seen.levels == 1
    assert found["unanswered_pages_go_to_a_second_level"].outcome is Outcome.ABSENT


def test_an_acknowledgement_without_its_time_is_not_judged(site: Forge) -> None:
    for day in range(1, 7):
        del site.answers[f"/v1/alerts/a{day}"]["report"]
    _, found = jira(site)
    assert found["pages_are_acknowledged_in_time"].outcome is Outcome.NOT_APPLICABLE


def test_old_alerts_are_left_out(site: Forge) -> None:
    site.answers["/v1/alerts"]["values"].append({"id": "old", "createdAt": stamp(200)})
    assert jira(site)[0].page_count == 6


def test_the_search_is_the_persons_own_or_the_urgent_ones(site: Forge) -> None:
    jira(site)
    jira(site, query="tag:scoring")
    asked = [path for path in site.asked if "/v1/alerts?" in path]
    assert "priority%3AP1" in asked[0]
    assert "tag%3Ascoring" in asked[1]


def test_the_survey_offers_the_schedules(site: Forge) -> None:
    source = _source("jira_service_management", site, "/jsm/ops/api/c1")
    told = jira_service_management.survey(source, _circumstances(f"basic:a@b.c:{TOKEN}"))
    assert told.told == "Jira Service Management, 1 schedule"
    assert [item.value for item in told.choices["schedule"]] == ["returns"]
