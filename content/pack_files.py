"""How a pack lies in its folder: which file holds which parts."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from content.problems import Problem, nearest
from content.yaml_reading import Data, Path_, Source, read_yaml

Kind = Literal[
    "header",
    "judgements",
    "area",
    "role",
    "capability",
    "initiative",
    "profile",
    "depth",
    "metric",
    "framework",
    "base_rate",
    "section",
    "question",
]
FIELD_OF: dict[Kind, str] = {
    "area": "areas",
    "role": "roles",
    "capability": "capabilities",
    "initiative": "initiatives",
    "profile": "profiles",
    "depth": "depths",
    "metric": "metrics",
    "framework": "frameworks",
    "base_rate": "base_rates",
}
"""Where each kind of part stands in a pack."""
LISTS: dict[str, Kind] = {
    "initiatives.yaml": "initiative",
    "profiles.yaml": "profile",
    "metrics.yaml": "metric",
    "base-rates.yaml": "base_rate",
}
HEADER_TEXTS = ("id", "version", "title", "question")
HEADER_FIELDS = (*HEADER_TEXTS, "areas", "roles", "depths")
GRID = "evidence-grid"
"""The scoring of a pack with areas, capabilities and anchors; a header need not name it."""
MOST_FILES = 200


@dataclass(frozen=True)
class Part:
    """One raw part of the pack, and where it stands."""

    kind: Kind
    data: Data
    source: Source
    path: Path_

    @property
    def id(self) -> str | None:
        """The part's id as written, or ``None`` where it has none that is a text."""
        found = self.data.get("id") if isinstance(self.data, dict) else None
        return found if isinstance(found, str) else None

    def problem(self, path: Path_, message: str, near: str | None = None) -> Problem:
        """A problem at ``path`` within this part."""
        return self.source.problem((*self.path, *path), message, near)


@dataclass
class Parts:
    """All parts of a folder; ``complete`` is false where a file could not be read."""

    found: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    def of(self, kind: Kind) -> list[Part]:
        """The parts of one kind, in reading order."""
        return [part for part in self.found if part.kind == kind]


def read_folder(folder: Path) -> Parts:
    """Everything in a pack's folder as raw parts; what cannot be read becomes a problem."""
    parts = Parts()
    if not (folder / "pack.yaml").is_file():
        message = "no pack.yaml here; name the folder of a pack"
        parts.problems.append(Problem(file=folder.name, line=0, message=message))
        parts.complete = False
        return parts
    if len(list(folder.rglob("*"))) > MOST_FILES:
        message = f"more than {MOST_FILES} files; a pack has few"
        parts.problems.append(Problem(file=folder.name, line=0, message=message))
        parts.complete = False
        return parts
    _read_header(folder, parts)
    judgements = _read(folder, "judgements.yaml", parts)
    if judgements:
        parts.found.append(Part("judgements", judgements.data, judgements, ()))
    for name, kind in LISTS.items():
        _add_list(parts, _read(folder, name, parts), (), kind)
    for path in sorted((folder / "frameworks").glob("*.yaml")):
        source = _read(folder, f"frameworks/{path.name}", parts)
        if source:
            parts.found.append(Part("framework", source.data, source, ()))
    return parts


def _read(folder: Path, name: str, parts: Parts) -> Source | None:
    source, problems = read_yaml(folder / name, name)
    parts.problems.extend(problems)
    parts.complete = parts.complete and source is not None
    return source


def _read_header(folder: Path, parts: Parts) -> None:
    source = _read(folder, "pack.yaml", parts)
    if source is None:
        return
    header = Part("header", source.data, source, ())
    if not isinstance(source.data, dict):
        parts.problems.append(header.problem((), "expected fields such as id, version and title"))
        parts.complete = False
        return
    parts.found.append(header)
    if source.data.get("scoring", GRID) != GRID:
        message = f"the scoring of a pack with areas is {GRID}"
        parts.problems.append(header.problem(("scoring",), message))
    for name in source.data.keys() - {*HEADER_FIELDS, "scoring"}:
        near = nearest(name, HEADER_FIELDS)
        parts.problems.append(header.problem((name,), f"unknown field {name!r}", near))
    for name in set(HEADER_FIELDS) - source.data.keys():
        parts.problems.append(header.problem((), f"{name!r} is missing"))
    for name in HEADER_TEXTS:
        found = source.data.get(name, "")
        if not isinstance(found, str):
            message = f"{name}: expected a text, found {found!r}; quote it"
            parts.problems.append(header.problem((name,), message))
    if "roles" in source.data:
        _add_list(parts, source, ("roles",), "role")
    if "depths" in source.data:
        _add_list(parts, source, ("depths",), "depth")
    _read_areas(folder, header, parts)


def _read_areas(folder: Path, header: Part, parts: Parts) -> None:
    listed = header.data.get("areas") if isinstance(header.data, dict) else None
    if not isinstance(listed, list):
        parts.problems.append(header.problem(("areas",), "expected a list of area ids"))
        return
    files = {path.stem for path in (folder / "areas").glob("*.yaml")}
    for index, name in enumerate(listed):
        if not isinstance(name, str) or name not in files:
            message = f"no file areas/{name}.yaml for this area"
            parts.problems.append(header.problem(("areas", index), message, nearest(name, files)))
            parts.complete = False
            continue
        _read_area(folder, name, parts)
    for name in sorted(files - {str(item) for item in listed}):
        message = "not listed under areas in pack.yaml"
        parts.problems.append(Problem(file=f"areas/{name}.yaml", line=1, message=message))


def _read_area(folder: Path, name: str, parts: Parts) -> None:
    source = _read(folder, f"areas/{name}.yaml", parts)
    if source is None:
        return
    if not isinstance(source.data, dict):
        message = "expected an area: id, name, kind, question, summary and capabilities"
        parts.problems.append(Problem(file=source.file, line=1, message=message))
        return
    own = {key: value for key, value in source.data.items() if key != "capabilities"}
    area = Part("area", own, source, ())
    if area.id != name:
        message = f"expected id {name!r}, as the file and pack.yaml say"
        parts.problems.append(area.problem(("id",), message))
    parts.found.append(area)
    _add_list(parts, source, ("capabilities",), "capability", {"area": name})


def _add_list(
    parts: Parts,
    source: Source | None,
    path: Path_,
    kind: Kind,
    given: dict[str, Data] | None = None,
) -> None:
    if source is None:
        return
    items: Data = source.data
    for key in path:
        items = items.get(str(key)) if isinstance(items, dict) else None
    if not isinstance(items, list):
        line = source.line(path)
        message = f"expected a list, one {kind.replace('_', ' ')} an entry"
        parts.problems.append(Problem(file=source.file, line=line, message=message))
        parts.complete = False
        return
    for index, item in enumerate(items):
        part = Part(kind, item, source, (*path, index))
        if given and isinstance(item, dict):
            for name in given.keys() & item.keys():
                message = f"the file says the {name}; remove this field"
                parts.problems.append(part.problem((name,), message))
            part = replace(part, data={**item, **given})
        parts.found.append(part)
