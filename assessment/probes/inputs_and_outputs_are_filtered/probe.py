"""Whether inputs and outputs of a language model are filtered."""

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, calls, is_library, own, used
from assessment.repository.saying import absent_in_python, library, present
from assessment.repository.searching import set_to

TOOLS = (
    "nemoguardrails", "guardrails", "llm_guard", "rebuff", "lakera_guard", "lakera_chainguard",
    "detoxify", "azure.ai.contentsafety", "presidio_analyzer", "llamafirewall", "aporia",
    "pytector",
    "langchain.agents.middleware.PIIMiddleware", "google.cloud.modelarmor_v1", "guardrails_ai",
    "langchain_experimental.comprehend_moderation", "vigil", "llama_guard", "profanity_check",
)  # fmt: skip
ASKED = (
    r"(?:^|\.)moderations\.create$|(?:^|\.)apply_guardrail$|(?:^|\.)detect_toxic_content$|"
    r"sanitize_user_prompt$"
)
GIVEN = r"guardrailIdentifier|guardrailConfig|guardrail_config|safety_settings"
FILTER = (
    r"guard_?rails?|moderat(?:e|ion)|prompt_?injection|injection_?(?:check|detect|guard)|jailbreak|"
    r"content_?(?:filter|safety|policy)|(?:is|check|detect|classify)_(?:safe|unsafe|harmful|"
    r"toxic\w*|"
    r"off_?topic|malicious)|toxicity|(?:input|output|prompt|answer|response)_(?:filter|guard|"
    r"shield)|"
    r"(?:filter|screen|guard|sanitize|moderate)_(?:input|output|prompt|answer|response|query|"
    r"question|"
    r"message|user_input|completion)s?$|PromptGuard|PromptShield|SafetyChecker"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A tool that is called, a platform's guardrail given with the call, or an own filter in use."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = own(evidence)
    hits = used(modules, TOOLS) + calls(modules, ASKED) + set_to(modules, GIVEN, "")
    hits = hits or _own_filters(modules)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_python(
        evidence, "a language model is called, and no filter around it was seen"
    )


def _own_filters(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """Functions or classes named as filters that own code calls: made here, and used."""
    called = calls(modules, rf"(?i)(?:^|[._])(?:\w*_)?(?:{FILTER})\w*$")
    made = {name for module in modules for name in module.functions}
    return [hit for hit in called if hit.name.rpartition(".")[2] in made]
