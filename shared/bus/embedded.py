"""The bus of one process: straight from a service's outbox into each subscriber's own transaction.

A row is marked sent only after every subscriber has it, handled or stored as failed. A kill in between repeats the
delivery, and the subscribers' inboxes drop what they have. No transaction of the sender is open meanwhile.
"""

from collections.abc import Sequence

from shared import inbox, outbox
from shared.service import Member

BATCH = 100


class EmbeddedBus:
    """Carries events between services that live in the same process."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members

    def relay(self) -> int:
        """Carry on what waits in every outbox; returns how many messages were carried."""
        return sum(self.relay_from(member) for member in self.members)

    def relay_from(self, publisher: Member) -> int:
        """Carry on what waits in one service's outbox; returns how many messages were carried."""
        with publisher.db.reading() as session:
            messages = outbox.unsent(session, BATCH)
        if not messages:
            return 0
        for member in self.members:
            wanted = [message for message in messages if message.topic in member.service.topics]
            if wanted:
                inbox.take(member.db, wanted, member.service.handlers)
        with publisher.db.transaction() as session:
            outbox.mark_sent(session, messages)
        return len(messages)
