from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from fushan.kit.admin import HouseForm
from fushan.org.doors import for_roles
from fushan.org.lockouts import lift, lockouts
from fushan.org.models import Area, Duty, Role, User, Village
from fushan.org.passwords import initial_password
from fushan.org.placed import PlacedAdmin, place_names, township_filter
from fushan.org.reach import within
from fushan.org.site import AT_THE_DESK

AREALESS = (Role.ADMIN, Role.AUDITOR)


class UserForm(HouseForm):
    duties = forms.MultipleChoiceField(
        label="乡镇职责",
        choices=Duty,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="只有乡镇干部才有，可多选",
    )

    editor = None  # set by the admin

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.area_code and "area_code" in self.fields:
            names = place_names([self.instance.area_code])
            self.fields["area_code"].help_text = names.get(self.instance.area_code, "")

    def clean_area_code(self):
        code, here = self.cleaned_data["area_code"], self.editor.area_code
        if self.instance.cadre_id and code != self.instance.area_code:
            raise ValidationError("选派干部的账号随任职走：请到“选派干部”里改任职，这里不能改。")
        if here and not within(code):
            raise ValidationError(f"只能填本级（{here}）及以下的代码。")
        # The administrator sees no village, and is held to the township's part of its code.
        if code and not _place_of(code, sees_villages=bool(here)).exists():
            raise ValidationError("没有这个代码的地方，请核对。")
        return code

    def clean_role(self):
        role = self.cleaned_data["role"]
        if self.editor.role != Role.ADMIN and role in AREALESS:
            raise ValidationError("系统管理员和安全审计员的账号由系统管理员开通。")
        if self.instance == self.editor and role != self.editor.role:
            raise ValidationError("不能改自己的身份，请由别人来改。")
        return role


def _place_of(code, *, sees_villages):
    if len(code) == 12 and sees_villages:
        return Village.objects.filter(pk=code)
    return Area.objects.filter(pk=code[:9])


class RoleFilter(SimpleListFilter):
    title = "身份"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        """The county's desk never sees the two that have no area."""
        sees_all = request.user.role == Role.ADMIN
        return [(r.value, r.label) for r in Role if sees_all or r not in AREALESS]

    def queryset(self, request, rows):
        return rows.filter(role=self.value()) if self.value() else rows


class ActiveFilter(SimpleListFilter):
    title = "状态"
    parameter_name = "active"

    def lookups(self, request, model_admin):
        return [("1", "启用"), ("0", "已停用")]

    def queryset(self, request, rows):
        return rows.filter(is_active=self.value() == "1") if self.value() else rows


@admin.register(User)
class UserAdmin(PlacedAdmin):
    place = "area_code"
    form = UserForm
    keyset = ("area_code", "pinyin", "pk")
    list_display = ["name", "username", "role", "where", "duty_labels", "is_active", "last_login"]
    list_filter = [RoleFilter, township_filter("area_code"), ActiveFilter]
    search_fields = ["name", "pinyin", "username"]
    search_help_text = "姓名、拼音或账号"
    fields = [("name", "username"), ("role", "area_code"), "duties"]
    kept_by_us = ["is_active", "must_change_password", "last_login", "created_at"]
    change_form_outer_before_template = "admin/account_tools.html"

    def is_ours(self, request, user):
        """The administrator's reach is a word, not a place."""
        return request.user.role == Role.ADMIN or super().is_ours(request, user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.editor = request.user
        return form

    def get_fields(self, request, obj=None):
        return [*self.fields, tuple(self.kept_by_us)] if obj else self.fields

    def get_readonly_fields(self, request, obj=None):
        return self.kept_by_us

    def complete(self, users):
        names = place_names(user.area_code for user in users)
        for user in users:
            user.place_name = names.get(user.area_code)

    def get_urls(self):
        pages = [
            ("locked/", self.locked_view, "locked"),
            ("<int:user_id>/lift/", self.lift_view, "lift"),
            ("<int:user_id>/password/", self.password_view, "password"),
            ("<int:user_id>/active/", self.active_view, "active"),
        ]
        wrap = self.admin_site.admin_view
        return [
            *(path(address, wrap(view), name=f"org_user_{name}") for address, view, name in pages),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if not change:
            give_first_password(obj)
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return self._slip(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.has_change_permission(request, obj):
            pages = ("password", "active", "lift")
            context["tools"] = {page: self.url_of(page, obj.pk) for page in pages}
            context["is_self"] = obj == request.user
            context["is_locked"] = any(lockout.user == obj for lockout in lockouts())
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator([require_POST, for_roles(*AT_THE_DESK)])
    def password_view(self, request, user_id):
        user = self._account(request, user_id)
        give_first_password(user)
        user.save()
        return self._slip(request, user)

    @method_decorator([require_POST, for_roles(*AT_THE_DESK)])
    def active_view(self, request, user_id):
        user = self._account(request, user_id)
        if user == request.user:
            messages.error(request, "不能停用自己的账号。")
            return redirect(self.url_of("change", user_id))
        user.is_active = not user.is_active
        user.save()
        done = "已启用" if user.is_active else "已停用，正在使用的页面下一步就会退出"
        messages.success(request, f"账号{user.username}（{user.name}）{done}。")
        return redirect(self.url_of("change", user_id))

    @method_decorator([require_POST, for_roles(*AT_THE_DESK)])
    def lift_view(self, request, user_id):
        user = self._account(request, user_id)
        lift(user)
        messages.success(request, f"账号{user.username}（{user.name}）已解除锁定，可以重新登录。")
        return redirect(self.url_of("locked"))

    @method_decorator(for_roles(*AT_THE_DESK))
    def locked_view(self, request):
        context = {
            **self.admin_site.each_context(request),
            "title": "锁定的账号",
            "opts": self.opts,
            "lockouts": lockouts(),
            "limit": settings.AXES_FAILURE_LIMIT,
            "minutes": round(settings.AXES_COOLOFF_TIME * 60),
        }
        return render(request, "admin/locked.html", context)

    def _account(self, request, user_id):
        user = self.found(request, str(user_id))
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return user

    def _slip(self, request, user):
        """Shown once; a message would keep the password in a cookie."""
        context = {
            **self.admin_site.each_context(request),
            "title": "初始密码",
            "opts": self.opts,
            "account": user,
            "password": user.first_password,
            "back": self.url_of("change", user.pk),
        }
        return render(request, "admin/new_password.html", context)

    @admin.display(description="管辖范围")
    def where(self, user):
        return user.place_name or user.area_code

    @admin.display(description="乡镇职责")
    def duty_labels(self, user):
        return "、".join(Duty(duty).label for duty in user.duties)


def give_first_password(user):
    """An initial password, good for one sign-in. It is kept nowhere but on this object."""
    user.first_password = initial_password()
    user.set_password(user.first_password)
    user.must_change_password = True
