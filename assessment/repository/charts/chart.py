"""The charts of a repository: which templates they hold, and what these say by default."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from assessment.repository.charts.expression import HAS
from assessment.repository.charts.filling import Filling
from assessment.repository.charts.template_text import (
    Node,
    UnreadableTemplate,
    parse_template,
)
from assessment.repository.charts.values import UNKNOWN, overlaid
from assessment.repository.charts.versions import KUBERNETES
from assessment.repository.charts.written import Unrendered, Written
from assessment.repository.declarations import documents_of, kinds_of
from assessment.repository.evidence import Document, Package, SwitchedOff
from assessment.repository.yaml_text import UnreadableYaml, documents

_PART = re.compile(r"(?:^|/)templates/.+\.(?:ya?ml|tpl)$")
_VALUES = re.compile(r"(?:^|/)[^/]*values[^/]*\.ya?ml$")
_NESTED = 5


@dataclass
class Rendered:
    """What a chart gives: its objects, itself, and the templates that were filled in."""

    package: Package
    documents: list[Document] = field(default_factory=list)
    done: set[str] = field(default_factory=set)


def is_chart_part(path: str) -> bool:
    """Whether the file may belong to a chart: by its name alone."""
    if not path.endswith((".yaml", ".yml", ".tpl")):
        return False
    name = path.rpartition("/")[2]
    return bool(name == "Chart.yaml" or _PART.search(path) or _VALUES.search(path))


def render_charts(texts: Mapping[str, str]) -> Iterator[Rendered]:
    """Every chart among the files that is no part of another, with its default values."""
    folders = sorted(_folder(path) for path in texts if PurePosixPath(path).name == "Chart.yaml")
    for folder in folders:
        if not any(_below(folder, f"{other}/charts") for other in folders if other != folder):
            yield _Chart(texts, folder).rendered()


@dataclass
class _Chart:
    """One chart with the charts below it that its values switch on."""

    texts: Mapping[str, str]
    folder: str
    filling: Filling = field(default_factory=Filling)
    off: list[SwitchedOff] = field(default_factory=list)
    unrendered: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def rendered(self) -> Rendered:
        about = self._mapping(f"{self.folder}/Chart.yaml")
        values = self._mapping(f"{self.folder}/values.yaml")
        templates = self._templates(self.folder)
        self._fill(self.folder, about, values, templates, 0)
        package = Package(
            path=self.folder,
            tool="helm",
            name=str(about.get("name") or "")[:120],
            rendered=len(self.documents),
            unrendered=tuple(dict.fromkeys(self.unrendered)),
            off=tuple(self.off[:100]),
            values=tuple(self._other_values()),
        )
        return Rendered(package, self.documents, self.done)

    def _fill(
        self, folder: str, about: dict[str, Any], values: dict[str, Any],
        templates: dict[str, list[Node] | None], nested: int,
    ) -> None:  # fmt: skip
        for path, nodes in templates.items():
            if path.endswith(".tpl") or PurePosixPath(path).name.startswith("_"):
                continue  # named templates alone
            if nodes is None:
                self.unrendered.append(path)
                continue
            self._file(path, nodes, _root(about, values, path))
        for name, below, inner in self._parts(folder, about, values):
            if nested < _NESTED:
                chart = self._mapping(f"{below}/Chart.yaml")
                self._fill(
                    below, {**chart, "name": name}, inner, self._templates(below), nested + 1
                )

    def _file(self, path: str, nodes: list[Node], root: dict[str, Any]) -> None:
        try:
            written = self.filling.fill(nodes, root)
            found = list(_documents(path, written, self.folder))
        except (Unrendered, UnreadableYaml, RecursionError):
            self.unrendered.append(path)
            return
        self.done.add(path)
        self.documents.extend(found)
        there = {document.kind for document in found}
        for kind, line in kinds_of(self.texts[path]).items():
            if kind not in there:
                self.off.append(SwitchedOff(path=path, kind=kind, line=line, condition=_why(nodes)))

    def _parts(
        self, folder: str, about: dict[str, Any], values: dict[str, Any]
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Charts kept below this one that its values do not switch off: name, folder, values."""
        listed = about.get("dependencies")
        known = (
            [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        )
        below = f"{folder}/charts/".lstrip("/")
        names = {path[len(below) :].split("/")[0] for path in self.texts if path.startswith(below)}
        for name in sorted(names):
            if f"{below}{name}/Chart.yaml" not in self.texts:
                continue
            entry = next((item for item in known if item.get("name") == name), {})
            if not _is_on(entry, values):
                continue
            title = str(entry.get("alias") or name)
            given = values.get(title)
            own = self._mapping(f"{below}{name}/values.yaml")
            inner = overlaid(own, given) if isinstance(given, dict) else own
            shared = values.get("global")
            if isinstance(shared, dict):
                inner = overlaid(inner, {"global": shared})
            yield title, f"{below}{name}", inner

    def _templates(self, folder: str) -> dict[str, list[Node] | None]:
        """The templates of one chart as trees; ``None`` for one that is not understood."""
        start = f"{folder}/templates/".lstrip("/")
        found: dict[str, list[Node] | None] = {}
        for path, text in self.texts.items():
            if path.startswith(start) and not path.startswith(f"{start}tests/"):
                try:
                    found[path] = parse_template(text)
                except (UnreadableTemplate, IndexError, RecursionError):
                    found[path] = None
        for nodes in found.values():
            self.filling.define(nodes or [])
        for below in self.texts:
            if below.startswith(f"{folder}/charts/".lstrip("/")) and below.endswith(".tpl"):
                self._define(below)
        return found

    def _define(self, path: str) -> None:
        try:
            self.filling.define(parse_template(self.texts[path]))
        except (UnreadableTemplate, IndexError, RecursionError):
            return

    def _mapping(self, path: str) -> dict[str, Any]:
        try:
            found = documents(self.texts.get(path.lstrip("/"), ""))
        except UnreadableYaml:
            return {}
        value = found[0].value if found else {}
        return copy.deepcopy(value) if isinstance(value, dict) else {}

    def _other_values(self) -> Iterator[str]:
        for path in self.texts:
            name = PurePosixPath(path).name
            if _VALUES.search(path) and _folder(path) == self.folder and name != "values.yaml":
                yield path


def _root(about: dict[str, Any], values: dict[str, Any], path: str) -> dict[str, Any]:
    """What a template sees as ``.``."""
    name = str(about.get("name") or "chart")
    chart = {key[:1].upper() + key[1:]: value for key, value in about.items()}
    return {
        "Values": copy.deepcopy(values),
        "Chart": {**chart, "Name": name, "AppVersion": chart.get("AppVersion") or "1"},
        "Release": {
            "Name": "release", "Namespace": "default", "Service": "Helm", "IsInstall": True,
            "IsUpgrade": False, "Revision": 1,
        },
        "Capabilities": {
            "KubeVersion": {
                "Version": f"v{KUBERNETES}", "GitVersion": f"v{KUBERNETES}",
                "Major": KUBERNETES.split(".")[0], "Minor": KUBERNETES.split(".")[1],
            },
            "APIVersions": {"Has": HAS},
        },
        "Template": {"Name": path, "BasePath": path.rpartition("/")[0]},
        "Files": UNKNOWN,
        "Subcharts": UNKNOWN,
    }  # fmt: skip


def _documents(path: str, written: Written, folder: str) -> Iterator[Document]:
    text = "".join(written.parts)
    for document in documents_of(path, text):
        yield document.model_copy(
            update={
                "line": _source(written, document.line),
                "keys": {key: _source(written, line) for key, line in document.keys.items()},
                "alerts": {key: _source(written, line) for key, line in document.alerts.items()},
                "rendered": "helm",
                "package": folder,
            }
        )


def _source(written: Written, line: int) -> int:
    return written.lines[min(line, len(written.lines)) - 1]


def _is_on(entry: dict[str, Any], values: dict[str, Any]) -> bool:
    """Whether a chart below is part of it by default; the first condition that is set decides."""
    for condition in str(entry.get("condition") or "").split(","):
        value: Any = values
        for key in condition.strip().split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, bool):
            return value
    return True


def _why(nodes: list[Node]) -> str:
    """The condition that a template begins with."""
    first = next((node for node in nodes if node.kind in {"if", "with", "range"}), None)
    words = first.branches[0][0] if first else ()
    return "".join(word.text if word.close else f" {word.text}" for word in words).strip()[:120]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _below(folder: str, top: str) -> bool:
    return folder.startswith(f"{top}/".lstrip("/"))
