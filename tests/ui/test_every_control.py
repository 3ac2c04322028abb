"""No table without a name to whoever hears the page, and no day that is typed in another order."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ui"
WANTED = {
    "dataframe": "alt",
    "data_editor": "alt",
    "vega_lite_chart": "alt",
    "image": "alt",
    "date_input": "format",
}


def calls(name: str) -> Iterator[tuple[str, set[str | None]]]:
    """Where a control is made, and by which names it is given something."""
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == name:
                yield f"{file.relative_to(UI)}:{node.lineno}", {one.arg for one in node.keywords}


@pytest.mark.parametrize(("control", "given"), WANTED.items())
def test_every_control_of_a_kind_is_given_its(control: str, given: str) -> None:
    found = dict(calls(control))
    assert found
    assert [place for place, names in found.items() if given not in names] == []


FIELDS = (
    "checkbox", "toggle", "selectbox", "multiselect", "text_input", "text_area", "number_input",
    "date_input", "slider", "select_slider", "radio",
)  # fmt: skip
MARKUP = ("**", ":gray[", ":small[", ":red[", ":green[", "`", "\\n")


@pytest.mark.parametrize("control", FIELDS)
def test_a_field_is_called_by_plain_words_since_its_label_is_read_aloud_as_it_stands(
    control: str,
) -> None:
    found = dict(labels(control))
    assert found
    assert {
        place: said for place, said in found.items() if any(one in said for one in MARKUP)
    } == {}
    assert [place for place, said in found.items() if "plain(" in said] == []


def labels(name: str) -> Iterator[tuple[str, str]]:
    """Where a field is made, and its label as it stands in the code."""
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == name and node.args:
                yield f"{file.relative_to(UI)}:{node.lineno}", ast.unparse(node.args[0])


def test_no_form_empties_itself_when_it_is_sent_since_what_is_refused_would_be_lost() -> None:
    found = [
        str(file.relative_to(UI))
        for file in sorted(UI.rglob("*.py"))
        if "clear_on_submit=True" in file.read_text(encoding="utf-8")
    ]
    assert found == []
