"""The two kinds of admin page that every room uses. The ledger itself is read in `desk.admin`."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest

from audit.services import record


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that the admin shows and never writes: their writes are services, or they are never written again."""

    actions: Any = None

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class AuditedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
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
        rows += [{"changed": str(obj), "fields": fields} for obj, fields in formset.changed_objects]
        rows += [{"removed": str(obj)} for obj in formset.deleted_objects]
    return rows
