"""Which version of the product this is, as it is written into what is kept or handed over."""

from importlib.metadata import PackageNotFoundError, version


def program() -> str:
    """The installed version, such as *0.7.0*; *not installed* where it runs from its source alone."""
    try:
        return version("prodworthy")
    except PackageNotFoundError:
        return "not installed"
