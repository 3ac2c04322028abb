"""The script that proves an order; it runs in an environment of its own."""
