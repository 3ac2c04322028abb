"""Workshops: a room votes on phones, a facilitator leads, and the record is exact.

Participants have no account: a ticket, signed for one participant of one workshop, is all that
they act with. Everything of the facilitator is authorised through the assessment.
"""

from engagement.workshops.choosing import confidence_vote, place, place_dots
from engagement.workshops.closing import close_workshop
from engagement.workshops.console import console
from engagement.workshops.deciding import agree, back, dispute, park, skip
from engagement.workshops.holding import of_assessment, open_workshop
from engagement.workshops.joining import invitation, join, rejoin
from engagement.workshops.leading import (
    add_item,
    choose_use_case,
    decide,
    extend_block,
    go_to_block,
    set_kill_criterion,
    show,
    undecide,
)
from engagement.workshops.model import Console, Invitation, Mine, NotIn, Proposal, Room, Ticket
from engagement.workshops.proposing import proposals
from engagement.workshops.recording import record, records_in
from engagement.workshops.showing import listen, mine, room, version, watch
from engagement.workshops.stepping import (
    begin_item,
    extend,
    open_vote,
    read_out,
    reveal,
    second_vote,
    show_finding,
    show_reasons,
)
from engagement.workshops.voting import vote

__all__ = [
    "Console",
    "Invitation",
    "Mine",
    "NotIn",
    "Proposal",
    "Room",
    "Ticket",
    "add_item",
    "agree",
    "back",
    "begin_item",
    "choose_use_case",
    "close_workshop",
    "confidence_vote",
    "console",
    "decide",
    "dispute",
    "extend",
    "extend_block",
    "go_to_block",
    "invitation",
    "join",
    "listen",
    "mine",
    "of_assessment",
    "open_vote",
    "open_workshop",
    "park",
    "place",
    "place_dots",
    "proposals",
    "read_out",
    "record",
    "records_in",
    "rejoin",
    "reveal",
    "room",
    "second_vote",
    "set_kill_criterion",
    "show",
    "show_finding",
    "show_reasons",
    "skip",
    "undecide",
    "version",
    "vote",
    "watch",
]
