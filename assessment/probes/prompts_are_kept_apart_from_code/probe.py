"""Whether prompts have a version of their own."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import calls, files, imports, is_library, own
from assessment.repository.saying import absent_in_python, counted, library, present

FILES = (
    r"(?:^|/)[\w-]*prompts?[\w-]*/(?:[^/]+/){0,3}[^/]+\.(?:txt|md|ya?ml|json|j2|jinja2?|prompty|"
    r"prompt|mustache|xml)$|"
    r"\.(?:prompty|prompt)$|(?:^|/)[\w-]*prompt[\w-]*\.(?:txt|ya?ml|j2|jinja2?|md)$"
)
NO_PROMPTS = ("docs/", ".github/", "notebooks/", "/node_modules/", "web/", "frontend/")
REGISTRY = (
    r"^(?:langchain\.hub|langchainhub)\.pull$|(?:^|\.)pull_prompt$|(?:^|\.)push_prompt$|"
    r"^mlflow\.(?:genai\.)?(?:load|register)_prompt$|"
    r"(?:langfuse|client|promptlayer|pl)[\w.]*\.get_prompt$|promptlayer[\w.]*\.templates\.get$|"
    r"^hub\.pull$|"
    r"PromptRegistry|prompt_registry\.\w+$"
)
IN_CODE = r"(?:^|[/_])prompts?(?:[/_]|\.py$)"


def observe(evidence: RepositoryEvidence) -> Observation:
    """Prompt files beside a model that is called, or a registry that is asked."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    asked = calls(own(evidence), REGISTRY)
    kept = [hit for hit in files(evidence, FILES) if not _is_other(hit.path)]
    if asked:
        return present(evidence, f"{asked[0].name} in {asked[0].path}", asked)
    if kept:
        return present(evidence, f"{counted(kept, 'prompt file')}, first {kept[0].path}", kept)
    modules = [hit for hit in files(evidence, IN_CODE) if hit.path.endswith(".py")]
    if modules or imports(own(evidence), ("langchain_core.prompts", "langchain.prompts")):
        where = f", such as {modules[0].path}" if modules else ""
        return absent_in_python(evidence, f"prompts stand in the code{where}", modules)
    return absent_in_python(evidence, "a language model is called, and no prompt is kept by itself")


def _is_other(path: str) -> bool:
    other = (
        "node_modules/" in path
        or "evaluation" in path
        or "evals/" in path
        or "readme" in path.lower()
    )
    return other or path.startswith(NO_PROMPTS)
