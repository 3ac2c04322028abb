"""Build systems' files as jobs with their commands, whichever system it is."""

from collections.abc import Callable, Mapping
from typing import Any

from assessment.repository.ci.azure import read_azure
from assessment.repository.ci.github import read_action, read_github
from assessment.repository.ci.gitlab import read_gitlab
from assessment.repository.ci.hosted import (
    read_bitbucket,
    read_buildkite,
    read_circle,
    read_cloudbuild,
    read_codebuild,
    read_travis,
)
from assessment.repository.ci.jenkins import read_jenkins
from assessment.repository.ci.recognising import build_system, is_tekton
from assessment.repository.ci.selfhosted import (
    read_drone,
    read_pipelinelib,
    read_taskcluster,
    read_tekton,
)
from assessment.repository.ci.steps import JOBS, argument_list, line_of, mapping
from assessment.repository.evidence import Pipeline, Target
from assessment.repository.yaml_text import UnreadableYaml, documents

__all__ = ["build_system", "is_action", "read_actions", "read_pipeline", "read_pipelines"]

Values = Mapping[str, list[dict[str, Any]]]
_ALONE: dict[str, Callable[[str, list[dict[str, Any]]], Pipeline]] = {
    "github": read_github,
    "circleci": read_circle,
    "travis": read_travis,
    "buildkite": read_buildkite,
    "bitbucket": read_bitbucket,
    "cloudbuild": read_cloudbuild,
    "codebuild": read_codebuild,
    "tekton": read_tekton,
    "pipelinelib": read_pipelinelib,
    "drone": lambda path, values: read_drone(path, values, "drone"),
    "woodpecker": lambda path, values: read_drone(path, values, "woodpecker"),
}


def read_pipelines(texts: Mapping[str, str]) -> tuple[list[Pipeline], list[str]]:
    """The pipelines among these files, and the paths of those that cannot be read.

    The texts may hold other YAML files, which a pipeline takes in by their path.
    """
    values: dict[str, list[dict[str, Any]]] = {}
    unread: list[str] = []
    found: list[Pipeline] = []
    for path, text in texts.items():
        if build_system(path) != "jenkins":
            try:
                values[path] = _values(text)
            except UnreadableYaml:
                unread += [path] if system_of(path, text) else []
    for path, text in texts.items():
        if path in unread or not system_of(path, text):
            continue
        try:
            found.append(_pipeline(path, text, values))
        except UnreadableYaml:
            unread.append(path)
    return found, unread


def read_pipeline(path: str, text: str) -> Pipeline:
    """The jobs of one build file alone; raises :class:`UnreadableYaml`."""
    values = {} if build_system(path) == "jenkins" else {path: _values(text)}
    return _pipeline(path, text, values)


def read_actions(texts: Mapping[str, str]) -> list[Target]:
    """Composite actions and blubber variants among these files, for pipelines to call."""
    found: list[Target] = []
    for path, text in texts.items():
        action = path.endswith(("/action.yml", "/action.yaml")) or path in {
            "action.yml",
            "action.yaml",
        }
        if not action and "variants:" not in text:
            continue
        try:
            values = _values(text)
        except UnreadableYaml:
            continue
        if values and action and (target := read_action(path, values)):
            found.append(target)
        elif values and not action:
            found += _variants(path, values[0])
    return found


def is_action(path: str) -> bool:
    """Whether the file describes an action for workflows to use."""
    return path.rpartition("/")[2] in {"action.yml", "action.yaml"}


def system_of(path: str, text: str) -> str:
    """The build system of a file by its path, or by what it holds."""
    return build_system(path) or ("tekton" if is_tekton(text) else "")


def _pipeline(path: str, text: str, values: Values) -> Pipeline:
    system = system_of(path, text)
    if system == "jenkins":
        return read_jenkins(path, text)
    own = values.get(path) or []
    if not own:
        raise UnreadableYaml
    if system == "gitlab":
        read = read_gitlab(path, values)
    elif system == "azure":
        read = read_azure(path, values)
    elif system == "taskcluster":
        read = read_taskcluster(path, own, text)
    else:
        read = _ALONE[system](path, own)
    return read.model_copy(update={"jobs": read.jobs[:JOBS]})


def _values(text: str) -> list[dict[str, Any]]:
    found = documents(text, lines=True)
    return [node.value for node in found if isinstance(node.value, dict)]


def _variants(path: str, value: dict[str, Any]) -> list[Target]:
    return [
        Target(
            path=path, tool="blubber", name=str(name)[:120], line=line_of(name),
            commands=tuple(argument_list(mapping(body).get("entrypoint"))),
        )
        for name, body in mapping(value.get("variants")).items()
    ]  # fmt: skip
