"""What was frozen: results, the report that was frozen with each, and what moved since.

``results`` and ``choices`` read the results of the two kinds of packs, ``keeping`` freezes the report of
a snapshot that is taken, ``listing`` tells what there is, and ``again`` makes a report again.
"""
