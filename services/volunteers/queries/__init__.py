"""All that is read here, by noun: people by state and by what is typed, one person's matches, hours and history."""

from services.volunteers.queries.people import (
    Wanted,
    found_volunteers,
    page_of_volunteers,
    pages_of,
    state_counts,
    volunteer,
    volunteer_by_email,
    volunteers,
)
from services.volunteers.queries.work import (
    Matches,
    Placed,
    count_of_moves,
    counts_of_matches,
    history,
    hours,
    matches,
    minutes_52_weeks,
    minutes_by_volunteer,
)

__all__ = [
    "Matches",
    "Placed",
    "Wanted",
    "count_of_moves",
    "counts_of_matches",
    "found_volunteers",
    "history",
    "hours",
    "matches",
    "minutes_52_weeks",
    "minutes_by_volunteer",
    "page_of_volunteers",
    "pages_of",
    "state_counts",
    "volunteer",
    "volunteer_by_email",
    "volunteers",
]
