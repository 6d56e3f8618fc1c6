"""For tests and benches: services together without threads (`World`), or the real server as a process (`serving`)."""

from shared.testing.server import Client, Server, free_port, serving
from shared.testing.world import ApiClient, World, links_in, moving_clock

__all__ = ["ApiClient", "Client", "Server", "World", "free_port", "links_in", "moving_clock", "serving"]
