"""The two kinds of admin page that every room uses. The ledger itself is read in `desk.admin`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from audit.services import record


class LedgerHistory(admin.ModelAdmin):  # type: ignore[type-arg]
    """The history of a row is what the ledger says of it, not what the admin remembers of itself."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_or_change_permission(request, row):
            return super().history_view(request, object_id, extra_context)
        kind, key = self.ledger_target(row)
        wanted = urlencode({"target_type": kind, "target_id": key})
        return redirect(f"{reverse('admin:audit_auditevent_changelist')}?{wanted}")

    def ledger_target(self, row: Model) -> tuple[str, int]:
        """What the ledger files the row's events under."""
        return row._meta.model_name or "", row.pk


class ReadOnlyAdmin(LedgerHistory):
    """Rows that the admin shows and never writes: their writes are services, or they are never written again."""

    actions: Any = None

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class AuditedAdmin(LedgerHistory):
    """Rows that the admin may write: each saving is an event of the ledger, in the same transaction."""

    secret_fields: frozenset[str] = frozenset({"password", "password1", "password2"})

    def construct_change_message(self, request: HttpRequest, form: Form, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Remember the new values for the event; Django asks for this once a saving."""
        values = {
            name: str(form.cleaned_data.get(name)) for name in form.changed_data if name not in self.secret_fields
        }
        hidden = [name for name in form.changed_data if name in self.secret_fields]
        request.audit_data = {"changes": values, "hidden": hidden, "rows": _rows(formsets)}  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._record(request, obj, "added")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._record(request, obj, "changed")
        return super().log_change(request, obj, message)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted: what is not wanted any more is switched off or merged."""
        return False

    def _record(self, request: HttpRequest, obj: Model, verb: str) -> None:
        user: Any = request.user
        data = getattr(request, "audit_data", {})
        record(by=user, action=f"{obj._meta.model_name}.{verb}", target=obj, data=data)


def _rows(formsets: Any) -> list[dict[str, Any]]:
    rows = []
    for formset in formsets or []:
        rows += [{"added": str(obj)} for obj in formset.new_objects]
        for obj, fields in formset.changed_objects:
            values: Any = {name: str(getattr(obj, name, "")) for name in fields}
            rows.append({"changed": str(obj), "fields": values})
        rows += [{"removed": str(obj)} for obj in formset.deleted_objects]
    return rows
