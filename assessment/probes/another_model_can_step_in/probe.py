"""Whether another model can answer when one fails."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, calls, is_library, own, used
from assessment.repository.saying import absent_in_python, library, present
from assessment.repository.searching import set_to

FALLBACKS = (
    r"(?:^|\.)with_fallbacks$|^litellm\.(?:[\w.]*\.)?Router$|ModelFallbackMiddleware$|(?:^|"
    r"\.)FallbackModel$"
)
ANY = r"^litellm\.a?completion$|(?:^|\.)init_chat_model$|^any_llm\.|^aisuite\."
PROVIDERS = {
    "OpenAI": (
        "openai.OpenAI",
        "openai.AsyncOpenAI",
        "langchain_openai.ChatOpenAI",
        "llama_index.llms.openai",
        "pydantic_ai.models.openai",
    ),
    "Azure": (
        "openai.AzureOpenAI",
        "openai.AsyncAzureOpenAI",
        "langchain_openai.AzureChatOpenAI",
        "azure.ai.inference",
        "llama_index.llms.azure_openai",
    ),
    "Anthropic": (
        "anthropic",
        "langchain_anthropic",
        "llama_index.llms.anthropic",
        "pydantic_ai.models.anthropic",
        "claude_agent_sdk",
    ),
    "Google": (
        "google.generativeai",
        "google.genai",
        "langchain_google_genai",
        "langchain_google_vertexai",
        "vertexai.generative_models",
        "llama_index.llms.gemini",
        "llama_index.llms.google_genai",
    ),
    "Amazon": ("langchain_aws", "llama_index.llms.bedrock", "llama_index.llms.bedrock_converse"),
    "Mistral": ("mistralai", "langchain_mistralai"),
    "own": (
        "ollama",
        "langchain_ollama",
        "vllm",
        "llama_cpp",
        "llama_index.llms.ollama",
        "llama_index.llms.llama_cpp",
        "langchain_community.llms.ollama",
    ),
    "Groq": ("groq", "langchain_groq"),
}
ONE = re.compile(
    r"openai|anthropic|azure_openai|azure_ai|bedrock\w*|google_\w+|ollama|mistralai|groq|cohere",
)
VENDORS = (
    r"gpt-|^o[134]-",
    r"claude",
    r"gemini",
    r"nova-|titan",
    r"mistral",
    r"command-r",
    r"llama",
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A fallback, or a second provider whose chat client own code makes."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = own(evidence)
    hits = calls(modules, FALLBACKS) + set_to(modules, r"fallbacks", ".")
    hits = hits or _any_provider(modules) or _two_providers(modules)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_python(
        evidence, "a language model is called, and no second one that could answer was seen"
    )


def _any_provider(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """A client that takes any provider, where two vendors are named or a setting chooses one."""
    named = [vendor for vendor in VENDORS if set_to(modules, r"0|model|", vendor)]
    chosen = [
        hit for hit in set_to(modules, "model_provider", r"\w") if not ONE.fullmatch(hit.name)
    ]
    return calls(modules, ANY) if len(named) > 1 or chosen else []


def _two_providers(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """One place for each provider whose chat client is made; embeddings are no answer."""
    found = {}
    for provider, packages in PROVIDERS.items():
        made = [hit for hit in used(modules, packages) if "mbedding" not in hit.name]
        if made:
            found[provider] = made[0]
    return list(found.values()) if len(found) > 1 else []
