"""Try a reading again that was given up."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.enums import RunState
from claims.models import ExtractionRun
from core.announce import announce
from core.errors import Conflict
from sources.signals import version_stored


@transaction.atomic
def retry_run(*, by: User, run: ExtractionRun) -> ExtractionRun:
    """Give a failed run its attempts back. Raises NotAllowed, or Conflict if it has not failed."""
    check_may(by, Capability.SUBMIT_ARTICLE)
    changed = ExtractionRun.objects.filter(pk=run.pk, state=RunState.FAILED).update(
        state=RunState.QUEUED, reason="", attempts=0, leased_until=None, finished_at=None, paragraphs_done=0
    )
    if not changed:
        raise Conflict("This text is being worked on or is done. Reload the page to see how far it is.")
    run.refresh_from_db()
    record(by=by, action="run.retried", target=run)
    announce(version_stored, version_id=run.version_id)
    return run
