"""The one way in. Accounts are found under a reach that shows accounts and nothing else."""

from django.conf import settings
from django.contrib.auth.backends import BaseBackend

from fushan.org.models import User
from fushan.org.reach import ACCOUNTS, reach

DEMO_PASSWORD = "fushan-demo"  # printed everywhere, so it opens nothing off loopback


class AccountBackend(BaseBackend):
    def authenticate(self, request, username=None, password=None):
        if username is None or password is None:
            return None
        if password == DEMO_PASSWORD and not settings.LOCAL:
            return None
        with reach(ACCOUNTS):
            user = User.objects.filter(username=username).first()
        if user is None:
            User().set_password(password)  # takes as long as a wrong password does
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        """A closed account is signed out at its next request."""
        with reach(ACCOUNTS):
            return User.objects.filter(pk=user_id, is_active=True).first()
