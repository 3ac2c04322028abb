"""Questions that several probes ask of a repository's evidence."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from assessment.model import Place
from assessment.repository.evidence import (
    Command,
    Document,
    Job,
    Pipeline,
    PythonModule,
    RepositoryEvidence,
)
from assessment.repository.own_modules import Modules, own_modules
from assessment.repository.remembering import remembered
from assessment.repository.roles import role_of

_PLACES = 8
_REMEMBERED = 5_000
_MOSTLY = 0.5
_BEFORE, _AFTER = 30, 60
_BYTES_A_LINE = 35
_WATCHED = re.compile(r"prom/prometheus|grafana/|alertmanager|victoriametrics", re.IGNORECASE)
PICTURES = (
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".bmp", ".css", ".scss", ".less",
    ".woff", ".woff2", ".ttf", ".eot", ".otf", ".mp4", ".webm", ".mp3", ".wav", ".tsx", ".jsx",
    ".snap", ".map",
)  # fmt: skip
"""Endings of files whose name says nothing of how a system is run; no probe asks for one."""
_TELLS = re.compile(
    r"(?:-\s*)?(?:echo|printf|Write-Host)\b(?!.*\|\s*(?:kubectl|helm|bash|sh|ssh|sudo|docker|xargs)\b)"
)
"""A step that only writes a line for its reader."""
_NO_FAILURE = re.compile(r"\|\|\s*(?:true|exit 0|:)")


@dataclass(frozen=True)
class Hit:
    """Something found: the file, the line, and its name."""

    path: str
    line: int
    name: str


def place(evidence: RepositoryEvidence, path: str, line: int = 1) -> Place:
    """Where a reader finds a line: file and line, and the forge's page where there is one."""
    url = evidence.link.replace("{line}", str(line)) if evidence.link else ""
    return Place(label=f"{path}:{line}", url=url.replace("{path}", quote(path)))


def places(evidence: RepositoryEvidence, hits: Iterable[Hit]) -> tuple[Place, ...]:
    """The first eight distinct places."""
    distinct = dict.fromkeys((hit.path, hit.line) for hit in hits)
    return tuple(place(evidence, path, line) for path, line in list(distinct)[:_PLACES])


def own(evidence: RepositoryEvidence) -> Modules:
    """Modules of the repository's own source: no tests, examples, documentation, past migrations."""
    return own_modules(evidence)


def imports(modules: Iterable[PythonModule], packages: Iterable[str]) -> list[Hit]:
    """Where any of ``packages`` (dotted, with everything below) is imported."""
    below = _below(frozenset(packages))
    if isinstance(modules, Modules):
        return [Hit(*item) for item in modules.importing(below)]
    return [
        Hit(module.path, line, name)
        for module in modules
        for name, line in module.imports.items()
        if below(name)
    ]


def calls(modules: Iterable[PythonModule], pattern: str) -> list[Hit]:
    """Where something is called whose full dotted name matches the pattern somewhere."""
    matches = _matching(pattern)
    if isinstance(modules, Modules):
        return [Hit(*item) for item in modules.calling(matches)]
    return [
        Hit(module.path, line, name)
        for module in modules
        for name, line in module.calls.items()
        if matches(name)
    ]


def used(modules: Iterable[PythonModule], packages: Iterable[str]) -> list[Hit]:
    """Where something of one of ``packages`` is called: imported, and not only that."""
    below = _below(frozenset(packages))
    modules = list(modules) if not isinstance(modules, Modules) else modules
    brought: dict[str, set[str]] = {}
    for hit in imports(modules, packages):
        brought.setdefault(hit.path, set()).add(hit.name.partition(".")[0])
    return [
        Hit(module.path, line, name)
        for module in modules
        if module.path in brought
        for name, line in module.calls.items()
        if below(name) and name.partition(".")[0] in brought[module.path]
    ]


def dependencies(evidence: RepositoryEvidence, names: Iterable[str]) -> list[Hit]:
    """Where a project file of the repository's own source names one of these packages."""
    wanted = set(names)
    return [
        Hit(manifest.path, line, name)
        for manifest in evidence.manifests
        if role_of(manifest.path) == "source"
        for name, line in manifest.dependencies.items()
        if name in wanted or name.rpartition("/")[2] in wanted
    ]


def jobs(evidence: RepositoryEvidence) -> Iterator[tuple[Pipeline, Job, Command]]:
    """Every command of every build job whose failure counts."""
    for pipeline in evidence.pipelines:
        for job in pipeline.jobs:
            if not job.may_fail:
                yield from ((pipeline, job, command) for command in job.commands)


def commands(evidence: RepositoryEvidence, pattern: str) -> list[Hit]:
    """Lines of build jobs that match; a line whose failure is ignored is left out."""
    told_of = _telling(pattern)
    found = []
    for pipeline, _, command in jobs(evidence):
        for offset, told in told_of(command.text):
            found.append(Hit(pipeline.path, command.line + offset, told))
    return found


@lru_cache(maxsize=256)
def _telling(pattern: str) -> Callable[[str], tuple[tuple[int, str], ...]]:
    """What a command says that matches, and in which of its lines; each command is read once."""
    wanted = re.compile(pattern, re.IGNORECASE | re.MULTILINE)

    @lru_cache(maxsize=_REMEMBERED)
    def told_of(text: str) -> tuple[tuple[int, str], ...]:
        return tuple(_told(text, wanted))

    return told_of


def _told(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for offset, line in enumerate(text.splitlines()):
        idle = line.lstrip().startswith("#") or _NO_FAILURE.search(line)
        match = None if idle else _step(wanted, line)
        if match:
            told = match.string[max(0, match.start() - _BEFORE) : match.end() + _AFTER]
            yield offset, told.strip()


def _step(wanted: re.Pattern[str], line: str) -> re.Match[str] | None:
    """The first of a line's steps, such as those joined by ``&&``, that matches."""
    steps = (step.strip() for step in re.split(r"&&|;", line))
    matches = (wanted.search(step) for step in steps if not _TELLS.match(step))
    return next((match for match in matches if match), None)


def script_lines(evidence: RepositoryEvidence, pattern: str) -> list[Hit]:
    """Telling lines of shell scripts, make files and Terraform that match."""
    matches = _matching(pattern, re.IGNORECASE)
    return [
        Hit(script.path, command.line, command.text[:120])
        for script in evidence.scripts
        if role_of(script.path) == "source"
        for command in script.commands
        if matches(command.text)
    ]


def objects(evidence: RepositoryEvidence, *kinds: str) -> list[Document]:
    """YAML objects of these kinds, such as ``Deployment``."""
    return [document for document in evidence.documents if document.kind in kinds]


def files(evidence: RepositoryEvidence, pattern: str) -> list[Hit]:
    """The repository's own files whose path matches; pictures, styles and the like are none."""
    search = re.compile(pattern, re.IGNORECASE).search
    return [Hit(path, 1, path) for path in filter(search, remembered(evidence, _paths))]


def _paths(evidence: RepositoryEvidence) -> tuple[str, ...]:
    """Paths whose names may tell something."""
    named = (file.path for file in evidence.files if not file.path.endswith(PICTURES))
    return tuple(path for path in named if role_of(path) in {"source", "docs"})


def is_served(evidence: RepositoryEvidence) -> bool:
    """Whether something is served from this repository."""
    return evidence.classification.kind == "service"


def is_library(evidence: RepositoryEvidence) -> bool:
    """Whether it is for others to build on, and no system of its own."""
    return evidence.classification.kind == "library"


def is_mostly_python(evidence: RepositoryEvidence) -> bool:
    """Whether at least half of the source, in bytes, is Python, notebooks counted as such."""
    cells = sum(notebook.lines for notebook in evidence.notebooks) * _BYTES_A_LINE
    python = evidence.languages.get("py", 0) + cells
    total = sum(evidence.languages.values()) + cells
    if not total or python / total >= _MOSTLY:
        return True
    if not any(module.routes for module in evidence.modules):
        return False
    # Beside routes in Python these are the pages of a service.
    total -= sum(evidence.languages.get(name, 0) for name in ("js", "ts"))
    return not total or python / total >= _MOSTLY


def holds_runtime(evidence: RepositoryEvidence) -> bool:
    """Whether alerts would belong here; a compose file counts only with monitoring in it."""
    if any(script.tool == "terraform" for script in evidence.scripts):
        return True
    return any(
        (item.api_version and item.kind) or _WATCHED.search(str(item.body)[:20_000])
        for item in evidence.documents
        if _deploys(item)
    )


def _deploys(document: Document) -> bool:
    if document.api_version and document.kind:
        return True
    return "services" in document.keys or document.path.endswith("Chart.yaml")


@lru_cache(maxsize=512)
def _below(packages: frozenset[str]) -> Callable[[str], bool]:
    """Whether a dotted name is one of the packages or lies below one.

    The same names stand in many modules and are asked for by many probes: each is decided once.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def below(name: str) -> bool:
        while name:
            if name in packages:
                return True
            name = name.rpartition(".")[0]
        return False

    return below


@lru_cache(maxsize=512)
def _matching(pattern: str, flags: int = 0) -> Callable[[str], bool]:
    """Whether a text matches the pattern somewhere; each text is decided once."""
    wanted = re.compile(pattern, flags)

    @lru_cache(maxsize=_REMEMBERED)
    def matches(name: str) -> bool:
        return wanted.search(name) is not None

    return matches
