"""GitLab: a pipeline with its local includes, extended jobs, references and child pipelines."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessment.repository.ci.steps import (
    Counted,
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

_KEYWORDS = frozenset(
    {"default", "include", "stages", "variables", "workflow", "image", "services", "cache"}
    | {"before_script", "after_script", "spec", "types"}
)
_DEPTH = 10
Values = Mapping[str, list[dict[str, Any]]]


def read_gitlab(path: str, values: Values) -> Pipeline:
    """A pipeline with what it includes from the same repository; ``values`` are all files' own.

    Raises :class:`UnreadableYaml` where jobs extend each other without end.
    """
    whole = Counted(_included(path, values, set()))
    jobs = [job for name, body in whole.items() for job in _job(name, body, whole)]
    rules = mappings(mapping(whole.get("workflow")).get("rules"))
    return Pipeline(
        path=path,
        system="gitlab",
        triggers=_triggers([*rules, *_job_rules(whole)]),
        branches=(),
        paths=tuple(dict.fromkeys(item for body in _bodies(whole) for item in _changes(body)))[:50],
        jobs=tuple(jobs),
    )


def _included(path: str, values: Values, seen: set[str]) -> dict[str, Any]:
    """The file put upon what it includes, each once; what lies elsewhere is left out."""
    whole: dict[str, Any] = {}
    seen.add(path)
    for value in values.get(path, []):
        for entry in listed(value.get("include")):
            local = entry if isinstance(entry, str) else mapping(entry).get("local")
            if isinstance(local, str) and "://" not in local:
                for target in _matching(local, values):
                    if target not in seen:
                        whole = _over(whole, _included(target, values, seen))
        whole = _over(whole, value)
    return whole


def _matching(local: str, values: Values) -> list[str]:
    wanted = posixpath.normpath(local.lstrip("/"))
    if "*" not in wanted:
        return [wanted]
    shape = re.compile(re.escape(wanted).replace(r"\*\*", ".*").replace(r"\*", "[^/]*"))
    return [path for path in values if shape.fullmatch(path)][:50]


def _over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Mappings join key by key; any other value replaces. The key's own line stays with it."""
    found = dict(under)
    for key, value in over.items():
        below = found.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            found.pop(key)
            found[key] = _over(below, value)
        else:
            found.pop(key, None)
            found[key] = value
    return found


def _bodies(whole: Counted) -> Iterator[dict[str, Any]]:
    for name, body in whole.items():
        if isinstance(body, dict) and name not in _KEYWORDS and not name.startswith("."):
            yield _extended(body, whole, 0)


def _extended(body: dict[str, Any], whole: Counted, depth: int) -> dict[str, Any]:
    whole.spend()
    found: dict[str, Any] = {}
    for name in words(body.get("extends")):
        parent = whole.get(name)
        if isinstance(parent, dict) and depth < _DEPTH:
            found = _over(found, _extended(parent, whole, depth + 1))
    return _over(found, body)


def _job(name: str, given: Any, whole: Counted) -> Iterator[Job]:
    if not isinstance(given, dict) or name in _KEYWORDS or name.startswith("."):
        return
    body = _extended(given, whole, 0)
    rules = mappings(body.get("rules"))
    if not {"script", "run", "trigger"} & set(body) or _is_never(body, rules):
        return
    environment = body.get("environment")
    told = str(mapping(environment).get("name") or environment or "")
    job = Job(
        name=str(name)[:200],
        line=line_of(name),
        environment=""
        if isinstance(environment, dict) and "name" not in environment
        else told[:100],
        manual=body.get("when") == "manual" or any(r.get("when") == "manual" for r in rules),
        may_fail=is_ignored(body),
        condition=condition(*(r.get("if") for r in rules), *words(body.get("only"))),
        needs=tuple(
            str(mapping(item).get("job") or item)[:200] for item in listed(body.get("needs"))
        ),
    )
    yield from split(job, ((item, False) for item in _commands(body, whole)))


def _is_never(body: dict[str, Any], rules: list[dict[str, Any]]) -> bool:
    return body.get("when") == "never" or (
        bool(rules) and all(rule.get("when") == "never" for rule in rules)
    )


def _commands(body: dict[str, Any], whole: Counted) -> Iterator[Command]:
    default = mapping(whole.get("default"))
    for key in ("before_script", "script", "after_script"):
        value = body.get(key, default.get(key, whole.get(key) if key != "script" else None))
        yield from commands(_resolved(value, whole, 0))
    for step in mappings(body.get("run")):
        if isinstance(step.get("script"), str):
            yield command(step["script"])
    trigger = body.get("trigger")
    for entry in listed(mapping(trigger).get("include")):
        local = entry if isinstance(entry, str) else mapping(entry).get("local")
        yield from named("trigger", local)
    if isinstance(trigger, str):
        yield from named("trigger project", trigger)


def _resolved(value: Any, whole: Counted, depth: int) -> Any:
    """The value with every ``!reference`` in it replaced by what it refers to."""
    whole.spend()
    if depth > _DEPTH:
        return None
    if isinstance(value, list):
        return [_resolved(item, whole, depth + 1) for item in value]
    if isinstance(value, dict) and "!reference" in value:
        target: Any = whole
        for key in listed(value["!reference"]):
            target = mapping(target).get(str(key))
        return _resolved(target, whole, depth + 1)
    return value


def _job_rules(whole: Counted) -> list[dict[str, Any]]:
    return [rule for body in _bodies(whole) for rule in mappings(body.get("rules"))]


def _changes(body: dict[str, Any]) -> Iterator[str]:
    for rule in mappings(body.get("rules")):
        changes = rule.get("changes")
        yield from words(mapping(changes).get("paths") if isinstance(changes, dict) else changes)


def _triggers(rules: list[dict[str, Any]]) -> tuple[str, ...]:
    """GitLab runs on a push and a merge request; a schedule is named in a rule."""
    said = " ".join(str(rule.get("if")) for rule in rules)
    return ("push", "pull_request", *(["schedule"] if "schedule" in said else []))
