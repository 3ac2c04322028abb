"""Reads from GitHub how changes reach one repository's main branch and production, with GET alone.

Options: ``environment`` (what production is called where it is none of the usual names), and the
objectives of delivery. GitHub Enterprise is asked at /api/v3 of its own host. Names and addresses
of people are compared in memory and never kept.
"""

from assessment import objectives
from assessment.connectors.forge import github_changes, github_delivery, github_rules, options
from assessment.connectors.forge.addresses import at_the_api, github, web
from assessment.connectors.forge.api import PACE_SECONDS, ForgeApi
from assessment.connectors.forge.delivering import Forge, flow, looking
from assessment.connectors.forge.evidence import Access, ForgeEvidence
from assessment.connectors.forge.github_answers import Repository
from assessment.connectors.rest import part, several
from assessment.connectors.transport import Channel
from assessment.objectives import stated
from assessment.sources import Choice, Circumstances, Request, Source, Survey

KIND = "github"
SCHEMES = ("http", "https")
TITLE = "GitHub"
ICON = "rule"
GROUP = "code"
ADDRESS_HELP = (
    "The repository's page, such as https://github.com/owner/repository; the operator lists a token "
    "for github.com as host=api.github.com bearer:TOKEN."
)
EVIDENCE = ForgeEvidence
OPTIONS = (*options.OPTIONS, *objectives.options(KIND))

PARTS = Forge(
    routes=(github_delivery.deployments, github_delivery.releases, github_delivery.runs),
    merged=github_changes.merged, with_reviews=github_changes.with_reviews,
    history=github_changes.history, incidents=github_changes.incidents,
)  # fmt: skip


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    place = github(source)
    base = f"{place.api}/repos/{place.path}"
    rows = (
        ("", "which branch is the main one, and who owns the repository"),
        ("/rules/branches/MAIN", "which rules hold for the main branch"),
        ("/branches/MAIN", "whether the main branch is protected"),
        ("/branches/MAIN/protection", "how it is protected"),
        ("/environments", "which environments there are, and what guards them"),
        ("/collaborators", "how many people have which rights"),
        ("/pulls", "which changes were merged, and when"),
        ("/pulls/NUMBER", "who merged it: the author, or somebody else"),
        ("/pulls/NUMBER/reviews", "whether another person approved it"),
        ("/pulls/NUMBER/commits", "when its first commit was made"),
        ("/commits", "which deployment holds which change"),
        ("/labels", "whether incidents are written down here"),
        ("/issues", "when incidents began"),
        ("/deployments", "what was deployed, where and when"),
        ("/deployments/NUMBER/statuses", "how a deployment ended"),
        ("/releases", "what was released, and when"),
        ("/tags", "which commit was released"),
        ("/commits/SHA", "when a tagged version was made"),
        ("/actions/runs", "which runs deploy, where nothing else tells"),
    )
    return tuple(Request(verb="GET", what=base + path, why=why) for path, why in rows)


def read(source: Source, circumstances: Circumstances) -> ForgeEvidence:
    """Everything about the repository; a part that is refused costs its own findings alone."""
    held, place = stated(source.options), github(source)
    base, wanted = f"/repos/{place.path}", options.environment(source)
    with Channel(at_the_api(source, place), circumstances, pace=PACE_SECONDS) as channel:
        api = ForgeApi(channel, "GitHub")
        found, server, writes = _repository(api, base)
        circumstances.progress("what protects the main branch")
        protection, guarding = github_rules.protection(api, base, found.default_branch)
        environments, placing = several(lambda: github_rules.environments(api, base, wanted))
        organisation = found.owner.type == "Organization"
        access, admitting = part(
            lambda: github_rules.access(api, base, organisation=organisation), Access()
        )
        look = looking(api, base, found.default_branch, source, circumstances.now(), environments)
        seen = flow(PARTS, look, circumstances.progress)
    return ForgeEvidence(
        forge="GitHub", server=server, read_at=circumstances.now(), reader=web(source),
        branch=found.default_branch, owned_by="organisation" if organisation else "person",
        token_writes=writes, protection=protection, guarding=guarding, environments=environments,
        placing=placing, access=access, admitting=admitting, objectives=held, **seen,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """Which repository answers, and its environments to choose production from."""
    place = github(source)
    base = f"/repos/{place.path}"
    with Channel(at_the_api(source, place), circumstances, pace=PACE_SECONDS) as channel:
        api = ForgeApi(channel, "GitHub")
        found, server, writes = _repository(api, base)
        environments, reach = several(lambda: github_rules.environments(api, base))
    told = f"{server}, main branch {found.default_branch[:60]}"
    told += f", {len(environments)} environments" if reach.read else ", environments not shown"
    choices = tuple(Choice(value=item.name, label=item.name) for item in environments)
    return Survey(
        told=told,
        warning="this token may write; give one that can only read" if writes else "",
        choices={"environment": choices} if choices else {},
    )


def _repository(api: ForgeApi, base: str) -> tuple[Repository, str, bool | None]:
    """The repository, what answers, and whether the token may write."""
    why = "which branch is the main one, and who owns the repository"
    found = api.read(Repository, base, why)
    version = api.headers.get("x-github-enterprise-version", "")[:20]
    server = f"GitHub Enterprise {version}" if version else "GitHub"
    return found, server, github_rules.token_writes(api.headers)
