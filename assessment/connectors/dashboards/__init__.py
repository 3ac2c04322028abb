"""Reading dashboards and the alerting of the server that shows them."""
