"""What was read in a repository: facts with file and line, no names, no secrets, no file contents.

The kinds of fact are in ``facts/``, one module for each part of a repository, and can be had from here.
Every field has a default, so that an example of a probe is a few lines of JSON.
"""

from pydantic import AwareDatetime, Field

from assessment.repository.facts.builds import (
    Command,
    Job,
    Pipeline,
    Script,
    Target,
)
from assessment.repository.facts.credentials import Secret
from assessment.repository.facts.deployment import (
    Block,
    Compose,
    ContainerFile,
    Dashboard,
    Document,
    Instruction,
    Package,
    SwitchedOff,
    Unit,
)
from assessment.repository.facts.history import (
    Authorship,
    Commit,
    History,
    Review,
)
from assessment.repository.facts.plain import Lines
from assessment.repository.facts.project import (
    Classification,
    File,
    Manifest,
    Notebook,
    Owners,
    Page,
    RepositoryClass,
    Requirements,
    Share,
)
from assessment.repository.facts.python_files import (
    Branch,
    PythonModule,
    Record,
    Route,
    Setting,
    Table,
    TestFunction,
)
from content.values import Value

__all__ = [
    "Authorship",
    "Block",
    "Branch",
    "Classification",
    "Command",
    "Commit",
    "Compose",
    "ContainerFile",
    "Dashboard",
    "Document",
    "File",
    "History",
    "Instruction",
    "Job",
    "Lines",
    "Manifest",
    "Notebook",
    "Owners",
    "Package",
    "Page",
    "Pipeline",
    "PythonModule",
    "Record",
    "RepositoryClass",
    "RepositoryEvidence",
    "Requirements",
    "Review",
    "Route",
    "Script",
    "Secret",
    "Setting",
    "Share",
    "SwitchedOff",
    "Table",
    "Target",
    "TestFunction",
    "Unit",
]


class RepositoryEvidence(Value):
    """Everything that the probes of a repository look at.

    ``link`` is where a reader's browser opens a file, with ``{path}`` and ``{line}``; empty where
    there is no such place. ``incomplete`` says what was not read; with it nothing is absent.
    ``languages`` counts bytes of source by file ending. ``units`` are the parts that are deployed by
    themselves, where there are several; ``unit`` is the one that this is narrowed to, if any.
    """

    read_at: AwareDatetime
    commit: str = ""
    branch: str = ""
    link: str = ""
    incomplete: tuple[str, ...] = ()
    unparsed: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    languages: dict[str, int] = Field(default_factory=dict)
    classification: Classification = Classification()
    modules: tuple[PythonModule, ...] = ()
    notebooks: tuple[Notebook, ...] = ()
    containers: tuple[ContainerFile, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    documents: tuple[Document, ...] = ()
    requirements: tuple[Requirements, ...] = ()
    manifests: tuple[Manifest, ...] = ()
    locks: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    scripts: tuple[Script, ...] = ()
    owners: Owners | None = None
    secrets: tuple[Secret, ...] = ()
    history: History = History()
    blocks: tuple[Block, ...] = ()
    targets: tuple[Target, ...] = ()
    packages: tuple[Package, ...] = ()
    composes: tuple[Compose, ...] = ()
    dashboards: tuple[Dashboard, ...] = ()
    units: tuple[Unit, ...] = ()
    unit: str = ""
