"""The parts of SARIF 2.1 (OASIS, 2020) that are used; everything else is passed over."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic.alias_generators import to_camel


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class Configuration(_Part):
    """How a rule is set where a result does not say."""

    level: str = "warning"


class Rule(_Part):
    """One rule of a tool."""

    id: str
    default_configuration: Configuration = Field(default_factory=Configuration)


class Driver(_Part):
    """The tool itself, or a pack of rules."""

    name: str
    version: str | None = None
    rules: tuple[Rule, ...] = ()


class Tool(_Part):
    """The tool with its parts."""

    driver: Driver
    extensions: tuple[Driver, ...] = ()
    """Rule packs: some tools keep all their rules there."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the tool and of its packs."""
        return self.driver.rules + tuple(rule for pack in self.extensions for rule in pack.rules)


class Suppression(_Part):
    """That a result is waived; ``status`` may say that this was refused or not yet decided."""

    status: str = "accepted"


class Region(_Part):
    """Where in a file."""

    start_line: int = Field(default=0, ge=0)


class Artifact(_Part):
    """Which file."""

    uri: str = ""


class Physical(_Part):
    """A place in a file."""

    artifact_location: Artifact = Field(default_factory=Artifact)
    region: Region = Field(default_factory=Region)


class Location(_Part):
    """A place."""

    physical_location: Physical | None = None


class Result(_Part):
    """One result; ``kind`` other than fail is no finding."""

    rule_id: str | None = None
    rule_index: int | None = None
    level: str | None = None
    kind: str = "fail"
    baseline_state: str | None = None
    suppressions: tuple[Suppression, ...] = ()
    locations: tuple[Location, ...] = ()

    @property
    def suppressed(self) -> bool:
        """Whether it is waived for good: each suppression that was not accepted says no."""
        return bool(self.suppressions) and all(
            item.status == "accepted" for item in self.suppressions
        )


class Invocation(_Part):
    """How a run went."""

    execution_successful: bool | None = None
    end_time_utc: datetime | None = None

    @field_validator("end_time_utc", mode="before")
    @classmethod
    def _times_that_cannot_be_read_are_left_out(cls, given: Any) -> Any:
        try:
            return datetime.fromisoformat(given) if isinstance(given, str) else None
        except ValueError:
            return None


class Run(_Part):
    """One run of one tool; ``results`` is missing where it was not to have any."""

    tool: Tool
    results: tuple[Result, ...] | None = None
    invocations: tuple[Invocation, ...] = ()


class SarifAnswer(_Part):
    """The file."""

    version: str
    runs: tuple[Run, ...]
