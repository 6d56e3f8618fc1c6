"""One office at work: its settings, its region and its keys. Every service is given this at start."""

from dataclasses import dataclass
from functools import cached_property

from shared.config import Settings
from shared.keys import Keys
from shared.links import LinkSigner
from shared.region import Region


@dataclass(frozen=True)
class Office:
    """What the services of one process share; read once at start."""

    settings: Settings
    region: Region
    keys: Keys

    @cached_property
    def links(self) -> LinkSigner:
        """Makes and reads the signed links in mails."""
        return LinkSigner(self.keys.secret)
