"""Workshops: a room votes on phones, a facilitator leads, and the record is exact.

Participants have no account: a ticket, signed for one participant of one workshop, is all that
they act with. Everything of the facilitator is authorised through the assessment.
"""

from engagement.workshops.choosing import confidence_vote, place, place_dots
from engagement.workshops.console import console
from engagement.workshops.holding import of_assessment, open_workshop
from engagement.workshops.joining import invitation, join, rejoin
from engagement.workshops.model import Console, Invitation, Mine, NotIn, Proposal, Room, Ticket
from engagement.workshops.proposing import proposals
from engagement.workshops.showing import listen, mine, room, version, watch
from engagement.workshops.stepping import (
    agree,
    back,
    begin_item,
    dispute,
    extend,
    open_vote,
    park,
    read_out,
    reveal,
    second_vote,
    show_finding,
    show_reasons,
    skip,
)
from engagement.workshops.voting import vote

__all__ = [
    "Console", "Invitation", "Mine", "NotIn", "Proposal", "Room", "Ticket", "agree", "back",
    "begin_item", "confidence_vote", "console", "dispute", "extend", "invitation", "join", "listen",
    "mine", "of_assessment", "open_vote", "open_workshop", "park", "place", "place_dots",
    "proposals", "read_out", "rejoin", "reveal", "room", "second_vote", "show_finding",
    "show_reasons", "skip", "version", "vote", "watch",
]  # fmt: skip
