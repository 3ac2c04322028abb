"""Jenkinsfiles: stages and their shell commands, read as text, never as Groovy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from assessment.repository.ci.steps import LIMIT
from assessment.repository.evidence import Command, Job, Pipeline

_TEXT_LIMIT = 256 * 1024
_WORD = re.compile(
    r"""(?P<comment>//[^\n]*|/\*)|(?P<text>'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|
    "(?:\\.|[^"\\\n])*")|(?P<name>[A-Za-z_]\w*)|(?P<sign>[{}])""",
    re.DOTALL | re.VERBOSE,
)
_SHELLS = {"sh", "bat", "powershell", "pwsh"}
_FORGIVES = {"catchError", "warnError"}
_KNOWN = {"branch", "buildingTag", "tag", "changeRequest", "expression"}


@dataclass
class _Stage:
    """A stage or what stands outside of one, with where it begins."""

    name: str
    line: int
    depth: int
    commands: list[Command] = field(default_factory=list)
    loose: list[Command] = field(default_factory=list)
    manual: bool = False
    condition: str = ""


@dataclass
class _Word:
    kind: str
    text: str
    line: int


def read_jenkins(path: str, text: str) -> Pipeline:
    """The stages in order; one after an ``input`` of its own waits for a person."""
    words = list(_words(text[:_TEXT_LIMIT]))
    stages = _stages(words)
    jobs = [job for stage in stages for job in _jobs(stage)]
    names = {word.text for word in words if word.kind == "name"}
    triggers = ["push", "pull_request"] + (["schedule"] if {"cron", "pollSCM"} & names else [])
    crons = [
        following.text.strip("'\"")
        for word, following in pairwise(words)
        if word.text == "cron" and following.kind == "text"
    ]
    return Pipeline(
        path=path, system="jenkins", triggers=tuple(triggers), jobs=tuple(jobs),
        schedules=tuple(crons[:10]),
    )  # fmt: skip


def _words(text: str) -> Iterator[_Word]:
    line, counted, position = 1, 0, 0
    while match := _WORD.search(text, position):
        line += text.count("\n", counted, match.start())
        counted, position = match.start(), match.end()
        if match[0] == "/*":
            end = text.find("*/", position)
            position = end + 2 if end >= 0 else len(text)
        elif match.lastgroup != "comment":
            yield _Word(str(match.lastgroup), match[0], line)


def _stages(words: list[_Word]) -> list[_Stage]:
    reader = _Reader(words)
    for at, word in enumerate(words):
        if word.kind == "sign":
            reader.brace(word.text)
        elif word.kind == "name" and not reader.never:
            reader.name(at)
    return reader.found


@dataclass
class _Reader:
    """Keeps which stage is open, by the depth of its braces."""

    words: list[_Word]
    found: list[_Stage] = field(default_factory=lambda: [_Stage("pipeline", 1, 0)])
    opened: list[_Stage] = field(default_factory=list)
    depth: int = 0
    forgiven: int = 0
    never: int = 0

    def brace(self, sign: str) -> None:
        self.depth += 1 if sign == "{" else -1
        while self.opened and self.depth < self.opened[-1].depth:
            self.opened.pop()
        self.forgiven = 0 if self.depth < self.forgiven else self.forgiven
        self.never = 0 if self.depth < self.never else self.never

    def name(self, at: int) -> None:
        word = self.words[at].text
        following = self.words[at + 1] if at + 1 < len(self.words) else _Word("", "", 0)
        stage = self.opened[-1] if self.opened else self.found[0]
        if word == "stage" and following.kind == "text":
            stage = _Stage(_plain(following.text)[:200], self.words[at].line, self.depth + 1)
            self.found.append(stage)
            self.opened.append(stage)
        elif word in _FORGIVES:
            self.forgiven = self.depth + 1
        elif word == "expression" and _is_false(self.words, at):
            self.never = stage.depth
        elif word == "input":
            stage.manual = True
        elif word in _KNOWN and following.kind == "text":
            stage.condition = f"{word} {_plain(following.text)}"[:300]
        elif word in _SHELLS:
            _shell(self.words, at, stage, forgiven=bool(self.forgiven))


def _is_false(words: list[_Word], at: int) -> bool:
    """``expression { false }`` or ``{ return false }``."""
    inside = [word.text for word in words[at + 1 : at + 5]]
    return inside[:3] == ["{", "false", "}"] or inside[:4] == ["{", "return", "false", "}"]


def _shell(words: list[_Word], at: int, stage: _Stage, *, forgiven: bool) -> None:
    """The command of a shell step; one that asks for the status does not fail by itself."""
    options: list[str] = []
    command: _Word | None = None
    for word in words[at + 1 : at + 10]:
        if word.kind == "sign" or word.text in _SHELLS | {"stage"}:
            break
        if word.kind == "name":
            options.append(word.text)
        elif command is None or (options and options[-1] == "script"):
            command = word
    if command is None:
        return
    text = _plain(command.text)
    line = command.line + len(text) - len(text.lstrip("\n"))
    made = Command(text=text.strip()[:4000], line=line)
    loose = forgiven or "returnStatus" in options
    (stage.loose if loose else stage.commands).append(made)


def _jobs(stage: _Stage) -> Iterator[Job]:
    kept = {
        "name": stage.name, "line": stage.line, "manual": stage.manual,
        "condition": stage.condition,
    }  # fmt: skip
    if stage.commands:
        yield Job.model_validate({**kept, "commands": tuple(stage.commands[:LIMIT])})
    if stage.loose:
        loose = tuple(stage.loose[:LIMIT])
        yield Job.model_validate({**kept, "commands": loose, "may_fail": True})
    if stage.manual and not stage.commands and not stage.loose:
        yield Job.model_validate(kept)


def _plain(text: str) -> str:
    for mark in ("'''", '"""', "'", '"'):
        if text.startswith(mark):
            return text.removeprefix(mark).removesuffix(mark)
    return text
