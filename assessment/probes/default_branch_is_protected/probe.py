"""Whether the main branch is protected."""

from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import answered, reading
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """Present where pushes and rewriting are refused; a part that is hidden decides nothing."""
    found = evidence.protection
    outcome = answered(found.requests_only, found.rewriting_refused)
    if outcome is None:
        return evidence.guarding.unavailable()
    approvals = found.approvals
    count = () if approvals is None else (
        reading(evidence, "required_approvals", approvals, "count", query="rules of the main branch"),
    )  # fmt: skip
    return Observation(
        outcome=outcome, observed=_told(evidence), readings=count,
        places=(evidence.page("/settings/branches", "/-/settings/repository", "branch rules"),),
    )  # fmt: skip


def _told(evidence: ForgeEvidence) -> str:
    found = evidence.protection
    if found.requests_only is False:
        return f"everybody who may write can push to {evidence.branch}"
    if found.rewriting_refused is False:
        return f"the history of {evidence.branch} can be rewritten by a forced push"
    kinds = " and ".join(found.by) or "rules"
    asked = "" if found.approvals is None else f", {found.approvals} approvals asked for"
    passing = f"; {found.exempt} are exempt" if found.exempt else ""
    return f"{evidence.branch} is protected by {kinds}{asked}{passing}"
