"""An invented office to try everything with: people, sites, needs, and matches in every stage.

Everything is written by the services' own actions and travels as events, as if people had done it over the last months.
"""

from deploy.demo.loading import load_demo

__all__ = ["load_demo"]
