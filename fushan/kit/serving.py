"""What every answer may load, and what is written down while serving."""

from ipaddress import ip_network

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
ADMIN_POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}

# Warnings and errors to where the server's own words go; never a row, never a person's data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}


def networks(named):
    """The networks of a list like 10.0.0.0/8; a misspelt one must not open or close anything."""
    try:
        return [ip_network(each.strip()) for each in named if each.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"INTERNAL_NETS 写错了（{error}）；请写成 10.0.0.0/8,192.168.8.0/24 这样。"
        ) from error
