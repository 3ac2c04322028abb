"""What a model registry showed about one model: counts, dates and marks, never a person."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class ModelVersion(Value):
    """One version; ``ready`` is the registry's own state of it.

    ``run`` says whether it names the run that made it, ``code`` and ``data`` whether that run names
    a commit and a dataset (``None`` where the run was not read). ``approved`` says whether a tag
    names who let it through.
    """

    number: str
    created_at: AwareDatetime
    ready: bool = True
    stage: str = ""
    aliases: tuple[str, ...] = ()
    run: bool = False
    code: bool | None = None
    data: bool | None = None
    described: bool = False
    approved: bool = False
    url: str = ""


class RegistryEvidence(Value):
    """One registered model with its newest versions, newest first; ``people`` is how many made them.

    ``production`` names the versions that answer in production, by alias or stage.
    """

    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    model: str
    described: bool = False
    owned: bool = False
    versions: tuple[ModelVersion, ...] = ()
    production: tuple[str, ...] = ()
    people: int = Field(default=0, ge=0)
    runs: Reach = UNREAD
    objectives: Objectives = Field(default_factory=usual)

    @property
    def ready(self) -> tuple[ModelVersion, ...]:
        """The versions that could serve."""
        return tuple(item for item in self.versions if item.ready)

    @property
    def newest_at(self) -> datetime | None:
        """When the newest version was registered."""
        return max((item.created_at for item in self.versions), default=None)

    def place(self, version: ModelVersion | None = None) -> Place:
        """The model's page, or that of one version."""
        if version is not None:
            return Place(label=f"{self.model} version {version.number}", url=version.url)
        return Place(label=self.model, url=self.url)

    @property
    def url(self) -> str:
        """The reader's address of the model; empty where there is none."""
        return f"{self.reader}/#/models/{self.model}" if self.reader else ""
