"""Who may see what. The mailbox is for everybody and is there only with demo data on this machine alone.

Links in mails and a feed's address carry their own proof, since mail programs and calendars sign in nowhere.
"""

from shared.permissions import ANYONE, COORDINATOR, SIGNED_IN, VOLUNTEER, may

RULES = [
    may(ANYONE, "pages.mailbox", "pages.mail", "pages.mail_as_sent", "pages.mail_invitation"),
    may(ANYONE, "pages.pause", "pages.send_pause", "api.pause_at_once", "api.ask_pause"),
    may(ANYONE, "pages.feed"),
    may(VOLUNTEER, "pages.calendar", "pages.switch_calendar_on", "pages.switch_calendar_off"),
    may(COORDINATOR, "pages.messages", "pages.send_again", "pages.settle"),
    may(SIGNED_IN, "api.messages"),
]
