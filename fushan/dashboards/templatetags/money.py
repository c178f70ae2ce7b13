"""Amounts in templates."""

from django.template import Library

from fushan.kit import money

register = Library()
register.filter("yuan", money.yuan)
register.filter("in_words", money.in_words)
