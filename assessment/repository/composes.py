"""Compose files as services: what is built and run together on one machine."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from assessment.repository.evidence import Compose, Document

_NAME = re.compile(r"(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$|(?:^|/)docker-stack[^/]*\.ya?ml$")
_LIMIT = 100


def composes_of(document: Document, text: str) -> Iterator[Compose]:
    """The services of a compose file; nothing for any other document."""
    body = document.body
    services = body.get("services") if isinstance(body, dict) else None
    if not _NAME.search(document.path) or not isinstance(services, dict):
        return
    lines = text.splitlines()
    for name, service in list(services.items())[:_LIMIT]:
        if isinstance(service, dict):
            yield _compose(document.path, str(name), service, _line(lines, str(name)))


def _compose(path: str, name: str, service: dict[str, Any], line: int) -> Compose:
    build = service.get("build")
    given: dict[str, Any] = build if isinstance(build, dict) else {"context": build or ""}
    context = str(given.get("context") or "") if build else ""
    deploy = service.get("deploy")
    deployed: dict[str, Any] = deploy if isinstance(deploy, dict) else {}
    resources = deployed.get("resources")
    check = service.get("healthcheck")
    replicas = deployed.get("replicas", service.get("scale", 1))
    return Compose(
        path=path,
        name=name[:120],
        line=line,
        image=str(service.get("image") or "")[:200],
        build=_folder(path, context) if build else "",
        container_file=str(given.get("dockerfile") or "")[:200],
        command=_words(service.get("command")) or _words(service.get("entrypoint")),
        health_check=isinstance(check, dict) and check.get("disable") is not True,
        restart=str(service.get("restart") or "")[:40],
        replicas=replicas if isinstance(replicas, int) and 0 <= replicas < 10_000 else 1,
        limits=bool(service.get("mem_limit") or service.get("cpus"))
        or (isinstance(resources, dict) and bool(resources.get("limits"))),
        ports=tuple(str(port)[:60] for port in _listed(service.get("ports"))[:20]),
    )


def _folder(path: str, context: str) -> str:
    """The folder that is built, from the top of the repository; ``.`` is the top itself."""
    if "://" in context or context.startswith(("/", "$", "git@")):
        return context[:200]
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), context or "."))[:200]


def _words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))[:500]
    return str(value)[:500] if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _line(lines: list[str], name: str) -> int:
    wanted = {f"{name}:", f'"{name}":', f"'{name}':"}
    return next((n for n, line in enumerate(lines, 1) if line.strip().split(" #")[0] in wanted), 1)
