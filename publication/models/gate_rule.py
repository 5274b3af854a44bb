"""What the desk asks for before it publishes: its written policy, as rows."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.enums import FOUND_STATUSES
from core.choices import choices_of, label_of
from core.constraints import one_of
from publication.enums import GateKind

WORDS: dict[GateKind, Promise] = {
    GateKind.EVIDENCE: _("At least %(n)d source stands as evidence (%(findings)s)."),
    GateKind.ORIGINS: _("%(n)d independent origins, or one primary source (%(findings)s)."),
    GateKind.CAPTURE_ENDED: _("No source is still waiting to be captured (%(findings)s)."),
    GateKind.CAPTURED: _("Every source with an address is captured (%(findings)s)."),
    GateKind.CONTACTED: _("The speaker was asked for a reply (%(findings)s)."),
}
FINDINGS = [(status.value, label_of(status.value)) for status in FOUND_STATUSES]


class GateRule(models.Model):
    """One rule of the publication policy. A rule that is not met refuses; to override it takes a published reason."""

    ledger_fields = ("kind", "needed", "statuses", "active")

    kind = models.CharField(max_length=16, choices=choices_of(GateKind), unique=True)
    needed = models.PositiveSmallIntegerField(default=1, help_text="How many, for rules that count.")
    statuses = ArrayField(
        models.CharField(max_length=12, choices=FINDINGS), help_text="The findings that this rule is asked for."
    )
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", GateKind, name="gate_rule_kind_is_known"),
            models.CheckConstraint(condition=Q(needed__gte=1, needed__lte=20), name="gate_rule_needs_some"),
            models.CheckConstraint(
                condition=Q(statuses__contained_by=[status.value for status in FOUND_STATUSES]),
                name="gate_rule_statuses_are_findings",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def words(self) -> str:
        """The rule as readers and editors are told of it."""
        findings = ", ".join(status for status in self.statuses)
        return str(WORDS[GateKind(self.kind)]) % {"n": self.needed, "findings": findings}
