"""Whether answers of a language model are scored on kept cases."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, calls, commands, imports, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import absent_in_python, library, present

TOOLS = (
    "ragas", "deepeval", "inspect_ai", "trulens", "trulens_eval", "phoenix.evals", "openevals",
    "agentevals", "braintrust", "autoevals", "azure.ai.evaluation", "promptflow.evals", "giskard",
    "lm_eval", "evals", "uptrain", "opik.evaluation", "pydantic_evals", "tonic_validate",
    "langsmith.evaluation", "llama_index.core.evaluation", "langchain.evaluation",
    "vertexai.evaluation",
    "vertexai.preview.evaluation", "fmeval", "pyagenteval",
)  # fmt: skip
SCORES = (
    r"^langsmith\.(?:a?evaluate|[\w.]*Client\.a?evaluate)$|^mlflow\.(?:genai\.)?evaluate$|"
    r"^weave\.(?:[\w.]*\.)?Evaluation$|(?:^|\.)(?:ls_)?client\.a?evaluate$|\.run_experiment$|"
    r"^langfuse\..*(?:score|create_dataset\w*)$|create_(?:dataset_)?examples?$"
)
CASES = re.compile(
    r"(?:^|/)[\w-]*(?:evals?|evaluations?|golden|ground[_-]?truth|test[_-]?cases|"
    r"eval[_-]?sets?)[\w-]*"
    r"(?:/[^/]+){0,3}/[^/]+\.(?:jsonl|json|csv|tsv|ya?ml|parquet|xlsx)$|"
    r"(?:^|/)[\w-]*(?:eval|golden|ground[_-]?truth)[\w-]*\.(?:jsonl|json|csv|tsv|parquet|xlsx)$|"
    r"(?:^|/)promptfooconfig[\w.-]*\.ya?ml$",
    re.IGNORECASE,
)
NO_CASES = re.compile(
    r"package(?:-lock)?\.json|tsconfig|node_modules|\.github/|/config/",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"(?:^|[/_-])(?:evals?|evaluat(?:e|ion|or|ions))(?:[/_.-]|$)", re.IGNORECASE)
RUNS = (
    r"promptfoo\s+(?:eval|redteam)|deepeval test|inspect eval|lm[_-]eval|"
    r"(?:python3?|uv run|poetry run|make|just|npm run|pytest|py\.test)\s[^|&;]*\beval"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two of: kept cases, a tool or script that scores, a command that runs it."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    groups = (_cases(evidence), *_scorers(evidence), commands(evidence, RUNS))
    found = [hits[0] for hits in groups if hits]
    if len(found) > 1:
        seen = " and ".join(f"{hit.name} in {hit.path}" for hit in found[:2])
        return present(evidence, seen, found)
    if found:
        return absent_in_python(
            evidence,
            f"only {found[0].name} in {found[0].path}; no second sign of a scored set",
            found,
        )
    return absent_in_python(
        evidence, "a language model is called, and no kept cases or scorer were seen"
    )


def _cases(evidence: RepositoryEvidence) -> list[Hit]:
    return [
        Hit(file.path, 1, "kept cases")
        for file in evidence.files
        if role_of(file.path) != "vendor"
        and CASES.search(file.path)
        and not NO_CASES.search(file.path)
    ]


def _scorers(evidence: RepositoryEvidence) -> tuple[list[Hit], list[Hit]]:
    """Tools that are imported or called, and scripts of the repository's own that evaluate."""
    modules = [module for module in evidence.modules if role_of(module.path) != "vendor"]
    found = imports(modules, TOOLS) + calls(modules, SCORES)
    own = [
        Hit(m.path, 1, "a script") for m in modules if SCRIPT.search(m.path) and (m.runs or m.tests)
    ]
    return found, own
