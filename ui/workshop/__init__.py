"""The facilitator's console: what the page of a running workshop is made of."""
