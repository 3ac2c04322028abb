"""Whether a load test exists."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, commands, imports, is_library, is_served
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, not_served, present

PACKAGES = ("locust", "molotov", "tritonclient.perf", "genai_perf", "guidellm")
COMMANDS = (
    r"locust\s+-|k6 run|vegeta attack|\bwrk2?\s+-|\bhey\s+-|\bghz\s|perf_analyzer|"
    r"artillery run|gatling"
)
TOOLS = {"load", "k6", "gatling", "jmeter", "artillery"}


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find a load tool that is really used."""
    if is_library(evidence):
        return not_served(evidence)
    modules = [m for m in evidence.modules if role_of(m.path) not in {"vendor", "example"}]
    hits = imports(modules, PACKAGES)
    hits += [Hit(s.path, s.line, s.tool) for s in evidence.scripts if s.tool in TOOLS]
    hits += commands(evidence, COMMANDS)
    hits += [hit for hit in calls(modules, r"vegeta|aiohttp_load") if re.search("load", hit.path)]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    if not is_served(evidence):
        return not_served(evidence)
    return absent(evidence, "no script of a known load tool")
