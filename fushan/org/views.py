"""Signing in and out, one's password, and whether the system is well."""

from time import time

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import LoginView, LogoutView
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator

from fushan.org.doors import for_roles
from fushan.org.forms import ChangePasswordForm, SignInForm
from fushan.org.idle import SEEN
from fushan.org.reach import ACCOUNTS, reach
from fushan.org.roles import Role


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        with reach(ACCOUNTS):  # the account notes its last sign-in before its reach is open
            response = super().form_valid(form)
        self.request.session[SEEN] = int(time())
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """Only by POST, so that no link or picture signs anyone out."""


@for_roles(*Role)
def change_password(request):
    form = ChangePasswordForm(request.user, request.POST or None)
    if form.is_valid():
        with reach(ACCOUNTS):
            update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改。")
        return redirect("home")
    context = {
        "form": form,
        "first": request.user.must_change_password,
        "rules": password_validators_help_texts(),
    }
    return render(request, "registration/change_password.html", context)


@login_not_required
def healthz(request):
    """200 when the database answers, is migrated, and binds its role by row-level security."""
    try:
        wrong = what_is_wrong()
    except Error as error:
        wrong = f"database: {error.__class__.__name__}"
    return JsonResponse({"ok": not wrong, "reason": wrong or None}, status=503 if wrong else 200)


def what_is_wrong():
    """The reason why this must not serve, or nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations: not all applied"
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('org_village')")
        bound = cursor.fetchone()[0]
    return "" if bound else "role: not bound by row-level security"
