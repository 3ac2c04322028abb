"""Where it is kept: tables, queries and migrations; the only SQL, and no action.

Rows never leave this package: queries take and return values. Every query takes the transaction
that :meth:`Store.reading` or :meth:`Store.writing` opened, so that one action is one transaction.
"""

from engagement.store.database import Store, Transaction
from engagement.store.evidence import ABANDONED
from engagement.store.guarding import permit, the_program
from engagement.store.queued import AWAY

__all__ = ["ABANDONED", "AWAY", "Store", "Transaction", "permit", "the_program"]
