"""The ranking: one need against many offers; the yardstick is a sort of the same offers by one number."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.figures import Figure, median_ms, show
from services.matching.engine import Offer, Question, rank
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Level, Mobility, Slot
from shared.ids import new_id

SIZES = (300, 1_000, 3_000)
CATEGORIES = [f"category_{number}" for number in range(20)]
LANGUAGES = ("fr", "en", "uk", "ar", "ti", "fa", "tr")
TODAY = date(2026, 11, 23)


def measure(_folder: Path) -> None:
    """Median milliseconds to rank one need, by the number of offers."""
    question = _question()
    figures = []
    for size in SIZES:
        offers = _offers(size)
        walk = median_ms(lambda offers=offers: sorted(offer.travel_km for offer in offers))  # type: ignore[misc]
        took = median_ms(lambda offers=offers: rank(question, offers), times=15)  # type: ignore[misc]
        figures.append(Figure(f"rank one need, {size} offers", took, "ms", 50 if size == 1_000 else None, walk))
    show("Ranking", figures)


def _question() -> Question:
    return Question(
        today=TODAY,
        category=CATEGORIES[0],
        way_km=lambda start, mobility: float(abs(start - 4063)),
        first=TODAY,
        last=TODAY + timedelta(days=90),
        slots=frozenset({Slot.TUE_EVENING, Slot.THU_EVENING}),
        languages=frozenset({"ti"}),
        clearances=("extract",),
        clearance_day=TODAY + timedelta(days=90),
        rest_days=3,
        hours_per_week_warning=6,
    )


def _offers(count: int) -> list[Offer]:
    rng = Random(7)
    return [_offer(rng) for _ in range(count)]


def _offer(rng: Random) -> Offer:
    return Offer(
        offer_id=new_id(),
        name="Anna M.",
        state=VolunteerState.READY,
        categories=frozenset(rng.sample(CATEGORIES, 8)),
        languages={"de": Level.NATIVE, rng.choice(LANGUAGES): rng.choice(list(Level))},
        bfs_nr=4063 + rng.randint(0, 20),
        travel_km=rng.choice((5, 10, 20, 30)),
        mobility=rng.choice(list(Mobility)),
        slots=frozenset(rng.sample(list(Slot), 6)),
        clearances={"extract": None} if rng.random() < 0.8 else {},
    )
