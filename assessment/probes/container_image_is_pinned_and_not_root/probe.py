"""Whether base images are pinned and images do not run as root."""

import re

from assessment.observation import Observation
from assessment.repository.container_files import is_for_developers
from assessment.repository.evidence import ContainerFile, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import (
    absent,
    counted,
    library,
    not_applicable,
    present,
    unavailable,
)

BESIDE = re.compile(
    r"(?:^|/)(?:scripts?|tools?|[\w-]*tests?|\.github|dev|ci|hack|bench\w*|\.gitpod|\.docker-dev)(?:/|\.)|"
    r"(?:^|/)(?:dev|gitpod|test)\.Dockerfile|Dockerfile[.-](?:dev|test|ci|local|asreval)",
    re.IGNORECASE,
)
"""Images for a developer, a script or a test; they serve nobody."""
ROOT = {"root", "0", "root:root", "0:0"}
# Bases that already run as an unprivileged user by their own documentation.
UNPRIVILEGED = re.compile(r"nonroot|rootless|unprivileged|chainguard", re.IGNORECASE)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Collect unpinned bases and images that end as root."""
    kept = [item for item in evidence.containers if role_of(item.path) == "source"]
    own = [item for item in kept if not BESIDE.search(item.path)] or kept
    if is_library(evidence) and all(is_for_developers(item.path) for item in own):
        return library(evidence)
    docker = [item for item in own if item.format == "dockerfile" and item.instructions]
    if not docker or (
        all(map(BESIDE.search, (item.path for item in docker))) and len(docker) < len(own)
    ):
        return _nothing_to_read(own)
    loose = [hit for item in docker for hit in _unpinned(item)]
    root = [hit for item in docker for hit in _runs_as_root(item)]
    if not loose and not root:
        seen = f"{counted(docker, 'container file')}, pinned and ending as a plain user"
        return present(evidence, seen, [Hit(item.path, 1, item.path) for item in docker])
    seen = f"{counted(loose, 'unpinned base')}; root in {len(root)} of {counted(docker, 'image')}"
    return absent(evidence, seen, [*loose, *root])


def _nothing_to_read(own: list[ContainerFile]) -> Observation:
    if own:
        remedy = "Read the built image's configuration instead."
        return unavailable(
            f"the image is built by {own[0].format}, not by a container file", remedy
        )
    return not_applicable("no container file to judge")


def _unpinned(item: ContainerFile) -> list[Hit]:
    stages: set[str] = set()
    found = []
    defaults = _defaults(item)
    for step in item.instructions:
        if step.keyword != "FROM":
            continue
        words = [word for word in step.value.split() if not word.startswith("--")]
        base = defaults.get((words or [""])[0].strip("${}").split(":-")[0], (words or [""])[0])
        tag = base.rpartition("/")[2].partition(":")[2]
        pinned = "@sha256" in base or (tag not in {"", "latest"}) or base == "scratch"
        if base and not pinned and base not in stages and "$" not in base:
            found.append(Hit(item.path, step.line, base))
        if len(words) > 2:
            stages.add(words[2])
    return found


def _defaults(item: ContainerFile) -> dict[str, str]:
    pairs = [step.value.split("=", 1) for step in item.instructions if step.keyword == "ARG"]
    return {pair[0]: pair[1].strip("\"'") for pair in pairs if len(pair) == 2}


def _runs_as_root(item: ContainerFile) -> list[Hit]:
    starts = [step for step in item.instructions if step.keyword == "FROM"]
    last = starts[-1] if starts else item.instructions[0]
    users = [s for s in item.instructions if s.keyword == "USER" and s.line > last.line]
    if users:
        return [Hit(item.path, users[-1].line, "USER")] if users[-1].value in ROOT else []
    return [] if UNPRIVILEGED.search(last.value) else [Hit(item.path, last.line, "no USER")]
