"""The GitHub connector against a stand-in over real HTTP that answers as GitHub documents it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.connectors import github
from assessment.connectors.forge import addresses
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.forge_api import TOKEN, Forge, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
REPO = "/repos/northwind/returns"


def stamp(days: float, hours: float = 0) -> str:
    """So long before now, as GitHub writes it."""
    return (NOW - timedelta(days=days, hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def bare() -> Iterator[Forge]:
    """A repository of an organisation with nothing set up, read with a token that may read all."""
    with serving("/api/v3") as forge:
        forge.headers = {"X-OAuth-Scopes": "read:org, read:user"}
        forge.answers = {
            REPO: {"default_branch": "main", "owner": {"type": "Organization"}, "private": True},
            f"{REPO}/rules/branches/main": [],
            f"{REPO}/branches/main": {"name": "main", "protected": False},
            f"{REPO}/environments": {"total_count": 0, "environments": []},
            f"{REPO}/collaborators": lambda given: (
                [_person(9, "contractor", admin=False)] if given["affiliation"] == "outside"
                else [_person(1, "ada"), _person(2, "bo"), _person(3, "cy", admin=False),
                      _person(9, "contractor", admin=False)]
            ),
        }  # fmt: skip
        yield forge


def _person(number: int, login: str, *, admin: bool = True) -> dict[str, Any]:
    return {"id": number, "login": login, "type": "User", "permissions": {"admin": admin}}


def _protect(forge: Forge, **parts: Any) -> None:
    forge.answers[f"{REPO}/branches/main"] = {"name": "main", "protected": True}
    forge.answers[f"{REPO}/branches/main/protection"] = {
        "required_pull_request_reviews": {"required_approving_review_count": 1},
        "enforce_admins": {"enabled": True}, "allow_force_pushes": {"enabled": False},
    } | parts  # fmt: skip


def source(forge: Forge, **options: Any) -> Source:
    """The repository at the stand-in."""
    return Source(
        id="g", kind="github", name="Forge", address=f"{forge.address}/northwind/returns",
        secret="forge", options=options,
    )  # fmt: skip


def circumstances() -> Circumstances:
    """Now, and a token that the stand-in accepts."""
    allowed = Permission(secrets={"forge": f"bearer:{TOKEN}"})
    return Circumstances(now=lambda: NOW, permission=allowed)


def look(forge: Forge, **options: Any) -> tuple[ForgeEvidence, dict[str, Finding]]:
    """What was read, and what each probe says of it."""
    asked = source(forge, **options)
    seen = github.read(asked, circumstances())
    return seen, {item.probe: item for item in examine(discover(), asked, seen, NOW)}


def test_an_open_branch_is_absent_once_both_kinds_of_rule_were_seen(bare: Forge) -> None:
    _, found = look(bare)
    assert found["default_branch_is_protected"].outcome is Outcome.ABSENT
    assert found["merges_wait_for_passing_checks"].outcome is Outcome.ABSENT


def test_classic_protection_is_read_with_who_is_exempt(bare: Forge) -> None:
    _protect(bare, enforce_admins={"enabled": False})
    _, found = look(bare)
    finding = found["default_branch_is_protected"]
    assert finding.outcome is Outcome.PRESENT
    assert "administrators are exempt" in finding.observed
    assert finding.readings[0].value == 1


def test_a_ruleset_protects_without_classic_protection(bare: Forge) -> None:
    bare.answers[f"{REPO}/rules/branches/main"] = [
        {"type": "pull_request", "parameters": {"required_approving_review_count": 2}},
        {"type": "non_fast_forward"}, {"type": "deletion"},
        {"type": "required_status_checks",
         "parameters": {"required_status_checks": [{"context": "test"}]}},
    ]  # fmt: skip
    seen, found = look(bare)
    assert found["default_branch_is_protected"].outcome is Outcome.PRESENT
    assert found["merges_wait_for_passing_checks"].outcome is Outcome.PRESENT
    assert seen.protection.approvals == 2


def test_a_ruleset_that_only_forbids_deletion_protects_nothing(bare: Forge) -> None:
    bare.answers[f"{REPO}/rules/branches/main"] = [{"type": "deletion"}]
    _, found = look(bare)
    assert found["default_branch_is_protected"].outcome is Outcome.ABSENT


@pytest.mark.parametrize("status", [403, 404])
def test_protection_that_this_token_may_not_read_is_unavailable(bare: Forge, status: int) -> None:
    bare.answers[f"{REPO}/branches/main"] = {"name": "main", "protected": True}
    bare.refuse(f"{REPO}/branches/main/protection", status)
    _, found = look(bare)
    finding = found["default_branch_is_protected"]
    assert finding.outcome is Outcome.UNAVAILABLE
    assert "protected, but how is not shown" in finding.observed
    assert "Administration: read" in finding.remedy


def test_a_404_that_says_not_protected_is_an_answer(bare: Forge) -> None:
    bare.answers[f"{REPO}/branches/main"] = {"name": "main", "protected": True}
    bare.refuse(f"{REPO}/branches/main/protection", 404, {"message": "Branch not protected"})
    _, found = look(bare)
    assert found["default_branch_is_protected"].outcome is Outcome.ABSENT


def test_what_a_ruleset_shows_counts_though_classic_protection_is_hidden(bare: Forge) -> None:
    bare.answers[f"{REPO}/branches/main"] = {"name": "main", "protected": True}
    bare.refuse(f"{REPO}/branches/main/protection", 403)
    bare.answers[f"{REPO}/rules/branches/main"] = [
        {"type": "pull_request", "parameters": {"required_approving_review_count": 1}},
        {"type": "non_fast_forward"},
    ]
    _, found = look(bare)
    assert found["default_branch_is_protected"].outcome is Outcome.PRESENT
    assert found["merges_wait_for_passing_checks"].outcome is Outcome.UNAVAILABLE


def test_rules_that_cannot_be_read_leave_an_unprotected_branch_undecided(bare: Forge) -> None:
    bare.refuse(f"{REPO}/rules/branches/main", 404)
    _, found = look(bare)
    assert found["default_branch_is_protected"].outcome is Outcome.UNAVAILABLE


def test_production_is_found_by_its_name_or_by_the_option(bare: Forge) -> None:
    rule = {"type": "required_reviewers", "prevent_self_review": True,
            "reviewers": [{"type": "Team", "reviewer": {"name": "release"}}]}  # fmt: skip
    bare.answers[f"{REPO}/environments"] = {
        "environments": [
            {"name": "staging", "protection_rules": []},
            {
                "name": "factory",
                "protection_rules": [rule, {"type": "wait_timer", "wait_timer": 30}],
            },
        ]
    }
    probe = "production_environment_needs_approval"
    _, unnamed = look(bare)
    assert unnamed[probe].outcome is Outcome.UNAVAILABLE
    assert "staging, factory" in unnamed[probe].observed
    _, named = look(bare, environment="factory")
    assert named[probe].outcome is Outcome.PRESENT
    assert "30 minutes" in named[probe].observed


def test_access_is_counted_and_nobody_is_named(bare: Forge) -> None:
    seen, found = look(bare)
    assert (seen.access.people, seen.access.administrators, seen.access.outsiders) == (4, 2, 1)
    assert found["own_people_administer_the_repository"].outcome is Outcome.PRESENT
    kept = seen.model_dump_json()
    assert not [name for name in ("ada", "contractor", TOKEN) if name in kept]


def test_a_part_that_is_forbidden_costs_its_own_findings_alone(bare: Forge) -> None:
    bare.refuse(f"{REPO}/collaborators", 403, {"message": "Must have push access"})
    _, found = look(bare)
    assert found["own_people_administer_the_repository"].outcome is Outcome.UNAVAILABLE
    assert found["default_branch_is_protected"].outcome is Outcome.ABSENT


@pytest.mark.parametrize(
    ("scopes", "outcome"),
    [
        ("repo, read:org", Outcome.ABSENT),
        ("read:org", Outcome.PRESENT),
        ("", Outcome.UNAVAILABLE),
        (None, Outcome.UNAVAILABLE),
    ],
)
def test_a_token_that_may_write_is_told(bare: Forge, scopes: str | None, outcome: Outcome) -> None:
    bare.headers = {} if scopes is None else {"X-OAuth-Scopes": scopes}
    _, found = look(bare)
    assert found["given_token_can_only_read"].outcome is outcome
    warning = github.survey(source(bare), circumstances()).warning
    assert ("may write" in warning) == (outcome is Outcome.ABSENT)


def test_once_the_forge_allows_no_more_it_is_asked_no_more(bare: Forge) -> None:
    bare.refuse(f"{REPO}/rules/branches/main", 403, {"message": "API rate limit exceeded"},
                X_RateLimit_Remaining="0", X_RateLimit_Reset="1780306200")  # fmt: skip
    _, found = look(bare)
    assert not [path for path in bare.asked if "collaborators" in path or "environments" in path]
    finding = found["default_branch_is_protected"]
    assert finding.outcome is Outcome.UNAVAILABLE
    assert "allows no more requests for now, until 09:30 UTC" in finding.observed


def test_a_repository_that_is_not_shown_is_told_with_what_to_do(bare: Forge) -> None:
    del bare.answers[REPO]
    with pytest.raises(SourceUnavailable, match="answered 404") as raised:
        look(bare)
    assert "token that may read it" in raised.value.remedy


@pytest.mark.parametrize(
    "body", [b"<html>Sign in</html>", b"[" * 100_000, b'{"default_branch": 7}', b"null"]
)
def test_an_answer_of_another_shape_is_one_sentence(bare: Forge, body: bytes) -> None:
    bare.answers[REPO] = body
    with pytest.raises(SourceUnavailable, match=r"not JSON|unknown shape"):
        look(bare)


def test_the_survey_offers_the_environments(bare: Forge) -> None:
    bare.answers[f"{REPO}/environments"] = {"environments": [{"name": "live"}]}
    survey = github.survey(source(bare), circumstances())
    assert survey.told == "GitHub, main branch main, 1 environments"
    assert [choice.value for choice in survey.choices["environment"]] == ["live"]


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://github.com/o/r", "https://api.github.com"),
        ("https://github.com/o/r.git", "https://api.github.com"),
        ("https://git.example.org/o/r/", "https://git.example.org/api/v3"),
        ("https://acme.ghe.com/o/r", "https://api.acme.ghe.com"),
    ],
)
def test_the_api_is_found_from_the_web_address(address: str, api: str) -> None:
    found = addresses.github(Source(id="g", kind="github", name="", address=address))
    assert found == addresses.Project(api, "o/r")


@pytest.mark.parametrize("address", ["https://github.com", "https://github.com/o",
                                     "https://github.com/o/r/../x", "https://github.com/o/r/x"])  # fmt: skip
def test_an_address_of_no_repository_is_refused(address: str) -> None:
    with pytest.raises(SourceUnavailable):
        github.requests(Source(id="g", kind="github", name="", address=address))


def test_every_request_made_was_announced(bare: Forge) -> None:
    made = circumstances()
    github.read(source(bare), made)
    announced = {item.what.replace("MAIN", "main") for item in github.requests(source(bare))}
    assert {item.request.what.split("?")[0] for item in made.made} <= announced
