"""What a module decides and keeps: telling arguments, branches on a score, tables of a database."""

import ast
import re
from collections.abc import Iterator
from itertools import chain, islice

from assessment.repository.facts.python_files import Branch, Setting, Table
from assessment.repository.names import Calls, Names, last_of, nodes_of, text_of

_LIMIT = 60
_THEN_LIMIT = 12
_ARGUMENTS = frozenset(
    {"model", "model_name", "model_id", "repo_id", "repo_type", "revision"}
    | {"version", "model_version"}
    | {"pretrained_model_name_or_path", "ttl", "sla", "freshness_policy", "deadline"}
    | {"allowed_lateness", "schedule", "schedule_interval", "cron", "catchup", "unique_key"}
    | {
        "model_provider",
        "version_as_of",
        "timestamp_as_of",
        "as_of",
        "fallbacks",
        "before_send",
        "online",
    }
    | {"timeout", "request_timeout", "timeout_seconds", "timeout_s", "max_retries", "num_retries"}
    | {"retries", "max_tokens", "max_completion_tokens", "max_output_tokens", "max_new_tokens"}
    | {"maxTokens", "max_tokens_to_sample", "num_predict", "token_limit", "recursion_limit"}
    | {"max_iterations", "max_turns", "max_steps", "max_budget", "max_input_tokens"}
    | {"max_concurrency", "usage_limits", "weights_only", "trust_remote_code"}
    | {"allow_dangerous_deserialization", "allow_pickle", "guardrailIdentifier"}
    | {"guardrailConfig", "guardrail_config", "safety_settings", "send_default_pii"}
    | {
        "interrupt_before",
        "interrupt_after",
        "interrupt_on",
        "human_input_mode",
        "require_approval",
    }
)
_FIRST_TOLD = frozenset(
    {"option", "client", "resource", "from_pretrained", "pipeline", "SentenceTransformer"}
    | {"CrossEncoder", "hf_hub_download", "snapshot_download", "init_chat_model", "load_dataset"}
    | {"log_param", "set_tag", "Counter", "Histogram", "Gauge", "Summary", "create_counter"}
    | {"create_histogram", "create_up_down_counter", "create_gauge", "create_observable_gauge"}
    | {"increment", "gauge", "histogram", "distribution", "timing", "incr", "get_prompt"}
    | {"load_prompt", "pull", "get_treatment", "is_enabled", "is_on", "isEnabled", "variation"}
    | {"getLogger"}
)
"""Last names of calls whose first argument, where it is a text, says what is meant."""
_MODEL_NAME = re.compile(
    r"(?:(?:openai|anthropic|azure|bedrock|vertex_ai|google|gemini|openrouter|models)[/:]|"
    r"(?:(?:us|eu|apac|global)\.)?(?:anthropic|cohere|meta|amazon|mistral)\.)*"
    r"(?:gpt-?[345]|o[134](?:-|$)|chatgpt-|claude-|gemini-|text-embedding-|nova-|titan-|"
    r"mistral-(?:large|small|medium)|command-(?:r|a|light)|deepseek-|grok-|sonar|llama-?[234])"
    r"[\w.:@-]{0,60}"
)
_WEIGHED = re.compile(
    r"confiden|prob(?:a|abilit)?|scores?\b|certain|entropy|metric|accuracy|\bauc|auc\b|f1|mse\b|mae\b|"
    r"loss|precision|recall|champion|challenger|baseline|production|threshold",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"(?:^|\.)(?:Model|Base|BaseModel|Document|SQLModel|DeclarativeBase|Entity|Table|TimeStampedModel)$"
)
_IN_MEMORY = re.compile(r"^(?:pydantic|torch|tensorflow|keras|sklearn|kserve|mlserver)\b")
_KEPT = re.compile(
    r"^(?:django\.db\.models|peewee|sqlalchemy|mongoengine|tortoise\.fields|playhouse|odmantic)\b|"
    r"(?:^|\.)(?:db|sa)\.Column$|(?:^|\.)mapped_column$"
)
"""A field of this origin is a column, whatever the class builds on."""
_FIELD = re.compile(r"(?:Field|Column|mapped_column|relationship|ForeignKey)$")


def settings_of(calls: Calls, others: list[ast.AST], names: Names) -> Iterator[Setting]:
    """Arguments that tell which model, version, schedule or age limit was chosen, at most 60.

    ``others`` are functions, for what they take where nothing is given, and texts.
    """
    return islice(chain(_given(calls, names), _standing(others)), _LIMIT)


def _given(calls: Calls, names: Names) -> Iterator[Setting]:
    for node, call in calls:
        first = text_of(node.args[0]) if node.args else None
        if first is not None and len(first) <= 100 and last_of(call) in _FIRST_TOLD:
            yield Setting(call=call[:200], name="0", value=first, line=node.lineno)
        for keyword in node.keywords:
            if keyword.arg in _ARGUMENTS:
                value = _value(keyword.value, names)
                yield Setting(call=call[:200], name=keyword.arg, value=value, line=node.lineno)


def _standing(nodes: list[ast.AST]) -> Iterator[Setting]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if len(node.value) <= 100 and _MODEL_NAME.fullmatch(node.value):
                yield Setting(value=node.value, line=node.lineno)
        elif isinstance(node, ast.FunctionDef):
            yield from _defaults(node)


def _defaults(node: ast.FunctionDef) -> Iterator[Setting]:
    """The name that a function gives its metric where its caller says none."""
    arguments = [*node.args.posonlyargs, *node.args.args]
    given = [None] * (len(arguments) - len(node.args.defaults)) + node.args.defaults
    pairs = [
        *zip(arguments, given, strict=True),
        *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if argument.arg == "metric_name" and (text := text_of(default)):
            yield Setting(
                call=node.name[:200], name="metric_name", value=text[:100], line=node.lineno
            )


def _value(node: ast.expr, names: Names) -> str:
    """A literal as text, or the name of what is called or given; empty for what has neither."""
    if isinstance(node, ast.Constant):
        return str(node.value)[:100] if node.value is not None else ""
    return names.dotted(node)[:100]


def branches_of(nodes: list[ast.AST], names: Names) -> Iterator[Branch]:
    """Branches that weigh a score or a metric, and what either way leads to, at most 60."""
    found = 0
    for node in nodes:
        if isinstance(node, ast.If | ast.IfExp) and (branch := _branch(node, names)):
            found += 1
            if found > _LIMIT:
                return
            yield branch


def _branch(node: ast.If | ast.IfExp, names: Names) -> Branch | None:
    weighed = [
        name
        for compare in nodes_of(node.test)
        if isinstance(compare, ast.Compare) and _by_size(compare)
        for operand in (compare.left, *compare.comparators)
        if (name := _operand(operand, names))
    ]
    if not any(map(_WEIGHED.search, weighed)):
        return None
    either = [*node.body, *node.orelse] if isinstance(node, ast.If) else [node.body, node.orelse]
    then = dict.fromkeys(told for part in either for told in _then(part, names))
    return Branch(
        line=node.lineno,
        weighs=tuple(weighed[:6]),
        then=tuple(list(then)[:_THEN_LIMIT]),
    )


def _by_size(compare: ast.Compare) -> bool:
    return any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in compare.ops)


def _operand(node: ast.expr, names: Names) -> str:
    """The name that is compared, with the key it is taken by: ``metrics.accuracy``."""
    name = names.dotted(node)
    if isinstance(node, ast.Subscript) and (key := text_of(node.slice)):
        return f"{name}.{key}"[:100]
    return name[:100]


def _then(part: ast.AST, names: Names) -> Iterator[str]:
    """What a statement calls, raises, sets or gives back, by name; deeper branches left out."""
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and (name := names.dotted(node.func)):
            yield name[:100]
        elif isinstance(node, ast.Assign):
            yield from (names.dotted(target)[:100] for target in node.targets)
        elif isinstance(node, ast.Return) and node.value is None:
            yield "return"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if len(node.value) <= 40 and node.value.isidentifier():
                yield node.value
        elif isinstance(node, ast.Attribute):
            yield names.dotted(node)[:100]


def tables_of(nodes: list[ast.AST], names: Names) -> Iterator[Table]:
    """Classes that a database keeps, by their base, with their fields."""
    for node in nodes:
        if isinstance(node, ast.ClassDef) and _is_table(node, names):
            yield Table(name=node.name[:100], line=node.lineno, fields=_fields(node)[:40])


def _is_table(node: ast.ClassDef, names: Names) -> bool:
    bases = [names.dotted(base) for base in node.bases]
    if any(map(_IN_MEMORY.search, bases)):
        return False
    made = [
        names.dotted(item.value.func)
        for item in node.body
        if isinstance(item, ast.Assign | ast.AnnAssign) and isinstance(item.value, ast.Call)
    ]
    kept = any(map(_FIELD.search, made))
    named = any(
        isinstance(item, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "__tablename__" for t in item.targets)
        for item in node.body
    )
    sure = any(_KEPT.search(call) and _FIELD.search(call) for call in made)
    return named or sure or (kept and any(map(_TABLE.search, bases)))


def _fields(node: ast.ClassDef) -> tuple[str, ...]:
    fields = []
    for item in node.body:
        target = item.targets[0] if isinstance(item, ast.Assign) else None
        target = item.target if isinstance(item, ast.AnnAssign) else target
        if isinstance(target, ast.Name) and not target.id.startswith("__"):
            fields.append(target.id[:60])
    return tuple(fields)
