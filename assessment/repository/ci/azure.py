"""Azure Pipelines: stages, deployments, environments, and templates of the same repository."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from assessment.repository.ci.steps import (
    Counted,
    command,
    condition,
    is_ignored,
    is_never,
    line_of,
    listed,
    mapping,
    mappings,
    named,
    split,
    words,
)
from assessment.repository.evidence import Command, Job, Pipeline

_SHELLS = ("script", "bash", "pwsh", "powershell")
_DEPTH = 8
_GATES = ("ManualValidation", "ManualIntervention")


def read_azure(path: str, given: Mapping[str, list[dict[str, Any]]]) -> Pipeline:
    """A pipeline with the templates that it takes in; a template alone starts nothing.

    Raises :class:`UnreadableYaml` where templates take each other in without end.
    """
    values = Counted(given)
    value = values[path][0]
    body = mapping(value.get("extends")) or value
    jobs = list(_jobs(body, path, values, Job(name="pipeline"), 0))
    push, request = value.get("trigger"), value.get("pr")
    starts = () if _is_template(path, value) else (("push", push), ("pull_request", request))
    triggers = [name for name, given in starts if given != "none"]
    return Pipeline(
        path=path,
        system="azure",
        triggers=(*triggers, *(["schedule"] if value.get("schedules") else [])),
        branches=_included(push, "branches"),
        paths=(*_included(push, "paths"), *_included(request, "paths")),
        schedules=words([item.get("cron") for item in mappings(value.get("schedules"))]),
        jobs=tuple(jobs),
    )


def _is_template(path: str, value: dict[str, Any]) -> bool:
    """Whether the file is only ever taken in by another one."""
    own = {"trigger", "pr", "schedules", "pool", "resources"}
    named = "template" in path.rpartition("/")[2].lower()
    return not own & set(value) and ("parameters" in value or named)


def _included(trigger: Any, what: str) -> tuple[str, ...]:
    if isinstance(trigger, list):
        return words(trigger) if what == "branches" else ()
    part = mapping(trigger).get(what)
    return words(mapping(part).get("include") if isinstance(part, dict) else part)


def _jobs(
    body: dict[str, Any], path: str, values: Counted, around: Job, depth: int
) -> Iterator[Job]:
    """Jobs at any level: of stages, of a list of jobs, or of steps alone."""
    if depth > _DEPTH:
        return
    for stage in _expanded(body, "stages", path, values, depth):
        if is_never(stage.get("condition")):
            continue
        inside = around.model_copy(
            update={
                "name": str(stage.get("stage") or around.name)[:200],
                "line": line_of(stage.get("stage"), around.line),
                "condition": condition(stage.get("condition")),
                "needs": words(stage.get("dependsOn")),
            }
        )
        yield from _jobs(stage, path, values, inside, depth + 1)
    for job in _expanded(body, "jobs", path, values, depth):
        yield from _job(job, path, values, around, depth)
    if "steps" in body and "job" not in body:
        yield from split(around, _steps(body, path, values, depth))


def _job(
    body: dict[str, Any], path: str, values: Counted, around: Job, depth: int
) -> Iterator[Job]:
    if is_never(body.get("condition")):
        return
    environment = body.get("environment")
    name = body.get("job") or body.get("deployment") or around.name
    job = around.model_copy(
        update={
            "name": str(name)[:200],
            "line": line_of(name, around.line),
            "environment": str(mapping(environment).get("name") or environment or "")[:100],
            "may_fail": is_ignored(body),
            "condition": condition(body.get("condition")) or around.condition,
            "needs": words(body.get("dependsOn")) or around.needs,
        }
    )
    steps = list(_steps(body, path, values, depth))
    for phase in _phases(body.get("strategy")):
        steps += _steps(phase, path, values, depth)
    gated = any(step.text.startswith(_GATES) for step, _ in steps)
    yield from split(job.model_copy(update={"manual": gated}), steps)


def _phases(strategy: Any) -> Iterator[dict[str, Any]]:
    """The parts of a deployment: before it, the deployment, after it, on failure."""
    for kind in ("runOnce", "rolling", "canary"):
        for phase in mapping(mapping(strategy).get(kind)).values():
            yield mapping(phase)
            for outcome in ("failure", "success"):
                yield mapping(mapping(phase).get(outcome))


def _steps(
    body: dict[str, Any], path: str, values: Counted, depth: int
) -> Iterator[tuple[Command, bool]]:
    for step in _expanded(body, "steps", path, values, depth):
        if step.get("enabled") is False or is_never(step.get("condition")):
            continue
        ignored = is_ignored(step)
        for shell in _SHELLS:
            if isinstance(step.get(shell), str):
                folder = step.get("workingDirectory")
                text = (
                    step[shell] if not isinstance(folder, str) else f"cd {folder} && {step[shell]}"
                )
                yield command(text, line_of(step[shell])), ignored
        yield from ((item, ignored) for item in _task(step))


def _task(step: dict[str, Any]) -> Iterator[Command]:
    """A ready-made task with what it is given; an inline script is a command of its own."""
    inputs = mapping(step.get("inputs"))
    for item in named("", step.get("task")):
        given = " ".join(
            str(value) for value in inputs.values() if isinstance(value, str) and "\n" not in value
        )
        yield item.model_copy(update={"text": f"{item.text} {given}".strip()[:1000]})
    for key in ("inlineScript", "script"):
        if isinstance(inputs.get(key), str):
            yield command(inputs[key])


def _expanded(
    body: dict[str, Any], what: str, path: str, values: Counted, depth: int
) -> Iterator[dict[str, Any]]:
    """Entries of a list, those of a template and of ``${{ if }}`` in their place."""
    for entry in listed(body.get(what)):
        yield from _entry(mapping(entry), what, path, values, depth)


def _entry(
    entry: dict[str, Any], what: str, path: str, values: Counted, depth: int
) -> Iterator[dict[str, Any]]:
    values.spend()
    template = entry.get("template")
    inserted = [value for key, value in entry.items() if key.startswith("${{")]
    if isinstance(template, str) and depth < _DEPTH:
        target = _joined(path, template)
        for value in values.get(target, []):
            yield from _expanded(value, what, target, values, depth + 1)
    elif inserted:
        for value in inserted:
            for item in mappings(value):
                if depth < _DEPTH:
                    yield from _entry(item, what, path, values, depth + 1)
    elif entry:
        yield entry


def _joined(path: str, template: str) -> str:
    name = template.partition("@")[0]
    if name.startswith("/"):
        return name.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
