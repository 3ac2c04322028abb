"""What was read in a repository: facts with file and line, no names, no secrets, no file contents.

Every field has a default, so that an example of a probe is a few lines of JSON.
"""

from typing import Literal

from pydantic import AwareDatetime, Field, JsonValue

from content.values import Value

Role = Literal["source", "test", "example", "docs", "vendor"]
RepositoryClass = Literal["service", "library", "notebooks", "unknown"]

Lines = dict[str, int]
"""A name, and the line where it is first seen."""


class File(Value):
    """A tracked file; ``size`` in bytes, -1 where the copy at hand lacks it."""

    path: str
    size: int = 1


class Route(Value):
    """A path that a web framework serves; ``guards`` are what stands before its handler."""

    path: str
    method: str = "get"
    line: int = 1
    handler: str = ""
    guards: tuple[str, ...] = ()


class TestFunction(Value):
    """A test: how many assertions, whether it calls a model, and compares against a number."""

    __test__ = False

    name: str
    line: int = 1
    asserts: int = 0
    calls_model: bool = False
    compares: bool = False


class Record(Value):
    """Names that are kept together: keys of a mapping, keyword arguments, fields of a class."""

    line: int = 1
    fields: tuple[str, ...]
    of: str = ""


class Setting(Value):
    """A telling argument: of which call, its name (``0``: the first), and its literal or name.

    A model's name that stands alone has no call and no name.
    """

    call: str = ""
    name: str = ""
    value: str = ""
    line: int = 1


class Branch(Value):
    """A branch on a score: the names that are compared, and what either way calls or sets."""

    line: int = 1
    weighs: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


class Table(Value):
    """A class that a database keeps, with its fields."""

    name: str
    line: int = 1
    fields: tuple[str, ...] = ()


class PythonModule(Value):
    """One parsed Python file; ``lines`` counts those that are not blank.

    ``imports`` and ``calls`` hold full dotted names, aliases resolved. ``records`` are only those
    that name a version.
    """

    path: str
    lines: int = 1
    imports: Lines = Field(default_factory=dict)
    calls: Lines = Field(default_factory=dict)
    functions: Lines = Field(default_factory=dict)
    routes: tuple[Route, ...] = ()
    tests: tuple[TestFunction, ...] = ()
    records: tuple[Record, ...] = ()
    settings: tuple[Setting, ...] = ()
    branches: tuple[Branch, ...] = ()
    tables: tuple[Table, ...] = ()
    runs: bool = False
    """Whether it can be started: a main guard or a command-line framework."""


class Notebook(Value):
    """One notebook: code cells and lines, cells with output, and what it imports."""

    path: str
    cells: int = 0
    lines: int = 0
    with_output: int = 0
    imports: tuple[str, ...] = ()


class Instruction(Value):
    """One instruction of a container file, continuation lines joined."""

    keyword: str
    value: str
    line: int = 1


class ContainerFile(Value):
    """A Dockerfile or its like; ``format`` is ``dockerfile`` or the other builder's name.

    ``copies`` are the paths of the repository that go into the image.
    """

    path: str
    format: str = "dockerfile"
    instructions: tuple[Instruction, ...] = ()
    copies: tuple[str, ...] = ()


class Command(Value):
    """One shell command or action of a job.

    ``via`` is the place, as ``Makefile:12``, of a command that the job's own line only calls.
    """

    text: str
    line: int = 1
    via: str = ""


class Job(Value):
    """One job of a build system; ``may_fail`` where its failure is ignored.

    ``manual`` jobs wait for a person. ``condition`` is what else has to hold, in the system's own
    words; ``needs`` are the jobs before it; ``folder`` is where its commands run.
    """

    name: str
    line: int = 1
    commands: tuple[Command, ...] = ()
    environment: str = ""
    manual: bool = False
    may_fail: bool = False
    condition: str = ""
    needs: tuple[str, ...] = ()
    folder: str = ""


class Pipeline(Value):
    """One file of a build system with its triggers, such as ``push`` and ``pull_request``.

    ``branches`` and ``paths`` are what the triggers are limited to, ``schedules`` its clocks.
    """

    path: str
    system: str
    triggers: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    branches: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()


class Target(Value):
    """Commands under a name that something else calls: of make, just, tox, nox, a script."""

    path: str
    tool: str
    name: str
    line: int = 1
    commands: tuple[Command, ...] = ()
    needs: tuple[str, ...] = ()


class Document(Value):
    """One YAML document; ``body`` is empty where it is a template or too large to keep.

    ``keys`` are those at the top (of a template: all), ``alerts`` what follows an ``alert:``.
    ``rendered`` tells what put the values in, and ``package`` the folder of that chart or overlay.
    """

    path: str
    line: int = 1
    kind: str = ""
    api_version: str = ""
    keys: Lines = Field(default_factory=dict)
    alerts: Lines = Field(default_factory=dict)
    body: JsonValue = None
    template: bool = False
    rendered: Literal["", "helm", "kustomize"] = ""
    package: str = ""


class SwitchedOff(Value):
    """An object that a chart knows and leaves out with its default values."""

    path: str
    kind: str
    line: int = 1
    condition: str = ""


class Package(Value):
    """A Helm chart or a Kustomize overlay, filled in with what stands in the repository.

    ``path`` is its folder. ``rendered`` counts its objects among the documents, ``unrendered`` are
    templates that cannot be filled in without running them, ``off`` what is left out by default,
    ``values`` the other files of values, which were not applied.
    """

    path: str
    tool: Literal["helm", "kustomize"]
    name: str = ""
    line: int = 1
    rendered: int = 0
    unrendered: tuple[str, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    values: tuple[str, ...] = ()


class Block(Value):
    """A block of Terraform: ``kind`` such as ``resource``, its labels, and what it sets.

    An expression is kept as text in ``${…}``; a block inside is a list of mappings under its name.
    """

    path: str
    line: int = 1
    kind: str = ""
    labels: tuple[str, ...] = ()
    body: JsonValue = None


class Compose(Value):
    """One service of a compose file; ``build`` is the folder that it is built from."""

    path: str
    name: str
    line: int = 1
    image: str = ""
    build: str = ""
    container_file: str = ""
    command: str = ""
    health_check: bool = False
    restart: str = ""
    replicas: int = 1
    limits: bool = False
    ports: tuple[str, ...] = ()


class Dashboard(Value):
    """A dashboard kept as JSON: its title, panels, and the expressions that they show."""

    path: str
    title: str = ""
    line: int = 1
    panels: int = 0
    queries: tuple[str, ...] = ()


class Unit(Value):
    """A part that is deployed by itself: its folder, and by which signs it was known.

    ``lines`` counts its code. ``rank`` is 3 where it serves a model, 2 where it serves, 1 where only
    an image of it is built. ``files`` are files elsewhere that belong to it.
    """

    path: str
    name: str = ""
    lines: int = 0
    rank: int = 1
    signs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


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


class Script(Value):
    """A file in another language that was recognised by what it does, such as a load test."""

    path: str
    tool: str
    line: int = 1
    commands: tuple[Command, ...] = ()


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


class Secret(Value):
    """Something that looks like a credential; its value is never kept."""

    path: str
    kind: str
    line: int = 1


class Commit(Value):
    """One commit on the default branch's first-parent line within the window, by its day.

    Whose it is is not kept, but for a bot. ``review`` is the mark that a review tool left.
    """

    at: AwareDatetime
    bot: bool = False
    review: Literal["", "merge", "squash", "gerrit"] = ""


class Authorship(Value):
    """How many commits one pseudonym wrote within the window, merges left out."""

    author: str
    commits: int = 1
    bot: bool = False


class History(Value):
    """What the commits say; ``window_days`` back from the reading.

    ``releases`` counts release tags within the window; ``lead_days`` is the median time from a
    commit to the first release that holds it, over the ``led`` commits of the window that have one.
    ``code_changed_at`` and ``pages_changed_at`` are the newest changes of source and of pages on
    running the system, by people. ``truck_factor`` is the fewest authors without whom more than half
    of the files have no main author (degree of authorship after Avelino and others, 2016); ``None``
    where the history is cut or ``imported``: begun with a commit that brought most of the code, so
    that who wrote it first is not known. ``authors_read`` is false where author analysis is switched off.
    """

    shallow: bool = False
    imported: bool = False
    total: int = 0
    first_at: AwareDatetime | None = None
    last_at: AwareDatetime | None = None
    window_days: int = 365
    commits: tuple[Commit, ...] = ()
    authors: tuple[Authorship, ...] = ()
    authors_read: bool = True
    truck_factor: int | None = None
    tags: int = 0
    releases: int = 0
    lead_days: float | None = None
    led: int = 0
    code_changed_at: AwareDatetime | None = None
    pages_changed_at: AwareDatetime | None = None


class Classification(Value):
    """What kind of repository it seems to be, and the reasons in short phrases."""

    kind: RepositoryClass = "unknown"
    reasons: tuple[str, ...] = ()


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
