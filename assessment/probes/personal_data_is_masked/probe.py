"""Whether personal data is masked."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.language_models import model_calls
from assessment.repository.looking import (
    Hit,
    calls,
    is_library,
    is_mostly_python,
    is_served,
    own,
    used,
)
from assessment.repository.saying import absent_in_python, library, present, unavailable

TOOLS = (
    "presidio_analyzer", "presidio_anonymizer", "presidio_image_redactor", "scrubadub", "datafog",
    "gliner_pii",
    "langchain_experimental.data_anonymizer", "google.cloud.dlp", "google.cloud.dlp_v2",
    "pii_codex", "anonympy",
    "langchain.agents.middleware.PIIMiddleware", "llm_guard.input_scanners.Anonymize", "piiranha",
    "logredactor",
)  # fmt: skip
ASKED = (
    r"(?:^|\.)(?:detect_pii_entities|contains_pii_entities|deidentify_content|inspect_content|"
    r"recognize_pii_entities)$"
)
OWN = (
    r"(?:^|[._])(?:mask|redact|anonymi[sz]e|pseudonymi[sz]e|scrub|de_?identify|"
    r"obfuscate)_?(?:\w+_)?(?:pii|personal\w*|"
    r"phi|e?mails?|phones?|names?|person|patient\w*|identit\w+|user_data)$|"
    r"(?:^|[._])(?:remove|strip|filter|detect|find|replace)_(?:pii|personal_\w+|phi|"
    r"personally_\w+)$|"
    r"(?:^|[._])hash_(?:e?mails?|user_?ids?|phones?|ip_?addr\w*)$|"
    r"(?:^|[._])(?:anonymi[sz]e|pseudonymi[sz]e|deidentify|(?:redact|mask|"
    r"scrub)_pii)(?:_(?:text|data|message|prompt|record|df|dataframe))?$|"
    r"(?:PII|Pii)(?:Redactor|Masker|Filter|Scrubber|Anonymi[sz]er|Detector)$"
)
NO_PERSON = re.compile(
    r"secret|token|credential|password|key|url|tensor|label|sequence|pad|logit|attention|"
    r"polygon|image|api",
    re.IGNORECASE,
)
PERSONAL = re.compile(
    r"^(?:user_?)?(?:e_?mail(?:_address)?|phone(?:_number)?|first_?name|last_?name|full_?name|"
    r"surname|birth\w*|date_of_birth|"
    r"dob|ssn|national_id|address_line\w*|street|postcode|zip_?code|patient\w*|ip_address|"
    r"passport\w*)$",
    re.IGNORECASE,
)

LOCAL = re.compile(r"^(?:vllm|transformers|llama_cpp|ctransformers|mlx_lm|gpt4all)\b")
"""Models that run in this process: nothing leaves it for them."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """A tool in use or own masking in use; absent where personal data is known to be near."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    hits = used(modules, TOOLS) + calls(modules, ASKED)
    hits = hits or _own(modules)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    near = _personal(modules)
    if near:
        return absent_in_python(
            evidence, f"{near[0].path} keeps {near[0].name}, and nothing here masks it", near
        )
    asked = [hit for hit in model_calls(evidence) if not LOCAL.search(hit.name)]
    if asked and is_served(evidence) and is_mostly_python(evidence):
        seen = f"{asked[0].path} sends text to a language model, and nothing here masks it"
        return absent_in_python(evidence, seen, asked)
    return unavailable(
        "nothing here names personal data; whether the inputs hold any is not seen",
        "Say which inputs hold personal data, and where they are masked.",
    )


def _own(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """Masking functions that are made here and called here."""
    made = {name for module in modules for name in module.functions}
    return [
        hit
        for hit in calls(modules, rf"(?i){OWN}")
        if hit.name.rpartition(".")[2] in made and not NO_PERSON.search(hit.name.rpartition(".")[2])
    ]


def _personal(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, table.line, field)
        for module in modules
        for table in module.tables
        for field in table.fields
        if PERSONAL.search(field)
    ]
