"""What would change the verdict: one function makes it, and everything shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from content.model import Pack
from scoring.model import Inputs
from scoring.pivots import down, smallest_set, steps
from scoring.sensitivity import Basis, basis, share
from scoring.tornado import tornado
from scoring.turning_model import Turning
from scoring.verifying import Look, verify_first


def turning(
    pack: Pack, inputs: Inputs, as_of: datetime, looks: Mapping[str, Collection[Look]] | None = None
) -> Turning | None:
    """Tornado, pivots and the verify-first list; ``None`` at a depth that gives no verdict.

    ``looks`` holds by capability the probes that speak for it. The same inputs, the same result.
    """
    if not pack.depth(inputs.depth).gives_verdict:
        return None
    seen = {finding.probe for finding in inputs.findings if finding.conclusive}
    return turning_of(basis(pack, inputs, as_of), pack, looks or {}, seen)


def turning_of(
    made: Basis, pack: Pack, looks: Mapping[str, Collection[Look]], seen: Collection[str] = ()
) -> Turning:
    """:func:`turning` of a basis that is at hand; ``seen`` are probes that came to a conclusion."""
    needed = pack.judgements.turning.agreement
    smallest = smallest_set(made, needed)
    verify, beside = verify_first(made, pack, smallest, looks, seen)
    return Turning(
        verdict=made.verdict,
        aim=made.aim,
        share=share(made),
        draws=pack.judgements.perturbation.draws,
        agreement_needed=needed,
        tornado=tornado(made, smallest),
        up=steps(made, smallest),
        down=down(made, needed),
        verify=verify,
        verify_closed=beside,
    )
