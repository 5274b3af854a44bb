"""Which answer leads where, for the OpenAPI description: the id in one is the id in the address of another."""

from __future__ import annotations

from typing import Any, Final

_ID, _FIRST = "$response.body#/id", "$response.body#/results/0/id"
_CLAIM, _ENDPOINT = "$request.path.claim_id", "$request.path.endpoint_id"
_SEEN = {"header.If-Match": "$response.header.ETag"}

# The operation and its status; the parameters that its answer gives; the operations that take them.
_LEADS: Final[tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...]] = (
    (
        "claims_list",
        "200",
        {"claim_id": _FIRST},
        ("claims_retrieve", "claims_history_list", "claims_positions_list", "claims_evidence_list", "reviews_retrieve"),
    ),
    ("fact_checks_list", "200", {"fact_check_id": _FIRST}, ("fact_checks_retrieve",)),
    ("speakers_list", "200", {"speaker_id": _FIRST}, ("speakers_retrieve",)),
    (
        "articles_create",
        "202",
        {"article_id": _ID},
        ("articles_retrieve", "articles_claims_list", "articles_retry"),
    ),
    (
        "reviews_list",
        "200",
        {"claim_id": _FIRST},
        (
            "reviews_retrieve",
            "reviews_take",
            "reviews_add_evidence",
            "reviews_record_position",
            "claims_contacts_create",
        ),
    ),
    (
        "reviews_retrieve",
        "200",
        {"claim_id": _CLAIM, **_SEEN},
        ("reviews_queue", "reviews_dismiss", "reviews_decide", "reviews_publish", "reviews_correct", "reviews_retract"),
    ),
    ("reviews_take", "200", {"claim_id": _CLAIM}, ("reviews_release",)),
    ("reviews_take", "200", {"claim_id": _CLAIM, **_SEEN}, ("reviews_decide",)),
    (
        "claims_contacts_create",
        "201",
        {"claim_id": _CLAIM, "contact_id": _ID},
        ("claims_contacts_answer", "claims_contacts_withdraw"),
    ),
    (
        "webhooks_create",
        "201",
        {"endpoint_id": _ID},
        (
            *("webhooks_retrieve", "webhooks_change", "webhooks_switch_off", "webhooks_switch_on", "webhooks_rotate"),
            *("webhooks_test", "webhooks_replay", "webhooks_deliveries_list"),
        ),
    ),
    (
        "webhooks_test",
        "200",
        {"endpoint_id": _ENDPOINT, "delivery_id": _ID},
        ("webhooks_deliveries_retrieve", "webhooks_deliveries_replay"),
    ),
)


def add_links(operations: dict[str, dict[str, Any]]) -> None:
    """Put the links into the answers of these operations, by operation id. Raises KeyError for an unknown one."""
    for start, status, parameters, ends in _LEADS:
        links = operations[start]["responses"][status].setdefault("links", {})
        for end in ends:
            links[operations[end]["operationId"]] = {"operationId": end, "parameters": parameters}
