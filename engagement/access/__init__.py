"""Who acts, in which role, and what each role may read and do.

The rules stand in ``permissions/`` with a reason each; the store holds every reading and every
writing of an acting person to them (``engagement.store.guarding``).
"""
