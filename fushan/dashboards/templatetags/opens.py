"""{{ url|opens_for:user }}: the address, where the page there lets this person's role in."""

from django import template

from fushan.org.doors import may_enter

register = template.Library()


@register.filter
def opens_for(url, user):
    return url if may_enter(user, url) else ""
