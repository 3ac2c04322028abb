"""What twelve people said of every question, for three use cases, as files of answers."""

import random
from typing import Any

from content.model import Pack
from engagement.answers.answers_file import AnswersFile
from tests.assessments.people import LONGEST_NAME, people
from tests.assessments.words import Words

LONG_COMMENTS = 12
LONG_COMMENT = 3_000
"""Characters; every question of the first use case has comments, twelve of them as long as this."""

_PROFILE = "regulated-decision"
_NAMES = ("Returns-fraud scoring", "توقع الطلب على المنتجات", "Service assistant")


def files(
    pack: Pack, words: Words, elsewhere: int = 12
) -> tuple[AnswersFile, AnswersFile, AnswersFile]:
    """The use case that everything is about, then two that stand beside it, of ``elsewhere`` voices."""
    asked = people(words)
    client = _client(pack, words)
    first, second, third = (
        AnswersFile.model_validate({
            "client": client,
            "use_case": _use_case(number, name, words),
            "assessment": {"profile": _PROFILE, "depth": "full"},
            "respondents": asked,
            "answers": _answers(pack, asked[:elsewhere] if number else asked, number, words),
        })
        for number, name in enumerate(_NAMES)
    )  # fmt: skip
    return first, second, third


def _client(pack: Pack, words: Words) -> dict[str, Any]:
    freeze = words.text("client.freezes.name", "Ramadan and Christmas trading", 400)
    return {
        "name": words.text("client.name", "Северный Ветер Retail Holding", LONGEST_NAME),
        "currency": "EUR",
        "rates": {role.id: 4_000.0 + 100 * place for place, role in enumerate(pack.roles)},
        "capacity": {role.id: 1.0 + place / 4 for place, role in enumerate(pack.roles)},
        "freezes": [{"name": freeze, "start": "12-07", "end": "01-03"}],
        "pilots": 5, "pilots_in_production": 1,
        "notes": words.text("client.notes", "Introduced by the board"),
    }  # fmt: skip


def _use_case(number: int, name: str, words: Words) -> dict[str, Any]:
    here, longest = ("other use_case", 0) if number else ("use_case", LONGEST_NAME)
    return {
        "name": words.text(f"{here}.name", name, longest),
        "summary": words.text(f"{here}.summary", "Scores every return at the till", 3 * longest),
        "sponsor": words.text(f"{here}.sponsor", "Chief operating officer", longest),
        "value_statement": words.text(f"{here}.value_statement", "Fewer wrongful refunds"),
        "value_low": 80_000.0 + 10_000 * number, "value_high": 130_000.0 + 20_000 * number,
        "feasibility": {"data": 4 - number, "method": 4, "owner": 3, "integration": 4, "regulatory": 3},
        "traits": {
            "risk_class": "high", "generative": True, "takes_actions": True, "retrieves_documents": True,
            "metered_model": True, "decision_window_hours": 0.01, "peak_requests_per_second": 60.0,
            "availability_target": 0.999, "latency_p95_ms": 300.0,
        },
    }  # fmt: skip


def _answers(
    pack: Pack, asked: list[dict[str, str]], number: int, words: Words
) -> list[dict[str, Any]]:
    chance = random.Random(number)
    made = []
    for place, capability in enumerate(pack.capabilities):
        base = chance.choice([3, 3, 4, 4])
        for person in asked:
            made.append(
                _answer(capability.id, person["id"], place, base, chance, number == 0, words)
            )
    return made


def _answer(
    capability: str,
    by: str,
    place: int,
    base: int,
    chance: random.Random,
    first: bool,
    words: Words,
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "by": by,
        "capability": capability,
        "confidence": chance.choice([1, 2, 3]),
    }
    drawn = chance.random()
    if drawn < 0.06:
        told["dont_know"] = True
    elif drawn < 0.09:
        told["not_applicable"] = words.text(
            "answer.reason" if first else "other answer.reason", "We buy it"
        )
    else:
        told["level"] = min(5, max(1, base + chance.choice([-1, 0, 0, 0, 1])))
        told["grade"] = chance.choice(["E0", "E0", "E1"])
    if first:
        longest = LONG_COMMENT if by == "p2" and place % 4 == 0 and place < 4 * LONG_COMMENTS else 0
        told["comment"] = words.text("answer.comment", "As I see it", longest)
        if by == "p0" and place < 5:
            told["link"] = words.link("answer.link")
    return told
