"""What part of a repository a path is: own source, tests, examples, docs, or others' code."""

from functools import lru_cache
from typing import Literal

Role = Literal["source", "test", "example", "docs", "vendor"]

_FOLDERS: dict[Role, frozenset[str]] = {
    "vendor": frozenset(
        {"vendor", "vendored", "_vendor", "node_modules", "third_party", "third-party"}
        | {"site-packages", "dist-packages", "bower_components", "venv", ".venv", ".git"}
        | {".claude", ".cursor", ".agents"}
    ),
    "test": frozenset({"test", "tests", "testing", "spec", "specs", "e2e", "integration_tests"}),
    "example": frozenset(
        {"example", "examples", "sample", "samples", "demo", "demos", "tutorial", "tutorials"}
        | {"cookbook", "playground", ".devcontainer"}
    ),
    "docs": frozenset({"docs", "doc", "documentation", "website"}),
}
_TELLING = frozenset().union(*_FOLDERS.values())


@lru_cache(maxsize=100_000)
def role_of(path: str) -> Role:
    """The role of a file by its folders and name; vendored first, then test, example, docs.

    The tests of an example are the example's: they say nothing of what the repository is for.
    """
    *folders, name = path.lower().split("/")
    told = _TELLING.intersection(folders)
    if told and "main" in folders:
        told = _TELLING.intersection(_above_packages(folders))
    if told and _is_of_an_example(folders):
        return "vendor" if told & _FOLDERS["vendor"] else "example"
    if told:
        return next(role for role, names in _FOLDERS.items() if told & names)
    return "test" if name.endswith(".py") and _is_test(name[:-3]) else "source"


def _is_of_an_example(folders: list[str]) -> bool:
    """Whether a folder of examples stands above the first folder of tests."""
    first = next((name for name in folders if name in _FOLDERS["test"] | _FOLDERS["example"]), "")
    return first in _FOLDERS["example"]


def _above_packages(folders: list[str]) -> list[str]:
    """Folders down to ``src/main``: below it a name is that of a package, such as ``samples``."""
    for depth in range(len(folders) - 1):
        if folders[depth : depth + 2] == ["src", "main"]:
            return folders[:depth]
    return folders


def _is_test(stem: str) -> bool:
    named = {"tests", "test", "conftest"}
    return stem.startswith("test_") or stem.endswith("_test") or stem in named
