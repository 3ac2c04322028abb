"""Nothing is done or kept that the table of permissions does not know."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from assessment.workshop.phases import Phase
from engagement.access.table import KINDS, permissions
from engagement.store.belonging import BY_DIGEST
from engagement.store.paths import leads_to_a_client
from engagement.store.tables import METADATA, ROWS
from scoring.conflict import ConflictEvent

ENGAGEMENT = Path(__file__).resolve().parents[2] / "engagement"
DECIDED_ELSEWHERE = {"open", "server"}
WHERE_THE_ACTION_STANDS = {"record": 1, "record_in": 2}
"""Functions that write an action down, and which of their arguments it is."""
FILLED = {
    "f'conflict {event.what}'": [
        f"conflict {what}" for what in get_args(ConflictEvent.model_fields["what"].annotation)
    ],
    "f'{asked.kind} asked for'": ["overrule asked for", "waiver asked for"],
    "f'{asked.kind} {what}'": [
        f"{kind} {what}" for kind in ("overrule", "waiver") for what in ("agreed to", "declined")
    ],
    "f'workshop item {after}'": [f"workshop item {phase}" for phase in Phase],
}
"""Names with a part that is filled in, and everything that they can be."""
ADDED = "add a row in engagement/access/permissions/ and give its reason"


class Module:
    """The actions that a module records, read off its text."""

    def __init__(self, file: Path) -> None:
        self.tree = ast.parse(file.read_text(encoding="utf-8"))
        self.functions = [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef)]
        self.recording = dict(WHERE_THE_ACTION_STANDS)
        for _ in range(3):  # one function may hand the name on to another
            for function in self.functions:
                self._hands_on(function)

    def actions(self) -> Iterator[tuple[str, int]]:
        """Each action with its line; an empty one where it cannot be read off."""
        for function in self.functions:
            for call, part in self._recorded(function):
                if part is not None and self._parameter(function, part) is None:
                    texts = self._texts(part, function) or [""]
                    yield from ((text, call.lineno) for text in texts)

    def _recorded(self, function: ast.FunctionDef) -> Iterator[tuple[ast.Call, ast.expr | None]]:
        for call in ast.walk(function):
            name = _name(call.func) if isinstance(call, ast.Call) else ""
            if isinstance(call, ast.Call) and name in self.recording:
                at = self.recording[name]
                named = next((k.value for k in call.keywords if k.arg in {"action", "what"}), None)
                yield call, call.args[at] if at < len(call.args) else named

    def _hands_on(self, function: ast.FunctionDef) -> None:
        for _, part in self._recorded(function):
            at = self._parameter(function, part)
            if at is not None:
                self.recording[function.name] = at

    def _parameter(self, function: ast.FunctionDef, part: ast.expr | None) -> int | None:
        names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
        return names.index(part.id) if isinstance(part, ast.Name) and part.id in names else None

    def _texts(self, part: ast.expr, function: ast.FunctionDef) -> list[str]:
        """The texts that an argument may be: written there, chosen there, or assigned to it."""
        if isinstance(part, ast.Constant):
            return [str(part.value)]
        if isinstance(part, ast.IfExp):
            return [*self._texts(part.body, function), *self._texts(part.orelse, function)]
        if isinstance(part, ast.JoinedStr):
            return FILLED.get(ast.unparse(part), [])
        if not isinstance(part, ast.Name):
            return []
        return [
            text
            for node in (*ast.walk(function), *self.tree.body)
            if isinstance(node, ast.Assign)
            for given in _assigned(node, part.id)
            for text in self._texts(given, function)
        ]


def _assigned(node: ast.Assign, name: str) -> Iterator[ast.expr]:
    """What an assignment gives to a name, unless that is another name."""
    pairs = [(node.targets[0], node.value)]
    if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
        pairs = list(zip(node.targets[0].elts, node.value.elts, strict=True))
    for target, value in pairs:
        if getattr(target, "id", "") == name and not isinstance(value, ast.Name):
            yield value


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_every_action_that_is_recorded_has_a_row_that_says_who_may_do_it() -> None:
    found = {
        text: f"{file.name}:{line}"
        for file in ENGAGEMENT.rglob("*.py")
        if "store" not in file.relative_to(ENGAGEMENT).parts
        for text, line in Module(file).actions()
    }
    assert len(found) > 60
    missing = {text: at for text, at in found.items() if text not in permissions().actions}
    assert missing == {}, ADDED


def test_every_table_has_a_row_that_says_what_reads_it() -> None:
    assert set(ROWS) - set(permissions().tables) == set(), ADDED


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_every_table_of_a_client_leads_to_that_client(table: str) -> None:
    row = permissions().tables.get(table)
    if row and row.read not in DECIDED_ELSEWHERE and table not in BY_DIGEST:
        assert leads_to_a_client(METADATA.tables[table])


def test_every_kind_of_reading_has_its_roles_and_a_reason() -> None:
    assert set(permissions().reads) == set(KINDS)
