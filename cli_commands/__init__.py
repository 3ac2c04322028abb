"""The commands of ``prodworthy``, one module a subject; ``cli.py`` puts them together."""
