"""Three assessments that every format is made of and looked at: a tiny one, a full one, the example's.

``full`` is made through the product's own actions, so that it can stand on a server as well; every
text that a person typed into it carries a word of its own.
"""
