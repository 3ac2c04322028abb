"""Whether prediction routes are protected."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence, Route
from assessment.repository.looking import Hit, is_served, objects, own
from assessment.repository.saying import absent, counted, not_served, present, unavailable

PREDICTS = re.compile(
    r"predict|score|infer|classif|complet|generat|embed|chat|invocation|recommend|detect",
    re.IGNORECASE,
)
GUARD = re.compile(
    r"auth|token|api[-_]?key|credential|jwt|oauth|secur|bearer|login|permission|current_user|"
    r"verify|"
    r"requires|signature|hmac|session_required|identity",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"login_required|LoginRequired|permission_required|PermissionRequired|UserPassesTest|IsAuthenticated|"
    r"rest_framework\.(?:permissions|authentication)|AuthMiddleware|token_required|jwt_required|staff_member_required"
)
"""What Django and its like put before a view."""
GATES = ("AuthorizationPolicy", "RequestAuthentication", "SecurityPolicy", "AuthConfig")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Every predicting (or, without such, every changing) route must have a guard before it."""
    if not is_served(evidence):
        return not_served(evidence)
    routes = [(module.path, route) for module in own(evidence) for route in module.routes]
    before = [
        Hit(path, r.line, guard) for path, r in routes if r.path == "*" for guard in _guards(r)
    ]
    gates = [Hit(item.path, item.line, item.kind) for item in objects(evidence, *GATES)]
    wanted = _wanted([(path, route) for path, route in routes if route.path != "*"])
    if not wanted:
        return unavailable(
            "no route that predicts or changes something was recognised",
            "Show where callers are checked: the gateway's configuration or the lines of code.",
        )
    if everywhere := [*before, *gates]:
        return present(evidence, f"{everywhere[0].name} stands before all routes", everywhere)
    return _each(evidence, wanted)


def _each(evidence: RepositoryEvidence, wanted: list[tuple[str, Route]]) -> Observation:
    """With nothing before all of them, every route needs a guard of its own."""
    open_ = [(path, route) for path, route in wanted if not _guards(route)]
    open_ = [(path, route) for path, route in open_ if not _guarded_there(evidence, route)]
    free = [Hit(path, route.line, route.path) for path, route in open_]
    if free and all(map(_is_django, _modules(evidence, open_))) and _asks_somewhere(evidence):
        return unavailable(
            f"{free[0].path} names routes, and what stands before their views was not followed",
            "Show what stands before the views that predict: a mixin, a decorator or a middleware.",
        )
    if free:
        seen = f"{len(free)} of {len(wanted)} routes are open, such as {free[0].name}"
        return absent(evidence, seen, free)
    hits = [Hit(path, route.line, route.path) for path, route in wanted]
    return present(
        evidence, f"{counted(wanted, 'route')}, and every one asks for a credential", hits
    )


def _wanted(routes: list[tuple[str, Route]]) -> list[tuple[str, Route]]:
    predicting = [item for item in routes if PREDICTS.search(f"{item[1].path} {item[1].handler}")]
    changing = [item for item in routes if re.search(r"post|put|patch|delete", item[1].method)]
    return predicting or changing


def _guards(route: Route) -> list[str]:
    """By the last two parts of a name: the package that it comes from says nothing."""
    return [guard for guard in route.guards if GUARD.search(".".join(guard.split(".")[-2:]))]


def _guarded_there(evidence: RepositoryEvidence, route: Route) -> bool:
    """Whether the module of a view, named in a table of routes, brings in what asks for a credential."""
    module = route.handler.rpartition(".")[0].replace(".", "/")
    return bool(module) and any(
        item.path.removesuffix(".py").endswith(module) and _asks(item) for item in own(evidence)
    )


def _asks_somewhere(evidence: RepositoryEvidence) -> bool:
    return any(map(_asks, own(evidence)))


def _asks(module: PythonModule) -> bool:
    return any(ASKS.search(name) for name in module.imports)


def _modules(evidence: RepositoryEvidence, routes: list[tuple[str, Route]]) -> list[PythonModule]:
    paths = {path for path, _ in routes}
    return [module for module in own(evidence) if module.path in paths]


def _is_django(module: PythonModule) -> bool:
    return any(name.partition(".")[0] in {"django", "channels"} for name in module.imports)
