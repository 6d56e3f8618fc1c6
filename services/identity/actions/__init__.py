"""All that changes who is who."""

from services.identity.actions.accounts import (
    OFFICE_ROLES,
    add_account,
    change_details,
    close,
    reopen,
    set_office_roles,
)
from services.identity.actions.attempts import Try, count_attempt, forgive
from services.identity.actions.dead_links import DeadLink
from services.identity.actions.invitations import (
    accept,
    invite,
    invite_administrator,
    invite_again,
    withdraw_invitation,
)
from services.identity.actions.members import remove_member
from services.identity.actions.passwords import change_password, request_new_password, reset_password
from services.identity.actions.sign_ins import (
    end_others,
    end_own,
    enter,
    issue_api_token,
    request_link,
    sign_in,
    sign_out,
    token_of,
)
from services.identity.actions.telling import announce
from services.identity.actions.tidying import tidy
from services.identity.actions.told import forget_volunteer, remember_site, remember_volunteer

__all__ = [
    "OFFICE_ROLES",
    "DeadLink",
    "Try",
    "accept",
    "add_account",
    "announce",
    "change_details",
    "change_password",
    "close",
    "count_attempt",
    "end_others",
    "end_own",
    "enter",
    "forget_volunteer",
    "forgive",
    "invite",
    "invite_administrator",
    "invite_again",
    "issue_api_token",
    "remember_site",
    "remember_volunteer",
    "remove_member",
    "reopen",
    "request_link",
    "request_new_password",
    "reset_password",
    "set_office_roles",
    "sign_in",
    "sign_out",
    "tidy",
    "token_of",
    "withdraw_invitation",
]
