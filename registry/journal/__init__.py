"""The journal: the assistance chain, the access log, the outbox, batches; only ever appended to (日志)."""
