"""The parts of dbt's artifacts that are used: manifest, run results, source freshness, catalogue."""

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Metadata(_Part):
    """When and by which version an artifact was written."""

    generated_at: AwareDatetime | None = None
    dbt_version: str = ""
    dbt_schema_version: str = ""
    project_name: str | None = None
    adapter_type: str | None = None


class Config(_Part):
    """What of a node's configuration matters."""

    enabled: bool | None = True
    severity: str | None = None
    contract: dict[str, Any] = Field(default_factory=dict)
    meta: dict[str, Any] = Field(default_factory=dict)
    group: str | None = None

    @field_validator("contract", "meta", mode="before")
    @classmethod
    def _none_is_empty(cls, given: Any) -> Any:
        return given if isinstance(given, dict) else {}


class DependsOn(_Part):
    """What a node is made from."""

    nodes: tuple[str, ...] = ()


class Period(_Part):
    """A limit of age; without a count there is none."""

    count: int | None = None
    period: str | None = None


class Freshness(_Part):
    """The limits of a source's age."""

    warn_after: Period | None = None
    error_after: Period | None = None

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all."""
        return any(item is not None and item.count for item in (self.warn_after, self.error_after))


class Owner(_Part):
    """Who owns a group or an exposure; only whether there is somebody is kept."""

    name: str | None = None
    email: Any = None

    def __bool__(self) -> bool:
        return bool((self.name or "").strip() or self.email)


class Node(_Part):
    """A model, seed, snapshot, test, source or exposure."""

    unique_id: str
    name: str = ""
    resource_type: str = ""
    source_name: str = ""
    columns: dict[str, Any] = Field(default_factory=dict)
    column_name: str | None = None
    attached_node: str | None = None
    depends_on: DependsOn = Field(default_factory=DependsOn)
    config: Config = Field(default_factory=Config)
    contract: dict[str, Any] = Field(default_factory=dict)
    meta: dict[str, Any] = Field(default_factory=dict)
    group: str | None = None
    freshness: Freshness | None = None
    owner: Owner | None = None
    type: str = ""

    @field_validator("columns", "contract", "meta", mode="before")
    @classmethod
    def _none_is_empty(cls, given: Any) -> Any:
        return given if isinstance(given, dict) else {}

    @field_validator("depends_on", "config", mode="before")
    @classmethod
    def _nothing_given(cls, given: Any) -> Any:
        return given if isinstance(given, dict) else {}

    @property
    def enforced(self) -> bool:
        """Whether the model's columns and types are checked when it is built."""
        return (self.contract or self.config.contract).get("enforced") is True

    @property
    def label(self) -> str:
        """Its name, a source's with that of its system."""
        return f"{self.source_name}.{self.name}" if self.source_name else self.name


class Group(_Part):
    """A group of models with its owner."""

    name: str = ""
    owner: Owner | None = None


class Manifest(_Part):
    """The project as it was compiled."""

    metadata: Metadata
    nodes: dict[str, Node] = Field(default_factory=dict)
    sources: dict[str, Node] = Field(default_factory=dict)
    exposures: dict[str, Node] = Field(default_factory=dict)
    groups: dict[str, Group] = Field(default_factory=dict)


class Result(_Part):
    """How one node's run, or one test, ended."""

    unique_id: str
    status: str = ""
    failures: int | None = None


class RunResults(_Part):
    """The last run."""

    metadata: Metadata
    results: tuple[Result, ...] = ()


class SourceResult(_Part):
    """How old a source was when it was looked at; a failed look has no age."""

    unique_id: str
    status: str = ""
    max_loaded_at: AwareDatetime | None = None
    max_loaded_at_time_ago_in_s: float | None = None

    @field_validator("max_loaded_at", "max_loaded_at_time_ago_in_s", mode="before")
    @classmethod
    def _unknown_is_none(cls, given: Any) -> Any:
        return given or None


class Sources(_Part):
    """The last look at the age of the sources."""

    metadata: Metadata
    results: tuple[SourceResult, ...] = ()


class Table(_Part):
    """The columns that a table really has."""

    columns: dict[str, Any] = Field(default_factory=dict)


class Catalogue(_Part):
    """The warehouse's own list of columns."""

    metadata: Metadata
    nodes: dict[str, Table] = Field(default_factory=dict)
    sources: dict[str, Table] = Field(default_factory=dict)
