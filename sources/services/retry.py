"""Try again what could not be read."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from core.announce import announce
from core.errors import Conflict
from sources.enums import ArticleState
from sources.models import Article
from sources.signals import article_submitted


@transaction.atomic
def retry_article(*, by: User, article: Article) -> Article:
    """Give a failed or refused article its attempts back. Raises NotAllowed, or Conflict if it has not failed."""
    check_may(by, Capability.SUBMIT_ARTICLE)
    changed = Article.objects.filter(pk=article.pk, state__in=[ArticleState.FAILED, ArticleState.REFUSED]).update(
        state=ArticleState.SUBMITTED, state_reason="", attempts=0, leased_until=None
    )
    if not changed:
        raise Conflict("This article is being read or has been read already. Reload the page to see how far it is.")
    article.refresh_from_db()
    record(by=by, action="article.retried", target=article)
    announce(article_submitted, article_id=article.pk)
    return article
