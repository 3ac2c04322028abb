"""The parts of MLflow's REST answers that are used; everything else in them is passed over."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Tag(_Answer):
    """A key with its value."""

    key: str
    value: str = ""


class Alias(_Answer):
    """A name that points at a version."""

    alias: str
    version: str

    @field_validator("version", mode="before")
    @classmethod
    def _number(cls, given: Any) -> str:
        return str(given)


class Version(_Answer):
    """One model version."""

    version: str
    creation_timestamp: int
    current_stage: str = ""
    status: str = ""
    run_id: str | None = None
    description: str | None = None
    user_id: str | None = None
    tags: tuple[Tag, ...] = ()

    @field_validator("version", mode="before")
    @classmethod
    def _number(cls, given: Any) -> str:
        return str(given)

    @property
    def created_at(self) -> datetime:
        """When it was registered."""
        return datetime.fromtimestamp(self.creation_timestamp / 1000, UTC)


class Model(_Answer):
    """One registered model."""

    name: str
    description: str | None = None
    tags: tuple[Tag, ...] = ()
    aliases: tuple[Alias, ...] = ()


class Models(_Answer):
    """A page of registered models."""

    registered_models: tuple[Model, ...] = ()
    next_page_token: str = ""


class Versions(_Answer):
    """A page of versions."""

    model_versions: tuple[Version, ...] = ()


class ModelAnswer(_Answer):
    """One model by its name."""

    registered_model: Model


class RunData(_Answer):
    """The tags of a run."""

    tags: tuple[Tag, ...] = ()


class RunInputs(_Answer):
    """What went into a run; only how many datasets matters."""

    dataset_inputs: tuple[Any, ...] = ()


class Run(_Answer):
    """One run."""

    data: RunData = Field(default_factory=RunData)
    inputs: RunInputs = Field(default_factory=RunInputs)


class RunAnswer(_Answer):
    """One run by its id."""

    run: Run
