"""A change of a client that a pack has no place for."""

from collections.abc import Iterable

from content.problems import nearest


class Unfit(Exception):
    """Raised by whoever lays a change over a pack; the change is ``where``, and ``why`` it fails."""

    def __init__(self, where: str, why: str, near: str | None = None) -> None:
        super().__init__(why)
        self.where, self.why, self.near = where, why, near


def no_question(name: str, known: Iterable[str]) -> Unfit:
    """What to raise for a change of a question that is not among the ``known`` ids."""
    why = "the pack has no such question; take this change out"
    return Unfit(name, why, nearest(name, list(known)))


def must_be_new(name: str, known: Iterable[str]) -> None:
    """Raises ``Unfit`` where the id of an added question is taken."""
    if name in set(known):
        raise Unfit(name, "the pack has a question of this id; choose another")
