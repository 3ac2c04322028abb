"""From git's objects to evidence: which files are read, by which reader, within which bounds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assessment.repository import container_files, dependencies, owners, pages, pipelines, scripts
from assessment.repository.charts.chart import is_chart_part, render_charts
from assessment.repository.charts.overlays import merge_overlays
from assessment.repository.ci.following import follow
from assessment.repository.ci.recognising import may_be_part
from assessment.repository.ci.targets import read_targets, target_tool
from assessment.repository.composes import composes_of
from assessment.repository.dashboards import may_be_dashboard, read_dashboard
from assessment.repository.declarations import listed_of, read_documents
from assessment.repository.evidence import (
    Block,
    Compose,
    ContainerFile,
    Dashboard,
    Document,
    Manifest,
    Notebook,
    Owners,
    Package,
    Page,
    Pipeline,
    PythonModule,
    Requirements,
    Script,
    Secret,
    Target,
)
from assessment.repository.notebooks import BLOB_LIMIT as NOTEBOOK_LIMIT
from assessment.repository.notebooks import NoNotebook, read_notebook
from assessment.repository.parsing.decoding import decoded
from assessment.repository.parsing.parsed import Parsed
from assessment.repository.parsing.sharing import Meanwhile, PythonFiles, python_files
from assessment.repository.roles import role_of
from assessment.repository.secrets import is_settings_file, read_secrets
from assessment.repository.terraform import UnreadableHcl, read_terraform
from assessment.repository.tree import BLOB_LIMIT, TOTAL_LIMIT, Entry
from assessment.repository.yaml_text import UnreadableYaml

_SETTINGS = {
    ".json",
    ".cfg",
    ".ini",
    ".conf",
    ".properties",
    ".toml",
    ".pem",
    ".key",
    ".tf",
    ".js",
    ".ts",
}
# Pictures, styles, data and the like, which no reader wants, whatever they are called.
_NEVER = {
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".bmp", ".css", ".scss", ".less",
    ".woff", ".woff2", ".ttf", ".eot", ".otf", ".mp4", ".webm", ".mp3", ".wav", ".pdf", ".html",
    ".htm", ".csv", ".parquet", ".pyi", ".pyc", ".tsx", ".jsx", ".map", ".snap", ".gz", ".zip",
    ".npy", ".pkl", ".h5", ".onnx", ".pt", ".go", ".rs", ".java", ".kt", ".c", ".h", ".cc", ".cpp",
    ".cs", ".rb", ".r", ".swift", ".proto",
}  # fmt: skip
_POINTER = b"version https://git-lfs.github.com/spec/"
_SETTINGS_LIMIT = 64 * 1024
_UNREADABLE = (UnreadableYaml, NoNotebook, dependencies.Unreadable, UnreadableHcl)


@dataclass
class Facts:
    """What was read so far; ``unparsed`` are paths that no reader could make sense of."""

    tracked: tuple[str, ...]
    modules: list[PythonModule] = field(default_factory=list)
    notebooks: list[Notebook] = field(default_factory=list)
    containers: list[ContainerFile] = field(default_factory=list)
    pipelines: list[Pipeline] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    requirements: list[Requirements] = field(default_factory=list)
    manifests: list[Manifest] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    owners: Owners | None = None
    blocks: list[Block] = field(default_factory=list)
    composes: list[Compose] = field(default_factory=list)
    dashboards: list[Dashboard] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    charts: dict[str, str] = field(default_factory=dict)
    operations: dict[str, list[Any]] = field(default_factory=dict)
    builds: dict[str, str] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    installs: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)


Given = Iterator[tuple[Entry, bytes | None] | None]
Blobs = Callable[[list[Entry]], Given]
Reader = Callable[[Facts, str, str], None]


def read_files(
    blobs: Blobs,
    entries: list[Entry],
    deadline: float,
    stopped: Callable[[], bool],
    meanwhile: Meanwhile | None = None,
) -> Facts:
    """Read every file that some reader wants, each once; caps are told in ``incomplete``.

    ``blobs`` gives the contents of entries, in whatever order is cheapest to read, and ``None`` where
    the next one is not there yet. ``meanwhile`` may be done on the way, or not. Raises
    ``Stopped``, or ``SourceUnavailable`` after ``deadline`` (seconds, monotonic clock).
    """
    facts = Facts(tuple(entry.path for entry in entries))
    wanted = [entry for entry in entries if readers(entry.path)]
    chosen = _within_bounds(wanted, facts)
    size = sum(max(0, entry.size) for entry in chosen if _python in readers(entry.path))
    with python_files(size, deadline, stopped) as python:
        _read_each(blobs(chosen), facts, python)
        python.finish(meanwhile or Meanwhile())
    _add(facts, python.found)
    _fill_in(facts)
    return facts


def _read_each(blobs: Given, facts: Facts, python: PythonFiles) -> None:
    missing = pointers = 0
    for given in blobs:
        if given is None:
            python.parse_one()
            continue
        entry, content = given
        if content is None:
            missing += 1
        elif content.startswith(_POINTER):
            pointers += 1
        else:
            _read(facts, python, entry.path, content)
        python.look()
    if missing:
        facts.incomplete.append(f"{missing} files that this copy of the repository lacks")
    if pointers:
        facts.incomplete.append(f"{pointers} files that are kept outside of git (LFS)")


def _add(facts: Facts, found: list[Parsed]) -> None:
    """What Python files say, in the order of their listing: who came first is nothing to show."""
    order = {path: place for place, path in enumerate(facts.tracked)}
    found = sorted(found, key=lambda item: order[item.path])
    facts.modules = [item.module for item in found if item.module is not None]
    facts.unparsed += [item.path for item in found if item.module is None]
    facts.unparsed.sort(key=lambda path: order[path])
    facts.secrets += [secret for item in found for secret in item.secrets]
    facts.secrets.sort(key=lambda secret: order[secret.path])


def _fill_in(facts: Facts) -> None:
    """Put charts with their values, overlays upon their bases, and calls with what they call."""
    built, unread = pipelines.read_pipelines(facts.builds)
    facts.unparsed.extend(path for path in unread if path not in facts.unparsed)
    facts.targets += pipelines.read_actions(facts.builds)
    facts.pipelines = follow(built, facts.targets)
    for chart in render_charts(facts.charts):
        facts.packages.append(chart.package)
        _replace(facts, frozenset(chart.done), chart.documents)
    for overlay in list(merge_overlays(facts.documents, facts.operations)):
        facts.packages.append(overlay.package)
        _replace(facts, overlay.taken, list(overlay.documents))


def _replace(facts: Facts, paths: frozenset[str], documents: list[Document]) -> None:
    kept = [item for item in facts.documents if item.path not in paths or item.rendered]
    facts.documents = [*kept, *documents]


@lru_cache(maxsize=100_000)
def readers(path: str) -> tuple[Reader, ...]:
    """The readers that want this file, by its path alone; none for others' code."""
    role = role_of(path)
    if role == "vendor":
        return ()
    name = path.rpartition("/")[2]
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name[1:] else ""
    if suffix in _NEVER:
        return ()
    own = role in {"source", "docs"}
    choices: list[tuple[bool, Reader]] = [
        (suffix == ".py", _python),
        (suffix == ".ipynb", _notebook),
        (bool(container_files.container_format(path)), _container),
        (bool(pipelines.build_system(path)) or pipelines.is_action(path), _pipeline),
        (role in {"source", "test"} and bool(target_tool(path)), _targets),
        (suffix in {".yml", ".yaml"} and role == "source", _declarations),
        (role == "source" and is_chart_part(path), _chart),
        (suffix == ".tf" and role == "source", _terraform),
        (role == "source" and may_be_dashboard(path), _dashboard),
        (dependencies.is_requirements(path), _requirements),
        (dependencies.is_manifest(path) and own, _manifest),
        (pages.is_page(path), _page),
        (path in owners.PLACES, _owners),
        (bool(scripts.script_language(path)), _script),
        (role == "source" and (suffix in _SETTINGS or is_settings_file(name)), _nothing),
    ]
    return tuple(reader for wanted, reader in choices if wanted)


def _within_bounds(wanted: list[Entry], facts: Facts) -> list[Entry]:
    chosen, total = [], 0
    for entry in wanted:
        if entry.size > _limit(entry.path) or (entry.size < 0 and entry.path.endswith(".ipynb")):
            facts.unparsed.append(entry.path)
        elif total + entry.size > TOTAL_LIMIT:
            facts.incomplete.append(f"files after the first {TOTAL_LIMIT // 2**20} MB")
            break
        else:
            chosen.append(entry)
            total += max(0, entry.size)
    return chosen


def _limit(path: str) -> int:
    if path.endswith(".ipynb"):
        return NOTEBOOK_LIMIT
    return _SETTINGS_LIMIT if readers(path) == (_nothing,) else BLOB_LIMIT


def _read(facts: Facts, python: PythonFiles, path: str, content: bytes) -> None:
    wanting = readers(path)
    if _python in wanting:
        python.add(path, content)
        if wanting == (_python,):
            return
    text = decoded(content)
    for reader in wanting:
        try:
            reader(facts, path, text)
        except _UNREADABLE:
            facts.unparsed.append(path)
    if role_of(path) == "source" and _python not in wanting:
        facts.secrets.extend(read_secrets(path, text))


def _python(facts: Facts, path: str, text: str) -> None:
    """Read together with all others, by two processes at once."""


def _notebook(facts: Facts, path: str, text: str) -> None:
    facts.notebooks.append(read_notebook(path, text))


def _container(facts: Facts, path: str, text: str) -> None:
    facts.containers.append(container_files.read_container(path, text))


def _pipeline(facts: Facts, path: str, text: str) -> None:
    facts.builds[path] = text


def _targets(facts: Facts, path: str, text: str) -> None:
    facts.targets.extend(read_targets(path, text))


def _declarations(facts: Facts, path: str, text: str) -> None:
    if pipelines.build_system(path):
        return
    if may_be_part(text) or "variants:" in text:
        facts.builds[path] = text
    found = list(read_documents(path, text))
    facts.documents.extend(found)
    if not found and (operations := listed_of(text)):
        facts.operations[path] = operations
    for document in found:
        facts.composes.extend(composes_of(document, text))
        body = document.body if isinstance(document.body, dict) else {}
        if image := container_files.read_blubber(path, body):
            facts.containers.append(image)
        listed = body.get("dependencies")
        if isinstance(listed, list) and ("channels" in body or "conda" in path.lower()):
            requirements, manifest = dependencies.read_conda(path, listed)
            facts.requirements.append(requirements)
            facts.manifests.append(manifest)


def _requirements(facts: Facts, path: str, text: str) -> None:
    facts.requirements.append(dependencies.read_requirements(path, text))
    facts.manifests.append(dependencies.requirement_names(path, text))


def _manifest(facts: Facts, path: str, text: str) -> None:
    facts.manifests.append(dependencies.read_manifest(path, text))


def _page(facts: Facts, path: str, text: str) -> None:
    facts.pages.append(pages.read_page(path, text))
    if "/" not in path and path.lower().startswith("readme"):
        facts.installs.extend(pages.installed(text))


def _owners(facts: Facts, path: str, text: str) -> None:
    facts.owners = facts.owners or owners.read_owners(path, text, facts.tracked)


def _script(facts: Facts, path: str, text: str) -> None:
    if script := scripts.read_script(path, text):
        facts.scripts.append(script)


def _chart(facts: Facts, path: str, text: str) -> None:
    facts.charts[path] = text


def _terraform(facts: Facts, path: str, text: str) -> None:
    facts.blocks.extend(read_terraform(path, text))


def _dashboard(facts: Facts, path: str, text: str) -> None:
    if dashboard := read_dashboard(path, text):
        facts.dashboards.append(dashboard)


def _nothing(facts: Facts, path: str, text: str) -> None:
    """Read for the search for credentials alone."""
