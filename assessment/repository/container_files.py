"""Container files as lists of instructions; nothing of them is run."""

import re
from pathlib import PurePosixPath

from assessment.repository.evidence import ContainerFile, Instruction

_INSTRUCTION = re.compile(r"[ \t]*([A-Za-z]{2,20})[ \t]+(.*)", re.DOTALL)
_KNOWN = {"FROM", "RUN", "CMD", "ENTRYPOINT", "COPY", "ADD", "USER", "EXPOSE", "HEALTHCHECK"}
_KNOWN |= {"ENV", "ARG", "WORKDIR", "LABEL", "SHELL", "VOLUME", "STOPSIGNAL", "ONBUILD"}
_OTHER = {
    "bentofile.yaml": "bentoml",
    "cog.yaml": "cog",
    "blubber.yaml": "blubber",
    "cluster_env.yaml": "anyscale",
    "procfile": "buildpack",
}


def container_format(path: str) -> str:
    """Which builder reads this file: ``dockerfile`` or another's name; empty for none."""
    name = PurePosixPath(path.lower()).name
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
    return ContainerFile(path=path, format=kind, instructions=tuple(found[:300]))
