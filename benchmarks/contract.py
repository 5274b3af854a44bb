"""`make bench NAME=contract`: whether the API does what its OpenAPI description says, by schemathesis with all checks.

Thousands of requests, right and wrong ones, against the real web server: without a log-in and with a token that may
do everything. Keys: cases, failures (of any check), server_errors. SCALE=1 is the full run; EXAMPLES says how many
requests an operation gets, SEED which ones, PHASES which of schemathesis's phases run. The stateful one follows the
description's links: what one answer names, another request uses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks._newsroom import SCALE, newsroom, run_sql, say
from benchmarks._rows import fill_published
from benchmarks._server import server

EXAMPLES = int(os.environ.get("EXAMPLES", "0")) or max(3, int(40 * SCALE))
SEED = os.environ.get("SEED", "7")
PHASES = os.environ.get("PHASES", "examples,coverage,fuzzing,stateful")
# Whether a cursor is one of ours, a moment is past or a claim is in a state that allows a move is in no schema: these
# refusals are right answers to requests that a schema allows. 400, 405 and 415 would not be. 413 and 414, for what is
# too long, are refusals like others, and so is 428 for a missing `If-Match` (RFC 6585).
_CONFIGURATION = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "410", "412", "422", "428", "429"]
[checks.missing_required_header]
expected-statuses = ["401", "403", "404", "406", "422", "428"]
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "414", "415", "422", "428", "429"]

# Most requests name what is there, so that they get past the door.
[dictionaries]
claims = { values = [1, 2, 3, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60] }
few = { values = [1, 2, 3, 4, 5, 6] }
seen = { values = ['"v1-e1"', '"v2-e1"', '"v3-e1"', '"v4-e1"', '"v5-e1"'] }
[parameters]
"path.claim_id" = { dictionary = "claims", probability = 0.8 }
"path.speaker_id" = { dictionary = "few", probability = 0.8 }
"path.article_id" = { dictionary = "few", probability = 0.8 }
"path.contact_id" = { dictionary = "few", probability = 0.8 }
"path.endpoint_id" = { dictionary = "few", probability = 0.8 }
"path.delivery_id" = { dictionary = "few", probability = 0.8 }
"path.fact_check_id" = { dictionary = "claims", probability = 0.8 }
"path.number" = { dictionary = "few", probability = 0.8 }
"header.If-Match" = { dictionary = "seen", probability = 0.6 }
[phases.stateful.generation]
mode = "positive"
"""


def main() -> int:
    from django.core.management import call_command

    os.environ.update(LIMIT_RATE_ADDRESS="100000000", LIMIT_RATE_TOKEN="100000000", LIMIT_WAITING="0")
    with newsroom() as var:
        headers = _prepare()
        call_command("spectacular", "--format", "openapi-json", "--file", str(var / "openapi.json"))
        with server(var, "config.wsgi", workers=2, threads=4) as port:
            found = [_run(port, var, name, header) for name, header in headers.items()]
        log = (var / "gunicorn.log").read_text("utf-8", "replace")
    errors = log.count("request_failed")
    if errors:
        print(log[-6000:])
    figures = {
        "cases": sum(one["cases"] for one in found),
        "failures": sum(one["failures"] for one in found),
        "server_errors": errors,
    }
    print(json.dumps(figures))
    return 1 if figures["failures"] or errors else 0


def _prepare() -> dict[str, list[str]]:
    """Rows to find, and the two who ask."""
    from accounts.enums import Scope
    from accounts.models import User
    from accounts.roles import Role
    from accounts.services import make_token

    editor = User.objects.create_user("editor", password=None, role=Role.EDITOR)
    fill_published(60, editor=editor.pk)
    run_sql("UPDATE claims_claim SET status = 'queued', version = version + 1 WHERE id % 4 = 0")
    _token, secret = make_token(by=editor, owner=editor, name="contract", scopes=list(Scope))
    return {"nobody": [], "an editor's token": ["-H", f"Authorization: Bearer {secret}"]}


def _run(port: int, var: Path, name: str, header: list[str]) -> dict[str, int]:
    say(f"as {name}, {EXAMPLES} examples an operation, phases {PHASES}")
    report, configuration = var / f"report-{len(header)}.ndjson", var / "schemathesis.toml"
    configuration.write_text(_CONFIGURATION, "utf-8")
    command = [
        *(
            str(Path(sys.executable).parent / "schemathesis"),
            "--config-file",
            str(configuration),
            "run",
            str(var / "openapi.json"),
        ),
        *("--url", f"http://127.0.0.1:{port}", "--checks", "all", "--phases", PHASES),
        *("--max-examples", str(EXAMPLES), "--continue-on-failure", "--seed", SEED, "--no-color"),
        *("--request-timeout", "60", "--max-response-time", "60"),
        *("--suppress-health-check", "all", "--report", "ndjson", "--report-ndjson-path", str(report), *header),
    ]
    done = subprocess.run(command, cwd=var, check=False, capture_output=True, text=True)
    print(done.stdout[-int(os.environ.get("SHOW", "6000")) :])
    cases, failures = _read(report)
    statuses = Counter(cases)
    print(f"  {len(cases):,} cases; answers: {dict(sorted(statuses.items()))}")
    return {"cases": len(cases), "failures": failures or int(done.returncode != 0)}


def _read(report: Path) -> tuple[list[int], int]:
    """The status of each answer, and how many checks failed."""
    statuses: list[int] = []
    failed = 0
    for line in report.read_text("utf-8").splitlines():
        event: Any = json.loads(line)
        for key, value in _walk(event):
            if key == "status_code" and isinstance(value, int):
                statuses.append(value)
            if key == "status" and value == "failure":
                failed += 1
    return statuses, failed


def _walk(value: Any) -> Any:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


if __name__ == "__main__":
    sys.exit(main())
