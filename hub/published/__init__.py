"""What the hub publishes of itself: its graph and its refusals (对外发布)."""
