"""Whether attacks on a language model are tested."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import without_language_model
from assessment.repository.looking import Hit, commands, files, imports, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import absent_in_python, counted, library, present

TOOLS = (
    "garak",
    "pyrit",
    "deepteam",
    "agentdojo",
    "giskard.scan",
    "azure.ai.evaluation.red_team",
    "llm_attacks",
)
RUNS = r"promptfoo\s+redteam|\bgarak\b|\bpyrit\b|deepteam"
CONFIGURED = r"(?:^|/)(?:redteam|red[_-]team)[\w-]*\.(?:ya?ml|jsonl?|csv|py)$"
ATTACK = re.compile(
    r"jail_?break|red_?team|adversarial_(?:prompt|input)|ignore_(?:previous|all)_instructions|"
    r"(?:blocks?|detects?|rejects?|refuses|resists|prevents|stops)_\w*prompt_?injection|"
    r"prompt_?injection_(?:attempt|attack|is_|gets_|detect|refus|reject|block)|"
    r"exfiltrat\w*_(?:block|refus|prevent)",
    re.IGNORECASE,
)
"""An attack on a model; credentials, services and system prompts are injected on purpose."""
LEAST_TESTS = 2


def observe(evidence: RepositoryEvidence) -> Observation:
    """A tool for attacks that is used or run, or two tests that try one."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = [module for module in evidence.modules if role_of(module.path) != "vendor"]
    hits = imports(modules, TOOLS) + commands(evidence, RUNS) + files(evidence, CONFIGURED)
    tests = [
        Hit(module.path, test.line, test.name)
        for module in modules
        for test in module.tests
        if test.asserts and ATTACK.search(f"{module.path} {test.name}")
    ]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    if len(tests) >= LEAST_TESTS:
        return present(
            evidence, f"{counted(tests, 'test')} of attacks, first in {tests[0].path}", tests
        )
    return absent_in_python(evidence, "a language model is called, and no attack on it is tested")
