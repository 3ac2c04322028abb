"""Names and texts in SQL of our own, quoted so that nothing in them is SQL."""


def identifier(name: str) -> str:
    """A column's or table's name."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, in a dialect where a backslash is a letter like any other."""
    return "'" + text.replace("'", "''") + "'"
