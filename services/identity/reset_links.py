"""The id of a link to a new password says for which password and address of the account it was asked.

Once either of them is another, every such link from before is dead, whenever its mail arrives: nothing has to be
remembered for it, and no clock has to be right.
"""

import hmac
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

from services.identity.models import Account
from shared.keys import Keys

HALF = 8
"""Bytes: the first half of an id is the link's own, so that each works once; the second is made of the account."""


def new_link_id(keys: Keys, account: Account) -> UUID:
    """The id of a link that is good until the account's password or address changes."""
    own = token_bytes(HALF)
    return UUID(bytes=own + _made_of(keys, own, account))


def still_fits(keys: Keys, link_id: UUID, account: Account) -> bool:
    """Whether the account has the password and the address for which this link was asked."""
    own, made = link_id.bytes[:HALF], link_id.bytes[HALF:]
    return hmac.compare_digest(made, _made_of(keys, own, account))


def _made_of(keys: Keys, own: bytes, account: Account) -> bytes:
    state = "\n".join((str(account.id), account.email or "", account.password_hash or ""))
    return hmac.new(keys.secret.encode(), b"new_password:" + own + state.encode(), sha256).digest()[:HALF]
