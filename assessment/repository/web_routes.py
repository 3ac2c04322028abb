"""The paths that Python web frameworks serve, and what stands before their handlers."""

import ast
import re
from collections.abc import Iterator

from assessment.repository.facts.python_files import Route
from assessment.repository.names import Calls, Names, last_of, nodes_of, text_of

_VERBS = {"get", "post", "put", "patch", "delete", "route", "api_route", "websocket"}
_DJANGO = {"path", "re_path", "url"}
_ADDS = {"add_route", "add_api_route", "add_url_rule", "add_get", "add_post", "add_resource"}
_TABLES = {"Route", "WebSocketRoute", "Mount", "mount"} | _ADDS | _DJANGO
_WHOLE = {"add_middleware", "include_router"}
_ADDING = _TABLES | _WHOLE
_BEFORE = {"before_request", "middleware", "before_app_request"}
_DEPENDS = {"Depends", "Security"}
_HEADER_TYPES = {"Header", "APIKeyHeader"}
_AUTHENTICATES = re.compile(
    r"(?:^|[._])(?:get_)?(?:authenticated|current)_user\w*$|(?:^|[._])authenticate\w*$|"
    r"(?:^|[._])(?:verify|check|require|validate)_\w*(?:auth|token|api_?key|jwt|credential|permission)\w*$"
)
"""What a handler calls first to know who asks."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def routes_of(
    functions: list[ast.AST], calls: Calls, assigned: list[ast.AST], names: Names
) -> Iterator[Route]:
    """Routes by decorator and by table; a route ``*`` is what stands before all of them."""
    depends = any(last_of(name) in _DEPENDS for _, name in calls)
    routers = _router_guards(assigned, names) if depends else {}
    for node in functions:
        if isinstance(node, Function):
            yield from _decorated(node, names, routers)
    for call, name in calls:
        if (last := last_of(name)) in _ADDING:
            yield from _called(call, last, names)


def _decorated(
    node: Function, names: Names, routers: dict[str, tuple[str, ...]]
) -> Iterator[Route]:
    for decorator in node.decorator_list:
        if not isinstance(decorator, ast.Call):
            if last_of(names.dotted(decorator)) in _BEFORE:
                yield Route(path="*", method="before", line=node.lineno, guards=(node.name,))
            continue
        name = names.dotted(decorator.func)
        owner, _, verb = name.rpartition(".")
        if verb in _BEFORE:
            yield Route(path="*", method="before", line=node.lineno, guards=(node.name,))
        elif verb in _VERBS and (path := _path(decorator)) is not None:
            guards = (*routers.get(owner, ()), *_guards(node, decorator, names))
            yield Route(
                path=path,
                method=_method(verb, decorator),
                line=node.lineno,
                handler=node.name,
                guards=tuple(dict.fromkeys(guards))[:20],
            )


def _called(node: ast.Call, last: str, names: Names) -> Iterator[Route]:
    if last in _WHOLE and node.args:
        first = names.dotted(node.args[0])
        guards = (first,) if last == "add_middleware" else tuple(_depends(node, names))
        if guards:
            yield Route(path="*", method="before", line=node.lineno, handler=first, guards=guards)
    elif last in _TABLES:
        texts = [text for item in node.args if (text := text_of(item)) is not None]
        django = last in _DJANGO and "django" in names.roots
        if texts and (texts[0].startswith("/") or django):
            target = next((names.dotted(item) for item in node.args if text_of(item) is None), "")
            path = "/" + texts[0][:200].lstrip("/^")
            yield Route(path=path, line=node.lineno, handler=target[:200])


def _router_guards(nodes: list[ast.AST], names: Names) -> dict[str, tuple[str, ...]]:
    """Variable of a router or application -> what every one of its routes depends on."""
    found = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            guards = tuple(_depends(node.value, names))
            for target in node.targets:
                if isinstance(target, ast.Name) and guards:
                    found[target.id] = guards
    return found


def _guards(node: Function, decorator: ast.Call, names: Names) -> Iterator[str]:
    yield from _depends(decorator, names)
    for other in node.decorator_list:
        if other is not decorator and (name := names.dotted(other)):
            yield name
    arguments = [*node.args.args, *node.args.kwonlyargs]
    for part in [*node.args.defaults, *node.args.kw_defaults, *(a.annotation for a in arguments)]:
        if part is not None:
            yield from _depends(part, names)
            if any(last_of(names.dotted(c)) in _HEADER_TYPES for c in _calls(part)):
                yield from (f"header {argument.arg}" for argument in arguments)
    for inner in nodes_of(node):
        if isinstance(inner, ast.Call) and _AUTHENTICATES.search(names.dotted(inner.func)):
            yield names.dotted(inner.func)
        if isinstance(inner, ast.Call) and names.dotted(inner.func).endswith("headers.get"):
            yield from (f"header {ast.unparse(item)[:60]}" for item in inner.args[:1])
        elif isinstance(inner, ast.Subscript) and names.dotted(inner.value).endswith(".headers"):
            yield f"header {ast.unparse(inner.slice)[:60]}"


def _depends(node: ast.AST, names: Names) -> Iterator[str]:
    for call in _calls(node):
        if last_of(names.dotted(call.func)) in _DEPENDS and call.args:
            yield names.dotted(call.args[0])


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (item for item in nodes_of(node) if isinstance(item, ast.Call))


def _path(call: ast.Call) -> str | None:
    candidates = [*call.args[:1], *(k.value for k in call.keywords if k.arg in {"path", "rule"})]
    for item in candidates:
        text = text_of(item)
        if text is not None and (not text or text.startswith("/")):
            return text[:200] or "/"
    return None


def _method(verb: str, call: ast.Call) -> str:
    for keyword in call.keywords:
        if keyword.arg == "methods" and isinstance(keyword.value, ast.List | ast.Tuple | ast.Set):
            listed = [text.lower() for item in keyword.value.elts if (text := text_of(item))]
            return ",".join(listed)[:40]
    return "get" if verb in {"route", "api_route"} else verb
