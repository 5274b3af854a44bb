"""The public ledger of changes: what followers take in, in order."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from claims.models import Speaker
from core.choices import choices_of
from core.constraints import one_of
from publication.enums import ChangeKind
from publication.models.edition import Edition


class Change(models.Model):
    """One public event under a number of its own: 1, 2, 3 and so on, without gaps.

    Made from the audit ledger, whose `sequence` also counts what is nobody's business. The same ledger gives the same
    numbers, whoever makes them and when. A published, corrected or retracted edition, or a speaker merged `into` one.
    """

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16, choices=choices_of(ChangeKind))
    sequence = models.BigIntegerField(unique=True, help_text="Of the event in the audit ledger.")
    at = models.DateTimeField()
    edition = models.OneToOneField(Edition, null=True, on_delete=models.PROTECT, related_name="change")
    speaker = models.ForeignKey(Speaker, null=True, on_delete=models.PROTECT, related_name="merge_changes")
    into = models.ForeignKey(Speaker, null=True, on_delete=models.PROTECT, related_name="merge_into_changes")

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("kind", ChangeKind, name="change_kind_is_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="change_number_from_one"),
            models.CheckConstraint(
                condition=Q(
                    kind=ChangeKind.SPEAKER_MERGED, edition__isnull=True, speaker__isnull=False, into__isnull=False
                )
                | (
                    ~Q(kind=ChangeKind.SPEAKER_MERGED)
                    & Q(edition__isnull=False, speaker__isnull=True, into__isnull=True)
                ),
                name="change_has_what_its_kind_says",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="change_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="change_numbers_have_no_gaps",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM publication_change) THEN
                        RAISE EXCEPTION 'changes are numbered without gaps' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind}"
