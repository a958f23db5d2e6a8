"""The hub's statement behind a bare endpoint: what HTTP and the driver cost when nothing else is done."""
