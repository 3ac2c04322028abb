"""The workshop that the example's people held: every step by the actions that a real room takes."""

from datetime import timedelta
from typing import Any

import yaml

from assessment.workshop.model import Item
from assessment.workshop.phases import Stage
from engagement import workshops
from engagement.demonstration.shipped import shipped
from engagement.outside import clock
from engagement.store import Store

DONT_KNOW = "dont_know"


def hold(store: Store, assessment_id: str) -> None:
    """Open it, let everybody vote, and close it; one that was held before is left as it is."""
    if workshops.of_assessment(store, assessment_id):
        return
    _Room(store, assessment_id, yaml.safe_load(shipped("workshop.yaml").read_text("utf-8"))).meet()


class _Room:
    """The shipped workshop, and the tickets of those who joined it."""

    def __init__(self, store: Store, assessment_id: str, told: dict[str, Any]) -> None:
        self.store, self.told, self.led_by = store, told, str(told["led_by"])
        self.place = workshops.open_workshop(
            store, assessment_id=assessment_id, agenda=told["agenda"], by=self.led_by,
            items=[row["capability"] for row in told["items"]],
        )  # fmt: skip
        self.tickets = {key: self._join(key, **person) for key, person in told["people"].items()}

    def meet(self) -> None:
        """The day from its first part to its last."""
        parts = {
            "dots": self._choose, "items": self._items, "decisions": self._decide,
            "confidence": self._fingers,
        }  # fmt: skip
        for number, block in enumerate(self.place.blocks):
            if number:
                self._lead(workshops.go_to_block, at=number - 1, to=number)
            if block.kind in parts:
                parts[block.kind]()
        self._lead(workshops.close_workshop)

    def _lead(self, action: Any, **fields: Any) -> None:
        action(self.store, workshop_id=self.place.id, by=self.led_by, **fields)

    def _join(self, key: str, name: str, role: str) -> str:
        device = f"example-{key}".ljust(20, "-")
        joined = workshops.join(
            self.store, code=self.place.code, name=name, role=role, device=device
        )
        return joined.token

    def _choose(self) -> None:
        ids = {case.name: case.id for case in self.place.candidates}
        cases = {key: ids[name] for key, name in self.told["use_cases"].items()}
        self._lead(workshops.show, at=(Stage.WAITING, False), to=(Stage.DOTS, False))
        for who, dots in self.told["dots"].items():
            given = {cases[key]: count for key, count in dots.items()}
            workshops.place_dots(self.store, token=self.tickets[who], dots=given)
        self._lead(workshops.show, at=(Stage.DOTS, False), to=(Stage.DOTS, True))
        self._lead(workshops.show, at=(Stage.DOTS, True), to=(Stage.GRID, True))
        for key, placed in self.told["placed"].items():
            for who, (impact, feasibility) in placed.items():
                workshops.place(
                    self.store, token=self.tickets[who], use_case_id=cases[key], impact=impact,
                    feasibility=feasibility,
                )  # fmt: skip
        self._lead(workshops.choose_use_case, use_case_id=cases[self.told["chosen"]])

    def _items(self) -> None:
        for number, row in enumerate(self.told["items"], start=1):
            if row.get("skipped"):
                self._step(number, workshops.skip)
                continue
            self._lead(workshops.begin_item, position=number)
            self._step(number, workshops.open_vote)
            self._vote(row, row["first"], row.get("read", {}) | row.get("typed", {}))
            self._step(number, workshops.reveal)
            self._step(number, workshops.show_reasons)
            self._read(number, row)
            self._then(number, row)

    def _then(self, number: int, row: dict[str, Any]) -> None:
        """Parked after the first vote, or what the finding and the second vote came to."""
        if "parked" in row:
            self._step(number, workshops.park, **_owned(row["parked"]))
            return
        if workshops.console(self.store, self.place.id).has_findings:
            self._step(number, workshops.show_finding)
        self._step(number, workshops.second_vote)
        self._vote(row, row["second"], {})
        self._step(number, workshops.reveal)
        told = {"dissent": row["dissent"]}
        if "disputed" in row:
            self._step(number, workshops.dispute, **told, **_owned(row["disputed"]))
        else:
            self._step(number, workshops.agree, level=row["agreed"], owner=row["owner"], **told)

    def _vote(self, row: dict[str, Any], votes: dict[str, Any], reasons: dict[str, str]) -> None:
        round_id = workshops.room(self.store, self.place.id).round_id
        for who, said in votes.items():
            workshops.vote(
                self.store, token=self.tickets[who], round_id=round_id, grade=row["grade"],
                level=None if said == DONT_KNOW else said, reason=reasons.get(who, ""), confidence=2,
                vote_key=f"{round_id[:40]}-{who}",
            )  # fmt: skip

    def _read(self, number: int, row: dict[str, Any]) -> None:
        typed = workshops.console(self.store, self.place.id).typed
        aloud = tuple(reason for reason in typed if reason.text in row["read"].values())
        self._lead(workshops.read_out, position=number, reasons=aloud)

    def _step(self, number: int, action: Any, **fields: Any) -> None:
        self._lead(action, position=number, at=self._item(number).phase, **fields)

    def _item(self, number: int) -> Item:
        return workshops.console(self.store, self.place.id).items[number - 1]

    def _decide(self) -> None:
        for number, row in enumerate(self.told["decisions"]):
            self._lead(workshops.decide, key=str(number), text=row["text"], **_owned(row))
        self._lead(workshops.set_kill_criterion, text=self.told["kill_criterion"])

    def _fingers(self) -> None:
        self._lead(workshops.show, at=(Stage.WAITING, False), to=(Stage.CONFIDENCE, False))
        for who, fingers in self.told["fingers"].items():
            workshops.confidence_vote(self.store, token=self.tickets[who], fingers=fingers)
        self._lead(workshops.show, at=(Stage.CONFIDENCE, False), to=(Stage.CONFIDENCE, True))


def _owned(row: dict[str, Any]) -> dict[str, Any]:
    """Whose it is, and by when, counted from today."""
    return {"owner": row["owner"], "due": clock.now().date() + timedelta(days=row["days"])}
