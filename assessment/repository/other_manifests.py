"""Project files of Java, Ruby, C#, PHP and Elixir: what they are called and which packages they need."""

import re
from collections.abc import Iterable

from assessment.repository.evidence import Manifest

_LIMIT = 2_000
_ARTIFACT = re.compile(r"<artifactId>\s*([\w.-]{1,120})\s*</artifactId>")
_PARENT = re.compile(r"<parent>.{0,2000}?</parent>", re.DOTALL)
_PACKAGES = {
    "gemfile": re.compile(r"^\s*gem\s+[\"']([\w.-]{1,120})[\"']"),
    "gradle": re.compile(r"[\"'][\w.-]{1,120}:([\w.-]{1,120})(?::[^\"']{0,80})?[\"']"),
    "csproj": re.compile(r"<PackageReference\s[^>]{0,200}?Include=\"([\w.-]{1,120})\""),
    "composer.json": re.compile(r"^\s*\"[\w.-]{1,80}/([\w.-]{1,120})\"\s*:"),
    "mix.exs": re.compile(r"\{:(\w{1,120}),"),
}


def other_kind(name: str) -> str:
    """Which of these kinds a file is by its lowered name; empty for none."""
    if name in {"gemfile", "pom.xml", "composer.json", "mix.exs"}:
        return name
    if name in {"build.gradle", "build.gradle.kts"}:
        return "gradle"
    return "csproj" if name.endswith((".csproj", ".fsproj")) else ""


def read_other(path: str, text: str) -> Manifest:
    """Name and packages of such a file; nothing of it is run, so what it computes is not told."""
    kind = other_kind(path.rpartition("/")[2].lower())
    if kind == "pom.xml":
        return _maven(path, text)
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        _note(found, _PACKAGES[kind].findall(line[:1000]), number)
    return Manifest(path=path, name=_name(path, kind), dependencies=found)


def _maven(path: str, text: str) -> Manifest:
    """The first artefact outside the parent is the project; the others are what it needs."""
    own = next(iter(_ARTIFACT.findall(_PARENT.sub("", text))), "")
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        _note(found, (name for name in _ARTIFACT.findall(line[:1000]) if name != own), number)
    return Manifest(path=path, name=own, dependencies=found)


def _note(found: dict[str, int], names: Iterable[str], line: int) -> None:
    for name in names:
        if len(found) < _LIMIT:
            found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), line)


def _name(path: str, kind: str) -> str:
    """What such a file calls its project: its own name, or its folder's."""
    folder, _, name = path.rpartition("/")
    return name.rpartition(".")[0] if kind == "csproj" else folder.rpartition("/")[2] or kind
