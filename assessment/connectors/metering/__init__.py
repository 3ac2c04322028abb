"""What a cost meter says of a service: its answers, and the evidence made of them."""
