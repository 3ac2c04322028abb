"""Whether doubtful predictions go to people."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, is_served, own, used
from assessment.repository.saying import absent_in_code, not_served, present
from assessment.repository.searching import set_to

TOOLS = (
    "label_studio_sdk", "argilla", "rubrix", "humanloop", "doccano_client", "cvat_sdk", "labelbox",
    "humanlayer",
    "langchain.agents.middleware.HumanInTheLoopMiddleware", "langgraph.types.interrupt",
    "langgraph.prebuilt.interrupt",
    "superannotate", "scaleapi", "toloka", "surge",
)  # fmt: skip
CLOUD = r"^sagemaker-a2i-runtime$"
PAUSES = "interrupt_before|interrupt_after|interrupt_on|require_approval"
SCORE = re.compile(r"confiden|prob(?:a|abilit)|(?:^|[._])scores?\b|certain|entropy", re.IGNORECASE)
TO_PEOPLE = re.compile(
    r"review|human|manual|escalat|needs_|abstain|uncertain|unsure|hand_?(?:off|over)|moderat|"
    r"ask_user|"
    r"pending|to_label|verif(?:y|ication)_queue|low_confidence|undecided|agent_queue|approval",
    re.IGNORECASE,
)
DECIDED = re.compile(
    r"(?:^|_)(?:reviews?|reviewer|reviewed_(?:by|at)|annotations?|annotator|annotated_\w+|"
    r"votes?|moderat\w+|human_\w+|verdict|"
    r"overrid(?:e|den)_?\w*|adjudicat\w+|correct(?:ed|ion)_\w+|labell?ed_by)$|"
    r"^(?:Review|Annotation|AnnotationVote|Moderation|HumanReview|Correction|LogoAnnotation)\w*$",
    re.IGNORECASE,
)
ROUTES = re.compile(
    r"/(?:\w+[-_])?(?:annotat\w*|reviews?|moderat\w*|escalat\w*|adjudicat\w*|human[-_]\w+|"
    r"corrections?|verdicts?)(?:/|$|-|_)",
    re.IGNORECASE,
)
OF_A_MODEL = re.compile(
    r"predict|insight|annotat|label|classif|(?:^|[_/ ])scores?(?:$|[_/ ])|detect|confiden|"
    r"suggest|answer|model_|inference|recommend|moderat|draft|generat",
    re.IGNORECASE,
)
"""What is reviewed has to be a model's."""
CODE_REVIEW = re.compile(
    r"code|pull|users?/|invite|account|access|phabricator|revision|product|movie|book|hotel|"
    r"film|peer",
    re.IGNORECASE,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A review tool in use, or two of a branch, a table and a route."""
    if not is_served(evidence):
        return not_served(evidence)
    modules = own(evidence)
    tools = (
        used(modules, TOOLS)
        + set_to(modules, "0", CLOUD, "client$")
        + set_to(modules, PAUSES, r"\w")
    )
    groups = [group for group in (_branches(modules), _tables(modules), _routes(modules)) if group]
    hits = tools or ([group[0] for group in groups] if len(groups) > 1 else [])
    if hits:
        told = " and ".join(f"{hit.name} in {hit.path}" for hit in hits[:2])
        return present(evidence, told, hits)
    if groups:
        only = groups[0][0]
        return absent_in_code(
            evidence, f"only {only.name} in {only.path}; no second sign of a review"
        )
    return absent_in_code(evidence, "no way from a doubtful prediction to a person was seen")


def _branches(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, branch.line, f"{branch.weighs[0]} decides on {told}")
        for module in modules
        for branch in module.branches
        if any(map(SCORE.search, branch.weighs)) and (told := _to_people(branch.then))
    ]


def _to_people(then: tuple[str, ...]) -> str:
    """The call or value that hands over; what it is called on says nothing."""
    return next((name for name in then if TO_PEOPLE.search(name.rpartition(".")[2])), "")


def _tables(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, table.line, f"table {table.name}")
        for module in modules
        for table in module.tables
        if any(map(DECIDED.search, (table.name, *table.fields)))
        and OF_A_MODEL.search(" ".join((module.path, table.name, *table.fields)))
        and not CODE_REVIEW.search(f"{module.path} {table.name}")
    ]


def _routes(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, route.line, f"route {route.path}")
        for module in modules
        for route in module.routes
        if ROUTES.search(route.path)
        and OF_A_MODEL.search(f"{module.path} {route.path} {route.handler}")
        and not CODE_REVIEW.search(f"{module.path} {route.path}")
    ]
