"""What is written down: one line a record, a trace among its values, and no secret in either form."""

import io
import json
import logging
import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engagement.outside import logs
from engagement.outside.logs import JsonFormatter, TextFormatter
from engagement.store import Store

WROTE = "what Priya wrote"

CANARY = "canary-41d8e0f2"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> tuple[io.StringIO, logging.Logger]:
    monkeypatch.setenv("PRODWORTHY_SECRET_GRAFANA", f"host=grafana.example.org bearer:{CANARY}")
    out, logger = io.StringIO(), logging.Logger("prodworthy.test")
    handler = logging.StreamHandler(out)
    logger.addHandler(handler)
    return out, logger


def _failing(logger: logging.Logger) -> None:
    try:
        raise RuntimeError(
            f"401 from https://ana:{CANARY}@grafana.example.org\nAuthorization: {CANARY}"
        )
    except RuntimeError:
        logger.exception("looking with %s failed", CANARY, extra={"request": "abc123"})


@pytest.mark.parametrize("form", [JsonFormatter(), TextFormatter()])
def test_no_form_holds_a_secret_of_the_operator_whether_it_is_told_or_raised(
    written: tuple[io.StringIO, logging.Logger], form: logging.Formatter
) -> None:
    out, logger = written
    logger.handlers[0].setFormatter(form)
    _failing(logger)
    told = out.getvalue()
    assert "RuntimeError" in told
    assert "abc123" in told
    assert CANARY not in told


def test_a_trace_and_a_line_break_stay_within_the_one_line(
    written: tuple[io.StringIO, logging.Logger],
) -> None:
    out, logger = written
    logger.handlers[0].setFormatter(JsonFormatter())
    _failing(logger)
    logger.warning('a name with\n{"level": "INFO"} in it')
    first, second = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (first["level"], first["request"]) == ("ERROR", "abc123")
    assert first["trace"].startswith("Traceback")
    assert (second["level"], second["message"][:11]) == ("WARNING", "a name with")


def test_a_record_carries_the_request_in_which_it_was_made(
    written: tuple[io.StringIO, logging.Logger],
) -> None:
    out, logger = written
    logger.handlers[0].setFormatter(JsonFormatter())
    token = logs.REQUEST.set("req-77")
    logger.info("inside")
    logs.REQUEST.reset(token)
    logger.info("outside")
    inside, outside = [json.loads(line) for line in out.getvalue().splitlines()]
    assert inside["request"] == "req-77"
    assert "request" not in outside


@pytest.mark.parametrize(
    ("kept_in", "statement"),
    [
        ("store", "INSERT INTO client (id, name) VALUES (NULL, :name)"),
        ("postgres", "INSERT INTO client (id, name) VALUES (NULL, :name)"),
        ("postgres", "SELECT CAST(:name AS integer)"),
    ],
)
def test_what_a_person_wrote_is_not_in_the_trace_of_a_database_that_refuses_it(
    request: pytest.FixtureRequest, kept_in: str, statement: str
) -> None:
    store: Store = request.getfixturevalue(kept_in)
    with pytest.raises(DBAPIError) as refused, store.writing() as tx:
        tx.connection().execute(text(statement), {"name": WROTE})
    assert "Priya" not in "".join(traceback.format_exception(refused.value))
