"""What the services tell each other: one file per publisher, one frozen dataclass per event."""
