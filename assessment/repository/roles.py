"""What part of a repository a path is: own source, tests, examples, docs, or others' code."""

from functools import lru_cache
from pathlib import PurePosixPath

from assessment.repository.evidence import Role

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


@lru_cache(maxsize=100_000)
def role_of(path: str) -> Role:
    """The role of a file by its folders and name; vendored first, then test, example, docs."""
    pure = PurePosixPath(path.lower())
    folders = set(pure.parts[:-1])
    for role, names in _FOLDERS.items():
        if folders & names:
            return role
    return "test" if pure.suffix == ".py" and _is_test(pure.stem) else "source"


def _is_test(stem: str) -> bool:
    named = {"tests", "test", "conftest"}
    return stem.startswith("test_") or stem.endswith("_test") or stem in named
