"""The schemas for editors: they take the shipped packs and refuse what the check refuses."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from content.loading import shipped_packs
from content.schemas import schemas

OF_FOLDER = {"areas": "area", "frameworks": "framework", "sections": "section"}
FILES = [path for folder in shipped_packs() for path in sorted(folder.rglob("*.yaml"))]


@cache
def _text(path: Path) -> str:
    return json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")))


def loaded(path: Path) -> Any:
    """A shipped file's data, read once."""
    return json.loads(_text(path))


def schema_of(path: Path) -> dict[str, Any]:
    """The schema for a file of a pack, by where it lies."""
    return schemas()[OF_FOLDER.get(path.parent.name, path.stem)]


def faults(path: Path, data: Any) -> list[str]:
    return [item.message for item in Draft202012Validator(schema_of(path)).iter_errors(data)]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_the_shipped_packs_fits_its_schema(path: Path) -> None:
    assert faults(path, loaded(path)) == []


def test_every_schema_is_tried_on_a_shipped_file() -> None:
    assert {OF_FOLDER.get(path.parent.name, path.stem) for path in FILES} == set(schemas())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_field_that_is_not_known_is_refused(path: Path) -> None:
    data = loaded(path)
    target = data[0] if isinstance(data, list) else data
    target["no_such_field"] = 1
    assert faults(path, data)


def test_a_question_needs_either_choices_or_a_scale() -> None:
    section = {"id": "a", "title": "A", "questions": [{"id": "q", "title": "Q"}]}
    assert faults(Path("sections/a.yaml"), section)
    section["questions"][0]["scale"] = "done"  # type: ignore[index]
    assert not faults(Path("sections/a.yaml"), section)
