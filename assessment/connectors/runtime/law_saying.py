"""How a scaling law is told: a point only where the load went past it, else how far was measured."""

from assessment.connectors.runtime.capacity_evidence import ScalingLaw


def passed_its_peak(law: ScalingLaw, past: float) -> bool:
    """Whether the load went ``past`` times beyond the fitted peak, which is bounded on both sides."""
    return bool(law.peak_load and law.peak_rate and law.peak_high) and law.ratio >= past


def law_told(law: ScalingLaw, past: float, who: str) -> str:
    """The law of ``who`` (such as *one instance*) in words."""
    if passed_its_peak(law, past):
        return (
            f"{who} is fastest at {law.peak_load:.3g} requests at work "
            f"[{law.peak_low or 0:.3g} to {law.peak_high:.3g}], {law.peak_rate:.3g} a second"
        )
    return (
        f"the scaling curve is not identifiable: measured to {law.measured_to:.3g} requests at work "
        f"in {who}, at ten times that it gives {law.ten_low:.3g} to {law.ten_high:.3g} a second"
    )
