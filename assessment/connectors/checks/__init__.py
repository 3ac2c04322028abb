"""Reading what a data checker wrote down."""
