"""Addresses to manage and messages to look at. Every write is a service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from audit.admin import ReadOnlyAdmin
from core.choices import choices_of
from core.errors import DomainError
from webhooks import policies, services
from webhooks.enums import EventType
from webhooks.models import Attempt, Delivery, Endpoint

_TYPES = [(value, label) for value, label in choices_of(EventType) if value != EventType.TEST]


class EndpointForm(forms.ModelForm):  # type: ignore[type-arg]
    """An address, and what it wants to hear of."""

    url = forms.CharField(max_length=2000, label="Address")
    event_types = forms.MultipleChoiceField(
        choices=_TYPES, required=False, widget=forms.CheckboxSelectMultiple, help_text="None: all."
    )

    class Meta:
        model = Endpoint
        fields = ["url", "description", "event_types"]

    def clean_url(self) -> str:
        try:
            return policies.checked_address(self.cleaned_data["url"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


@admin.register(Endpoint)
class EndpointAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "url", "failures", "failing_since", "paused_until", "off_at", "off_reason"]
    list_filter = ["off_at"]
    search_fields = ["url", "description"]
    actions = ["switch_on", "switch_off", "rotate_secret", "send_test"]
    form = EndpointForm
    readonly_fields = ["told_up_to", "added_by", "added_at", "failures", "failing_since", "off_at", "off_reason"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super(ReadOnlyAdmin, self).has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super(ReadOnlyAdmin, self).has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["url", "description", "event_types", *(self.readonly_fields if obj else [])]

    def save_model(self, request: HttpRequest, obj: Endpoint, form: Any, change: bool) -> None:  # noqa: FBT001
        """By the services; a new secret is in the message and nowhere else."""
        user: Any = request.user
        data = form.cleaned_data
        given = {name: data[name] for name in ("url", "description", "event_types")}
        if change:
            services.change_endpoint(by=user, endpoint_id=obj.pk, **given)
            return
        endpoint, secret = services.add_endpoint(by=user, **given)
        for field in Endpoint._meta.concrete_fields:
            setattr(obj, field.attname, getattr(endpoint, field.attname))
        messages.warning(request, f"Copy this secret now, it is not shown again: {secret}")

    def _each(self, request: HttpRequest, queryset: QuerySet[Endpoint], act: Any) -> None:
        for endpoint in queryset:
            try:
                act(by=request.user, endpoint_id=endpoint.pk)
            except DomainError as refusal:
                messages.error(request, refusal.message)

    @admin.action(description="Switch on")
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        self._each(request, queryset, services.switch_on)

    @admin.action(description="Switch off")
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        self._each(request, queryset, services.switch_off)

    @admin.action(description="Send a test message")
    def send_test(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        self._each(request, queryset, services.send_test)

    @admin.action(description="Make a new secret")
    def rotate_secret(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        def rotate(*, by: Any, endpoint_id: int) -> None:
            secret = services.rotate_secret(by=by, endpoint_id=endpoint_id)
            messages.warning(request, f"Copy this secret now, it is not shown again: {secret}")

        self._each(request, queryset, rotate)


class AttemptInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Attempt
    fields = ["at", "seconds", "status", "problem"]
    readonly_fields = ["at", "seconds", "status", "problem"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["message_id", "endpoint", "event_type", "state", "attempts", "next_try_at", "ended_at"]
    list_filter = ["state", "event_type", "endpoint"]
    list_select_related = ["endpoint"]
    search_fields = ["message_id"]
    inlines = [AttemptInline]
    actions = ["replay"]
    show_full_result_count = False

    @admin.action(description="Send again")
    def replay(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        user: Any = request.user
        for delivery in queryset:
            try:
                services.replay(by=user, delivery_id=delivery.pk)
            except DomainError as refusal:
                messages.error(request, refusal.message)
