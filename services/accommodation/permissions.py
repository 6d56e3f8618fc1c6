"""Who may do what with sites and needs. Staff act for their own sites, coordinators for all of them."""

from typing import Any

from sqlalchemy.orm import Session

from services.accommodation import queries
from shared.auth import Who
from shared.contracts.journal import SubjectKind
from shared.permissions import ANYONE, COORDINATOR, STAFF, may
from shared.web.journal import endpoints


def at_own_site(session: Session, who: Who, values: dict[str, Any]) -> bool:
    """The need in the path belongs to a site of theirs."""
    return queries.is_own(session, who, values["need_id"])


NEED_PAGES = (
    "pages.need", "pages.cancel_need", "pages.finish_need", "pages.nobody_came", "pages.edit_need", "pages.save_need",
    "pages.save_pattern",
)  # fmt: skip
NEED_CALLS = ("api.get_need", "api.cancel_need", "api.finish_need")
POSTING = (
    "pages.needs", "pages.new_need", "pages.post_need", "pages.remove_pattern", "api.post_need", "api.list_needs",
    "api.list_sites",
)  # fmt: skip

RULES = [
    may(ANYONE, "pages.ask", "pages.send_ask", "pages.confirm", "pages.do_confirm"),
    may(ANYONE, "pages.sent", "pages.send_again", "pages.send_elsewhere"),
    may(ANYONE, "pages.asked", "pages.cancel_asked"),
    may(STAFF, *POSTING),
    may(STAFF, *NEED_PAGES, *NEED_CALLS, only=at_own_site),
    may(COORDINATOR, *POSTING, *NEED_PAGES, *NEED_CALLS),
    may(COORDINATOR, "pages.desk", "pages.release_need", "pages.confirm_by_phone", "api.release_need"),
    may(COORDINATOR, "pages.clarify", "pages.search", "pages.search_needs"),
    may(COORDINATOR, "pages.sites", "pages.new_site", "pages.post_site", "api.post_site"),
    may(COORDINATOR, "pages.site", "pages.edit_site", "pages.save_site", "pages.switch_site"),
    may(COORDINATOR, *endpoints(SubjectKind.SITE), *endpoints(SubjectKind.NEED)),
]
