"""Why a template is not taken."""


class TemplateRefused(Exception):
    """A template that is not opened; the sentence says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
