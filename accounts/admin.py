"""Users and their roles: administrators only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.enums import Scope
from accounts.models import ApiToken, User
from accounts.queries import is_last_administrator
from accounts.roles import Role
from accounts.services import make_token, revoke_token
from audit.admin import AuditedAdmin, ReadOnlyAdmin
from core.choices import choices_of
from core.errors import DomainError
from core.text import one_line

admin.site.unregister(Group)


class PersonForm(UserChangeForm):  # type: ignore[type-arg]
    """A person, of whom one administrator always remains."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        stays = cleaned.get("role") == Role.ADMINISTRATOR and cleaned.get("is_active")
        if not stays and is_last_administrator(self.instance.pk):
            raise forms.ValidationError(
                _("This is the only administrator. Give somebody else the role first, so that one remains.")
            )
        return cleaned


@admin.register(User)
class PersonAdmin(AuditedAdmin, UserAdmin):  # type: ignore[type-arg]
    """People with their role. Editors and administrators may enter the admin; the role decides, not a tick box."""

    list_display = ["username", "display_name", "role", "is_active", "last_login"]
    form = PersonForm
    list_filter = ["role", "is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["role", "is_active"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "first_name", "last_name", "role", "usable_password", "password1", "password2"],
            },
        )
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        """The door to the admin follows the role, and what Django calls a superuser is an administrator or nobody."""
        obj.is_staff = obj.role in (Role.EDITOR, Role.ADMINISTRATOR)
        obj.is_superuser = obj.is_superuser and obj.role == Role.ADMINISTRATOR
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """The new password and the event that says so stand together or not at all."""
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A token to be made: for whom, what for, how long."""

    scopes = forms.MultipleChoiceField(choices=choices_of(Scope), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(min_value=1, initial=90, help_text="How many days it lasts.")

    class Meta:
        model = ApiToken
        fields = ["owner", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The longest time is a limit of the installation."""
        super().__init__(*args, **kwargs)
        if "days" in self.fields:
            self.fields["days"].validators.append(_at_most(settings.LIMIT_TOKEN_DAYS))

    def clean_name(self) -> str:
        name: str = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Say what the token is for."))
        return name


def _at_most(days: int) -> Any:
    def check(value: int) -> None:
        if value > days:
            raise forms.ValidationError(f"At most {days} days.")

    return check


@admin.register(ApiToken)
class TokenAdmin(ReadOnlyAdmin):
    """Keys of programs: made here, shown once, revoked by the action of the list."""

    list_display = ["name", "prefix", "owner", "scopes", "expires_at", "last_used_at", "revoked_at"]
    list_filter = ["revoked_at", "expires_at"]
    list_select_related = ["owner"]
    search_fields = ["name", "prefix", "owner__username"]
    exclude = ["secret_sha256"]
    form = TokenForm
    actions = ["revoke"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super(ReadOnlyAdmin, self).has_add_permission(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The form only to make one; what is there is shown and no more."""
        if obj is None:
            return TokenForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["owner", "name", "scopes", "days"]
        return ["owner", "name", "prefix", "scopes", "made_at", "made_by", "expires_at", "last_used_at", "revoked_at"]

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:  # noqa: FBT001
        """Made by the service; its secret is in the message and nowhere else."""
        data = form.cleaned_data
        user: Any = request.user
        token, secret = make_token(
            by=user, owner=data["owner"], name=data["name"], scopes=data["scopes"], days=data["days"]
        )
        for field in ApiToken._meta.concrete_fields:
            setattr(obj, field.attname, getattr(token, field.attname))
        messages.warning(request, f"Copy this now, it is not shown again: {secret}")

    @admin.action(description="Revoke")
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        user: Any = request.user
        for token in queryset.select_related("owner"):
            try:
                revoke_token(by=user, token=token)
            except DomainError as refusal:
                self.message_user(request, f"{token}: {refusal.message}", messages.ERROR)
