"""What an action says when it is asked for the impossible: one sentence that says what to do."""

from pydantic import ValidationError

from engagement.wrong_values import told


class Refused(Exception):
    """The action was not done and nothing was changed; ``sentence`` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyThere(Refused):
    """What was to be added is there already; ``id`` is that of the one that is."""

    def __init__(self, sentence: str, id_: str) -> None:
        super().__init__(sentence)
        self.id = id_


NAME, SENTENCES = 200, 4000
"""Most characters of a name, and of a reason, comment or description: it has to fit on a page."""


def fitting(most: int, **texts: str) -> None:
    """Refuse a text of more than ``most`` characters; it is named as it is here, ``_`` a space."""
    for what, text in texts.items():
        if len(text) > most:
            raise Refused(
                f"The {what.replace('_', ' ')} has {len(text):,} characters; "
                f"{most:,} fit. Shorten it."
            )


def refusal(error: ValidationError) -> Refused:
    """A wrong value in words: the first thing that pydantic found, without its jargon."""
    return Refused(told(error.errors(include_url=False, include_input=False)[0]))
