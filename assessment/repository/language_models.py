"""Where a language model is called: so that what only such a system needs is asked of no other."""

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, dependencies, imports, is_mostly_python, own
from assessment.repository.saying import not_applicable, unavailable
from assessment.repository.searching import set_to

_PACKAGES = (
    "openai", "anthropic", "litellm", "langchain", "langchain_core", "langchain_community",
    "langchain_openai", "langchain_anthropic", "langchain_aws", "langchain_google_genai",
    "langchain_google_vertexai", "langchain_mistralai", "langchain_ollama", "langgraph",
    "llama_index", "google.generativeai", "google.genai", "google.adk", "vertexai.generative_models",
    "vertexai.language_models", "vertexai.preview.generative_models", "mistralai", "ollama", "groq",
    "together", "dspy", "semantic_kernel", "haystack", "pydantic_ai", "instructor", "autogen",
    "crewai", "smolagents", "llama_cpp", "vllm", "azure.ai.inference", "claude_agent_sdk", "strands",
    "promptflow", "transformers.AutoModelForCausalLM", "huggingface_hub.InferenceClient",
    "deepagents", "autogen_agentchat", "cohere",
)  # fmt: skip
_ELSEWHERE = (
    "openai", "anthropic", "langchain", "langchain-core", "ruby-openai", "langchainrb",
    "go-openai", "openai-go", "langchaingo", "anthropic-sdk-go", "async-openai", "llama-index",
    "litellm", "langchain4j", "langchain4j-open-ai", "langchain4j-spring-boot-starter", "spring-ai-core",
    "langchain4j-open-ai-spring-boot-starter", "spring-ai-openai-spring-boot-starter", "openai-java",
    "spring-ai-starter-model-openai", "microsoft-semantickernel", "azure-ai-openai", "aws-sdk-bedrockruntime",
)  # fmt: skip
_MANIFESTS = {
    "go": ("go.mod",), "rs": ("Cargo.toml",), "ts": ("package.json",), "js": ("package.json",),
    "java": ("pom.xml", "build.gradle", "build.gradle.kts"), "rb": ("Gemfile",), "cs": (".csproj",),
    "kt": ("pom.xml", "build.gradle", "build.gradle.kts"),
}  # fmt: skip
_CLOUD = r"^bedrock(?:-agent)?-runtime$"
_INFERENCE = r"^text(?:2text)?-generation$|^summarization$"


def model_calls(evidence: RepositoryEvidence) -> list[Hit]:
    """Imports of a language model's client or framework in own code, and clients made by name."""
    modules = own(evidence)
    found = imports(modules, _PACKAGES)
    found += set_to(modules, "0", _CLOUD, r"client$|resource$")
    return found + set_to(modules, "0", _INFERENCE, r"(?:^|\.)pipeline$")


def without_language_model(evidence: RepositoryEvidence) -> Observation | None:
    """What to say where no language model is called; ``None`` where one is."""
    if model_calls(evidence):
        return None
    if named := dependencies(evidence, _ELSEWHERE):
        if is_mostly_python(evidence):
            return not_applicable("no language model is called in this repository's own code")
        return unavailable(
            f"{named[0].path} needs {named[0].name}, and only Python is parsed",
            "Answer this one by hand, and attach the lines that show it.",
        )
    main = next(iter(evidence.languages), "")
    listed = any(item.path.endswith(_MANIFESTS.get(main, ("?",))) for item in evidence.manifests)
    if not is_mostly_python(evidence) and not listed:
        return unavailable(
            f"most of the source is .{main}, and only Python is parsed",
            "Answer this one by hand, and attach the lines that show it.",
        )
    return not_applicable("no language model is called here")


def callers(evidence: RepositoryEvidence) -> tuple[PythonModule, ...]:
    """The modules that call one."""
    paths = {hit.path for hit in model_calls(evidence)}
    return tuple(module for module in own(evidence) if module.path in paths)
