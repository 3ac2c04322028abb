"""Whether use of a language model is capped."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, calls, is_library, own, used
from assessment.repository.roles import role_of
from assessment.repository.saying import absent_in_python, library, present
from assessment.repository.searching import keyed, set_to

LENGTH = (
    "max_tokens", "max_completion_tokens", "max_output_tokens", "max_new_tokens", "maxTokens",
    "max_tokens_to_sample", "num_predict", "token_limit", "max_input_tokens",
)  # fmt: skip
STEPS = "recursion_limit|max_iterations|max_turns|max_steps|max_budget|usage_limits"
STEP_KEYS = (
    "recursion_limit",
    "max_iterations",
    "max_turns",
    "max_budget",
    "rpm_limit",
    "tpm_limit",
)
LIMITERS = (
    "slowapi", "fastapi_limiter", "flask_limiter", "django_ratelimit", "aiolimiter", "ratelimit",
    "limits", "langchain_core.rate_limiters", "pyrate_limiter", "throttled", "upstash_ratelimit",
    "ModelCallLimitMiddleware", "langchain.agents.middleware.ModelCallLimitMiddleware",
)  # fmt: skip
OWN = (
    r"(?:check|enforce|exceed\w*|within|apply|verify|consume|get|is|has)_\w*(?:rate_?limit\w*|"
    r"quota|budget|token_?limit\w*|usage_limit\w*|over_limit)|"
    r"(?:^|\.)(?:RateLimiter|TokenBucket|UsageLimits|TokenBudget|RateLimitMiddleware)$|"
    r"(?:truncate|trim)_(?:messages|tokens|history|to_tokens?|context)\w*$"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A limit of length, and a limit of steps, rate or spend."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = own(evidence)
    length = set_to(modules, "|".join(LENGTH), "") + _keyed(evidence, LENGTH)
    rate = set_to(modules, STEPS, "") + _keyed(evidence, STEP_KEYS)
    rate += used(modules, LIMITERS) + calls(modules, rf"(?i){OWN}")
    if length and rate:
        seen = f"{_told(length[0])} in {length[0].path}, {_told(rate[0])} in {rate[0].path}"
        return present(evidence, seen, [length[0], rate[0], *length[1:], *rate[1:]])
    if one := length or rate:
        kind = "length" if length else "steps or rate"
        return absent_in_python(evidence, f"only {kind} is capped, in {one[0].path}", one)
    return absent_in_python(
        evidence, "a language model is called, and no limit of its use was seen"
    )


def _told(hit: Hit) -> str:
    return f"a limit of {hit.name}" if hit.name.isdigit() else hit.name


def _keyed(evidence: RepositoryEvidence, keys: tuple[str, ...]) -> list[Hit]:
    return [
        Hit(document.path, document.line, key)
        for document, key, value in keyed(evidence, *keys)
        if role_of(document.path) == "source" and value
    ]
