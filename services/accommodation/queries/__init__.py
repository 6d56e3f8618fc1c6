"""What is read here: needs with all that belongs to them, sites, a need's history. The number of statements never
depends on the amount of data; lists that grow come in pages.
"""

from services.accommodation.queries.needs import (
    NeedView,
    Wanted,
    all_needs,
    counts,
    earlier,
    history,
    is_own,
    last_site_of,
    need_of_poster,
    need_with_all,
    needs,
    own_needs,
    poster,
    waiting_for_release,
    was_written_to,
)
from services.accommodation.queries.paging import Page
from services.accommodation.queries.search import found_needs, found_sites
from services.accommodation.queries.sites import SiteView, pattern, patterns, site, sites

__all__ = [
    "NeedView",
    "Page",
    "SiteView",
    "Wanted",
    "all_needs",
    "counts",
    "earlier",
    "found_needs",
    "found_sites",
    "history",
    "is_own",
    "last_site_of",
    "need_of_poster",
    "need_with_all",
    "needs",
    "own_needs",
    "pattern",
    "patterns",
    "poster",
    "site",
    "sites",
    "waiting_for_release",
    "was_written_to",
]
