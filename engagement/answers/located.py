"""Data of a file, and where in the file each part of it stands: for sentences that say where."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.yaml_reading import Path_, read_yaml
from engagement.faults import Refused


@dataclass(frozen=True)
class Located:
    """Plain data of a file, and where in the file each part of it stands, in words."""

    data: Any
    where: Callable[[Path_], str]


def located(path: Path) -> Located:
    """The data of a YAML file with its lines; :class:`Refused` where it cannot be read."""
    source, problems = read_yaml(path, path.name)
    if source is None:
        raise Refused("\n".join(str(problem) for problem in problems))
    lines = source
    return Located(lines.data, lambda at: f"{path.name}:{lines.line(at)}")
