"""What a build really runs: the named commands, scripts and actions that its own lines call."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.repository.ci.steps import LIMIT
from assessment.repository.evidence import Command, Job, Pipeline, Target

_DEPTH = 5
_EACH = 60
_FORGIVEN = re.compile(r"\|\|\s*(?:true|exit 0|:)")
_OPTION = re.compile(r"^-|=")
_NAME = r"([\w:./-]+)"
_CALLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("make", re.compile(r"(?:^|[\s;&|(])(?:g?make)((?:\s+[^\s;&|)]+)*)")),
    ("just", re.compile(r"(?:^|[\s;&|(])just\s+((?:--?[\w-]+\s+)*[\w-]+)")),
    ("task", re.compile(r"(?:^|[\s;&|(])(?:go-)?task\s+([\w:-]+)")),
    ("tox", re.compile(r"(?:^|[\s;&|(])tox((?:\s+[^\s;&|)]+)*)")),
    ("nox", re.compile(r"(?:^|[\s;&|(])nox((?:\s+[^\s;&|)]+)*)")),
    ("npm", re.compile(r"(?:^|[\s;&|(])(?:npm|yarn|pnpm|bun)\s+(?:run(?:-script)?\s+)?([\w:-]+)")),
    ("poe", re.compile(r"(?:^|[\s;&|(])poe(?:thepoet)?\s+([\w-]+)")),
    ("hatch", re.compile(r"(?:^|[\s;&|(])hatch\s+run\s+([\w:.-]+)")),
    ("pdm", re.compile(r"(?:^|[\s;&|(])pdm\s+(?:run\s+)?([\w-]+)")),
    ("pixi", re.compile(r"(?:^|[\s;&|(])pixi\s+run\s+([\w-]+)")),
    ("taskipy", re.compile(r"(?:^|[\s;&|(])task\s+([\w-]+)")),
    ("invoke", re.compile(r"(?:^|[\s;&|(])(?:invoke|inv)\s+([\w.-]+)")),
    ("action", re.compile(r"^uses (\./[\w./-]+)")),
    ("blubber", re.compile(r"^blubber variant ([\w-]+)")),
    ("shell", re.compile(r"(?:^|[\s;&|(\"'])((?:\.{0,2}/)?(?:[\w.-]+/)*[\w.-]+\.(?:sh|bash))\b")),
)  # fmt: skip
_HINTS = re.compile(
    r"make|just|task|tox|nox|npm|yarn|pnpm|bun|poe|hatch|pdm|pixi|inv|uses|blubber|sh\b"
)
"""Words without which a line calls nothing that has a name here."""
_FOLDER = re.compile(r"(?:^|[\s;&|(])cd\s+([\w./-]+)\s*(?:&&|;|$)")
_MAKE_FOLDER = re.compile(r"(?:-C|--directory)[ =]?([\w./-]+)")
_WORKFLOW = re.compile(r"^(?:uses|trigger) (?:\./)?([\w./-]+\.ya?ml)")
_ALONE = {"make": "", "tox": "", "nox": ""}


def follow(pipelines: list[Pipeline], targets: list[Target]) -> list[Pipeline]:
    """The pipelines with what their commands call, and workflows started by those that call them."""
    book = _Book.of(targets)
    followed = [
        pipeline.model_copy(update={"jobs": tuple(_job(job, book) for job in pipeline.jobs)})
        for pipeline in pipelines
    ]
    return _started(followed)


@dataclass(frozen=True)
class _Book:
    """Targets by the tool that runs them and their name."""

    found: dict[tuple[str, str], list[Target]]
    first: dict[str, list[Target]]

    @classmethod
    def of(cls, targets: list[Target]) -> "_Book":
        found: dict[tuple[str, str], list[Target]] = {}
        first: dict[str, list[Target]] = {}
        seen: set[tuple[str, str]] = set()
        for target in targets:
            found.setdefault((target.tool, target.name), []).append(target)
            if (target.tool, target.path) not in seen:
                seen.add((target.tool, target.path))
                first.setdefault(target.tool, []).append(target)
        return cls(found, first)

    def get(self, tool: str, name: str, folder: str) -> Target | None:
        """The target of that name, the nearest to ``folder``; the first of a file without a name."""
        if tool == "shell":
            return self._script(name, folder)
        if tool == "action":
            place = posixpath.normpath(name)
            return next(iter(self.found.get(("action", place), [])), None)
        known = self.found.get((tool, name)) or []
        if not known and tool in {"tox", "nox"}:
            known = self.found.get((tool, ""), [])
        if not name and tool == "make":
            known = self.first.get("make", [])
        return _nearest(known, folder)

    def _script(self, name: str, folder: str) -> Target | None:
        """A script by its path from the folder or the top, or by its name where that is the only one."""
        for place in (posixpath.join(folder, name), name):
            normal = posixpath.normpath(place).lstrip("./") or place
            if known := self.found.get(("shell", normal)):
                return known[0]
        base = posixpath.basename(name)
        same = [t for (tool, path), ts in self.found.items() if tool == "shell"
                and posixpath.basename(path) == base for t in ts]  # fmt: skip
        return same[0] if len(same) == 1 and ("$" in name or "/" in name) else None

    def all_of(self, tool: str, folder: str) -> list[Target]:
        """Every target of the nearest file: what a tool runs that is told no name."""
        nearest = _nearest(self.first.get(tool, []), folder)
        if nearest is None:
            return []
        return [
            t for ts in self.found.values() for t in ts if (t.tool, t.path) == (tool, nearest.path)
        ]


def _nearest(known: list[Target], folder: str) -> Target | None:
    """The one in the folder, else the one highest in the tree, where that is a single one."""
    here = [t for t in known if posixpath.dirname(t.path) == folder.strip("./")]
    if here:
        return here[0]
    height = min((t.path.count("/") for t in known), default=0)
    top = [t for t in known if t.path.count("/") == height]
    return top[0] if top and (height == 0 or len(top) == 1) else None


def _job(job: Job, book: _Book) -> Job:
    if job.may_fail:
        return job
    found = list(job.commands)
    for command in job.commands:
        for called in _called(command, job.folder, book, 0, set()):
            if len(found) >= LIMIT:
                break
            found.append(called)
    return job.model_copy(update={"commands": tuple(found)})


def _called(
    command: Command, folder: str, book: _Book, depth: int, seen: set[tuple[str, str, str]]
) -> Iterator[Command]:
    """What a command calls, on the line of the caller, with the place where it stands."""
    if depth > _DEPTH:
        return
    here = folder
    for offset, line in enumerate(command.text.splitlines()):
        if _FORGIVEN.search(line):
            continue
        if match := _FOLDER.search(line[:2000]):
            here = posixpath.normpath(posixpath.join(here, match[1]))
        for target in _targets(line[:2000], here, book):
            key = (target.tool, target.path, target.name)
            if key in seen:
                continue
            seen.add(key)
            at = command.line + (offset if depth == 0 else 0)
            yield from _inside(target, at, book, depth, seen)


def _inside(
    target: Target, line: int, book: _Book, depth: int, seen: set[tuple[str, str, str]]
) -> Iterator[Command]:
    folder = posixpath.dirname(target.path)
    for name in target.needs:
        before = book.get(target.tool, name, folder)
        if before and (key := (before.tool, before.path, before.name)) not in seen:
            seen.add(key)
            yield from _inside(before, line, book, depth + 1, seen)
    if depth > _DEPTH:
        return
    for inner in target.commands[:_EACH]:
        via = inner.via or f"{target.path}:{inner.line}"
        yield Command(text=inner.text, line=line, via=via)
        nested = inner.model_copy(update={"line": line})
        start = "" if target.tool in {"shell", "action", "blubber"} else folder
        yield from _called(nested, start, book, depth + 1, seen)


def _targets(line: str, folder: str, book: _Book) -> Iterator[Target]:
    if not _HINTS.search(line):
        return
    for tool, pattern in _CALLS:
        for match in list(pattern.finditer(line))[:20]:
            yield from _of(tool, match[1] or "", folder, book)


def _of(tool: str, given: str, folder: str, book: _Book) -> Iterator[Target]:
    words = given.split()
    if tool == "make":
        if moved := _MAKE_FOLDER.search(given):
            folder = posixpath.normpath(posixpath.join(folder, moved[1]))
            words = _MAKE_FOLDER.sub("", given).split()
        names = [word for word in words if not _OPTION.search(word)] or [""]
    elif tool in {"tox", "nox"}:
        names = _environments(words)
        if not names:
            yield from book.all_of(tool, folder)
            return
    elif tool == "blubber":
        yield from _variant(given, folder, book)
        return
    else:
        names = words[-1:]
    for name in names:
        if target := book.get(tool, name, folder):
            yield target


def _environments(words: list[str]) -> list[str]:
    """The names behind ``-e`` or ``-s``."""
    names: list[str] = []
    for at, word in enumerate(words):
        if word in {"-e", "-s", "--sessions", "--session"}:
            names += [name for item in words[at + 1 : at + 2] for name in item.split(",")]
        elif word.startswith(("-e", "-s")) and not word.startswith("--") and len(word) > 2:
            names += word[2:].split(",")
    return names


def _variant(name: str, file: str, book: _Book) -> Iterator[Target]:
    """The variant of the file that the pipeline names; of any where it names none."""
    known = book.found.get(("blubber", name), [])
    yield from [t for t in known if t.path == file] or (known[:1] if not file else [])


def _started(pipelines: list[Pipeline]) -> list[Pipeline]:
    """A workflow that is only called starts when one does that calls it."""
    by_path = {pipeline.path: pipeline for pipeline in pipelines}
    calls = {
        pipeline.path: {
            match[1]
            for job in pipeline.jobs
            if not job.may_fail
            for command in job.commands
            if (match := _WORKFLOW.match(command.text))
        }
        for pipeline in pipelines
    }
    starts = {path: list(pipeline.triggers) for path, pipeline in by_path.items()}
    for _ in range(_DEPTH):
        for caller, called in calls.items():
            for path in called & set(starts):
                new = [name for name in starts[caller] if name not in starts[path]]
                starts[path] += new
    return [
        pipeline.model_copy(update={"triggers": tuple(starts[pipeline.path])})
        for pipeline in pipelines
    ]
