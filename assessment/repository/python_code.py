"""Python files as facts: parsed, never run; imports, calls, routes, tests, with their lines."""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence

from assessment.repository.decisions import branches_of, settings_of, tables_of
from assessment.repository.facts.plain import Lines
from assessment.repository.facts.python_files import PythonModule, Record, TestFunction
from assessment.repository.names import Calls, Names, last_of, nodes_of, text_of
from assessment.repository.roles import role_of
from assessment.repository.web_routes import routes_of

LINE_LIMIT = 20_000
"""A longer line is generated or hostile, and the file is left out."""
_NAMES_LIMIT = 2_000
_RECORD_LIMIT = 50
_FEWEST = 3
"""Names that make a record."""
_STARTERS = {"argparse", "click", "typer", "fire", "hydra", "absl"}
_MODEL_CALL = re.compile(
    r"(?:^|[._])(?:predict|predict_proba|score|evaluate|infer|classify)(?:$|_)"
)
_MODEL_GIVEN = re.compile(r"(?:\w+_)?(?:predictor|model|classifier|regressor|estimator)")
_MOCKED = re.compile(r"mock|patch|fake|stub", re.IGNORECASE)
_VERSION = re.compile(r"version|revision|model_id|run_id", re.IGNORECASE)
_RESULT = re.compile(r"predict|score|output|label|prob|confidence|decision|result", re.IGNORECASE)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_TELLING = {
    *_FUNCTIONS, *_IMPORTS, ast.If, ast.IfExp, ast.Call, ast.ClassDef, ast.Assign, ast.Constant,
}  # fmt: skip
"""Kinds of node that some fact is made of."""
_TESTING = {*_IMPORTS, ast.Call, ast.Assert, ast.Compare}
_BY_SIZE = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Unparsed(Exception):
    """The file is no Python that can be parsed within bounds."""


def read_python(path: str, text: str) -> PythonModule:
    """The facts of one module; raises :class:`Unparsed` for what is no Python, or too deep."""
    rows = text.splitlines()
    if max(map(len, rows), default=0) > LINE_LIMIT:
        raise Unparsed
    lines = sum(map(bool, map(str.strip, rows)))
    tree = _parse(text)
    if role_of(path) == "test":
        return _tests_of(path, lines, tree)
    return _source_of(path, lines, tree)


def _source_of(path: str, lines: int, tree: ast.Module) -> PythonModule:
    of = _by_kind(nodes_of(tree))
    names = Names.of([*of[ast.Import], *of[ast.ImportFrom]])
    functions = [*of[ast.FunctionDef], *of[ast.AsyncFunctionDef]]
    calls = names.calls(of[ast.Call])
    texts = [node for node in of[ast.Constant] if text_of(node)]
    return PythonModule(
        path=path,
        lines=lines,
        imports=_first(names.imported.items()),
        calls=_first((name, node.lineno) for node, name in calls if name),
        functions=_first(_functions(functions)),
        routes=tuple(routes_of(functions, calls, of[ast.Assign], names)),
        records=tuple(_records(calls, of[ast.ClassDef], names))[:_RECORD_LIMIT],
        settings=tuple(settings_of(calls, [*functions, *texts], names)),
        branches=tuple(branches_of([*of[ast.If], *of[ast.IfExp]], names)),
        tables=tuple(tables_of(of[ast.ClassDef], names)),
        runs=_runs(tree, names),
    )


def _by_kind(nodes: list[ast.AST]) -> dict[type[ast.AST], list[ast.AST]]:
    """The nodes by their kind, so that each fact looks at those alone that it is made of."""
    found: dict[type[ast.AST], list[ast.AST]] = {kind: [] for kind in _TELLING}
    for node in nodes:
        kind = type(node)
        if kind in found:
            found[kind].append(node)
    return found


def _tests_of(path: str, lines: int, tree: ast.Module) -> PythonModule:
    """A module of tests: what is inside of each is walked once, for itself."""
    outer = nodes_of(tree, until=_is_test)
    tests = [
        (node, [inner for inner in nodes_of(node) if type(inner) in _TESTING])
        for node in outer
        if isinstance(node, _FUNCTIONS) and node.name.startswith("test")
    ]
    inside = [node for _, nodes in tests for node in nodes]
    names = Names.of([node for node in (*outer, *inside) if type(node) in _IMPORTS])
    return PythonModule(
        path=path,
        lines=lines,
        imports=_first(names.imported.items()),
        tests=tuple(_test(node, nodes, names) for node, nodes in tests),
        runs=_runs(tree, names),
    )


def _is_test(node: ast.AST) -> bool:
    return isinstance(node, _FUNCTIONS) and node.name.startswith("test")


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unparsed from None


def _first(pairs: Iterable[tuple[str, int]]) -> Lines:
    found: Lines = {}
    for name, line in pairs:
        if len(found) >= _NAMES_LIMIT:
            break
        if len(name) <= 200:
            found.setdefault(name, line)
    return found


def _functions(nodes: list[ast.AST]) -> Iterator[tuple[str, int]]:
    return ((node.name, node.lineno) for node in nodes if isinstance(node, _FUNCTIONS))


def _test(
    function: ast.FunctionDef | ast.AsyncFunctionDef, nodes: list[ast.AST], names: Names
) -> TestFunction:
    asserts, compares = 0, False
    given = [argument.arg for argument in function.args.args]
    mocked = any(map(_MOCKED.search, given))
    model = any(map(_MODEL_GIVEN.fullmatch, given))
    by_size = any(map(_is_by_size, nodes))
    for node in nodes:
        if isinstance(node, ast.Assert):
            asserts += 1
            compares |= by_size and any(map(_is_by_size, nodes_of(node.test)))
        elif isinstance(node, ast.Call):
            name = names.dotted(node.func)
            last = last_of(name)
            asserts += last.startswith("assert") or last in {"raises", "fail", "check"}
            compares |= last.startswith(("assertGreater", "assertLess", "assert_allclose"))
            mocked = mocked or bool(_MOCKED.search(name))
            model = model or bool(_MODEL_CALL.search(last))
    return TestFunction(
        name=function.name[:200],
        line=function.lineno,
        asserts=asserts,
        calls_model=model and not mocked,
        compares=compares,
    )


def _is_by_size(node: ast.AST) -> bool:
    """Whether something is compared by size here: a threshold."""
    return isinstance(node, ast.Compare) and any(isinstance(op, _BY_SIZE) for op in node.ops)


def _records(calls: Calls, classes: list[ast.AST], names: Names) -> Iterator[Record]:
    for call, name in calls:
        yield from _call_records(call, name)
    for node in classes:
        if isinstance(node, ast.ClassDef):
            bases = " ".join(names.dotted(base) for base in node.bases)
            if record := _record(node.lineno, _class_fields(node), f"class {bases}"):
                yield record


def _call_records(node: ast.Call, name: str) -> Iterator[Record]:
    if len(node.keywords) >= _FEWEST:
        keywords = [keyword.arg for keyword in node.keywords if keyword.arg]
        if record := _record(node.lineno, keywords, name):
            yield record
    values = [keyword.value for keyword in node.keywords] if node.keywords else []
    for value in [*node.args, *values]:
        if isinstance(value, ast.Dict) and len(value.keys) >= _FEWEST:
            keys = [text for key in value.keys if (text := text_of(key)) is not None]
            if record := _record(value.lineno, keys, name):
                yield record


def _class_fields(node: ast.ClassDef) -> list[str]:
    fields = []
    for item in node.body:
        target = item.targets[0] if isinstance(item, ast.Assign) else None
        target = item.target if isinstance(item, ast.AnnAssign) else target
        if isinstance(target, ast.Name):
            fields.append(target.id)
    return fields


def _record(line: int, fields: Sequence[str], of: str) -> Record | None:
    if len(fields) < _FEWEST or not _VERSION.search("\n".join(fields)):
        return None
    given = [field[:60] for field in fields]
    version = {field for field in given if _VERSION.search(field)}
    result = {field for field in given if _RESULT.search(field)} - version
    if not version or not result:
        return None
    return Record(line=line, fields=tuple(given[:30]), of=of[:200])


def _runs(tree: ast.Module, names: Names) -> bool:
    if {name.partition(".")[0] for name in names.imported} & _STARTERS:
        return True
    return any(
        isinstance(item, ast.If)
        and isinstance(item.test, ast.Compare)
        and isinstance(item.test.left, ast.Name)
        and item.test.left.id == "__name__"
        for item in tree.body
    )
