"""Live answers: subscriptions over WebSocket and server-sent events (订阅推送)."""
