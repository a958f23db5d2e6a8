"""Webhooks (事件推送): what stands in the outbox is sent, signed, to the addresses that clients have registered."""
