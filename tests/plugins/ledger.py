"""Each test has a folder of its own for the ledger's checkpoints: one test's ledger is not the next one's."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def ledger_dir(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's checkpoints and their key are."""
    folder = Path(settings.TEST_RUN_DIR) / "ledger" / uuid.uuid4().hex[:10]
    monkeypatch.setattr(settings, "LEDGER_DIR", str(folder))
    return folder
