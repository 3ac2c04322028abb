"""Build systems' files as jobs with their commands, whichever system it is."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from assessment.repository.evidence import Command, Job, Pipeline
from assessment.repository.yaml_text import UnreadableYaml, documents

_SYSTEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("github", re.compile(r"^\.github/workflows/[^/]+\.ya?ml$")),
    ("gitlab", re.compile(r"^(?:.*/)?\.gitlab-ci\.ya?ml$|^\.gitlab/.+\.ya?ml$")),
    (
        "azure",
        re.compile(r"(?:^|/)azure-pipelines[^/]*\.ya?ml$|^\.(?:pipelines|azure[^/]*)/.+\.ya?ml$"),
    ),
    ("circleci", re.compile(r"^\.circleci/config\.ya?ml$")),
    ("travis", re.compile(r"^\.travis\.ya?ml$")),
    ("jenkins", re.compile(r"(?:^|/)Jenkinsfile[^/]*$")),
    (
        "taskcluster",
        re.compile(
            r"^\.taskcluster\.ya?ml$|^taskcluster/.+\.ya?ml$|(?:^|/)infra/.*pipeline.*\.ya?ml$"
        ),
    ),
    ("buildkite", re.compile(r"^\.buildkite/.+\.ya?ml$")),
    ("drone", re.compile(r"^\.(?:drone|woodpecker)\.ya?ml$|^\.woodpecker/.+\.ya?ml$")),
    ("bitbucket", re.compile(r"^bitbucket-pipelines\.ya?ml$")),
    ("pipelinelib", re.compile(r"^\.pipeline/config\.ya?ml$")),
    ("cloudbuild", re.compile(r"(?:^|/)cloudbuild[^/]*\.ya?ml$")),
)
_COMMAND_KEYS = {
    "run",
    "script",
    "command",
    "commands",
    "bash",
    "sh",
    "pwsh",
    "powershell",
    "before_script",
    "after_script",
    "install",
    "entrypoint",
    "args",
    "uses",
    "task",
    "deploy",
    "inlineScript",
}
_JENKINS = re.compile(r"""\b(?:sh|bat)[ (]+["']{1,3}([^"'\n]{1,500})""")
_LIMIT = 400


def build_system(path: str) -> str:
    """Which build system reads this file; empty for none."""
    return next((name for name, pattern in _SYSTEMS if pattern.search(path)), "")


def read_pipeline(path: str, text: str) -> Pipeline:
    """The jobs of a build system's file; raises :class:`UnreadableYaml`."""
    system = build_system(path)
    if system == "jenkins":
        return _jenkins(path, text)
    values = [node.value for node in documents(text) if isinstance(node.value, dict)]
    if not values:
        raise UnreadableYaml
    lines = [line.strip() for line in text.splitlines()]
    jobs = [job for value in values for job in _jobs(value, system, lines)]
    if system == "pipelinelib":
        jobs = [Job(name="pipeline", commands=tuple(_blubber(values, lines)))]
    triggers = tuple(dict.fromkeys(item for v in values for item in _triggers(v, system, text)))
    return Pipeline(path=path, system=system, triggers=triggers, jobs=tuple(jobs[:200]))


def _jenkins(path: str, text: str) -> Pipeline:
    commands = tuple(
        Command(text=match[1].strip(), line=number)
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := _JENKINS.search(line[:2000]))
    )
    jobs = (Job(name=PurePosixPath(path).name, commands=commands[:_LIMIT]),)
    return Pipeline(path=path, system="jenkins", triggers=("push", "pull_request"), jobs=jobs)


def _triggers(value: dict[str, Any], system: str, text: str) -> list[str]:
    if system == "github":
        on = value.get("on") or value.get("True") or {}
        return [on] if isinstance(on, str) else [str(item) for item in on]
    if system == "azure":
        off = [key for key in ("trigger", "pr") if value.get(key) == "none"]
        return [
            name for key, name in (("trigger", "push"), ("pr", "pull_request")) if key not in off
        ]
    if system == "taskcluster":
        return ["push", *(["pull_request"] if "pull-request" in text else [])]
    return ["push", "pull_request"]


def _jobs(value: dict[str, Any], system: str, lines: list[str]) -> Iterator[Job]:
    jobs = value.get("jobs")
    if isinstance(jobs, dict) and system in {"github", "circleci"}:
        for name, body in jobs.items():
            yield from _job(str(name), body, lines)
    elif system == "gitlab":
        for name, body in value.items():
            if isinstance(body, dict) and "script" in body:
                yield from _job(name, body, lines)
    else:
        yield from _job("pipeline", value, lines)


def _job(name: str, body: Any, lines: list[str]) -> Iterator[Job]:
    if not isinstance(body, dict) or str(body.get("if", "")).strip() == "False":
        return
    line = next((n for n, text in enumerate(lines, 1) if text.startswith(f"{name}:")), 1)
    whole = _ignored(body)
    firm = tuple(_commands(body, lines, ignored=False))
    loose = tuple(_commands(body, lines, ignored=True))
    kept = {"name": name[:200], "line": line, "environment": _environment(body)}
    if firm or not loose:
        job = Job.model_validate({**kept, "commands": firm[:_LIMIT], "manual": _manual(body)})
        yield job.model_copy(update={"may_fail": whole})
    if loose:
        job = Job.model_validate({**kept, "commands": loose[:_LIMIT], "manual": _manual(body)})
        yield job.model_copy(update={"may_fail": True})


def _blubber(part: Any, lines: list[str]) -> Iterator[Command]:
    """PipelineLib names variants of an image to build and run rather than commands."""
    if isinstance(part, list):
        for item in part:
            yield from _blubber(item, lines)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "variant" or (key == "build" and isinstance(value, str)):
                yield Command(text=f"blubber variant {value}", line=_line(f"{key}: {value}", lines))
            elif key == "publish":
                yield Command(text="blubber publish", line=_line("publish:", lines))
            yield from _blubber(value, lines)


def _line(text: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _ignored(part: dict[str, Any]) -> bool:
    keys = ("continue-on-error", "allow_failure", "continueOnError", "soft_fail")
    return any(part.get(key) is True for key in keys)


def _manual(body: dict[str, Any]) -> bool:
    rules = body.get("rules")
    listed = rules if isinstance(rules, list) else []
    return body.get("when") == "manual" or any(
        isinstance(rule, dict) and rule.get("when") == "manual" for rule in listed
    )


def _environment(body: dict[str, Any]) -> str:
    found = body.get("environment") or body.get("deployment_environment") or ""
    if isinstance(found, dict):
        found = found.get("name") or ""
    return str(found)[:100] if isinstance(found, str) else ""


def _commands(
    part: Any, lines: list[str], *, ignored: bool, inside: bool = False
) -> Iterator[Command]:
    """Commands anywhere below, from steps whose failure counts or from those whose it does not."""
    if isinstance(part, list):
        for item in part:
            yield from _commands(item, lines, ignored=ignored, inside=inside)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in _COMMAND_KEYS and _ignored(part) == ignored:
                yield from (_located(text, lines) for text in _texts(value))
            if isinstance(value, dict | list):
                yield from _commands(value, lines, ignored=ignored)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        words = [item for item in value if isinstance(item, str)]
        if words and (all(" " not in word.strip() for word in words) or "sh" in words[0][-4:]):
            yield " ".join(words)  # an argument list
        else:
            yield from words


def _located(text: str, lines: list[str]) -> Command:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    # An argument list stands on several lines; its longest word is the surest to find.
    word = max(first.split(), key=len, default="")
    places = [n for n, row in enumerate(lines, 1) if first and first in row]
    places += [n for n, row in enumerate(lines, 1) if word and word in row][:1]
    line = next(iter(places), 1)
    return Command(text=text.strip()[:4000], line=line)
