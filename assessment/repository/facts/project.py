"""What the repository is as a whole: its files, packages, pages, owners, and of which kind it is."""

from typing import Literal

from pydantic import Field

from assessment.repository.facts.plain import Lines
from content.values import Value

RepositoryClass = Literal["service", "library", "notebooks", "unknown"]


class File(Value):
    """A tracked file; ``size`` in bytes, -1 where the copy at hand lacks it."""

    path: str
    size: int = 1


class Notebook(Value):
    """One notebook: code cells and lines, cells with output, and what it imports."""

    path: str
    cells: int = 0
    lines: int = 0
    with_output: int = 0
    imports: tuple[str, ...] = ()


class Requirements(Value):
    """A list of requirements: how many, how many with ``==``, and whether a tool compiled it."""

    path: str
    total: int = 0
    pinned: int = 0
    compiled: bool = False


class Manifest(Value):
    """A project file: what it is called, which packages it needs, and how it calls itself."""

    path: str
    name: str = ""
    dependencies: Lines = Field(default_factory=dict)
    classifiers: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


class Page(Value):
    """A page of documentation: its headings, and what else tells whether it is filled in.

    ``labels`` are names of fields and table columns ("Impact:"), ``dates`` the distinct calendar
    days in its path and text, newest first, ``commands`` the lines of its code blocks.
    """

    path: str
    headings: Lines = Field(default_factory=dict)
    labels: Lines = Field(default_factory=dict)
    dates: tuple[str, ...] = ()
    commands: int = 0
    rows: int = 0
    words: int = 0
    placeholders: int = 0
    front_matter: tuple[str, ...] = ()


class Share(Value):
    """How many of how many."""

    part: int = 0
    whole: int = 0


class Owners(Value):
    """A CODEOWNERS file; ``owned`` of ``files`` have an owner; ``owners`` counts distinct ones.

    ``parts`` says the same of what a failure would hurt most: the code, and what delivers it.
    """

    path: str
    owned: int = 0
    files: int = 0
    owners: int = 0
    only_catch_all: bool = False
    parts: dict[str, Share] = Field(default_factory=dict)


class Classification(Value):
    """What kind of repository it seems to be, and the reasons in short phrases."""

    kind: RepositoryClass = "unknown"
    reasons: tuple[str, ...] = ()
