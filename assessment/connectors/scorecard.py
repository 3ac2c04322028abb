"""Reads the JSON that OpenSSF Scorecard wrote of a repository: its checks become evidence."""

import re
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assessment import objectives
from assessment.connectors.redaction import redact
from assessment.connectors.scans.evidence import Check, ScorecardEvidence, Spot
from assessment.connectors.scans.files import report, request
from assessment.objectives import stated
from assessment.repository.places import link_template
from assessment.sources import Circumstances, Request, Source, Survey

KIND = "scorecard"
TITLE = "OpenSSF Scorecard"
ICON = "fact_check"
GROUP = "code"
UPLOADS = (".json",)
ADDRESS_HELP = "The full path of the JSON that Scorecard wrote (scorecard --format json)."
EVIDENCE = ScorecardEvidence
OPTIONS = objectives.options(KIND)

WHY = "what Scorecard's checks say of the repository"
_SPOT = re.compile(r"(?:^|[\s:(])(?P<path>[\w.@+-]+(?:/[\w.@+-]+)*\.?[\w-]*):(?P<line>\d{1,6})\b")
_REASON = 160


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class RepoAnswer(_Part):
    """Which repository at which commit."""

    name: str = ""
    commit: str = ""


class VersionAnswer(_Part):
    """Which Scorecard."""

    version: str = ""


class CheckAnswer(_Part):
    """A check: -1 is *inconclusive*."""

    name: str
    score: int = Field(ge=-1, le=10)
    reason: str = ""
    details: tuple[Any, ...] | None = None


class ScorecardAnswer(_Part):
    """The report."""

    date: str = ""
    repo: RepoAnswer
    scorecard: VersionAnswer = Field(default_factory=VersionAnswer)
    checks: tuple[CheckAnswer, ...]


def requests(source: Source) -> tuple[Request, ...]:
    """The file is read, and nothing else."""
    return (request(source, WHY),)


def read(source: Source, circumstances: Circumstances) -> ScorecardEvidence:
    """The report's checks; :class:`SourceUnavailable` where the file is none."""
    held = stated(source.options)
    found = report(ScorecardAnswer, "Scorecard", source, circumstances, WHY)
    commit = found.repo.commit if re.fullmatch(r"[0-9a-f]{7,64}", found.repo.commit) else "HEAD"
    return ScorecardEvidence(
        read_at=circumstances.now(), made_at=_dated(found.date), objectives=held,
        repository=redact(found.repo.name)[:200], version=found.scorecard.version[:40],
        link=link_template(_address(source, found.repo.name), commit),
        checks=tuple(map(_check, found.checks[:100])),
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """Which repository, how many checks, and when."""
    seen = read(source, circumstances)
    when = f" of {seen.made_at:%d %b %Y}" if seen.made_at else ", undated"
    told = f"Scorecard {seen.version}{when}, {len(seen.checks)} checks of {seen.repository}"
    return Survey(told=told)


def _check(item: CheckAnswer) -> Check:
    spots = (found for text in item.details or () if (found := _spot(text)))
    return Check(
        name=item.name[:60], score=None if item.score < 0 else item.score,
        reason=redact(" ".join(item.reason.split()))[:_REASON], spots=tuple(dict.fromkeys(spots))[:20],
    )  # fmt: skip


def _spot(text: Any) -> Spot | None:
    """The place that a warning names: ``Warn: …: path/file.yml:12``."""
    if not isinstance(text, str) or not text.startswith("Warn"):
        return None
    found = _SPOT.search(text[:500])
    return Spot(path=found["path"], line=int(found["line"])) if found else None


def _dated(text: str) -> datetime | None:
    """A day or a time; one without a zone is taken as UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _address(source: Source, name: str) -> str:
    """Where a reader sees the repository: as a person said, else by the name that the report gives."""
    if source.reader_address:
        return source.reader_address
    return f"https://{name}" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/[\w.-]+){2,}", name) else ""
