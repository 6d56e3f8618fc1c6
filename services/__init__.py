"""One package per self-contained system; none imports another, they tell each other events."""
