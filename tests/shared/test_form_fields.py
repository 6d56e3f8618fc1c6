"""Fields: forgiving in how something is written, strict in what is kept."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from shared.web.forms import (
    DateField,
    EmailField,
    FormSchema,
    LocalDateTimeField,
    PhoneField,
    PostcodeField,
    TimeField,
    TrimmedString,
)


def one(field):
    """A function that loads a single value with a field, or gives the sentence it is refused with."""
    schema = FormSchema.from_dict({"it": field})()

    def load(value):
        try:
            return schema.load({"it": value})["it"]
        except ValidationError as error:
            return error.messages_dict["it"][0]

    return load


@pytest.mark.parametrize(
    "written", ["062 835 20 20", "062/8352020", "+41 62 835 20 20", "0041628352020", "(062) 835 20 20"]
)
def test_a_telephone_number_is_stored_one_way_however_it_is_written(written):
    assert one(PhoneField())(written) == "+41628352020"


@pytest.mark.parametrize("written", ["", "12", "keine", "062 835 20", "+41 62 835 20 20 20 20", 628352020, None])
def test_what_is_no_telephone_number_is_refused(written):
    assert str(one(PhoneField())(written)).startswith("Bitte ")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" Anna.Muster@EXAMPLE.org ", "Anna.Muster@example.org"),
        ("anna@müller.example.org", "anna@xn--mller-kva.example.org"),
    ],
)
def test_an_address_keeps_its_name_and_gets_a_domain_mail_servers_can_read(written, stored):
    assert one(EmailField())(written) == stored


@pytest.mark.parametrize(
    "written", ["anna", "anna@", "a@b@example.org", "anna@example.org\nBcc: x@example.org", "ännä@example.org", 5]
)
def test_what_no_mail_could_be_sent_to_is_refused(written):
    assert str(one(EmailField())(written)).startswith("Bitte ")


@pytest.mark.parametrize("written", ["5620", " 5620 ", "CH-5620", "ch 5620", "٥٦٢٠", "5٦٢٠"])
def test_a_postcode_is_four_digits(written):
    assert one(PostcodeField())(written) == "5620"


@pytest.mark.parametrize("written", ["562", "56200", "0620", "D-79100", 5620])
def test_other_postcodes_are_refused(written):
    assert one(PostcodeField())(written).startswith("Bitte ")


@pytest.mark.parametrize("written", ["2026-11-21", "21.11.2026", "21. 11. 2026", " 21.11.2026 "])
def test_a_date_may_be_written_both_ways(written):
    assert one(DateField())(written) == dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    "written", ["31.02.2026", "2026-02-31", "21.11.26", "20261121", "morgen", "21.11.0026", 20261121]
)
def test_a_day_that_is_none_is_refused_with_an_example(written):
    assert one(DateField())(written) == "Bitte geben Sie ein Datum an, zum Beispiel 21.11.2026."


@pytest.mark.parametrize("written", ["14:30", "14.30", "14.30 Uhr", "14:30:00"])
def test_a_time_may_be_written_with_a_dot_or_a_colon(written):
    assert one(TimeField())(written) == dt.time(14, 30)


@pytest.mark.parametrize(
    "written", ["2026-07-01T14:30", "1.7.2026 14.30", "01.07.2026, 14.30 Uhr", "2026-07-01T12:30:00Z"]
)
def test_a_moment_is_read_from_the_clock_on_the_wall_and_kept_in_utc(written):
    assert one(LocalDateTimeField())(written) == dt.datetime(2026, 7, 1, 12, 30, tzinfo=dt.UTC)


def test_an_hour_that_summer_time_leaves_out_is_refused():
    assert "Sommerzeit" in one(LocalDateTimeField())("2026-03-29T02:30")


def test_text_loses_the_blanks_around_it_and_keeps_its_lines_only_where_there_may_be_some():
    assert one(TrimmedString())("  Anna \t Muster\r\n") == "Anna Muster"
    assert one(TrimmedString(lines=True))(" eins\r\n\r\nzwei ") == "eins\n\nzwei"


@pytest.mark.parametrize("text", ["An\x00na", "An\x1b[31mna", "An\u2028na", "\u202eannA", "An\x85na"])
def test_text_with_hidden_characters_is_refused(text):
    assert one(TrimmedString(lines=True))(text).startswith("In diesem Text stehen unsichtbare Zeichen")


def test_text_in_other_scripts_is_as_welcome_as_ours():
    for name in ("ሰላም", "நன்றி", "می\u200cخواهم", "Øyvind O’Brien-Müller"):
        assert one(TrimmedString())(name) == name


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=2)))
def test_whatever_a_program_sends_a_field_loads_it_or_says_a_sentence(value):
    for field in (
        TrimmedString(),
        EmailField(),
        PhoneField(),
        PostcodeField(),
        DateField(),
        TimeField(),
        LocalDateTimeField(),
    ):
        one(field)(value)


def test_a_text_that_is_far_too_long_is_refused_before_it_is_tidied() -> None:
    """Joining a letter with 100,000 marks would take half a minute and stop everybody else meanwhile."""
    letters = "a" + "\u0301\u0323" * 50_000
    begun = time.process_time()

    with pytest.raises(ValidationError):
        TrimmedString(max_length=80).deserialize(letters)

    assert time.process_time() - begun < 1
