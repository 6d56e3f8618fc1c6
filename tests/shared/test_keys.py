"""Keys: made once, for our eyes only."""

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from shared import keys


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_keys_are_made_at_the_first_call_and_kept(tmp_path: Path) -> None:
    first = keys.load(tmp_path / "keys")
    written = contents(tmp_path / "keys")

    second = keys.load(tmp_path / "keys")

    assert written.keys() == {"signing.json", "public.json", "secret"}
    assert contents(tmp_path / "keys") == written
    assert second.secret == first.secret
    assert second.signing.as_dict(private=True) == first.signing.as_dict(private=True)


def test_nobody_else_can_read_them_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keys.load(tmp_path / "keys")
    finally:
        os.umask(before)

    modes = {path.name: S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {"signing.json": 0o600, "public.json": 0o600, "secret": 0o600}
    assert S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_no_two_offices_have_the_same(tmp_path: Path) -> None:
    assert keys.load(tmp_path / "a").secret != keys.load(tmp_path / "b").secret


def test_the_public_key_does_not_tell_the_private_one(tmp_path: Path) -> None:
    keys.load(tmp_path)

    assert b'"d"' in (tmp_path / "signing.json").read_bytes()
    assert b'"d"' not in (tmp_path / "public.json").read_bytes()


def test_a_first_start_that_was_cut_short_is_made_good(tmp_path: Path) -> None:
    keys.load(tmp_path)
    (tmp_path / "secret").unlink()
    (tmp_path / "signing.new").write_text("half")

    made = keys.load(tmp_path)

    assert len(made.secret) >= 48
    assert made.public.as_dict(private=False) == made.signing.as_dict(private=False)


@pytest.mark.parametrize("name", ["signing.json", "public.json", "secret"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b"\xff", b'{"kty": "RSA"}'])
def test_damaged_keys_are_said_to_be_damaged_and_not_replaced(tmp_path: Path, name: str, damage: bytes) -> None:
    keys.load(tmp_path)
    (tmp_path / name).write_bytes(damage)

    with pytest.raises(ValueError):
        keys.load(tmp_path)

    assert (tmp_path / name).read_bytes() == damage
