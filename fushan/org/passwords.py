"""What a password must be: POLICY.md's application item 身份鉴别."""

import re
import secrets

from django.core.exceptions import ValidationError

CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
LETTERS = "abcdefghjkmnpqrstuvwxyz"  # without l, o, i: slips are read from paper
CAPITALS = "ABCDEFGHJKMNPQRSTUVWXYZ"
DIGITS = "23456789"


class LongAndMixed:
    """At least 10 characters of three kinds out of four."""

    least = 10

    def validate(self, password, user=None):
        kinds = sum(bool(re.search(kind, password)) for kind in CLASSES)
        if len(password) < self.least or kinds < 3:
            raise ValidationError(self.get_help_text())

    def get_help_text(self):
        return f"密码至少{self.least}位，并含大写字母、小写字母、数字、符号中的三种。"


def initial_password():
    """Twelve characters that can be read aloud; good for one sign-in."""
    groups = (CAPITALS, LETTERS, DIGITS)
    return "-".join("".join(secrets.choice(group) for _ in range(4)) for group in groups)
