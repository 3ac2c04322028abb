"""Taskcluster, Drone, Woodpecker, Tekton and PipelineLib: builds that a team runs by itself."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from assessment.repository.ci.steps import (
    argument_list,
    command,
    commands,
    condition,
    is_ignored,
    line_of,
    listed,
    mapping,
    mappings,
    named,
    split,
    words,
)
from assessment.repository.evidence import Command, Job, Pipeline

_DEPTH = 25
_EVENTS = re.compile(r"push|pull_request|merge_request|tag|cron|schedule|deployment|manual")


def read_taskcluster(path: str, values: list[dict[str, Any]], text: str) -> Pipeline:
    """Taskcluster: every task with a payload, at whatever depth the template has it."""
    jobs = [job for value in values for job in _tasks(value, 0)]
    starts = [
        name
        for name, sign in (
            ("push", "push"),
            ("pull_request", "pull-request"),
            ("release", "release"),
        )
        if sign in text
    ]
    return Pipeline(
        path=path, system="taskcluster", triggers=tuple(starts or ["push"]), jobs=tuple(jobs)
    )


def _tasks(value: Any, depth: int) -> Iterator[Job]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _tasks(item, depth + 1)
    elif isinstance(value, dict):
        yield from _task(value)
        for item in value.values():
            yield from _tasks(item, depth + 1)


def _task(value: dict[str, Any]) -> Iterator[Job]:
    """A task of a payload, or one of a kind's file, whose commands stand under ``run``."""
    payload = mapping(value.get("payload"))
    run = mapping(value.get("run"))
    found = list(_arguments(payload.get("command")))
    found += list(commands(run.get("command"))) if run else []
    found += list(commands(run.get("commands"))) if run else []
    if not found:
        return
    name = mapping(value.get("metadata")).get("name") or value.get("ID") or "task"
    yield Job(
        name=str(name)[:200],
        line=line_of(name, found[0].line),
        commands=tuple(found),
        needs=words(value.get("dependencies")),
    )


def _arguments(value: Any) -> Iterator[Command]:
    for item in listed(value):
        if isinstance(item, list):
            yield from argument_list(item)
    yield from argument_list([item for item in listed(value) if isinstance(item, str)])


def read_drone(path: str, values: list[dict[str, Any]], system: str) -> Pipeline:
    """Drone and Woodpecker: steps with commands; a step or pipeline may name its events."""
    jobs: list[Job] = []
    triggers: dict[str, None] = {}
    branches: list[str] = []
    for value in values:
        if value.get("kind", "pipeline") != "pipeline":
            continue
        when = value.get("trigger") or value.get("when")
        said = [str(mapping(part).get("event")) for part in listed(when)]
        triggers |= dict.fromkeys(_EVENTS.findall(" ".join(said)))
        branches += words(
            mapping(mapping(when).get("branch")).get("include") or mapping(when).get("branch")
        )
        for name, step in _drone_steps(value):
            limits = mapping(step.get("when"))
            job = Job(
                name=str(name)[:200],
                line=line_of(name),
                may_fail=step.get("failure") == "ignore" or is_ignored(step),
                condition=condition(*(" ".join(words(item)) for item in limits.values())),
                needs=words(step.get("depends_on")),
            )
            found = list(commands(step.get("commands")))
            found += named("plugin", step.get("image")) if step.get("settings") else []
            jobs += split(job, ((item, False) for item in found))
    default = () if triggers else ("push", "pull_request")
    return Pipeline(
        path=path, system=system, triggers=(*triggers, *default), jobs=tuple(jobs),
        branches=tuple(branches)[:50],
    )  # fmt: skip


def _drone_steps(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    steps = value.get("steps") or value.get("pipeline")
    if isinstance(steps, dict):
        yield from ((name, mapping(step)) for name, step in steps.items())
    for step in mappings(steps) if isinstance(steps, list) else []:
        yield step.get("name") or "step", step


def read_tekton(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """Tekton: the steps of tasks, also of those inside a pipeline; events by annotation."""
    jobs: list[Job] = []
    triggers: dict[str, None] = {}
    branches: list[str] = []
    for value in values:
        about = mapping(value.get("metadata"))
        notes = {
            str(key).rpartition("/")[2]: note
            for key, note in mapping(about.get("annotations")).items()
        }
        triggers |= dict.fromkeys(_EVENTS.findall(str(notes.get("on-event", ""))))
        branches += re.findall(r"[\w./*-]+", str(notes.get("on-target-branch", "")))
        name = about.get("name") or "task"
        jobs += [job for spec in _task_specs(value, name, 0) for job in _tekton_job(*spec)]
    return Pipeline(
        path=path, system="tekton", triggers=tuple(triggers), jobs=tuple(jobs),
        branches=tuple(branches)[:50],
    )  # fmt: skip


def _task_specs(
    value: dict[str, Any], name: str, depth: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    spec = mapping(value.get("spec") if depth == 0 else value)
    if "steps" in spec:
        yield name, spec
    inner = mapping(spec.get("pipelineSpec")) or spec
    for task in mappings(inner.get("tasks")) + mappings(inner.get("finally")):
        body = mapping(task.get("taskSpec"))
        reference = mapping(task.get("taskRef")).get("name")
        marked = {**body, "onError": task.get("onError"), "runAfter": task.get("runAfter")}
        if body:
            yield task.get("name") or name, marked
        elif reference:
            yield task.get("name") or name, {**marked, "reference": reference}


def _tekton_job(name: str, spec: dict[str, Any]) -> Iterator[Job]:
    job = Job(
        name=str(name)[:200], line=line_of(name), needs=words(spec.get("runAfter")),
        may_fail=spec.get("onError") == "continue",
    )  # fmt: skip
    steps: list[tuple[Command, bool]] = [
        (item, False) for item in named("task", spec.get("reference"))
    ]
    for step in mappings(spec.get("steps")):
        ignored = step.get("onError") == "continue"
        if isinstance(step.get("script"), str):
            steps.append((command(step["script"]), ignored))
        texts = [*listed(step.get("command")), *listed(step.get("args"))]
        steps += [(item, ignored) for item in argument_list(texts)]
    yield from split(job, steps)


def read_pipelinelib(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """Wikimedia's PipelineLib: variants of an image that are built, run and published."""
    jobs = []
    for name, body in mapping(values[0].get("pipelines")).items():
        file = mapping(body).get("blubberfile")
        folder = posixpath.dirname(path)
        jobs.append(
            Job(
                name=str(name)[:200],
                line=line_of(name),
                commands=tuple(_stages(mapping(body).get("stages"))),
                folder=posixpath.join(folder, str(file))[:200] if file else "",
            )
        )
    return Pipeline(
        path=path, system="pipelinelib", triggers=("push", "pull_request"), jobs=tuple(jobs)
    )


def _stages(given: Any) -> Iterator[Command]:
    for stage in mappings(given):
        for key in ("build", "run"):
            value = stage.get(key)
            variant = mapping(value).get("variant") if isinstance(value, dict) else value
            if isinstance(variant, str):
                yield from named("blubber variant", variant)
        if "publish" in stage:
            yield Command(text="blubber publish", line=line_of(stage.get("name")))
        if "deploy" in stage:
            yield Command(text="blubber deploy", line=line_of(stage.get("name")))
