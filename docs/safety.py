"""The page that says what keeps looking harmless, rule by rule, with the tests that attack each."""

import ast
from functools import cache
from pathlib import Path

import yaml

from content.values import Value

RULES = Path(__file__).parent / "safety-rules.yaml"
TESTS = Path(__file__).parents[1] / "tests"
HEAD = """\
# What keeps looking harmless

Made from `docs/safety-rules.yaml`; do not edit by hand. Each rule has tests that attack it with a live
server, a real database or a real tree; they run with all the others.
"""


class Rule(Value):
    """One rule and the names of the test functions that attack it."""

    rule: str
    tests: tuple[str, ...]


class Part(Value):
    """Rules that belong together."""

    part: str
    rules: tuple[Rule, ...]


def parts() -> tuple[Part, ...]:
    """All rules, in the file's order."""
    rows = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return tuple(Part.model_validate(row) for row in rows)


@cache
def places() -> dict[str, str]:
    """Every test function and the file it is in, from the top of the repository."""
    found = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[node.name] = str(file.relative_to(TESTS.parent))
    return found


def render() -> str:
    """The page in Markdown."""
    lines = [HEAD]
    for part in parts():
        lines += [f"## {part.part}\n", "| rule | attacked by |", "|---|---|"]
        lines += [
            f"| {rule.rule} | {'<br>'.join(map(linked, rule.tests))} |" for rule in part.rules
        ]
        lines.append("")
    return "\n".join(lines)


def linked(name: str) -> str:
    """A test by its words, as a link to its file."""
    words = name.removeprefix("test_").replace("_", " ")
    return f"[{words}](../{places()[name]})" if name in places() else words
