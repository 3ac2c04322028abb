"""Whether calls to other systems have a time limit."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, is_library, is_mostly_python, own, used
from assessment.repository.saying import (
    absent,
    absent_in_code,
    counted,
    library,
    not_applicable,
    present,
    unavailable,
)
from assessment.repository.searching import keyed, set_to

WAITS = "timeout|request_timeout|timeout_seconds|timeout_s"
RETRIES = "max_retries|num_retries|retries"
RETRY_TOOLS = (
    "tenacity",
    "backoff",
    "stamina",
    "retrying",
    "pybreaker",
    "circuitbreaker",
    "aiobreaker",
    "urllib3.util.retry",
    "urllib3.util.Retry",
    "urllib3.Retry",
    "retry",
    "hyx",
    "purgatory",
)
OPEN = re.compile(
    r"^requests\.(?:get|post|put|patch|delete|head|request)$|^urllib\.request\.urlopen$|"
    r"^urlopen$",
)
OUT = re.compile(
    r"^(?:requests|httpx|aiohttp|urllib3|urllib\.request|grpc|tritonclient|pycurl)\.|^(?:openai|"
    r"anthropic|boto3|redis|elasticsearch|"
    r"psycopg2?|pymongo|kafka|google\.cloud|azure)\.[\w.]*[A-Za-z]+$"
)
SERVED = ("timeout", "timeoutSeconds", "requestTimeout", "timeout_keep_alive")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Limits that are given, against modules whose calls have none."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    given = set_to(modules, WAITS, r"\w")
    retried = used(modules, RETRY_TOOLS) + set_to(modules, RETRIES, r"\w")
    calling = [module for module in modules if any(map(OUT.search, module.calls))]
    if not calling:
        return _without_calls(evidence)
    bare = [hit for module in calling if (hit := _open(module))]
    careful = [*given, *retried, *_meshed(evidence)]
    told = f"{counted(bare, 'module')} of {len(calling)} call without a limit"
    if given and 2 * len(bare) <= len(calling):
        also = " and retries" if retried else ""
        return present(
            evidence, f"timeouts{also} are given, first in {given[0].path}; {told}", careful
        )
    if bare:
        return (
            absent(evidence, told, bare)
            if is_mostly_python(evidence)
            else absent_in_code(evidence, told)
        )
    return unavailable(
        f"{counted(calling, 'module')} call through clients that bring limits of their own",
        "Say which limits hold for these calls, and what is answered when one is reached.",
    )


def _without_calls(evidence: RepositoryEvidence) -> Observation:
    if not is_mostly_python(evidence):
        return absent_in_code(evidence, "no call to another system was seen")
    return not_applicable("nothing here calls another system")


def _open(module: PythonModule) -> Hit | None:
    """A call that waits for ever by default, in a module that gives no limit at all."""
    if any(re.fullmatch(WAITS, item.name) and item.value for item in module.settings):
        return None
    lines = [(line, name) for name, line in module.calls.items() if OPEN.search(name)]
    return Hit(module.path, *min(lines)) if lines else None


def _meshed(evidence: RepositoryEvidence) -> list[Hit]:
    routed = ("VirtualService", "DestinationRule", "HTTPRoute", "BackendTrafficPolicy")
    return [
        Hit(document.path, document.line, key)
        for document, key, _ in keyed(evidence, *SERVED)
        if document.kind in routed
    ]
