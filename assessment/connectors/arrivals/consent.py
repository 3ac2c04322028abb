"""What somebody has to have typed before a single request of a load test leaves."""

import re
from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlsplit

from assessment.connectors.rest import part
from assessment.sources import Options, Permission, Source, SourceUnavailable
from content.values import Value

LONGEST_MINUTES = 60.0
LONGEST_APPROVAL_DAYS = 31
BODY_BYTES = 100_000


class Consent(Value):
    """Host, ceilings and approval. ``rate`` is requests a second, ``total`` requests in all."""

    host: str
    rate: float
    total: int
    minutes: float
    approved_by: str
    approved_until: date


def consent(source: Source) -> Consent:
    """The consent of a source's options; :class:`SourceUnavailable` with everything that is missing."""
    options = source.options
    asked: dict[str, Callable[[], object]] = {
        "host": lambda: _host(source),
        "synthetic": lambda: _synthetic(options),
        "rate": lambda: positive(
            options, "ceiling_rps", "the most requests a second, for example 50"
        ),
        "total": lambda: int(
            positive(options, "ceiling_total", "the most requests in all, for example 5000")
        ),
        "minutes": lambda: _minutes(options),
        "approved_by": lambda: _text(
            options, "approved_by", "who approved the load, with first and last name"
        ),
        "approved_until": lambda: _date(options),
    }
    given = {name: part(ask, None) for name, ask in asked.items()}
    missing = [reach for _, reach in given.values() if not reach.read]
    if missing:
        raise SourceUnavailable(
            "; ".join(reach.reason for reach in missing),
            " ".join(reach.remedy for reach in missing),
        )
    facts = {name: value for name, (value, _) in given.items() if name in Consent.model_fields}
    return Consent.model_validate(facts)


def allowed(agreed: Consent, permission: Permission, now: datetime) -> None:
    """Refuse a host that the operator does not list for load, or an approval that is not in force."""
    listed = {item.strip().lower() for item in permission.load_targets}
    if not {agreed.host, agreed.host.rpartition(":")[0] or agreed.host} & listed:
        raise SourceUnavailable(
            f"the operator does not list {agreed.host} as a target of load",
            "Ask the operator to put this host into PRODWORTHY_LOAD_TARGETS.",
        )
    left = (agreed.approved_until - now.date()).days
    if left < 0:
        raise _missing(
            f"the approval of the load ended on {agreed.approved_until.isoformat()}",
            "Have it approved again, and type the new date.",
        )
    if left > LONGEST_APPROVAL_DAYS:
        raise _missing(
            f"the approval of the load runs for {left} days",
            f"Type a date within {LONGEST_APPROVAL_DAYS} days; a load test is approved for an occasion.",
        )


def authority(address: str) -> str:
    """Host and port of an address as it is typed again, in lower case."""
    parts = urlsplit(address.strip())
    return parts.netloc.rpartition("@")[2].lower()


def positive(options: Options, name: str, meaning: str) -> float:
    """An option that is a number above zero."""
    value = options.get(name)
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e9
    if not good:
        raise _missing(f"{name} is not a number above zero", f"Type {meaning}.")
    return float(value)  # type: ignore[arg-type]


def _host(source: Source) -> str:
    host, typed = authority(source.address), str(source.options.get("confirm_host", "")).strip()
    if not host:
        raise _missing("the address has no host", "Give the address of the route that is tested.")
    if typed.lower() != host:
        raise _missing(
            f"the host was not typed again: {typed[:60]!r} is not {host!r}",
            f"Type {host} into confirm_host if the load may really go there.",
        )
    return host


def _synthetic(options: Options) -> None:
    if options.get("synthetic") is not True:
        raise _missing(
            "nobody confirmed (synthetic) that the request may be sent any number of times",
            "Give a synthetic body that changes nothing, and set synthetic to true.",
        )


def _minutes(options: Options) -> float:
    if "ceiling_minutes" not in options:
        return 10.0
    minutes = positive(options, "ceiling_minutes", "the most minutes, for example 10")
    if minutes > LONGEST_MINUTES:
        raise _missing(
            f"{minutes:g} minutes are too many", f"Type at most {LONGEST_MINUTES:g} minutes."
        )
    return minutes


def _text(options: Options, name: str, meaning: str) -> str:
    text = str(options.get(name, "")).strip()
    if len(re.findall(r"\w{2,}", text)) < 2:
        raise _missing(f"{name} does not name a person", f"Type {meaning}.")
    return text[:200]


def _date(options: Options) -> date:
    text = str(options.get("approved_until", "")).strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _missing(
            f"approved_until is not a date: {text[:20]!r}",
            "Type the last day of the approval as year-month-day, for example 2027-03-31.",
        ) from None


def _missing(reason: str, remedy: str) -> SourceUnavailable:
    return SourceUnavailable(reason, remedy)
