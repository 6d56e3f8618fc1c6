"""The secret in a calendar feed's address.

It can be made again, so that its owner finds the address on her page, but only with the office's own secret: the
database has a fingerprint of it, by which it is found.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from shared.keys import Keys


def token_of(keys: Keys, person_id: UUID, serial: UUID) -> str:
    """The secret part of somebody's address; another serial gives another one."""
    made = hmac.new(keys.secret.encode(), b"calendar:" + person_id.bytes + serial.bytes, sha256).digest()
    return urlsafe_b64encode(made[:24]).decode()


def hashed(token: str) -> str:
    """What is kept in place of it."""
    return sha256(token.encode()).hexdigest()
