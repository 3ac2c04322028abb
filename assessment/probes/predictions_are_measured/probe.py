"""Whether what the model answers is measured."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, imports, is_served, own
from assessment.repository.saying import absent_in_code, not_served, present
from assessment.repository.searching import set_to

METERS = (
    r"(?:^|\.)(?:Counter|Histogram|Gauge|Summary|create_\w+|increment|distribution|gauge|incr|"
    r"histogram)$"
)
OUTPUT = (
    r"(?:predict(?:ion|ed|ions)?|model|inference|class(?:ifier|ification)?|label|forecast|"
    r"regression)[-_.](?:value|output|outputs|score|"
    r"scores|class|classes|label|labels|distribution|confidence|prob\w*|result|results|drift)|"
    r"confidence|probabilit|"
    r"(?:output|score|label|class|prediction|sentiment|toxicity|similarity|"
    r"drift)[-_.]?(?:distribution|histogram|score|value|drift)|"
    r"^(?:\w+_)?(?:scores?|probas?|predicted_\w+|groundedness|relevance)$"
)
NO_OUTPUT = re.compile(
    r"latency|duration|second|_time\b|_ms$|error|fail|exception|queue|size|memory|load(?:ed|"
    r"ing)?|cache|request|token|cpu|gpu|"
    r"health|version|retries",
    re.IGNORECASE,
)
PREDICTION = re.compile(
    r"predict|inference|insight|scor(?:e|ing)|classif|detect|recommend|forecast|"
    r"(?:model)?answer|generation",
    re.IGNORECASE,
)
SCORE = re.compile(
    r"confidence|(?:^|_)scores?$|probab|predicted|prediction(?:$|_)|(?:^|_)label$|logits|^value$",
    re.IGNORECASE,
)
WATCHERS = (
    "whylogs",
    "nannyml",
    "evidently",
    "arize",
    "fiddler",
    "aporia",
    "phoenix",
    "deepchecks",
    "superwise",
)
LOGS = (
    r"(?:^|[._])(?:send|publish|produce|generate|emit)_(?:\w+_)?predictions?(?:_\w+)?$|(?:^|"
    r"[._])(?:log|record|store|save|track|observe|emit)_(?:predictions?|inferences?|confidence|"
    r"model_outputs?)(?:_\w+)?$"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A metric of outputs, a stored prediction with its score, or a tool that watches them."""
    if not is_served(evidence):
        return not_served(evidence)
    modules = own(evidence)
    metrics = [hit for hit in _named(modules) if not NO_OUTPUT.search(hit.name)]
    hits = metrics + _tables(modules)
    hits += imports(modules, WATCHERS) + calls(modules, LOGS)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_code(evidence, "no metric and no stored record of what the model answers")


def _named(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """Metrics by the name they are made with, or that a function makes them with by default."""
    return set_to(modules, "0", OUTPUT, METERS) + set_to(modules, "metric_name", OUTPUT)


def _tables(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, table.line, f"{table.name}.{field}")
        for module in modules
        for table in module.tables
        if PREDICTION.search(table.name)
        for field in table.fields
        if SCORE.search(field)
    ]
