"""Answering: how a request is read, planned, permitted, asked and answered (查询与应答)."""
