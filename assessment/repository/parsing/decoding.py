"""From the bytes of a file to its text."""


def decoded(content: bytes) -> str:
    """The text as UTF-8, or UTF-16 where it says so; what is neither is replaced, and NUL is a space."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace").replace("\x00", " ")
