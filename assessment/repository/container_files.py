"""Container files as lists of instructions; nothing of them is run."""

import posixpath
import re
from typing import Any

from assessment.repository.evidence import ContainerFile, Instruction

_INSTRUCTION = re.compile(r"[ \t]*([A-Za-z]{2,20})[ \t]+(.*)", re.DOTALL)
_KNOWN = {"FROM", "RUN", "CMD", "ENTRYPOINT", "COPY", "ADD", "USER", "EXPOSE", "HEALTHCHECK"}
_KNOWN |= {"ENV", "ARG", "WORKDIR", "LABEL", "SHELL", "VOLUME", "STOPSIGNAL", "ONBUILD"}
_OTHER = {
    "bentofile.yaml": "bentoml",
    "cog.yaml": "cog",
    "cluster_env.yaml": "anyscale",
    "procfile": "buildpack",
    "langgraph.json": "langgraph",
}

_FOR_DEVELOPERS = re.compile(
    r"(?:^|/)\.?(?:dev|devel|gitpod|devcontainer)\.dockerfile$|"
    r"(?:^|/)\.?(?:gitpod\.)?dockerfile[.-](?:dev|devel|gitpod)$|(?:^|/)\.gitpod\.dockerfile$",
    re.IGNORECASE,
)


def is_for_developers(path: str) -> bool:
    """Whether the image is a developer's workplace by its name; it serves nobody."""
    return _FOR_DEVELOPERS.search(path) is not None


def container_format(path: str) -> str:
    """Which builder reads this file: ``dockerfile`` or another's name; empty for none."""
    name = path.lower().rpartition("/")[2]
    if name.endswith((".md", ".py", ".txt", ".dockerignore", ".j2", ".sh")):
        return ""
    docker = re.match(r"(?:dockerfile|containerfile)(?:$|[.\-_])", name)
    if docker or name.endswith((".dockerfile", "-dockerfile", ".containerfile")):
        return "dockerfile"
    return _OTHER.get(name, "")


def read_container(path: str, text: str) -> ContainerFile:
    """The instructions with continuation lines joined, each with its first line."""
    kind = container_format(path)
    if kind != "dockerfile":
        return ContainerFile(path=path, format=kind)
    found, pending, started = [], "", 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw[:4000]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        started = started or number
        pending += line.rstrip().rstrip("\\") + " "
        if line.rstrip().endswith("\\"):
            continue
        match = _INSTRUCTION.match(pending)
        if match and match[1].upper() in _KNOWN:
            value = " ".join(match[2].split())[:1000]
            found.append(Instruction(keyword=match[1].upper(), value=value, line=started))
        pending, started = "", 0
    copies = [
        source
        for item in found
        if item.keyword in {"COPY", "ADD"}
        for source in sources_of(item.value)
    ]
    return ContainerFile(
        path=path,
        format=kind,
        instructions=tuple(found[:300]),
        copies=tuple(dict.fromkeys(copies))[:100],
    )


def sources_of(instruction: str) -> list[str]:
    """The paths of the repository that a COPY or ADD takes in; those of another stage are none."""
    if "--from" in instruction:
        return []
    words = instruction.strip("[]").replace('"', " ").replace(",", " ").split()
    given = [word for word in words if not word.startswith("--")][:-1]
    plain = (posixpath.normpath(word.lstrip("/")) for word in given if "$" not in word)
    return [word for word in plain if word != "." and not word.startswith("..")]


def read_blubber(path: str, value: dict[str, Any]) -> ContainerFile | None:
    """A file of blubber's variants, whatever it is called; ``None`` for another document."""
    variants = value.get("variants")
    if not isinstance(variants, dict) or not str(value.get("version", "")).startswith("v"):
        return None
    copied = [
        str(entry.get("source") or "")
        for body in variants.values()
        for entry in _listed(body, "copies")
        if isinstance(entry, dict) and entry.get("from") == "local"
    ]
    folders = dict.fromkeys(posixpath.normpath(item) for item in copied if item.strip("./"))
    return ContainerFile(path=path, format="blubber", copies=tuple(folders)[:100])


def _listed(body: Any, key: str) -> list[Any]:
    value = body.get(key) if isinstance(body, dict) else None
    return value if isinstance(value, list) else []
