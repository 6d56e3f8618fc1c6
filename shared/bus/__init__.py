"""How messages get from one service's outbox to the others' handlers."""
