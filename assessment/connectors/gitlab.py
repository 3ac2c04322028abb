"""Reads from GitLab how changes reach one project's main branch and production, with GET alone.

Options: ``environment`` (what production is called where it is none of the usual names), and the
objectives of delivery. Any host is asked at its /api/v4; sub-groups belong to the project's path.
Names and addresses of people are compared in memory and never kept.
"""

from assessment import objectives
from assessment.connectors.forge import (
    gitlab_changes,
    gitlab_delivery,
    gitlab_rules,
    options,
)
from assessment.connectors.forge.addresses import at_the_api, gitlab, web
from assessment.connectors.forge.api import PACE_SECONDS, ForgeApi
from assessment.connectors.forge.delivering import Forge, flow, looking
from assessment.connectors.forge.evidence import Access, ForgeEvidence
from assessment.connectors.forge.gitlab_answers import ProjectAnswer
from assessment.connectors.rest import part, several
from assessment.connectors.transport import Channel
from assessment.objectives import stated
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "gitlab"
SCHEMES = ("http", "https")
TITLE = "GitLab"
ICON = "merge"
GROUP = "code"
ADDRESS_HELP = "The project's page, such as https://gitlab.com/group/project, on any host."
EVIDENCE = ForgeEvidence
OPTIONS = (
    *options.OPTIONS,
    Option(
        name="root", label="Path below which GitLab lives",
        help="Such as gitlab, where its own page is https://host/gitlab; empty for most.",
    ),
    *objectives.options(KIND),
)  # fmt: skip

PARTS = Forge(
    routes=(gitlab_delivery.deployments, gitlab_delivery.releases, gitlab_delivery.runs),
    merged=gitlab_changes.merged, with_reviews=gitlab_changes.with_reviews,
    history=gitlab_changes.history, incidents=gitlab_changes.incidents,
)  # fmt: skip
ASKED = (
    ("", "which branch is the main one, and who owns the project"),
    ("/repository/branches/MAIN", "whether the main branch is protected"),
    ("/protected_branches", "how it is protected"),
    ("/approval_rules", "how many approvals a request needs"),
    ("/environments", "which environments there are"),
    ("/protected_environments", "what guards them"),
    ("/members/all", "how many people have which rights"),
    ("/merge_requests", "which changes were merged, and when"),
    ("/merge_requests/NUMBER", "who wrote it, to leave that one out"),
    ("/merge_requests/NUMBER/approvals", "whether another person approved it"),
    ("/merge_requests/NUMBER/notes", "when another person first spoke"),
    ("/merge_requests/NUMBER/commits", "when its first commit was made"),
    ("/repository/commits", "which deployment holds which change"),
    ("/issues", "when incidents began"),
    ("/deployments", "what was deployed, where and when"),
    ("/releases", "what was released, and when"),
    ("/repository/tags", "which versions were tagged"),
    ("/jobs", "which jobs deploy, where nothing else tells"),
    ("/dora/metrics", "what the forge itself measured of its deliveries"),
)


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    place = gitlab(source)
    base = f"{place.api}/projects/{place.path}"
    token = Request(
        verb="GET", what=f"{place.api}/personal_access_tokens/self", why="what this token may do"
    )
    return (token, *(Request(verb="GET", what=base + path, why=why) for path, why in ASKED))


def read(source: Source, circumstances: Circumstances) -> ForgeEvidence:
    """Everything about the project; a part that is refused costs its own findings alone."""
    held, place, wanted = stated(source.options), gitlab(source), options.environment(source)
    base = f"/projects/{place.encoded}"
    with Channel(at_the_api(source, place), circumstances, pace=PACE_SECONDS) as channel:
        api = ForgeApi(channel, "GitLab")
        project, branch = _project(api, base)
        circumstances.progress("what protects the main branch")
        writes = gitlab_rules.token_writes(api)
        protection, guarding = gitlab_rules.protection(api, base, branch, project)
        environments, placing = several(lambda: gitlab_rules.environments(api, base, wanted))
        access, admitting = part(lambda: gitlab_rules.access(api, base), Access())
        look = looking(api, base, branch, source, circumstances.now(), environments)
        figures, _ = several(lambda: gitlab_delivery.figures(look))
        seen = flow(PARTS, look, circumstances.progress)
    return ForgeEvidence(
        forge="GitLab", server="GitLab", read_at=circumstances.now(), reader=web(source),
        branch=branch, owned_by="organisation" if project.namespace.kind == "group" else "person",
        token_writes=writes, protection=protection, guarding=guarding, environments=environments,
        placing=placing, access=access, admitting=admitting, figures=figures, objectives=held, **seen,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """Which project answers, and its environments to choose production from."""
    place = gitlab(source)
    base = f"/projects/{place.encoded}"
    with Channel(at_the_api(source, place), circumstances, pace=PACE_SECONDS) as channel:
        api = ForgeApi(channel, "GitLab")
        _, branch = _project(api, base)
        writes = gitlab_rules.token_writes(api)
        environments, reach = several(lambda: gitlab_rules.environments(api, base))
    told = f"GitLab, main branch {branch[:60]}"
    told += f", {len(environments)} environments" if reach.read else ", environments not shown"
    choices = tuple(Choice(value=item.name, label=item.name) for item in environments)
    return Survey(
        told=told,
        warning="this token may write; give one that can only read" if writes else "",
        choices={"environment": choices} if choices else {},
    )


def _project(api: ForgeApi, base: str) -> tuple[ProjectAnswer, str]:
    """The project and its main branch."""
    found = api.read(ProjectAnswer, base, "which branch is the main one, and who owns the project")
    if not found.default_branch:
        raise SourceUnavailable(
            "the project has no main branch yet, or this token may not see its code",
            "Give a token with read_api of a member who may see the code.",
        )
    return found, found.default_branch
