"""A change of a client that a pack has no place for."""


class Unfit(Exception):
    """Raised by whoever lays a change over a pack; the change is ``where``, and ``why`` it fails."""

    def __init__(self, where: str, why: str, near: str | None = None) -> None:
        super().__init__(why)
        self.where, self.why, self.near = where, why, near
