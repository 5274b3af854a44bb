"""The environment's maker: what it fetches, and when it has nothing to do."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tools import bootstrap, index


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: Any) -> dict[str, bytes]:
    """A package index made of a dictionary: address to bytes."""
    pages: dict[str, bytes] = {}
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple/")
    monkeypatch.setattr(index, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(index, "LOCK", tmp_path / "tools.txt")
    monkeypatch.setattr(index, "_download", lambda address: pages[address])
    return pages


def _lock(tmp_path: Path, data: bytes) -> None:
    good = hashlib.sha256(data).hexdigest()
    (tmp_path / "tools.txt").write_text(f"pip==26.3 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{good}\n")


def test_a_wheel_is_found_on_the_index_checked_and_kept(tmp_path: Path, shelf: dict[str, bytes]) -> None:
    _lock(tmp_path, b"wheel")
    shelf["https://index.example/simple/pip/"] = (
        b'<a href="../../files/pip-26.2-py3-none-any.whl">old</a>'
        b'<a href="../../files/pip-26.3.tar.gz">source</a>'
        b'<a href="../../files/pip-26.3-py3-none-any.whl#sha256=x">right</a>'
    )
    shelf["https://index.example/files/pip-26.3-py3-none-any.whl"] = b"wheel"
    assert index.fetch_wheel("pip").read_bytes() == b"wheel"
    shelf.clear()
    assert index.fetch_wheel("pip").read_bytes() == b"wheel", "the second time nothing is fetched"


def test_a_wheel_with_another_hash_is_never_kept(tmp_path: Path, shelf: dict[str, bytes]) -> None:
    _lock(tmp_path, b"wheel")
    shelf["https://index.example/simple/pip/"] = b'<a href="/pip-26.3-py3-none-any.whl">x</a>'
    shelf["https://index.example/pip-26.3-py3-none-any.whl"] = b"something else"
    with pytest.raises(index.FetchError, match="Nothing of it was run"):
        index.fetch_wheel("pip")
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("uv-1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("uv-1-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", False),
        ("uv-1-py3-none-win_amd64.whl", False),
        ("uv-1-py3-none-macosx_11_0_arm64.whl", False),
        ("uv-1-py3-none-musllinux_1_1_x86_64.whl", False),
        ("pip-1-py3-none-any.whl", True),
    ],
)
def test_only_wheels_for_this_machine_fit(monkeypatch: Any, name: str, *, fits: bool) -> None:
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr("sys.platform", "linux")
    assert index._fits(name) is fits


def test_an_environment_is_current_only_with_the_mark_of_this_very_lock(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(bootstrap, "MARK", tmp_path / "installed.json")
    monkeypatch.setattr(bootstrap, "works", lambda *command: True)
    assert not bootstrap.is_current("local")
    (tmp_path / "installed.json").write_text(json.dumps({"local": bootstrap.fingerprint("local")}))
    assert bootstrap.is_current("local")
    assert not bootstrap.is_current("dev")
    (tmp_path / "installed.json").write_text(json.dumps({"local": "of an older lock"}))
    assert not bootstrap.is_current("local")


def test_every_lock_holds_hashes_for_every_package() -> None:
    for name in ("tools", "base", "local", "dev"):
        entries = bootstrap.lock_file(name).read_text().split("\n    # via")
        assert len(entries) > 1
        assert all("--hash=sha256:" in entry for entry in entries[:-1] if "==" in entry), name
