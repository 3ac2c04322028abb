"""A year of the example's client: four assessments through the product's own actions."""

from engagement.demonstration.quarters.making import make_quarters
from engagement.demonstration.quarters.story import QUARTER, Told, tell_story

__all__ = ["QUARTER", "Told", "make_quarters", "tell_story"]
