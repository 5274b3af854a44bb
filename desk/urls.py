"""The newsroom's addresses."""

from django.contrib.auth import views as auth
from django.urls import path

from desk.views import (
    amend,
    articles,
    claims,
    components,
    contacts,
    drafts,
    keys,
    positions,
    published,
    queue,
    speakers,
    undo,
)

app_name = "desk"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("search/", published.search, name="search"),
    path("add/", articles.add, name="add"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:article_id>/", articles.article, name="article"),
    path("articles/<int:article_id>/progress/", articles.article_progress, name="article-progress"),
    path("articles/<int:article_id>/retry/", articles.article_retry, name="article-retry"),
    path("claims/<int:claim_id>/", claims.claim, name="claim"),
    path("claims/<int:claim_id>/take/", queue.take, name="take"),
    path("claims/<int:claim_id>/release/", claims.release, name="release"),
    path("claims/<int:claim_id>/queue/", claims.to_queue, name="to-queue"),
    path("claims/<int:claim_id>/decide/", claims.decide, name="decide"),
    path("claims/<int:claim_id>/restore/", claims.restore, name="restore"),
    path("claims/<int:claim_id>/reopen/", claims.reopen, name="reopen"),
    path("claims/<int:claim_id>/evidence/", claims.evidence_add, name="evidence-add"),
    path(
        "claims/<int:claim_id>/evidence/<int:evidence_id>/withdraw/", claims.evidence_withdraw, name="evidence-withdraw"
    ),
    path("claims/<int:claim_id>/publish/", claims.publish, name="publish"),
    path("claims/<int:claim_id>/correct/", claims.correct, name="correct"),
    path("claims/<int:claim_id>/retract/", claims.retract, name="retract"),
    path("claims/<int:claim_id>/amend/", amend.amend, name="amend"),
    path("claims/<int:claim_id>/amend/<slug:what>/", amend.amend_one, name="amend-one"),
    path("claims/<int:claim_id>/same-as/<int:other_id>/", amend.merge_into, name="merge-into"),
    path("claims/<int:claim_id>/not/<int:other_id>/", amend.not_the_same, name="not-the-same"),
    path("claims/<int:claim_id>/positions/", positions.position_add, name="position-add"),
    path(
        "claims/<int:claim_id>/positions/<int:position_id>/withdraw/",
        positions.position_withdraw,
        name="position-withdraw",
    ),
    path("claims/<int:claim_id>/ask/", contacts.ask, name="ask"),
    path("requests/", contacts.requests, name="requests"),
    path("requests/<int:contact_id>/", contacts.answer, name="answer"),
    path("requests/<int:contact_id>/withdraw/", contacts.contact_withdraw, name="request-withdraw"),
    path("undo/<int:act_id>/", undo.undo, name="undo"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("keys/", keys.keys, name="keys"),
    path("speakers/names/", amend.speaker_names, name="speaker-names"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<int:speaker_id>/", speakers.speaker, name="speaker"),
    path("published/", published.published, name="published"),
    path("components/", components.components, name="components"),
    path("sign-in/", auth.LoginView.as_view(redirect_authenticated_user=True), name="sign-in"),
    path("sign-out/", auth.LogoutView.as_view(next_page="desk:sign-in"), name="sign-out"),
    path("password/", auth.PasswordChangeView.as_view(success_url="/desk/"), name="password-change"),
]
