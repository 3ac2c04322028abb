"""The parts of Grafana's answers that are used; dashboards of every age are read as they come."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class HealthAnswer(_Answer):
    """Version and whether its own database answers."""

    version: str = ""
    database: str = ""


class Found(_Answer):
    """One dashboard of the search."""

    uid: str
    title: str = ""
    folder: str = Field(default="", alias="folderTitle")
    tags: tuple[str, ...] = ()


class Meta(_Answer):
    """When a dashboard was changed, and where it is."""

    updated: AwareDatetime | None = None
    url: str = ""
    folder: str = Field(default="", alias="folderTitle")


class DashboardAnswer(_Answer):
    """One dashboard: its model is kept as it came, since its shape changed over the years."""

    dashboard: dict[str, Any]
    meta: Meta = Field(default_factory=Meta)


class SourceAnswer(_Answer):
    """One data source."""

    uid: str = ""
    name: str = ""
    type: str = ""
    default: bool = Field(default=False, alias="isDefault")


class Receiver(_Answer):
    """The contact point that a rule names itself."""

    receiver: str = ""


class RuleAnswer(_Answer):
    """One rule in Prometheus' shape, with what Grafana adds."""

    name: str = ""
    type: str = "alerting"
    query: str = ""
    health: str = ""
    uid: str = ""
    paused: bool = Field(default=False, alias="isPaused")
    labels: dict[str, str] = Field(default_factory=dict)
    annotations: dict[str, str] = Field(default_factory=dict)
    named: Receiver | None = Field(default=None, alias="notificationSettings")

    @field_validator("labels", "annotations", mode="before")
    @classmethod
    def _none_is_empty(cls, given: Any) -> Any:
        return given or {}


class MarkerAnswer(_Answer):
    """An annotation: a moment in milliseconds since 1970, its tags, and the page it is on."""

    time: float
    tags: tuple[str, ...] = ()
    page: str = Field(default="", alias="dashboardUID")

    @field_validator("tags", mode="before")
    @classmethod
    def _no_tags(cls, given: Any) -> Any:
        return given or ()

    @field_validator("page", mode="before")
    @classmethod
    def _no_page(cls, given: Any) -> Any:
        return given or ""


class GroupAnswer(_Answer):
    """A group of rules in a folder."""

    file: str = ""
    rules: tuple[RuleAnswer, ...] = ()


class GroupsAnswer(_Answer):
    """All groups."""

    groups: tuple[GroupAnswer, ...] = ()


class RulesAnswer(_Answer):
    """The envelope of the rules."""

    data: GroupsAnswer


class PointAnswer(_Answer):
    """One contact point; of its settings only whether they are those of the installation."""

    name: str
    type: str = ""
    settings: dict[str, Any] = Field(default_factory=dict)

    @property
    def tells(self) -> bool:
        """False for the mail address that every installation begins with."""
        return bool(self.type) and "example@email.com" not in str(self.settings.get("addresses"))


class PanelAnswer(_Answer):
    """One panel in any of its shapes, with its PromQL."""

    id: int = 0
    title: str = ""
    unit: str = ""
    datasource: str = ""
    expressions: tuple[str, ...] = ()


def panels_of(dashboard: Mapping[str, Any]) -> tuple[PanelAnswer, ...]:
    """Every panel with PromQL: of today's grid, inside rows, and of the rows of old ones."""
    return tuple(item for found in _walked(dashboard) if (item := _panel(found)).expressions)


def _walked(holder: Mapping[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    for found in (*mappings(holder.get("panels")), *mappings(holder.get("rows"))):
        yield found
        if depth < 3:
            yield from _walked(found, depth + 1)


def mappings(given: Any) -> list[dict[str, Any]]:
    """The mappings of a list; nothing where it is none."""
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []


def _panel(found: Mapping[str, Any]) -> PanelAnswer:
    targets = [item for item in mappings(found.get("targets")) if not item.get("hide")]
    asking = [item for item in targets if str(item.get("expr") or "").strip()]
    wanted = [str(item["expr"]) for item in asking]
    number = found.get("id")
    # The panel's own comes first: a query's counts where the panel mixes several.
    sources = [found.get("datasource"), *(item.get("datasource") for item in asking)]
    return PanelAnswer(
        id=number if isinstance(number, int) else 0, title=str(found.get("title") or "a panel"),
        unit=_unit(found), datasource=next(filter(None, map(_uid, sources)), ""),
        expressions=tuple(wanted),
    )  # fmt: skip


def _uid(given: Any) -> str:
    """The uid, or the name in dashboards that know no uid; empty for a variable or the default."""
    text = str(given.get("uid") or "") if isinstance(given, dict) else str(given or "")
    return "" if re.match(r"\$|\[\[|-- |__", text) or text == "default" else text


def _unit(found: Mapping[str, Any]) -> str:
    config = found.get("fieldConfig")
    defaults = config.get("defaults") if isinstance(config, dict) else None
    if isinstance(defaults, dict) and defaults.get("unit"):
        return str(defaults["unit"])
    axes = mappings(found.get("yaxes"))
    return str(axes[0].get("format") or "") if axes else str(found.get("format") or "")
