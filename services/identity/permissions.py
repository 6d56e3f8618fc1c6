"""Who may do what with accounts."""

from typing import Any

from sqlalchemy.orm import Session

from shared.auth import Who
from shared.permissions import ADMINISTRATOR, ANYONE, COORDINATOR, SIGNED_IN, STAFF, may


def at_own_site(session: Session, who: Who, values: dict[str, Any]) -> bool:
    """The site in the path is one this person works at."""
    return values["site_id"] in who.site_ids


RULES = [
    may(ANYONE, "pages.sign_in", "pages.sign_in_by_password", "pages.sign_in_by_link", "pages.mail_sent"),
    may(ANYONE, "pages.sign_out", "pages.end_here"),
    may(ANYONE, "pages.link_to_enter", "pages.enter"),
    may(ANYONE, "pages.invitation", "pages.join"),
    may(ANYONE, "pages.forgotten", "pages.ask_for_new_password", "pages.new_password", "pages.choose_new_password"),
    may(SIGNED_IN, "pages.me", "pages.details", "pages.change_details", "pages.password", "pages.change_password"),
    may(SIGNED_IN, "pages.end_one", "pages.end_others", "api.me"),
    may(STAFF, "pages.site_staff", only=at_own_site),
    may(COORDINATOR, "pages.site_staff", "pages.invite_to_site", "pages.invite_to_site_again", "pages.remove_member"),
    may(ADMINISTRATOR, "pages.people", "pages.new_person", "pages.invite_to_office", "pages.person"),
    may(ADMINISTRATOR, "pages.set_roles", "pages.close", "pages.reopen"),
    may(ADMINISTRATOR, "pages.invite_to_office_again", "pages.withdraw_invitation"),
]
