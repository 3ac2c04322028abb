"""Texts in scripts that our own fonts do not hold, set by fonts of an extra or of the operator.

Everything here is asked only for a text that holds such a letter.
"""
