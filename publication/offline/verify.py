"""Checks an evidence bundle of Claimdesk without the desk, without a network, with nothing but Python 3.9 or newer.

    python3 verify.py BUNDLE.zip [--public-key KEY.pem]

It looks whether each file is the one that was signed; whether each event is in the ledger that the desk signed (a
Merkle proof, RFC 9162 section 2.1.3); whether what was published is what the event of its publication recorded; and
whether each captured page has the bytes that the publication names. Without --public-key the key inside the bundle is
used: then compare the fingerprint that is printed with the one that the desk publishes.
"""

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from pathlib import Path

_KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 SubjectPublicKeyInfo, RFC 8410
_UNSIGNED = {"manifest.json", "manifest.sig"}


class NotSound(Exception):
    """What is wrong, with the name of the file."""


# --- Ed25519, verification only: after the reference code of RFC 8032, section 6 and appendix A. -------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)


def _add(one, two):
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % _P, (one[1] + one[0]) * (two[1] + two[0]) % _P
    c, d = 2 * one[3] * two[3] * _D % _P, 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number, point):
    result = (0, 1, 1, 0)
    while number > 0:
        if number & 1:
            result = _add(result, point)
        point = _add(point, point)
        number >>= 1
    return result


def _same(one, two):
    return (one[0] * two[2] - two[0] * one[2]) % _P == 0 and (one[1] * two[2] - two[1] * one[2]) % _P == 0


def _x(y, sign):
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    if square == 0:
        return None if sign else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P != 0:
        x = x * _ROOT % _P
    if (x * x - square) % _P != 0:
        return None
    return _P - x if (x & 1) != sign else x


def _point(data):
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    x = _x(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = _x(_BASE_Y, 0)
_BASE = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def signature_fits(key, message, signature):
    """Whether the 64 bytes are this key's signature over the message."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = _point(key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= _L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % _L
    return _same(_times(s, _BASE), _add(r, _times(h, a)))


# --- The ledger ---------------------------------------------------------------------------------------------------


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def event_hash(previous_hash, record):
    return hashlib.sha256(f"{previous_hash}\n{canonical(record)}".encode()).hexdigest()


def root_of(found, index, size, proof):
    """The root that a proof leads to, RFC 9162 section 2.1.3.2; None for a proof that does not fit the size."""
    if not 0 <= index < size:
        return None
    place, last = index, size - 1
    value = hashlib.sha256(b"\x00" + bytes.fromhex(found)).digest()
    for step in proof:
        if last == 0:
            return None
        beside = bytes.fromhex(step)
        if place % 2 == 1 or place == last:
            value = hashlib.sha256(b"\x01" + beside + value).digest()
            while place % 2 == 0 and place != 0:
                place, last = place // 2, last // 2
        else:
            value = hashlib.sha256(b"\x01" + value + beside).digest()
        place, last = place // 2, last // 2
    return value.hex() if last == 0 else None


# --- The bundle ---------------------------------------------------------------------------------------------------


def files_in(place):
    """Name and bytes of each file, from a zip or from a folder that it was unpacked into."""
    if place.is_dir():
        paths = sorted(path for path in place.rglob("*") if path.is_file())
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}
    with zipfile.ZipFile(place) as packed:
        names = packed.namelist()
        if len(names) != len(set(names)):
            raise NotSound("The bundle holds two files of one name.")
        return {name: packed.read(name) for name in names}


def key_in(pem):
    """The 32 bytes of an Ed25519 public key in PEM."""
    lines = [line for line in pem.decode("ascii", "replace").splitlines() if line and not line.startswith("-----")]
    data = base64.b64decode("".join(lines))
    if data[: len(_KEY_PREFIX)] != _KEY_PREFIX or len(data) != 44:
        raise NotSound("public-key.pem: this is no Ed25519 public key.")
    return data[-32:]


def check_files(files, key):
    if "manifest.json" not in files or "manifest.sig" not in files:
        raise NotSound("manifest.json or manifest.sig is missing.")
    message = b"claimdesk evidence bundle 1\n" + files["manifest.json"]
    if not signature_fits(key, message, base64.b64decode(files["manifest.sig"], validate=True)):
        raise NotSound("manifest.json: it is not the one that was signed with this key.")
    listed = json.loads(files["manifest.json"])["files"]
    for name in sorted(set(listed) | set(files) - _UNSIGNED):
        if name not in files:
            raise NotSound(f"{name}: it is missing.")
        if name not in listed:
            raise NotSound(f"{name}: it was put there; the manifest does not name it.")
        if hashlib.sha256(files[name]).hexdigest() != listed[name]:
            raise NotSound(f"{name}: it was changed.")


def check_checkpoint(files, key):
    checkpoint = json.loads(files["checkpoint.json"])
    signature = base64.b64decode(checkpoint.pop("signature"))
    if not signature_fits(key, f"claimdesk ledger checkpoint 1\n{canonical(checkpoint)}".encode(), signature):
        raise NotSound("checkpoint.json: its signature does not fit the key.")
    return checkpoint


def check_events(files, checkpoint):
    events = json.loads(files["events.json"])
    for event in events:
        number, record = event["sequence"], event["record"]
        if record is not None and (
            record["sequence"] != number or event_hash(event["previous_hash"], record) != event["hash"]
        ):
            raise NotSound(f"events.json: the content of event {number} does not fit its hash.")
        root = root_of(event["hash"], number - 1, checkpoint["sequence"], event["proof"])
        if root != checkpoint["root"]:
            raise NotSound(f"events.json: event {number} is not in the ledger that was signed.")
    return events


def check_edition(files, events):
    published = [event for event in events if event["record"] and event["record"]["action"].startswith("edition.")]
    if not published:
        raise NotSound("events.json: no event tells of the publication.")
    body = json.loads(published[-1]["record"]["body"])
    digest = hashlib.sha256(files["edition.json"]).hexdigest()
    if body["bound"].get(f"publication.edition/{body['edition']}") != digest:
        raise NotSound("edition.json: it is not what the event of its publication recorded.")
    return json.loads(files["edition.json"])


def check_captures(files, edition):
    there = missing = 0
    for evidence in edition["snapshot"]["evidence"]:
        digest = evidence.get("sha256")
        if not digest:
            continue
        name = f"captures/{digest}.bin"
        if name not in files:
            missing += 1
        elif hashlib.sha256(files[name]).hexdigest() != digest:
            raise NotSound(f"{name}: these are not the bytes that were captured.")
        else:
            there += 1
    return there, missing


def check(place, public_key=None):
    """Check a bundle; the lines to print. Raises NotSound for the first thing that is wrong."""
    try:
        files = files_in(place)
        if "public-key.pem" not in files and public_key is None:
            raise NotSound("public-key.pem: it is missing.")
        key = key_in(public_key.read_bytes() if public_key else files["public-key.pem"])
        check_files(files, key)
        checkpoint = check_checkpoint(files, key)
        events = check_events(files, checkpoint)
        edition = check_edition(files, events)
        there, missing = check_captures(files, edition)
    except (KeyError, ValueError, TypeError, AttributeError, OSError, zipfile.BadZipFile, RecursionError) as error:
        raise NotSound(f"The bundle cannot be read: {type(error).__name__}: {error}") from error
    sealed = sum(event["record"] is None for event in events)
    return [
        f"Claim: {edition['claim_text']}",
        f"Found: {edition['status']}, edition {edition['number']}, published {edition['published_at']}",
        f"Ledger: {len(events)} events of {checkpoint['sequence']} shown ({sealed} sealed), signed {checkpoint['at']}",
        f"Captures: {there} sound, {missing} not in the bundle",
        f"Key: {hashlib.sha256(key).hexdigest()}",
        "All sound." if public_key else "All sound. Compare the key with the one that the desk publishes.",
    ]


def main():
    parser = argparse.ArgumentParser(description="Check an evidence bundle of Claimdesk, offline.")
    parser.add_argument("bundle", type=Path, help="the zip, or the folder it was unpacked into")
    parser.add_argument("--public-key", type=Path, help="the desk's public key (PEM), from the desk itself")
    options = parser.parse_args()
    try:
        lines = check(options.bundle, options.public_key)
    except NotSound as wrong:
        print(f"NOT SOUND. {wrong}", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
