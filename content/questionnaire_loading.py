"""From a folder of YAML to a questionnaire, or to everything that is wrong with it.

``pack.yaml`` has the questionnaire's own fields and lists its sections; each section is a file of
``sections/`` with its questions. Questions that are answered on one scale name it (``scale: done``)
in place of their choices; the scale stands once, in ``pack.yaml`` under ``scales``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.digests import sealed
from content.pack_files import GRID, MOST_FILES, Part
from content.problems import PackProblems, Problem, nearest
from content.questionnaire import Question, Questionnaire, Section
from content.questionnaire_checks import Fault, faults
from content.shapes import problems_in, shape_as
from content.values import Value
from content.yaml_reading import LARGEST_FILE, Source, read_yaml

Row = dict[str, Any]
SCORING = re.compile(r"^scoring:\s*[\"']?([\w-]+)", re.MULTILINE)
HEADER = set(Questionnaire.model_fields) - {"questions", "digest"} | {"scales"}


def is_questionnaire(folder: Path) -> bool:
    """Whether the folder's ``pack.yaml`` names a scoring other than the evidence grid."""
    source, wrong = read_yaml(folder / "pack.yaml", "pack.yaml")
    if source is None and wrong:
        return _as_written(folder / "pack.yaml")
    if source is None or not isinstance(source.data, dict):
        return False
    return source.data.get("scoring", GRID) != GRID


def _as_written(file: Path) -> bool:
    """What a ``pack.yaml`` with mistakes says: its author is told of those, not of other files."""
    if file.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST_FILE:
        return False
    said = SCORING.search(file.read_text(encoding="utf-8", errors="replace"))
    return said is not None and said[1] != GRID


def load_questionnaire(folder: Path) -> Questionnaire:
    """The questionnaire in ``folder``; raises ``PackProblems`` with all problems at once."""
    reading = _Reading(folder)
    if len(list(folder.rglob("*"))) > MOST_FILES:
        message = f"more than {MOST_FILES} files; put several sections into one"
        raise PackProblems([Problem(file=folder.name, line=0, message=message)])
    header = reading.header()
    if header is None:
        raise PackProblems(reading.problems)
    sections = [item for item in reading.sections(header) if isinstance(item, Section)]
    pack = _whole(reading, header, sections)
    if reading.problems or pack is None:
        raise PackProblems(reading.problems)
    found = [reading.located(fault) for fault in faults(pack)]
    if found:
        raise PackProblems(found)
    return sealed(pack)


@dataclass
class _Reading:
    """What was read of a folder so far, and where each part of it stands."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[str, str], Part] = field(default_factory=dict)
    """(kind, id) -> where it stands."""
    questions: list[Question] = field(default_factory=list)

    def header(self) -> Part | None:
        """``pack.yaml``; its unknown fields are told."""
        source = self._read("pack.yaml")
        if source is None:
            return None
        part = Part("header", source.data, source, ())
        if not isinstance(source.data, dict):
            self.problems.append(part.problem((), "expected fields such as id, version and title"))
            return None
        for name in sorted(source.data.keys() - HEADER):
            near = nearest(name, HEADER)
            self.problems.append(part.problem((name,), f"unknown field {name!r}", near))
        self.places["pack", ""] = part
        return part

    def sections(self, header: Part) -> Iterator[Value]:
        """The sections in the order in which ``pack.yaml`` lists them; fills ``questions``."""
        listed = header.data.get("sections") if isinstance(header.data, dict) else None
        if not isinstance(listed, list):
            self.problems.append(header.problem(("sections",), "expected a list of section ids"))
            return
        files = {path.stem for path in (self.folder / "sections").glob("*.yaml")}
        for place, name in enumerate(listed):
            if not isinstance(name, str) or name not in files:
                message = f"no file sections/{name}.yaml for this section"
                near = nearest(name, files)
                self.problems.append(header.problem(("sections", place), message, near))
                continue
            yield from self._section(name, self._scales(header))
        for name in sorted(files - {str(item) for item in listed}):
            message = "not listed under sections in pack.yaml"
            self.problems.append(Problem(file=f"sections/{name}.yaml", line=1, message=message))

    def located(self, fault: Fault) -> Problem:
        """A broken promise with its file and line."""
        if fault.kind == "band":
            part, path = self.places["pack", ""], ("bands", fault.at or 0)
        else:
            part = self.places.get((fault.kind, fault.id), self.places["pack", ""])
            path = (fault.field, *(() if fault.at is None else (fault.at,)))
        return part.problem(path, fault.message, fault.nearest)

    def _section(self, name: str, scales: dict[str, Any]) -> Iterator[Value]:
        source = self._read(f"sections/{name}.yaml")
        if source is None:
            return
        if not isinstance(source.data, dict):
            message = "expected a section: id, title and questions"
            self.problems.append(Problem(file=source.file, line=1, message=message))
            return
        own: Row = {key: value for key, value in source.data.items() if key != "questions"}
        part = Part("section", own, source, ())
        if own.get("id") != name:
            message = f"expected id {name!r}, as the file and pack.yaml say"
            self.problems.append(part.problem(("id",), message))
        yield from self._shaped(Section, part, "section")
        asked = source.data.get("questions", [])
        if not isinstance(asked, list):
            self.problems.append(part.problem(("questions",), "expected a list of questions"))
            return
        for place, item in enumerate(asked):
            self._question(name, Part("question", item, source, ("questions", place)), scales)

    def _question(self, section: str, part: Part, scales: dict[str, Any]) -> None:
        if not isinstance(part.data, dict):
            self.problems.append(part.problem((), "expected a question with its fields"))
            return
        data: Row = {**part.data, "section": section}
        if "section" in part.data:
            message = "the file says the section; remove this field"
            self.problems.append(part.problem(("section",), message))
        if "scale" in data and not self._put_scale(part, data, scales):
            return
        written = Part("question", data, part.source, part.path)
        self.questions += [
            item for item in self._shaped(Question, written, "question")
            if isinstance(item, Question)
        ]  # fmt: skip

    def _put_scale(self, part: Part, data: Row, scales: dict[str, Any]) -> bool:
        """Put the choices of the named scale into the question, each with its own advice."""
        name, advice = data.pop("scale"), data.pop("advice", {})
        if not isinstance(advice, dict):
            message = "expected the advice of choices: 'choice: what to do' a line"
            self.problems.append(part.problem(("advice",), message))
            return False
        known = list(scales)  # compared, not hashed: anything may stand where a name should
        if name not in known or "choices" in data:
            message = (
                "give either choices or a scale" if name in known else f"there is no scale {name!r}"
            )
            self.problems.append(part.problem(("scale",), message, nearest(name, scales)))
            return False
        ids = {item.get("id") for item in scales[name]}
        for choice in sorted(map(str, advice.keys() - ids)):
            message = f"the scale {name!r} has no choice {choice!r}"
            self.problems.append(part.problem(("advice", choice), message, nearest(choice, ids)))
        data["answer"] = data.get("answer", "one")
        data["choices"] = [
            {**item, "advice": {"text": advice[item["id"]]}} if item["id"] in advice else item
            for item in scales[name]
        ]
        return True

    def _scales(self, header: Part) -> dict[str, Any]:
        found = header.data.get("scales", {}) if isinstance(header.data, dict) else {}
        if not isinstance(found, dict):
            return {}
        return {
            name: items
            for name, items in found.items()
            if isinstance(name, str)
            and isinstance(items, list)
            and all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in items)
        }

    def _shaped(self, model: type[Value], part: Part, kind: str) -> Iterator[Value]:
        value, found = shape_as(model, part)
        self.problems.extend(found)
        if value is not None:
            self.places[kind, part.id or ""] = part
            yield value

    def _read(self, name: str) -> Source | None:
        source, problems = read_yaml(self.folder / name, name)
        self.problems.extend(problems)
        return source


def _whole(reading: _Reading, header: Part, sections: list[Section]) -> Questionnaire | None:
    """The questionnaire with its parts; what does not fit its header is told."""
    own: Row = dict(header.data) if isinstance(header.data, dict) else {}
    own.pop("scales", None)
    data = {key: value for key, value in own.items() if key in Questionnaire.model_fields}
    try:
        return Questionnaire.model_validate(
            {**data, "sections": sections, "questions": reading.questions}
        )
    except ValidationError as error:
        told = problems_in(Questionnaire, header, error)
        missing = reading.problems and not (sections and reading.questions)
        reading.problems += [item for item in told if not (missing and "at least 1" in str(item))]
        return None
