"""Reading what a warehouse's build tool wrote down."""
