"""Every way in for foreign bytes, in one list."""

from tests.fuzz import arriving, handed_over, looked_at

TARGETS = (*handed_over.TARGETS, *looked_at.TARGETS, *arriving.TARGETS)
BY_NAME = {item.name: item for item in TARGETS}
