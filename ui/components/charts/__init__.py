"""Charts as Vega-Lite: pure functions from values to a specification; none of them draws."""
