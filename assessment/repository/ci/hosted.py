"""CircleCI, Travis, Buildkite and Bitbucket: one file, steps in jobs, gates of their own."""

from collections.abc import Iterator
from typing import Any

from assessment.repository.ci.steps import (
    Counted,
    command,
    commands,
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

_TRAVIS = ("before_install", "install", "before_script", "script", "after_success", "after_script")
_DEPTH = 6


def read_circle(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """CircleCI: the jobs that a workflow runs; one behind an approval waits for a person.

    Raises :class:`UnreadableYaml` where commands take each other in without end.
    """
    value = values[0]
    bodies, macros = mapping(value.get("jobs")), Counted(mapping(value.get("commands")))
    jobs: list[Job] = []
    triggers = {"push": None, "pull_request": None}
    crons: list[Any] = []
    branches: list[str] = []
    flows = {k: v for k, v in mapping(value.get("workflows")).items() if isinstance(v, dict)}
    for flow in flows.values():
        if is_never(flow.get("when")):
            continue
        for trigger in mappings(flow.get("triggers")):
            triggers["schedule"] = None
            crons.append(mapping(trigger.get("schedule")).get("cron"))
        approvals = _approvals(flow)
        for name, given in _run(flow):
            body = mapping(bodies.get(str(given.get("name_of") or name)))
            branches += words(mapping(mapping(given.get("filters")).get("branches")).get("only"))
            needs = words(given.get("requires"))
            job = Job(
                name=str(name)[:200],
                line=line_of(_key(bodies, str(name)), line_of(name)),
                manual=bool(approvals & set(needs)),
                condition=condition(given.get("when")),
                needs=needs,
                folder=str(body.get("working_directory") or "").replace("~/project", "")[:200],
            )
            steps = list(_circle_steps(body.get("steps"), macros, 0))
            if not body:
                steps = [(item, False) for item in named("orb", name)]
            jobs += split(job, steps)
    if not flows:
        jobs += [
            job
            for name, body in bodies.items()
            for job in split(
                Job(name=str(name)[:200], line=line_of(name)),
                _circle_steps(mapping(body).get("steps"), macros, 0),
            )
        ]
    return Pipeline(
        path=path, system="circleci", triggers=tuple(triggers), jobs=tuple(jobs),
        branches=tuple(branches), schedules=words(crons),
    )  # fmt: skip


def _key(bodies: dict[str, Any], name: str) -> str:
    return next((key for key in bodies if key == name), "")


def _run(flow: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in listed(flow.get("jobs")):
        if isinstance(entry, str):
            yield entry, {}
        for name, given in mapping(entry).items():
            if mapping(given).get("type") != "approval":
                yield name, mapping(given)


def _approvals(flow: dict[str, Any]) -> set[str]:
    return {
        str(mapping(given).get("name") or name)
        for entry in mappings(flow.get("jobs"))
        for name, given in entry.items()
        if mapping(given).get("type") == "approval"
    }


def _circle_steps(given: Any, macros: Counted, depth: int) -> Iterator[tuple[Command, bool]]:
    for step in listed(given):
        macros.spend()
        if isinstance(step, str) and step in macros and depth < _DEPTH:
            yield from _circle_steps(mapping(macros[step]).get("steps"), macros, depth + 1)
        elif isinstance(step, str):
            yield from ((item, False) for item in named("step", step))
        for name, body in mapping(step).items():
            if name in macros and depth < _DEPTH:
                yield from _circle_steps(mapping(macros[name]).get("steps"), macros, depth + 1)
            elif name in {"when", "unless"} and depth < _DEPTH:
                yield from _circle_steps(mapping(body).get("steps"), macros, depth + 1)
            elif name == "run":
                text = body if isinstance(body, str) else mapping(body).get("command")
                yield from ((item, False) for item in commands(text))
            else:
                yield from ((item, False) for item in named("step", name))


def read_travis(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """Travis: the phases at the top, jobs of their own with what they inherit, and deployments."""
    value = values[0]
    matrix = mapping(value.get("jobs") or value.get("matrix"))
    forgiven = mappings(matrix.get("allow_failures"))
    jobs = [Job(name="build", commands=tuple(_phases(value)), condition=condition(value.get("if")))]
    for entry in mappings(matrix.get("include")):
        name = entry.get("name") or entry.get("stage") or "job"
        may_fail = any(
            all(entry.get(key) == wanted for key, wanted in item.items()) for item in forgiven
        )
        jobs.append(
            Job(
                name=str(name)[:200], line=line_of(name), may_fail=may_fail,
                condition=condition(entry.get("if")),
                commands=tuple(_phases(entry)),
            )
        )  # fmt: skip
    branches = words(mapping(mapping(value.get("branches"))).get("only"))
    return Pipeline(
        path=path, system="travis", triggers=("push", "pull_request"), jobs=tuple(jobs),
        branches=branches,
    )  # fmt: skip


def _phases(body: dict[str, Any]) -> Iterator[Command]:
    for phase in _TRAVIS:
        yield from commands(body.get(phase))
    for deploy in mappings(body.get("deploy")):
        yield from named("deploy", deploy.get("provider"))
        yield from commands(deploy.get("script"))


def read_buildkite(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """Buildkite: steps in order; those after a block wait for a person."""
    jobs: list[Job] = []
    gate = False
    for step in _buildkite_steps(values[0].get("steps"), 0):
        if isinstance(step, str):
            gate = gate or step in {"block", "input"}
            continue
        if "block" in step or ("input" in step and "command" not in step):
            gate = True
            continue
        name = step.get("label") or step.get("name") or step.get("key") or "step"
        job = Job(
            name=str(name)[:200], line=line_of(name), manual=gate, may_fail=is_ignored(step),
            condition=condition(step.get("if"), step.get("branches")),
            needs=words(step.get("depends_on")),
        )  # fmt: skip
        run = list(commands(step.get("command"))) + list(commands(step.get("commands")))
        run += named("trigger", step.get("trigger"))
        for plugin in listed(step.get("plugins")):
            run += [item for key in mapping(plugin) for item in named("plugin", key)]
        jobs += split(job, ((item, False) for item in run))
    return Pipeline(
        path=path, system="buildkite", triggers=("push", "pull_request"), jobs=tuple(jobs)
    )


def _buildkite_steps(given: Any, depth: int) -> Iterator[Any]:
    for step in listed(given):
        if isinstance(step, dict) and "group" in step and depth < _DEPTH:
            yield from _buildkite_steps(step.get("steps"), depth + 1)
        else:
            yield step


def read_bitbucket(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """Bitbucket: pipelines by what starts them; a manual step holds those after it as well."""
    jobs: list[Job] = []
    triggers: dict[str, None] = {}
    branches: list[str] = []
    for start, body in mapping(values[0].get("pipelines")).items():
        named_parts = mapping(body) if not isinstance(body, list) else {"": body}
        triggers |= dict.fromkeys(_bitbucket_triggers(str(start)))
        if start == "branches":
            branches += [str(name) for name in named_parts]
        for steps in named_parts.values():
            jobs += _bitbucket_jobs(steps)
    return Pipeline(
        path=path, system="bitbucket", triggers=tuple(triggers), jobs=tuple(jobs),
        branches=tuple(branches)[:50],
    )  # fmt: skip


def _bitbucket_triggers(start: str) -> tuple[str, ...]:
    return {
        "default": ("push", "pull_request"), "branches": ("push",), "tags": ("tag",),
        "pull-requests": ("pull_request",), "custom": ("workflow_dispatch",),
    }.get(start, ())  # fmt: skip


def _bitbucket_jobs(given: Any) -> Iterator[Job]:
    gate = False
    for step, environment in _bitbucket_steps(given, "", 0):
        gate = gate or step.get("trigger") == "manual"
        name = step.get("name") or "step"
        job = Job(
            name=str(name)[:200], line=line_of(name), manual=gate, may_fail=step.get("on-fail") == "ignore",
            environment=str(step.get("deployment") or environment)[:100],
            condition=condition(*words(mapping(mapping(step.get("condition")).get("changesets")).get("includePaths"))),
        )  # fmt: skip
        run = []
        for item in listed(step.get("script")):
            run += list(commands(item)) if isinstance(item, str) else []
            run += named("pipe", mapping(item).get("pipe"))
        yield from split(job, ((item, False) for item in run))


def _bitbucket_steps(
    given: Any, environment: str, depth: int
) -> Iterator[tuple[dict[str, Any], str]]:
    for entry in listed(given):
        for kind, body in mapping(entry).items():
            if kind == "step":
                yield mapping(body), environment
            elif kind in {"parallel", "stage"} and depth < _DEPTH:
                inner = mapping(body).get("steps", body)
                place = str(mapping(body).get("deployment") or environment)
                yield from _bitbucket_steps(inner, place, depth + 1)


def read_cloudbuild(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """Google Cloud Build: steps with an image, an entry point and arguments."""
    found = []
    for step in mappings(values[0].get("steps")):
        texts = [str(item) for item in (step.get("entrypoint"), *listed(step.get("args"))) if item]
        image = str(step.get("name") or "").rpartition("/")[2]
        lead = "" if step.get("entrypoint") else f"{image} "
        line = line_of(next((i for i in listed(step.get("args")) if isinstance(i, str)), ""), 1)
        ignored = step.get("allowFailure") is True
        if texts:
            found.append((command(lead + " ".join(texts), line), ignored))
        if isinstance(step.get("script"), str):
            found.append((command(step["script"]), ignored))
    jobs = tuple(split(Job(name="build"), found))
    return Pipeline(path=path, system="cloudbuild", triggers=("push", "pull_request"), jobs=jobs)


def read_codebuild(path: str, values: list[dict[str, Any]]) -> Pipeline:
    """AWS CodeBuild: phases with commands; ``on-failure: CONTINUE`` ignores a failure."""
    steps = []
    for phase in mapping(values[0].get("phases")).values():
        ignored = mapping(phase).get("on-failure") == "CONTINUE"
        steps += [(item, ignored) for item in commands(mapping(phase).get("commands"))]
    jobs = tuple(split(Job(name="build"), steps))
    return Pipeline(path=path, system="codebuild", triggers=("push", "pull_request"), jobs=jobs)
