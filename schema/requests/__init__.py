"""What every request has: its caller, its context, its transaction, its refusals (请求)."""
