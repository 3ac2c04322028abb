"""Whether the code is a package."""

import re
from pathlib import PurePosixPath

from assessment.observation import Observation
from assessment.repository.evidence import Manifest, RepositoryEvidence
from assessment.repository.looking import Hit, is_mostly_python
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, not_applicable, present

PYTHON = {"pyproject.toml", "setup.py", "setup.cfg"}
OTHER = {"package.json", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts"}
LEFT_OVER = re.compile(
    r"^(?:my|your)[-_ ]?(?:project|app|package|module)\b|^(?:project|repo)[-_ ]?(?:name|slug)?$|"
    r"^(?:package|module)[-_ ](?:name|slug)$|"
    r"\{\{|cookiecutter|change[-_]?me|^untitled|^example$|^placeholder",
    re.IGNORECASE,
)
DEEPEST = 4


def observe(evidence: RepositoryEvidence) -> Observation:
    """A named project and, in Python, a folder that can be imported beside or below it."""
    own = [item for item in evidence.manifests if role_of(item.path) == "source" and item.name]
    left_over = [item for item in own if LEFT_OVER.search(item.name)]
    named = [item for item in own if item not in left_over]
    packages = [item for item in named if _is_package(evidence, item)]
    if packages:
        first = min(packages, key=lambda item: item.path.count("/"))
        seen = f"{first.path} names the package {first.name if first.name != 'go' else ''}".rstrip()
        return present(evidence, seen, [Hit(item.path, 1, item.name) for item in packages])
    if left_over:
        seen = f"{left_over[0].path} still has the name of a template, {left_over[0].name}"
        return absent(evidence, seen, [Hit(left_over[0].path, 1, "name")])
    if not (evidence.modules or evidence.notebooks or evidence.languages):
        return not_applicable("there is no code here")
    if named and is_mostly_python(evidence):
        named.sort(key=lambda item: item.path.rpartition("/")[2] not in PYTHON)
        seen = f"{named[0].path} names {named[0].name}, and no folder beside it can be imported"
        return absent(evidence, seen, [Hit(named[0].path, 1, "name")])
    return absent(evidence, "no project file names a package")


def _is_package(evidence: RepositoryEvidence, manifest: Manifest) -> bool:
    path = PurePosixPath(manifest.path)
    if path.name in OTHER or path.suffix == ".csproj":
        return not is_mostly_python(evidence)
    return path.name in PYTHON and _can_be_imported(evidence, str(path.parent), manifest.name)


def _can_be_imported(evidence: RepositoryEvidence, folder: str, name: str) -> bool:
    """A folder with ``__init__.py`` below the project file, or one of the project's own name."""
    before = "" if folder == "." else f"{folder}/"
    wanted = re.sub(r"[-.]", "_", name).lower()
    imported = {item.partition(".")[0] for module in evidence.modules for item in module.imports}
    for file in evidence.files:
        inside = file.path.removeprefix(before) if file.path.startswith(before) else ""
        if not inside.endswith(".py") or role_of(file.path) != "source":
            continue
        parts = inside.split("/")
        if len(parts) > 1 and len(parts) <= DEEPEST and parts[-1] == "__init__.py":
            return True
        if any(part.lower() == wanted for part in parts[:-1]) or parts[-1] == f"{wanted}.py":
            return True
        if len(parts) > 1 and parts[0] in imported:
            return True  # a package without __init__.py, which the code imports by name
    return False
