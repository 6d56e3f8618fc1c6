"""What measures: `make bench` starts the real thing and prints figures, targets and ratios.

Absolute figures depend on the machine; so every group also measures something elementary in the same run (a durable
commit, a page that does nothing) and prints the ratio to it. Ratios are what is compared from one version to the next.
"""
