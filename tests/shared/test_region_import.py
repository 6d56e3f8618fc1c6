"""The official directory into a region file: places come in, everything else stays as it was written."""

import tomllib
from pathlib import Path

import pytest

from shared.region import RegionError, import_directory, load, loads

DEMO = Path(__file__).parents[2] / "deploy" / "demo" / "region.toml"
HEADER = "Ortschaftsname;PLZ;Zusatzziffer;Gemeindename;BFS-Nr;Kanton;E;N;Sprache;Validity"
BREMGARTEN = "Bremgarten AG;5620;00;Bremgarten (AG);4063;AG;8.329450982497502;47.35501583116727;de;2008-07-01"
STAFFELN = "Hermetschwil-Staffeln;5626;00;Bremgarten (AG);4063;AG;8.346774354832261;47.32987756674084;de;2008-07-01"
WOHLEN = "Wohlen AG;5610;00;Wohlen (AG);4082;AG;8.285771230761862;47.35069085458362;de;2008-07-01"

OLD = """\
# my region
[[municipalities]] # the seat
bfs_nr = 4063
name = "Bremgarten"
lat = 47.0 # to be checked
lon = 8.0
localities = [{ postcode = "1000", name = "Old" }]

# --- rules ---
[rules]
rest_days = 3 # enough
"""


@pytest.fixture
def directory(tmp_path):
    def write(*rows: str, header: str = HEADER, encoding: str = "utf-8", end: str = "\r\n") -> Path:
        path = tmp_path / "directory.csv"
        path.write_bytes((header + "\n" + "".join(row + end for row in rows)).encode(encoding))
        return path

    return write


def places(text: str) -> dict[int, list[str]]:
    blocks = tomllib.loads(text)["municipalities"]
    return {
        block["bfs_nr"]: [f"{place['postcode']} {place['name']}" for place in block.get("localities", [])]
        for block in blocks
    }


def problems_of(text: str, path: Path, bfs_nrs: list[int] | None = None) -> tuple[str, ...]:
    with pytest.raises(RegionError) as caught:
        import_directory(text, path, bfs_nrs)
    return caught.value.problems


def test_localities_and_point_are_replaced_and_all_else_stays(directory):
    new = import_directory(OLD, directory(BREMGARTEN, STAFFELN, WOHLEN))

    assert new == (
        OLD.replace("47.0 #", "47.35502 #")
        .replace("8.0\n", "8.32945\n")
        .replace(
            '[{ postcode = "1000", name = "Old" }]',
            '[\n    {postcode = "5620", name = "Bremgarten AG"},\n'
            '    {postcode = "5626", name = "Hermetschwil-Staffeln"},\n]',
        )
    )


def test_only_the_municipalities_named_are_touched_and_new_ones_are_added_behind_the_last(directory):
    new = import_directory(OLD, directory(BREMGARTEN, WOHLEN), [4082])

    assert places(new) == {4063: ["1000 Old"], 4082: ["5610 Wohlen AG"]}
    assert new.startswith(OLD.partition("# --- rules")[0])
    assert new.endswith("]\n" + OLD[OLD.index("\n# --- rules") :])


def test_a_file_without_municipalities_gets_them(directory):
    new = import_directory('[office]\nid = "x" # ours\n', directory(BREMGARTEN, WOHLEN), [4082, 4063])

    assert places(new) == {4082: ["5610 Wohlen AG"], 4063: ["5620 Bremgarten AG"]}
    assert new.startswith('[office]\nid = "x" # ours\n')


def test_a_block_with_nothing_but_a_number_is_filled_in_before_the_heading_that_follows(directory):
    new = import_directory("[[municipalities]]\nbfs_nr = 4082\n\n# rules\n[rules]\nrest_days = 3\n", directory(WOHLEN))

    assert tomllib.loads(new)["municipalities"][0] | {"localities": None} == {
        "bfs_nr": 4082,
        "name": "Wohlen (AG)",
        "lat": 47.35069,
        "lon": 8.28577,
        "localities": None,
    }
    assert new.endswith("]\n\n# rules\n[rules]\nrest_days = 3\n")


def test_localities_written_as_blocks_are_replaced_too_and_the_heading_behind_them_stays(directory):
    old = (
        "[[municipalities]]\nbfs_nr = 4082\n"
        '[[municipalities.localities]]\npostcode = "1000"\nname = "Old"\n\n# rules\n[rules]\nrest_days = 3\n'
    )

    new = import_directory(old, directory(WOHLEN))

    assert places(new) == {4082: ["5610 Wohlen AG"]}
    assert new.endswith("\n# rules\n[rules]\nrest_days = 3\n")


def test_the_demo_file_takes_an_import_and_still_loads(directory):
    text = DEMO.read_text("utf-8")

    new = import_directory("\ufeff" + text, directory(BREMGARTEN, STAFFELN), [4063])

    assert loads(new) == load(DEMO)
    assert new == text


def test_the_point_is_that_of_the_first_locality_that_bears_the_name(directory):
    rows = [
        "Erlinsbach;5019;00;Erlinsbach (AG);4005;AG;8.01;47.43;de;2008-07-01",
        "Barmelweid;5017;00;Erlinsbach (AG);4005;AG;7.97;47.42;de;2008-07-01",
        "Erlinsbach;5018;00;Erlinsbach (AG);4005;AG;8.00891;47.41257;de;2008-07-01",
    ]

    block = tomllib.loads(import_directory("", directory(*rows), [4005]))["municipalities"][0]

    assert (block["lat"], block["lon"]) == (47.41257, 8.00891)


def test_where_no_locality_bears_the_name_the_point_is_the_mean(directory):
    rows = [
        "Herznach;5027;00;Herznach-Ueken;4186;AG;8.0;47.4;de;2023-01-01",
        "Ueken;5028;00;Herznach-Ueken;4186;AG;8.1;47.6;de;2023-01-01",
    ]

    block = tomllib.loads(import_directory("", directory(*rows), [4186]))["municipalities"][0]

    assert (block["lat"], block["lon"]) == (47.5, 8.05)


def test_a_locality_with_several_additional_digits_stands_once(directory):
    rows = [
        "Sins;5643;00;Sins;4239;AG;8.39;47.19;de;2008-07-01",
        "Sins;5643;08;Sins;4239;AG;8.40;47.20;de;2008-07-01",
    ]

    assert places(import_directory("", directory(*rows), [4239])) == {4239: ["5643 Sins"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\n\r\n"])
def test_byte_order_marks_line_ends_and_empty_lines_make_no_difference(directory, encoding, end):
    row = "Büttikon AG;5619;00;Büttikon;4064;AG;8.268;47.328;de;2008-07-01"

    new = import_directory("", directory(row, encoding=encoding, end=end), [4064])

    assert places(new) == {4064: ["5619 Büttikon AG"]}


def test_quoted_cells_may_hold_semicolons_and_quotes(directory):
    row = '"Dorf; ""Am Bach""";"5600";"00";"Lenzburg";"4201";"AG";"8.18";"47.39";"de";"2008-07-01"'

    assert places(import_directory("", directory(row), [4201])) == {4201: ['5600 Dorf; "Am Bach"']}


def test_columns_are_found_by_name_in_any_order_and_others_passed_over(directory):
    header = "PLZ;Ortschaftsname;ZIP_ID;N;E;BFS-Nr;Gemeindename;Kantonskürzel"
    row = "5610;Wohlen AG;3051;47.35;8.28;4082;Wohlen (AG);AG"

    assert places(import_directory("", directory(row, header=header), [4082])) == {4082: ["5610 Wohlen AG"]}


def test_every_bad_row_is_named_with_its_line(directory):
    path = directory(
        BREMGARTEN,
        BREMGARTEN.replace("5620", "562"),
        '"Two\nlines";' + WOHLEN.partition(";")[2],
        WOHLEN.replace("4082", "AG"),
        WOHLEN.replace("8.285771230761862", "2664000"),
        WOHLEN.replace("47.35069085458362", "north"),
        "Wohlen AG;5610",
        ";" + WOHLEN.partition(";")[2],
    )

    assert problems_of(OLD, path) == (
        "directory.csv line 3: PLZ «562» is not a number as expected",
        "directory.csv line 4: Ortschaftsname is empty or has control characters",
        "directory.csv line 6: BFS-Nr «AG» is not a number as expected",
        "directory.csv line 7: E 2664000 is not in Switzerland (is this the edition with WGS84?)",
        "directory.csv line 8: N «north» is not a number",
        "directory.csv line 9: has 2 columns instead of 10",
        "directory.csv line 10: Ortschaftsname is empty or has control characters",
    )


def test_a_quote_that_never_ends_is_named_where_it_begins(directory):
    assert problems_of(OLD, directory(BREMGARTEN, '"' + WOHLEN, STAFFELN)) == (
        "directory.csv line 3: unexpected end of data",
    )


def test_a_file_in_another_encoding_is_named_with_the_line(directory):
    path = directory(BREMGARTEN, "Büttikon AG;5619;00;Büttikon;4064;AG;8.2;47.3;de;", encoding="cp1252")

    assert problems_of(OLD, path) == ("directory.csv line 3: is not UTF-8 text (save the file as CSV UTF-8)",)


def test_a_file_with_commas_or_nothing_in_it_is_told_what_is_missing(directory, tmp_path):
    (tmp_path / "empty.csv").touch()

    for path in (directory(header=HEADER.replace(";", ",")), tmp_path / "empty.csv"):
        (problem,) = problems_of(OLD, path)
        assert "line 1: has no column Ortschaftsname, PLZ, Gemeindename, BFS-Nr, E, N" in problem


def test_numbers_the_directory_does_not_have_are_all_named_and_nothing_is_written(directory):
    assert problems_of(OLD, directory(WOHLEN), [4063, 4082, 4122]) == (
        "municipality 4063: is not in the directory (has it merged?)",
        "municipality 4122: is not in the directory (has it merged?)",
    )


def test_what_cannot_be_edited_is_refused(directory, tmp_path):
    path = directory(WOHLEN)

    assert "so say which" in problems_of("", path)[0]
    assert "is not TOML" in problems_of("[[municipalities]\n", path)[0]
    assert "[[municipalities]] blocks" in problems_of("municipalities = [{ bfs_nr = 4082 }]", path)[0]
    assert "cannot be read" in problems_of(OLD, tmp_path / "nowhere.csv")[0]
