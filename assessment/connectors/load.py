"""Sends a bounded, approved load to one route and says what it carried. The only connector that acts.

Off unless the operator lists the host (``PRODWORTHY_LOAD_TARGETS``) *and* somebody typed in the
options: the host again, the most requests a second and in all, who approved it and until when, and
that the request is synthetic. It starts low, rises by at most a fifth, waits for no answer before the
next request is due, and ends by itself when the service fails, slows down or refuses. Where the same
assessment has a Prometheus, a Kubernetes or an Alertmanager, it watches them meanwhile, and ends when
the autoscaler is at its maximum or an alert that pages fires. A rate that one process cannot send in time
is sent by several, as far as there are cores; what they could hold stands with the result.
"""

import asyncio
import secrets as randomness
from collections.abc import Iterable, Iterator
from datetime import datetime

from assessment import objectives
from assessment.connectors.addresses import resolve
from assessment.connectors.arrivals import asked, signs
from assessment.connectors.arrivals.client import Client, Headers
from assessment.connectors.arrivals.consent import (
    allowed,
    consent,
)
from assessment.connectors.arrivals.counting import law
from assessment.connectors.arrivals.driving import Drive
from assessment.connectors.arrivals.evidence import Ending, LoadEvidence
from assessment.connectors.arrivals.fleet import Fleet, processes_for
from assessment.connectors.arrivals.lookout import Lookout
from assessment.connectors.arrivals.plan import most, peak, plan, target
from assessment.connectors.arrivals.sender import Order, carried
from assessment.connectors.arrivals.stopping import Ended
from assessment.connectors.credentials import credential
from assessment.connectors.redaction import redact
from assessment.objectives import stated
from assessment.sources import (
    Circumstances,
    Made,
    Option,
    Request,
    Source,
    Survey,
)

KIND = "load"
SCHEMES = ("http", "https")
TITLE = "Load test (sends traffic)"
ICON = "speed"
GROUP = "platform"
SENDS = True
"""It acts: a look leaves it out unless somebody says, for that look, that it may send."""

ADDRESS_HELP = "The route that answers one prediction, such as https://staging.example.org/predict."
EVIDENCE = LoadEvidence
BUDGET_SECONDS = 3700
"""A load test takes longer than reading: at most an hour, and its own consent says how long."""

OPTIONS = (
    Option(
        name="confirm_host", label="Type the host again",
        help="As in the address, with its port; it says that the load may really go there.",
    ),
    Option(name="ceiling_rps", label="Most requests a second", form="number"),
    Option(name="ceiling_total", label="Most requests in all", form="number"),
    Option(name="approved_by", label="Who approved the load", help="First and last name."),
    Option(
        name="approved_until", label="Approved until", help="Year-month-day, within 31 days.",
    ),
    Option(
        name="synthetic", label="The request is synthetic and changes nothing", form="flag",
    ),
    Option(name="method", label="Method", form="choice", choices=("POST", "GET")),
    Option(name="body", label="Body of the request", help="JSON without any real person's data."),
    Option(
        name="latency_p99_ms", label="Response time objective, ms", form="number",
        help="For 99 of 100 requests; the test ends at one and a half times that.",
    ),
    Option(
        name="target_rps", label="Rate to reach, requests a second", form="number",
        help="Such as ten times the present peak.",
    ),
    Option(name="peak_rps", label="Present peak, requests a second", form="number"),
    Option(name="start_rps", form="number", shown=False),
    Option(name="step_seconds", form="number", shown=False),
    Option(name="hold_seconds", form="number", shown=False),
    Option(name="ceiling_minutes", form="number", shown=False),
    *objectives.options(KIND),
)  # fmt: skip


def requests(source: Source) -> tuple[Request, ...]:
    """The load in plain words; raises :class:`SourceUnavailable` without the typed consent."""
    agreed, steps = consent(source), plan(consent(source), source.options)
    asked.objective(source)
    sent, rate = most(agreed, steps), steps[-1].rate
    why = (
        f"this sends up to {sent:,} requests to {agreed.host}, at most {rate:g} a second for at most "
        f"{agreed.minutes:g} minutes, and may page someone; approved by {agreed.approved_by} until "
        f"{agreed.approved_until.isoformat()}"
    )
    return (
        Request(verb=f"{asked.method(source)} x {sent:,}", what=redact(source.address), why=why),
    )


def watching(sources: Iterable[Source]) -> tuple[Request, ...]:
    """What is asked of other sources again and again while the load is sent."""
    return signs.watching(item for item in sources if item.kind in signs.KINDS)


def read(source: Source, circumstances: Circumstances) -> LoadEvidence:
    """Run the load test; raises :class:`SourceUnavailable` without consent or permission."""
    test = _Test(source, circumstances)
    ending, told = test.run()
    return test.evidence(ending, told)


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """One single request, after the same consent; the load itself is sent by a look alone."""
    return Survey(told=_Test(source, circumstances).once())


class _Test:
    """One load test of one source."""

    def __init__(self, source: Source, circumstances: Circumstances) -> None:
        self._source, self._circumstances = source, circumstances
        self._held = stated(source.options)
        self._objective = asked.objective(source)
        self._agreed = consent(source)
        self._steps = plan(self._agreed, source.options)
        allowed(self._agreed, circumstances.permission, circumstances.now())
        self._base = resolve(source.address, circumstances.permission)
        self._tag = randomness.token_hex(6)
        self._begun: list[datetime] = []
        self._client: Client | None = None
        self._drive: Drive | Fleet | None = None
        self._senders = processes_for(self._steps[-1].rate)
        self._lookout: Lookout | None = None

    def run(self) -> tuple[Ending, str]:
        """Send what was planned; how it ended, and that in words."""
        try:
            with Lookout(self._circumstances) as self._lookout:
                if end := self._lookout.warned():
                    return end[0], f"nothing was sent: {end[1]}"
                asyncio.run(self._send())
        except Ended as end:
            return end.ending, end.told
        finally:
            self._circumstances.made.extend(self._made())
        return "finished", "every step of the plan was sent"

    def once(self) -> str:
        """Send one request, and say what came."""
        began = self._circumstances.now()
        told, seconds = asyncio.run(self._one())
        self._circumstances.made.append(
            Made(request=self._request(1, "one request as a try"), at=began, bytes=0,
                 milliseconds=1000 * seconds, status=told)
        )  # fmt: skip
        sent = most(self._agreed, self._steps)
        return (
            f"status {told} in {1000 * seconds:.0f} ms, a look will send up to {sent:,} requests "
            f"to {self._agreed.host}"
        )

    def evidence(self, ending: Ending, told: str) -> LoadEvidence:
        """What was offered and what came back."""
        tallies = self._drive.tallies if self._drive else []
        options, agreed = self._source.options, self._agreed
        steps = tuple(item.step() for item in tallies if item.sent)
        return LoadEvidence(
            read_at=self._circumstances.now(), host=agreed.host, url=redact(self._source.address),
            approved_by=agreed.approved_by, approved_until=agreed.approved_until.isoformat(),
            tag=self._tag, ceiling_rps=agreed.rate, ceiling_total=agreed.total,
            target_rps=target(options), peak_rps=peak(options),
            latency_p99_ms=1000 * self._objective,
            steps=steps, law=law(steps), ending=ending, ended=told, objectives=self._held,
            senders=self._senders,
            watched=self._lookout.told() if self._lookout else (),
        )  # fmt: skip

    async def _send(self) -> None:
        minutes = min(self._agreed.minutes, self._circumstances.budget.total_seconds() / 60)
        bounded = self._agreed.model_copy(update={"minutes": minutes})
        warned = self._lookout.warned if self._lookout else _never
        known = (bounded, self._objective, self._circumstances.stopped, warned)
        if self._senders > 1:
            fleet = self._drive = Fleet(*known)
            fleet.orders = self._orders(fleet.patience)
            await fleet.run(self._steps, self._told)
            return
        client = self._client = self._new_client()
        drive = self._drive = Drive(client, *known)
        try:
            await drive.run(self._steps, self._told)
        finally:
            await client.aclose()

    def _orders(self, patience: float) -> tuple[Order, ...]:
        """What each of several processes is to send."""
        body = asked.body(self._source)
        steps = tuple((step.rate, step.requests) for step in self._steps)
        return tuple(
            Order(
                base=self._base, method=asked.method(self._source), steps=steps, patience=patience,
                total=self._agreed.total, share=share, processes=self._senders,
                **carried(self._request_headers(body), body),
            )
            for share in range(self._senders)
        )  # fmt: skip

    async def _one(self) -> tuple[str, float]:
        client, loop = self._new_client(), asyncio.get_running_loop()
        began = loop.time()
        try:
            return await client.send(max(1.0, 4 * self._objective)), loop.time() - began
        finally:
            await client.aclose()

    def _new_client(self) -> Client:
        body = asked.body(self._source)
        return Client(self._base, asked.method(self._source), self._request_headers(body), body)

    def _request_headers(self, body: bytes) -> Headers:
        known = credential(self._source, self._circumstances.permission)
        known.check(self._base)
        return asked.headers(self._base, self._tag, body) + [
            (name.encode(), value.encode()) for name, value in known.headers.items()
        ]

    def _told(self, message: str) -> None:
        self._begun.append(self._circumstances.now())
        self._circumstances.progress(message)

    def _made(self) -> Iterator[Made]:
        """One line a step: a line a request would be tens of thousands."""
        tallies = self._drive.tallies if self._drive else []
        begun = list(zip(tallies, self._begun, strict=False))
        for tally, at in begun:
            told = ", ".join(f"{n:,} x {told}" for told, n in tally.statuses.most_common(5))
            why = f"load test {self._tag}: {tally.rate:.4g} requests a second"
            yield Made(
                request=self._request(tally.sent, why), at=at, milliseconds=1000 * tally.seconds,
                bytes=self._size() if tally is begun[-1][0] else 0, status=told or "no answer",
            )  # fmt: skip

    def _size(self) -> int:
        """Bytes of all answers."""
        if isinstance(self._drive, Fleet):
            return self._drive.bytes_read
        return self._client.bytes_read if self._client else 0

    def _request(self, count: int, why: str) -> Request:
        what = redact(self._source.address)
        return Request(verb=f"{asked.method(self._source)} x {count:,}", what=what, why=why)


def _never() -> None:
    return None
