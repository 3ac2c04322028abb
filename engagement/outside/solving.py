"""The solver as a process of its own: bounded by a clock, ended when told to, never in the app."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engagement.faults import Refused
from scoring.proving import SolverAnswer

SCRIPT = Path(__file__).with_name("solver") / "prove.py"
GLANCE = 0.2
"""Seconds between two looks at whether it is to end."""


def solve(
    python: Path, problem: dict[str, Any], seconds: float, stopped: Callable[[], bool]
) -> SolverAnswer:
    """The answer of the solver's script, run by ``python``, within so many seconds.

    Raises :class:`Refused` with what to try where it was stopped, took too long or failed. The
    process gets none of our environment and the problem alone; the system does not confine it.
    """
    process = subprocess.Popen(
        [python, "-I", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={},
    )  # fmt: skip
    given: str | None = json.dumps(problem)
    until = time.monotonic() + seconds
    try:
        while True:
            if stopped():
                raise Refused("The proof was stopped; the plan is as it was.")
            if time.monotonic() > until:
                raise Refused(f"The solver was ended after {seconds:g} s; the plan is as it was.")
            try:
                said, complaint = process.communicate(given, timeout=GLANCE)
                break
            except subprocess.TimeoutExpired:
                given = None
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    return _answer(process.returncode, said, complaint)


def _answer(code: int, said: str, complaint: str) -> SolverAnswer:
    if code != 0:
        last = complaint.strip().splitlines()[-1:] or ["it gave no reason"]
        raise Refused(
            f"The solver failed: {last[0][:200]}. `make solver` sets its environment up again."
        )
    try:
        return SolverAnswer.model_validate_json(said)
    except ValidationError:
        raise Refused("The solver's answer cannot be read; `make solver` renews it.") from None
