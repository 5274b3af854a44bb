"""Programs with tokens, people with sessions: who gets in, how often, and what a repeated request does."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Scope
from accounts.models import ApiToken, KeptAnswer, User
from accounts.roles import Role
from accounts.services import drop_old_answers, make_token, revoke_token
from audit.models import AuditEvent
from core.errors import NotAllowed
from sources.models import Article

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


def bearer(user: User, *scopes: Scope) -> dict[str, str]:
    _token, secret = make_token(by=user, owner=user, name="test", scopes=scopes or list(Scope))
    return {"authorization": f"Bearer {secret}"}


def send(client: Client, path: str, body: Any = None, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = json.dumps({} if body is None else body)
    return client.post(path, data=sent, content_type="application/json", headers=named)


def test_only_the_hash_of_a_token_is_kept(rob: User) -> None:
    token, secret = make_token(by=rob, owner=rob, name="mirror", scopes=[Scope.READ])
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret.startswith(f"cdk_{token.prefix}_")
    assert not any(secret[13:] in str(value) for value in row.values())
    assert secret[13:] not in AuditEvent.objects.get(action="token.made").body


def test_a_token_acts_within_role_and_scopes(client: Client, rob: User, rae: User) -> None:
    assert send(client, ARTICLES, {"text": "Rain fell."}, **bearer(rob)).status_code == 202
    lacking = send(client, ARTICLES, {"text": "Rain fell."}, **bearer(rob, Scope.READ))
    assert (lacking.status_code, "scope" in lacking.json()["detail"]) == (403, True)
    reader = send(client, ARTICLES, {"text": "Rain fell."}, **bearer(rae))
    assert (reader.status_code, "reporter" in reader.json()["detail"]) == (403, True)
    assert client.get(ARTICLES, headers=bearer(rae)).status_code == 200


@pytest.mark.parametrize("how", ["unknown", "revoked", "ended", "owner off", "no bearer", "empty", "nonsense"])
def test_a_token_that_cannot_be_used_is_refused_everywhere(client: Client, rob: User, how: str) -> None:
    token, secret = make_token(by=rob, owner=rob, name="test", scopes=[Scope.READ])
    header = {"unknown": "Bearer cdk_0_x", "no bearer": secret, "empty": "Bearer ", "nonsense": "Bearer \udc80ä"}.get(
        how, f"Bearer {secret}"
    )
    if how == "revoked":
        revoke_token(by=rob, token=token)
    if how == "ended":
        past = timezone.now() - timedelta(days=2)
        ApiToken.objects.filter(pk=token.pk).update(made_at=past, expires_at=past + timedelta(days=1))
    if how == "owner off":
        User.objects.filter(pk=rob.pk).update(is_active=False)
    for path in (ARTICLES, "/api/v1/claims/"):
        refused = client.get(path, HTTP_AUTHORIZATION=header)
        assert refused.status_code == 401, path
        assert refused["WWW-Authenticate"].startswith("Bearer")
        assert refused["Content-Type"] == "application/problem+json"


def test_last_use_is_noted_to_the_minute(client: Client, rob: User) -> None:
    headers = bearer(rob)
    client.get(ARTICLES, headers=headers)
    first = ApiToken.objects.get().last_used_at
    client.get(ARTICLES, headers=headers)
    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_tokens_by_command(rob: User) -> None:
    out, words = StringIO(), StringIO()
    call_command("make_token", "rob", "--name", "Nightly", "--scope", "submit", stdout=out, stderr=words)
    token = ApiToken.objects.get()
    assert out.getvalue().strip().startswith(f"cdk_{token.prefix}_")
    assert token.scopes == ["submit"]
    call_command("revoke_token", token.prefix, stdout=StringIO())
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["token.made", "token.revoked"]


def test_nobody_makes_a_token_for_another_but_who_manages_users(rob: User, eve: User) -> None:
    with pytest.raises(NotAllowed):
        make_token(by=eve, owner=rob, name="x", scopes=[Scope.READ])
    ann = User.objects.create_user("ann", role=Role.ADMINISTRATOR)
    make_token(by=ann, owner=rob, name="x", scopes=[Scope.READ])


def test_an_administrator_makes_and_revokes_in_the_admin(client: Client, rob: User) -> None:
    client.force_login(User.objects.create_user("ann", role=Role.ADMINISTRATOR, is_staff=True))
    form = {"owner": rob.pk, "name": "Nightly", "scopes": ["read"], "days": 30}
    page = client.post(reverse("admin:accounts_apitoken_add"), form, follow=True)
    token = ApiToken.objects.get()
    assert f"cdk_{token.prefix}_" in page.content.decode()
    assert client.get(reverse("admin:accounts_apitoken_change", args=[token.pk])).status_code == 200
    listing = reverse("admin:accounts_apitoken_changelist")
    client.post(listing, {"action": "revoke", "_selected_action": [token.pk]})
    token.refresh_from_db()
    assert token.revoked_at is not None
    too_long = client.post(reverse("admin:accounts_apitoken_add"), form | {"days": 10_000})
    assert too_long.status_code == 200
    assert ApiToken.objects.count() == 1


def test_a_session_needs_the_form_token(rob: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(rob)
    refused = send(client, ARTICLES, {"text": "Rain fell."})
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    client.get("/desk/add/")
    token = client.cookies["csrftoken"].value
    assert send(client, ARTICLES, {"text": "Rain fell."}, x_csrftoken=token).status_code == 202


def test_a_program_without_a_token_is_told_how(client: Client) -> None:
    refused = send(client, ARTICLES, {"text": "Rain fell."})
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer realm="claimdesk"')


def test_requests_are_counted_and_refused_past_the_limit(
    client: Client, valkey_server: None, settings: Any, rob: User
) -> None:
    settings.LIMIT_RATE_SECONDS = 100_000  # one window for the whole test
    settings.LIMIT_RATE_TOKEN = 3
    headers = bearer(rob)
    left = [client.get(ARTICLES, headers=headers)["RateLimit-Remaining"] for _turn in range(3)]
    assert left == ["2", "1", "0"]
    refused = client.get(ARTICLES, headers=headers)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(refused["Retry-After"]) <= 100_000
    assert refused["RateLimit-Policy"] == "3;w=100000"
    assert client.get(ARTICLES, headers=bearer(rob)).status_code == 200, "another token has a count of its own"


def test_nothing_stops_when_the_counting_store_is_away(client: Client, settings: Any, rob: User) -> None:
    from core import counting

    settings.COUNTS_URL = "redis://127.0.0.1:1/0"
    counting._client.cache_clear()
    try:
        answer = client.get(ARTICLES, headers=bearer(rob))
    finally:
        counting._client.cache_clear()
    assert answer.status_code == 200


def test_behind_the_proxy_only_its_own_word_counts(settings: Any, rf: Any) -> None:
    from core.counting import address_of_client

    request = rf.get("/", headers={"x-forwarded-for": "1.1.1.1, 9.9.9.9"})
    assert address_of_client(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of_client(request) == "9.9.9.9"


def test_a_repeated_request_is_done_once_and_answered_the_same(client: Client, rob: User) -> None:
    headers = bearer(rob) | {"idempotency_key": "k-1"}
    first = send(client, ARTICLES, {"text": "Rain fell."}, **headers)
    again = send(client, ARTICLES, {"text": "Rain fell."}, **headers)
    assert (again.status_code, again.json(), again["Location"]) == (202, first.json(), first["Location"])
    assert again["Idempotency-Replayed"] == "true"
    other = send(client, ARTICLES, {"text": "Snow fell."}, **headers)
    assert (other.status_code, list(other.json()["errors"])) == (422, ["Idempotency-Key"])
    assert Article.objects.count() == 1
    bad = send(client, ARTICLES, {"text": "Rain fell."}, **bearer(rob), idempotency_key="two words")
    assert (bad.status_code, list(bad.json()["errors"])) == (422, ["Idempotency-Key"])


def test_what_was_refused_keeps_no_answer(client: Client, rob: User) -> None:
    headers = bearer(rob) | {"idempotency_key": "k-2"}
    assert send(client, ARTICLES, {"text": "  "}, **headers).status_code == 422
    assert not KeptAnswer.objects.exists()
    assert send(client, ARTICLES, {"text": "Rain fell."}, **headers).status_code == 202
    KeptAnswer.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert drop_old_answers() == 1


@pytest.mark.django_db(transaction=True)
def test_equal_requests_side_by_side_make_one_article_each(rob: User) -> None:
    headers = bearer(rob)
    answers: dict[str, list[tuple[int, Any]]] = {}

    def bring(key: str) -> None:
        try:
            found = send(Client(), ARTICLES, {"text": f"Rain fell on {key}."}, **headers, idempotency_key=key)
            answers.setdefault(key, []).append((found.status_code, found.json()["id"]))
        finally:
            connection.close()

    keys = [f"k{number}" for number in range(12)]
    threads = [threading.Thread(target=bring, args=(key,)) for key in keys for _turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Article.objects.count() == len(keys)
    for key in keys:
        assert len(answers[key]) == 4
        assert len(set(answers[key])) == 1, key
        assert answers[key][0][0] == 202
