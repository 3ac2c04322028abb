"""Whether hosted models are called by names that mean one version."""

import re

from assessment.model import Reading
from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, is_library, own
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present, reading, unavailable
from assessment.repository.searching import keyed

HOSTED = re.compile(
    r"gpt-?[345]|(?:^|[/:])o[134](?:-|$)|chatgpt-|claude-|gemini-\d|nova-\w|mistral-(?:large|"
    r"small|medium)|command-(?:r|a)|grok-\d",
    re.IGNORECASE,
)
PINNED = re.compile(
    r"20\d\d-?[01]\d-?[0-3]\d|-(?:0[1-9]\d{2}|[01]\d-20\d\d|[01]\d-[0-3]\d|00\d)(?:$|[@:-])|"
    r"-v\d+(?::\d+)?$|-2[3-9][01]\d$|@20\d{6}|-1106|-0125|-0613|-0314",
)
UNTOLD = re.compile(
    r"embedding|claude-code|claude-(?:opus|sonnet|haiku)-(?:4-[6-9]|[5-9])|^claude-v?\d$|"
    r"^gpt-[345]$|^o[134]$|whisper|tts|dall-e|^claude-\d-\d$"
)
"""Names that are no choice of one model, or of which it is not known whether they move."""
KEYS = (
    "model",
    "model_name",
    "llm_model",
    "modelname",
    "model_id",
    "deployment_name",
    "MODEL",
    "LLM_MODEL",
    "OPENAI_MODEL",
)
PAST = re.compile(r"(?:^|/)(?:migrations?|alembic)/")
TABLE = 8
"""A module that names more models than this lists what is supported, and chooses none of them."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """Every name that is chosen must mean one version; one alias makes it absent."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    named = _named(evidence)
    if not named:
        return unavailable(
            "a language model is called, and its name is not set in this repository",
            "Show where the model's name is set, such as the settings of the environment.",
        )
    moving = [hit for hit in named if not PINNED.search(hit.name)]
    share = _share(evidence, len(moving), len(named))
    if moving:
        seen = f"{len(moving)} of {len(named)} names move, such as {moving[0].name} in {moving[0].path}"
        return absent(evidence, seen, moving, (share,))
    return present(
        evidence,
        f"all {len(named)} names mean one version, such as {named[0].name}",
        named,
        (share,),
    )


def _named(evidence: RepositoryEvidence) -> list[Hit]:
    found = []
    for module in own(evidence):
        if PAST.search(module.path):
            continue
        here = {item.value: item.line for item in module.settings if _is_hosted(item.value)}
        if len(here) <= TABLE:
            found += [Hit(module.path, line, name) for name, line in here.items()]
    found += [
        Hit(document.path, document.line, value)
        for document, _, value in keyed(evidence, *KEYS)
        if role_of(document.path) == "source" and isinstance(value, str) and _is_hosted(value)
    ]
    return list(dict.fromkeys(found))


def _is_hosted(name: str) -> bool:
    return bool(HOSTED.search(name)) and not UNTOLD.search(name)


def _share(evidence: RepositoryEvidence, moving: int, named: int) -> Reading:
    query = "names of hosted models without a date or version"
    return reading(evidence, "unpinned_models", moving, "models", query=query, n=named)
