"""Everything that reads, by noun: rankings, the desk's needs, matches, and what waits today."""
