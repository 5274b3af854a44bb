"""The ledger's Ed25519 key: a file outside the database. Whoever can rewrite every row still cannot sign."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


class KeyMissing(Exception):
    """There is no usable key at the place that was named; the text says where and what to do."""


def signing_key(path: Path, *, make: bool) -> Ed25519PrivateKey:
    """The private key kept in `path` as PEM (PKCS 8). With `make`, one is made on first use, for its owner only."""
    if make and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyMissing(
            f"There is no signing key in {path} ({error}). Make one with write_checkpoint --make-key."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"The key in {path} is not an Ed25519 key. Name another file in LEDGER_KEY_FILE.")
    return key


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    whole = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    try:
        os.link(whole, path)  # refuses to replace: of two processes, the first one's key is kept
    except FileExistsError:
        pass
    finally:
        whole.unlink()


def public_key(path: Path) -> Ed25519PublicKey:
    """The public key in a PEM file. Raises KeyMissing."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise KeyMissing(f"There is no public key in {path} ({error}).") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyMissing(f"The key in {path} is not an Ed25519 key.")
    return key


def public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 (hex) of the 32 raw bytes of the key: what people compare."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def sign(key: Ed25519PrivateKey, message: bytes) -> str:
    """The signature, in base64."""
    return base64.b64encode(key.sign(message)).decode()


def fits(key: Ed25519PublicKey, signature: str, message: bytes) -> bool:
    """Whether the signature (base64) is this key's over this message."""
    try:
        key.verify(base64.b64decode(signature, validate=True), message)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
