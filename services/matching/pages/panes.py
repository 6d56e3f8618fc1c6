"""What stands in the three panes of the desk, all of it said by the address: filters, the need, and the person."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from flask import render_template, request
from sqlalchemy.orm import Session

from services.matching import words
from services.matching.buttons import Choice, choices, ends
from services.matching.engine import PARTS, Excluded, Ranked, Ranking
from services.matching.models import KnownNeed, Match
from services.matching.queries import desk as queries
from services.matching.queries import matches, persons, ranking
from services.matching.schemas import MOST_OFFERS, USUAL_OFFERS
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import HOLDS_A_PLACE, Answer, MatchState
from shared.contracts.words import Urgency
from shared.links import link
from shared.web import maps
from shared.web.forms import Form
from shared.web.here import number_of_a_municipality, region

STATES = {state: words.NEED_STATES[state] for state in (NeedState.OPEN, NeedState.PROPOSED, NeedState.FILLED)}
MOST_EXCLUDED = 20
Verdict = Ranked | Excluded | None


class Asked(NamedTuple):
    """Somebody who was asked for the need: what she has said beside how it stands, until when she may, and what can be
    done; what ends help that goes on is out of the way, in `more`."""

    match: Match
    answer: Answer | None
    until: datetime | None
    moves: list[Choice]
    more: list[Choice]


@dataclass(frozen=True)
class Place:
    """Where on the desk somebody is; every link from there keeps the filters and the page of the list."""

    wanted: queries.Wanted
    page: int

    def to(self, need_id: UUID | None = None, **more: Any) -> str:
        """The address of a need (or of the list alone) with the same filters."""
        path = link("matching", "need", need_id=need_id) if need_id else link("matching", "desk")
        kept = {**asdict(self.wanted), "page": self.page if self.page > 1 else None, **more}
        query = urlencode({name: str(value) for name, value in kept.items() if value})
        return f"{path}?{query}" if query else path

    def fields(self, **more: Any) -> list[tuple[str, str]]:
        """The same as fields of a form that leads there."""
        return parse_qsl(urlsplit(self.to(**more)).query)

    def up_to_the_page(self) -> str:
        """The list with the same filters, up to the number of a page."""
        address = replace(self, page=1).to()
        return f"{address}{'&' if '?' in address else '?'}page="

    def at_place(self, bfs_nr: int | None, need_id: UUID | None) -> str:
        """The same with another municipality chosen, or none."""
        return Place(replace(self.wanted, bfs=bfs_nr), 1).to(need_id)

    @property
    def filtered(self) -> bool:
        """Whether a filter below the search narrows the list, so that it should be seen; words show by themselves."""
        return any((self.wanted.category, self.wanted.bfs, self.wanted.urgency, self.wanted.state))

    @property
    def narrowed(self) -> bool:
        """Whether the list leaves anything out, so that an empty one does not mean that all is done."""
        return self.filtered or bool(self.wanted.q)


def place() -> Place:
    """What the address says; anything odd there counts as not chosen."""
    args = request.args
    wanted = queries.Wanted(
        category=args.get("category", ""),
        bfs=args.get("bfs", None, number_of_a_municipality),
        urgency=args.get("urgency", None, Urgency),
        state=args.get("state", None, _state),
        q=args.get("q", "").strip()[:100],
    )
    return Place(wanted, _number("page", 1, 10_000))


def shown() -> dict[str, Any]:
    """How much of the ranking is asked for, and whom of it: for links that stay at the need."""
    limit = _number("limit", USUAL_OFFERS, MOST_OFFERS)
    return {"limit": limit if limit != USUAL_OFFERS else None, "offer": request.args.get("offer", None, UUID)}


def page(session: Session, line: queries.NeedLine | None, form: Form, version: str, **more: Any) -> str:
    """The desk with a need, or with none chosen yet; `version` is what `queries.version` said before."""
    here, need_id = place(), line.need.id if line else None
    values: dict[str, Any] = {"version": version, "place": here, "line": line, "form": form}
    values |= {"needs": queries.open_needs(session, region(), here.wanted, here.page)}
    values |= {"states_of_needs": STATES, "urgencies": words.URGENCIES, "showing": _showing(line), "shown": shown()}
    values |= {"map": _map(session, here, line), "nowhere": here.at_place(None, need_id)}
    values |= _chosen(session, line) if line else {}
    return render_template("matching/desk.html", **(values | more))


def _map(session: Session, here: Place, line: queries.NeedLine | None) -> maps.Map:
    needs, offers = queries.by_place(session)
    chosen = line.need.bfs_nr if line else here.wanted.bfs
    need_id = line.need.id if line else None
    return maps.draw(
        region(), needs=needs, offers=offers, chosen=chosen, href=lambda bfs_nr: here.at_place(bfs_nr, need_id)
    )


def _chosen(session: Session, line: queries.NeedLine) -> dict[str, Any]:
    chosen, limit = line.need, _number("limit", USUAL_OFFERS, MOST_OFFERS)
    is_looking = line.state in queries.LOOKING
    found = ranking.ranking(session, region(), chosen, limit=limit, others=MOST_EXCLUDED) if is_looking else None
    everybody = matches.matches(session, need_id=chosen.id)
    values = {
        "demanded": [region().clearance(code).label for code in ranking.demanded(region(), chosen)],
        "coming": [_asked(match, chosen) for match in everybody if match.state in HOLDS_A_PLACE],
        "asked": [_asked(match, chosen) for match in everybody if match.state is MatchState.PROPOSED],
        "ended": [_asked(match, chosen) for match in everybody if match.ended_at],
        "found": found,
        "limit": limit,
        "more_limit": min(limit * 2, MOST_OFFERS),
    }
    return values | _why_not(session, chosen, found) | _beside(session, chosen, found)


def _asked(match: Match, need: KnownNeed) -> Asked:
    waits = match.state is MatchState.PROPOSED and match.answer is not Answer.YES
    possible = choices(match, need)
    more = [choice for choice in possible if match.state in HOLDS_A_PLACE and ends(choice.name)]
    moves = [choice for choice in possible if choice not in more]
    return Asked(match, match.answer if waits else None, match.answer_by if waits else None, moves, more)


def _why_not(session: Session, chosen: KnownNeed, found: Ranking | None) -> dict[str, Any]:
    """The rules that exclude and how many; and for a name that was asked for, what it is with each who has it."""
    name = request.args.get("why", "").strip()[:100]
    if not found:
        return {}
    counts = ranking.excluded_by_rule(session, chosen, found)
    values = {"why_counts": counts.most_common(), "why_total": counts.total(), "why_name": name}
    if not name:
        return values | {"excluded": found.excluded[:MOST_EXCLUDED]}
    named = ranking.ranking_of(session, region(), chosen, persons.named(session, name))
    return values | {"excluded": named.excluded, "named_fitting": named.ranked}


def _beside(session: Session, chosen: KnownNeed, found: Ranking | None) -> dict[str, Any]:
    """The person on the right: who was chosen, else the best."""
    asked_for = request.args.get("offer", None, UUID)
    best = found.ranked[0].offer.offer_id if found and found.ranked else None
    offer_id = asked_for or best
    person = persons.person(session, offer_id) if offer_id else None
    verdict = _verdict(session, chosen, found, person.offer.id) if person and found else None
    return {"person": person, "verdict": verdict, "parts": {part.name: part.weight for part in PARTS}}


def _verdict(session: Session, chosen: KnownNeed, found: Ranking, offer_id: UUID) -> Verdict:
    """What the ranking says of somebody, who may stand further down than it was asked for."""
    known: list[Ranked | Excluded] = [*found.ranked, *found.excluded]
    for one in known:
        if one.offer.offer_id == offer_id:
            return one
    alone = ranking.ranking_of(session, region(), chosen, [offer_id])
    return next(iter([*alone.ranked, *alone.excluded]), None)


def _showing(chosen: queries.NeedLine | None) -> str:
    """Which pane a small screen shows."""
    if chosen is None:
        return "list"
    return "person" if request.method == "GET" and request.args.get("offer", None, UUID) else "need"


def _state(text: str) -> NeedState:
    if text not in STATES:
        raise ValueError(text)
    return NeedState(text)


def _number(name: str, usual: int, most: int) -> int:
    return min(max(request.args.get(name, usual, int), 1), most)
