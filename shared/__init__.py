"""What every service stands on: events, outbox and inbox, clock, database, sign-in, the web kit. No business words."""
