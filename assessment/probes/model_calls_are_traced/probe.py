"""Whether calls of a language model are traced."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, calls, imports, is_library, own, used
from assessment.repository.saying import absent_in_python, library, present

TOOLS = (
    "langfuse", "langsmith", "phoenix", "openinference", "traceloop", "opik", "weave", "helicone",
    "agentops", "logfire", "lunary", "literalai", "ddtrace.llmobs", "braintrust", "arize",
    "mlflow.tracing",
    "openlit", "langtrace_python_sdk", "parea", "galileo", "promptlayer", "langwatch", "langtrace",
)  # fmt: skip
DECORATORS = (
    "langsmith.traceable", "langfuse.observe", "langfuse.decorators.observe", "opik.track",
    "mlflow.trace",
    "langfuse.callback.CallbackHandler", "langfuse.langchain.CallbackHandler",
    "langsmith.run_helpers.traceable",
    "langfuse.openai.openai",
)  # fmt: skip
STARTS = (
    r"^mlflow\.(?:openai|langchain|anthropic|llama_index|bedrock|litellm|dspy|gemini|"
    r"pydantic_ai|genai)\.autolog$|"
    r"(?:OpenAI|Anthropic|Langchain|LlamaIndex|Bedrock|Vertex\w*|GoogleGenerativeAi|OpenAIV2|"
    r"LiteLLM)Instrumentor(?:\.instrument)?$|"
    r"set_global_handler$|(?:^|\.)wrap_(?:openai|anthropic)$"
)
SWITCHED = re.compile(
    r"LANG(?:CHAIN|SMITH)_TRACING(?:_V2)?\W{1,8}(?:true|1)|LANGFUSE_(?:PUBLIC_KEY|HOST)",
    re.IGNORECASE,
)
EVALUATES = re.compile(r"(?:^|[/_])eval(?:s|uat\w*)?[/_.]", re.IGNORECASE)
"""A trace of an evaluation is none of a user's request."""
NO_TRACE = re.compile(
    r"^langsmith\.(?:evaluat|schemas|Client|utils)|\.evaluat|\.scores?\b",
    re.IGNORECASE,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A tracing tool in use in own code, or switched on for the framework by settings."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = tuple(module for module in own(evidence) if not EVALUATES.search(module.path))
    hits = [hit for hit in used(modules, TOOLS) if not NO_TRACE.search(hit.name)]
    hits += imports(modules, DECORATORS) + calls(modules, STARTS)
    hits = hits or _switched_on(evidence)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_python(
        evidence, "a language model is called, and no trace of its calls was seen"
    )


def _switched_on(evidence: RepositoryEvidence) -> list[Hit]:
    documents = [
        Hit(item.path, item.line, found[0])
        for item in evidence.documents
        if item.body and (found := SWITCHED.search(str(item.body)))
    ]
    return documents + [
        Hit(item.path, line.line, found[0])
        for item in evidence.containers
        for line in item.instructions
        if line.keyword == "ENV" and (found := SWITCHED.search(line.value))
    ]
