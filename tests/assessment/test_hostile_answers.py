"""Each answer of each service replaced by a hostile one: a sentence, never a crash, never a verdict
of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from assessment.connectors import datadog, github, gitlab, jira_service_management, pagerduty
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.assessment import test_datadog, test_github_delivery, test_gitlab, test_on_call
from tests.forge_api import TOKEN, Forge, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
BODIES = {
    "nothing": b"", "null": b"null", "html": b"<html>Sign in</html>", "text": b'"text"',
    "a list of nothing": b"[null]", "an empty thing": b"{}", "endless": b"[1e999, -1e999]",
    "deep": b"[" * 50_000, "other fields": b'{"data": 7, "values": "x", "services": {"id": 1}}',
}  # fmt: skip


@contextmanager
def _github() -> Iterator[Forge]:
    with serving("/api/v3") as api:
        made = test_github_delivery.Repository(api)
        made.deploy(9, made.merge(10, reviews=(test_github_delivery.approved(days=10.1),)))
        rules = [
            {"type": "pull_request", "parameters": {"required_approving_review_count": 1}},
            {"type": "non_fast_forward"}, {"type": "workflows"},
        ]  # fmt: skip
        reviewers = {"type": "required_reviewers", "reviewers": [{"type": "Team"}]}
        people = [{"id": one, "permissions": {"admin": one < 3}} for one in range(5)]
        api.headers = {"X-OAuth-Scopes": "read:org"}
        api.answers |= {
            f"{test_github_delivery.REPO}/rules/branches/main": rules,
            f"{test_github_delivery.REPO}/branches/main": {"protected": False},
            f"{test_github_delivery.REPO}/environments": {
                "environments": [{"name": "production", "protection_rules": [reviewers]}]
            },
            f"{test_github_delivery.REPO}/collaborators": lambda given: (
                [] if given["affiliation"] == "outside" else people
            ),
        }
        yield api


def _fixture(function: Any) -> Callable[[], Any]:
    return contextmanager(function.__wrapped__)


@contextmanager
def _datadog() -> Iterator[Forge]:
    with _fixture(test_datadog.account)() as account:
        yield account.api


@contextmanager
def _gitlab() -> Iterator[Forge]:
    with _fixture(test_gitlab.project)() as api:
        test_gitlab.deploy(api, 9, test_gitlab.merge(api, 10))
        yield api


ANSWERS: list[tuple[int, Any, dict[str, str]]] = [
    *((200, body, {}) for body in BODIES.values()),
    *((status, {"message": "no"}, {}) for status in (401, 403, 404, 500)),
]
DECIDED = {Outcome.PRESENT, Outcome.ABSENT}
BEARER = f"bearer:{TOKEN}"
KEYS = "headers:" + "|".join(f"{name}: {value}" for name, value in test_datadog.KEYS.items())
CASES: dict[str, tuple[ModuleType, Any, str, str, dict[str, Any]]] = {
    "github": (github, _github, "/northwind/returns", BEARER, {"least_changes": 1}),
    "gitlab": (gitlab, _gitlab, "/northwind/team/returns", BEARER, {"least_changes": 1}),
    "pagerduty": (
        pagerduty, _fixture(test_on_call.account), "", f"header:Authorization: Token token={TOKEN}", {}
    ),
    "jira": (
        jira_service_management, _fixture(test_on_call.site), "/jsm/ops/api/c1",
        f"basic:a@b.c:{TOKEN}", {},
    ),
    "datadog": (datadog, _datadog, "", KEYS, {"service": "scoring"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_answer_is_never_a_crash(name: str) -> None:
    connector, start, path, secret, options = CASES[name]
    with start() as api:
        source = Source(
            id="h", kind=connector.KIND, name="Hostile", address=api.address + path, secret="s",
            options=options,
        )  # fmt: skip
        good = _looked(connector, source, secret)
        assert sum(outcome in DECIDED for outcome in good.values()) > 4
        asked = dict.fromkeys(urlsplit(one).path.removeprefix(api.prefix) for one in api.asked)
        told = 0
        for place in asked:
            for answer in ANSWERS:
                api.refused = {place: answer}
                seen = _looked(connector, source, secret)
                told += bool(seen)
                flipped = {
                    name for name, outcome in seen.items() if {outcome, good[name]} == DECIDED
                }
                assert not flipped, (place, answer, flipped)
        assert told  # at least one part after another was still read


def _looked(connector: ModuleType, source: Source, secret: str) -> dict[str, Outcome]:
    """What each probe says; nothing where one sentence says that nothing could be read."""
    given = Circumstances(now=lambda: NOW, permission=Permission(secrets={"s": secret}))
    try:
        seen = connector.read(source, given)
    except SourceUnavailable as fault:
        return _sentence(fault)
    found = examine(discover(), source, seen, NOW)
    assert not [item.probe for item in found if item.outcome is Outcome.ERROR]
    assert "Infinity" not in seen.model_dump_json()
    return {item.probe: item.outcome for item in found}


def _sentence(fault: SourceUnavailable) -> dict[str, Outcome]:
    assert fault.reason
    assert fault.remedy.endswith(".")
    return {}


@pytest.mark.parametrize(
    ("name", "option"),
    [("github", "delivery_days"), ("pagerduty", "rota_days"), ("jira", "page_days"),
     ("datadog", "history_days")],
)  # fmt: skip
def test_a_window_of_a_million_days_is_one_sentence(name: str, option: str) -> None:
    connector, start, path, secret, options = CASES[name]
    with start() as api:
        source = Source(
            id="h", kind=connector.KIND, name="Hostile", address=api.address + path, secret="s",
            options=options | {option: 1e6},
        )  # fmt: skip
        given = Circumstances(now=lambda: NOW, permission=Permission(secrets={"s": secret}))
        with pytest.raises(SourceUnavailable, match="asks for 1e"):
            connector.read(source, given)
