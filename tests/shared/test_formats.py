"""How dates, numbers and telephone numbers look to people here."""

import datetime as dt

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel

from shared import clock
from shared.i18n import LANGUAGES, speaking
from shared.web import formats

AFTERNOON = dt.datetime(2026, 11, 21, 13, 30, tzinfo=dt.UTC)  # half past two in Zurich
MARK = "\N{LEFT-TO-RIGHT MARK}"
MIDSUMMER_NIGHT = dt.datetime(2026, 6, 30, 22, 15, tzinfo=dt.UTC)  # already July in Zurich


@pytest.fixture
def at_afternoon():
    clock.travel(AFTERNOON)


def test_a_moment_is_shown_as_the_clock_on_the_wall_in_zurich_shows_it():
    assert formats.datetime(AFTERNOON) == "21.11.2026, 14.30\u00a0Uhr"
    assert formats.datetime(MIDSUMMER_NIGHT) == "01.07.2026, 00.15\u00a0Uhr"
    assert formats.long_date(MIDSUMMER_NIGHT) == "Mittwoch, 1. Juli 2026"


def test_a_time_without_a_zone_is_refused_instead_of_guessed():
    with pytest.raises(ValueError, match="no time zone"):
        formats.time(dt.datetime(2026, 11, 21, 14, 30))  # noqa: DTZ001 - the mistake this is about


def test_days_and_times_of_day_need_no_zone():
    assert formats.date(dt.date(2026, 1, 5)) == "05.01.2026"
    assert formats.short_weekday(dt.date(2026, 11, 21)) == "Sa"
    assert formats.time(dt.time(8, 5)) == "08.05\u00a0Uhr"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+41628352020", "+41 62 835 20 20"),
        ("062 835 20 20", "+41 62 835 20 20"),
        ("+4915112345678", "+49 1511 2345678"),
        ("intern 12 oder am Schalter", "intern 12 oder am Schalter"),
    ],
)
def test_a_telephone_number_is_grouped_and_anything_else_left_as_it_was_written(number, shown):
    assert formats.phone(number) == shown


@pytest.mark.parametrize(
    ("rappen", "shown"),
    [(0, "0.00"), (70, "0.70"), (125000, "1’250.00"), (-505, "-5.05"), (123456789, "1’234’567.89")],
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_money_is_told_in_francs_with_apostrophes_in_every_language(code, rappen, shown):
    with speaking(code):
        assert formats.money(rappen) == f"CHF\u00a0{shown}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_and_days_are_written_the_swiss_way_in_every_language(code):
    with speaking(code):
        shown = [formats.number(value).removeprefix(MARK) for value in (0, 999, 1250, 1234567)]

        assert shown == ["0", "999", "1’250", "1’234’567"]
        assert formats.date(dt.date(2026, 11, 21)) == "21.11.2026"


@pytest.mark.parametrize(("code", "mark"), [("de", ""), ("ar", MARK), ("fa", MARK)])
def test_groups_of_figures_do_not_change_places_where_the_script_runs_from_right_to_left(code, mark):
    with speaking(code):
        assert formats.number(1250) == f"{mark}1’250"
        assert formats.number(125) == "125"
        assert formats.km(1250).startswith(f"{mark}1’250\u00a0")


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "0_min"), (45, "45_min"), (60, "1_h"), (90, "1_h 30_min"), (605, "10_h 5_min")],
)
def test_minutes_are_told_as_hours_from_an_hour_on(minutes, shown):
    assert formats.duration(minutes) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("distance", "shown"),
    [(0.0, "unter 1\u00a0km"), (1.0, "1\u00a0km"), (4.4, "4\u00a0km"), (11.6, "12\u00a0km"), (1250, "1’250\u00a0km")],
)
def test_distances_are_whole_kilometres(distance, shown):
    assert formats.km(distance) == shown


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("de", "14.30 Uhr, 1’250, 1 h 30 min, 4 km"),
        ("fr", "14 h 30, 1’250, 1 h 30 min, 4 km"),
        ("it", "ore 14.30, 1’250, 1 h 30 min, 4 km"),
        ("en", "14:30, 1’250, 1 hr 30 mins, 4 km"),
        ("uk", "14:30, 1’250, 1 год 30 хв, 4 км"),
        ("ar", "14:30, 1’250, 1 س 30 د, 4 كم"),
        ("ti", "14:30, 1’250, 1 ሰዓ 30 ደቒቓ, 4 ኪሜ"),
        ("fa", "14:30, 1’250, 1 ساعت 30 دقیقه, 4 کیلومتر"),
        ("tr", "14:30, 1’250, 1 sa. 30 dk., 4 km"),
        ("ta", "14:30, 1’250, 1 மணிநேரம் 30 நிமிட, 4 கி.மீ."),
    ],
)
def test_every_language_tells_times_and_units_its_own_way(code, told):
    with speaking(code):
        parts = [formats.time(dt.time(14, 30)), formats.number(1250), formats.duration(90), formats.km(4)]

    assert " ".join(", ".join(parts).replace(MARK, "").split()) == told
    assert all(len(part.split(" ")) == (2 if part == parts[2] else 1) for part in parts)


@pytest.mark.parametrize(
    ("away", "told"),
    [
        (dt.timedelta(seconds=-5), "gerade eben"),
        (dt.timedelta(seconds=40), "gleich"),
        (dt.timedelta(minutes=-1, seconds=-5), "vor 1 Minute"),
        (dt.timedelta(hours=2, minutes=10), "in 2 Stunden"),
        (dt.timedelta(hours=-15), "gestern"),
        (dt.timedelta(hours=10), "morgen"),
        (dt.timedelta(days=-3), "vor 3 Tagen"),
        (dt.timedelta(days=13), "in 13 Tagen"),
        (dt.timedelta(days=-21), "vor 3 Wochen"),
        (dt.timedelta(days=-95), "vor 3 Monaten"),
        (dt.timedelta(days=800), "in 2 Jahren"),
    ],
)
def test_how_far_away_is_told_in_the_unit_people_would_use(at_afternoon, away, told):
    assert formats.relative(AFTERNOON + away) == told


@pytest.mark.parametrize(("days", "told"), [(-2, "vorgestern"), (0, "heute"), (2, "übermorgen"), (14, "in 2 Wochen")])
def test_days_are_told_from_today_in_zurich(at_afternoon, days, told):
    assert formats.relative(dt.date(2026, 11, 21) + dt.timedelta(days=days)) == told


def test_chosen_times_of_the_week_read_in_the_order_of_the_week():
    chosen = ["sat_evening", "mon_evening", "sat_morning", "sat_afternoon", "wed_afternoon", "wed_morning"]

    assert formats.slots(chosen) == "Mo Abend, Mi Morgen und Nachmittag, Sa ganzer Tag"
    assert formats.slots([]) == ""


def test_templates_have_every_format_as_a_filter():
    app = Flask(__name__)
    Babel(app, default_locale="de_CH")
    formats.install(app)

    with app.app_context():
        page = render_template_string(
            "{{ moment|date }} {{ 3|number }} {{ weekdays.mon }}", moment=AFTERNOON
        )

    assert page == "21.11.2026 3 Montag"
