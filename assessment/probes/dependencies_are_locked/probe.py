"""Whether dependencies are exact."""

from pathlib import PurePosixPath

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence, Requirements
from assessment.repository.looking import Hit, is_library, own
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, not_applicable, present, reading

EXACT = 0.9
SMALL = 0.05
"""Folders with less of the code than this, such as one batch job, do not decide."""
MOST = 0.9
SELDOM_ASKED_FOR = frozenset(
    {"certifi", "charset-normalizer", "idna", "urllib3", "six", "markupsafe", "zipp", "pycparser"}
    | {"h11", "sniffio", "anyio", "pytz", "tzdata", "typing-extensions", "pyasn1", "cffi"}
)
"""Packages that others bring along: two of them in a list say that it holds all that is installed."""
BROUGHT = 2
PROJECTS = {"pyproject.toml", "setup.py", "setup.cfg", "pipfile"}


def observe(evidence: RepositoryEvidence) -> Observation:
    """The share of dependency lists that are locked; a folder counts once."""
    folders = _folders(evidence)
    if is_library(evidence):
        return library(evidence)
    if not folders:
        return _nothing_listed(evidence)
    loose = [folder for folder in folders if not _locked(evidence, folder)]
    share = 1 - len(loose) / len(folders)
    seen = f"{len(folders) - len(loose)} of {len(folders)} folders with dependencies are locked"
    query = "dependency lists with a lock file, or exact versions of all that is installed"
    figure = reading(evidence, "lock_file_share", share, "ratio", query=query, n=len(folders))
    if loose:
        seen += f"; not {_told(evidence, loose[0], folders[loose[0]])}"
    if share < MOST and (not share or _weight(evidence, loose) > SMALL):
        hits = [Hit(folders[folder], 1, folder) for folder in loose]
        return absent(evidence, seen, hits, (figure,))
    where = [*(path for path in evidence.locks if _of_python(path)), *folders.values()]
    return present(evidence, seen, [Hit(path, 1, path) for path in where[:3]], (figure,))


def _weight(evidence: RepositoryEvidence, loose: list[str]) -> float:
    """The share of own code lines in folders without a lock, where another folder has one."""
    lines = {module.path: module.lines for module in own(evidence)}
    within = sum(
        count for path, count in lines.items() if any(_is_below(path, folder) for folder in loose)
    )
    return within / sum(lines.values()) if lines else 1.0


def _is_below(path: str, folder: str) -> bool:
    return folder == "." or path.startswith(f"{folder}/")


def _told(evidence: RepositoryEvidence, folder: str, path: str) -> str:
    """The list that is loose, and that exact versions of the direct packages alone are no lock."""
    lists = [item for item in evidence.requirements if _is_in(item.path, folder) and item.total]
    if lists and all(item.pinned / item.total >= EXACT for item in lists):
        return f"{path}: exact for the {lists[0].total} it names, open for what these bring along"
    return path


def _nothing_listed(evidence: RepositoryEvidence) -> Observation:
    if evidence.notebooks or evidence.modules:
        return absent(evidence, "Python code without any list of what it needs")
    return not_applicable("no Python dependencies are declared here")


def _folders(evidence: RepositoryEvidence) -> dict[str, str]:
    """Folder -> one of its lists, for folders of the repository's own that declare something."""
    lists = [item.path for item in evidence.requirements if item.total]
    lists += [
        item.path for item in evidence.manifests if item.dependencies and _is_project(item.path)
    ]
    return {str(PurePosixPath(path).parent): path for path in lists if role_of(path) == "source"}


def _locked(evidence: RepositoryEvidence, folder: str) -> bool:
    """A lock here, for a project also in a folder above (a workspace), or a complete exact list."""
    where = {folder}
    if any(_is_in(item.path, folder) and _is_project(item.path) for item in evidence.manifests):
        where |= set(map(str, PurePosixPath(folder).parents))
    if any(
        str(PurePosixPath(path).parent) in where and _of_python(path) for path in evidence.locks
    ):
        return True
    lists = [item for item in evidence.requirements if _is_in(item.path, folder) and item.total]
    if any(item.compiled for item in lists):
        return True
    return bool(lists) and all(_is_complete(evidence, item) for item in _installed(lists))


def _is_complete(evidence: RepositoryEvidence, listed: Requirements) -> bool:
    """Exact versions of everything installed: those that were asked for bring others along."""
    if listed.pinned / listed.total < EXACT:
        return False
    named = {name for m in evidence.manifests if m.path == listed.path for name in m.dependencies}
    return len(named & SELDOM_ASKED_FOR) >= BROUGHT


def _installed(lists: list[Requirements]) -> list[Requirements]:
    """The lists that are installed: not the ``.in`` that another one was compiled from."""
    return [item for item in lists if not item.path.endswith(".in")] or lists


def _is_in(path: str, folder: str) -> bool:
    return str(PurePosixPath(path).parent) == folder


def _is_project(path: str) -> bool:
    return PurePosixPath(path).name.lower() in PROJECTS


def _of_python(path: str) -> bool:
    name = PurePosixPath(path).name.lower()
    return name in {
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "pixi.lock",
        "pipfile.lock",
        "conda-lock.yml",
    }
