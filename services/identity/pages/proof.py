"""Does this password open this account? Asked in three short steps, none of which holds the database while it thinks.

The attempt is counted and kept first, whatever comes of it; a password that fits gives it back.
"""

from uuid import UUID

from services.identity import actions, passwords, queries
from shared.errors import Invalid
from shared.i18n import lazy
from shared.web.here import db
from shared.web.visitors import place

WRONG = lazy("Die E-Mail-Adresse oder das Passwort stimmt nicht.")


def prove(email: str, password: str) -> UUID:
    """The account that an address and its password open. Raises `TooMany`, or `Invalid` with one sentence for both."""
    with db().transaction() as session:
        actions.count_attempt(session, actions.Try.PASSWORD, email, place())
    with db().reading() as session:
        account = queries.own_account_by_email(session, email)
        found, kept = (account.id, account.password_hash) if account else (None, None)
    if not passwords.fits(kept, password) or found is None:
        raise Invalid({"": str(WRONG)})
    with db().transaction() as session:
        actions.forgive(session, actions.Try.PASSWORD, email, place())
    return found
