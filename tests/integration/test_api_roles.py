"""Every route of the schema, by everybody, against a table: nobody gets in where the table says no.

The table gives the roles that may; everybody else must get 401 (nobody) or 403. Who may gets past the door: any other
answer, such as 404 for the ids used here, shows that.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from accounts.enums import Scope
from accounts.models import User
from accounts.roles import Role
from accounts.services import make_token

pytestmark = pytest.mark.django_db

ALL = {"nobody", *(role.value for role in Role)}
SIGNED_IN = ALL - {"nobody"}
REPORTERS = SIGNED_IN - {"reader"}
REVIEWERS = REPORTERS - {"reporter"}
EDITORS = REVIEWERS - {"reviewer"}

TABLE: dict[str, dict[str, set[str]]] = {
    "claims/": {"get": ALL},
    "claims/{claim_id}/": {"get": ALL},
    "claims/{claim_id}/history/": {"get": ALL},
    "claims/{claim_id}/positions/": {"get": ALL},
    "claims/{claim_id}/evidence/": {"get": ALL},
    "claims/{claim_id}/contacts/": {"get": REVIEWERS, "post": REVIEWERS},
    "claims/{claim_id}/contacts/{contact_id}/answer/": {"post": REVIEWERS},
    "claims/{claim_id}/contacts/{contact_id}/withdraw/": {"post": REVIEWERS},
    "corrections/": {"get": ALL},
    "fact-checks/": {"get": ALL},
    "fact-checks/{fact_check_id}/": {"get": ALL},
    "fact-checks/{fact_check_id}/editions/{number}/": {"get": ALL},
    "speakers/": {"get": ALL},
    "speakers/{speaker_id}/": {"get": ALL},
    "speakers/{speaker_id}/merge/": {"post": EDITORS},
    "changes/": {"get": ALL},
    "export/claims.jsonl": {"get": ALL},
    "export/claims.csv": {"get": ALL},
    "articles/": {"get": SIGNED_IN, "post": REPORTERS},
    "articles/{article_id}/": {"get": SIGNED_IN},
    "articles/{article_id}/claims/": {"get": SIGNED_IN},
    "articles/{article_id}/retry/": {"post": REPORTERS},
    "reviews/": {"get": SIGNED_IN},
    "reviews/{claim_id}/": {"get": SIGNED_IN},
    "reviews/{claim_id}/queue/": {"post": REVIEWERS},
    "reviews/{claim_id}/take/": {"post": REVIEWERS},
    "reviews/{claim_id}/release/": {"post": REVIEWERS},
    "reviews/{claim_id}/dismiss/": {"post": REVIEWERS},
    "reviews/{claim_id}/restore/": {"post": REVIEWERS},
    "reviews/{claim_id}/reopen/": {"post": EDITORS},
    "reviews/{claim_id}/decisions/": {"post": REVIEWERS},
    "reviews/{claim_id}/evidence/": {"post": REVIEWERS},
    "reviews/{claim_id}/evidence/{evidence_id}/withdraw/": {"post": REVIEWERS},
    "reviews/{claim_id}/positions/": {"post": REVIEWERS},
    "reviews/{claim_id}/positions/{position_id}/withdraw/": {"post": REVIEWERS},
    "reviews/{claim_id}/publish/": {"post": EDITORS},
    "reviews/{claim_id}/correct/": {"post": EDITORS},
    "reviews/{claim_id}/retract/": {"post": EDITORS},
    "webhooks/": {"get": EDITORS, "post": EDITORS},
    "webhooks/{endpoint_id}/": {"get": EDITORS, "patch": EDITORS},
    "webhooks/{endpoint_id}/on/": {"post": EDITORS},
    "webhooks/{endpoint_id}/off/": {"post": EDITORS},
    "webhooks/{endpoint_id}/rotate/": {"post": EDITORS},
    "webhooks/{endpoint_id}/test/": {"post": EDITORS},
    "webhooks/{endpoint_id}/replay/": {"post": EDITORS},
    "webhooks/{endpoint_id}/deliveries/": {"get": EDITORS},
    "webhooks/{endpoint_id}/deliveries/{delivery_id}/": {"get": EDITORS},
    "webhooks/{endpoint_id}/deliveries/{delivery_id}/replay/": {"post": EDITORS},
}
METHODS = ("get", "post", "put", "patch", "delete")


def described() -> dict[str, dict[str, Any]]:
    """Routes of the schema with their methods."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return {path.removeprefix("/api/v1/"): operations for path, operations in paths.items()}


def test_the_table_has_every_route_and_method_of_the_schema_and_no_other() -> None:
    routes = {path: {m for m in operations if m in METHODS} for path, operations in described().items()}
    assert routes == {path: set(methods) for path, methods in TABLE.items()}


def ask(client: Client, path: str, method: str, **headers: str) -> int:
    address = "/api/v1/" + re.sub(r"{\w+}", "999999999", path)
    body = None if method == "get" else json.dumps({})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.generic(method.upper(), address, body or "", content_type="application/json", headers=named)
    if getattr(answer, "streaming", False):
        list(answer.streaming_content)
    return int(answer.status_code)


@pytest.mark.parametrize("role", sorted(ALL))
@pytest.mark.parametrize("way", ["session", "token"])
def test_each_role_gets_in_where_the_table_says_and_nowhere_else(role: str, way: str, settings: Any) -> None:
    client, headers = Client(), {}
    if role != "nobody":
        user = User.objects.create_user("somebody", role=role)
        if way == "session":
            client.force_login(user)
        else:
            _token, secret = make_token(by=user, owner=user, name="all", scopes=list(Scope))
            headers = {"authorization": f"Bearer {secret}"}
    wrong = []
    for path, methods in TABLE.items():
        for method in METHODS:
            status = ask(client, path, method, **headers)
            allowed = methods.get(method)
            if allowed is None:
                right = status in ((401, 403, 405) if role == "nobody" else (405,))
            elif role in allowed:
                right = status not in (401, 403, 405) and status < 500
            else:
                right = status == (401 if role == "nobody" else 403)
            if not right:
                wrong.append(f"{method} {path}: {status}")
    assert wrong == []


@pytest.mark.parametrize("scope", sorted(Scope))
def test_a_token_gets_in_only_where_its_scope_says(scope: Scope) -> None:
    user = User.objects.create_user("somebody", role=Role.ADMINISTRATOR)
    _token, secret = make_token(by=user, owner=user, name="one", scopes=[scope])
    scopes = {id(SIGNED_IN): Scope.READ, id(REPORTERS): Scope.SUBMIT, id(REVIEWERS): Scope.REVIEW}
    wrong = []
    for path, methods in TABLE.items():
        for method, allowed in methods.items():
            if allowed is ALL:
                continue
            manages = path.startswith(("webhooks/", "speakers/"))
            needed = scopes.get(id(allowed), Scope.MANAGE if manages else Scope.PUBLISH)
            status = ask(Client(), path, method, authorization=f"Bearer {secret}")
            if (status == 403) == (scope == needed):
                wrong.append(f"{method} {path}: {status}")
    assert wrong == []


def test_a_role_that_was_taken_away_counts_at_the_next_request() -> None:
    user = User.objects.create_user("somebody", role=Role.EDITOR)
    _token, secret = make_token(by=user, owner=user, name="all", scopes=list(Scope))
    assert ask(Client(), "webhooks/", "get", authorization=f"Bearer {secret}") == 200
    User.objects.filter(pk=user.pk).update(role=Role.READER)
    assert ask(Client(), "webhooks/", "get", authorization=f"Bearer {secret}") == 403
