"""Which build system reads a file, by its path."""

import re
from functools import lru_cache

_SYSTEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("github", re.compile(r"^\.github/workflows/[^/]+\.ya?ml$")),
    ("gitlab", re.compile(r"^(?:.*/)?\.gitlab-ci\.ya?ml$|^\.gitlab/.+\.ya?ml$")),
    (
        "azure",
        re.compile(
            r"(?:^|/)azure-pipelines(?:[^/]*|/.+)\.ya?ml$|^\.(?:pipelines|azure[^/]*)/.+\.ya?ml$"
        ),
    ),
    ("circleci", re.compile(r"^\.circleci/[^/]+\.ya?ml$")),
    ("travis", re.compile(r"^\.travis\.ya?ml$")),
    ("jenkins", re.compile(r"(?:^|/)(?:Jenkinsfile[^/]*|[^/]+\.jenkinsfile)$")),
    (
        "taskcluster",
        re.compile(
            r"^\.taskcluster\.ya?ml$|^taskcluster/.+\.ya?ml$|(?:^|/)infra/.*pipeline.*\.ya?ml$"
        ),
    ),
    ("buildkite", re.compile(r"^\.buildkite/.+\.ya?ml$|^buildkite\.ya?ml$")),
    ("drone", re.compile(r"^\.drone\.ya?ml$")),
    ("woodpecker", re.compile(r"^\.woodpecker\.ya?ml$|^\.woodpecker/.+\.ya?ml$")),
    ("bitbucket", re.compile(r"^bitbucket-pipelines\.ya?ml$")),
    ("pipelinelib", re.compile(r"^\.pipeline/config\.ya?ml$")),
    ("tekton", re.compile(r"^\.?tekton/.+\.ya?ml$")),
    ("cloudbuild", re.compile(r"(?:^|/)cloudbuild(?:[^/]*|/[^/]+)\.ya?ml$")),
    ("codebuild", re.compile(r"(?:^|/)buildspec[^/]*\.ya?ml$")),
)
# A part that a build may take in from elsewhere in the tree, or a task of Tekton's.
_PART = re.compile(
    r"^[ \t-]*(?:script|before_script|steps|jobs|stages|extends)[ \t]*:|^apiVersion:[ \t]*tekton\.dev/",
    re.MULTILINE,
)
_TEKTON = re.compile(r"^apiVersion:[ \t]*[\"']?tekton\.dev/", re.MULTILINE)


@lru_cache(maxsize=100_000)
def build_system(path: str) -> str:
    """Which build system reads this file; empty for none."""
    if not path.endswith((".yml", ".yaml", ".jenkinsfile")) and "Jenkinsfile" not in path:
        return ""
    return next((name for name, pattern in _SYSTEMS if pattern.search(path)), "")


def may_be_part(text: str) -> bool:
    """Whether a YAML file could be taken in by a build."""
    return bool(_PART.search(text))


def is_tekton(text: str) -> bool:
    """Whether a YAML file holds objects of Tekton's, wherever it stands."""
    return bool(_TEKTON.search(text))
