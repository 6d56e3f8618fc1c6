"""The keys of one office, made at its first start and kept in `keys/` of its data directory, readable by us alone.

`signing.json` signs sign-ins (Ed25519; only identity needs it), `public.json` checks them, `secret` signs links in
mails and form tokens.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

SECRET_BYTES = 48


@dataclass(frozen=True)
class Keys:
    """What signs and what checks."""

    signing: OKPKey
    public: OKPKey
    secret: str


def make() -> Keys:
    """New keys."""
    signing = OKPKey.generate_key("Ed25519", private=True, auto_kid=True)
    return Keys(signing, OKPKey.import_key(signing.as_dict(private=False)), secrets.token_urlsafe(SECRET_BYTES))


def load(folder: Path) -> Keys:
    """The keys in a folder; made at the first call. Raises `OSError` or `ValueError` when they cannot be read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / "secret").exists():
        _save(folder, make())
    secret = (folder / "secret").read_text()
    if len(secret) < SECRET_BYTES:
        raise ValueError("secret is damaged: too short")
    return Keys(_read(folder / "signing.json"), _read(folder / "public.json"), secret)


def _read(path: Path) -> OKPKey:
    try:
        return OKPKey.import_key(json.loads(path.read_text()))
    except (JoseError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is damaged: {error}") from error


def _save(folder: Path, keys: Keys) -> None:
    """Write the secret last: it is what says that all are there."""
    _write(folder / "signing.json", json.dumps(keys.signing.as_dict(private=True)))
    _write(folder / "public.json", json.dumps(keys.public.as_dict(private=False)))
    _write(folder / "secret", keys.secret)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and never readable by others."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
