"""``docs/probe-accuracy.md``: made from the readings and from what the probes said."""

from assessment.model import Outcome
from benchmarks.accuracy.cases import Case, cases, readings
from benchmarks.accuracy.figures import Figures, by_probe, figures

HEAD = """# How often the repository probes are right

Made from `benchmarks/accuracy`; do not edit by hand. Each repository below was read at one commit by a
reader who decided every statement from the tree alone: *present*, *absent*, *unavailable* (the tree cannot
tell), or *not applicable*. What the probes said of the same commit stands beside it; clone the repositories
into one folder as `OWNER+NAME`, and `python -m benchmarks.accuracy FOLDER` says it again.

**Precision** is the share of findings that decide (*present* or *absent*) with which the reader agrees: to
call something absent that does not apply is an error. **Recall** is the share of statements that the reader
could decide which the probe decided in the same way: to say *unavailable* there is a miss, not an error.

Where reading and probe disagreed, the tree was read again: some labels were corrected, and several probes
were mended. The readers knew the probes, and the figures are those of repositories that the probes have met;
expect less on others.
"""


def render() -> str:
    """The page in Markdown."""
    found = cases()
    return "\n".join(
        [HEAD, *_over_all(found), *_probes(found), *_repositories(found), *_apart(found)]
    )


def _over_all(found: tuple[Case, ...]) -> list[str]:
    rows = {
        "all that decides": figures(found),
        "*present*": figures(found, (Outcome.PRESENT,)),
        "*absent*": figures(found, (Outcome.ABSENT,)),
    }
    head = ["| finding | cases | said | right | precision | recall |", "|---|---|---|---|---|---|"]
    return [
        *head,
        *(f"| {name} | {row.knowable} | {row.said} | {row.right} | {_two(row)} |"
          for name, row in rows.items()), "",
    ]  # fmt: skip


def _probes(found: tuple[Case, ...]) -> list[str]:
    head = [
        "## Probe by probe\n",
        "| probe | decidable | said | right | precision | recall |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    rows = []
    for probe, some in by_probe(found).items():
        row = figures(some)
        name = f"[{probe}](probes.md#{probe})"
        rows.append(f"| {name} | {row.knowable} | {row.said} | {row.right} | {_two(row)} |")
    return [*head, *rows, ""]


def _two(row: Figures) -> str:
    return f"{_share(row.precision)} | {_share(row.recall)}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _repositories(found: tuple[Case, ...]) -> list[str]:
    head = [
        "## Repository by repository\n",
        "| repository | commit | what it is | statements | precision | recall |",
        "|---|---|---|---|---|---|",
    ]
    rows = []
    for reading in readings():
        some = tuple(case for case in found if case.repository == reading.repository)
        commit = f"`{reading.commit[:10]}`"
        rows.append(
            f"| {reading.repository} | {commit} | {reading.about} | {len(some)} | {_two(figures(some))} |"
        )
    return [*head, *rows, ""]


def _apart(found: tuple[Case, ...]) -> list[str]:
    wrong = [case for case in found if not case.right]
    lines = [f"## Where they disagree ({len(wrong)} of {len(found)})\n"]
    for probe, some in by_probe(wrong).items():
        lines.append(f"**{probe}**\n")
        lines += [_disagreement(case) for case in some]
        lines.append("")
    return lines


def _disagreement(case: Case) -> str:
    why = f" {case.explained}" if case.explained else ""
    return (
        f"- {case.repository}: the probe says *{_word(case.said.outcome)}* ({case.said.observed}); "
        f"the reader says *{_word(case.label.truth)}*: {case.label.because}{why}"
    )


def _word(outcome: Outcome) -> str:
    return str(outcome.value).replace("_", " ")
