"""What builds, tests and delivers: pipelines with their jobs, and the targets and scripts they call."""

from content.values import Value


class Command(Value):
    """One shell command or action of a job.

    ``via`` is the place, as ``Makefile:12``, of a command that the job's own line only calls.
    """

    text: str
    line: int = 1
    via: str = ""


class Job(Value):
    """One job of a build system; ``may_fail`` where its failure is ignored.

    ``manual`` jobs wait for a person. ``condition`` is what else has to hold, in the system's own
    words; ``needs`` are the jobs before it; ``folder`` is where its commands run.
    """

    name: str
    line: int = 1
    commands: tuple[Command, ...] = ()
    environment: str = ""
    manual: bool = False
    may_fail: bool = False
    condition: str = ""
    needs: tuple[str, ...] = ()
    folder: str = ""


class Pipeline(Value):
    """One file of a build system with its triggers, such as ``push`` and ``pull_request``.

    ``branches`` and ``paths`` are what the triggers are limited to, ``schedules`` its clocks.
    """

    path: str
    system: str
    triggers: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    branches: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()


class Target(Value):
    """Commands under a name that something else calls: of make, just, tox, nox, a script."""

    path: str
    tool: str
    name: str
    line: int = 1
    commands: tuple[Command, ...] = ()
    needs: tuple[str, ...] = ()


class Script(Value):
    """A file in another language that was recognised by what it does, such as a load test."""

    path: str
    tool: str
    line: int = 1
    commands: tuple[Command, ...] = ()
