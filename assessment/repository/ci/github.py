"""GitHub Actions: workflows, and the composite actions of the same repository."""

from collections.abc import Iterator
from typing import Any

from assessment.repository.ci.steps import (
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
from assessment.repository.evidence import Command, Job, Pipeline, Target


def read_github(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """A workflow with its triggers and jobs."""
    value = values[0]
    on = value.get("on", value.get("True"))
    events = (
        {on: None} if isinstance(on, str) else mapping(on) or dict.fromkeys(map(str, listed(on)))
    )
    filters = [mapping(events.get(name)) for name in ("push", "pull_request")]
    crons = [item.get("cron") for item in mappings(events.get("schedule"))]
    defaults = _folder(value)
    jobs = [
        job
        for name, body in mapping(value.get("jobs")).items()
        for job in _job(name, mapping(body), defaults)
    ]
    return Pipeline(
        path=path,
        system="github",
        triggers=tuple(str(name) for name in events),
        branches=tuple(name for item in filters for name in words(item.get("branches"))),
        paths=tuple(name for item in filters for name in words(item.get("paths"))),
        schedules=words(crons),
        jobs=tuple(jobs),
    )


def read_action(path: str, values: list[dict[str, Any]]) -> Target | None:
    """A composite action under the name of its folder; ``None`` for another kind of action."""
    runs = mapping(values[0].get("runs"))
    if "steps" not in runs:
        return None
    found = [step for step, ignored in _steps(runs) if not ignored]
    folder = path.rpartition("/")[0] or "."
    return Target(path=path, tool="action", name=folder, commands=tuple(found[:200]))


def _job(name: str, body: dict[str, Any], folder: str) -> Iterator[Job]:
    if is_never(body.get("if")):
        return
    environment = body.get("environment")
    job = Job(
        name=str(name)[:200],
        line=line_of(name),
        environment=str(mapping(environment).get("name") or environment or "")[:100],
        may_fail=is_ignored(body),
        condition=condition(body.get("if")),
        needs=words(body.get("needs")),
        folder=_folder(body) or folder,
    )
    called = [(item, False) for item in named("uses", body.get("uses"))]
    yield from split(job, [*called, *_steps(body)])


_TELLING = frozenset({"provenance", "sbom"})


def _steps(body: dict[str, Any]) -> Iterator[tuple[Command, bool]]:
    for step in mappings(body.get("steps")):
        if is_never(step.get("if")):
            continue
        ignored = is_ignored(step)
        run = step.get("run")
        if isinstance(run, str):
            folder = step.get("working-directory")
            text = f"cd {folder} && {run}" if isinstance(folder, str) else run
            yield command(text, line_of(run)), ignored
        for use in named("uses", step.get("uses")):
            given = " ".join(_given(mapping(step.get("with"))))
            yield use.model_copy(update={"text": f"{use.text} {given}".strip()[:1000]}), ignored


def _given(inputs: dict[str, Any]) -> Iterator[str]:
    """What an action is given; of the few that say by their name alone what is done, the name too."""
    for name, value in inputs.items():
        if name in _TELLING and value is not None:
            yield f"--{name}={str(value).lower()}"
        elif isinstance(value, str):
            yield value


def _folder(body: dict[str, Any]) -> str:
    run = mapping(mapping(body.get("defaults")).get("run"))
    return str(run.get("working-directory") or "")[:200]
