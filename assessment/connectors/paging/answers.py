"""The parts of Alertmanager's version 2 answers that are used; everything else is passed over."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Answer(BaseModel):
    model_config = ConfigDict(
        extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class VersionInfo(_Answer):
    """Which version answers."""

    version: str = ""


class Config(_Answer):
    """The configuration as text, credentials already taken out by the server."""

    original: str = ""


class StatusAnswer(_Answer):
    """The server's own state."""

    version_info: VersionInfo
    config: Config


class AlertStatus(_Answer):
    """``state`` is active, suppressed or unprocessed."""

    state: str


class AlertAnswer(_Answer):
    """An alert that fires now."""

    starts_at: AwareDatetime
    status: AlertStatus
    labels: dict[str, str]
    annotations: dict[str, str] = Field(default_factory=dict)


class SilenceStatus(_Answer):
    """``state`` is pending, active or expired."""

    state: str


class SilenceMatcher(_Answer):
    """One condition of a silence."""

    name: str
    value: str
    is_regex: bool = False
    is_equal: bool = True


class SilenceAnswer(_Answer):
    """Alerts that are kept quiet for a while."""

    id: str
    status: SilenceStatus
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    comment: str = ""
    matchers: tuple[SilenceMatcher, ...] = ()
