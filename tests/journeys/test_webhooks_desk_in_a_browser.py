"""The desk's pages of webhooks in a real browser, wide and narrow, light and dark, without a script of ours needed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from accounts.models import User
from tests.integration.conftest import *  # noqa: F403 the cast
from tests.integration.test_webhooks_desk import tried
from tests.journeys.test_components_in_a_browser import CHROMIUM, FLAGS
from tests.journeys.test_public_pages_in_a_browser import Page, _broken
from webhooks.enums import DeliveryState
from webhooks.models import Endpoint
from webhooks.services import add_endpoint, switch_off

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db,
    pytest.mark.timeout(900),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
LIST = "/desk/webhooks/"


@pytest.fixture
def pages(eve: User, client: Client) -> dict[str, Page]:
    """The list empty and full, the form refused, one address with a new secret and messages in every state."""
    client.force_login(eve)
    made: dict[str, Page] = {}

    def keep(place: str, answer: object) -> None:
        made[place] = (answer.content, {n: v for n, v in answer.items() if n != "Content-Length"})  # type: ignore[attr-defined]

    keep(f"{LIST}?empty", client.get(LIST))
    keep(f"{LIST}add/", client.get(f"{LIST}add/"))
    keep(f"{LIST}add/?refused", client.post(f"{LIST}add/", {"url": "ftp://x", "event_types": "none"}))
    long = add_endpoint(by=eve, url=f"https://mirror.example/{'hook-' * 40}", description="")[0]
    off = add_endpoint(by=eve, url="https://gone.example/", description="Gone", event_types=["claim.retracted"])[0]
    for status, state in ((200, DeliveryState.DELIVERED), (None, DeliveryState.FAILED), (503, DeliveryState.WAITING)):
        tried(long, eve, status, state)
    Endpoint.objects.filter(pk=long.pk).update(failures=7, failing_since=timezone.now() - timedelta(days=1))
    switch_off(by=eve, endpoint_id=off.pk)
    change = f"{LIST}{off.pk}/change/"
    keep(change, client.get(change))
    keep(f"{change}?refused", client.post(change, {"url": "ftp://x", "event_types": "none"}))
    keep(LIST, client.get(LIST))
    answer = client.post(f"{LIST}{long.pk}/secret/", follow=True)
    assert "whsec_" in answer.content.decode()
    keep(f"{LIST}{long.pk}/", answer)
    keep(f"{LIST}{off.pk}/", client.get(f"{LIST}{off.pk}/"))
    return made


def test_no_page_of_webhooks_breaks_a_rule(pages: dict[str, Page]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = _broken(browser, pages)
        browser.close()
    assert not found, "\n".join(found)
