"""Points as people say them: 0.3, not 0.30."""

from django.template import Library

from evaluation.models import tidy

register = Library()
register.filter("points", tidy)
