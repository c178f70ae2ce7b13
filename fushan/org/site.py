"""The admin site: the house's own way in and out, and only the house's own registers."""

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.generic import RedirectView
from unfold.sites import UnfoldAdminSite

from fushan.org.doors import for_roles
from fushan.org.roles import Role

AT_THE_DESK = (Role.STAFF, Role.ADMIN)
ELSEWHERE = {  # name here: (address here, the page that does it)
    "login": ("login/", "sign-in"),
    "logout": ("logout/", "home"),
    "password_change": ("password_change/", "change-password"),
    "password_change_done": ("password_change/done/", "home"),
}
NOT_OURS = {*ELSEWHERE, "search", "view_on_site"}


class HouseConfig(AdminConfig):
    default_site = "fushan.org.site.HouseSite"


class Matches(AutocompleteJsonView):
    """What an autocomplete offers, named so that two of the same name can be told apart."""

    def serialize_result(self, obj, to_field_name):
        return {
            "id": str(getattr(obj, to_field_name)),
            "text": self.model_admin.choice_label(obj),
        }

    def get_queryset(self):
        return super().get_queryset().order_by(*self.model_admin.keyset)

    def http_method_not_allowed(self, request, *args, **kwargs):
        raise PermissionDenied


class HouseSite(UnfoldAdminSite):
    index_title = "管理首页"

    def register(self, model_or_iterable, admin_class=None, **options):
        """What packages would register of their own accord has no place at this desk."""
        if hasattr(admin_class, "keyset"):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        if not request.user.is_authenticated:
            return False
        if request.user.role not in AT_THE_DESK:
            raise PermissionDenied
        return True

    def get_urls(self):
        ours = [
            path(
                address,
                login_not_required(RedirectView.as_view(pattern_name=to, query_string=True)),
                name=name,
            )
            for name, (address, to) in ELSEWHERE.items()
        ]
        return ours + [
            url for url in super().get_urls() if getattr(url, "name", "") not in NOT_OURS
        ]

    @method_decorator(for_roles(*AT_THE_DESK))
    def autocomplete_view(self, request):
        return Matches.as_view(admin_site=self)(request)

    def get_log_entries(self, request):
        """The database keeps the history."""
        return ()
