"""Evidence that does not rot: captured, pictured without the network, looked at again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from claims.models import Claim
from core.errors import InvalidInput
from reviews import picturing
from reviews.enums import CaptureState, CheckState, EvidenceStance, PictureState
from reviews.models import Act, Evidence
from reviews.queries import due_checks, evidence_of
from reviews.services import (
    add_evidence,
    add_file_evidence,
    capture_evidence,
    picture_evidence,
    recheck_evidence,
    undo,
)

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
WORDS = "The harbour was closed for nine days."
PAGE = (
    "<html><head><title>Notice</title></head><body><article>"
    f"<p>{WORDS} Ships waited outside.</p></article></body></html>"
)
needs_browser = pytest.mark.skipif(picturing.browser() is None, reason="no Chromium on this machine")


class Site(ThreadingHTTPServer):
    """A site of the test's own: what it answers can be changed, and every request is counted."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.status, self.page, self.asked = 200, PAGE, list[str]()
        self.url = f"http://127.0.0.1:{self.server_port}/notice"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        self.server.asked.append(self.path)
        body = self.server.page.encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> Iterator[Site]:
    settings.CLAIMDESK_FETCH_ALLOW = ["127.0.0.1/32"]
    settings.MEDIA_ROOT = str(tmp_path)
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def captured(site: Site, claim: Claim, ada: User) -> Evidence:
    evidence = add_evidence(
        by=ada, claim_id=claim.pk, quotation=WORDS, stance=EvidenceStance.CONTEXT, url=site.url, title="Notice"
    )
    capture_evidence(evidence_id=evidence.pk)
    evidence.refresh_from_db()
    assert evidence.capture_state == CaptureState.CAPTURED, evidence.capture_reason
    return evidence


def look_again(evidence: Evidence) -> Evidence:
    Evidence.objects.filter(pk=evidence.pk).update(check_due_at=timezone.now() - timedelta(minutes=1))
    assert evidence in due_checks()
    assert recheck_evidence(evidence_id=evidence.pk) is not None
    evidence.refresh_from_db()
    return evidence


def test_a_capture_holds_bytes_text_hash_and_time(captured: Evidence) -> None:
    assert captured.capture_file.read() == PAGE.encode()
    assert WORDS in captured.capture_text
    assert "<p>" not in captured.capture_text
    assert captured.quotation_found is True
    assert captured.check_due_at is not None
    assert recheck_evidence(evidence_id=captured.pk) is None  # not due yet


def test_a_page_that_stands_is_looked_at_less_and_less_often(captured: Evidence) -> None:
    waits = []
    for _ in range(4):
        look_again(captured)
        assert captured.check_state == CheckState.UNCHANGED
        assert captured.check_due_at is not None
        assert captured.checked_at is not None
        waits.append((captured.check_due_at - captured.checked_at).days)
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    assert AuditEvent.objects.filter(action="evidence.checked").count() == 1


def test_a_page_that_changed_says_whether_the_words_are_still_there(captured: Evidence, site: Site) -> None:
    site.page = PAGE.replace("Ships waited outside.", "No ship waited.")
    look_again(captured)
    assert captured.check_state == CheckState.CHANGED
    assert "still on it" in captured.check_reason
    site.page = PAGE.replace(WORDS, "The harbour was open.")
    look_again(captured)
    assert "are not on it" in captured.check_reason
    assert captured.capture_file.read() == PAGE.encode()  # the capture is never touched


def test_a_page_that_is_gone_and_one_that_cannot_be_looked_at(captured: Evidence, site: Site, client: Client) -> None:
    site.status = 404
    look_again(captured)
    assert captured.check_state == CheckState.GONE
    site.status = 503
    look_again(captured)
    assert captured.check_state == CheckState.UNKNOWN
    assert captured.check_due_at is not None
    assert captured.check_due_at < timezone.now() + timedelta(hours=2)
    client.force_login(captured.added_by)
    page = client.get(reverse("desk:claim", args=[captured.claim_id])).content.decode()
    assert "gone" not in page
    assert "contradict" not in page
    assert "SHA-256" in client.get(reverse("desk:evidence", args=[captured.pk])).content.decode()


def test_the_kept_bytes_are_saved_and_never_shown(captured: Evidence, client: Client) -> None:
    client.force_login(captured.added_by)
    answer = client.get(reverse("desk:evidence-bytes", args=[captured.pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == PAGE.encode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("url", ["http://10.0.0.1/x", "http://169.254.169.254/latest", "http://[::1]:1/"])
def test_a_private_address_is_never_captured(url: str, claim: Claim, ada: User, settings: Any) -> None:
    settings.CLAIMDESK_FETCH_ALLOW = ["0.0.0.0/0", "::/0"]
    evidence = add_evidence(by=ada, claim_id=claim.pk, quotation="x", stance=EvidenceStance.CONTEXT, url=url)
    settings.CLAIMDESK_FETCH_ALLOW = []
    for _ in range(4):
        Evidence.objects.filter(pk=evidence.pk).update(capture_leased_until=None)
        capture_evidence(evidence_id=evidence.pk)
    evidence.refresh_from_db()
    assert evidence.capture_state == CaptureState.FAILED
    assert evidence.capture_reason
    assert evidence.capture_sha256 is None


def test_a_file_is_its_own_capture(client: Client, claim: Claim, ada: User, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    client.force_login(ada)
    sent = {"quotation": WORDS, "stance": "supports", "file": SimpleUploadedFile("../notice.html", PAGE.encode())}
    assert client.post(reverse("desk:evidence-add", args=[claim.pk]), sent).status_code == 302
    evidence = Evidence.objects.get()
    assert evidence.capture_state == CaptureState.CAPTURED
    assert evidence.title == "notice.html"
    assert evidence.quotation_found is True
    assert WORDS in evidence.capture_text
    assert not due_checks().exists()
    undo(by=ada, act_id=Act.objects.latest("pk").pk)
    assert not evidence_of(claim).exists()


def test_a_file_that_cannot_be_used_is_refused_in_place(client: Client, claim: Claim, ada: User, settings: Any) -> None:
    client.force_login(ada)
    add = reverse("desk:evidence-add", args=[claim.pk])
    empty = client.post(add, {"quotation": "Words.", "stance": "context", "file": SimpleUploadedFile("a.txt", b"")})
    assert empty.status_code == 422
    assert "empty" in empty.content.decode()
    assert "Words." in empty.content.decode()
    settings.LIMIT_UPLOAD_BYTES = 10
    with pytest.raises(InvalidInput, match="too large"):
        add_file_evidence(
            by=ada, claim_id=claim.pk, quotation="W", stance=EvidenceStance.CONTEXT, name="a", content=b"x" * 11
        )


@needs_browser
def test_a_picture_is_drawn_from_the_kept_bytes_alone(captured: Evidence, site: Site, client: Client) -> None:
    assert captured.picture_state == PictureState.DUE
    asked = len(site.asked)
    picture_evidence(evidence_id=captured.pk)
    captured.refresh_from_db()
    assert captured.picture_state == PictureState.TAKEN
    assert captured.picture_file.read(8) == b"\x89PNG\r\n\x1a\n"
    assert len(site.asked) == asked
    client.force_login(captured.added_by)
    assert client.get(reverse("desk:evidence-picture", args=[captured.pk]))["Content-Type"] == "image/png"


@needs_browser
@pytest.mark.parametrize("namespaces", [True, False])
def test_no_markup_of_a_capture_reaches_an_address_or_a_file(
    namespaces: bool, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not namespaces:
        monkeypatch.setattr(picturing, "_no_network", lambda: ())
    base = site.url
    secret = tmp_path / "secret.html"
    secret.write_text("<body style='background:red'>secret</body>")
    hostile = f"""
        <meta http-equiv=refresh content="0;url={base}?refresh"><link rel=stylesheet href="{base}?css">
        <link rel=preconnect href="{base}"><base href="{base}"><script src="{base}?js"></script>
        <img src="{base}?img"><iframe src="{base}?frame"></iframe><iframe src="{secret.as_uri()}"></iframe>
        <object data="{base}?object"></object><video src="{base}?video" autoplay></video>
        <style>@import url("{base}?import"); body {{ background: url("{base}?bg") }}</style>
        <svg><image href="{base}?svg"/></svg><p style="background:url({base}?style)">Text.</p>"""
    drawn = picturing.draw(hostile.encode(), text=hostile, content_type="text/html", heading="x")
    assert drawn.startswith(b"\x89PNG")
    assert site.asked == []
    page = picturing.offline_page(hostile.encode(), text=hostile, content_type="text/html", heading="x")
    assert "127.0.0.1" not in page
    assert "secret" not in page


@needs_browser
def test_the_browser_itself_reaches_nothing_even_if_markup_slips_through(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control for the flags: with our cleaning and policy switched off, the network is still closed."""
    monkeypatch.setattr(picturing, "_no_network", lambda: ())
    monkeypatch.setattr(
        picturing, "offline_page", lambda *_a, **_k: f'<img src="{site.url}?img"><iframe src="{site.url}?f"></iframe>'
    )
    picturing.draw(b"", text="", content_type="text/html", heading="")
    assert site.asked == []
    # And the same page without those flags does ask: the test can fail.
    monkeypatch.setattr(
        picturing, "_FLAGS", tuple(f for f in picturing._FLAGS if "proxy" not in f and "resolver" not in f)
    )
    picturing.draw(b"", text="", content_type="text/html", heading="")
    assert site.asked != []
