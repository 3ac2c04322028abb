"""What an action says when it is asked for the impossible: one sentence that says what to do."""

from pydantic import ValidationError


class Refused(Exception):
    """The action was not done and nothing was changed; ``sentence`` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def refusal(error: ValidationError) -> Refused:
    """A wrong value in words: the first thing that pydantic found, without its jargon."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    message = str(first["msg"]).removeprefix("Value error, ")
    name = ".".join(str(part) for part in first["loc"])
    return Refused(f"{name}: {message}" if name else message[:1].upper() + message[1:] + ".")
