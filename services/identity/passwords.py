"""Passwords: what makes a good one, and how it is kept so that nobody can read it.

Argon2id with 32 MiB and two passes: about 50 ms on the office's small machine, and above the least that OWASP asks
for (19 MiB, two passes). A wrong address takes as long as a wrong password, so that nobody learns who has an account.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from shared.i18n import _, lazy

LEAST, MOST = 10, 200
RULES = lazy(
    "Mindestens %(least)s Zeichen, und nicht Ihre E-Mail-Adresse. "
    "Drei oder vier Wörter, die nichts miteinander zu tun haben, sind gut zu merken und schwer zu erraten.",
    least=LEAST,
)

_hasher = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
_nobodys = _hasher.hash("nobody has this password")


def what_is_wrong(password: str, email: str | None) -> str | None:
    """Why this is no good password for somebody with this address; None if it is one."""
    if len(password) < LEAST:
        return _("Das Passwort muss mindestens %(least)s Zeichen haben.", least=LEAST)
    if len(password) > MOST:
        return _("Das Passwort darf höchstens %(most)s Zeichen haben.", most=MOST)
    if email and password.strip().lower() == email.lower():
        return _("Bitte nehmen Sie nicht Ihre E-Mail-Adresse als Passwort.")
    return None


def hashed(password: str) -> str:
    """What is kept in place of a password."""
    return _hasher.hash(_same_on_every_keyboard(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes as long when there is none."""
    try:
        found = _hasher.verify(kept or _nobodys, _same_on_every_keyboard(password))
    except (Argon2Error, InvalidHashError):
        return False
    return found and kept is not None


def _same_on_every_keyboard(password: str) -> str:
    """One ü, whether the keyboard sends it as one character or as two."""
    return unicodedata.normalize("NFC", password)
