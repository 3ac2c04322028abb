"""Named commands that a build calls: of make, just, tox, nox, npm, Task, Poe, and of scripts."""

import ast
import configparser
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from assessment.repository.ci.steps import commands, line_of, listed, mapping, mappings
from assessment.repository.evidence import Command, Target
from assessment.repository.names import Names, nodes_of, text_of
from assessment.repository.yaml_text import UnreadableYaml, documents

_LINE = 2_000
_COMMANDS = 200
_TARGETS = 300
_RULE = re.compile(r"^([A-Za-z0-9_][\w./ %-]{0,200}?)[ \t]*::?(?!=)[ \t]*([^#=]*?)(?:#.*)?$")
_RECIPE = re.compile(r"^@?([A-Za-z_][\w-]{0,80})(?:[ \t][^:=]{0,200})?:(?!=)[ \t]*([^#\n]*)")
_FILES = {
    "makefile": "make", "gnumakefile": "make", "justfile": "just", ".justfile": "just",
    "tox.ini": "tox", "setup.cfg": "tox", "noxfile.py": "nox", "package.json": "npm",
    "taskfile.yml": "task", "taskfile.yaml": "task", "pyproject.toml": "pyproject",
    "tasks.py": "invoke",
}  # fmt: skip
_ENDINGS = {"mk": "make", "sh": "shell", "bash": "shell"}


def target_tool(path: str) -> str:
    """What reads this file for named commands; empty for none."""
    name = path.lower().rpartition("/")[2]
    return _FILES.get(name) or _ENDINGS.get(name.rpartition(".")[2], "")


def read_targets(path: str, text: str) -> list[Target]:
    """The targets of a file; none where it cannot be read."""
    readers = {
        "make": _make, "just": _just, "tox": _tox, "nox": _nox, "npm": _npm, "task": _task,
        "pyproject": _pyproject, "invoke": _invoke, "shell": _shell,
    }  # fmt: skip
    try:
        return list(readers[target_tool(path)](path, text))[:_TARGETS]
    except (
        ValueError,
        SyntaxError,
        RecursionError,
        MemoryError,
        configparser.Error,
        UnreadableYaml,
    ):
        return []


def _target(
    path: str, tool: str, name: str, line: int, given: Iterable[Command], needs: Iterable[str] = ()
) -> Target:
    kept = tuple(item for item in given if item.text)
    return Target(
        path=path, tool=tool, name=name[:120], line=line, commands=kept[:_COMMANDS],
        needs=tuple(needs)[:50],
    )  # fmt: skip


def _make(path: str, text: str) -> Iterator[Target]:
    """Rules in order; a line whose failure make ignores is left out."""
    names: list[str] = []
    needs: list[str] = []
    found: list[Command] = []
    first = 1
    for number, line in _joined(text):
        if line.startswith("\t"):
            recipe = line.strip().lstrip("@+").strip()
            if names and recipe and not recipe.startswith(("-", "#")):
                found.append(Command(text=recipe[:1000], line=number))
            continue
        match = _RULE.match(line[:500])
        if match and not line.startswith("."):
            yield from (_target(path, "make", name, first, found, needs) for name in names)
            names, first, found = match[1].split(), number, []
            before, _, inline = match[2].partition(";")
            needs = [word for word in before.split() if "$" not in word and word != "|"]
            if inline.strip():
                found.append(Command(text=inline.strip()[:1000], line=number))
    yield from (_target(path, "make", name, first, found, needs) for name in names)


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Lines with those that a backslash continues, each with its first number."""
    pending, started = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        started = started or number
        pending += line[:_LINE]
        if pending.endswith("\\") and len(pending) < 20_000:
            pending = pending[:-1] + " "
            continue
        yield started, pending
        pending, started = "", 0
    if pending:
        yield started, pending


def _just(path: str, text: str) -> Iterator[Target]:
    name, line, needs, found = "", 1, list[str](), list[Command]()
    for number, row in _joined(text):
        if row.startswith((" ", "\t")):
            recipe = row.strip().lstrip("@").strip()
            if recipe and not recipe.startswith(("-", "#")):
                found.append(Command(text=recipe[:1000], line=number))
        elif match := _RECIPE.match(row[:500]):
            if name:
                yield _target(path, "just", name, line, found, needs)
            name, line, found = match[1], number, []
            needs = [word for word in match[2].split() if word.isidentifier() or "-" in word]
    if name:
        yield _target(path, "just", name, line, found, needs)


def _tox(path: str, text: str) -> Iterator[Target]:
    """``testenv`` under the empty name, others under their own; what is forgiven is left out."""
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.read_string(text)
    rows = text.splitlines()
    for section in parser.sections():
        name = section.removeprefix("tox:")
        if name != "testenv" and not name.startswith("testenv:"):
            continue
        given = parser.get(section, "commands", fallback="") or ""
        lines = [line.strip() for line in given.replace("\\\n", " ").splitlines() if line.strip()]
        found = [
            Command(text=line[:1000], line=_row(rows, line.split("{")[0].strip()))
            for line in lines
            if not line.startswith(("-", "#"))
        ]
        start = _row(rows, f"[{section}]")
        yield _target(path, "tox", name.removeprefix("testenv").removeprefix(":"), start, found)


def _row(rows: list[str], part: str) -> int:
    wanted = part.split("\\", maxsplit=1)[0].strip()
    return next((n for n, row in enumerate(rows, 1) if wanted and wanted in row), 1)


def _nox(path: str, text: str) -> Iterator[Target]:
    tree = ast.parse(text)
    names = Names.of(nodes_of(tree))
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = [
            item.func if isinstance(item, ast.Call) else item for item in node.decorator_list
        ]
        if not any(names.dotted(item).endswith("session") for item in decorators):
            continue
        title = next(
            (
                text_of(key.value)
                for item in node.decorator_list
                if isinstance(item, ast.Call)
                for key in item.keywords
                if key.arg == "name"
            ),
            None,
        )
        yield _target(path, "nox", title or node.name, node.lineno, _runs(node, names))


def _runs(function: ast.FunctionDef, names: Names) -> Iterator[Command]:
    """``session.run("pytest", "-q")`` and ``context.run("pytest -q")`` as commands."""
    for node in nodes_of(function):
        if not isinstance(node, ast.Call) or not names.dotted(node.func).endswith(
            (".run", "._run")
        ):
            continue
        if any(key.arg == "success_codes" or _warns(key) for key in node.keywords):
            continue
        texts = [text for item in node.args if (text := text_of(item))]
        if texts:
            yield Command(text=" ".join(texts)[:1000], line=node.lineno)


def _warns(keyword: ast.keyword) -> bool:
    return (
        keyword.arg == "warn"
        and isinstance(keyword.value, ast.Constant)
        and bool(keyword.value.value)
    )


def _invoke(path: str, text: str) -> Iterator[Target]:
    tree = ast.parse(text)
    names = Names.of(nodes_of(tree))
    if not any(name.partition(".")[0] == "invoke" for name in names.imported):
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            title = node.name.replace("_", "-")
            yield _target(path, "invoke", title, node.lineno, _runs(node, names))


def _npm(path: str, text: str) -> Iterator[Target]:
    rows = text.splitlines()
    for name, value in mapping(mapping(json.loads(text)).get("scripts")).items():
        if isinstance(value, str):
            line = _row(rows, f'"{name}"')
            yield _target(path, "npm", name, line, [Command(text=value[:1000], line=line)])


def _task(path: str, text: str) -> Iterator[Target]:
    found = documents(text, lines=True)
    tasks = mapping(mapping(found[0].value).get("tasks")) if found else {}
    for name, body in tasks.items():
        given = mapping(body)
        run = listed(given.get("cmds") or given.get("cmd") or (body if not given else None))
        texts = [item for item in run if isinstance(item, str)]
        texts += [item["cmd"] for item in mappings(run) if isinstance(item.get("cmd"), str)]
        needs = [str(mapping(item).get("task") or item) for item in listed(given.get("deps"))]
        needs += [str(item["task"]) for item in mappings(run) if "task" in item]
        yield _target(path, "task", name, line_of(name), commands(texts), needs)


def _pyproject(path: str, text: str) -> Iterator[Target]:
    """Tasks of Poe, Hatch, PDM, Taskipy and Pixi, and tox in its own tables."""
    tool = mapping(tomllib.loads(text).get("tool"))
    rows = text.splitlines()
    tables: list[tuple[str, Any]] = [
        ("poe", mapping(tool.get("poe")).get("tasks")),
        ("pdm", mapping(tool.get("pdm")).get("scripts")),
        ("taskipy", mapping(tool.get("taskipy")).get("tasks")),
        ("pixi", mapping(tool.get("pixi")).get("tasks")),
        ("hatch", mapping(tool.get("hatch")).get("scripts")),
    ]
    for name, body in mapping(mapping(tool.get("hatch")).get("envs")).items():
        scripts = mapping(mapping(body).get("scripts"))
        lead = "" if name == "default" else f"{name}:"
        tables.append(("hatch", {f"{lead}{key}": value for key, value in scripts.items()}))
    for kind, table in tables:
        for name, body in mapping(table).items():
            line = _row(rows, f"{str(name).rpartition(':')[2]} =")
            yield _target(path, kind, str(name), line, _written(body, line), _sequence(body))
    tox = mapping(tool.get("tox"))
    if isinstance(tox.get("legacy_tox_ini"), str):
        yield from _tox(path, tox["legacy_tox_ini"])
    environments = {"": tox.get("env_run_base"), **mapping(tox.get("env"))}
    for name, body in environments.items():
        run = mapping(body).get("commands")
        texts = [" ".join(str(word) for word in row if isinstance(word, str)) for row in listed(run)
                 if isinstance(row, list)]  # fmt: skip
        if texts:
            line = _row(rows, "commands")
            yield _target(
                path, "tox", name, line, [Command(text=t[:1000], line=line) for t in texts]
            )


def _written(body: Any, line: int) -> list[Command]:
    given = body
    if isinstance(body, dict):
        given = body.get("cmd") or body.get("shell") or body.get("script") or body.get("composite")
    texts = [item for item in listed(given) if isinstance(item, str)]
    return [Command(text=text[:1000], line=line) for text in texts]


def _sequence(body: Any) -> list[str]:
    return [str(item) for item in listed(mapping(body).get("sequence")) if isinstance(item, str)]


def _shell(path: str, text: str) -> Iterator[Target]:
    """The lines of a script that are no comment, under the script's own path."""
    found = (
        Command(text=line.strip()[:1000], line=number)
        for number, line in _joined(text)
        if line.strip() and not line.lstrip().startswith("#")
    )
    kept = [item for item, _ in zip(found, range(_COMMANDS), strict=False)]
    yield _target(path, "shell", path, 1, kept)
