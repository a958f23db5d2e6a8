"""Webhooks (事件推送) in the graph: registered and looked after by the client that is told."""
