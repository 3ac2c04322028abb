"""Whether tokens or cost of a language model are recorded."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, calls, imports, is_library, own
from assessment.repository.saying import absent_in_python, library, present
from assessment.repository.searching import set_to

TOKENS = re.compile(
    r"^(?:\w*_)?(?:prompt|completion|input|output|total|cached|llm)_tokens?(?:_\w+)?$|"
    r"^(?:num_)?tokens?_(?:used|usage|count)$|"
    r"^(?:cost_usd|total_cost|llm_cost|cost_cents|price_usd|total_price|cost)$",
    re.IGNORECASE,
)
COUNTED = (
    r"get_openai_callback$|get_usage_metadata_callback$|UsageMetadataCallbackHandler$|"
    r"^litellm\.(?:completion_cost|cost_per_token)$|"
    r"(?:^|[._])(?:log|record|track|save|store|update|report|emit)_\w*(?:tokens?|token_usage|"
    r"llm_usage|llm_cost)\w*$|"
    r"(?:^|[._])(?:calculate|calc|compute|estimate|track|record|add)_(?:\w*(?:llm|token|usage|"
    r"estimated|query|completion|request|model|api)_)?(?:cost|price)$|"
    r"TokenCountingHandler$|(?:^|[._])\w*usage_metrics$|(?:^|\.)(?:TokenUsage|UsageTracker|"
    r"CostTracker)$"
)
TRACES = (
    "langfuse",
    "helicone",
    "langsmith.traceable",
    "langsmith.wrappers",
    "openlit",
    "agentops",
    "opik",
    "portkey_ai",
    "langwatch",
)
NEAR = re.compile(
    r"llm|(?:^|[/_])ai(?:[/_]|$)|token|chat|completion|message|usage|prompt|agent",
    re.IGNORECASE,
)
METRIC = r"tokens?(?:_|$)|llm_cost|cost_usd"
METERS = (
    r"(?:Counter|Histogram|Gauge|Summary|create_\w+|increment|distribution|gauge|incr|"
    r"histogram)$"
)
OTHER = re.compile(
    r"auth|csrf|access|refresh|session|api_?token|push_token|rate_usage|disk|cpu|gpu|memory|"
    r"storage",
    re.IGNORECASE,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A table, a metric, a call that counts, or a tracing tool that counts by itself."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = own(evidence)
    counted = [hit for hit in calls(modules, rf"(?i){COUNTED}") if not OTHER.search(hit.name)]
    metrics = [hit for hit in set_to(modules, "0", METRIC, METERS) if not OTHER.search(hit.name)]
    hits = _tables(modules) + metrics + counted + imports(modules, TRACES)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_python(
        evidence, "a language model is called, and its tokens or cost are not recorded"
    )


def _tables(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, table.line, f"{table.name}.{field}")
        for module in modules
        for table in module.tables
        for field in table.fields
        if _tells(module, table.name, field)
    ]


def _tells(module: PythonModule, table: str, field: str) -> bool:
    """A field of tokens; one of cost alone only where a language model is near by name."""
    if OTHER.search(field) or not TOKENS.search(field):
        return False
    return "token" in field.lower() or bool(NEAR.search(f"{module.path} {table}"))
